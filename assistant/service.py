"""Opening an assistant for a home, and keeping one ready for the page while the index is built."""

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from assistant.corpus import corpus_files
from assistant.dutch import synonyms
from assistant.encoder import identify, load_cross_reader, load_question_encoder
from assistant.errors import CorpusError, IndexUnavailableError, WijkwijzerError
from assistant.index import Generation, build_index, current_generation, is_stale, manifest, open_generation
from assistant.index.child import Progress
from assistant.index.generation import is_true
from assistant.index.manifest import REBUILD
from assistant.index.opening import OLDER
from assistant.pace import with_time_left
from assistant.pipeline import QUOTES, Assistant
from assistant.settings import Settings
from assistant.tidying import tidy
from assistant.types import Collection
from assistant.writer import open_writer

log = logging.getLogger(__name__)
STALE = f"De bronnen zijn veranderd sinds de index is gebouwd. {REBUILD}"
NO_SOURCES = "Er zijn nog geen bronnen. Voeg ze toe bij ‘Bronnen beheren’, of met: wijkwijzer ingest PAD."
STOP_SECONDS = 5.0
WATCH_SECONDS = 1.0
SOURCES_EVERY = 10  # rounds of the watcher between two looks at all sources


def open_assistant(settings: Settings, check_stale: bool = True) -> Assistant:
    """An assistant on the index; IndexUnavailableError says how to mend what does not fit.

    Where the current index is damaged, the one before it answers as long as all
    it holds is still true: then ``assistant.generation.older``.
    """
    generation = open_generation(settings.indexes, identify(settings), settings.corpus)
    try:
        if check_stale and not generation.older and is_stale(generation.manifest, settings.corpus):
            raise IndexUnavailableError(STALE)
        own_words = synonyms.load(settings.home / synonyms.FILE)
        encoder = load_question_encoder(settings)
        writer = open_writer(settings)
        return Assistant(generation, encoder, own_words, load_cross_reader(settings), writer=writer)
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


def older_answers(settings: Settings) -> bool:
    """Whether the current index is damaged and the one before it may answer."""
    try:
        generation = open_generation(settings.indexes, identify(settings), settings.corpus)
    except IndexUnavailableError:
        return False
    generation.close()
    return generation.older


def _current_or_none(settings: Settings) -> Path | None:
    try:
        return current_generation(settings.indexes)
    except IndexUnavailableError:
        return None


class LocalService:
    """Builds the index when it is missing or stale and opens it, in a thread beside the page.

    A second thread looks whether another generation became current and takes it
    over. The one before it is closed when the last question that it answers has
    ended: nothing but that question holds it any more.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._assistant: Assistant | None = None
        self._progress: Progress | None = Progress("Ik start op")
        self._failure: str | None = None
        self._stale = False
        self._damaged: Path | None = None  # a generation that could not be opened: not tried at every question
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._prepare, name="wijkwijzer-index", daemon=True)
        self._watcher = threading.Thread(target=self._watch, name="wijkwijzer-watch", daemon=True)

    def start(self) -> None:
        """Start preparing; returns at once."""
        self._thread.start()
        self._watcher.start()

    def stop(self) -> None:
        """Let go of the index."""
        self._stopped.set()
        self._thread.join(STOP_SECONDS)
        self._watcher.join(STOP_SECONDS)
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
        assistant = self._assistant
        if assistant is None:
            return None
        if assistant.generation.older:
            return OLDER
        return STALE if self._stale else None

    def refresh(self) -> None:
        """Look at once for another index, and build one beside the page where none fits any more."""
        if self._progress is not None:
            return
        self.assistant()
        self._look_at_sources()
        if self._assistant is None or self._stale or self._assistant.generation.older:
            self._prepare_again()

    def _watch(self) -> None:
        rounds = 0
        while not self._stopped.wait(WATCH_SECONDS):
            rounds += 1
            self.assistant()
            if rounds % SOURCES_EVERY == 0:
                self._look_at_sources()

    def _look_at_sources(self) -> None:
        assistant = self._assistant
        with suppress(OSError):
            self._stale = assistant is not None and is_stale(assistant.generation.manifest, self._settings.corpus)

    def _take_over(self) -> None:
        with self._lock:
            if self._assistant is None:
                return
            own = self._assistant.generation
            try:
                folder = current_generation(self._settings.indexes)
                if folder is None or folder in (own.folder, self._damaged):
                    return
                self._damaged = folder
                fresh = open_generation(self._settings.indexes, identify(self._settings))
            except WijkwijzerError:
                self._keep_or_drop(own)
                return
            self._assistant, self._stale, self._damaged = self._assistant.on(fresh), False, None

    def _keep_or_drop(self, own: Generation) -> None:
        """A new index cannot be opened: the open one answers on, unless it holds what was deleted or changed."""
        if is_true(own.manifest, self._settings.corpus):
            log.warning("a new index could not be opened; the old one answers on")
            return
        self._assistant = None
        if self._progress is None:
            self._prepare_again()

    def _prepare_again(self) -> None:
        if not self._stopped.is_set() and not self._thread.is_alive():
            self._thread = threading.Thread(target=self._prepare, name="wijkwijzer-index", daemon=True)
            self._progress = Progress("Ik start op")
            self._thread.start()

    def _prepare(self) -> None:
        try:
            tidy(self._settings)
            self._failure = None
            if not any(corpus_files(self._settings.corpus / item.value) for item in Collection):
                raise CorpusError(NO_SOURCES)
            if needs_building(self._settings) and not older_answers(self._settings):
                build_index(self._settings, self._settings.corpus, with_time_left(self._report))
            self._report(Progress("Ik laad het zoekmodel"))
            assistant = self._opened()
            assistant.answer("Waar gaat dit over?", style=QUOTES)  # the first question pays for what is loaded late
            with self._lock:
                self._assistant, self._stale = assistant, False
            if assistant.generation.older:
                self._progress, self._damaged = None, _current_or_none(self._settings)
                self._mend()
        except WijkwijzerError as error:
            self._failure = str(error)
        except OSError as error:
            log.exception("preparing failed")
            self._failure = f"Ik kan de bronnen nu niet lezen. Controleer de schijf en start opnieuw ({error.errno})."
        finally:
            self._progress = None

    def _opened(self) -> Assistant:
        """An assistant on the index; a damaged one that has no older one beside it is built again."""
        try:
            return open_assistant(self._settings, check_stale=False)
        except IndexUnavailableError:
            build_index(self._settings, self._settings.corpus, with_time_left(self._report))
            return open_assistant(self._settings, check_stale=False)

    def _mend(self) -> None:
        """Build a sound index while the older one answers; the watcher takes it over."""
        try:
            build_index(self._settings, self._settings.corpus, lambda progress: None)
        except WijkwijzerError as error:
            log.warning("a damaged index could not be built again: %s", error)

    def _report(self, progress: Progress) -> None:
        self._progress = progress
