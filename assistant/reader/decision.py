"""Whether the sources hold an answer at all.

A logistic model over a few signs that mean the same in every corpus: how near
the best sentence is, how far the best quote stands out from the next ones, how
much of the question stands in it, and what the question names that the best
passages do not. Fitted by ``benchmarks/fit_decision.py`` on the development
sets, each counting the same. Its negatives are questions without an answer,
questions of another set, and every question asked once more with its own
document left out, which leaves the nearest wrong ones.

One rule comes before the model: where the question is about a municipality and
no passage found is, the answer would be about another one.
"""

from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from math import exp

from assistant.dutch.words import fold, terms
from assistant.reader.question import Question, QuestionType
from assistant.reader.spans import Span
from assistant.retrieval import Retrieved
from assistant.types import Confidence, Document, Hit

PASSAGES_WEIGHED = 3
RIVALS = 7  # quotes after the best one that it must stand out from
ANSWER_FROM = 0.5
STRONG_FROM = 0.75

DocumentOf = Callable[[str], Document | None]


@dataclass(frozen=True, slots=True)
class Grounds:
    """The signs that the model weighs; shares and cosines lie between 0 and 1."""

    best_cosine: float
    chosen_cosine: float  # of the quote that ranks first
    coverage: float
    passage_coverage: float
    margin: float  # score of the first quote less the mean of its rivals
    searches_agree: float  # words and meaning put the same passage first
    name_missing: float
    number_missing: float
    unknown_words: float  # share of the question's words that no passage has
    rarest_word_found: float
    municipality_missing: float
    expected_missing: float  # the question asks how many or when, and no good quote has a number or a time


WEIGHTS = Grounds(
    best_cosine=16.02,
    chosen_cosine=12.75,
    coverage=-0.31,
    passage_coverage=1.45,
    margin=0.33,
    searches_agree=0.15,
    name_missing=-0.87,
    number_missing=-0.15,
    unknown_words=1.06,
    rarest_word_found=0.30,
    municipality_missing=-4.70,
    expected_missing=-1.20,
)
INTERCEPT = -26.57


@dataclass(frozen=True, slots=True)
class Decision:
    """The probability that the sources answer the question, and what it means in words."""

    probability: float
    confidence: Confidence


def decide(question: Question, found: Retrieved, spans: Sequence[Span], document_of: DocumentOf) -> Decision:
    """Weigh the signs that the sources answer this question."""
    if not spans:
        return Decision(0.0, Confidence.NONE)
    grounds = weigh(question, found, spans, document_of)
    total = INTERCEPT + sum(a * b for a, b in zip(astuple(grounds), astuple(WEIGHTS), strict=True))
    probability = 1.0 / (1.0 + exp(-max(-50.0, min(50.0, total))))
    if grounds.municipality_missing == 1.0:
        probability = min(probability, 0.5 * ANSWER_FROM)
    if probability < ANSWER_FROM:
        return Decision(probability, Confidence.NONE)
    return Decision(probability, Confidence.STRONG if probability >= STRONG_FROM else Confidence.PARTIAL)


def weigh(question: Question, found: Retrieved, spans: Sequence[Span], document_of: DocumentOf) -> Grounds:
    """The signs of a question with what was found for it; ``spans`` is not empty."""
    first, hits = spans[0], found.hits
    rivals = [span.score for span in spans[1 : 1 + RIVALS]] or [first.score]
    read = [_reading(hit, document_of) for hit in hits[:PASSAGES_WEIGHED]]
    said, folded = {term for text in read for term in terms(text)}, fold(" ".join(read))
    rarest = max(question.terms, key=lambda term: question.weights[term], default="")
    places = [place for place in question.municipalities if not speaks_of(place, hits, document_of)]
    return Grounds(
        best_cosine=max(span.signs.best_cosine for span in spans),
        chosen_cosine=first.signs.best_cosine,
        coverage=first.signs.coverage,
        passage_coverage=first.signs.passage_coverage,
        margin=first.score - sum(rivals) / len(rivals),
        searches_agree=float(_first(hits, lambda hit: hit.dense) is _first(hits, lambda hit: hit.lexical)),
        name_missing=float(any(not _is_said(name, said, folded) for name in question.names)),
        number_missing=float(any(number not in folded for number in question.numbers)),
        unknown_words=sum(question.weights[term] for term in question.unknown) / question.weight,
        rarest_word_found=float(rarest in said),
        municipality_missing=len(places) / len(question.municipalities) if places else 0.0,
        expected_missing=float(_lacks_expected(question, spans[:PASSAGES_WEIGHED])),
    )


def _lacks_expected(question: Question, spans: Sequence[Span]) -> bool:
    if question.kind not in (QuestionType.NUMBER, QuestionType.TIME):
        return False
    return not any(span.signs.number or span.signs.time for span in spans)


def _reading(hit: Hit, document_of: DocumentOf) -> str:
    document = document_of(hit.passage.document_id)
    return "\n".join([document.title if document else "", hit.passage.heading, hit.passage.text])


def _is_said(name: str, said: set[str], folded: str) -> bool:
    return fold(name) in folded or all(term in said for term in terms(name))


def speaks_of(place: str, hits: Sequence[Hit], document_of: DocumentOf) -> bool:
    """Whether one of the first passages is about this municipality, or from a document about it alone."""
    for hit in hits[:PASSAGES_WEIGHED]:
        document = document_of(hit.passage.document_id)
        if place in hit.passage.text or (document and (place in document.municipalities or place in document.title)):
            return True
    return False


def _first(hits: Sequence[Hit], key: Callable[[Hit], float]) -> Hit:
    return max(hits, key=key)
