"""What a language model has told so far: the sentences that the evidence carries, and those that it does not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from assistant.dutch.words import fold
from assistant.reader.wording import NOT_FOUND
from assistant.types import AnswerSentence, Evidence
from assistant.writer.checks import Checks
from assistant.writer.cutting import Piece
from assistant.writer.sending import OPENS

CITED = 3  # passages named behind a sentence
HOPELESS = 6  # sentences in a row, from the first, that nothing carries
REPEATS = 4  # of a model that goes round in circles
MAXIMUM_SENTENCES = 40
SHOWN_WITHHELD = 20
_MARK = re.compile(r"\b[0-9a-f]{16}\b")  # what a delimiter holds
_RUN = 5  # words in a row that are also in the instructions: the model repeats its prompt


@dataclass
class Tale:
    """Grows by a piece at a time; evidence is numbered anew, in the order in which the sentences use it.

    instructions: the prompt without its evidence, which no sentence may repeat.
    secret: the model's key, which it might tell.
    """

    checks: Checks
    evidence: Sequence[Evidence]
    instructions: str
    secret: str = ""
    sentences: list[AnswerSentence] = field(default_factory=list)
    withheld: list[str] = field(default_factory=list)
    kept: int = 0
    refused: int = 0  # with those that are not shown under ``withheld``
    declined: bool = False  # the model says that the sources do not tell
    _numbers: dict[int, int] = field(default_factory=dict)
    _said: set[str] = field(default_factory=set)
    _repeats: int = 0
    _lead: Piece | None = None  # announces a list of which nothing is shown yet
    _in_list: bool = False

    @cached_property
    def checkable(self) -> tuple[Evidence, ...]:
        """The evidence with the quoted sentences only: what stands around a quote carries nothing."""
        return tuple(_quote_only(entry) for entry in self.evidence)

    @property
    def is_over(self) -> bool:
        """Whether more of it would change nothing: the model goes round in circles, or only makes things up."""
        return (
            self._repeats >= REPEATS
            or (not self.kept and self.refused >= HOPELESS)
            or self.kept + self.refused >= MAXIMUM_SENTENCES
        )

    @property
    def is_usable(self) -> bool:
        """Whether it is an answer: at least one sentence, and no more withheld than kept."""
        return self.kept >= 1 and self.refused <= self.kept

    @property
    def used(self) -> tuple[Evidence, ...]:
        """The evidence behind the sentences, under its new numbers."""
        by_number = {entry.number: entry for entry in self.evidence}
        return tuple(replace(by_number[old], number=new) for old, new in self._numbers.items())

    def add(self, piece: Piece) -> bool:
        """Check a sentence; whether there is more to show."""
        said = " ".join(fold(piece.text).split())
        if said == fold(NOT_FOUND):
            self.declined = True
            return False
        if said in self._said:
            self._repeats += 1
            return False
        self._said.add(said)
        if piece.leads_in:
            self._drop_lead()
            self._lead, self._in_list = piece, False
            return False
        if piece.is_item and (self._lead or self._in_list):
            return self._add_item(piece)
        self._drop_lead()
        self._in_list = False
        return self._add_sentence(piece)

    def end(self) -> None:
        """Nothing more comes."""
        self._drop_lead()

    def _add_sentence(self, piece: Piece) -> bool:
        numbers = self._carried(piece.text, piece.cited)
        if not numbers:
            self._refuse(piece.text)
            return False
        self.kept += 1
        self.sentences.append(AnswerSentence(piece.text, self._renumbered(numbers)))
        return True

    def _add_item(self, piece: Piece) -> bool:
        """An item is checked with what announces it: under another heading the same words say something else."""
        lead = self._lead.text if self._lead else self.sentences[-1].text
        numbers = self._carried(f"{lead} {piece.text}", piece.cited)
        if not numbers:
            self._refuse(piece.text)
            return False
        self.kept += 1
        new = self._renumbered(numbers)
        if self._lead:
            self.sentences.append(AnswerSentence(lead, new, items=(piece.text,)))
            self._lead, self._in_list = None, True
        else:
            last = self.sentences[-1]
            cited = tuple(dict.fromkeys((*last.citations, *new)))
            self.sentences[-1] = replace(last, items=(*last.items, piece.text), citations=cited)
        return True

    def _drop_lead(self) -> None:
        """What announced a list of which nothing came."""
        if self._lead is not None:
            self._refuse(self._lead.text)
            self._lead = None

    def _carried(self, text: str, cited: Sequence[int]) -> tuple[int, ...]:
        if self._gives_away(text):  # also behind words that the evidence carries
            return ()
        known = {entry.number for entry in self.evidence}
        verdict = self.checks.check(text, self.checkable, tuple(number for number in cited if number in known))
        return tuple(number for number in verdict.numbers if number in known)[:CITED] if verdict.supported else ()

    def _renumbered(self, numbers: Sequence[int]) -> tuple[int, ...]:
        return tuple(self._numbers.setdefault(number, len(self._numbers) + 1) for number in numbers)

    def _refuse(self, text: str) -> None:
        self.refused += 1
        if len(self.withheld) < SHOWN_WITHHELD and not self._repeats_prompt(text):
            self.withheld.append(text)

    def _repeats_prompt(self, text: str) -> bool:
        if self._gives_away(text):
            return True
        words = fold(text).split()
        told = f" {' '.join(fold(self.instructions).split())} "
        runs = [" ".join(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1))]
        return any(f" {run} " in told for run in runs)

    def _gives_away(self, text: str) -> bool:
        return bool(OPENS in text or _MARK.search(text) or (self.secret and _letters(self.secret) in _letters(text)))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _quote_only(entry: Evidence) -> Evidence:
    inside = tuple(
        sentence
        for sentence in entry.passage.sentences
        if entry.quote_start <= sentence.start and sentence.end <= entry.quote_end
    )
    return replace(entry, passage=replace(entry.passage, sentences=inside))
