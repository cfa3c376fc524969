"""Which places a piece of text names: municipalities, regions and initiatives, with where they stand.

A name alone is little. ‘Hogeschool Utrecht’, ‘Utrecht: Movisie’ in a list of
literature and ‘Peter van Delft’ are no Utrecht and no Delft; ‘Best’ at the start
of a sentence is a word until its document spoke of the gemeente Best. What a
sentence only compares with (‘anders dan Haarlem’) is not what it speaks of.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from itertools import pairwise
from pathlib import Path

from assistant.dutch import wordlists
from assistant.dutch.municipalities import mentions_in, municipalities


class PlaceKind(StrEnum):
    """What a row of the table is, in the words that users see."""

    MUNICIPALITY = "gemeente"
    REGION = "regio"
    INITIATIVE = "initiatief"


@dataclass(frozen=True, slots=True)
class Place:
    """A row: its name, what it is, and the municipalities that belong to it (for a region or initiative)."""

    name: str
    kind: PlaceKind = PlaceKind.MUNICIPALITY
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A place named at ``start`` to ``end``; ``only_compared`` when the sentence is not about it."""

    start: int
    end: int
    name: str
    only_compared: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """The names that count in one document: the regions it speaks of, the words that are places here, initiatives."""

    regions: frozenset[str] = frozenset()
    unlocked: frozenset[str] = frozenset()  # municipalities whose name is a word, that this document surely names
    initiatives: dict[str, str] = field(default_factory=dict)  # a name as written: the initiative


INITIATIVES = "initiatieven.txt"
_WORD = r"[A-ZÀ-Ý][\wÀ-ÿ'’]*(?:-[\wÀ-ÿ'’]+)*"
_REGION = re.compile(rf"\b(?:[Rr]egio|[Jj]eugdregio|[Ss]treek) ({_WORD}(?:[ -]{_WORD}){{0,2}})")
_NOT_A_REGION = re.compile(
    r"(?:De|Het|Een|In|Deze|Dit)\b.*|(?:(?:Noord|Zuid|Oost|West|Midden|Centrum|Nederland)\w*[ -]?)+"
)
_VENUE = re.compile(
    r"\b(?:bijeenkomst\w*|congres\w*|conferentie\w*|symposi\w+|studiedag\w*|festival|lezing|gehouden|plaatsvond|"
    r"gevestigd|geboren|opgegroeid|woont|kantoor\w*|hoofdkantoor|werkbezoek|themadag|landdag)"
    r"(?: \S+){0,3} (?:in|te|aan) $",
    re.IGNORECASE,
)
_INSTITUTE = re.compile(
    r"(?:\b\w*(?:[Hh]ogeschool|[Uu]niversiteit|University|Universitair|[Rr]echtbank|[Pp]rovincie|[Vv]eiligheidsregio|"
    r"[Gg]erechtshof|GGD|UMC|Erasmus\w*|Radboud\w*|ROC|[Aa]cademie|[Zz]iekenhuis|[Uu]itgeverij|Omroep|FC|"
    r"[Aa]rbeidsmarktregio|[Ss]tation)\b(?: (?:van|voor|in|te|Medisch Centrum|MC))? )$"
)
_AFTER_INSTITUTE = re.compile(r"^ (?:University|UMC|Universiteit|Airport|School of)\b")
_IMPRINT = re.compile(r"^\s?: (?:[A-Z]|de |het )")  # Utrecht: Movisie, but only in a line of literature
_PUBLISHER = re.compile(r"^\s?: (?:Uitgeverij|Movisie|SCP|NJi|VNG|Boom|Coutinho|Sdu|Trimbos)\b")
_LITERATURE = re.compile(r"\((?:18|19|20)\d\d[a-z]?\)|\bISBN\b|\bgeraadpleegd op\b|\bdoi\b", re.IGNORECASE)
_SURNAME = re.compile(r"\b[A-Z][a-zà-ÿ]+(?: [A-Z]\.)* (?:van|van der|van den|ter|te|de) $|\b(?:[A-Z]\.)+ ?(?:van|de) $")
_NO_SURNAME = re.compile(
    r"(?:[Gg]emeente|[Ss]tad|[Rr]egio|Toegang|Raad|College|[Ww]ijkteams?|[Tt]eams?|Burgemeester|Wethouder|Inwoners|"
    r"Model|Aanpak|Werkwijze|Academie|[Ss]tichting|Ook|Zo|De|Het|Een|[Mm]edewerkers) (?:van|de|te) $"
)
_COMPARED = re.compile(
    r"\b(?:net als(?: in| bij)?|zoals(?: ook)?(?: in| bij)?|anders dan(?: in| bij)?|in tegenstelling tot|"
    r"vergeleken met|in vergelijking met|naar (?:het )?voorbeeld van|afgekeken van|geleerd van|naast het \w+|"
    r"niet zoals(?: in)?|beter dan(?: in)?|slechter dan(?: in)?|meer dan in|minder dan in)(?: de)?(?: gemeenten?)? $",
    re.IGNORECASE,
)
_JOINED = re.compile(r"(?:,|,? en|,? of| en de (?:regio)?gemeenten?|, in| en in|,? en ook|, ?de gemeente| & )\s?")
# What follows a name at the start of a sentence; ‘is’ and ‘was’ do not tell it from a word (Goes is dat nooit).
_VERB = re.compile(
    r"^ (?:heeft|had|koos|kiest|werkte?|telt|kent|begon|begint|startte|stuurt|organiseert|regelt|gebruikt|richtte|"
    r"investeert|investeerde|zette?|besloot|besluit|stopte?|bouwt|bouwde|maakte?|kreeg|krijgt|gaat|ging|laat|liet|geeft|"
    r"gaf|vindt|noemt|stelt|bracht|brengt|schoolt|schoolde|koopt|kocht|huurt|huurde|opent|opende|betaalt|betaalde|"
    r"financiert|subsidieert|verdeelt|ontwikkelt|ontwikkelde|haalt|haalde|leidt|biedt|bood|volgt|volgde|vroeg|vraagt|"
    r"wijst|wees|legt|legde|zoekt|zocht|neemt|nam|wil|wilde|doet|deed|trekt|trok|sluit|sloot|schakelt|meet|groeit)\b"
)
_NAME_ALONE = re.compile(r"^\s*(?:$|:|\()")  # a heading that is no more than a name, or that opens with one
_CLAUSE = re.compile(r",? (?:maar|terwijl|echter|daarentegen)\b|;")
_ENGLISH = re.compile(r"^ (?:practices?|case|before)\b", re.IGNORECASE)


