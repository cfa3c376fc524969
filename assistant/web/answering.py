"""Answers made beside the page, so that a question can be stopped at any moment.

Gradio can only stop a generator between two of its steps, and until then holds
up every other Stop. So the assistant works in a thread of its own, and what
Gradio runs only looks, a few times a second, whether there is more.
"""

import queue
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from enum import Enum
from functools import partial

from assistant.types import Answer, Filters, Style, Turn
from assistant.web.service import Assistant

SIMULTANEOUS = 2  # answers at the same time: the encoder uses every core for one
WAITING = 16  # questions that may wait; Gradio has 40 threads, and status needs some of them
LOOK_SECONDS = 0.2


class Wait(Enum):
    """What there is to say while there is no new answer."""

    IN_LINE = "other questions go first"
    WORKING = "nothing new yet"
    REFUSED = "too many questions wait already"


class Places:
    """Lets a few questions be answered at a time and some more wait; the rest is refused."""

    def __init__(self, simultaneous: int = SIMULTANEOUS, waiting: int = WAITING) -> None:
        self.free = threading.Semaphore(simultaneous)
        self.room = threading.Semaphore(simultaneous + waiting)


def answers(
    assistant: Assistant,
    places: Places,
    question: str,
    turns: Sequence[Turn],
    filters: Filters,
    style: Style = Style(),
) -> Generator[Answer | Wait, None, None]:
    """Ever fuller answers, with a ``Wait`` whenever there is none for a while.

    Raises what the assistant raises. Closing it gives the place up as soon as
    the assistant has finished the step that it is in.
    """
    if not places.room.acquire(blocking=False):
        yield Wait.REFUSED
        return
    try:
        while not places.free.acquire(timeout=LOOK_SECONDS):
            yield Wait.IN_LINE
        work = _Work(partial(assistant.stream, question, turns, filters, style), places.free)
        try:
            yield from work.results()
        finally:
            work.stopped.set()
    finally:
        places.room.release()


class _Work:
    """One question in a thread; gives ``place`` back when the thread is done."""

    def __init__(self, ask: Callable[[], Generator[Answer, None, None]], place: threading.Semaphore) -> None:
        self.stopped = threading.Event()
        self._found: queue.SimpleQueue[Answer | BaseException | None] = queue.SimpleQueue()
        self._place = place
        self._ask = ask
        threading.Thread(target=self._run, name="wijkwijzer-answer", daemon=True).start()

    def results(self) -> Generator[Answer | Wait, None, None]:
        while True:
            try:
                found = self._found.get(timeout=LOOK_SECONDS)
            except queue.Empty:
                yield Wait.WORKING
                continue
            if found is None:
                return
            if isinstance(found, BaseException):
                raise found
            yield found

    def _run(self) -> None:
        try:
            with closing(self._ask()) as steps:  # closed here, what waits for a language model ends its call
                last: Answer | None = None
                for answer in steps:
                    if self.stopped.is_set():
                        return
                    if answer is not last and (answer.text or answer.sentences):
                        self._found.put(answer)
                    last = answer
            self._found.put(None)
        except BaseException as error:
            self._found.put(error)
        finally:
            self._place.release()
