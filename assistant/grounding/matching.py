"""Which words of a sentence a piece of evidence says, itself or in other words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from assistant.dutch import wordlists
from assistant.dutch.synonyms import shipped
from assistant.dutch.words import fold, stem, word_pieces
from assistant.grounding.quantities import from_word
from assistant.grounding.reading import Text, Word

SAME = 1.0
REWORDED = 0.85
PARTLY = 0.6
ALIKE = 0.55  # share of runs of letters from which two words are of one family


@dataclass(frozen=True, slots=True)
class Match:
    """A content word of the sentence and the word of the evidence that says it; ``at`` is -1 when none does."""

    word: Word
    at: int
    share: float


@cache
def _groups() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in wordlists.read("omschrijvingen.txt"):
        group = {stem(fold(word.strip())) for word in line.split(",") if word.strip() and " " not in word.strip()}
        for word in group:
            found.setdefault(word, set()).update(group - {word})
    return {word: frozenset(others) for word, others in found.items()}


def match(sentence: Text, evidence: Text) -> tuple[Match, ...]:
    """Each content word of the sentence with what the evidence has for it."""
    asked = [word.stem for word in sentence.content]
    alternatives = shipped().alternatives(asked)
    said = {word.stem: at for at, word in reversed(list(enumerate(evidence.words)))}
    told = {quantity.value for quantity in evidence.quantities}
    found = []
    for word in sentence.content:
        found.append(_match(word, evidence.words, said, told, alternatives.get(word.stem, ())))
    return tuple(found)


def _match(
    word: Word, words: Sequence[Word], said: dict[str, int], told: set[float], others: Iterable[frozenset[str]]
) -> Match:
    if word.stem in said:
        return Match(word, said[word.stem], SAME)
    value = from_word(word.folded)
    if value is not None and value in told:
        return Match(word, 0, SAME)
    for together in others:
        if together <= said.keys():
            return Match(word, said[next(iter(together))], SAME)
    for near in _groups().get(word.stem, ()):
        if near in said:
            return Match(word, said[near], REWORDED)
    best, place = 0.0, -1
    for at, other in enumerate(words):
        if other.is_content and abs(len(other.folded) - len(word.folded)) < 14:
            share = family(word.folded, other.folded)
            if share > best:
                best, place = share, at
    return Match(word, place, PARTLY + 0.4 * (best - ALIKE)) if best >= ALIKE else Match(word, -1, 0.0)


@lru_cache(maxsize=50_000)
def family(one: str, other: str) -> float:
    """How far two words share their letters, 0 to 1: halves of compounds, other forms, a slip of the pen."""
    if min(len(one), len(other)) < 4 or one.isdigit() or other.isdigit():
        return 0.0
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= 5 and (longer.startswith(shorter) or longer.endswith(shorter)):
        return 0.9
    mine, theirs = set(word_pieces(one)), set(word_pieces(other))
    return len(mine & theirs) / min(len(mine), len(theirs))


def coverage(matches: Sequence[Match]) -> float:
    """The share of the sentence's content words that the evidence says, longer words counting for more."""
    total = sum(_weight(one.word) for one in matches)
    return sum(_weight(one.word) * one.share for one in matches) / total if total else 0.0


def _weight(word: Word) -> float:
    return float(min(len(word.folded), 12) ** 0.5)
