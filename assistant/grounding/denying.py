"""Whether a sentence denies what the evidence says, or says what the evidence denies."""

from collections.abc import Sequence

from assistant.dutch.wordlists import word_set
from assistant.dutch.words import stem
from assistant.grounding.alignment import Alignment, Pair
from assistant.grounding.matching import REWORDED
from assistant.grounding.polarity import NEGATORS, are_opposites, denials, direction
from assistant.grounding.reading import Text, Word

PARTICLES = word_set("aan af door in op toe terug uit vast los over")
AGAINST = frozenset(map(frozenset, (("aan", "af"), ("toe", "af"), ("op", "af"), ("vast", "los"), ("open", "dicht"))))
REACH = 12  # words between a verb and its other part


def turned(found: Alignment) -> float:
    """The share of a clause's matched words that one side denies and the other does not; of the worst clause."""
    mine, theirs = denials(found.sentence), denials(found.evidence)
    if _contrasts(found.sentence.words) or _contrasts(found.beside):
        return _turned_nouns(found, mine.together, theirs.together)
    if _denies_the_same(found):
        return 0.0
    worst = 0.0
    for pair in found.pairs:
        flips = _opposites(found, pair)
        wrong = total = 0.0
        for at in pair.own:
            everywhere = found.said.get(at, frozenset())
            if everywhere and all((mine.word[at] + theirs.word[place]) % 2 for place in everywhere):
                by_clause = [(mine.clause[at] + flips + theirs.clause[place]) % 2 for place in everywhere]
                worst = worst if any(by_clause) else 1.0  # that one word is denied here, and not there
            inside = everywhere.intersection(pair.other)
            if not inside:
                continue
            weight = 0.5 if found.sentence.words[at].is_light else 1.0
            total += weight
            clause = [(mine.clause[at] + flips + theirs.clause[place]) % 2 for place in inside]
            word = [(mine.word[at] + theirs.word[place]) % 2 for place in inside]
            differs = [one != other for one, other in zip(clause, word, strict=True)]
            wrong += weight * all(differs)
        if total:
            worst = max(worst, wrong / total)
    return worst


def _denies_the_same(found: Alignment) -> bool:
    """Whether both sides have one denial, in clauses that share a word, and no word against its opposite."""
    own, other = found.sentence, found.evidence
    beside = {at for pair in found.pairs for at in pair.other}
    mine = [at for at, word in enumerate(own.words) if word.folded in NEGATORS]
    theirs = [at for at in beside if other.words[at].folded in NEGATORS]
    if len(mine) != 1 or len(theirs) != 1 or any(_opposites(found, pair) for pair in found.pairs):
        return False
    clause = other.words[theirs[0]].clause
    return any(
        own.words[at].clause == own.words[mine[0]].clause and any(other.words[p].clause == clause for p in places)
        for at, places in found.said.items()
    )


def _contrasts(words: Sequence[Word]) -> bool:
    """Whether words deny one thing to say another: niet de gemeente maar het wijkteam; een arts, en geen agent."""
    folded = [word.folded for word in words]
    denied = [at for at, word in enumerate(folded) if word in ("niet", "geen")]
    return any("maar" in folded[at : at + 9] or "en" in folded[max(0, at - 2) : at] for at in denied)


def _turned_nouns(found: Alignment, mine: Sequence[int], theirs: Sequence[int]) -> float:
    """1 when a noun beside a denial is not denied on the other side, where one thing is set against another."""
    for at in _beside_denials(found.sentence):
        known = [(noun, found.said[noun]) for noun in at if noun in found.said]
        if known and not any(theirs[place] % 2 for _, places in known for place in places):
            return 1.0
    back = {place: noun for noun, places in found.said.items() for place in places}
    for at in _beside_denials(found.evidence):
        known_there = [back[noun] for noun in at if noun in back]
        if known_there and not any(mine[noun] % 2 for noun in known_there):
            return 1.0
    return 0.0


def _beside_denials(text: Text) -> list[list[int]]:
    """For each denial the nearest noun before and behind it in its clause."""
    found = []
    for at, word in enumerate(text.words):
        if word.folded in ("niet", "geen"):
            nouns = [p for p, other in enumerate(text.words) if other.is_noun and other.clause == word.clause]
            found.append([*[p for p in nouns if p < at][-1:], *[p for p in nouns if p > at][:1]])
    return found


def _opposites(found: Alignment, pair: Pair) -> int:
    """How many words of a clause the evidence has only by their opposite, and whether it goes the other way."""
    own = [found.sentence.words[at] for at in pair.own]
    repeated = {word.stem for word in found.sentence.words}
    others = [w for w in found.evidence.words if w.folded not in NEGATORS and w.stem not in repeated]
    beside = [found.evidence.words[at] for at in pair.other]
    said = {word.stem for word in found.evidence.words}
    against = {other.stem for other in others} | _separated(found.evidence.words)
    known = {one.at for one in found.matches if one.share >= REWORDED}
    count = 0
    for at, word in zip(pair.own, own, strict=True):
        unsaid = word.stem not in said and word.folded not in NEGATORS
        unsaid &= at not in known or found.said[at].isdisjoint(pair.other)
        count += unsaid and any(are_opposites(word.stem, other) for other in against)
    apart = _separated(own) - said - _separated(found.evidence.words)
    count += any(are_opposites(word, other) for word in apart for other in against)
    return count + (direction(own) * (direction(beside) or direction(others)) < 0) + _particles(own, beside)


def _separated(words: Sequence[Word]) -> set[str]:
    """The stems of verbs whose first part stands behind them: ging … door."""
    found: set[str] = set()
    for at, word in enumerate(words):
        if word.folded in PARTICLES:
            verbs = [w for w in words[max(0, at - REACH) : at] if w.clause == word.clause and not w.is_noun]
            found.update(stem(word.folded + verb.folded) for verb in verbs)
    return found


def _particles(own: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether a clause ends on one part of a verb and the clause beside it on its opposite: raden aan, raden af."""
    if not own or not other:
        return False
    return frozenset((own[-1].folded, other[-1].folded)) in AGAINST
