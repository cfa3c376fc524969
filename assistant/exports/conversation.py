"""A conversation as a report: questions, answers with their numbers, what each number stands for, and all sources.

In citaatmodus an answer is the quotes themselves; what a language model wrote is followed by the quotes that carry it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.citations import display_title, labels, page_label, quote_on_one_line, reference
from assistant.desks.polarity import opposed
from assistant.exports.report import Block, Heading, Letter, Look, Paragraph, Report, Run, paragraph, reference_runs
from assistant.types import Answer, AnswerSentence, Document, Evidence, Mode, Status

KIND = "Gesprek met Wijkwijzer, {date}"
HOW_QUOTES = "{confidence}, letterlijke citaten"
HOW_MODEL = "{confidence}, geschreven door een taalmodel en gecontroleerd met de bronnen"
SEARCHED = "Gezocht op: {query}"
GONE = "Het antwoord is er niet meer: een document waar het op rustte, is verwijderd."
WHERE = "Bij deze vraag"
NEAREST = "Dit kwam het dichtst in de buurt"
POSITIONS, ROLES = "Standpunten", "Wat verschillende rollen zeggen"
SOURCES = "Bronnen"
HEADING = "onder ‘{heading}’"
WITHOUT_DOCUMENT = "{name} (gegevens onbekend)"
CONTENTS = "Alles wat hier als citaat staat, staat letterlijk in de bron."


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its answer; without one where a document that it quoted was erased."""

    question: str
    answer: Answer | None
    filtered: str = ""  # where was searched, as one sentence
    positions: tuple[tuple[str, Evidence], ...] = ()  # role and quote


def conversation_report(title: str, date: str, asked: Sequence[Asked]) -> Report:
    """The whole conversation; ``date`` is shown as it is."""
    blocks: list[Block] = [paragraph(CONTENTS, Look.SOFT)] if any(one.answer for one in asked) else []
    for one in asked:
        blocks += _exchange(one)
    blocks += _sources(asked)
    return Report(title, KIND.format(date=date), tuple(blocks))


def answer_lines(answer: Answer) -> str:
    """One answer as plain text with its sources under it, to be pasted somewhere."""
    lines = [answer.question, ""]
    for heading, group in groupby(answer.sentences, key=lambda sentence: sentence.heading):
        lines += [heading] if heading else []
        for sentence in group:
            lines += [line for line in (f"{sentence.text}{_first_numbers(sentence)}".strip(),) if line]
            lines += [f"- {item}" for item in sentence.items[:-1]]
            lines += [f"- {sentence.items[-1]}{_numbers(sentence)}"] if sentence.items else []
        lines.append("")
    if answer.status is not Status.ANSWERED:
        lines += [answer.text, ""]
    if answer.evidence:
        lines.append(SOURCES)
        lines += [f"[{entry.number}] {_place(entry)}" for entry in answer.evidence]
    return "\n".join(lines).strip() + "\n"


def _exchange(one: Asked) -> Iterator[Block]:
    yield Heading(one.question)
    answer = one.answer
    if answer is None:
        yield paragraph(GONE, Look.SOFT)
        return
    if " ".join(answer.query.split()) not in ("", " ".join(answer.question.split())):
        yield paragraph(SEARCHED.format(query=answer.query), Look.SOFT)
    if one.filtered:
        yield paragraph(one.filtered, Look.SOFT)
    if answer.status is not Status.ANSWERED:
        yield paragraph(answer.text)
        yield from _listed(NEAREST, answer.nearest, with_quotes=True)
        return
    for heading, group in groupby(answer.sentences, key=lambda sentence: sentence.heading):
        if heading:
            yield paragraph(heading, letter=Letter.BOLD, keeps=True)
        for sentence in group:
            yield from _sentence(sentence, answer.mode)
    how = HOW_QUOTES if answer.mode is Mode.CITAAT else HOW_MODEL
    said = how.format(confidence=answer.confidence.value)
    yield paragraph(f"{said[:1].upper()}{said[1:]}.", Look.SOFT)
    if answer.remark:
        yield paragraph(answer.remark, Look.SOFT)
    yield from _listed(WHERE, answer.evidence, with_quotes=answer.mode is not Mode.CITAAT)
    if one.positions:
        quotes = [entry.quote for _, entry in one.positions]
        yield Heading(POSITIONS if opposed(answer.query or one.question, quotes) else ROLES, 2)
    for role, entry in one.positions:
        yield paragraph(role.capitalize(), letter=Letter.BOLD, keeps=True)
        yield paragraph(f"‘{quote_on_one_line(entry)}’", Look.QUOTE, keeps=True)
        yield paragraph(_place(entry, short=True), Look.SOFT)


def _sentence(sentence: AnswerSentence, mode: Mode) -> Iterator[Paragraph]:
    look = Look.QUOTE if mode is Mode.CITAAT and sentence.citations else Look.PLAIN
    if sentence.text.strip():
        yield paragraph(f"{sentence.text}{_first_numbers(sentence)}", look, keeps=bool(sentence.items))
    for place, item in enumerate(sentence.items, 1):
        yield paragraph(f"{item}{_numbers(sentence)}" if place == len(sentence.items) else item, Look.ITEM)


def _numbers(sentence: AnswerSentence) -> str:
    return "".join(f" [{number}]" for number in dict.fromkeys(sentence.citations))


def _first_numbers(sentence: AnswerSentence) -> str:
    """The numbers behind the text; with a list they stand behind its last item."""
    return "" if sentence.items else _numbers(sentence)


def _listed(title: str, evidence: Sequence[Evidence], with_quotes: bool) -> Iterator[Block]:
    if evidence:
        yield Heading(title, 2)
    for entry in evidence:
        mark = f"[{entry.number}] " if title == WHERE else ""
        yield paragraph(f"{mark}{_place(entry, short=True)}", Look.SOFT, keeps=with_quotes)
        if with_quotes:
            yield paragraph(f"‘{quote_on_one_line(entry)}’", Look.QUOTE)


def _place(entry: Evidence, short: bool = False) -> str:
    """Where a quote stands: its document, heading and page."""
    document = entry.document
    if document is None:
        return WITHOUT_DOCUMENT.format(name=entry.passage.document_id)
    named = f"{display_title(document)} ({', '.join(labels(document))})" if short else reference(document).rstrip(".")
    parts = [named]
    if entry.heading:
        parts.append(HEADING.format(heading=" ".join(entry.heading.split())))
    if entry.page is not None:
        parts.append(page_label(entry.page))
    return f"{', '.join(parts)}."


def _sources(asked: Iterable[Asked]) -> Iterator[Block]:
    found: dict[str, Document] = {}
    for one in asked:
        quoted = (*one.answer.evidence, *one.answer.nearest) if one.answer else ()
        for entry in (*quoted, *(entry for _, entry in one.positions)):
            if entry.document is not None:
                found.setdefault(entry.passage.document_id, entry.document)
    if found:
        yield Heading(SOURCES)
    for document in sorted(found.values(), key=lambda one: reference(one).casefold()):
        yield Paragraph((*reference_runs(document), *_origin(document)))


def _origin(document: Document) -> tuple[Run, ...]:
    """What kind of source it is, and the address where that is one."""
    kind, date, collection = labels(document)
    if reference(document).endswith(f". {kind.capitalize()}."):
        kind = collection  # the reference says it already
    address = f" {document.source}" if document.source.startswith(("https://", "http://")) else ""
    return (Run(f" [{', '.join(dict.fromkeys((kind, collection)))}, {date}]{address}"),)
