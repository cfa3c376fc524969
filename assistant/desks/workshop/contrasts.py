"""Two quotes that stand against each other, and by what: the stuff of a dilemma card.

Without a language model opposition cannot be understood, only recognised. Some
signs of it are trusted, the surest first: a source calls something a dilemma
and gives each side a sentence; a source sets an advantage and a disadvantage
apart under headings of their own; a source lists how two parties differ; a
source turns by a word such as ``toch`` or ``een nadeel is``; two municipalities
that chose differently in the same matter; and two texts on one subject of which
one says no, or warns, and the other does not. Two speakers who only both say
something are no contrast.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from assistant.desks.workshop.gathering import Material, Piece, points_back
from assistant.desks.workshop.parties import subject
from assistant.desks.workshop.stances import Contrast, Stance, contrast_of
from assistant.dutch.words import fold, terms
from assistant.reader.signs import leans_back
from assistant.types import Vectors

COMPARED = 90  # pieces that are set side by side
SAME_WORDS = 0.75  # share of common stems from which two texts say the same
LEAST_RELEVANCE = 0.35  # of both sides, to the theme
SAID_SHARE = 0.9  # of what a section must have of the theme, for the words of both sides together
POINTING_BACK = 0.25  # what a pair loses for a side that needs what stands before it
SIDE_CHARACTERS = 420
SIDE_WORDS = 4  # content words: less says nothing


STRENGTH = {
    Contrast.NAMED: 1.3,
    Contrast.FOR_AND_AGAINST: 1.2,
    Contrast.PARTIES: 1.1,
    Contrast.TURN: 0.9,
    Contrast.YES_AND_NO: 0.6,
    Contrast.PLACES: 0.7,
}
_TURNS = re.compile(
    r"^\W*(?:toch|maar|daar staat tegenover|daarentegen|echter|aan de andere kant|anderzijds|een nadeel|"
    r"het nadeel|nadeel|een risico|het gevaar|pas op)\b|"
    # ‘tegelijk’ mostly only says that two things are done: it turns where what follows is denied or held against it
    r"^\W*tegelijk\w*\b(?=.*\b(?:niet|geen|toch|wel|juist|maar|minder|weinig|lastig|moeilijk|risico|nadeel|onzeker)\b)"
)
_DILEMMA = re.compile(r"\bdilemma")
_DIFFER = re.compile(r"\bverschil\w*|\btegenover\b|\btwee (?:kanten|groepen|werelden|blikken)\b|\benerzijds\b")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two pieces, and by what they stand against each other; the stronger the better."""

    contrast: Contrast
    first: Piece
    second: Piece
    strength: float

    def overlaps(self, other: "Pair") -> bool:
        """Whether two pairs quote the same."""
        return any(
            mine.overlaps(theirs) for mine in (self.first, self.second) for theirs in (other.first, other.second)
        )


def pairs(material: Material) -> list[Pair]:
    """The pairs of a theme, the strongest first; no two quote the same."""
    pieces = [piece for piece in material.pieces if _can_be_a_side(piece)][:COMPARED]
    if not pieces:
        return []
    found = [*_named(material.pieces), *_turns(pieces), *_differing_items(material.pieces), *_across(material, pieces)]
    found = [pair for pair in found if _is_on_theme(material, pair)]
    found.sort(key=lambda pair: (-pair.strength, pair.first.document.id, pair.first.evidence.quote_start))
    chosen: list[Pair] = []
    for pair in found:
        if not any(pair.overlaps(other) for other in chosen):
            chosen.append(pair)
    return chosen


def _is_on_theme(material: Material, pair: Pair) -> bool:
    """Whether both sides are relevant, and what they say together has enough of the theme."""
    topic = material.topic
    sides = (pair.first, pair.second)
    if pair.contrast is Contrast.PLACES and topic.subject and min(side.own for side in sides) >= topic.least:
        return True  # each tells by itself what was chosen in the matter, in whatever section that stands
    if min(side.relevance for side in sides) < max(LEAST_RELEVANCE, topic.least - 0.1):
        return False
    return topic.speaks(" ".join(f"{side.lead} {side.text}" for side in sides), SAID_SHARE)


def _can_be_a_side(piece: Piece) -> bool:
    if len(piece.text) > SIDE_CHARACTERS or len(terms(piece.text)) < SIDE_WORDS:
        return False
    return not leans_back(piece.text.lstrip("-•* ")) or bool(piece.lead)


