"""Answers as JSON and as plain text, for the command line and for exports."""

from typing import Any

from assistant.citations import display_title, labels, page_label
from assistant.reader import tables
from assistant.reader.spans import ITEM_MARK
from assistant.reader.wording import NEAREST, without_emphasis
from assistant.splitting.blocks import Shape, blocks, heading_text
from assistant.types import Answer, Evidence

WITHHELD = "Niet onderbouwd; dit schreef het taalmodel, maar het staat niet in de bronnen:"


def answer_json(answer: Answer) -> dict[str, Any]:
    """The JSON object of the design, with the confidence in words."""
    return {
        "question": answer.question,
        "status": answer.status.value,
        "mode": answer.mode.value,
        "remark": answer.remark,
        "confidence": answer.confidence.value,
        "text": answer.text,
        "sentences": [
            {
                "text": sentence.text,
                "heading": sentence.heading,
                "items": list(sentence.items),
                "citations": list(sentence.citations),
            }
            for sentence in answer.sentences
        ],
        "evidence": [_evidence_json(entry) for entry in answer.evidence],
        "withheld": list(answer.withheld),
        "nearest": [_evidence_json(entry) for entry in answer.nearest],
        "milliseconds": {
            "encode": round(answer.timings.encode, 2),
            "retrieve": round(answer.timings.retrieve, 2),
            "read": round(answer.timings.read, 2),
            "total": round(answer.timings.total, 2),
        },
    }


def answer_text(answer: Answer) -> str:
    """The answer with its sources under it, for a terminal."""
    parts = [answer.text]
    if answer.remark:
        parts.append(answer.remark)
    if answer.nearest:
        parts.append(NEAREST)
        parts += [f"- {' '.join(plain_lines(entry.quote))}\n  {_source(entry)}" for entry in answer.nearest]
    if answer.evidence:
        parts.append("\n".join(["Bronnen", *(f"[{entry.number}] {_source(entry)}" for entry in answer.evidence)]))
        parts.append(f"Dit antwoord is {answer.confidence.value}.")
    if answer.withheld:
        parts.append("\n".join([WITHHELD, *(f"- {sentence}" for sentence in answer.withheld)]))
    return "\n\n".join(parts)


def plain_lines(text: str, said: str = "") -> list[str]:
    """Headings, paragraphs, list items and table rows of a text without Markdown's marks, each on one line.

    A heading that is a part of ``said`` is left out: it stands above the text already.
    """
    lines: list[str] = []
    for block in blocks(text):
        words = text[block.start : block.end]
        if block.shape is Shape.HEADING:
            heading = heading_text(text, block)
            lines += [] if heading in said else [heading]
        elif block.shape is Shape.TABLE:
            lines += [f"- {row}" for row in tables.rows(words)]
        else:
            one = " ".join(words.split())
            mark = ITEM_MARK.match(one) if block.shape is Shape.ITEM else None
            is_bullet = mark is not None and not any(character.isalnum() for character in mark.group())
            lines.append(f"- {one[mark.end() :]}" if mark is not None and is_bullet else one)
    return [without_emphasis(line) for line in lines]


def _source(entry: Evidence) -> str:
    document = entry.document
    if document is None:
        return entry.passage.document_id
    page = f", {page_label(entry.page)}" if entry.page else ""
    heading = f", onder ‘{entry.heading}’" if entry.heading else ""
    return f"{display_title(document)} ({', '.join(labels(document))}){page}{heading}"


def _evidence_json(entry: Evidence) -> dict[str, Any]:
    document = entry.document
    return {
        "number": entry.number,
        "document": entry.passage.document_id,
        "title": document.title if document else entry.passage.document_id,
        "kind": document.kind.value if document else None,
        "date": document.date if document else None,
        "collection": document.collection.value if document else None,
        "heading": entry.heading,
        "page": entry.page,
        "quote": entry.quote,
        "start": entry.quote_start,
        "end": entry.quote_end,
    }
