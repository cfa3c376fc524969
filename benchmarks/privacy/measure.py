"""The sentences of the set, and how many of their values are found."""

import random
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from assistant.privacy import Finding, Sort, find
from benchmarks.privacy.values import MAKERS, harmless

HERE = Path(__file__).resolve().parent
FILLINGS = 5  # sentences from each template
NEGATIVE_FILLINGS = 2  # of a trap with a number to invent; the others stand once
SEED = 4
_SLOT = re.compile(r"\{([A-Z]+)\}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the spans of what is personal in it; ``part`` is the sort, ``wet`` or ``valstrik``."""

    text: str
    part: str
    gold: tuple[tuple[Sort, int, int], ...] = ()


@dataclass(slots=True)
class Score:
    """Counts of one sort: values, values found whole, findings, findings that touch a value of their sort."""

    values: int = 0
    found: int = 0
    findings: int = 0
    right: int = 0

    @property
    def recall(self) -> float | None:
        """Share of the values that were found; None when there are none."""
        return self.found / self.values if self.values else None

    @property
    def precision(self) -> float | None:
        """Share of the findings that are right; None when there are none."""
        return self.right / self.findings if self.findings else None


@dataclass(slots=True)
class Outcome:
    """What a measurement gives: a score for each sort, findings on negatives, and what went wrong."""

    sorts: dict[Sort, Score] = field(default_factory=lambda: {sort: Score() for sort in Sort})
    sentences: Counter[str] = field(default_factory=Counter)
    flagged: dict[str, Counter[Sort]] = field(default_factory=lambda: {"wet": Counter(), "valstrik": Counter()})
    flagged_sentences: Counter[str] = field(default_factory=Counter)
    mistakes: list[str] = field(default_factory=list)


def sentences(part: str, seed: int = SEED) -> list[Sentence]:
    """The sentences of ``ontwikkeling`` or ``toets``, always the same for a seed."""
    test, chance = part == "toets", random.Random(f"{part} {seed}")
    made = [_filled(line, chance, test) for line in _lines(f"{part}.txt") for _ in range(FILLINGS)]
    for line in _lines(f"{part}_negatief.txt"):
        kind, text = line.split(" ", 1)
        for _ in range(NEGATIVE_FILLINGS if _SLOT.search(text) else 1):
            filled = _SLOT.sub(lambda slot: harmless(slot.group(1), chance), text)
            made.append(Sentence(filled, "wet" if kind == "W" else "valstrik"))
    return made


def _lines(name: str) -> list[str]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.replace("\\n", "\n").replace("\\t", "\t") for line in lines if line and not line.startswith("# ")]


def _filled(template: str, chance: random.Random, test: bool) -> Sentence:
    text, gold, at = "", [], 0
    for slot in _SLOT.finditer(template):
        sort = Sort[slot.group(1)]
        value = MAKERS[sort](chance, test)
        text += template[at : slot.start()]
        bare = value.strip("*")
        start = len(text) + value.index(bare)
        gold.append((sort, start, start + len(bare)))
        text, at = text + value, slot.end()
    return Sentence(text + template[at:], gold[0][0].value, tuple(gold))


def measure(every: Iterable[Sentence]) -> Outcome:
    """Look for personal data in each sentence, and count."""
    outcome = Outcome()
    for sentence in every:
        findings = find(sentence.text, names=True)
        outcome.sentences[sentence.part] += 1
        if not sentence.gold:
            outcome.flagged[sentence.part].update(finding.sort for finding in findings)
            outcome.flagged_sentences[sentence.part] += bool(findings)
            outcome.mistakes += [
                (f"vals alarm {finding.sort} «{finding.text}»: {sentence.text}") for finding in findings
            ]
        else:
            _count(outcome, sentence, findings)
    return outcome


def _count(outcome: Outcome, sentence: Sentence, findings: Iterable[Finding]) -> None:
    for sort, start, end in sentence.gold:
        score = outcome.sorts[sort]
        score.values += 1
        whole = any(found.sort is sort and found.start <= start and found.end >= end for found in findings)
        score.found += whole
        if not whole:
            outcome.mistakes.append(f"gemist {sort} «{sentence.text[start:end]}»: {sentence.text!r}")
    for found in findings:
        if found.sort is Sort.NAAM and sentence.part != Sort.NAAM:
            continue  # templates hold unmarked names; names are measured on their own sentences and on the negatives
        score = outcome.sorts[found.sort]
        score.findings += 1
        right = any(
            found.sort is sort and found.start < end and start < found.end for sort, start, end in sentence.gold
        )
        score.right += right
        if not right:
            outcome.mistakes.append(f"vals {found.sort} «{found.text}»: {sentence.text!r}")
