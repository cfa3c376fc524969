"""The conversation of one browser tab: what was asked, how far the answer is, what comes next."""

import logging
import threading
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from enum import StrEnum

from assistant.errors import WijkwijzerError
from assistant.types import Answer, Filters, Turn
from assistant.web import texts
from assistant.web.service import Assistant, Service

KEPT = 20  # exchanges; each one more is sent to the browser again at every question
SIMULTANEOUS = 2  # answers at the same time: the encoder uses every core for one
WAITING = 16  # questions that may wait; Gradio has 40 threads, and status needs some of them
TURN_CHARACTERS = 2_000  # of an earlier question or answer that is passed on
_WAIT_SECONDS = 0.3

log = logging.getLogger(__name__)


class State(StrEnum):
    """How far an exchange is; the value is also its CSS class."""

    BUSY = "bezig"
    DONE = "klaar"
    STOPPED = "gestopt"
    FAILED = "mislukt"


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and what came of it; ``message`` is the line shown while busy or after a failure."""

    number: int
    question: str
    state: State = State.BUSY
    answer: Answer | None = None
    message: str = ""
    filters: Filters = field(default_factory=Filters)


Exchanges = tuple[Exchange, ...]


class Places:
    """Lets a few questions be answered at a time and some more wait; the rest is refused."""

    def __init__(self, simultaneous: int = SIMULTANEOUS, waiting: int = WAITING) -> None:
        self._free = threading.Semaphore(simultaneous)
        self._room = threading.Semaphore(simultaneous + waiting)

    def enter(self) -> Generator[bool, None, None]:
        """Yields False while waiting and True once it is your turn; nothing when there is no room.

        Close the iterator to give the place back. It waits in short steps, so
        that a question that waits can be stopped as well.
        """
        if not self._room.acquire(blocking=False):
            return
        try:
            while not self._free.acquire(timeout=_WAIT_SECONDS):
                yield False
            try:
                yield True
            finally:
                self._free.release()
        finally:
            self._room.release()


def ask(service: Service, places: Places, question: str, exchanges: Exchanges, filters: Filters) -> Iterator[Exchanges]:
    """The conversation after each step of the answer to ``question``; never raises an ordinary error."""
    if not question.strip():
        yield exchanges
        return
    before = exchanges[-(KEPT - 1) :]
    number = exchanges[-1].number + 1 if exchanges else 1
    latest = Exchange(number, question.strip(), filters=filters)
    try:
        for step in _steps(service.assistant(), places, latest, turns(before)):
            latest = step
            yield (*before, latest)
    except WijkwijzerError as error:
        yield (*before, replace(latest, state=State.FAILED, message=str(error)))
    except Exception:
        log.exception("a question failed")
        yield (*before, replace(latest, state=State.FAILED, message=texts.FAILED))


def stopped(exchanges: Exchanges) -> Exchanges:
    """The conversation after Stop: what was there of the answer stays."""
    if not exchanges or exchanges[-1].state is not State.BUSY:
        return exchanges
    return (*exchanges[:-1], replace(exchanges[-1], state=State.STOPPED, message=texts.STOPPED))


def turns(exchanges: Exchanges) -> tuple[Turn, ...]:
    """What was said before, for a question that refers to it; failures do not count."""
    said: list[Turn] = []
    for exchange in exchanges:
        if exchange.answer is not None:
            said.append(Turn("user", exchange.question[:TURN_CHARACTERS]))
            said.append(Turn("assistant", exchange.answer.text[:TURN_CHARACTERS]))
    return tuple(said)


def _steps(
    assistant: Assistant | None, places: Places, exchange: Exchange, said: tuple[Turn, ...]
) -> Iterator[Exchange]:
    if assistant is None:
        yield replace(exchange, state=State.FAILED, message=texts.NOT_READY)
        return
    exchange = replace(exchange, message=_searching(assistant, exchange.filters))
    yield exchange
    with closing(places.enter()) as turn:
        mine = False
        for mine in turn:
            if mine:
                break
            yield replace(exchange, message=texts.WAITING)
        if not mine:
            yield replace(exchange, state=State.FAILED, message=texts.TOO_BUSY)
            return
        for answer in assistant.stream(exchange.question, said, exchange.filters):
            exchange = replace(exchange, answer=answer)
            yield exchange
    yield replace(exchange, state=State.DONE, message="")


def _searching(assistant: Assistant, filters: Filters) -> str:
    if filters:
        return texts.SEARCHING_FILTERED
    count = len(assistant.documents())
    return texts.SEARCHING_ONE if count == 1 else texts.SEARCHING.format(count=count)
