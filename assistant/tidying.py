"""What every start does first: finish what a run that was killed left behind, and sweep up."""

from contextlib import suppress

from assistant.errors import CorpusError
from assistant.index.generation import sweep_when_idle
from assistant.origins import corpus_lock, sweep_hidden
from assistant.settings import Settings


def tidy(settings: Settings) -> None:
    """Remove half copied files, documents that were being deleted, and what a build left.

    Where someone is at work, or nothing may be written, it is left to the next start.
    """
    with suppress(CorpusError, OSError), corpus_lock(settings.corpus):
        sweep_hidden(settings.corpus)
    sweep_when_idle(settings.indexes)