def _pair(contrast: Contrast, first: Piece, second: Piece, extra: float = 0.0) -> Pair:
    relevance = min(first.relevance, second.relevance)
    loss = POINTING_BACK * sum(points_back(side.text) for side in (first, second) if contrast is not Contrast.TURN)
    return Pair(contrast, first, second, STRENGTH[contrast] + 1.5 * relevance + extra - loss)


def _named(pieces: Iterable[Piece]) -> Iterator[Pair]:
    """What a source lists or states as a dilemma, cut in two before the sentence that turns.

    One sentence that holds both sides is no two positions: halves of it say nothing by themselves.
    """
    for piece in pieces:
        if not piece.is_list and is_named_dilemma(piece):
            yield from _cut_at_turns(Contrast.NAMED, piece)


def is_named_dilemma(piece: Piece) -> bool:
    """Whether a source itself calls this a dilemma: an item of a list of them, or a sentence with the word."""
    return bool(_DILEMMA.search(fold(piece.lead or piece.text)))


def _turns(pieces: Sequence[Piece]) -> Iterator[Pair]:
    """A piece of two or three sentences of which a later one turns, cut in two before the turn."""
    for piece in pieces:
        if not piece.is_list and not piece.lead:
            yield from _cut_at_turns(Contrast.TURN, piece)


def _cut_at_turns(contrast: Contrast, piece: Piece) -> Iterator[Pair]:
    for at in range(1, len(piece.sentences)):
        if turns_at(piece.sentences[at].text):
            before, after = cut(piece, at)
            if all(len(terms(side.text)) >= SIDE_WORDS for side in (before, after)):
                yield _pair(contrast, before, after)


def turns_at(sentence: str) -> bool:
    """Whether a sentence turns against what stands before it."""
    return bool(_TURNS.match(fold(sentence)))


def cut(piece: Piece, at: int) -> tuple[Piece, Piece]:
    """A piece in two, before its sentence ``at``; both are literal."""
    return _part(piece, 0, at), _part(piece, at, len(piece.sentences))


def _part(piece: Piece, first: int, end: int) -> Piece:
    sentences = piece.sentences[first:end]
    passage = piece.evidence.passage
    start, stop = sentences[0].start, sentences[-1].end
    quote = passage.text[start - passage.start : stop - passage.start]
    evidence = replace(piece.evidence, quote=quote, quote_start=start, quote_end=stop)
    return replace(piece, evidence=evidence, sentences=sentences)


def _differing_items(pieces: Iterable[Piece]) -> Iterator[Pair]:
    """Two items of a list that says how parties differ."""
    by_list: dict[tuple[str, str, str], list[Piece]] = {}
    for piece in pieces:
        if piece.lead and _DIFFER.search(fold(piece.lead)):
            by_list.setdefault((piece.document.id, piece.evidence.heading, piece.lead), []).append(piece)
    for items in by_list.values():
        for first, second in combinations(sorted(items, key=lambda item: item.evidence.quote_start), 2):
            mine, theirs = subject(first.text), subject(second.text)
            says = all(len(terms(item.text)) >= SIDE_WORDS for item in (first, second))
            if says and mine and theirs and mine != theirs:
                yield _pair(Contrast.PARTIES, first, second)


def _across(material: Material, pieces: Sequence[Piece]) -> Iterator[Pair]:
    """Two pieces of different sections that are on one subject and differ."""
    read = [(piece, Stance.of(material, piece)) for piece in pieces]
    nearness = _nearness(pieces)
    for (at, (first, mine)), (place, (second, theirs)) in combinations(enumerate(read), 2):
        if first.evidence.heading == second.evidence.heading or first.overlaps(second):
            continue
        least = min(len(mine.words), len(theirs.words)) or 1
        if len(mine.words & theirs.words) / least > SAME_WORDS:
            continue
        near = float(nearness[at, place])
        contrast = contrast_of(mine, theirs, near)
        if contrast is not None:
            one, other = (second, first) if theirs.is_for or (mine.denies and not theirs.denies) else (first, second)
            yield _pair(contrast, one, other, near)


def _nearness(pieces: Sequence[Piece]) -> Vectors:
    """The cosine of each two pieces, less what all of them share: e5 puts all texts of one subject close."""
    vectors = np.stack([piece.vector if piece.vector is not None else np.zeros(1, np.float32) for piece in pieces])
    apart = vectors - vectors.mean(axis=0)
    lengths = np.linalg.norm(apart, axis=1, keepdims=True)
    unit = apart / np.where(lengths > 0, lengths, 1.0)
    return np.asarray(unit @ unit.T, np.float32)
