"""The files of a generation as they were written, and the note that this machine has proven them.

Every file's size is compared at each opening; their digests too where that
takes no more than some 0.2 s, or when this machine never proved them. A
generation that was copied here has other inodes, so it is proven anew.
"""

import json
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from assistant.corpus.documents import file_digest
from assistant.errors import IndexUnavailableError
from assistant.index import derived

CHECKED_BYTES = 300_000_000  # generations up to this size are read whole at each opening
PROVEN = ".proven"
_DAMAGED = "De index is beschadigd. Bouw de index opnieuw: wijkwijzer index."
Marks = Mapping[str, tuple[int, str]]  # size and SHA-256 by name within the generation


def measure(folder: Path) -> dict[str, tuple[int, str]]:
    """Size and digest of every file but Tantivy's locks, which hold nothing."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock")
    return {path.relative_to(folder).as_posix(): (path.stat().st_size, file_digest(path)) for path in paths}


def check(folder: Path, marks: Marks, whole: bool = False) -> None:
    """IndexUnavailableError unless every file is what was written; ``whole`` reads them however large they are."""
    whole = whole or sum(size for size, _ in marks.values()) <= CHECKED_BYTES
    try:
        for name, (size, digest) in marks.items():
            path = folder / name
            if path.stat().st_size != size or (whole and file_digest(path) != digest):
                raise IndexUnavailableError(_DAMAGED)
    except OSError as error:
        raise IndexUnavailableError(_DAMAGED) from error


def mark_proven(folder: Path) -> None:
    """Note that this machine opened and asked this generation; without room for the note it is proven again."""
    note = _note(folder)
    with suppress(OSError):
        note.parent.mkdir(exist_ok=True)
        fresh = note.with_name(f".{note.name}.{os.getpid()}")
        fresh.write_text(json.dumps(_state(folder)), encoding="utf-8")
        fresh.replace(note)


def is_proven(folder: Path) -> bool:
    """Whether this machine has proven these very files."""
    try:
        return bool(json.loads(_note(folder).read_text(encoding="utf-8")) == _state(folder))
    except (OSError, ValueError):
        return False


def sweep_notes(indexes: Path) -> None:
    """Remove the notes of generations that are gone."""
    for path in (indexes / PROVEN).glob("*"):
        if not (indexes / path.name).is_dir():
            path.unlink(missing_ok=True)
    for path in (indexes / PROVEN).glob(".*"):
        shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


def _note(folder: Path) -> Path:
    return folder.parent / PROVEN / folder.name


def _state(folder: Path) -> dict[str, list[int]]:
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".lock" and not path.name.startswith(derived.FILE):
            status = path.stat()
            found[path.relative_to(folder).as_posix()] = [status.st_size, int(status.st_mtime), status.st_ino]
    return found
