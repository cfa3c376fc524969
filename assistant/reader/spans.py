"""Candidate quotes: every run of at most three sentences in the passages found, ranked by their signs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from assistant.dutch.words import stop_words, terms, tokens, word_pieces
from assistant.dutch.yes_no import says_yes_or_no
from assistant.reader.forms import expected_signs
from assistant.reader.question import Question
from assistant.reader.signs import WEIGHTS, Signs, is_question, leans_back
from assistant.retrieval import Retrieved
from assistant.types import Hit, Sentence

MAXIMUM_SENTENCES = 3
PASSAGES_READ = 10
HEADING_COSINE_FROM = 0.8  # e5's cosines lie above it; what is below says nothing
SAME_WORDS = 0.85  # share of common words from which two quotes say the same
SYNONYM_SHARE = 0.8  # of a word that is there as a synonym
ITEM_CHARACTERS = 260  # items that are longer on average are paragraphs with a number
ITEM_MARK = re.compile(r"(?:[-*+•·◦▪‣–]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+")


@dataclass(frozen=True)
class Span:
    """A quote to be: sentences ``first`` to ``last`` (inclusive) of a hit's passage."""

    hit: Hit
    first: int
    last: int
    signs: Signs
    score: float
    is_list: bool = False

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the quote."""
        return self.hit.passage.sentences[self.first : self.last + 1]

    @property
    def start(self) -> int:
        """Where the quote starts in the document."""
        return self.sentences[0].start

    @property
    def end(self) -> int:
        """Where the quote ends in the document."""
        return self.sentences[-1].end

    @cached_property
    def words(self) -> frozenset[str]:
        """The stems of the quote's content words."""
        return frozenset(term for sentence in self.sentences for term in terms(sentence.text))


def read_spans(found: Retrieved, question: Question) -> list[Span]:
    """Every span of the best passages, best first."""
    read = list(zip(found.hits[:PASSAGES_READ], found.sentence_scores, found.subword_scores, strict=False))
    best = found.hits[0].score if found.hits else 0.0
    nearest = max((float(cosines.max()) for _, cosines, _ in read), default=0.0)
    spans = [
        span
        for hit, cosines, by_subword in read
        for span in _spans(hit, cosines, by_subword, question, hit.score - best, nearest)
    ]
    spans.sort(key=lambda span: (-span.score, span.hit.row, span.first))
    return spans


def choose_spans(spans: Sequence[Span], limit: int = 10) -> list[Span]:
    """The best spans, best first; none overlaps or repeats a better one."""
    chosen: list[Span] = []
    for span in spans:
        if len(chosen) == limit:
            break
        if not any(overlap(span, other) or _repeats(span, other) for other in chosen):
            chosen.append(span)
    return chosen


def with_whole_list(span: Span) -> Span:
    """The span with the whole list that it touches and what introduces it; unchanged where it touches none."""
    sentences = span.hit.passage.sentences
    for at in range(span.first, span.last + 1):
        whole = _list_around(sentences, at)
        if whole is not None:
            first = span.first if not sentences[span.first].is_item else whole[0]
            return replace(span, first=min(first, whole[0]), last=max(span.last, whole[1]), is_list=True)
    return span


def with_whole_item(span: Span) -> Span:
    """The span from the start of the list item that it begins in."""
    sentences, first = span.hit.passage.sentences, span.first
    while first and sentences[first].is_item and not starts_item(sentences[first]):
        first -= 1
    return replace(span, first=first)


def _spans(
    hit: Hit,
    cosines: NDArray[np.float32],
    by_subword: NDArray[np.float32],
    question: Question,
    retrieval: float,
    nearest: float,
) -> Iterator[Span]:
    sentences = hit.passage.sentences
    words = [terms(sentence.text) for sentence in sentences]
    in_passage = share(question, {word for said in words for word in said})
    by_letters = [_share_of_pieces(question, sentence.text) for sentence in sentences]
    sense = 1.0 if question.asks_yes_or_no else -1.0
    for first, last in runs(sentences):
        inside = slice(first, last + 1)
        run, best = sentences[inside], float(cosines[inside].max())
        said = {word for one in words[inside] for word in one}
        time, number, reason, money = expected_signs(question, run)
        signs = Signs(
            best_cosine=best,
            subwords=float(by_subword[inside].max(axis=0).sum()),
            passage_cosine=hit.dense,
            retrieval=retrieval,
            coverage=share(question, said),
            best_sentence_pieces=max(by_letters[inside]),
            heading_coverage=share(question, set(terms(run[-1].heading)) - said),
            passage_coverage=in_passage,
            heading_cosine=_heading_cosine(sentences, cosines, first),
            time=time,
            number=number,
            reason=reason,
            money=money,
            yes_no=sense * says_yes_or_no(run[0].text),
            crossings=float(len({sentence.block for sentence in run}) - 1),
            leans_back=float(leans_back(run[0].text)),
            top_sentence=float(best >= nearest),
        )
        yield Span(hit, first, last, signs, signs.weighed(WEIGHTS))


