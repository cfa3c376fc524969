"""From chosen spans to an answer: numbers, headings, lists, and the Dutch words around them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from assistant.reader import tables
from assistant.reader.question import Question
from assistant.reader.signs import is_question
from assistant.reader.spans import (
    ITEM_MARK,
    MAXIMUM_SENTENCES,
    Span,
    introduces,
    overlap,
    starts_item,
    with_whole_item,
    with_whole_list,
)
from assistant.types import AnswerSentence, Document, Evidence, Sentence

NOT_FOUND = "Dit staat niet in de bronnen."
NEAREST = "Dit komt het dichtst in de buurt:"
MAXIMUM_GROUPS = 3
TOLD_FROM = 8  # quotes that a language model reads
GROUP_MARGIN = 8.0  # a span this much below the best adds more length than answer

_EMPHASIS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)|`")

DocumentOf = Callable[[str], Document | None]


def compose(
    question: Question, spans: Sequence[Span], document_of: DocumentOf
) -> tuple[tuple[AnswerSentence, ...], tuple[Evidence, ...]]:
    """The sentences of the answer and their evidence, numbered from 1, for the best spans."""
    near = [span for span in spans if span.score >= spans[0].score - GROUP_MARGIN]
    chosen = _whole(question, near, MAXIMUM_GROUPS)
    evidence = tuple(evidence_of(span, number, document_of) for number, span in enumerate(chosen, 1))
    sentences = [part for number, span in enumerate(chosen, 1) for part in answer_sentences(span, number)]
    return tuple(sentences), evidence


def wide_evidence(question: Question, spans: Sequence[Span], document_of: DocumentOf) -> tuple[Evidence, ...]:
    """More quotes than an answer of quotes shows, best first: what a language model may tell from."""
    chosen = _whole(question, spans, TOLD_FROM)
    return tuple(evidence_of(span, number, document_of) for number, span in enumerate(chosen, 1))


def _whole(question: Question, spans: Sequence[Span], most: int) -> list[Span]:
    """The first spans, each extended to what it needs; none overlaps another."""
    chosen: list[Span] = []
    for span in spans:
        whole = extended(span, question)
        if not any(overlap(whole, other) for other in chosen):
            chosen.append(whole)
        if len(chosen) == most:
            break
    return chosen


def plain_text(sentences: Sequence[AnswerSentence]) -> str:
    """The answer as plain text, with its numbers between brackets."""
    return "\n\n".join(_plain(sentence) for sentence in sentences)


def _plain(sentence: AnswerSentence) -> str:
    numbers = "".join(f" [{number}]" for number in sentence.citations)
    heading = f"{sentence.heading}\n" if sentence.heading else ""
    items = "".join(f"\n- {item}" for item in sentence.items)
    return f"{heading}{sentence.text}{items}{numbers}"


def extended(span: Span, question: Question) -> Span:
    """The span with the whole list where the question asks for one, the span begins one, or it is short.

    A list of which the beginning stands below its lead-in, and the rest not, says less than its source.
    """
    whole = with_whole_list(span)
    if question.wants_list or begins_list(span) or whole.last - whole.first < MAXIMUM_SENTENCES:
        return whole
    return with_whole_item(span)


def evidence_of(span: Span, number: int, document_of: DocumentOf) -> Evidence:
    """A span as evidence: the literal piece of the document's text."""
    passage = span.hit.passage
    start, end = span.start, span.end
    document = document_of(passage.document_id)
    return Evidence(
        number=number,
        passage=passage,
        quote=passage.text[start - passage.start : end - passage.start],
        quote_start=start,
        quote_end=end,
        score=span.score,
        heading=_heading(span),
        document=document,
        page=document.page_at(start) if document else passage.page,
    )


def answer_sentences(span: Span, number: int) -> tuple[AnswerSentence, ...]:
    """A span as it is shown; what stands below its list comes below it, not between its lead-in and its items."""
    tail = list(takewhile(_is_prose, reversed(span.sentences)))
    if len(tail) == len(span.sentences) or not span.sentences[-len(tail) - 1].is_item or not tail:
        return (answer_sentence(span, number),)
    above = answer_sentence(replace(span, last=span.last - len(tail)), number)
    return above, AnswerSentence(" ".join(_line(sentence) for sentence in reversed(tail)), (number,))


def answer_sentence(span: Span, number: int, heading: str | None = None) -> AnswerSentence:
    """A span as it is shown, under its own heading or a given one."""
    said = [sentence for sentence in span.sentences if not sentence.is_heading]
    prose = [sentence for sentence in said if not sentence.is_item and not tables.is_table(sentence.text)]
    while len(said) > 1 and prose and is_question(prose[0]) and not introduces_list(span, prose[0]):
        prose = prose[1:]  # what follows the question is the answer; the question stands above it
    text = " ".join(_line(sentence) for sentence in prose)
    return AnswerSentence(text, (number,), _heading(span) if heading is None else heading, _items(said))


def _is_prose(sentence: Sentence) -> bool:
    return not (sentence.is_item or sentence.is_heading or tables.is_table(sentence.text))


def _items(said: Sequence[Sentence]) -> tuple[str, ...]:
    items: list[str] = []
    for sentence in said:
        if tables.is_table(sentence.text):
            items += [without_emphasis(row) for row in tables.rows(sentence.text)]
            continue
        if not sentence.is_item:
            continue
        text = ITEM_MARK.sub("", _line(sentence), count=1) if starts_item(sentence) else _line(sentence)
        if starts_item(sentence) or not items:
            items.append(text)
        else:
            items[-1] += " " + text
    return tuple(items)


def _heading(span: Span) -> str:
    """The heading a reader needs: the nearest one above the quote, and the question that the quote answers."""
    heading = span.sentences[-1].heading
    first = next((sentence for sentence in span.sentences if not sentence.is_heading), None)
    if first is not None and is_question(first) and not introduces_list(span, first):
        question = _line(first)
        return f"{heading} › {question}" if heading and heading != question else question
    return heading


def begins_list(span: Span) -> bool:
    """Whether the span holds what announces a list: with a part of the list, or none, it would say too little."""
    said = span.sentences
    return said[-1].text.endswith(":") or any(
        not one.is_item and one.text.endswith(":") and other.is_item for one, other in pairwise(said)
    )


def introduces_list(span: Span, sentence: Sentence) -> bool:
    """Whether this sentence is the lead-in of the span's own list."""
    return introduces(sentence) and any(other.is_item for other in span.sentences)


def _line(sentence: Sentence) -> str:
    """A sentence on one line, without Markdown's marks of emphasis; the quote itself keeps them."""
    return without_emphasis(" ".join(sentence.text.split()))


def without_emphasis(text: str) -> str:
    """A text without Markdown's marks of emphasis and code."""
    return _EMPHASIS.sub("", text)
