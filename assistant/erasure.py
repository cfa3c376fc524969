"""Letting a document go for good, and proving it.

The file is hidden, an index is built in processes that never read it, and only
then the file goes: a build that fails loses nothing. All generations that held
it go with it, and the copies that readers made of them. After that every byte
of the home is searched for its text, its name and its vectors.

Not touched: originals outside the home, an export that was made before, and the
unpacked language model, which holds nothing of documents. Blocks that the file
system freed are beyond any program; encrypt the disk.
"""

import shutil
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from assistant import kept, state
from assistant.corpus import corpus_files, document_name, guides, read_document
from assistant.dutch.counting import counted
from assistant.errors import CorpusError, IndexUnavailableError
from assistant.index import build_index, current_generation, manifest, scratch
from assistant.index.child import Progress
from assistant.index.store import Store
from assistant.index.vectors import PASSAGES, SENTENCES, open_array
from assistant.origins import HIDDEN, corpus_lock, forget, hidden_files, sweep_hidden
from assistant.settings import FILE as SETTINGS_FILE
from assistant.settings import Settings, is_checkout
from assistant.traces import Pieces, document_pieces, files, name_pieces, text_pieces, vector_pieces, written
from assistant.types import Collection

ProgressSink = Callable[[Progress], None]
WAIT_SECONDS = 15.0  # for a page or a question that still reads the old index
_OWN = ("corpus", "indexes", "state", SETTINGS_FILE, "synoniemen.txt")  # in a checkout; another home is searched whole


@dataclass(frozen=True, slots=True)
class Erasure:
    """What was erased; ``left`` counts the places where something of it was found again, ``logged`` the log's line."""

    document: str
    passages: int
    left: int
    logged: bool = True

    @property
    def proof(self) -> str:
        """The line that says so."""
        return f"Verwijderd: {counted(self.passages, 'passage', 'passages')}, {self.left} over."


def erase(settings: Settings, document: str, on_progress: ProgressSink) -> Erasure:
    """Remove a document and all that was made of it, and prove that nothing is left in the home.

    CorpusError when there is no such document, or when something was found
    again: the message says in which folder.
    """
    if not settings.corpus.is_dir():
        raise _unknown(document)
    try:
        with corpus_lock(settings.corpus):
            for path, original in _half_erased(settings, document).items():
                path.rename(original)
            sweep_hidden(settings.corpus)
            paths = _files_of(settings, document)
            pieces, passages = _traces(settings, document, paths)
            if not paths and not passages:
                raise _unknown(document)
            _forget_kept(settings, document, pieces)
            generation = _removed(settings, paths, on_progress)
            _let_copies_go(settings.indexes)
            _forget_kept(settings, document, pieces)  # answers that the old index gave while the new one was built
            on_progress(Progress("Ik controleer of alles weg is"))
            left = search(settings, pieces)
    except OSError as error:
        raise CorpusError("Ik kan het bestand niet verwijderen. Controleer of je in de map mag schrijven.") from error
    count = sum(left.values())
    logged = state.audit(settings, "verwijderd", document, generation, {"passages": passages, "left": count})
    if count:
        raise CorpusError(
            f"Verwijderd, maar er is nog iets van dit document gevonden in: {', '.join(sorted(left))}. "
            "Verwijder het daar en bouw de index opnieuw: wijkwijzer index."
        )
    return Erasure(document, passages, count, logged)


def _forget_kept(settings: Settings, document: str, pieces: Pieces) -> None:
    kept.forget_document(settings, document, lambda text: bool(pieces.found(text.encode("utf-8", "replace"))))


def search(settings: Settings, pieces: Pieces) -> dict[str, int]:
    """How often pieces stand in the home and in our temporary folders, by folder within the home."""
    roots = [settings.home / name for name in _OWN] if is_checkout(settings.home) else [settings.home]
    found: dict[str, int] = {}
    for path in files([*roots, scratch.folders(settings.indexes)[1]]):
        try:
            count = pieces.count(path) + bool(pieces.found(path.name.encode("utf-8", "replace")))
        except FileNotFoundError:  # a reader's copy, gone meanwhile
            continue
        except OSError:
            count = 1  # what cannot be read proves nothing
        if count:
            where = _place(settings.home, path)
            found[where] = found.get(where, 0) + count
    return found


def _place(home: Path, path: Path) -> str:
    """The folder of a file as it may be said: without its own name, which may be a document's."""
    if not path.is_relative_to(home):
        return "de tijdelijke map"
    return "/".join(path.relative_to(home).parent.parts[:2]) or "de map van Wijkwijzer"


