"""What every command says in the same way: JSON, a count, and whether colour fits."""

import json
import os
import sys
from typing import Any


def print_json(values: dict[str, Any]) -> None:
    """One JSON object on standard output; what could steer a terminal stands in it as an escape."""
    text = json.dumps(values, ensure_ascii=False)
    print("".join(one if one.isprintable() else json.dumps(one)[1:-1] for one in text), flush=True)


def show_count(done: int, total: int) -> None:
    """How many questions were asked, on a terminal only."""
    if sys.stderr.isatty():
        end = "\n" if done == total else ""
        print(f"\r\033[KIk stel vraag {done} van {total}", end=end, file=sys.stderr, flush=True)


def wants_colour() -> bool:
    """Whether standard output is a terminal whose user did not ask for plain text (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
