"""Whether the sources hold an answer at all.

A logistic model over a few signs that mean the same in every corpus: how near
the best sentence is, how far the nearest passage stands out from the others, how
much of the question stands in what was found, what the question names that is
not there, and whether the quotes show a time, a number,
money or an address where the question asks for one. Fitted by
``benchmarks/fit_decision.py`` on the development sets, each counting the same.
Its negatives are questions without an answer, questions of another set, and
every question asked once more with its own document left out, which leaves the
nearest wrong ones. No sign may weigh against what it means: fitted freely, words
that no passage has spoke for an answer, because one set's unanswerable questions
repeat their documents' words. How far the scores of the best quotes lie apart is
no sign: with a document left out they shrink together, which taught the model
something that no real question shows.

Two rules come before the model. Where the question is about a municipality and no
passage found is, the answer would be about another one. And where it is about one,
passages about others alone are no answer, however near they come.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from math import exp

from assistant.dutch.municipalities import municipalities_in
from assistant.dutch.words import fold, stem, terms, tokens, word_pieces
from assistant.reader.forms import lacks_form
from assistant.reader.question import Question
from assistant.reader.spans import SYNONYM_SHARE, Span
from assistant.retrieval import Retrieved
from assistant.types import Confidence, Document, Hit

PASSAGES_WEIGHED = 3
ANSWER_FROM = 0.5
STRONG_FROM = 0.75

DocumentOf = Callable[[str], Document | None]


@dataclass(frozen=True, slots=True)
class Grounds:
    """The signs that the model weighs; shares and cosines lie between 0 and 1."""

    best_cosine: float
    words_found: float  # share of the question's words, by runs of letters of one word, in the best passages
    words_quoted: float  # the same in the first quote and its heading
    stands_out: float  # cosine of the nearest passage less the mean of all that were found
    name_missing: float
    number_missing: float
    municipality_missing: float
    form_missing: float  # it asks for a time, a number, money or an address, and the first quote shows none
    forms_missing: float  # nor do the next two


WEIGHTS = Grounds(
    best_cosine=23.69,
    words_found=1.37,
    words_quoted=1.13,
    stands_out=35.92,
    name_missing=-1.04,
    number_missing=-0.24,
    municipality_missing=-4.38,
    form_missing=-0.51,
    forms_missing=-1.99,
)
INTERCEPT = -21.84


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
    read = [_reading(hit, document_of) for hit in hits[:PASSAGES_WEIGHED]]
    said, folded = {term for text in read for term in terms(text)}, fold(" ".join(read))
    texts = [" ".join(sentence.text for sentence in span.sentences) for span in spans[:PASSAGES_WEIGHED]]
    quoted = f"{texts[0]} {first.sentences[-1].heading}"
    cosines = [hit.dense for hit in hits]
    places = [place for place in question.municipalities if not speaks_of(place, hits, document_of)]
    return Grounds(
        best_cosine=max(span.signs.best_cosine for span in spans),
        words_found=_words_found(question, said, folded),
        words_quoted=_words_found(question, set(terms(quoted)), quoted),
        stands_out=max(cosines) - sum(cosines) / len(cosines),
        name_missing=float(any(not _is_said(name, said, folded) for name in question.names)),
        number_missing=float(any(number not in folded for number in question.numbers)),
        municipality_missing=len(places) / len(question.municipalities) if places else 0.0,
        form_missing=float(lacks_form(question, texts[:1])),
        forms_missing=float(lacks_form(question, texts)),
    )


def _words_found(question: Question, said: set[str], text: str) -> float:
    """How much of each of the question's words one word of a text has, weighed by rarity; a synonym counts too."""
    having: dict[str, list[str]] = defaultdict(list)
    for word in set(tokens(text)):
        for piece in word_pieces(word):
            having[piece].append(word)
    found = total = 0.0
    for word, weight, own in question.pieces:
        shared = Counter(other for piece in own for other in having.get(piece, ()))
        share = max(shared.values(), default=0) / len(own)
        if any(others <= said for others in question.alternatives.get(stem(word), ())):
            share = max(share, SYNONYM_SHARE)
        found, total = found + weight * share, total + weight
    return found / total if total else 0.0


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


def is_of_another(place: str, hit: Hit, document_of: DocumentOf) -> bool:
    """Whether a passage is about other municipalities and not about this one: no answer to a question about it."""
    if speaks_of(place, [hit], document_of):
        return False
    document = document_of(hit.passage.document_id)
    named = municipalities_in(f"{hit.passage.heading}\n{hit.passage.text}")
    return place not in named and bool(named or (document and document.municipalities))
