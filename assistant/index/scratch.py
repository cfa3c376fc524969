"""Scratch copies: parts of a generation that a library wants to write to, copied for one reader.

A copy lies in ``indexes/.scratch`` under the reader's process id, or in the
system's temporary folder when the home is read-only.
"""

import errno
import os
import shutil
import tempfile
from pathlib import Path

from assistant.errors import IndexUnavailableError

FOLDER = ".scratch"
FULL = "De schijf is vol. Maak ruimte vrij en probeer het opnieuw."


def copy(part: Path, damaged: str) -> Path:
    """A folder with a copy of ``part`` (a folder of a generation); ``damaged`` is said where that cannot be read."""
    parent = part.parent.parent / FOLDER
    try:
        parent.mkdir(exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=parent))
    except OSError:  # a read-only home still answers
        scratch = Path(tempfile.mkdtemp(prefix="wijkwijzer-"))
    try:
        shutil.copytree(part, scratch / part.name, copy_function=shutil.copyfile)
        for folder in (scratch / part.name, *(scratch / part.name).glob("*/")):
            folder.chmod(0o700)  # copied from a read-only folder, it would be read-only too
    except (OSError, shutil.Error) as error:
        shutil.rmtree(scratch, ignore_errors=True)
        message = FULL if _is_full(error) else damaged
        raise IndexUnavailableError(message) from error
    return scratch


def _is_full(error: OSError) -> bool:
    """Whether a copy failed for want of room; ``shutil.Error`` holds its causes as texts."""
    numbers = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    if isinstance(error, shutil.Error):
        return any(os.strerror(number) in str(error) for number in numbers)
    return error.errno in numbers


def sweep(indexes: Path) -> None:
    """Remove scratch copies of processes that are gone."""
    for path in (indexes / FOLDER).glob("*-*"):
        pid = path.name.split("-")[0]
        if pid.isdigit() and not _is_alive(int(pid)):
            shutil.rmtree(path, ignore_errors=True)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
