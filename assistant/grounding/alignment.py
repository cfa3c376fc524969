"""Clause beside clause: who is said to do what, of whom a number is told, and what is denied."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from assistant.grounding.actors import is_actor
from assistant.grounding.matching import Match, match, reworded
from assistant.grounding.polarity import NEGATORS, compared
from assistant.grounding.reading import Text, Word

Places = frozenset[int]
NUMBER_WEIGHT = 1.5  # of a quantity beside a word, where clauses are compared
ACTOR_WEIGHT = 1.3
NEAR = 1
REACH = 3  # words behind a number that belong to it


@dataclass(frozen=True, slots=True)
class Pair:
    """A clause of the sentence and the clause of the evidence that says most of it; places of words in each."""

    own: tuple[int, ...]
    other: tuple[int, ...]
    overlap: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """A sentence beside a piece of evidence; ``said`` are the places in the evidence of each word of the sentence."""

    sentence: Text
    evidence: Text
    matches: tuple[Match, ...]
    pairs: tuple[Pair, ...]
    said: Mapping[int, Places]

    @property
    def beside(self) -> list[Word]:
        """The words of the evidence's clauses that stand beside the sentence, in order."""
        places = sorted({at for pair in self.pairs for at in pair.other})
        return [self.evidence.words[at] for at in places]


def align(sentence: Text, evidence: Text, context: frozenset[str] = frozenset()) -> Alignment:
    """Find for each clause of the sentence the clause of the evidence that says most of it."""
    matches = match(sentence, evidence, context)
    shares = {one.at: _weight(one.word) * one.share for one in matches}
    said: dict[int, Places] = {one.at: frozenset(one.places) for one in matches if one.places}
    for quantity in sentence.quantities:
        places = frozenset(other.at for other in evidence.quantities if other.key == quantity.key)
        if places:
            said[quantity.at] = said.get(quantity.at, frozenset()) | places
            shares[quantity.at] = NUMBER_WEIGHT
    clauses = evidence.clauses()
    pairs = []
    for own in sentence.clauses():
        here = [at for at in own if at in said]
        best, found = 0.0, tuple[int, ...]()
        for other in clauses:
            overlap = sum(shares[at] for at in here if not said[at].isdisjoint(other))
            if overlap > best:
                best, found = overlap, tuple(other)
        pairs.append(Pair(tuple(own), found, best))
    return Alignment(sentence, evidence, matches, tuple(pairs), said)


def _weight(word: Word) -> float:
    """What a matched word counts for where clauses are compared: who acts says most about which clause is meant."""
    if word.is_light:
        return 0.3
    return ACTOR_WEIGHT if word.is_noun and word.role == "subject" and is_actor(word.folded) else 1.0


def displaced(found: Alignment) -> int:
    """How many names and actors stand where the evidence has another one, while it has them elsewhere."""
    own = [(word.stem, word.role) for word in found.sentence.words if word.is_content]
    count = 0
    for pair in found.pairs:
        if pair.overlap < 1:
            continue
        for at in pair.own:
            word, places = found.sentence.words[at], found.said.get(at)
            if not places or not word.is_noun or not places.isdisjoint(pair.other):
                continue
            rivals = (found.evidence.words[place] for place in pair.other)
            count += any(
                rival.is_noun
                and ((rival.is_capital and word.is_capital) or (is_actor(rival.folded) and is_actor(word.folded)))
                and not any(reworded(rival.stem, stem) and role in ("", rival.role) for stem, role in own)
                for rival in rivals
            )
    return count


def swapped(found: Alignment) -> int:
    """How many pairs of nouns of one clause have changed roles, or the sides of a comparison."""
    words, others = found.sentence.words, found.evidence.words
    count = 0
    for pair in found.pairs:
        nouns = []
        for at in pair.own:
            places = [place for place in found.said.get(at, frozenset()) if others[place].is_noun]
            inside = [place for place in places if place in pair.other]
            roles = frozenset(others[place].role for place in inside or places)
            if words[at].is_noun and roles:
                nouns.append((words[at].role, roles, found.said[at]))
        for (role, theirs, one), (other_role, other_theirs, other) in combinations(nouns, 2):
            count += not one & other and role != other_role and theirs == {other_role} and other_theirs == {role}
    (before, behind), (their_before, their_behind) = compared(found.sentence), compared(found.evidence)
    turned_before = any(found.said.get(at, frozenset()) & their_behind - their_before for at in before)
    turned_behind = any(found.said.get(at, frozenset()) & their_before - their_behind for at in behind)
    return count + (turned_before and turned_behind) + _addressed(found)


