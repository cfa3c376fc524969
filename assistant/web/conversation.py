"""The conversation of one browser tab: what was asked, how far the answer is, what comes next."""

import logging
import secrets
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from enum import StrEnum

from assistant.desks.positions import Position
from assistant.errors import PersonalDataError, WijkwijzerError
from assistant.types import Answer, Filters, Style, Turn
from assistant.web import texts
from assistant.web.answering import Places, Wait, answers
from assistant.web.service import Assistant, Service

KEPT = 20  # exchanges; each one more is sent to the browser again at every question
TURN_CHARACTERS = 2_000  # of an earlier question or answer that is passed on

log = logging.getLogger(__name__)


class State(StrEnum):
    """How far an exchange is; the value is also its CSS class."""

    BUSY = "bezig"
    DONE = "klaar"
    STOPPED = "gestopt"
    FAILED = "mislukt"
    WITHHELD = "tegengehouden"


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and what came of it; ``message`` is the line shown while busy or after a failure."""

    number: int
    question: str
    state: State = State.BUSY
    answer: Answer | None = None
    message: str = ""
    filters: Filters = field(default_factory=Filters)
    proposal: str = ""  # the question without the personal data that was in it
    offered_by: tuple[str, ...] = ()  # the documents that the question's own words come from
    talk: str = ""  # under which name the conversation is kept
    mark: str = ""  # by which it is told apart in that conversation
    positions: tuple[Position, ...] = ()
    changed: frozenset[str] = frozenset()  # the passages, by id, that do not stand so in their document any more


Exchanges = tuple[Exchange, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What someone asks, where to look, and the way to stop looking."""

    text: str
    filters: Filters = field(default_factory=Filters)
    style: Style = field(default_factory=Style)
    offered_by: tuple[str, ...] = ()
    talk: str = ""
    stop: threading.Event = field(default_factory=threading.Event)


def ask(service: Service, places: Places, question: Question, exchanges: Exchanges) -> Iterator[Exchanges]:
    """The conversation after each step of the answer; never raises an ordinary error.

    The same object twice means that nothing is new; callers may compare with ``is``.
    """
    asked = sendable(question.text).strip()
    if not asked:
        yield exchanges
        return
    before = exchanges[-(KEPT - 1) :]
    number = exchanges[-1].number + 1 if exchanges else 1
    mark = secrets.token_urlsafe(9)
    first = Exchange(
        number, asked, filters=question.filters, offered_by=question.offered_by, talk=question.talk, mark=mark
    )
    now = (*before, first)
    try:
        for step in _steps(service.assistant(), places, now[-1], turns(before), question.style):
            now = now if step is now[-1] else (*before, step)
            if question.stop.is_set() and step.state is State.BUSY:
                yield (*before, replace(step, state=State.STOPPED, message=texts.STOPPED))
                return
            yield now
    except PersonalDataError as error:
        # What was typed is not kept anywhere: not in the conversation, and not in the box.
        yield (*before, Exchange(number, texts.WITHHELD, State.WITHHELD, message=str(error), proposal=error.proposal))
    except WijkwijzerError as error:
        yield (*before, replace(now[-1], state=State.FAILED, message=str(error)))
    except Exception:
        log.exception("a question failed")
        yield (*before, replace(now[-1], state=State.FAILED, message=texts.FAILED))


def sendable(text: str) -> str:
    """``text`` without halves of a character, which JSON can carry in but not out again."""
    return text.encode("utf-8", "replace").decode("utf-8")


def turns(exchanges: Exchanges) -> tuple[Turn, ...]:
    """What was said before, for a question that refers to it, each as it was understood; failures do not count."""
    said: list[Turn] = []
    for exchange in exchanges:
        if exchange.answer is not None:
            said.append(Turn("user", (exchange.answer.query or exchange.question)[:TURN_CHARACTERS]))
            said.append(Turn("assistant", exchange.answer.text[:TURN_CHARACTERS]))
    return tuple(said)


def _steps(
    assistant: Assistant | None, places: Places, exchange: Exchange, said: tuple[Turn, ...], style: Style
) -> Iterator[Exchange]:
    if assistant is None:
        yield replace(exchange, state=State.FAILED, message=texts.NOT_READY)
        return
    exchange = replace(exchange, message=_searching(assistant, exchange.filters))
    waiting = replace(exchange, message=texts.WAITING)
    with closing(answers(assistant, places, exchange.question, said, exchange.filters, style)) as steps:
        # The first step comes before the question is shown or kept: the assistant refuses personal data at once.
        for place, step in enumerate(steps):
            if place == 0:
                yield exchange
            if step is Wait.IN_LINE:
                yield waiting
            elif step is Wait.REFUSED:
                yield replace(exchange, state=State.FAILED, message=texts.TOO_BUSY)
                return
            elif isinstance(step, Answer):
                exchange = replace(exchange, answer=step)
                yield exchange
            else:
                yield exchange
    if exchange.answer is None:
        raise RuntimeError("the assistant gave no answer at all")
    yield replace(exchange, state=State.DONE, message="")


def _searching(assistant: Assistant, filters: Filters) -> str:
    if filters:
        return texts.SEARCHING_FILTERED
    count = len(assistant.documents())
    return texts.SEARCHING_ONE if count == 1 else texts.SEARCHING.format(count=count)
