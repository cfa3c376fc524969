"""Which words of a sentence a piece of evidence says, itself or in other words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from assistant.dutch import wordlists
from assistant.dutch.synonyms import shipped
from assistant.dutch.words import fold, stem, word_pieces
from assistant.grounding.reading import Text, Word

SAME = 1.0
REWORDED = 0.85
PARTLY = 0.6
KNOWN = 0.7  # from the headings or the sentences before
ALIKE = 0.55  # share of runs of letters from which two words are of one family
SHORTEST_STEM = 4


@dataclass(frozen=True, slots=True)
class Match:
    """A content word of the sentence with the places in the evidence where it is said; none when it is not."""

    at: int
    word: Word
    places: tuple[int, ...]
    share: float


@cache
def _groups() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in wordlists.read("omschrijvingen.txt"):
        group = {stem(fold(word.strip())) for word in line.split(",") if word.strip() and " " not in word.strip()}
        for word in group:
            found.setdefault(word, set()).update(group - {word})
    return {word: frozenset(others) for word, others in found.items()}


def reworded(one: str, other: str) -> bool:
    """Whether two stems may stand for each other."""
    return one == other or other in _groups().get(one, ())


def match(sentence: Text, evidence: Text, context: frozenset[str] = frozenset()) -> tuple[Match, ...]:
    """Each content word of the sentence that is no quantity, with what the evidence has for it.

    ``context`` are stems of the headings and sentences above: they make a word known, but have no place.
    """
    asked = [word.stem for word in sentence.content]
    alternatives = shipped().alternatives(asked)
    said: dict[str, list[int]] = {}
    for at, word in enumerate(evidence.words):
        said.setdefault(word.stem, []).append(at)
    found = []
    for at, word in enumerate(sentence.words):
        if word.is_content and at not in sentence.counted:
            places, share = _match(word, evidence.words, said, alternatives.get(word.stem, ()))
            if not places and any(reworded(word.stem, one) for one in context):
                share = KNOWN
            found.append(Match(at, word, tuple(places), share))
    return tuple(found)


def _match(
    word: Word, words: Sequence[Word], said: dict[str, list[int]], others: Iterable[frozenset[str]]
) -> tuple[list[int], float]:
    if word.stem in said:
        return said[word.stem], SAME
    for together in others:
        if together <= said.keys():
            return [at for one in together for at in said[one]], SAME
    near = [at for one in _groups().get(word.stem, ()) for at in said.get(one, ())]
    if near:
        return near, REWORDED
    best, places = 0.0, []
    for at, other in enumerate(words):
        if other.is_content:
            share = family(word.folded, other.folded, word.stem, other.stem)
            if share > best:
                best, places = share, [at]
    return (places, PARTLY + 0.4 * (best - ALIKE)) if best >= ALIKE else ([], 0.0)


@lru_cache(maxsize=50_000)
def family(one: str, other: str, one_stem: str, other_stem: str) -> float:
    """How far two words share their letters, 0 to 1: halves of compounds, other forms, a slip of the pen."""
    if min(len(one), len(other)) < SHORTEST_STEM or not one.isalpha() or not other.isalpha():
        return 0.0
    if (len(one_stem) >= SHORTEST_STEM and one_stem in other) or (
        len(other_stem) >= SHORTEST_STEM and other_stem in one
    ):
        return 0.9
    mine, theirs = set(word_pieces(one)), set(word_pieces(other))
    return len(mine & theirs) / min(len(mine), len(theirs))


def coverage(matches: Sequence[Match]) -> float:
    """The share of the sentence's content words that the evidence says, longer words counting for more."""
    total = sum(_weight(one.word) for one in matches)
    return sum(_weight(one.word) * one.share for one in matches) / total if total else 0.0


def _weight(word: Word) -> float:
    return 0.5 if word.is_light else float(min(len(word.folded), 12) ** 0.5)
