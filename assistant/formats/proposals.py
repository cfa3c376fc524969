"""Title, date, authors and organisation as a file states them, where that says something.

Programs fill these in by themselves: the name of a template, of the file or
of whoever was logged in. Such a value is worse than none, since nobody
corrects what is already filled in.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from assistant.formats.cleaning import one_line

TITLE = 200  # characters
NAME = 100
_SILLY_TITLE = re.compile(
    r"(microsoft (word|powerpoint|excel|office)\b.*|(untitled|naamloos|zonder titel|no title|geen titel)\b.*"
    r"|(document|presentatie|presentation|werkmap|book|map|dia|slide|blad|sheet|pagina|page)[ _-]?\d*"
    r"|(powerpoint|pp|word)[- ]?(presentatie|presentation|document)?|title|titel|sjabloon|template|test|home|index"
    r"|.*\.(docx?|dotx?|pdf|pptx?|potx?|xlsx?|odt|indd|qxd|html?|rtf|txt|tmp)|scan[\d_ -]*|[\W\d_]*)",
    re.IGNORECASE,
)
_SILLY_NAME = re.compile(
    r"(python-docx|openpyxl|steve canny|(windows|microsoft office|office)?[- ]?(user|gebruiker)|admin(istrator)?"
    r"|beheerder|auteur|author|onbekend|unknown|anonymous|eigenaar|owner|default|root|microsoft|apache poi|un-named)",
    re.IGNORECASE,
)
_ISO = re.compile(r"\s*(\d{4})(?:-(\d{2})(?:-(\d{2})(?!\d))?)?(?![\d/])")
_PDF_DATE = re.compile(r"\s*D:(\d{4})(\d{2})?(\d{2})?")
_SPLIT = re.compile(r"\s*(?:;|,\s+(?=\w+\s+\w)|\s+(?:en|and|&)\s+)\s*")
FIRST_YEAR = 1900
# The moments in the templates of python-docx, python-pptx, pandoc and Excel: of the template, not of what was written
_TEMPLATES = (
    "2013-12-23T23:15:00",
    "2013-01-27T09:14:16",
    "2013-01-27T09:15:58",
    "2017-12-27T05:22:50",
    "2006-09-16T00:00:00",
)


def title(*candidates: str | None) -> str:
    """The first candidate that is a title; "" when none is."""
    for candidate in candidates:
        text = one_line(candidate or "")[:TITLE].strip(" #*_|")
        without_spaces = " " not in text and (len(text) > 40 or "_" in text or any(c.isdigit() for c in text))
        if text and not _SILLY_TITLE.fullmatch(text) and not without_spaces:
            return text
    return ""


def first_heading(markdown: str) -> str:
    """The first heading near the beginning of a Markdown text; "" without one."""
    for line in markdown[:5_000].split("\n"):
        if line.startswith("#") and (words := line.lstrip("#").strip()):
            return words
    return ""


def names(values: Iterable[str | None]) -> tuple[str, ...]:
    """Names of people or organisations, each once; log-in names and programs are left out."""
    found: dict[str, None] = {}
    for value in values:
        for part in _SPLIT.split(one_line(value or "")[:1_000]):
            is_login = " " not in part and (part.islower() or any(c.isdigit() for c in part) or "@" in part)
            if part and len(part) <= NAME and "://" not in part and not is_login and not _SILLY_NAME.fullmatch(part):
                found[part] = None
    return tuple(found)[:20]


def iso(value: str | None) -> str:
    """The date at the beginning of a stated value, as ISO; "" when there is none that can be right."""
    text = value or ""
    match = _PDF_DATE.match(text) or _ISO.match(text)
    if match is None:
        return ""
    year, month, day = match.groups()
    try:
        stated = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return ""
    if not FIRST_YEAR <= stated.year <= date.today().year + 1:
        return ""
    return "-".join(part for part in (year, month, day) if part)


def core_properties(values: Mapping[str, str]) -> dict[str, object]:
    """The proposals in the properties of an office document, by their local names."""
    stated = (values.get(key, "") for key in ("modified", "date", "created", "creation-date"))
    return {
        "title": title(values.get("title")),
        "date": iso(next((moment for moment in stated if moment and not moment.startswith(_TEMPLATES)), "")),
        "authors": names([values.get("creator") or values.get("initial-creator")]),
    }
