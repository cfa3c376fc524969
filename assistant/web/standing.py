"""Whether what a page shows still stands in the sources.

A page can be open for days. Its script asks for the ``state`` of the sources whenever someone comes back to it; where
that is another than before, ``present`` takes away what came out of documents that are gone, and marks what a changed
document does not say any more. What a changed document still says only gets its new place, so that its link goes there.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.types import Document, Evidence, Filters
from assistant.web import texts
from assistant.web.conversation import Exchange, Exchanges, State
from assistant.web.service import Assistant
from assistant.web.talks.stored import documents_of

Whole = Callable[[str], Document | None]


def state(assistant: Assistant | None) -> str:
    """A mark of which documents there are and what is in them, that tells neither; "" while there is no index."""
    if assistant is None:
        return ""
    lines = "\n".join(sorted(f"{document.id} {document.digest}" for document in assistant.documents()))
    return hashlib.sha256(lines.encode("utf-8", "replace")).hexdigest()[:24]


def present(exchanges: Sequence[Exchange], assistant: Assistant | None) -> Exchanges:
    """The conversation as the sources are now; an exchange that nothing happened to is the same object."""
    if assistant is None:
        return tuple(exchanges)
    digests = {document.id: document.digest for document in assistant.documents()}
    return tuple(
        _compared(one, digests, assistant.document) if _stands(one, set(digests)) else _without(one, set(digests))
        for one in exchanges
    )


def difference(before: Exchanges, now: Exchanges) -> str:
    """What to say of the difference; "" where a reader sees none."""
    if any(one.answer and not other.answer for one, other in zip(before, now, strict=True)):
        return texts.WITHDRAWN
    return texts.CHANGED if any(other.changed - one.changed for one, other in zip(before, now, strict=True)) else ""


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
        changed=frozenset(),
    )


def _compared(exchange: Exchange, digests: dict[str, str], whole: Whole) -> Exchange:
    """The exchange with its quotes where they stand now, and with the passages that are not there any more."""
    stale = {one.passage.document_id for one in _evidence(exchange) if one.document and _differs(one, digests)}
    if not stale and not exchange.changed:
        return exchange
    documents = {name: whole(name) for name in stale}
    changed: set[str] = set()

    def now(entry: Evidence) -> Evidence:
        found = documents.get(entry.passage.document_id)
        if not _differs(entry, digests) or found is None:
            return entry
        at = found.text.find(entry.passage.text)
        if at < 0:
            changed.add(entry.passage.id)
            return entry
        return _moved(entry, found, at - entry.passage.start)

    answer = exchange.answer
    if answer:
        answer = replace(answer, evidence=tuple(map(now, answer.evidence)), nearest=tuple(map(now, answer.nearest)))
    positions = tuple(replace(one, evidence=now(one.evidence)) for one in exchange.positions)
    fresh = replace(exchange, answer=answer, positions=positions, changed=frozenset(changed))
    return exchange if fresh == exchange else fresh


def _evidence(exchange: Exchange) -> tuple[Evidence, ...]:
    """Every quote that an exchange shows."""
    answered = (*exchange.answer.evidence, *exchange.answer.nearest) if exchange.answer else ()
    return (*answered, *(one.evidence for one in exchange.positions))


def _differs(entry: Evidence, digests: dict[str, str]) -> bool:
    return entry.document is not None and entry.document.digest != digests.get(entry.passage.document_id)


def _moved(entry: Evidence, document: Document, by: int) -> Evidence:
    passage = entry.passage
    return replace(
        entry,
        passage=replace(passage, start=passage.start + by, end=passage.end + by, sentences=()),
        quote_start=entry.quote_start + by,
        quote_end=entry.quote_end + by,
        document=replace(document, text=""),
    )
