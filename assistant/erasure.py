"""Letting a document go for good."""

from collections.abc import Callable
from dataclasses import dataclass

from assistant import state
from assistant.corpus import corpus_files, document_name
from assistant.errors import CorpusError, IndexUnavailableError
from assistant.index import build_index, current_generation
from assistant.index.child import Progress
from assistant.index.store import Store
from assistant.origins import HIDDEN, corpus_lock, forget, sweep_hidden
from assistant.settings import Settings
from assistant.types import Collection

ProgressSink = Callable[[Progress], None]


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
        return f"Verwijderd: {self.passages} passage{'' if self.passages == 1 else 's'}, {self.left} over."


def erase(settings: Settings, document: str, on_progress: ProgressSink) -> Erasure:
    """Remove a document and build an index in which it never was.

    The file is only hidden until the new index is there, so that a build that
    fails loses nothing.
    """
    found = [
        path
        for item in Collection
        for path in corpus_files(settings.corpus / item.value)
        if document_name(path) == document
    ]
    if not found:
        raise CorpusError(f"Er is geen document met de naam ‘{document}’. Bekijk de namen in de map met bronnen.")
    passages = _passage_count(settings, document)
    try:
        with corpus_lock(settings.corpus):
            sweep_hidden(settings.corpus)
            hidden = [path.rename(path.with_name(f"{HIDDEN}{path.name}")) for path in found]
            try:
                built = build_index(settings, settings.corpus, on_progress)
            except BaseException:
                for path, original in zip(hidden, found, strict=True):
                    path.rename(original)
                raise
            for path in hidden:
                path.unlink()
            forget(settings.corpus, [path.name for path in found])
    except OSError as error:
        raise CorpusError("Ik kan het bestand niet verwijderen. Controleer of je in de map mag schrijven.") from error
    if _passage_count(settings, document):
        raise IndexUnavailableError("Het document staat nog in de index. Bouw hem opnieuw: wijkwijzer index.")
    counts = {"passages": passages, "left": 0}
    logged = state.audit(settings, "verwijderd", document, built.manifest.generation, counts)
    return Erasure(document, passages, 0, logged)


def _passage_count(settings: Settings, document: str) -> int:
    folder = current_generation(settings.indexes)
    if folder is None:
        return 0
    store = Store(folder)
    try:
        return len(store.rows_of(document))
    finally:
        store.close()
