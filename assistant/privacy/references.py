"""Case numbers and licence plates.

A case number is what stands behind the word for it: zaaknummer, dossiernummer,
kenmerk, cliëntnummer and their like. Numbers of parliament and of published
rulings are public. A plate has one of the fourteen Dutch forms with letters
that the form may hold; without hyphens it counts only where a car is spoken of.
"""

import re
from collections.abc import Iterator

from assistant.privacy.context import CLIENT, Page
from assistant.privacy.findings import Sort

Span = tuple[Sort, int, int]

_SURE = (
    rf"(?:zaak|dossier|{CLIENT}|klant|pati(?:ë|e)nt|aanvraag|meldings?|beschikkings?|registratie"
    r"|relatie|polis|cjib|parket|v"
    r"|vreemdelingen|inschrijf|bezwaar|werkproces|casus|deelnemers?|burger|inwoner|lidmaatschaps?"
    r"|intake|behandel|zorg|paspoort"
    r"|rijbewijs|identiteits|hulpvraag|ciz|svb|uwv|cak|ind|duo)[ -]?(?:nummers?|nrs?\.?|id|code)"
    r"|zaakkenmerk|zaak-?id|(?:ons"
    r"|uw|jouw|mijn) kenmerk|kenmerk"
)
_BARE = r"zaak|dossier|casus|referentie(?:nummer)?"
_LINK = (
    r"(?:\W{0,4}|[ \n](?:is|luidt|was|heeft|met|nummer|nr\.?|no\.?|onder|van (?:mijn |deze "
    r"|de )?cliënt|hiervan)\W{0,3}){0,3}"
)
_ANNOUNCED = re.compile(
    rf"(?<![^\W_])(?:(?P<sure>{_SURE})|(?:{_BARE}))(?:[ ]?\([^()\n]{{0,20}}\))?{_LINK}$", re.IGNORECASE
)
_QUICK = re.compile(r"zaak|dossier|nummer|nr|kenmerk|casus|code|zaak-?id|referentie", re.IGNORECASE)
_VALUE = re.compile(
    r"(?<![\w/.-])(?:[A-Z]{1,4}[ ]"
    r"|(?:[A-Za-z]{1,8}[./_-]?){1,2})?\d\w{0,30}(?:[./_-]\w{1,30}){0,6}(?: (?:\d{2,}"
    r"|[A-Z]{1,2}\d+)){0,3}"
)
_PUBLIC = re.compile(
    r"ECLI|kamerstuk|tweede kamer|eerste kamer|vergaderjaar|rechtbank|\bCRvB\b|centrale raad"
    r"|hoge raad|gerechtshof|raad van state"
    r"|\bstb\b|\bstcrt\b|publicatie",
    re.IGNORECASE,
)
_SYSTEM = re.compile(r"(?<![\w/.-])[ZD][./-]?(?:20)?\d{2}[./-]\d{4,8}(?![\w/-])")
SEEN = 90


def find_cases(page: Page) -> Iterator[Span]:
    """Every number of a case, a file or a client."""
    for match in _SYSTEM.finditer(page.text):
        yield Sort.ZAAKNUMMER, match.start(), match.end()
    if not _QUICK.search(page.text):
        return
    for match in _VALUE.finditer(page.text):
        if sum(map(str.isdigit, match.group())) < 3:
            continue
        cue = _ANNOUNCED.search(page.before(match.start()) or "") or _ANNOUNCED.search(
            page.cell_before(match.start()).strip()
        )
        if cue and _is_number(page, match, bool(cue.group("sure"))):
            yield Sort.ZAAKNUMMER, match.start(), match.end()


def _is_number(page: Page, match: re.Match[str], sure: bool) -> bool:
    value = match.group()
    if _PUBLIC.search(page.text[max(0, match.start() - SEEN) : match.end() + 40]) or page.is_amount(*match.span()):
        return False
    digits = sum(map(str.isdigit, value))
    is_date = re.fullmatch(r"[0-3]?\d[./-][01]?\d[./-](?:\d\d){1,2}", value)
    is_year = re.fullmatch(r"(?:19|20)\d\d(?:[-/](?:19|20)?\d\d)?", value)
    if is_date or is_year:
        return False
    return sure or digits >= 5 or (digits >= 4 and not value.isdigit())


