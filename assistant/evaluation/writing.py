"""Files that a run leaves behind: checked before the work is done, and written whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path

from assistant.errors import EvaluationError


def check_writable(path: Path) -> None:
    """EvaluationError when ``path`` cannot be written, so that a long run is not for nothing."""
    if path.is_dir() or not path.parent.is_dir() or not os.access(path if path.exists() else path.parent, os.W_OK):
        raise _refused(path)


def write_text(path: Path, text: str) -> None:
    """Write a file in one go; half characters stay as ``\\ud800``, which is what JSON calls them."""
    target = path.resolve()
    direct = target.exists() and not target.is_file()  # a pipe or /dev/stdout cannot be replaced
    fresh = target if direct else target.with_name(f".{os.getpid()}.wijkwijzer")
    try:
        fresh.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
        if not direct:
            fresh.replace(target)
    except OSError as error:
        if not direct:
            with suppress(OSError):
                fresh.unlink()
        raise _refused(path) from error


def _refused(path: Path) -> EvaluationError:
    return EvaluationError(f"Ik kan ‘{path}’ niet schrijven. Controleer of de map bestaat en of je daar mag schrijven.")
