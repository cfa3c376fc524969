"""Addresses: a street with a house number, or a postcode with one.

A street is known by its ending and a capital; where the text says that somebody
lives there, any name with a capital will do. A post box belongs to an
organisation, and so does what is announced as a visiting address: neither is
personal. Any other address of an office cannot be told from a home and is
found. A postcode alone is an area.
"""

import re
from collections.abc import Iterator

from assistant.dutch.municipalities import official_name
from assistant.privacy.context import Page
from assistant.privacy.findings import Sort

Span = tuple[Sort, int, int]

_SURE = (
    r"straat(?:je)?|str\.|laan(?:tje)?|weg(?:je)?|plein(?:tje)?|gracht(?:je)?|kade|singel|dijk"
    r"|steeg(?:je)?|dreef|plantsoen|boulevard|allee|wal"
)
_UNSURE = (
    r"hof(?:je)?|park|markt|plaats|ring|baan|erf|hoek|kamp|haven|veld|velden|akker|zoom|weide|pad"
    r"|brink|horst|meent|vaart|oever"
    r"|berg|burg|heide|bos|donk|land|tuin|poort|brug|sluis|werf|eind|einde|gaarde|hove|waard|stede"
    r"|veen|meer|hout|rode|dal|es|dam"
)
_LETTER = (
    r"(?:[ -]?(?:bis|hs|zw|rd|rood|[IVX]{1,4}|[A-Z](?!\w|\.\w)|\d{1,4}(?!\d))|[a-zA-Z]\d{0,3}"
    r"|-[a-z\d]{1,4})?(?![^\W_])"
)
_NUMBER = rf"(?:,? ?(?:nr\.? ?|nummer |huisnummer |huisnr\.? |no\.? ?))?(?P<number>\d{{1,5}}){_LETTER}"
_POSTCODE = r"[1-9]\d{3}[ ]{0,2}(?!S[ADS](?![A-Z]))[A-Z]{2}(?![^\W_])"
_STREET = re.compile(rf"(?P<sure>{_SURE})?(?(sure)|(?:{_UNSURE}))[ ,\n]{{1,2}}{_NUMBER}")
_ENDING = re.compile(rf"(?<=[^\W_])(?:{_SURE}|{_UNSURE})(?:[ \n]|, ?){{1,2}}{_NUMBER}", re.IGNORECASE)
_IS_SURE = re.compile(_SURE, re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w'’.-]{0,40}$")
_PARTS = re.compile(
    r"(?:(?:[A-ZÀ-Þ][\w'’-]{0,25}\.?|\d{1,2}e|[Vv]an|[Dd]en?|[Dd]er|[Hh]et|['’][ts]|[Tt]e[nr]?|op|aan"
    r"|bij|in)[ ]){1,5}$"
)
_OWN_WORD = re.compile(
    r"(?<![^\W_])(?:Laan|Plein|Weg|Kade|Singel|Dijk|Park|Hof|Straat"
    rf"|Plantsoen)(?: [\w'’-]{{1,25}}){{1,4}} {_NUMBER}"
)
_BEFORE_POSTCODE = re.compile(
    rf"(?<![^\W_])(?P<street>(?:(?:[A-ZÀ-Þ][\w'’-]{{1,25}}|['’]t|van|de[nr]?|op|aan"
    rf"|het) ){{1,5}}){_NUMBER}(?=(?:, ?|[ \n]){_POSTCODE})"
)
_LAST_WORD = re.compile(
    rf"(?<![^\W_])(?P<street>(?:[A-ZÀ-Þ][\w'’-]{{1,25}} ){{1,3}}(?:Gracht|Straat|Weg|Kade|Dijk|Laan"
    rf"|Singel|Markt|Steeg|Plein)) {_NUMBER}"
)
_IN_TOWN = re.compile(r" (?:te|in) [A-Z]")
_IS_NAME = re.compile(r"\w+ (?:[A-Z]|(?:van|der|de|den|naar|het|ten|ter) )")
_POSTCODE_NUMBER = re.compile(
    rf"(?<![^\W_]){_POSTCODE}(?:[ ,/-]{{1,3}}|,? (?:en )?(?:huis)?(?:nummer|nr\.?):? ){_NUMBER}"
)
_POSTCODE_ALONE = re.compile(rf"(?<![^\W_]){_POSTCODE}")
_TAIL = re.compile(
    rf"(?:,?[ \n]{{1,2}}|, ?| ?- ?)(?:te |in )?(?i:{_POSTCODE})(?:,? (?:te |in )?(?:[A-Z'][\w'’-]{{2,25}}"
    r"(?: (?:aan den|aan de|op|[A-Z][\w-]+)){0,3}))?"
)
_TOWN = re.compile(r",? (?:te |in )?[A-Z'][\w'’-]{2,25}(?: aan de[n]? [A-Z][\w-]{2,25})?")
_LIVES = re.compile(
    r"(?<!\w)(?:woont|wonend|wonende|woonachtig|woon|wonen|woonde|verblijft|verblijvende?"
    r"|ingeschreven|logeert|verhuis(?:t|d|de)"
    r"|(?:woon|huis|thuis|post|brp-?|verblijf)?adres(?:gegevens)?|staat ingeschreven|bezorgen|afgeven"
    r"|huisbezoek)\b",
    re.IGNORECASE,
)
_LIVES_AT = re.compile(
    r"(?<!\w)(?:woont|wonend|wonende|woonachtig|woonde|verblijft|verblijvende?|ingeschreven|logeert"
    r"|verhuis(?:t|d|de)|adres|huisbezoek)"
    r"(?:gegevens)?(?: is| luidt)?(?: \w{2,12}){0,2}?(?: op| aan| naar| in| bij)?(?::| is)?(?: (?:de|het|'t))? "
    rf"(?P<street>(?:[A-ZÀ-Þ][\w'’-]{{1,25}} ){{1,4}}){_NUMBER}"
)
_OFFICE = re.compile(
    r"(?<!\w)(?:bezoekadres|kantooradres|vestigingsadres|gevestigd|postbus|antwoordnummer"
    r"|gemeentehuis|stadhuis|stadskantoor"
    r"|gemeentekantoor|hoofdkantoor|rechtbank)\b",
    re.IGNORECASE,
)
_OFFICE_AFTER = re.compile(
    r"(?<!\w)(?:het|ons|hun) (?:\w+ )?(?:kantoor|gemeentehuis|stadhuis|buurthuis|wijkcentrum)(?!\w)", re.IGNORECASE
)
_NO_STREET = frozenset(
    """onderweg halverwege vanwege terugweg uitweg middenweg omweg tussenweg zorgweg werkweg leerweg snelweg rijksweg
    spoorweg werkplein leerplein marktplein zorgplein jongerenplein digiplein gerechtshof arbeidsmarkt woningmarkt
    zorgmarkt markt huurmarkt werkplaats plaats academische kring ervaring oploop kamp nederland duitsland
    rijnland land gelderland zeeland friesland flevoland buitenland binnenland thuisland kabinet proces
    vooruitgang overweg afweg beweeg welzijn bijlage hof raad rechtshof denktank startbaan loopbaan ambtenaar
    voorbeeld woonplaats verblijfplaats werkveld speelveld krachtenveld werkgebied
    """.split()  # noqa: SIM905
)
_UNIT = re.compile(
    r"[ \n]+(?:jaar|jaren|mensen|personen|huishoudens|woningen|inwoners|bewoners|procent|keer|euro"
    r"|meter|km|kilometer|maanden|weken"
    r"|dagen|uur|minuten|gezinnen|kinderen|teams|wijkteams|gemeenten|deelnemers|professionals"
    r"|cliënten|locaties|miljoen|huizen)\b"
    r"|%|,\d|\.\d| ?%"
)


def find_addresses(page: Page) -> Iterator[Span]:
    """Every address of a person, as far as can be seen."""
    yield from _streets(page)
    for match in _OWN_WORD.finditer(page.text):
        if _IS_NAME.match(match.group()) and _fits(page, match, True):
            yield Sort.ADRES, match.start(), _end(page, match.end())
    for pattern in (_LIVES_AT, _BEFORE_POSTCODE, _LAST_WORD):
        yield from _named(page, pattern)
    for match in _POSTCODE_NUMBER.finditer(page.text):
        if _fits(page, match, True):
            yield Sort.ADRES, match.start(), match.end()
    for match in _POSTCODE_ALONE.finditer(page.text):
        before = page.before(match.start())
        if _LIVES.search(before) and not _OFFICE.search(before):
            town = _TOWN.match(page.text, match.end())
            yield (
                Sort.ADRES,
                match.start(),
                town.end() if town and official_name(town.group().strip(", ")) else match.end(),
            )


def _named(page: Page, pattern: re.Pattern[str]) -> Iterator[Span]:
    for match in pattern.finditer(page.text):
        if _fits(page, match, True) and not _OFFICE.search(match.group()):
            yield Sort.ADRES, match.start("street"), _end(page, match.end())


def _streets(page: Page) -> Iterator[Span]:
    for match in _ENDING.finditer(page.text):
        word = _WORD.search(page.text, max(0, match.start() - 41), match.start())
        if word is None:
            continue
        ending = re.match(r"[a-z.]+", match.group(), re.IGNORECASE)
        name = word.group() + (ending.group() if ending else "")
        sure = bool(_IS_SURE.match(match.group()))
        start = word.start()
        parts = _PARTS.search(page.text, max(0, start - 70), start)
        lives = bool(_LIVES.search(page.before(start)))
        known = lives or bool(_TAIL.match(page.text, match.end()) or _IN_TOWN.match(page.text, match.end()))
        if name.casefold() in _NO_STREET or official_name(name):
            continue
        if not (name[0].isupper() or known) or not (sure or known) or not _fits(page, match, known):
            continue
        yield Sort.ADRES, _begin(page.text, parts, start), _end(page, match.end())


def _begin(text: str, parts: re.Match[str] | None, start: int) -> int:
    """Where a street's name begins: the words with a capital before it, but not the small words before those."""
    if parts is None:
        return start
    words = re.finditer(r"\S+ ", parts.group())
    small = {"van", "de", "den", "der", "het", "'t", "’t", "te", "ten", "ter", "op", "aan", "bij", "in"}
    begin: int | None = None
    for word in words:
        if word.group().strip().lower() not in small:
            begin = parts.start() + word.start()
            break
    if begin is None:
        return start
    first = text[begin:start].split(" ", 1)[0]
    return (
        start
        if first.lower() in {"de", "het", "zij", "hij", "zijn", "haar", "mevrouw", "meneer", "op", "in", "adres"}
        else begin
    )


def _end(page: Page, end: int) -> int:
    tail = _TAIL.match(page.text, end)
    return tail.end() if tail else end


def _fits(page: Page, match: re.Match[str], known: bool) -> bool:
    """Whether the number is a house's: no year, no count, nothing of an office."""
    number = int(match.group("number"))
    if number == 0 or _UNIT.match(page.text, match.end()) or (1900 <= number <= 2099 and not known):
        return False
    return not _OFFICE.search(page.before(match.start())) and not _OFFICE_AFTER.search(page.after(match.end(), 50))
