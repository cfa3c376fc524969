"""Letting a document go: its file, and an index in which it never was."""

from collections.abc import Callable

from assistant import index
from assistant.corpus import corpus_files, document_name
from assistant.errors import CorpusError, IndexUnavailableError
from assistant.index import current_generation
from assistant.index.child import Progress
from assistant.index.store import Store
from assistant.origins import HIDDEN, corpus_lock, forget, sweep_hidden
from assistant.settings import Settings
from assistant.types import Collection


def delete(settings: Settings, document: str, on_progress: Callable[[Progress], None]) -> int:
    """Remove a document and build an index in which it never was; gives its number of passages.

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
                index.build_index(settings, settings.corpus, on_progress)
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
    return passages


def _passage_count(settings: Settings, document: str) -> int:
    folder = current_generation(settings.indexes)
    if folder is None:
        return 0
    store = Store(folder)
    try:
        return len(store.rows_of(document))
    finally:
        store.close()
