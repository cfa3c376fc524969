"""A generation that is open for reading, and the pointer to the current one."""

import fcntl
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.corpus import corpus_files, name_within
from assistant.encoder import EncoderIdentity
from assistant.errors import IndexUnavailableError
from assistant.index import manifest, scratch, vectors
from assistant.index.dense import Dense
from assistant.index.lexical import Lexical
from assistant.index.manifest import REBUILD, Manifest, SourceFile
from assistant.index.store import Store
from assistant.types import Collection, Document, Filters

POINTER = "CURRENT"
LOCK = ".lock"
PREFIX = "g-"
_lent: dict[Path, int] = {}  # the thread that holds the right to build for later
CHECKED_BYTES = 300_000_000  # vectors up to this size are checked whole at opening, in some 0.2 s


class Generation:
    """Everything that a question needs of one generation; close it when done."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = manifest.read(folder)
        self.store = Store(folder)
        self.lexical = Lexical(folder)
        counts = self.manifest
        vectors.check(folder, counts.vectors, CHECKED_BYTES)
        self.passage_vectors = vectors.open_array(folder, vectors.PASSAGES, counts.passages, counts.dimension)
        self.sentence_vectors = vectors.open_array(folder, vectors.SENTENCES, counts.sentences, counts.dimension)
        if len(self.lexical) != counts.passages:
            raise IndexUnavailableError(f"De index is beschadigd. {REBUILD}")
        self.dense = Dense(folder, counts.passages) if counts.passages else None

    def close(self) -> None:
        """Let go of every file; the scratch copy is removed."""
        if self.dense is not None:
            self.dense.close()
        self.lexical.close()
        self.store.close()

    @cached_property
    def documents(self) -> list[Document]:
        """All documents without their text, by number."""
        return self.store.documents()

    @cached_property
    def _document_numbers(self) -> NDArray[np.int32]:
        return np.asarray(self.store.document_numbers(), np.int32)

    def kept_rows(self, filters: Filters) -> NDArray[np.int64]:
        """The rows of the passages that ``filters`` let through, ascending."""
        wanted = np.fromiter((passes(document, filters) for document in self.documents), bool, len(self.documents))
        return np.flatnonzero(wanted[self._document_numbers])


def passes(document: Document, filters: Filters) -> bool:
    """Whether a document may be used under these filters; an unknown year passes no year filter."""
    if filters.collection and document.collection is not filters.collection:
        return False
    if filters.kind and document.kind is not filters.kind:
        return False
    if filters.municipality and filters.municipality not in document.municipalities:
        return False
    if filters.year_from is None and filters.year_to is None:
        return True
    year = document.year
    return year is not None and (filters.year_from or year) <= year <= (filters.year_to or year)


def current_generation(indexes: Path) -> Path | None:
    """The folder that ``CURRENT`` names; None when there is no index yet."""
    try:
        name = (indexes / POINTER).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise IndexUnavailableError(f"Ik kan niet lezen welke index geldt. {REBUILD}") from error
    folder = indexes / name
    if not name.startswith(PREFIX) or folder.parent != indexes or not folder.is_dir():
        raise IndexUnavailableError(f"De index is weg of beschadigd. {REBUILD}")
    return folder


def open_generation(indexes: Path, identity: EncoderIdentity) -> Generation:
    """Open the current generation; IndexUnavailableError when there is none that fits.

    Tried again when another one became current meanwhile: the old one is swept.
    """
    while True:
        folder = current_generation(indexes)
        if folder is None:
            raise IndexUnavailableError("Er is nog geen index. Bouw hem: wijkwijzer index.")
        try:
            reason = manifest.misfit(manifest.read(folder), identity)
            if reason is not None:
                raise IndexUnavailableError(f"{reason} {REBUILD}")
            scratch.sweep(indexes)
            return Generation(folder)
        except IndexUnavailableError:
            if current_generation(indexes) == folder:
                raise


def is_stale(built: Manifest, corpus: Path) -> bool:
    """Whether the sources are others than when the index was built.

    Size and time of change decide where they are equal; where only the time
    differs, as after a copy, the digest does.
    """
    known = {source.name: source for source in built.sources}
    files = source_paths(corpus)
    if set(files) != set(known):
        return True
    return any(_differs(path, known[name]) for name, path in files.items())


def source_paths(corpus: Path) -> dict[str, Path]:
    """Every file that the index is made of, by its name within the corpus."""
    folders = [corpus / item.value for item in Collection]
    if not any(folder.is_dir() for folder in folders):
        folders = [corpus]
    return {name_within(corpus, path): path for folder in folders for path in corpus_files(folder)}


def _differs(path: Path, known: SourceFile) -> bool:
    from assistant.corpus.documents import file_digest

    try:
        status = path.stat()
        if known.size < 0:  # it could not be read then
            return os.access(path, os.R_OK)
        if status.st_size != known.size:
            return True
        return status.st_mtime_ns != known.changed and file_digest(path) != known.digest
    except OSError:
        return known.size >= 0


def swap_in(indexes: Path, folder: Path) -> None:
    """Make ``folder`` the current generation: after this returns, a power cut leaves it current."""
    for path in sorted(folder.rglob("*")):
        _sync(path)
    _sync(folder)
    pointer = indexes / f"{POINTER}.tmp"
    pointer.write_text(folder.name + "\n", encoding="ascii")
    _sync(pointer)
    pointer.replace(indexes / POINTER)
    _sync(indexes)


def sweep(indexes: Path, keep: Path | None) -> None:
    """Remove generations that are not current, left by a build that was stopped or replaced."""
    for path in indexes.glob(f"{PREFIX}*"):
        if path != keep and path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
    with suppress(FileNotFoundError):
        (indexes / f"{POINTER}.tmp").unlink()
    scratch.sweep(indexes)


@contextmanager
def builder_lock(indexes: Path) -> Iterator[None]:
    """Hold the right to build; IndexUnavailableError when another builder holds it."""
    if _lent.get(indexes) == threading.get_ident():
        yield
        return
    with (indexes / LOCK).open("w") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise IndexUnavailableError(
                "Er wordt al een index gebouwd. Wacht tot die klaar is en probeer het dan opnieuw."
            ) from error
        yield


@contextmanager
def building_later(indexes: Path) -> Iterator[None]:
    """Hold the right to build for a build within this block, in this thread.

    Whoever changes sources holds it from the first file on, so that nothing changed when it is not theirs.
    """
    with builder_lock(indexes):
        _lent[indexes] = threading.get_ident()
        try:
            yield
        finally:
            del _lent[indexes]


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
