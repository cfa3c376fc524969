"""What speaks for a span as an answer: a few signs, each a number, and what each weighs.

The weights are a linear model fitted by ``benchmarks/fit_reader.py`` on the
development sets, every set counting the same: the probability, over all spans
of a question, of the spans that hold the answer. Only signs that help a set that
had no part in the fit are left: ten others (length, place of the nearest
sentence, whether it is a question and the like) fitted the known sets better and
left-out ones worse. Without them, the seeds left out of the fit, the first quote
is right for .76 instead of .68 of its questions, one of three for .92 instead of .84.

``subwords`` asks of every part of the question whether some sentence of the quote is
about it, where ``best_cosine`` asks how near one sentence is to the question as a
whole; the two together weigh what the rare parts add, hence the signs of their
weights. On ten sets left out of the fit it lifts right first quotes from .592 to .595,
one of three from .747 to .750, and the likelihood of right ones on each of the ten
(``benchmarks/README.md``).
"""

import re
from dataclasses import dataclass, fields
from operator import attrgetter

from assistant.dutch.words import fold
from assistant.types import Sentence

_LEANS_BACK = re.compile(
    r"^\W*(?:dit|dat|deze|die|zij|ze|hij|het|hun|daar\w*|hier\w*|zo|ook|maar|en|want|toch|dan|wel|dus|er)\b"
)
_QUESTION_END = re.compile(r"\?[\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of one span; cosines and shares lie between 0 and 1."""

    best_cosine: float  # of its nearest sentence
    subwords: float  # of each of the question's subwords with its nearest sentence, weighed by rarity
    passage_cosine: float
    retrieval: float  # the passage's fused score less that of the best passage
    coverage: float  # share of the question's words, weighed by rarity, in the span
    best_sentence_pieces: float  # the same by runs of letters in its best sentence: halves of compounds count
    heading_coverage: float  # in the heading above it and not in the span
    passage_coverage: float
    heading_cosine: float  # of the heading or question above it in its passage
    time: float  # the question asks when, and the span tells a time
    number: float
    reason: float
    money: float
    yes_no: float  # it begins with yes or no: 1 where the question asks for that, -1 where it does not
    crossings: float  # paragraph ends within it
    leans_back: float  # it opens with a word that points to something before it
    top_sentence: float  # it holds the sentence that is nearest of all

    def weighed(self, weights: "Signs") -> float:
        """The sum of the signs, each times its weight."""
        return float(sum(a * b for a, b in zip(_values(self), _values(weights), strict=True)))


NAMES = tuple(field.name for field in fields(Signs))
_values = attrgetter(*NAMES)  # astuple copies deeply: seventeen times as slow

WEIGHTS = Signs(
    best_cosine=-15.96,
    subwords=70.62,
    passage_cosine=36.53,
    retrieval=0.45,
    coverage=1.35,
    best_sentence_pieces=3.30,
    heading_coverage=3.16,
    passage_coverage=0.93,
    heading_cosine=4.86,
    time=1.68,
    number=1.24,
    reason=2.11,
    money=1.08,
    yes_no=1.90,
    crossings=-0.85,
    leans_back=0.13,
    top_sentence=-0.20,
)


def is_question(sentence: Sentence) -> bool:
    """Whether a sentence asks instead of says."""
    return bool(_QUESTION_END.search(sentence.text))


def leans_back(text: str) -> bool:
    """Whether a text opens with a word that points to something before it."""
    return bool(_LEANS_BACK.match(fold(text)))
