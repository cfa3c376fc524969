"""Who does what: the actors of a sentence beside those of its evidence.

A verb's doer is the actor right before it, right behind it where another word opens
the clause, or the subject of the clause. Only people, bodies and names are compared:
for other nouns the order of Dutch words says too little.
"""

from collections.abc import Sequence

from assistant.dutch.wordlists import word_set
from assistant.grounding.actors import is_actor
from assistant.grounding.alignment import Alignment
from assistant.grounding.matching import family, reworded
from assistant.grounding.reading import PREPOSITIONS, PRONOUNS, Text, Word

GIVES = word_set("geeft geven gaf gaven gegeven verstrekt verstrekken biedt bieden verleent verlenen betaalt betalen")
RECEIVES = word_set("krijgt krijgen kreeg kregen gekregen ontvangt ontvangen ontving ontvingen")
TOWARDS = word_set("naar aan bij met tegen")
THINGS = ("ing", "heid", "tie", "age", "ment", "schap", "teit")  # no name ends so
ALIKE = 0.5  # of two names for one actor
OPENERS = word_set(  # with a capital because they open a sentence, and no name
    "vervolgens dan vroeger eerst later daarna daarom jaarlijks elk elke iedere vorig volgend sinds toen inmiddels "
    "momenteel tegenwoordig binnenkort vanaf wekelijks maandelijks dagelijks soms meestal vaak vooral alleen samen "
    "bijna veel ongeveer volgens wie vorige volgende sommige alle gratis zonder"
)


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


def _doers(text: Text, at: int) -> list[Word]:
    """The actors that may do what a verb says: right before it, right behind it, or the subjects of its clause."""
    words = text.words
    clause = [place for place, word in enumerate(words) if word.clause == words[at].clause]
    if words[at].folded.endswith(("en", "d")) and at == clause[-1]:
        return _agents(words, clause) or _carried_over(words, clause)
    before = words[at - 1] if at else None
    if before is not None and _is_bare(before) and before.clause == words[at].clause:
        return [before]
    opened = any(_is_bare(words[place]) for place in clause if place < at)
    for near in () if opened else words[at + 1 : at + 4]:
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


def _is_verb(word: Word) -> bool:
    """Whether a word may be a verb by its ending."""
    other = word.is_noun or word.folded in OPENERS
    return not other and word.folded.endswith(("t", "en", "d", "de", "te"))


def _is_bare(word: Word) -> bool:
    return word.is_noun and word.role in ("subject", "object") and _acts(word)


def _agents(words: Sequence[Word], places: Sequence[int]) -> list[Word]:
    return [words[at] for at in places if words[at].is_noun and words[at].role == "subject" and _acts(words[at])]


def _acts(word: Word) -> bool:
    return is_actor(word.folded) or (
        word.is_capital and word.folded not in OPENERS and not word.folded.endswith(THINGS)
    )


def _same(one: Word, other: Word) -> bool:
    return reworded(one.stem, other.stem) or family(one.folded, other.folded, one.stem, other.stem) > ALIKE
