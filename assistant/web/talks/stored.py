"""An answer as JSON and back, without the text of whole documents."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from assistant.desks.positions import Position, Role
from assistant.types import (
    Answer,
    AnswerSentence,
    Collection,
    Confidence,
    Document,
    Evidence,
    Filters,
    Kind,
    Mode,
    Passage,
    Status,
)

_TEXTS = ("id", "title", "source", "date", "digest", "organisation", "role", "visibility")
_LISTS = ("municipalities", "themes", "authors", "forms", "questions")


def answer_json(answer: Answer) -> dict[str, Any]:
    """Everything of an answer that the page shows."""
    return asdict(
        replace(answer, evidence=tuple(map(_bare, answer.evidence)), nearest=tuple(map(_bare, answer.nearest)))
    )


def answer_from(values: Mapping[str, Any]) -> Answer | None:
    """The answer that ``answer_json`` gave; None when it cannot be read any more."""
    try:
        return Answer(
            question=str(values["question"]),
            query=str(values["query"]),
            status=Status(values["status"]),
            text=str(values["text"]),
            sentences=tuple(map(_sentence, values["sentences"])),
            evidence=tuple(map(_evidence, values["evidence"])),
            mode=Mode(values["mode"]),
            confidence=Confidence(values["confidence"]),
            nearest=tuple(map(_evidence, values["nearest"])),
            withheld=tuple(map(str, values["withheld"])),
            also=tuple(map(str, values["also"])),
            remark=str(values["remark"]),
        )
    except (KeyError, TypeError, ValueError):
        return None


def positions_json(positions: Sequence[Position]) -> list[dict[str, Any]]:
    """Standpoints, each with its role and its quote."""
    return [{"rol": one.role.value, "citaat": asdict(_bare(one.evidence))} for one in positions]


def positions_from(values: Sequence[Mapping[str, Any]]) -> tuple[Position, ...]:
    """The standpoints that ``positions_json`` gave; none where they cannot be read."""
    try:
        return tuple(Position(Role(one["rol"]), _evidence(one["citaat"])) for one in values)
    except (KeyError, TypeError, ValueError):
        return ()


def documents_of(answer: Answer, positions: Sequence[Position] = ()) -> tuple[str, ...]:
    """The names of the documents that an answer or its standpoints hold something of."""
    entries = (*answer.evidence, *answer.nearest, *(one.evidence for one in positions))
    return tuple(dict.fromkeys(entry.passage.document_id for entry in entries))


def filters_json(filters: Filters) -> dict[str, Any]:
    """The filters that were chosen."""
    return {name: value for name, value in asdict(filters).items() if value is not None}


def filters_from_json(values: Mapping[str, Any]) -> Filters:
    """The filters that ``filters_json`` gave; none where they cannot be read."""
    try:
        known = {name: values[name] for name in Filters.__dataclass_fields__ if name in values}
        return Filters(
            **known
            | ({"collection": Collection(known["collection"])} if "collection" in known else {})
            | ({"kind": Kind(known["kind"])} if "kind" in known else {})
        )
    except (TypeError, ValueError):
        return Filters()


def _bare(entry: Evidence) -> Evidence:
    document = replace(entry.document, text="", pages=()) if entry.document else None
    return replace(entry, passage=replace(entry.passage, sentences=()), document=document)


def _sentence(values: Mapping[str, Any]) -> AnswerSentence:
    citations = tuple(map(int, values["citations"]))
    return AnswerSentence(str(values["text"]), citations, str(values["heading"]), tuple(map(str, values["items"])))


def _evidence(values: Mapping[str, Any]) -> Evidence:
    passage = values["passage"]
    return Evidence(
        number=int(values["number"]),
        passage=Passage(
            str(passage["id"]), str(passage["document_id"]), str(passage["heading"]), passage["page"],
            str(passage["text"]), int(passage["start"]), int(passage["end"]),
        ),
        quote=str(values["quote"]),
        quote_start=int(values["quote_start"]),
        quote_end=int(values["quote_end"]),
        score=float(values["score"]),
        heading=str(values["heading"]),
        document=_document(values["document"]) if values["document"] else None,
        page=values["page"],
    )  # fmt: skip


def _document(values: Mapping[str, Any]) -> Document:
    fields: dict[str, Any] = {name: str(values[name]) for name in _TEXTS}
    fields |= {name: tuple(map(str, values[name])) for name in _LISTS}
    return Document(text="", kind=Kind(values["kind"]), collection=Collection(values["collection"]), **fields)
