"""Standpoints: what each role in the sources says to a question, side by side, each in a literal quote.

Who speaks is read from the text alone, in two ways: a heading that opens with a role and a colon (‘Vrijwilliger in
armoedepreventie: …’), which holds for everything under it, or a sentence that lays what it says in the mouth of a
role (‘volgens de ondernemer’, ‘de wijkverpleegkundige vindt’). Text *about* a role is no standpoint. Whether a quote
answers the question is decided as for every answer, among the passages in which that role speaks. Of these the first
stands that has the question's subject: near in meaning alone is what a role says of something else. Where roles
alternate in one paragraph, the quote is the one sentence of the role.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from assistant.desks.polarity import is_on_subject
from assistant.dutch.words import fold, terms
from assistant.reader.question import QuestionType, understand
from assistant.reader.spans import after_mark
from assistant.types import Evidence, Filters, Passage, Sentence

TELLING_WORDS = 3  # content words
LEAST = 2  # roles: one alone differs with nobody
FACTS = frozenset({QuestionType.NUMBER, QuestionType.TIME, QuestionType.PLACE, QuestionType.PERSON})


class Role(StrEnum):
    """Who speaks; the value is what users see."""

    GEMEENTE = "gemeente"
    AANBIEDER = "aanbieder"
    PROFESSIONAL = "professional"
    VRIJWILLIGER = "vrijwilliger"
    RAAD = "raad"


# In this order: ‘raadslid/procesbegeleider’ speaks for the council.
_NAMES = {
    Role.RAAD: r"\w*raadsl(?:id|eden)|gemeenteraad",
    Role.VRIJWILLIGER: r"vrijwilligers?",
    Role.GEMEENTE: r"gemeenten?|\w*ambtena(?:ar|ren)|beleids(?:adviseur|medewerker|maker)s?|wethouders?",
    Role.AANBIEDER: r"\w*aanbieders?|(?:zorg|welzijns)organisaties?|(?:directeur|bestuurder|ondernemer)s?(?:-\w+)?",
    Role.PROFESSIONAL: (
        r"professionals?|\w*verpleegkundigen?|\w*hulpverleners?|maatschappelijk werk(?:st)?ers?|teamleiders?"
        r"|(?!\w*medewerk)\w+werk(?:st)?ers?|\w*teammedewerkers?"
        r"|generalist(?:en)?|specialist(?:en)?|\w*consulent(?:en)?|docent(?:en)?|huisarts(?:en)?"
    ),
}
_SAYS = (
    r"vind(?:t|en)|zeg(?:t|gen)|meen(?:t|en)|stel(?:t|len)|ziet|zien|noem(?:t|en)|adviseer(?:t|en)|pleit(?:en)?"
    r"|waarschuw(?:t|en)|mist?|missen|denk(?:t|en)|ervaart|ervaren|herken(?:t|nen)|benadruk(?:t|ken)"
    r"|verwacht(?:en)?|vrees(?:t)?|vrezen|geloof(?:t)?|geloven|twijfel(?:t|en)|merk(?:t|en)"
)
_ARTICLE = r"(?:de |het |een |veel |sommige |deze )?"
_HEADS = {role: re.compile(rf"{_ARTICLE}(?:{name})\b[^:]{{0,60}}:") for role, name in _NAMES.items()}
_VOICES = {
    role: re.compile(
        rf"\b(?:volgens|aldus) {_ARTICLE}(?:{name})\b"
        rf"|\b{_ARTICLE}(?:{name})(?:/\S+)?(?: \w+){{0,3}}? (?:{_SAYS})\b"
        rf"|\b(?:{_SAYS}) {_ARTICLE}(?:{name})\b"
    )
    for role, name in _NAMES.items()
}


@dataclass(frozen=True, slots=True)
class Position:
    """What a role says, in its own quote."""

    role: Role
    evidence: Evidence


class Sources(Protocol):
    """``assistant.pipeline.Assistant`` fits."""

    def quotes(
        self, question: str, filters: Filters, keeps: Sequence[Callable[[Passage], bool]]
    ) -> Sequence[Sequence[Evidence]]:
        """For each of ``keeps`` the best quotes from the passages that it lets through; none where none answers."""
        ...


def positions(sources: Sources, question: str, filters: Filters = Filters()) -> tuple[Position, ...]:
    """One quote a role, for a question on which at least two roles speak; empty for questions after a fact."""
    if understand(question, defaultdict(float)).kind in FACTS:
        return ()
    roles = tuple(Role)
    found = sources.quotes(question, filters, [lambda passage, role=role: speaks(role, passage) for role in roles])  # type: ignore[misc]
    alone = (_said_by(role, question, entries) for role, entries in zip(roles, found, strict=True))
    said = [Position(role, entry) for role, entry in zip(roles, alone, strict=True) if entry is not None]
    distinct = {(one.evidence.passage.document_id, one.evidence.quote_start) for one in said}
    return tuple(said) if len(said) >= LEAST and len(distinct) == len(said) else ()


def speaks(role: Role, passage: Passage) -> bool:
    """Whether a role speaks in a passage."""
    return any(speakers(sentence.heading, sentence.text) == {role} for sentence in passage.sentences)


def _said_by(role: Role, question: str, entries: Sequence[Evidence]) -> Evidence | None:
    """The first of these quotes that is this role's and has the question's subject, cut to what the role says."""
    for entry in entries:
        own = [one for one in _quoted(entry) if not one.is_heading and speakers(one.heading, one.text) == {role}]
        if own and own == _quoted(entry) and _names(role, entry.heading):
            if is_on_subject(question, _without_voice(role, entry.quote)) and _tells(entry.quote):
                return entry
            continue
        others = [one for one in entry.passage.sentences if not one.is_heading and one not in own]
        for one in (*own, *others):
            is_own = speakers(one.heading, one.text) == {role}
            if is_own and _tells(one.text) and is_on_subject(question, _without_voice(role, one.text)):
                return _cut(entry, one)
    return None


def _quoted(entry: Evidence) -> list[Sentence]:
    """The sentences of a quote."""
    return [one for one in entry.passage.sentences if entry.quote_start < one.end and one.start < entry.quote_end]


def _cut(entry: Evidence, sentence: Sentence) -> Evidence:
    """The quote of one sentence of the same passage, without the mark of a list."""
    start = after_mark(sentence)
    text = sentence.text[start - sentence.start :]
    return replace(entry, quote=text, quote_start=start, quote_end=sentence.end, heading=sentence.heading)


def _names(role: Role, heading: str) -> bool:
    """Whether the nearest heading that names a role names this one."""
    return next((named for piece in reversed(heading.split(" › ")) for named in _named(piece)), None) is role


def _tells(text: str) -> bool:
    """Whether a text says enough to be a position: a bare item of a list does not."""
    return len(terms(text)) >= TELLING_WORDS


def _without_voice(role: Role, text: str) -> str:
    """A text without who says it: the name of a speaker is no subject."""
    return _VOICES[role].sub(" ", " ".join(fold(text).split()))


def speakers(heading: str, text: str) -> set[Role]:
    """The roles that speak: the one that the nearest heading names, or those that sentences name."""
    for piece in reversed(heading.split(" › ")):
        named = next(_named(piece), None)
        if named is not None:
            return {named}
    folded = " ".join(fold(text).split())
    return {role for role, voice in _VOICES.items() if voice.search(folded)}


def _named(heading: str) -> Iterator[Role]:
    folded = " ".join(fold(heading).split())
    return (role for role, head in _HEADS.items() if head.match(folded))
