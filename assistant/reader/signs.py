"""What speaks for a span as an answer: a few signs, each a number, and what each weighs.

The weights are a linear model fitted by ``benchmarks/fit_reader.py`` on the
development sets, every set counting the same: the probability, over all spans
of a question, of the spans that hold the answer. Fitted on one set and measured
on another it gains as well, so it is no memory of questions.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from operator import attrgetter

from assistant.dutch.words import fold
from assistant.reader.question import Question, QuestionType
from assistant.types import Sentence

_NUMBER = re.compile(
    r"\d|\b(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|honderd|duizend|miljoen|helft)\b"
)
_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_DAYS = "maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag"
_TIME = re.compile(
    r"\b(?:1[0-9]|20)\d\d\b|\b\d{1,2}[:.]\d\d\b|"
    rf"\b(?:{_MONTHS}|{_DAYS}|eeuw|uur|weken|maanden|jaar|dagen|nadat|zodra|voordat)\b"
)
_REASON = re.compile(
    r"\b(?:omdat|doordat|want|daarom|daardoor|hierdoor|waardoor|vanwege|wegens|reden\w*|oorzaak|dankzij|zodat|"
    r"namelijk|immers|aangezien|gevolg)\b"
)
_LEANS_BACK = re.compile(
    r"^\W*(?:dit|dat|deze|die|zij|ze|hij|het|hun|daar\w*|hier\w*|zo|ook|maar|en|want|toch|dan|wel|dus|er)\b"
)
_QUESTION_END = re.compile(r"\?[\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of one span; cosines and shares lie between 0 and 1."""

    best_cosine: float  # of its nearest sentence
    second_cosine: float
    mean_cosine: float
    passage_cosine: float
    retrieval: float  # the passage's fused score less that of the best passage
    coverage: float  # share of the question's words, weighed by rarity, in the span
    best_sentence_coverage: float  # the same in its best single sentence
    best_sentence_pieces: float  # the same by runs of letters: halves of compounds and misspelt words count
    asked_coverage: float  # what of the coverage stands only in sentences that ask instead of say
    heading_coverage: float  # in the heading above it and not in the span
    passage_coverage: float
    pairs: float  # share of the question's neighbouring words that are neighbours here too
    heading_cosine: float  # of the heading or question above it in its passage
    time: float  # the question asks when, and the span tells a time
    number: float
    reason: float
    nearest_is_question: float  # its nearest sentence asks instead of says, or is a heading
    nearest_is_first: float
    nearest_is_last: float
    crossings: float  # paragraph ends within it
    leans_back: float  # it opens with a word that points to something before it
    length: float  # log of its characters, over 5
    in_best_passage: float

    def weighed(self, weights: "Signs") -> float:
        """The sum of the signs, each times its weight."""
        return float(sum(a * b for a, b in zip(_values(self), _values(weights), strict=True)))


NAMES = tuple(field.name for field in fields(Signs))
_values = attrgetter(*NAMES)  # astuple copies deeply: seventeen times as slow

WEIGHTS = Signs(
    best_cosine=39.69,
    second_cosine=-4.14,
    mean_cosine=8.24,
    passage_cosine=34.81,
    retrieval=0.37,
    coverage=1.36,
    best_sentence_coverage=-0.27,
    best_sentence_pieces=3.56,
    asked_coverage=-3.48,
    heading_coverage=3.39,
    passage_coverage=1.23,
    pairs=0.36,
    heading_cosine=-0.37,
    time=1.39,
    number=1.12,
    reason=1.76,
    nearest_is_question=-0.61,
    nearest_is_first=-0.05,
    nearest_is_last=-0.16,
    crossings=-0.68,
    leans_back=0.02,
    length=0.68,
    in_best_passage=0.21,
)


def is_question(sentence: Sentence) -> bool:
    """Whether a sentence asks instead of says."""
    return bool(_QUESTION_END.search(sentence.text))


def leans_back(text: str) -> bool:
    """Whether a text opens with a word that points to something before it."""
    return bool(_LEANS_BACK.match(fold(text)))


def expected_signs(question: Question, run: Sequence[Sentence]) -> tuple[float, float, float]:
    """Whether the run tells a time, a number, a reason, each only if the question asks for it."""
    pattern = {
        QuestionType.TIME: _TIME,
        QuestionType.NUMBER: _NUMBER,
        QuestionType.REASON: _REASON,
    }.get(question.kind)
    if pattern is None:
        return 0.0, 0.0, 0.0
    text = fold(" ".join(sentence.text for sentence in run if not is_question(sentence)))
    found = float(bool(pattern.search(text)))
    kinds = (QuestionType.TIME, QuestionType.NUMBER, QuestionType.REASON)
    time, number, reason = (found if question.kind is kind else 0.0 for kind in kinds)
    return time, number, reason
