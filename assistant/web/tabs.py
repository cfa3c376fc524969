"""What is at work in each tab, so that nothing that comes late changes a page that has gone on.

What Gradio runs in a tab are generators: when one has ended, all that it said has been sent. So whoever changes
the page next (a question, ‘Wissen’) first ends what is at work there and waits for that, and what is ended says
nothing any more. The wait has a limit: a browser that went away may leave a generator that nobody ends.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

WAIT_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Work:
    """One thing at work; ``stop`` asks it to end, ``silent`` forbids it to say anything more."""

    stop: threading.Event
    silent: threading.Event = field(default_factory=threading.Event)
    ended: threading.Event = field(default_factory=threading.Event)


class Tabs:
    """The work of every tab, one at a time in each."""

    def __init__(self) -> None:
        self._work: dict[str, Work] = {}
        self._changing = threading.Lock()

    @contextmanager
    def first(self, tab: str, stop: threading.Event) -> Iterator[Work]:
        """Work that goes before whatever is at work in this tab."""
        work = Work(stop)
        with self._changing:
            before, self._work[tab] = self._work.get(tab), work
        _end(before)
        yield from self._until_done(tab, work)

    @contextmanager
    def beside(self, tab: str) -> Iterator[Work | None]:
        """Work that comes only where nothing is at work; None where something is."""
        work = Work(threading.Event())
        with self._changing:
            if tab in self._work:
                work.silent.set()
            else:
                self._work[tab] = work
        if work.silent.is_set():
            yield None
        else:
            yield from self._until_done(tab, work)

    def stop(self, tab: str) -> None:
        """Ask what is at work to end, and to say so."""
        if work := self._work.get(tab):
            work.stop.set()

    def end(self, tab: str) -> None:
        """End what is at work, without another word of it."""
        with self._changing:
            work = self._work.pop(tab, None)
        _end(work)

    def _until_done(self, tab: str, work: Work) -> Iterator[Work]:
        try:
            yield work
        finally:
            with self._changing:
                if self._work.get(tab) is work:
                    del self._work[tab]
            work.ended.set()


def _end(work: Work | None) -> None:
    if work is not None:
        work.silent.set()
        work.stop.set()
        work.ended.wait(WAIT_SECONDS)