def _unknown(document: str) -> CorpusError:
    return CorpusError(f"Er is geen document met de naam ‘{document}’. Bekijk de namen in de map met bronnen.")


def _files_of(settings: Settings, document: str) -> list[Path]:
    return [path for path in _corpus_files(settings) if document_name(path) == document]


def _half_erased(settings: Settings, document: str) -> dict[Path, Path]:
    """What an erasure of this document hid before it was killed, with the name that it had."""
    hidden = ((path, path.with_name(path.name.removeprefix(HIDDEN))) for path in hidden_files(settings.corpus))
    return {
        path: original for path, original in hidden if document_name(original) == document and not original.exists()
    }


def _corpus_files(settings: Settings) -> list[Path]:
    return [path for item in Collection for path in corpus_files(settings.corpus / item.value)]


def _traces(settings: Settings, document: str, paths: Sequence[Path]) -> tuple[Pieces, int]:
    """What must be gone afterwards, and the number of passages that are."""
    pieces: set[bytes] = set()
    for path in paths:
        pieces.update(text_pieces(path.read_bytes().decode("utf-8", "ignore")))
        pieces.update(name_pieces(path))
        with suppress(CorpusError):  # one that was refused is its bytes, and nothing was made of it
            pieces.update(document_pieces(read_document(path, Collection.BRONNEN)))
    indexed, passages = _indexed_pieces(settings, document)
    return own_pieces(Pieces(pieces | indexed), settings, paths), passages


def _indexed_pieces(settings: Settings, document: str) -> tuple[set[bytes], int]:
    """What the index holds of a document, as it was when that was built, and its number of passages.

    An index that cannot be read has no vectors that a build could take over.
    """
    store = None
    try:
        folder = current_generation(settings.indexes)
        if folder is None:
            return set(), 0
        built, store = manifest.read(folder), Store(folder)
        known = store.document(document)
        if known is None:
            return set(), 0
        passages = open_array(folder, PASSAGES, built.passages, built.dimension)
        sentences = open_array(folder, SENTENCES, built.sentences, built.dimension)
        found = vector_pieces(store, passages, sentences, document)
        return found.union(document_pieces(known)), len(store.rows_of(document))
    except IndexUnavailableError:
        return set(), 0
    finally:
        if store is not None:
            store.close()


def own_pieces(pieces: Pieces, settings: Settings, paths: Sequence[Path]) -> Pieces:
    """The pieces that nothing else in the corpus holds, be it in other letters of case.

    The template of a note counts: every note begins with the same words.
    """
    shared: set[bytes] = set()
    lowered: dict[bytes, set[bytes]] = {}
    for piece in pieces:
        lowered.setdefault(piece.lower(), set()).add(piece)
    lower = Pieces(lowered)
    for path in (*_corpus_files(settings), *guides(settings.corpus)):
        if path in paths:
            continue
        texts = [path.read_bytes(), path.name.encode("utf-8", "replace")]
        with suppress(CorpusError):
            texts.append(read_document(path, Collection.BRONNEN).text.encode())
        for text in texts:
            shared.update(*(lowered[piece] for piece in lower.found(text.lower())))
    texts_shared = [piece.decode("utf-8", "ignore") for piece in shared]
    return pieces.without(shared.union(*map(written, texts_shared)))


def _removed(settings: Settings, paths: Sequence[Path], on_progress: ProgressSink) -> str:
    """Build an index without these files and remove them; gives the generation that answers now."""
    hidden = [path.rename(path.with_name(f"{HIDDEN}{path.name}")) for path in paths]
    try:
        built = build_index(settings, settings.corpus, on_progress)
    except BaseException:
        for path, original in zip(hidden, paths, strict=True):
            path.rename(original)
        raise
    forget(settings.corpus, [path.name for path in paths])
    for path in hidden:
        path.unlink()
    return built.manifest.generation


def _let_copies_go(indexes: Path) -> None:
    """Wait until readers have taken the new index over; the copy of one that does not is removed under it."""
    current = current_generation(indexes)
    assert current is not None
    until = time.monotonic() + WAIT_SECONDS
    while True:
        scratch.sweep(indexes)
        old = [path for path in scratch.copies(indexes) if not path.name.startswith(f"{current.name}-")]
        if not old:
            return
        if time.monotonic() > until:
            break
        time.sleep(0.1)
    for path in old:
        shutil.rmtree(path, ignore_errors=True)
