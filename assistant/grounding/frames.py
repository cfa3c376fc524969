"""The frame of a sentence beside the frame of its evidence: who acts, what another word has replaced.

A rewording changes the frame and keeps what fills it; a falsified sentence keeps
the frame and changes what fills it. The signs here measure the second.
"""

from collections.abc import Sequence
from itertools import pairwise

from assistant.dutch.wordlists import word_set
from assistant.grounding.actors import is_actor
from assistant.grounding.alignment import Alignment
from assistant.grounding.matching import family, reworded
from assistant.grounding.reading import PREPOSITIONS, PRONOUNS, Text, Word

SLOT = 4  # words between a neighbour and the word that another has replaced
GIVES = word_set("geeft geven gaf gaven gegeven verstrekt verstrekken biedt bieden verleent verlenen betaalt betalen")
RECEIVES = word_set("krijgt krijgen kreeg kregen gekregen ontvangt ontvangen ontving ontvingen")
AFTERWARDS = word_set("daarna vervolgens dan later")
DENIALS = word_set("niet geen")
OPENERS = word_set(  # with a capital because they open a sentence, and no name
    "vroeger eerst later daarna daarom jaarlijks elk elke iedere vorig volgend sinds toen inmiddels momenteel "
    "tegenwoordig binnenkort vanaf wekelijks maandelijks dagelijks soms meestal vaak vooral alleen samen bijna veel "
    "ongeveer volgens wie vorige volgende sommige alle gratis zonder"
)
TOWARDS = word_set("naar aan bij met tegen")
MUCH = word_set("meer veel vele meeste")
LITTLE = word_set("minder weinig geen minste")


def scattered(found: Alignment) -> float:
    """The share of a clause's matched words that the best clause does not have; of the worst clause."""
    worst = 0.0
    for pair in found.pairs:
        known = [at for at in pair.own if at in found.said and not found.sentence.words[at].is_light]
        if len(known) > 1:
            inside = sum(not found.said[at].isdisjoint(pair.other) for at in known)
            worst = max(worst, 1 - inside / len(known))
    return worst


def other_agents(found: Alignment) -> int:
    """How many clauses have an actor as subject where the clause beside it has another, that is not said there."""
    count = 0
    for pair in found.pairs:
        if pair.overlap < 1:
            continue
        mine = _agents(found.sentence.words, pair.own)
        theirs = _agents(found.evidence.words, pair.other)
        if mine and theirs and not any(_same(one, other) for one in mine for other in theirs):
            count += 1
    return count


def wrong_doers(found: Alignment) -> int:
    """How many verbs have an actor as doer where the evidence, wherever it has the verb, has another one."""
    count = 0
    for at, places in found.said.items():
        word = found.sentence.words[at]
        if at in found.sentence.counted or not _is_verb(word):
            continue
        mine = _doers(found.sentence, at)
        theirs = [_doers(found.evidence, place) for place in places]
        if mine and theirs and all(theirs) and not any(_same(a, b) for a in mine for some in theirs for b in some):
            count += 1
    return count


def other_owners(found: Alignment) -> int:
    """How many things that an actor does something with belong, wherever the evidence has them, to another one."""
    count = 0
    words, others = found.sentence.words, found.evidence.words
    clauses = {others[at].clause: clause for clause in found.evidence.clauses() for at in clause}
    for pair in found.pairs:
        mine = _agents(words, pair.own)
        for at in pair.own:
            word = words[at]
            if not mine or word.role != "object" or _acts(word) or at not in found.said:
                continue
            theirs = [_agents(others, clauses[others[place].clause]) for place in found.said[at]]
            count += all(theirs) and not any(_same(a, b) for a in mine for some in theirs for b in some)
    return count


def affirmed(found: Alignment) -> bool:
    """Whether the sentence stresses that something is so (wel) where the evidence denies."""
    own = {word.folded for word in found.sentence.words}
    other = {word.folded for word in found.beside}
    return "wel" in own and not own & DENIALS and bool(other & DENIALS) and "wel" not in other


def _doers(text: Text, at: int) -> list[Word]:
    """The actors that may do what a verb says: right before it, right behind it, or the subjects of its clause."""
    words = text.words
    clause = [place for place, word in enumerate(words) if word.clause == words[at].clause]
    if words[at].folded.endswith(("en", "d")) and at == clause[-1]:
        return _agents(words, clause) or _carried_over(words, clause)
    before = words[at - 1] if at else None
    if before is not None and _is_bare(before) and before.clause == words[at].clause:
        return [before]
    for near in words[at + 1 : at + 4]:
        if near.clause != words[at].clause or near.folded in PREPOSITIONS:
            break
        if _is_bare(near):
            return [near]
    return _agents(words, clause) or _carried_over(words, clause)


