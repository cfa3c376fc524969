"""Front matter: the YAML block at the head of a source, with Dutch keys for its curator.

English names of the same keys are understood too. What cannot be read is
refused with the line: a source with a wrong date or kind is worse than none.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from assistant.errors import CorpusError
from assistant.types import Kind, Visibility

UNKNOWN = "onbekend"
UNDATED = "datum onbekend"  # of a document, wherever a date or year would stand; a reference list says z.d.
_HEAD = "het blok bovenaan (tussen de regels ---)"
_LINES = "schrijf op elke regel ‘naam: waarde’"
MAXIMUM_CHARACTERS = 5_000  # of front matter
DEPTH = 10  # of lists in lists
# C0 and C1 controls and changes of writing direction: a terminal would obey them
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_FENCE = re.compile(r"\A---[ \t]*\n(.*?)(?:^---[ \t]*$\n?|\Z)", re.DOTALL | re.MULTILINE)
_KEYS = {
    "titel": "title",
    "auteurs": "authors",
    "auteur": "authors",
    "author": "authors",
    "organisatie": "organisation",
    "datum": "date",
    "soort": "kind",
    "gemeenten": "municipalities",
    "gemeente": "municipalities",
    "municipality": "municipalities",
    "themas": "themes",
    "thema's": "themes",
    "organisatievormen": "forms",
    "organisation_forms": "forms",
    "vragen": "questions",
    "herkomst": "source",
    "rol": "role",
    "zichtbaarheid": "visibility",
    "bestand": "file",
}
_VISIBLE = {"intern": Visibility.LOCAL, "lokaal": Visibility.LOCAL, "openbaar": Visibility.MODEL}  # of older notes
_MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$")
_DUTCH = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})$")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_WORDS = re.compile(r"(?:(\d{1,2})\s+)?([a-z]+)\s+(\d{4})$")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the head of a file says of it; ``None`` or empty where it says nothing."""

    title: str = ""
    authors: tuple[str, ...] = ()
    organisation: str = ""
    date: str = ""
    kind: Kind | None = None
    municipalities: tuple[str, ...] | None = None
    themes: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    source: str = ""
    questions: tuple[str, ...] = ()
    role: str = ""
    visibility: Visibility | None = None
    file: str = ""  # the name of the original, where that was no text
    sha256: str = ""  # of the bytes of that original


def separate(text: str) -> tuple[FrontMatter, str]:
    """The front matter and the text after it; CorpusError when it cannot be understood."""
    values, rest = block(text)
    return _front_matter({canonical(key): value for key, value in values.items()}) if values else FrontMatter(), rest


def block(text: str) -> tuple[dict[str, Any], str]:
    """The names and values of the block at the head of a text, and the text after it; CorpusError as ``separate``."""
    match = _FENCE.match(text)
    if match is None:
        return {}, text
    if not match.group(0).rstrip().endswith("---") or match.group(0).strip() == "---":
        # A thematic break at the top of a text, not front matter.
        if ":" not in match.group(1).split("\n", 1)[0]:
            return {}, text
        raise CorpusError("het blok bovenaan is niet afgesloten; zet er een regel --- onder")
    if len(match.group(1)) > MAXIMUM_CHARACTERS:
        raise CorpusError(f"het blok bovenaan is langer dan {MAXIMUM_CHARACTERS} tekens; maak het korter")
    try:
        _check_size(match.group(1))
        values = yaml.safe_load(match.group(1))
    except (
        yaml.YAMLError,
        ValueError,
        LookupError,
        AttributeError,
        TypeError,
        ArithmeticError,
        RecursionError,
    ) as error:
        # PyYAML lets the errors of its converters out as they are
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        where = f", regel {line + 2}" if line is not None else ""
        raise CorpusError(f"{_HEAD} klopt niet{where}; {_LINES}") from error
    if values is None:
        return {}, text[match.end() :]
    if not isinstance(values, dict):
        raise CorpusError(f"{_HEAD} klopt niet; {_LINES}")
    return {str(key): value for key, value in values.items()}, text[match.end() :]


