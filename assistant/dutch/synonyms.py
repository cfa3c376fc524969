"""Words that mean the same in this field, from a file that a curator can read and change.

A line is a group: ``wijkteam, sociaal team, gebiedsteam``. A group works on
stems, and a term of several words counts only where all of them stand.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.dutch import wordlists
from assistant.dutch.words import terms

FILE = "synoniemen.txt"
Alternatives = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Groups of terms, each a tuple of stems; ``words`` keeps them as the curator wrote them."""

    groups: tuple[tuple[tuple[str, ...], ...], ...]
    words: tuple[tuple[str, ...], ...]
    by_stem: Mapping[str, tuple[int, ...]]

    def alternatives(self, asked: Sequence[str]) -> dict[str, Alternatives]:
        """For each stem of a question that is in a group: the stems that say the same.

        ``asked`` are the question's stems in order; a term of several words must
        stand in it as it is.
        """
        found: dict[str, set[frozenset[str]]] = {}
        for group, at in self._occurring(asked):
            here = self.groups[group][at]
            others = {frozenset(other) for other in self.groups[group] if other != here}
            for stem in here:
                found.setdefault(stem, set()).update(others)
        return {stem: tuple(sorted(sets, key=sorted)) for stem, sets in found.items()}

    def explain(self, asked: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """The terms of a question that have synonyms, with these, as the curator wrote them."""
        return {
            self.words[group][at]: tuple(word for i, word in enumerate(self.words[group]) if i != at)
            for group, at in self._occurring(asked)
        }

    def _occurring(self, asked: Sequence[str]) -> Iterable[tuple[int, int]]:
        groups = dict.fromkeys(group for stem in asked for group in self.by_stem.get(stem, ()))
        for group in groups:
            for at, term in enumerate(self.groups[group]):
                if _contains(asked, term):
                    yield group, at


def parse(lines: Iterable[str]) -> Synonyms:
    """Groups from the lines of a file; a term without a content word is left out."""
    groups: list[tuple[tuple[str, ...], ...]] = []
    words: list[tuple[str, ...]] = []
    by_stem: dict[str, list[int]] = {}
    for line in lines:
        written = [word.strip() for word in line.split(",") if terms(word)]
        stems = [tuple(terms(word)) for word in written]
        if len(set(stems)) < 2:
            continue
        for stem in {stem for term in stems for stem in term}:
            by_stem.setdefault(stem, []).append(len(groups))
        groups.append(tuple(stems))
        words.append(tuple(written))
    return Synonyms(tuple(groups), tuple(words), {stem: tuple(found) for stem, found in by_stem.items()})


@cache
def shipped() -> Synonyms:
    """The groups that come with the program."""
    return parse(wordlists.read(FILE))


def load(path: Path) -> Synonyms:
    """The curator's own groups where the file is there, else those of the program."""
    try:
        return parse(wordlists.lines(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError):
        return shipped()


def _contains(asked: Sequence[str], term: Sequence[str]) -> bool:
    size = len(term)
    return any(tuple(asked[at : at + size]) == tuple(term) for at in range(len(asked) - size + 1))
