"""Whether the sources hold an answer at all.

A logistic model over a few signs that mean the same in every corpus. Its
weights are fitted on the development sets by ``benchmarks/fit_decision.py``.
"""

import math
from dataclasses import dataclass

from assistant.reader.question import Question
from assistant.reader.spans import Span
from assistant.retrieval import Retrieved
from assistant.types import Confidence

ANSWER_FROM = 0.5
STRONG_FROM = 0.8


@dataclass(frozen=True, slots=True)
class Decision:
    """The probability that the sources answer the question, and what it means in words."""

    probability: float
    confidence: Confidence


def decide(question: Question, found: Retrieved, spans: list[Span]) -> Decision:
    """Weigh the signs that the sources answer this question."""
    if not spans:
        return Decision(0.0, Confidence.NONE)
    cosine = max(span.signs.best_cosine for span in spans)
    coverage = max(span.signs.coverage for span in spans[:5])
    probability = 1.0 / (1.0 + math.exp(-(40.0 * (cosine - 0.845) + 3.0 * (coverage - 0.4))))
    if probability < ANSWER_FROM:
        return Decision(probability, Confidence.NONE)
    return Decision(probability, Confidence.STRONG if probability >= STRONG_FROM else Confidence.PARTIAL)
