"""The frame of a sentence beside the frame of its evidence: what another word has replaced, and what is left out.

A rewording changes the frame and keeps what fills it; a falsified sentence keeps
the frame and changes what fills it. The signs here measure the second.
"""

from collections.abc import Collection, Sequence
from itertools import pairwise

from assistant.grounding.alignment import Alignment
from assistant.grounding.reading import Text, Word

SLOT = 4  # words between a neighbour and the word that another has replaced
BESIDE = 2  # words around the matched ones of a clause
COPY_FROM = 5  # words in one run


def scattered(found: Alignment) -> float:
    """The share of a clause's matched words that the best clause does not have; of the worst clause."""
    worst = 0.0
    for pair in found.pairs:
        known = [at for at in pair.own if at in found.said and not found.sentence.words[at].is_light]
        if len(known) > 1:
            inside = sum(not found.said[at].isdisjoint(pair.other) for at in known)
            worst = max(worst, 1 - inside / len(known))
    return worst


def replaced(found: Alignment) -> float:
    """How many missing words stand, by a neighbour, where the evidence has another word that the sentence lacks."""
    others = found.evidence.words
    taken = {place for places in found.said.values() for place in places}
    count = 0.0
    for one in found.matches:
        if one.share or one.word.is_light:
            continue
        sides = 0
        for step in (-1, 1):
            beside = _neighbour(found, one.at, step)
            places = found.said.get(beside, frozenset()) if beside is not None else frozenset()
            sides += any(_filled(others, place, -step, taken, one.word) for place in places)
        count += sides / 2
    return count


def _neighbour(found: Alignment, at: int, step: int) -> int | None:
    """The nearest matched word on one side within reach."""
    for place in range(at + step, at + step * (SLOT + 1), step):
        if not 0 <= place < len(found.sentence.words):
            return None
        if place in found.said:
            return place
    return None


def _filled(others: Sequence[Word], place: int, step: int, taken: set[int], word: Word) -> bool:
    """Whether a word of the same sort, that the sentence does not say, stands near a place on one side."""
    for near in range(place + step, place + step * (SLOT + 1), step):
        if not 0 <= near < len(others) or others[near].sentence != others[place].sentence:
            return False
        other = others[near]
        if near in taken:
            return False
        if other.is_content and not other.is_light and other.is_noun == word.is_noun:
            return True
    return False


def left_over(found: Alignment) -> float:
    """The share of the words around the matched ones of a clause that the sentence does not say; of the worst."""
    taken = {place for places in found.said.values() for place in places}
    words = found.evidence.words
    worst = 0.0
    for pair in found.pairs:
        inside = sorted({place for at in pair.own for place in found.said.get(at, ()) if place in pair.other})
        if len(inside) > 1:
            near = [place for place in pair.other if inside[0] - BESIDE <= place <= inside[-1] + BESIDE]
            heavy = [place for place in near if words[place].is_content and not words[place].is_light]
            worst = max(worst, sum(place not in taken for place in heavy) / max(1, len(heavy)))
    return worst


def copied(text: Text, evidence: Text) -> float:
    """The share of neighbouring words that the evidence has beside each other too."""
    runs = list(pairwise(word.folded for word in text.words))
    theirs = set(pairwise(word.folded for word in evidence.words))
    return sum(run in theirs for run in runs) / len(runs) if runs else 0.0


def adds_to_copy(text: Text, evidence: Text, missing: Collection[int]) -> bool:
    """Whether a sentence is a copy of the evidence with words put in; ``missing`` are their places.

    Whoever says something again replaces words. What stands between, before or behind
    words that are copied in one run replaces nothing, and is carried by nothing.
    """
    rest = [at for at in range(len(text.words)) if at not in missing]
    if len(rest) < COPY_FROM or len(rest) == len(text.words):
        return False
    own, theirs = [text.words[at].folded for at in rest], [word.folded for word in evidence.words]
    for first in range(len(theirs) - len(own) + 1):
        if theirs[first : first + len(own)] == own:
            if any(rest[0] < at < rest[-1] for at in missing):
                return True
            edges = [first - 1] * (rest[0] > 0) + [first + len(own)] * (rest[-1] < len(text.words) - 1)
            return not all(_could_be_replaced(evidence, first, edge) for edge in edges)
    return False


def _could_be_replaced(evidence: Text, inside: int, edge: int) -> bool:
    words = evidence.words
    return 0 <= edge < len(words) and words[edge].sentence == words[inside].sentence and words[edge].is_content
