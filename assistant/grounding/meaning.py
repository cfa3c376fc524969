"""Whether a piece of evidence says what a sentence says: a few signs and what each weighs."""

from dataclasses import astuple, dataclass
from math import exp

from assistant.grounding.matching import coverage, match
from assistant.grounding.reading import Text


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of one sentence beside one piece of evidence; shares and cosines lie between 0 and 1."""

    cosine: float
    coverage: float
    missing: float  # content words that the evidence does not say in any form

    @classmethod
    def of(cls, sentence: Text, evidence: Text, cosine: float) -> "Signs":
        """Weigh a sentence against a piece of evidence with their cosine."""
        matches = match(sentence, evidence)
        return cls(cosine, coverage(matches), float(sum(one.at < 0 for one in matches)))


WEIGHTS = Signs(cosine=40.0, coverage=8.0, missing=-0.6)
INTERCEPT = -39.5


def likelihood(signs: Signs) -> float:
    """The probability that the evidence says what the sentence says."""
    total = INTERCEPT + sum(a * b for a, b in zip(astuple(signs), astuple(WEIGHTS), strict=True))
    return 1.0 / (1.0 + exp(-max(-50.0, min(50.0, total))))
