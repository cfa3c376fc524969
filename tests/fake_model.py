"""A language model and a check of its sentences that need no model, both simple enough to see through."""

import re
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field

from assistant.dutch.words import terms
from assistant.errors import ModelError
from assistant.models import Message
from assistant.types import Evidence, Writing
from assistant.writer import Verdict

HERE = Writing("namaak", "")
ELSEWHERE = Writing("namaak", "model.example.nl")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class FakeVerdict:
    supported: bool
    numbers: tuple[int, ...]
    reason: str = ""


@dataclass
class WordChecks:
    """A quote carries a sentence that has all its content words and numbers from it."""

    checked: list[str] = field(default_factory=list)
    prepared: list[tuple[Evidence, ...]] = field(default_factory=list)

    def prepare(self, evidence: Sequence[Evidence]) -> None:
        self.prepared.append(tuple(evidence))

    def check(self, sentence: str, evidence: Sequence[Evidence], cited: Sequence[int] = ()) -> Verdict:
        self.checked.append(sentence)
        words, numbers = set(terms(sentence)), set(_NUMBER.findall(sentence))
        carrying = [
            entry.number
            for entry in evidence
            if words and words <= set(terms(entry.quote)) and numbers <= set(_NUMBER.findall(entry.quote))
        ]
        return FakeVerdict(bool(carrying), tuple(carrying), "" if carrying else "meaning")


@dataclass
class FakeModel:
    """Says what a function makes of its prompt, in pieces of a few letters; keeps what it was asked."""

    says: Callable[[str], str]
    writing: Writing = HERE
    context: int = 4096
    answer_tokens: int = 400
    seconds: float = 5.0
    secret: str = ""
    size: int = 5
    prompts: list[str] = field(default_factory=list)
    closed: int = 0  # calls that ended, also before their time
    failure: str = ""  # what breaks it off at the end

    def stream(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        self.prompts.append("\n".join(text for _, text in messages))
        whole = self.says(self.prompts[-1])
        try:
            yield ""
            for at in range(0, len(whole), self.size):
                yield whole[at : at + self.size]
            if self.failure:
                raise ModelError(self.failure)
        finally:
            self.closed += 1

    def close(self) -> None:
        """Nothing to let go of."""


def always(text: str) -> Callable[[str], str]:
    """A model that says the same whatever it is asked."""
    return lambda prompt: text