def _carried_over(words: Sequence[Word], clause: Sequence[int]) -> list[Word]:
    """The subjects of the clause before, for a clause with ‘en’ or ‘maar’ that has none: … en controleert daarna."""
    if words[clause[0]].folded not in ("en", "maar") or any(words[at].folded in PRONOUNS for at in clause):
        return []
    sentence = words[clause[0]].sentence
    for place in range(clause[0] - 1, -1, -1):
        if words[place].sentence != sentence:
            return []
        if words[place].role == "subject" and _acts(words[place]):
            return [words[place]]
    return []


def moved_actors(found: Alignment) -> int:
    """How many actors do what the evidence says is done to them, with them or at theirs; the verb stands there too."""
    count = 0
    words, others = found.sentence.words, found.evidence.words
    for pair in found.pairs:
        verbs = {others[p].clause for at in pair.own if _is_verb(words[at]) for p in found.said.get(at, ())}
        for at in pair.own:
            word, places = words[at], found.said.get(at)
            if places and word.is_noun and word.role == "subject" and _acts(word):
                roles = {others[place].role for place in places}
                count += roles <= TOWARDS and bool(verbs & {others[place].clause for place in places})
    return count


def _is_verb(word: Word) -> bool:
    """Whether a word may be a verb by its ending."""
    other = word.is_noun or word.folded in OPENERS or word.folded in AFTERWARDS
    return not other and word.folded.endswith(("t", "en", "d", "de", "te"))


def _is_bare(word: Word) -> bool:
    return word.is_noun and word.role in ("subject", "object") and _acts(word)


def converse(found: Alignment) -> int:
    """How many clauses give where the evidence, with the same subject, receives, or the other way round."""
    count = 0
    for pair in found.pairs:
        own = {found.sentence.words[at].folded for at in pair.own}
        other = {found.evidence.words[at].folded for at in pair.other}
        gives = bool(own & GIVES and other & RECEIVES and not own & RECEIVES and not other & GIVES)
        receives = bool(own & RECEIVES and other & GIVES and not own & GIVES and not other & RECEIVES)
        if gives or receives:
            mine = _agents(found.sentence.words, pair.own)
            theirs = _agents(found.evidence.words, pair.other)
            count += any(_same(a, b) for a in mine for b in theirs)
    return count


def amount_turned(found: Alignment) -> int:
    """How many nouns have more before them where the evidence has less, or the other way round."""
    count = 0
    for at, places in found.said.items():
        mine = _amount(found.sentence, at)
        theirs = {_amount(found.evidence, place) for place in places}
        count += bool(mine) and theirs == {-mine}
    return count


def _amount(text: Text, at: int) -> int:
    before = text.words[at - 1].folded if at else ""
    return (before in MUCH) - (before in LITTLE)


def order_turned(found: Alignment) -> bool:
    """Whether what comes first in the sentence comes later in the evidence, and the other way round."""
    first, later = _sequence(found.sentence)
    their_first, their_later = _sequence(found.evidence)
    if not first or not their_first:
        return False

    def goes(own: frozenset[int], other: frozenset[int]) -> int:
        return sum(bool(found.said[at] & other) for at in own if at in found.said)

    kept = goes(first, their_first - their_later) + goes(later, their_later - their_first)
    changed = goes(first, their_later - their_first) > 0 and goes(later, their_first - their_later) > 0
    return changed and goes(first, their_later) + goes(later, their_first) > kept


def _sequence(text: Text) -> tuple[frozenset[int], frozenset[int]]:
    """The content words of what happens first, and of what happens later; empty where no order is told."""
    for at, word in enumerate(text.words):
        if word.folded not in AFTERWARDS and word.folded not in ("voordat", "nadat"):
            continue
        near = [p for p, w in enumerate(text.words) if w.is_content and abs(w.sentence - word.sentence) <= 1]
        before = frozenset(p for p in near if p < at)
        clause = text.words[min(at + 1, len(text.words) - 1)].clause
        inside = frozenset(p for p in near if p >= at and text.words[p].clause == clause)
        rest = frozenset(p for p in near if p > at)
        opens = not any(text.words[p].sentence == word.sentence for p in before)
        if word.folded == "voordat":
            return (rest - inside, inside) if opens else (before, inside)
        if word.folded == "nadat":
            return (inside, rest - inside) if opens else (inside, before)
        return before, rest
    return frozenset(), frozenset()


def _agents(words: Sequence[Word], places: Sequence[int]) -> list[Word]:
    return [words[at] for at in places if words[at].is_noun and words[at].role == "subject" and _acts(words[at])]


def _acts(word: Word) -> bool:
    return is_actor(word.folded) or (word.is_capital and word.folded not in OPENERS)


def _same(one: Word, other: Word) -> bool:
    return reworded(one.stem, other.stem) or family(one.folded, other.folded, one.stem, other.stem) > 0.5


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


def copied(text: Text, evidence: Text) -> float:
    """The share of neighbouring words that the evidence has beside each other too."""
    runs = list(pairwise(word.folded for word in text.words))
    theirs = set(pairwise(word.folded for word in evidence.words))
    return sum(run in theirs for run in runs) / len(runs) if runs else 0.0
