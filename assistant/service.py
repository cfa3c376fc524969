"""Opening an assistant for a home, and keeping one ready for the page while the index is built."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from assistant.corpus import corpus_files
from assistant.dutch import synonyms
from assistant.encoder import identify, load_cross_reader, load_encoder
from assistant.errors import CorpusError, IndexUnavailableError, WijkwijzerError
from assistant.index import build_index, current_generation, is_stale, manifest, open_generation
from assistant.index.child import Progress
from assistant.index.manifest import REBUILD
from assistant.pipeline import Assistant
from assistant.settings import Settings
from assistant.types import Collection

log = logging.getLogger(__name__)
STALE = f"De bronnen zijn veranderd sinds de index is gebouwd. {REBUILD}"
STOP_SECONDS = 5.0


def open_assistant(settings: Settings, check_stale: bool = True) -> Assistant:
    """An assistant on the current index; IndexUnavailableError says how to mend what does not fit."""
    generation = open_generation(settings.indexes, identify(settings))
    try:
        if check_stale and is_stale(generation.manifest, settings.corpus):
            raise IndexUnavailableError(STALE)
        own_words = synonyms.load(settings.home / synonyms.FILE)
        return Assistant(generation, load_encoder(settings), own_words, load_cross_reader(settings))
    except BaseException:
        generation.close()
        raise


def build_when_missing(settings: Settings, on_progress: Callable[[Progress], None]) -> None:
    """Build the first index of a home; an index that is there is never touched.

    CorpusError when the home has no sources yet.
    """
    if current_generation(settings.indexes) is not None:
        return
    if not any(corpus_files(settings.corpus / item.value) for item in Collection):
        raise CorpusError("Er zijn nog geen bronnen. Voeg ze eerst toe: wijkwijzer ingest PAD.")
    build_index(settings, settings.corpus, on_progress)


def needs_building(settings: Settings) -> bool:
    """Whether there is no index that fits this program, this encoder and these sources."""
    try:
        folder = current_generation(settings.indexes)
        if folder is None:
            return True
        built = manifest.read(folder)
    except IndexUnavailableError:
        return True
    return manifest.misfit(built, identify(settings)) is not None or is_stale(built, settings.corpus)


def status(settings: Settings) -> dict[str, Any]:
    """What there is, for ``wijkwijzer status``; counts are 0 when there is no index."""
    values: dict[str, Any] = {
        "home": str(settings.home),
        "generation": None,
        "documents": 0,
        "passages": 0,
        "encoder": identify(settings).name,
        "stale": True,
    }
    folder: Path | None = current_generation(settings.indexes)
    if folder is not None:
        built = manifest.read(folder)
        values |= {
            "generation": built.generation,
            "documents": built.documents,
            "passages": built.passages,
            "encoder": built.encoder,
            "stale": needs_building(settings),
            "refused": [{"file": name, "reason": reason} for name, reason in built.refused],
        }
    return values


class LocalService:
    """Builds the index when it is missing or stale and opens it, in a thread beside the page."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._assistant: Assistant | None = None
        self._progress: Progress | None = Progress("Ik start op")
        self._failure: str | None = None
        self._thread = threading.Thread(target=self._prepare, name="wijkwijzer-index", daemon=True)

    def start(self) -> None:
        """Start preparing; returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """Let go of the index."""
        self._thread.join(STOP_SECONDS)
        if self._assistant is not None:
            self._assistant.close()

    def assistant(self) -> Assistant | None:
        """The assistant; None while the index is being built or after that failed.

        When another generation became current (a document was added or deleted),
        that one answers from now on: what was deleted is not quoted any more.
        """
        if self._assistant is not None:
            self._take_over()
        return self._assistant

    def progress(self) -> Progress | None:
        """How far the preparation is; None when it is over."""
        return self._progress

    def failure(self) -> str | None:
        """Why there is no assistant, in Dutch."""
        return self._failure

    def notice(self) -> str | None:
        """What to say above the answers, in Dutch: an older index answers, or the sources changed."""
        if self._assistant is not None and is_stale(self._assistant.generation.manifest, self._settings.corpus):
            return STALE
        return None

    def refresh(self) -> None:
        """Look at once for another index; call it after the sources were changed."""
        self.assistant()

    def _take_over(self) -> None:
        with self._lock:
            assert self._assistant is not None
            try:
                folder = current_generation(self._settings.indexes)
                if folder is None or folder == self._assistant.generation.folder:
                    return
                fresh = open_generation(self._settings.indexes, identify(self._settings))
            except WijkwijzerError:
                log.warning("a new index could not be opened; the old one answers on")
                return
            # the old one is not closed: a question that is being answered still reads it
            self._assistant = self._assistant.on(fresh)

    def _prepare(self) -> None:
        try:
            if needs_building(self._settings):
                build_index(self._settings, self._settings.corpus, self._report)
            self._report(Progress("Ik laad het taalmodel"))
            assistant = open_assistant(self._settings, check_stale=False)
            assistant.answer("Waar gaat dit over?")  # the first question pays for what is loaded late
            self._assistant = assistant
        except WijkwijzerError as error:
            self._failure = str(error)
        except OSError as error:
            log.exception("preparing failed")
            self._failure = f"Ik kan de bronnen nu niet lezen. Controleer de schijf en start opnieuw ({error.errno})."
        finally:
            self._progress = None

    def _report(self, progress: Progress) -> None:
        self._progress = progress
