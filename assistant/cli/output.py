"""What every command says in the same way: JSON, progress, and whether colour fits."""

import json
import os
import sys
from typing import Any


def print_json(values: dict[str, Any]) -> None:
    """One JSON object on standard output."""
    print(json.dumps(values, ensure_ascii=False), flush=True)


def show_progress(progress: Any) -> None:
    """A step of a build, on a terminal only."""
    if sys.stderr.isatty():
        count = f" {progress.done}/{progress.total}" if progress.total else ""
        print(f"\r\033[K{progress.step}{count}", end="" if count else "\n", file=sys.stderr, flush=True)


def show_count(done: int, total: int) -> None:
    """How many questions were asked, on a terminal only."""
    if sys.stderr.isatty():
        end = "\n" if done == total else ""
        print(f"\r\033[KIk stel vraag {done} van {total}", end=end, file=sys.stderr, flush=True)


def wants_colour() -> bool:
    """Whether standard output is a terminal whose user did not ask for plain text (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
