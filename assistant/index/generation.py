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
from assistant.errors import IndexUnavailableError
from assistant.index import files, scratch, vectors
from assistant.index.dense import Dense
from assistant.index.filtering import Columns
from assistant.index.lexical import Lexical
from assistant.index.manifest import REBUILD, Manifest, SourceFile
from assistant.index.store import Store
from assistant.types import Collection, Document, Filters

POINTER = "CURRENT"
LOCK = ".lock"
PREFIX = "g-"
# Passages: below it a scan of all vectors (0.4 ms) is as quick as Chroma's graph and misses nothing, and a
# single question does not wait for Chroma to be imported and its files to be copied (0.6 s).
SCANNED_UP_TO = 20_000
_lent: dict[Path, int] = {}  # the thread that holds the right to build for later


class Generation:
    """Everything that a question needs of one generation; close it when done.

    ``with_graph`` opens Chroma's graph where a scan would do, too.
    """

    def __init__(self, folder: Path, built: Manifest, older: bool = False, with_graph: bool = False) -> None:
        self.folder = folder
        self.manifest = counts = built
        self.older = older  # it answers because the current one is damaged
        self.store = Store(folder)
        self.lexical = Lexical(folder)
        self.passage_vectors = vectors.open_array(folder, vectors.PASSAGES, counts.passages, counts.dimension)
        self.sentence_vectors = vectors.open_array(folder, vectors.SENTENCES, counts.sentences, counts.dimension)
        if len(self.lexical) != counts.passages:
            raise IndexUnavailableError(f"De index is beschadigd. {REBUILD}")
        least = 0 if with_graph else SCANNED_UP_TO
        self.dense = Dense(folder, counts.passages) if counts.passages > least else None

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

    @cached_property
    def _columns(self) -> Columns:
        return Columns(self.documents)

    def kept_rows(self, filters: Filters) -> NDArray[np.int64]:
        """The rows of the passages that ``filters`` let through, ascending."""
        return np.flatnonzero(self._columns.kept(filters)[self._document_numbers])


def current_generation(indexes: Path) -> Path | None:
    """The folder that ``CURRENT`` names; None when there is no index yet."""
    named = _named(indexes)
    if not named:
        return None
    if not named[0].is_dir():
        raise IndexUnavailableError(f"De index is weg of beschadigd. {REBUILD}")
    return named[0]


def previous_generation(indexes: Path) -> Path | None:
    """The folder that may answer when the current one is damaged; None when there is none."""
    named = _named(indexes)
    return next((folder for folder in named[1:2] if folder.is_dir()), None)


def _named(indexes: Path) -> list[Path]:
    """The folders that the pointer names: the current one, then the one before it."""
    try:
        names = (indexes / POINTER).read_text(encoding="ascii").splitlines()
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise IndexUnavailableError(f"Ik kan niet lezen welke index geldt. {REBUILD}") from error
    folders = [indexes / name.strip() for name in names] or [indexes]
    if len(folders) > 2 or any("\0" in name or not name.startswith(PREFIX) for name in names or [""]):
        raise IndexUnavailableError(f"De index is weg of beschadigd. {REBUILD}")
    if any(folder.parent != indexes for folder in folders):
        raise IndexUnavailableError(f"De index is weg of beschadigd. {REBUILD}")
    return folders


def is_stale(built: Manifest, corpus: Path) -> bool:
    """Whether the sources are others than when the index was built.

    Size and time of change decide where they are equal; where only the time
    differs, as after a copy, the digest does.
    """
    return set(source_paths(corpus)) != {source.name for source in built.sources} or not is_true(built, corpus)


def is_true(built: Manifest, corpus: Path) -> bool:
    """Whether everything in the index still stands in the sources as it was; they may hold more."""
    paths = source_paths(corpus)
    return all(source.name in paths and not _differs(paths[source.name], source) for source in built.sources)


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


def swap_in(indexes: Path, folder: Path, previous: Path | None = None) -> None:
    """Make ``folder``, which was proven, current: after this returns, a power cut leaves it current.

    ``previous`` may answer when it turns out to be damaged.
    """
    for path in sorted(folder.rglob("*")):
        _sync(path)
    _sync(folder)
    files.mark_proven(folder)
    pointer = indexes / f"{POINTER}.tmp"
    pointer.write_text("".join(f"{part.name}\n" for part in (folder, previous) if part), encoding="ascii")
    _sync(pointer)
    pointer.replace(indexes / POINTER)
    _sync(indexes)


def sweep(indexes: Path, *keep: Path | None) -> None:
    """Remove what a build that was stopped or replaced left: generations, notes, a pointer half written, copies."""
    for path in indexes.glob(f"{PREFIX}*"):
        if path not in keep and path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
    with suppress(FileNotFoundError):
        (indexes / f"{POINTER}.tmp").unlink()
    files.sweep_notes(indexes)
    scratch.sweep(indexes)


def drop(indexes: Path) -> None:
    """Remove the whole index; readers that have it open read on until another one is there."""
    (indexes / POINTER).unlink(missing_ok=True)
    sweep(indexes)


def sweep_when_idle(indexes: Path) -> None:
    """Sweep unless a build is going on; a pointer that cannot be read leaves everything as it is."""
    with suppress(IndexUnavailableError, OSError), builder_lock(indexes):
        current = current_generation(indexes)
        if current is not None:
            sweep(indexes, current, previous_generation(indexes))


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
