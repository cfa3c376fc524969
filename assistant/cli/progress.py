"""One line on a terminal that says how far something is: bar, count, step, file and time left."""

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

_BAR = 16  # characters


@contextmanager
def progress_line() -> Iterator[Callable[[Any], None]]:
    """What to call with each step; the line is wiped at the end. Nothing at all where nobody looks."""
    if not sys.stderr.isatty():
        yield lambda progress: None
        return
    from assistant.pace import with_time_left

    def show(progress: Any) -> None:
        width = shutil.get_terminal_size().columns
        print(f"\r\033[K{progress_text(progress, width)}", end="", file=sys.stderr, flush=True)

    try:
        yield with_time_left(show)
    finally:
        print("\r\033[K", end="", file=sys.stderr, flush=True)


def progress_text(progress: Any, width: int) -> str:
    """The line within ``width`` characters; a file's name gives way first."""
    parts = []
    if progress.total:
        filled = min(_BAR, progress.done * _BAR // progress.total)
        parts.append(f"{'█' * filled}{'░' * (_BAR - filled)} {progress.done}/{progress.total} ")
    parts.append(progress.step)
    tail = f", {time_left(progress.seconds_left)}" if progress.seconds_left is not None else ""
    room = width - 1 - len("".join(parts)) - len(tail) - len(": ")
    name = visible(progress.file)
    if name and room >= 8:
        parts.append(": " + (name if len(name) <= room else f"…{name[1 - room :]}"))
    return ("".join(parts) + tail)[: max(1, width - 1)]


def time_left(seconds: float) -> str:
    """Seconds as people say them."""
    if seconds < 10:
        return "nog een paar seconden"
    if seconds < 50:
        return f"nog ongeveer {round(seconds / 10) * 10} seconden"
    if seconds < 90:
        return "nog ongeveer 1 minuut"
    if seconds < 5400:
        return f"nog ongeveer {round(seconds / 60)} minuten"
    return f"nog ongeveer {round(seconds / 3600)} uur"


def visible(name: str) -> str:
    """A file's name on one line: what could steer a terminal becomes a question mark."""
    return "".join(character if character.isprintable() else "?" for character in name)
