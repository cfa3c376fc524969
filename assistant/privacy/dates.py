"""Dates of birth, and the age between brackets behind a person's name.

A date is a date of birth where the text says so: a word or sign before it
(geboren, geb., geboortedatum, °, *), ‘geboren’ behind it, or its place between
brackets behind a name. ‘Geboren vóór 1 januari 2002’ and the like set a limit
for many and are none; nor is the day on which a plan or a team was born.
"""

import re
from collections.abc import Iterator

from assistant.privacy.context import Page
from assistant.privacy.findings import Sort
from assistant.privacy.names import find_names, is_person

Span = tuple[Sort, int, int]

MONTHS = (
    r"(?:januari|jan\.?|februari|feb\.?|febr\.?|maart|mrt\.?|april|apr\.?|mei|juni|jun\.?|juli|jul\.?"
    r"|augustus|aug\.?"
    r"|september|sept?\.?|oktober|okt\.?|november|nov\.?|december|dec\.?)"
)
_YEAR = r"(?:(?:18|19|20)\d\d|['’]\d\d|\d\d)"
_S = r"[ \t]?\n?[ \t]?"
DATE = re.compile(
    rf"(?<![\w/.-])(?:(?:0?[1-9]|[12]\d|3[01]){_S}(?P<sign>[-/.]){_S}(?:0?[1-9]|1[0-2]){_S}(?P=sign){_S}{_YEAR}"
    rf"|(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:0[1-9]|[12]\d|3[01]|[1-9])"
    rf"|(?:0?[1-9]|[12]\d|3[01])(?:e|ste|de)?[ \n-]{{1,2}}{MONTHS}[ \n,-]{{1,2}}{_YEAR}"
    rf"|(?:0[1-9]|[12]\d|3[01])[ ](?:0[1-9]|1[0-2])[ ](?:19|20)\d\d)(?!\w|[/-]\d)",
    re.IGNORECASE,
)
_DIGITS_ONLY = re.compile(
    r"(?<![\w/.-])(?:(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d|(?:19|20)\d{6})(?![\w/-])"
)
_BORN = re.compile(
    r"(?:(?<![^\W_])(?:geboren|gebore|geboortedatum|geboortedatums|geboortedata|geboortedag"
    r"|geb\. ?(?:dat(?:um)?|dd)\.?|geb(?:\.|\b)"
    r"|gebdat|g\.d\.|geboorte(?! van)|birth ?date|date of birth|d\.o\.b\.|born|verjaardag|verjaart|jarig)|°"
    r"|(?<![*\w])\*(?!\*))",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"(?<!\w)(?:na|v[oó]{1,2}r|tussen|vanaf|tot|sinds|periode|uiterlijk|eerder dan|later dan"
    r"|niet langer dan)(?!\w)",
    re.IGNORECASE,
)
_THING = re.compile(
    r"(?<!\w)(?:wet|idee|plan|project|initiatief|aanpak|wijkteams?|teams?|samenwerking|beleid"
    r"|programma|organisatie|stichting"
    r"|gemeente|beweging|werkwijze|methode|platform|netwerk)(?:\W+\w+){0,3}\W+$",
    re.IGNORECASE,
)
_BORN_AFTER = re.compile(
    r"[ \n]{1,2}(?:(?:te|in) [A-Z][\w-]{1,30} )?geboren\b(?! worden)|[ \n]{0,2}\(?(?:geb\.?"
    r"|geboortedatum|geb\.datum)(?!\w)"
)
_OTHER = re.compile(
    r"(?<!\w)(?:overleden|overleed|overl|†|gehuwd|getrouwd|gescheiden|verhuisd|sinds|datum|d\.d|dd"
    r"|ingediend|besluit|gesprek|start"
    r"|begindatum|einddatum|aangemeld|melding|opgenomen)(?!\w)",
    re.IGNORECASE,
)
_AGE = re.compile(r" ?\((?:geb\. )?(?P<age>1[01]\d|\d{1,2})(?: ?(?:jaar|jr\.?|j))?\)")
_AGE_IN_YEARS = re.compile(r"(?<!\w)[A-Z][a-zà-ž]{1,20}(?P<age> ?\((?:1[01]\d|\d{1,2}) ?(?:jaar|jr\.?)\))")
_BETWEEN_BRACKETS = re.compile(r"[ \n]?\((?:\*|geb\.? )?$")
REACH = 60


def find_birth_dates(page: Page) -> Iterator[Span]:
    """Every date of birth."""
    names = None
    for match in DATE.finditer(page.text):
        if _is_announced(page, match.start()) or _is_announced_after(page, match.end()):
            yield Sort.GEBOORTEDATUM, match.start(), match.end()
        elif (
            page.text[max(0, match.start() - 1) : match.start()] == "("
            and page.text[match.end() : match.end() + 1] == ")"
        ):
            names = (
                names if names is not None else {end for _, start, end in find_names(page) if is_person(page, start)}
            )
            bracket = _BETWEEN_BRACKETS.search(page.text, max(0, match.start() - 8), match.start())
            if bracket and bracket.start() in names:
                yield Sort.GEBOORTEDATUM, match.start(), match.end()
    for match in _DIGITS_ONLY.finditer(page.text):
        if re.search(
            r"(?i)(?:geboortedatum|geboren|geb\.?(?: ?dat(?:um)?)?)(?: op| is)?\W{0,3}$", page.before(match.start(), 30)
        ):
            yield Sort.GEBOORTEDATUM, match.start(), match.end()


def find_ages(page: Page) -> Iterator[Span]:
    """Every age between brackets behind a person's name; the span is what stands within the brackets."""
    for _, start, end in find_names(page):
        match = _AGE.match(page.text, end)
        if match and is_person(page, start):
            yield Sort.GEBOORTEDATUM, match.start("age"), match.end() - 1
    for match in _AGE_IN_YEARS.finditer(page.text):
        yield Sort.GEBOORTEDATUM, page.text.index("(", match.start("age")) + 1, match.end() - 1


def _is_announced(page: Page, start: int) -> bool:
    before = page.before(start, REACH)
    signs = list(_BORN.finditer(before))
    if not signs:
        return False
    between = before[signs[-1].end() :]
    if signs[-1].group() in "°*":
        return not between.strip() and not (signs[-1].group() == "*" and _starts_line(page.text, start))
    if DATE.search(between) or _LIMIT.search(between) or _OTHER.search(between):
        return False
    return not _THING.search(before[: signs[-1].start()])


def _starts_line(text: str, start: int) -> bool:
    """Whether the sign before is a bullet of a list."""
    line = text.rfind("\n", max(0, start - 8), start) + 1
    return not text[line:start].strip(" *")


def _is_announced_after(page: Page, end: int) -> bool:
    return bool(_BORN_AFTER.match(page.after(end, 60))) and not _LIMIT.search(page.before(max(0, end - 12), 24)[-14:])