def read_initiatives(path: Path) -> dict[str, str]:
    """The initiatives of a curator's own file, each name as written with the first of its line; none without a file.

    A line is ``Buurtzorg Vaartwijk, Team Vaart``: the name in the table, then other names.
    """
    try:
        lines = wordlists.lines(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return {}
    names = ([name.strip() for name in line.split(",") if name.strip()] for line in lines)
    return {name: of[0] for of in names if of for name in of}


@cache
def _words() -> dict[str, str]:
    """Municipalities whose name is an ordinary word, by that name without what tells two of a name apart."""
    return {place.name: place.name for place in municipalities() if place.is_word and "(" not in place.name}


@cache
def _adjectives() -> dict[str, str]:
    return {
        **{f"{place.name}se": place.name for place in municipalities() if not place.is_word and " " not in place.name},
        "Haagse": "'s-Gravenhage",
        "Bossche": "'s-Hertogenbosch",
    }


_ADJECTIVE = re.compile(r"(?<![\w-])[A-Z][\w'’-]+(?:se|che)\b")


def names_of(texts: Iterable[str], known: Iterable[str], initiatives: dict[str, str]) -> Names:
    """What counts as a name in a document with these sentences; ``known`` are the places that its curator gave."""
    regions: set[str] = set()
    unlocked = set(known) & set(_words())
    used = {}
    for text in texts:
        regions.update(_regions(text))
        unlocked.update(
            mention[2] for mention in mentions_in(text) if mention[2] in _words() and _is_place(text, mention)
        )
        used.update({name: of for name, of in initiatives.items() if name in text})
    return Names(frozenset(regions), frozenset(unlocked), used)


def mentions(text: str, names: Names) -> list[Mention]:
    """The places that a sentence or heading names, in order."""
    found = [*_regional(text, names), *_named(text, names.initiatives.items())]
    found += [Mention(a, b, name) for a, b, name in mentions_in(text) if _is_place(text, (a, b, name))]
    found += [Mention(a, b, name) for a, b, name in _adjectival(text)]
    for name in names.unlocked:
        found += [Mention(a, b, name) for a, b, name in _as_name(text, name)]
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[Mention] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return [replace(one, only_compared=_is_aside(text[: one.start])) for one in kept]


def _is_aside(before: str) -> bool:
    """Whether what stands before a name makes it a comparison, or only where something took place."""
    return bool(_COMPARED.search(before) or _VENUE.search(before))


def subjects(text: str, found: Sequence[Mention]) -> tuple[str, ...]:
    """The places that a sentence speaks of: one, or several that it names in one breath; else none."""
    meant = [one for one in found if not one.only_compared]
    names = tuple(dict.fromkeys(one.name for one in meant))
    if len(names) < 2:
        return names
    between = [text[a.end : b.start] for a, b in pairwise(meant) if a.name != b.name]
    return names if all(_JOINED.fullmatch(piece) for piece in between) else ()


def _regions(text: str) -> list[str]:
    found = (match.group(1) for match in _REGION.finditer(text))
    return [name for name in found if not _NOT_A_REGION.fullmatch(name)]


def _regional(text: str, names: Names) -> list[Mention]:
    found = [
        Mention(match.start(), match.end(), region_name(match.group(1)))
        for match in _REGION.finditer(text)
        if match.group(1) in names.regions
    ]
    plain = [(name, region_name(name)) for name in names.regions if not mentions_in(f"gemeente {name}")]
    return found + _named(text, plain)


def region_name(name: str) -> str:
    """How a region is called in the table."""
    return f"Regio {name}"


def _named(text: str, names: Iterable[tuple[str, str]]) -> list[Mention]:
    return [
        Mention(match.start(), match.end(), of)
        for name, of in names
        for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?!\w)", text)
    ]