def _addressed(found: Alignment) -> bool:
    """Whether je or u acts upon a noun that in the evidence acts upon je or u: je belt de gemeente."""

    def places(text: Text) -> list[int]:
        return [at for at, word in enumerate(text.words) if word.folded in ("u", "je", "jij")]

    for mine in places(found.sentence):
        for at, said in found.said.items():
            word = found.sentence.words[at]
            if (
                not word.is_noun
                or word.role != "object"
                or word.clause != found.sentence.words[mine].clause
                or at < mine
            ):
                continue
            for theirs in places(found.evidence):
                acts = [
                    p
                    for p in said
                    if p < theirs and found.evidence.words[p].clause == found.evidence.words[theirs].clause
                ]
                if acts and all(p < theirs for p in said):
                    return True
    return False


def exchanged(found: Alignment, counted: bool) -> bool:
    """Whether two quantities, or two nouns, have changed places among the other words.

    A word belongs to the anchor in its own clause, or to the number right before
    it. Where words belong to one anchor in the sentence and to the other in the
    evidence, on both sides, the two have changed places; a number does so alone.
    """
    words = found.sentence.words
    places = {at for at in found.said if (at in found.sentence.counted) == counted and (counted or words[at].is_noun)}
    for one, other in combinations(sorted(places), 2):
        if found.said[one] & found.said[other] or _share(found.sentence, one, other):
            continue
        went = {one: 0, other: 0}
        stayed = 0
        for at in found.said:
            if at in (one, other) or words[at].is_light or found.said[at] & (found.said[one] | found.said[other]):
                continue
            mine = _belongs(found.sentence, frozenset([at]), frozenset([one]), frozenset([other]))
            theirs = _belongs(found.evidence, found.said[at], found.said[one], found.said[other])
            stayed += (2 if at in found.sentence.counted else 1) * (bool(mine) and mine == theirs)
            if mine and theirs and mine != theirs:
                went[one if mine > 0 else other] += 1
        total = sum(went.values())
        denied = any(word.folded in NEGATORS or word.folded == "maar" for word in (*words, *found.beside))
        if total > stayed and (min(went.values()) > 0 or counted or (total > 1 and not stayed and not denied)):
            return True
    return False


def _share(text: Text, one: int, other: int) -> bool:
    """Whether two numbers are a part and its whole: zes van de acht."""
    between = [word.folded for word in text.words[one + 1 : other]]
    return between in (["van", "de"], ["op", "de"])


def _belongs(text: Text, word: Places, one: Places, other: Places) -> int:
    """1 when a word belongs to one anchor, -1 when to the other, 0 when to neither or both."""
    first = min(_distance(text, a, b) for a in word for b in one)
    second = min(_distance(text, a, b) for a in word for b in other)
    if min(first, second) > NEAR:
        return 0
    return 0 if first == second else (1 if first < second else -1)


def _distance(text: Text, word: int, anchor: int) -> int:
    """0 within reach behind a number, 1 in the same clause, far otherwise."""
    if text.words[word].clause != text.words[anchor].clause:
        return NEAR + 1
    if anchor in text.counted and 0 < word - anchor <= REACH and not text.counted.intersection(range(anchor + 1, word)):
        return 0
    return 1


def crossed(found: Alignment) -> int:
    """How many quantities stand, by the words around them, where the evidence has another quantity."""
    own_keys = {one.key for one in found.sentence.quantities}
    words = found.evidence.words
    clauses = found.evidence.clauses()
    count = 0
    for clause in found.sentence.clauses():
        for anchor in (one for one in found.sentence.quantities if one.at in clause and one.at in found.said):
            around = [
                at for at in clause if at in found.said and at != anchor.at and not found.sentence.words[at].is_light
            ]
            here = found.said[anchor.at]
            own = [other for other in clauses if not here.isdisjoint(other)]
            mine = max((_said(found, around, other) for other in own), default=0)
            near = {words[other[0]].sentence for other in own}
            for other in clauses:
                rivals = (q for q in found.evidence.quantities if q.at in other and q.key not in own_keys)
                if here.isdisjoint(other) and any(q.sort == anchor.sort and q.unit == anchor.unit for q in rivals):
                    margin = 0 if words[other[0]].sentence in near else 1
                    count += _said(found, around, other) > mine + margin
    return count


def _said(found: Alignment, around: Sequence[int], clause: Sequence[int]) -> int:
    return sum(not found.said[at].isdisjoint(clause) for at in around)
