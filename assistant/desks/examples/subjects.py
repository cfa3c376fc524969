"""Of which place each sentence of a document speaks, and how surely.

A passage may name two places, and a report on one town may quote another for a
warning. So not documents or passages belong to a place, but sentences: by the
place they name; else by the sentence before them in their paragraph, or the one
that introduces their list; else by the nearest heading that names one place;
else by the one place that their whole document is about, surely where its title
says so and it names no other.
Sentences that name several places not in one breath belong to none, and so do
sentences on municipalities in general.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from assistant.desks.examples.aspects import is_general
from assistant.desks.examples.naming import Mention, Names, clauses, mentions, names_of, subjects
from assistant.dutch.municipalities import municipalities_in, official_name
from assistant.index.store import StoredPassage
from assistant.reader.signs import leans_back
from assistant.splitting.passages import SEPARATOR
from assistant.types import Collection, Document, Sentence

MENTIONS_OF_OWNER = 3  # from which a place may own a document whose title does not name it
SHARE_OF_OWNER = 0.3  # of the passages that name the owner, then
SHARE_OF_SENTENCES = 0.05  # that name it
TIMES_OTHERS = 3
# Under such a heading a report speaks of what should be, of others, or of itself.
_ASIDE = re.compile(
    r"\b(?:aanbeveling\w*|advie[sz]\w*|tips?|literatuur\w*|theorie\w*|opzet|methode\w*|onderzoeks\w+|leeswijzer|"
    r"begrippen\w*|colofon|wat is een|vervolgonderzoek|over (?:de auteurs?|dit onderzoek))\b",
    re.IGNORECASE,
)
_THERE = re.compile(r"(?:Daar|Hier)\b")  # in a place that is named beside the document's own
_SEVERAL = re.compile(r"\b[Gg]emeenten\b")


class Grade(IntEnum):
    """How surely a sentence speaks of a place."""

    DOCUMENT = 1  # its document is about this place alone
    NEARBY = 2  # a heading above it, or the sentence before it
    NAMED = 3


@dataclass(frozen=True, slots=True)
class About:
    """A sentence with the places that it speaks of."""

    sentence: Sentence
    row: int
    places: tuple[str, ...]
    grade: Grade
    said: str = ""  # what of the sentence is about this place; "" for all of it
    under: str = ""  # the sentence that announces the list which this is an item of
    offset: int = 0  # in the document, of the passage it stands in

    @property
    def text(self) -> str:
        """The words that are about the place."""
        return self.said or self.sentence.text


@dataclass(frozen=True, slots=True)
class Said:
    """What a document says of which places: its sentences in order, and the members of each region it lists."""

    sentences: tuple[About, ...]
    members: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Owner:
    """The place that a document is about, "" for none; ``is_sole`` when its title says so and it names no other."""

    name: str = ""
    is_sole: bool = False


@dataclass(slots=True)
class _Walk:
    """Where the walk through a document is: what the block and the list before it spoke of."""

    block: int = -1
    before: tuple[str, ...] = ()
    introduced: "About | None" = None
    is_general: bool = False  # the block turned to municipalities in general


def said_in(document: Document, passages: Sequence[StoredPassage], initiatives: dict[str, str]) -> Said:
    """Of which places each sentence of a document speaks; ``passages`` are all of its, in order."""
    sentences = [(stored.row, sentence) for stored in passages for sentence in stored.passage.sentences]
    texts = [sentence.text for _, sentence in sentences]
    names = names_of([document.title, *texts], document.municipalities, initiatives)
    found = {text: mentions(text, names) for text in dict.fromkeys(texts)}
    owner = _owner(document, passages, names, found)
    members = _members(sentences, names, found)
    walk, result = _Walk(), []
    headings: dict[str, tuple[str, ...] | None] = {}
    for row, sentence in sentences:
        if sentence.heading not in headings:
            headings[sentence.heading] = _of_heading(sentence.heading, names)
        named = _meant(sentence.text, found, members)
        result.append(_about(sentence, row, named, headings[sentence.heading], owner, walk, members))
        if named is None:
            parts = clauses(sentence.text, found[sentence.text])
            result += [About(sentence, row, (name,), Grade.NAMED, said) for name, said in parts]
    offsets = {stored.row: stored.passage.start for stored in passages}
    return Said(tuple(replace(about, offset=offsets[about.row]) for about in result), members)


def _about(
    sentence: Sentence,
    row: int,
    named: tuple[str, ...] | None,
    under: tuple[str, ...] | None,
    owner: _Owner,
    walk: _Walk,
    members: dict[str, tuple[str, ...]],
) -> About:
    """``named`` is None for a sentence that names places without speaking of one; ``under`` likewise for headings."""
    if sentence.block != walk.block:
        walk.block, walk.before, walk.is_general = sentence.block, (), False
    intro = walk.introduced if sentence.is_item else None
    if named and intro is not None and any(set(named) <= set(members.get(name, ())) for name in intro.places):
        named = ()  # an item of the list of a region's municipalities
    if not named and intro is not None:
        found = About(sentence, row, () if named is None else intro.places, intro.grade)
        found = replace(found, under=intro.sentence.text)
    else:
        found = About(sentence, row, *_decided(sentence, named, under, owner, walk))
    walk.before = found.places if found.grade is not Grade.DOCUMENT else ()
    if not sentence.is_item:
        introduces = not sentence.is_heading and sentence.text.rstrip().endswith((":", "?"))
        walk.introduced = replace(found, grade=min(found.grade, Grade.NEARBY)) if introduces else None
    return found


def _decided(
    sentence: Sentence, named: tuple[str, ...] | None, under: tuple[str, ...] | None, owner: _Owner, walk: _Walk
) -> tuple[tuple[str, ...], Grade]:
    if named is None:
        walk.is_general = True  # whom what follows is about, is not clear either
        return (), Grade.NAMED
    if named:
        walk.is_general = False
        return named, Grade.NAMED
    walk.is_general = walk.is_general or is_general(sentence.text)
    if walk.is_general:
        return (), Grade.NAMED
    aside = bool(owner.name) and owner.name not in walk.before and not _THERE.match(sentence.text)
    if (
        walk.before
        and not (aside and not under)
        and (under or leans_back(sentence.text) or walk.before == (owner.name,))
    ):
        return walk.before, Grade.NEARBY
    if under:
        return under, Grade.NEARBY
    around = f"{sentence.heading} {sentence.text}"
    if under is None or walk.before or not owner.name or _SEVERAL.search(around) or _ASIDE.search(sentence.heading):
        return (), Grade.NEARBY
    return (owner.name,), Grade.NEARBY if owner.is_sole else Grade.DOCUMENT


def _meant(text: str, found: dict[str, list[Mention]], members: dict[str, tuple[str, ...]]) -> tuple[str, ...] | None:
    """The places a sentence is about, () when it names none; None when it names some and is about no one of them."""
    own = found[text]
    region = next((one.name for one in own if one.name in members), None)
    if region and all(one.name == region or one.name in members[region] for one in own if not one.only_compared):
        return (region,)
    meant = subjects(text, own)
    if meant:
        return meant
    return None if any(not one.only_compared for one in own) else ()


def _of_heading(path: str, names: Names) -> tuple[str, ...] | None:
    """The place of the deepest heading that names one; () when none does, None when it names several."""
    for heading in reversed(path.split(SEPARATOR)):
        found = [one for one in mentions(heading, names) if not one.only_compared]
        if found:
            kinds = {one.name for one in found}
            return (found[0].name,) if len(kinds) == 1 else None
    return ()


def _owner(
    document: Document, passages: Sequence[StoredPassage], names: Names, found: dict[str, list[Mention]]
) -> _Owner:
    """The one place that a document is about."""
    counts = Counter(one.name for of in found.values() for one in of if not one.only_compared)
    declared = document.municipalities if len(document.municipalities) == 1 else ()
    is_note = document.collection is Collection.NOTITIES  # of people who write ‘wij’ and do not name their town
    if declared and set(counts) <= set(declared) and (is_note or not counts):
        return _Owner(declared[0], is_note)
    if not counts:
        return _Owner()
    titled = {one.name for one in mentions(document.title, names) if not one.only_compared}
    titled |= set(municipalities_in(document.title)) & set(counts)
    (first, most), *others = counts.most_common()
    if len(titled) == 1:
        (name,) = titled
        return _Owner(name, not others) if name in {first, *document.municipalities} else _Owner()
    if titled or (others and most < TIMES_OTHERS * others[0][1]):
        return _Owner()
    having = sum(any(one.name == first for s in p.passage.sentences for one in found[s.text]) for p in passages)
    enough = most >= max(MENTIONS_OF_OWNER, SHARE_OF_SENTENCES * len(found))
    return _Owner(first if enough and having >= SHARE_OF_OWNER * len(passages) else "")


def _members(
    sentences: Sequence[tuple[int, Sentence]], names: Names, found: dict[str, list[Mention]]
) -> dict[str, tuple[str, ...]]:
    """For each region the municipalities that a document lists with it: in one sentence, or in a list under it."""
    members: dict[str, tuple[str, ...]] = {}
    region = ""
    for _, sentence in sentences:
        own = found[sentence.text]
        regional = [one.name for one in own if one.name.startswith("Regio ")]
        others = [one.name for one in own if not one.name.startswith("Regio ")]
        alone = official_name(sentence.text.strip(" -*+•·;.,")) if sentence.is_item and not own else None
        others += [alone] if alone else []
        if sentence.is_item and region and len(others) == 1:
            members[region] = tuple(dict.fromkeys((*members.get(region, ()), *others)))
            continue
        region = regional[0] if len(set(regional)) == 1 and sentence.text.rstrip().endswith(":") else ""
        if len(set(regional)) == 1 and len(others) > 1 and "gemeenten" in sentence.text:
            members.setdefault(regional[0], tuple(dict.fromkeys(others)))
    for name in names.regions:
        members.setdefault(f"Regio {name}", ())
    return members
