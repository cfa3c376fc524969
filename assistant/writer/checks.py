"""What the writer needs of the check of a sentence; ``assistant.grounding`` fits, and so does the tests' fake."""

from collections.abc import Sequence
from typing import Protocol

from assistant.types import Evidence


class Verdict(Protocol):
    """Whether the evidence carries a sentence, and the numbers of what carries it, best first."""

    @property
    def supported(self) -> bool: ...
    @property
    def numbers(self) -> tuple[int, ...]: ...


class Checks(Protocol):
    """Holds one sentence against the evidence; ``cited`` are the numbers that the model gave."""

    def prepare(self, evidence: Sequence[Evidence]) -> None:
        """Do ahead what a check of this evidence needs."""
        ...

    def check(self, sentence: str, evidence: Sequence[Evidence], cited: Sequence[int] = ()) -> Verdict:
        """The verdict on one sentence."""
        ...
