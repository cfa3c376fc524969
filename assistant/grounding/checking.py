"""The check of one written sentence: first what must agree to the letter, then whether the meaning is there.

A sentence is held against runs of one to three neighbouring sentences of the
evidence's passages. Numbers and names are rules: one that differs refuses the
sentence. Whether the rest says the same is a linear model, fitted by
``benchmarks/fit_grounding.py`` on true and falsified sentences of our own. Its
first sign is what a small network says that reads the sentence beside the best
few stretches of the evidence (``assistant.encoder.pairs``).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.dutch.wordlists import word_set
from assistant.grounding import rules
from assistant.grounding.alignment import align
from assistant.grounding.matching import match
from assistant.grounding.meaning import Signs, denies, likelihood
from assistant.grounding.reading import Text, read
from assistant.types import Evidence

LONGEST = 1200  # characters; what is longer is no sentence
SHORTEST = 2  # content words
CANDIDATES = 4  # runs of sentences that are looked at closely
RUN = 3  # sentences
FEW = 7  # words; a sentence of fewer may do without small words
STRETCHES = 2  # of the evidence that the network reads a sentence beside
STRETCH = 4  # sentences
HEADING = 80  # characters; a longer one is none
CARRIED_FROM = 0.5
_CITATION = re.compile(r"\[\s?\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*\s?\]")
_DUTCH = word_set(
    "per tot onder over na als maar nog de het een en van in is zijn er dat die te voor met op niet wordt "
    "worden aan ook om bij naar uit door je ze zij hij kan moet heeft hebben geen of krijgt krijgen mag mogen "
    "u wie werd waren was deze"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the evidence carries a sentence.

    numbers: of the evidence that carries it, best first; empty when none does.
    reason: why not: citation, number, name, negation or meaning; "" when it is carried.
    """

    supported: bool
    numbers: tuple[int, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class _Run:
    """Neighbouring sentences of one passage, with what stands around them.

    stretch: the run with its neighbours and the heading, as the network reads it.
    """

    number: int
    size: int
    text: str
    stretch: str
    before: str
    around: str


class Reader(Protocol):
    """Judges a sentence beside stretches of text; the real one and the tests' fakes both fit."""

    def prepare(self, sources: Sequence[str]) -> None:
        """Read stretches ahead."""
        ...

    def scores(self, claim: str, sources: Sequence[str]) -> Sequence[float]:
        """How far each stretch carries the claim, as log-odds."""
        ...


class Grounding:
    """Checks sentences against evidence. Safe to share between threads."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def prepare(self, evidence: Sequence[Evidence]) -> None:
        """Read the quotes ahead, while a model is still reading; ``check`` works without it."""
        self._reader.prepare(list(dict.fromkeys(run.stretch for entry in evidence for run in _runs(entry))))

    def check(self, sentence: str, evidence: Sequence[Evidence], cited: Sequence[int] = ()) -> Verdict:
        """Whether ``evidence`` carries ``sentence``; numbers in ``cited`` only say where to look first."""
        text = tidied(sentence)
        if not evidence or not text:
            return Verdict(False, (), "citation")
        carrying: dict[int, float] = {}
        first = ""
        for number, reason, signs in self.weigh(text, evidence, cited):
            chance = likelihood(signs)
            why = reason or ("" if chance >= CARRIED_FROM else "negation" if denies(signs) else "meaning")
            if not why:
                carrying[number] = max(chance, carrying.get(number, 0.0))
            first = first or why
        if not carrying:
            return Verdict(False, (), first or "meaning")
        return Verdict(True, tuple(sorted(carrying, key=lambda number: -carrying[number])), "")

    def weigh(
        self, sentence: str, evidence: Sequence[Evidence], cited: Sequence[int] = ()
    ) -> list[tuple[int, str, Signs]]:
        """What speaks for each run that comes near: its evidence's number, what a rule has against it, its signs."""
        text = tidied(sentence)
        if len(text) > LONGEST:
            return []
        said = read(text)
        if len(said.content) < SHORTEST or not _is_dutch(said):
            return []
        ranked = self._ranked(said, evidence, frozenset(cited))
        return [
            (run.number, rules.problem(said, read(run.text), run.before, run.around), signs)
            for run, signs in self._weighed(text, said, ranked)
        ]

    def _ranked(self, said: Text, evidence: Sequence[Evidence], cited: frozenset[int]) -> list[tuple[_Run, float]]:
        """The runs whose words come nearest, best first."""
        found = []
        for entry in evidence:
            for run in _runs(entry):
                overlap = _overlap(said, read(run.text))
                found.append((run, overlap - 0.03 * (run.size - 1) + 0.05 * (run.number in cited)))
        found.sort(key=lambda pair: -pair[1])
        return found[:CANDIDATES]

    def _weighed(self, text: str, said: Text, ranked: Sequence[tuple[_Run, float]]) -> list[tuple[_Run, Signs]]:
        stretches = list(dict.fromkeys(run.stretch for run, _ in ranked))[:STRETCHES]
        near = read(ranked[0][0].text) if ranked else said
        scores = dict(zip(stretches, self._reader.scores(_numbers_as(near, text, said), stretches), strict=True))
        return [
            (run, Signs.of(align(said, read(run.text), _context(run)), scores[run.stretch]))
            for run, _ in ranked
            if run.stretch in scores
        ]


def _context(run: _Run) -> frozenset[str]:
    return frozenset(word.stem for word in read(run.around).content)


def _numbers_as(evidence: Text, sentence: str, said: Text) -> str:
    """The sentence with its numbers written as the evidence writes them: the network does not count."""
    written = {one.key: evidence.words[one.at].written for one in evidence.quantities if one.sort == "number"}
    for one in said.quantities:
        own, other = said.words[one.at].written, written.get(one.key)
        if other and own != other and own.isalnum() and other.isalnum():
            sentence = re.sub(rf"(?<!\w){re.escape(own)}(?!\w)", other, sentence, count=1)
    return sentence


def _overlap(said: Text, evidence: Text) -> float:
    """How much of a sentence's words and quantities a piece of evidence has."""
    told = {quantity.key for quantity in evidence.quantities}
    matches = match(said, evidence)
    total = len(matches) + len(said.quantities)
    found = sum(one.share for one in matches) + sum(quantity.key in told for quantity in said.quantities)
    return found / total if total else 0.0


def tidied(sentence: str) -> str:
    """The sentence on one line, without its citations."""
    return " ".join(_CITATION.sub(" ", sentence[: 4 * LONGEST]).split())


def _is_dutch(text: Text) -> bool:
    """Whether a sentence has the small words that Dutch cannot do without."""
    return len(text.words) < FEW or sum(word.folded in _DUTCH for word in text.words) >= max(1, len(text.words) // 12)


def _sentences(entry: Evidence) -> list[str]:
    own = [" ".join(sentence.text.split()) for sentence in entry.passage.sentences if not sentence.is_heading]
    return own or [" ".join(entry.quote.split())]


def _runs(entry: Evidence) -> list[_Run]:
    sentences = _sentences(entry)
    document = entry.document
    named = [document.title, *document.municipalities] if document else []
    around = " ".join([*named, entry.heading, entry.passage.heading])
    named_above = " ".join(entry.passage.heading.split())
    heading = f"{named_above}. " if 0 < len(named_above) <= HEADING else ""
    found = []
    for size in range(1, RUN + 1):
        for at in range(len(sentences) - size + 1):
            first = max(0, min(at - (STRETCH - size) // 2, len(sentences) - STRETCH))
            stretch = f"{heading}{' '.join(sentences[first : first + STRETCH])}"
            before = " ".join(sentences[max(0, at - 3) : at])
            found.append(_Run(entry.number, size, " ".join(sentences[at : at + size]), stretch, before, around))
    return found
