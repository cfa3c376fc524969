"""Changing the files of a corpus: one process at a time, and each file old or new, never half.

A file is written and checked in a working folder on the same disk, and moved
into the corpus by an atomic rename. Both locks are taken before the first file
is touched: when an index is being built elsewhere, nothing has changed yet.

What replaces a file is on the disk before it does. New files are put there all
together when the batch ends (one by one that took most of the time of many small
ones); one that a power failure leaves empty is read again the next time, since
where it came from is noted only after that.
"""

import ctypes
import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.corpus import corpus_files, document_name, read_document
from assistant.errors import CorpusError
from assistant.index.generation import building_later
from assistant.origins import WORK, corpus_lock, sweep_hidden
from assistant.settings import Settings
from assistant.types import Collection, Document

FULL = "de schijf is vol; maak ruimte vrij en probeer het opnieuw"


@contextmanager
def changing(settings: Settings, collection: Collection | None = None) -> Iterator[Path]:
    """Hold the right to change the corpus and build its index; gives a working folder that is removed after.

    The folder of ``collection`` is made when it is not there.
    """
    try:
        (settings.corpus / (collection or "")).mkdir(parents=True, exist_ok=True)
        settings.indexes.mkdir(parents=True, exist_ok=True)
        with corpus_lock(settings.corpus), building_later(settings.indexes):
            sweep_hidden(settings.corpus)
            work = Path(tempfile.mkdtemp(prefix=WORK, dir=settings.corpus))
            try:
                yield work
            finally:
                shutil.rmtree(work, ignore_errors=True)
    except OSError as error:
        if is_full(error):
            raise CorpusError(sentence(FULL)) from error
        raise CorpusError(
            "Ik kan niet schrijven in de map met bronnen. "
            "Controleer de schijf en de rechten, of kies een map met --home."
        ) from error


def is_full(error: OSError) -> bool:
    """Whether there was no room for what was written."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def stage(work: Path, name: str, raw: bytes, collection: Collection, synced: bool = True) -> Document:
    """Write a file in the working folder and read it as the document it will be.

    ``synced`` is False for a new file of a batch that ends with ``sync``. CorpusError gives the reason when it
    cannot be a document, or when there is no room.
    """
    fresh = work / name
    try:
        _write(fresh, raw, synced)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        if is_full(error):
            raise CorpusError(FULL) from error
        raise
    return read_document(fresh, collection)


def _write(path: Path, raw: bytes, synced: bool) -> None:
    with path.open("wb") as stream:
        stream.write(raw)
        if synced:
            stream.flush()
            os.fsync(stream.fileno())


def sync(folder: Path) -> None:
    """Have everything that was written on the disk of ``folder`` lie on it."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if ctypes.CDLL(None, use_errno=True).syncfs(descriptor):
            raise OSError(ctypes.get_errno(), "syncfs")
    finally:
        os.close(descriptor)


def move(work: Path, place: Path) -> None:
    """Move what was staged to its place; from here on it is what answers."""
    place.parent.mkdir(parents=True, exist_ok=True)
    (work / place.name).replace(place)


def present_files(corpus: Path) -> dict[str, Path]:
    """The files of both collections by the name of their document."""
    return {document_name(path): path for item in Collection for path in corpus_files(corpus / item.value)}


def sentence(reason: str) -> str:
    """A reason of the report as a sentence of its own."""
    return f"{reason[:1].upper()}{reason[1:]}" + ("" if reason.endswith(".") else ".")


def find_document(corpus: Path, document: str) -> Path:
    """The file of a document; CorpusError when there is none of that name."""
    path = present_files(corpus).get(document)
    if path is None:
        raise CorpusError(f"Er is geen document met de naam ‘{document}’. Bekijk de namen in de map met bronnen.")
    return path


def collection_of(corpus: Path, path: Path) -> Collection:
    """The collection that a file of the corpus lies in."""
    return Collection(path.relative_to(corpus).parts[0])