def _check_size(lines: str) -> None:
    """ValueError for what costs far more than its few lines: aliases, and lists in lists in lists."""
    depth = 0
    for event in yaml.parse(lines, yaml.SafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent) or depth > DEPTH:
            raise ValueError("aliases can make gigabytes, and PyYAML takes quadratic time for deep nesting")


def _front_matter(values: dict[str, Any]) -> FrontMatter:
    authors = _texts(values.get("authors"))
    municipalities = values.get("municipalities")
    return FrontMatter(
        title=_text(values.get("title")),
        authors=authors,
        organisation=_text(values.get("organisation")),
        date=iso_date(values.get("date")),
        kind=_kind(values.get("kind")),
        municipalities=None if municipalities is None else _texts(municipalities),
        themes=_texts(values.get("themes")),
        forms=_texts(values.get("forms")),
        source=_text(values.get("source")),
        questions=_texts(values.get("questions")),
        role=_text(values.get("role")),
        visibility=_visibility(values.get("visibility")),
        file=_text(values.get("file")),
        sha256=_text(values.get("sha256")).lower(),
    )


def canonical(key: str) -> str:
    """The English name of a key, whatever the language it was written in."""
    return _KEYS.get(key.strip().lower(), key.strip().lower())


def iso_date(value: Any) -> str:
    """A date as ISO text (day, month or year), empty when unknown; CorpusError when it is no date."""
    if isinstance(value, date):
        return value.isoformat()[:10]
    text = _text(value).lower()
    if not text:
        return ""
    year = month = day = None
    if match := _ISO.match(text):
        year, month, day = match.groups()
    elif match := _DUTCH.match(text):
        day, month, year = match.groups()
    elif (match := _WORDS.match(text)) and match.group(2) in _MONTHS:
        day, year = match.group(1), match.group(3)
        month = str(_MONTHS.index(match.group(2)) + 1)
    try:
        date(int(year or ""), int(month or 1), int(day or 1))
    except ValueError as error:
        raise CorpusError(f"de datum ‘{text[:40]}’ begrijp ik niet; schrijf hem als 2016-03-02") from error
    return "-".join([str(year), *(part.zfill(2) for part in (month, day) if part)])


def dutch_date(iso: str) -> str:
    """An ISO date as Dutch reads it: 2 maart 2016, maart 2016, 2016 or datum onbekend."""
    match = _ISO.match(iso)
    if match is None:
        return UNDATED
    year, month, day = match.groups()
    name = _MONTHS[int(month) - 1] if month else ""
    return " ".join(part for part in (str(int(day)) if day else "", name, year) if part)


def _kind(value: Any) -> Kind | None:
    text = _text(value).lower()
    if not text:
        return None
    try:
        return Kind(text)
    except ValueError as error:
        allowed = ", ".join(Kind)
        raise CorpusError(f"de soort ‘{text[:40]}’ bestaat niet; kies uit {allowed}") from error


def _visibility(value: Any) -> Visibility | None:
    text = _text(value).lower()
    if not text:
        return None
    try:
        return _VISIBLE.get(text) or Visibility(text)
    except ValueError as error:
        allowed = " of ".join(f"‘{item}’" for item in Visibility)
        raise CorpusError(f"de zichtbaarheid ‘{text[:40]}’ bestaat niet; kies {allowed}") from error


def _text(value: Any) -> str:
    try:
        text = "" if value is None else " ".join(_INVISIBLE.sub(" ", str(value)).split())
    except ValueError as error:  # a number of thousands of digits
        raise CorpusError(f"{_HEAD} heeft een te lang getal; maak het korter") from error
    if _SURROGATE.search(text):
        raise CorpusError(f"{_HEAD} heeft een teken dat niet bestaat; haal het weg")
    return "" if text.lower() == UNKNOWN else text


def _texts(value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else str(value or "").split(",")
    return tuple(text for text in map(_text, values) if text)
