"""Scratch copies: parts of a generation that a library wants to write to, copied for one reader.

A copy lies in ``indexes/.scratch``, or in the system's temporary folder when
the home is read-only or full. Its reader holds a lock in it as long as it
lives; a copy whose lock is free is swept. A process id would not do: another
container that shares the home counts its processes on its own.
"""

import fcntl
import hashlib
import os
import shutil
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from assistant.errors import IndexUnavailableError
from assistant.index.space import is_full

FOLDER = ".scratch"
LOCK = ".lock"
FULL = "De schijf is vol. Maak ruimte vrij en probeer het opnieuw."


class Scratch:
    """A copy of ``part`` (a folder of a generation) at ``path``; gone when it is released or forgotten."""

    def __init__(self, part: Path, damaged: str) -> None:
        """IndexUnavailableError: ``damaged`` where the part cannot be read, else that the disk is full."""
        homes = folders(part.parent.parent)
        for at, parent in enumerate(homes):
            try:
                self._folder, descriptor = _reserve(parent, part.parent.name)
            except OSError:  # a read-only home still answers
                continue
            self.path = self._folder / part.name
            self.release = weakref.finalize(self, _remove, self._folder, descriptor)
            try:
                _fill(part, self.path)
                return
            except (OSError, shutil.Error) as error:
                self.release()
                if not is_full(error):
                    raise IndexUnavailableError(damaged) from error
                if at + 1 == len(homes):
                    raise IndexUnavailableError(FULL) from error
        raise IndexUnavailableError(FULL)


def folders(indexes: Path) -> tuple[Path, Path]:
    """Where copies of these indexes can lie: in the home, else in the system's temporary folder."""
    mark = hashlib.sha256(os.fsencode(indexes.absolute())).hexdigest()[:12]
    return indexes / FOLDER, Path(tempfile.gettempdir()) / f"wijkwijzer-{os.getuid()}-{mark}"


def copies(indexes: Path) -> list[Path]:
    """Every copy there is, of whatever reader."""
    return [path for parent in folders(indexes) for path in parent.glob("*") if path.is_dir()]


def sweep(indexes: Path) -> None:
    """Remove the copies that no reader holds."""
    for parent in folders(indexes):
        if not parent.is_dir() or parent.is_symlink():
            continue
        with suppress(OSError), _guard(parent):
            for path in parent.glob("*"):
                if path.is_dir() and not _is_held(path):
                    shutil.rmtree(path, ignore_errors=True)


def _reserve(parent: Path, generation: str) -> tuple[Path, int]:
    """A new folder of ours with its lock held, made while no sweep runs."""
    parent.mkdir(mode=0o700, exist_ok=True)
    if parent.is_symlink() or parent.stat().st_uid != os.getuid():
        raise PermissionError(f"{parent} is not ours")
    with _guard(parent):
        folder = Path(tempfile.mkdtemp(prefix=f"{generation}-", dir=parent))
        descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    return folder, descriptor


def _fill(part: Path, path: Path) -> None:
    shutil.copytree(part, path, copy_function=shutil.copyfile)
    for folder in (path, *path.glob("*/")):
        folder.chmod(0o700)  # copied from a read-only folder, it would be read-only too


def _remove(folder: Path, descriptor: int) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    with suppress(OSError):
        os.close(descriptor)


def _is_held(folder: Path) -> bool:
    try:
        descriptor = os.open(folder / LOCK, os.O_RDWR)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


@contextmanager
def _guard(parent: Path) -> Iterator[None]:
    with parent.with_name(f"{parent.name}.lock").open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield
