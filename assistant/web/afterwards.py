"""What comes once an answer has been given: standpoints of roles, and questions to go on with."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.desks.further import Further, further
from assistant.desks.positions import positions
from assistant.errors import WijkwijzerError
from assistant.types import Status
from assistant.web.conversation import Exchange, State
from assistant.web.service import Assistant


@dataclass(frozen=True, slots=True)
class Told:
    """The last exchange, with the standpoints where there are any, and questions to go on with."""

    last: Exchange
    further: tuple[Further, ...]


def afterwards(assistant: Assistant, exchanges: Sequence[Exchange]) -> Told | None:
    """What comes after the last answer; None when it answers nothing, or the index is being taken over."""
    last = exchanges[-1] if exchanges else None
    if last is None or last.state is not State.DONE or last.answer is None:
        return None
    if last.answer.status is not Status.ANSWERED:
        return None
    try:
        told = positions(assistant, last.answer.query or last.question, last.filters)
        questions = further(assistant, last.answer, [exchange.question for exchange in exchanges])
    except WijkwijzerError:  # the answer itself stands
        return None
    return Told(replace(last, positions=told) if told and not last.positions else last, questions)
