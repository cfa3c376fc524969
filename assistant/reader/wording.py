"""From chosen spans to an answer: numbers, headings, lists, and the Dutch words around them."""

from collections.abc import Callable, Sequence

from assistant.reader.question import Question
from assistant.reader.signs import is_question
from assistant.reader.spans import ITEM_MARK, Span, introduces, starts_item, with_whole_list
from assistant.types import AnswerSentence, Document, Evidence, Sentence

NOT_FOUND = "Dit staat niet in de bronnen."
NEAREST = "Dit komt het dichtst in de buurt:"
MAXIMUM_GROUPS = 3
GROUP_MARGIN = 8.0  # a span this much below the best adds more length than answer

DocumentOf = Callable[[str], Document | None]


def compose(
    question: Question, spans: Sequence[Span], document_of: DocumentOf
) -> tuple[tuple[AnswerSentence, ...], tuple[Evidence, ...]]:
    """The sentences of the answer and their evidence, numbered from 1, for the best spans."""
    near = [span for span in spans[:MAXIMUM_GROUPS] if span.score >= spans[0].score - GROUP_MARGIN]
    chosen = [with_whole_list(span) if question.wants_list else span for span in near]
    evidence = tuple(evidence_of(span, number, document_of) for number, span in enumerate(chosen, 1))
    return tuple(_sentence(span, entry.number) for span, entry in zip(chosen, evidence, strict=True)), evidence


def evidence_of(span: Span, number: int, document_of: DocumentOf) -> Evidence:
    """A span as evidence: the literal piece of the document's text."""
    passage = span.hit.passage
    start, end = span.start, span.end
    return Evidence(
        number=number,
        passage=passage,
        quote=passage.text[start - passage.start : end - passage.start],
        quote_start=start,
        quote_end=end,
        score=span.score,
        heading=_heading(span),
        document=document_of(passage.document_id),
    )


def _sentence(span: Span, number: int) -> AnswerSentence:
    said = [sentence for sentence in span.sentences if not sentence.is_heading]
    if span.is_list:
        lead = [_line(sentence) for sentence in said if not sentence.is_item]
        return AnswerSentence(" ".join(lead), (number,), _heading(span), _items(said))
    shown = said
    while len(shown) > 1 and is_question(shown[0]):
        shown = shown[1:]  # what follows the question is the answer; the question stands above it
    return AnswerSentence(" ".join(_line(sentence) for sentence in shown), (number,), _heading(span))


def _items(said: Sequence[Sentence]) -> tuple[str, ...]:
    items: list[str] = []
    for sentence in said:
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


def introduces_list(span: Span, sentence: Sentence) -> bool:
    """Whether this sentence is the lead-in of the span's own list."""
    return span.is_list and introduces(sentence)


def _line(sentence: Sentence) -> str:
    return " ".join(sentence.text.split())