def _adjectival(text: str) -> Iterable[tuple[int, int, str]]:
    for match in _ADJECTIVE.finditer(text):
        name = _adjectives().get(match.group())
        after = text[match.end() : match.end() + 14].lower()
        if name and not after.startswith((" hogeschool", " universiteit")):
            yield match.start(), match.end(), name


def _as_name(text: str, name: str) -> Iterable[tuple[int, int, str]]:
    """Where a name that is a word stands as a name: amid a sentence with a capital, or first with a verb after it."""
    for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text):
        first = not text[: match.start()].strip(" #*‘'\"-") or text[: match.start()].rstrip()[-1:] in ".?!:"
        after = text[match.end() :]
        if (not first or _VERB.match(after) or _NAME_ALONE.match(after)) and not _ENGLISH.match(after):
            yield match.start(), match.end(), name


def _is_place(text: str, mention: tuple[int, int, str]) -> bool:
    """Whether a name is the place, and not a school, a publisher's town, a person or English."""
    start, end, _ = mention
    before, after = text[:start], text[end:]
    if _INSTITUTE.search(before) or _AFTER_INSTITUTE.match(after) or _ENGLISH.match(after):
        return False
    if _PUBLISHER.match(after) or (_IMPRINT.match(after) and _LITERATURE.search(text)):
        return False
    return not (_SURNAME.search(before) and not _NO_SURNAME.search(before))


def clauses(text: str, found: Sequence[Mention]) -> list[tuple[str, str]]:
    """For a sentence that sets places against each other: each place with the clause that speaks of it alone.

    Empty where the clauses do not each name one place.
    """
    parts, start = [], 0
    for cut in _CLAUSE.finditer(text):
        parts.append((start, cut.start()))
        start = cut.end()
    parts.append((start, len(text)))
    owned = []
    for a, b in parts:
        names = {one.name for one in found if a <= one.start < b}
        if len(names) != 1:
            return []
        owned.append((names.pop(), text[a:b]))
    return owned if len({name for name, _ in owned}) == len(owned) > 1 else []
