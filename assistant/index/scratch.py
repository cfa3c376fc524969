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
        full = isinstance(error, OSError) and error.errno == errno.ENOSPC
        message = "De schijf is vol. Maak ruimte vrij en probeer het opnieuw." if full else damaged
        raise IndexUnavailableError(message) from error
    return scratch


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