_L = "BDFGHJKLNPRSTVXZ"  # since 1978
_OLD = "ABDEFGHJKLMNPRSTUVXYZ"
_FIRST = _L + "MWO"  # motorcycles, trailers and their like begin with one of these
_FORMS = (
    rf"[{_OLD}]{{2}}-\d\d-\d\d|\d\d-\d\d-[{_OLD}]{{2}}|\d\d-[{_OLD}]{{2}}-\d\d"
    rf"|[{_FIRST}][{_L}]-\d\d-[{_L}]{{2}}|[{_FIRST}][{_L}]-[{_L}]{{2}}-\d\d|\d\d-[{_FIRST}][{_L}]-[{_L}]{{2}}"
    rf"|\d\d-[{_L}]{{3}}-\d|\d-[{_L}]{{3}}-\d\d|[{_FIRST}][{_L}]-\d{{3}}-[{_L}]|[{_FIRST}]-\d{{3}}-[{_L}]{{2}}"
    rf"|[{_L}]{{3}}-\d\d-[{_L}]|[{_FIRST}]-\d\d-[{_L}]{{3}}|\d-[{_L}]{{2}}-\d{{3}}|\d{{3}}-[{_L}]{{2}}-\d"
)
_NEVER = {"GVD", "KKK", "LPF", "NSB", "PKK", "PSV", "TBS", "SS", "SD", "PVV", "SGP", "VVD", "BBB"}
_PLATE = re.compile(rf"(?<![\w/.-])(?:{_FORMS})(?![\w/-])")
_LOOSE = re.compile(
    rf"(?<![\w/.-])(?:{_FORMS.replace('-', '[ -]?')})(?![\w/-])".replace("[ [ -]?]?", "[ -]?"), re.IGNORECASE
)
_CAR = re.compile(
    r"(?<!\w)(?:kentekens?|nummerplaat|nummerborden?|nummerbord|auto|wagen|voertuig|bus|busje"
    r"|bestelbus|scooter|motor|brommer|aanhanger"
    r"|geparkeerd|rijdt in|scootmobiel|brommobiel|taxi)(?!\w)",
    re.IGNORECASE,
)
_ANY_PLATE = re.compile(
    r"(?<![\w/.-])(?=[A-Z\d-]{8}(?![\w-]))(?:[A-Z]{1,3}|\d{1,3})-(?:[A-Z]{2,3}|\d{2,3})-(?:[A-Z]{1,3}"
    r"|\d{1,3})"
)
_NAMED = re.compile(r"(?:kenteken(?:nummer)?|nummerplaat|nummerbord)(?: is| was| luidt|\W){0,3}$", re.IGNORECASE)
_CODES = re.compile(
    r"(?<!\w)(?:\w{0,12}codes?|artikelnummers?|productnummers?|typenummers?|modelnummers?"
    r"|serienummers?|onderdeelnummers?|bestelnummers?"
    r"|ordernummers?|versies?|code-?lijst|lijst)(?!\w)",
    re.IGNORECASE,
)


def find_plates(page: Page) -> Iterator[Span]:
    """Every Dutch licence plate."""
    for match in _PLATE.finditer(page.text):
        letters = re.findall(r"[A-Z]+", match.group())
        if _NEVER.isdisjoint(letters) and not _CODES.search(page.before(match.start())):
            yield Sort.KENTEKEN, match.start(), match.end()
    if not _CAR.search(page.text):
        return
    for match in _ANY_PLATE.finditer(page.text):
        if _NAMED.search(page.before(match.start(), 30)) and not match.group().replace("-", "").isalpha():
            yield Sort.KENTEKEN, match.start(), match.end()
    for match in _LOOSE.finditer(page.text):
        near = f"{page.before(match.start())} {page.after(match.end(), 40)}"
        if _CAR.search(near) and not _CODES.search(page.before(match.start())) and any(map(str.isalpha, match.group())):
            yield Sort.KENTEKEN, match.start(), match.end()