def runs(sentences: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    """Runs of at most three sentences under one heading that end in an assertion.

    Never a bare heading or question; a heading only as the first of a run.
    """
    furthest = -1
    for first in range(len(sentences)):
        last = first
        while last + 1 < min(first + MAXIMUM_SENTENCES, len(sentences)) and not sentences[last + 1].is_heading:
            last += 1
        while last > first and may_not_end(sentences[last]):
            last -= 1
        if not may_not_end(sentences[last]) and last > furthest:
            furthest = last
            yield first, last


def may_not_end(sentence: Sentence) -> bool:
    """Whether a quote that ends here would say nothing."""
    return sentence.is_heading or is_question(sentence)


def starts_item(sentence: Sentence) -> bool:
    """Whether a sentence opens a list item, by the mark before it."""
    return sentence.is_item and bool(ITEM_MARK.match(sentence.text))


def after_mark(sentence: Sentence) -> int:
    """Where the words of a sentence begin in its document: behind the mark of a list item."""
    mark = ITEM_MARK.match(sentence.text) if sentence.is_item else None
    return sentence.start + (mark.end() if mark else 0)


def introduces(sentence: Sentence) -> bool:
    """Whether a sentence announces the list that follows it."""
    return not sentence.is_item and (sentence.is_heading or sentence.text.endswith((":", "?")))


def _list_around(sentences: Sequence[Sentence], at: int) -> tuple[int, int] | None:
    """First and last sentence of the list that a sentence is in or introduces; None for a list of one."""
    inside = at if sentences[at].is_item else at + 1
    if inside >= len(sentences) or not sentences[inside].is_item or not (inside == at or introduces(sentences[at])):
        return None
    first = last = inside
    while first > 0 and sentences[first - 1].is_item and sentences[first - 1].block == sentences[inside].block:
        first -= 1
    while (
        last + 1 < len(sentences)
        and sentences[last + 1].is_item
        and sentences[last + 1].block == sentences[inside].block
    ):
        last += 1
    items = sum(starts_item(sentence) for sentence in sentences[first : last + 1])
    if items < 2 or (sentences[last].end - sentences[first].start) / items > ITEM_CHARACTERS:
        return None
    if first and introduces(sentences[first - 1]):
        first -= 1
    return first, last


def share(question: Question, said: set[str]) -> float:
    """The share of the question's words, weighed by rarity, that are in ``said``, themselves or by a synonym."""
    return sum(question.weights[term] * _presence(question, term, said) for term in question.terms) / question.weight


def _share_of_pieces(question: Question, text: str) -> float:
    """The share of the question's runs of letters, weighed by the rarity of their words, that a text has."""
    total = sum(weight for _, weight, _ in question.pieces)
    if not total:
        return 0.0
    words = [word for word in tokens(text) if word not in stop_words()]
    said = {piece for word in words for piece in word_pieces(word)}
    return sum(weight * len(own & said) / len(own) for _, weight, own in question.pieces) / total


def _presence(question: Question, term: str, said: set[str]) -> float:
    if term in said:
        return 1.0
    return SYNONYM_SHARE if any(other <= said for other in question.alternatives.get(term, ())) else 0.0


def _heading_cosine(sentences: Sequence[Sentence], cosines: NDArray[np.float32], first: int) -> float:
    for at in range(first - 1, -1, -1):
        if may_not_end(sentences[at]):
            return float(cosines[at]) - HEADING_COSINE_FROM
    return 0.0


def overlap(span: Span, other: Span) -> bool:
    """Whether two spans share text."""
    same = span.hit.passage.document_id == other.hit.passage.document_id
    return same and span.start < other.end and other.start < span.end


def _repeats(span: Span, other: Span) -> bool:
    """Whether two spans say nearly the same in nearly the same words."""
    smaller = min(len(span.words), len(other.words))
    return bool(smaller) and len(span.words & other.words) / smaller > SAME_WORDS
