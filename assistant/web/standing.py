"""Whether what a page shows still stands in the sources.

A page can be open for days. Its script asks for the ``state`` of the sources whenever someone comes back to it; where
that is another than before, ``present`` takes away what came out of documents that are gone.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from assistant.types import Filters
from assistant.web import texts
from assistant.web.conversation import Exchange, Exchanges, State
from assistant.web.service import Assistant
from assistant.web.talks.stored import documents_of


def state(assistant: Assistant | None) -> str:
    """A mark of which documents there are, that tells nothing of them; "" while there is no index."""
    if assistant is None:
        return ""
    names = "\n".join(sorted(document.id for document in assistant.documents()))
    return hashlib.sha256(names.encode("utf-8", "replace")).hexdigest()[:24]


def present(exchanges: Sequence[Exchange], assistant: Assistant | None) -> Exchanges:
    """The conversation without answers, and offered questions, out of documents that are not there any more."""
    if assistant is None:
        return tuple(exchanges)
    there = {document.id for document in assistant.documents()}
    return tuple(one if _stands(one, there) else _without(one, there) for one in exchanges)


def _stands(exchange: Exchange, there: set[str]) -> bool:
    quoted = documents_of(exchange.answer, exchange.positions) if exchange.answer else ()
    return there.issuperset((*quoted, *exchange.offered_by))


def _without(exchange: Exchange, there: set[str]) -> Exchange:
    """The question as it was typed, with a sentence in the place of its answer."""
    question = exchange.question if there.issuperset(exchange.offered_by) else texts.QUESTION_GONE
    return replace(
        exchange,
        question=question,
        state=State.FAILED,
        answer=None,
        positions=(),
        filters=Filters(),
        offered_by=(),
        message=texts.ANSWER_GONE,
    )
