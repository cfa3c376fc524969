"""Names of persons, by rules and a list of first names: a help for who reads a text over, not a guarantee.

The known tool for Dutch (deduce) has two licences that contradict each other
and takes a minute at its first start; a language model would cost a download
for every user. These rules see a name behind a title (mevrouw De V.), behind
initials (J. van den Berg), by its first name (Fatima El Amrani), and behind a
word that calls for one (zoon Milan). A surname that was seen once is seen again
further on. A first name outside the list, without any of this, is missed.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from assistant.dutch import wordlists
from assistant.dutch.municipalities import official_name
from assistant.privacy.context import CLIENT, Page
from assistant.privacy.findings import Sort

Span = tuple[Sort, int, int]

_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀĆČĐĘĞİŁŃŐŒŚŞŠŹŻŽ]"
_SMALL = r"[a-zà-öø-ÿāćčđęğıłńőœśşšźżž]"
_CAP = (
    rf"{_CAPITAL}(?:['’]{_CAPITAL})?{_SMALL}{{1,24}}(?:{_CAPITAL}{_SMALL}{{1,15}})?"
    rf"(?:-(?:(?:van|de[nr]?|ter|ten)[ ]){{0,2}}{_CAPITAL}{_SMALL}{{1,20}}){{0,2}}"
)
_PARTICLE = (
    # in, op and uit begin a name only before an article: ‘oma in Delft’ names nobody
    r"(?:[Vv]an|[Dd]en?|[Dd]er|[Tt]e[nr]?|['’][ts]|(?:[Ii]n|[Oo]p|[Uu]it)(?= (?:['’]t|de[nr]?|het) )"
    r"|[Ee]l|[Aa]l|[Bb][ei]n|[Vv]on"
    r"|[Dd]u|[Ll][ae]|[Dd]a|[Dd]os|[Dd]i|[Aa][iï]t|[Oo]uld)"
)
_SMALL_PARTICLE = (
    _PARTICLE.replace("[Dd]en?|[Dd]er", "den?|der").replace("[Vv]an", "van").replace("[Ii]n|[Oo]p|[Uu]it", "in|op|uit")
)
_PERSON_TITLE = (
    r"(?:[Mm]evrouw|[Mm]evr\.?|[Mm]eneer|[Mm]ijnheer|[Dd]hr\.?|[Mm]w\.?|[Dd]e heer|MEVROUW|MENEER"
    r"|[Mm]ej\.|[Tt]ante|[Oo]om|[Oo]ma|[Oo]pa|[Ff]amilie)"
)
_TITLE = (
    rf"(?:{_PERSON_TITLE}|[Dd]okter|[Dd]rs?\.|[Ii]r\.|[Ii]ng\.|[Mm]r\.|[Pp]rof\.(?: dr\.)?"
    r"|[Ww]ethouder|[Bb]urgemeester|[Mm]inister)"
)
_INITIALS = rf"(?:(?:{_CAPITAL}|Th|Chr|Ch|IJ|Ph)\.[ ]?){{1,5}}"
_TITLED = re.compile(
    rf"(?<!\w){_TITLE}[ \n](?:en (?:mevrouw|meneer) )?(?P<name>{_INITIALS}(?:{_PARTICLE} ){{0,3}}{_CAP}"
    rf"|(?:{_CAP} )?(?:{_PARTICLE} ){{1,3}}(?:{_CAP}|{_CAPITAL}\.(?!\w))|{_CAP}(?:[ ]{_CAP})?"
    rf"|{_CAPITAL}\.?(?![\w.]))"
)
_INITIALLED = re.compile(
    rf"(?<![\w.&])(?P<initials>{_INITIALS})(?:\([A-Z]\w+\) )?"
    rf"(?P<particles>(?:{_SMALL_PARTICLE} ){{0,3}})(?P<surname>{_CAP})(?!\.\w)"
)
_SURNAME = re.compile(rf"[ ](?P<name>(?:{_PARTICLE} ){{0,3}}{_CAP}|{_CAPITAL}\.(?!\w))")
_WORD = re.compile(rf"(?<![\w'’./@-]){_CAP}(?![\w@])")
_CALLED = re.compile(
    r"(?<!\w)(?:zoon(?:tje)?|dochter(?:tje)?|broer(?:tje)?|zus(?:je)?|moeder|vader|echtgenote?"
    rf"|{CLIENT}e?|buurvrouw|buurman|vriendin"
    r"|mantelzorger|genaamd|heten|heet|noemen we|kleinzoon|kleindochter|stiefvader|stiefmoeder"
    r"|contactpersoon:?|naam:|naam [Cc]li[eë]nt:"
    r"|roepnaam:?|voornaam:?|achternaam:?|[Nn]aam [|:]"
    rf"|[Cc]li[eë]nt:)[ ](?P<name>{_CAP}(?: (?:{_PARTICLE} ){{0,3}}{_CAP})?)"
)
_NO_NAME = frozenset(
    """de het een en van in op voor met wmo jeugdwet participatiewet gemeente gemeenten wet besluit regeling
    verordening bijlage artikel hoofdstuk paragraaf tabel figuur sociaal sociale wijkteam wijkteams team teams
    jeugd zorg stichting movisie vng rijk kamer raad inleiding samenvatting conclusie conclusies aanbevelingen
    methode resultaten nederland nederlandse europa maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
    januari februari maart april mei juni juli augustus september oktober november december wie wat waar hoe
    waarom wanneer welke deze dit dat die zij hij ook maar als bij aan uit door over naar om er ik je we wij mijn
    ons onze hun haar voorzitter wethouder burgemeester minister staatssecretaris secretaris doel aanleiding vraag
    antwoord stap stappen fase deel uitvoering ondersteuning begeleiding dagbesteding advies rapport onderzoek
    beleid plan project centrum huis thuis school hulp welzijn informatie niet geen wel zo dan nog daarnaast
    daarom volgens sinds tijdens omdat hierbij hiervoor verder zie vgl ten ter cliënt cliënten inwoner inwoners
    bewoner bewoners professional professionals organisatie organisaties minderjarigen ouders kinderen jongeren
    ministerie college commissie rechtbank hof adviseur beoogde bestaande nieuwe eerste tweede derde elke iedere
    alle
    """.split()  # noqa: SIM905
)
_BEFORE_LETTER = re.compile(
    r"(?:bijlage|onderdeel|deel|artikel|lid|sub|categorie|groep|variant|scenario|klasse|optie|model"
    r"|type|hoofdstuk|fase|team|onder|en"
    r"|letter|vitamine|hepatitis|route|spoor|punt)[ ]$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r" ?[,(&|]| (?:en|woont|belt|belde|heeft|had|vraagt|vroeg|wil|komt|kwam|krijgt|kreeg|zegt|zei"
    r"|gaat|ging)(?!\w)"
)
LONGEST = 40  # characters of first names in a row
SURNAMES = 300  # that are looked for again


@cache
def first_names() -> dict[str, bool]:
    """The first names of the list, each with whether it is a word or a place as well."""
    listed = wordlists.lines((files("assistant.privacy.data") / "voornamen.txt").read_text(encoding="utf-8"))
    return {name.rstrip("*"): name.endswith("*") for line in listed for name in line.split()}


def known_name(word: str) -> bool:
    """Whether a word is a first name and nothing else."""
    return first_names().get(word) is False


def find_names(page: Page) -> Iterator[Span]:
    """Every name of a person that the rules see, in order."""
    spans = sorted({*_titled(page), *_initialled(page), *_first_named(page), *_called(page)})
    spans = _merged(spans)
    again = _seen_again(page, spans)
    for start, end in _merged(sorted([*spans, *again])):
        yield Sort.NAAM, start, end


def is_person(page: Page, start: int) -> bool:
    """Whether a name is not behind an office: the minister's age or a wethouder's date tells of a public figure."""
    return not re.search(
        r"(?i)(?:minister|wethouder|burgemeester|staatssecretaris|auteur|door)[ ]$",
        page.text[max(0, start - 20) : start],
    )


def _titled(page: Page) -> Iterator[tuple[int, int]]:
    for match in _TITLED.finditer(page.text):
        start, end = match.span("name")
        words = match.group("name").split()
        if words[0].lower().strip(".") in _NO_NAME and len(words) == 1:
            continue
        second = len(words) == 2 and words[0].strip(".").lower() not in (
            "de",
            "van",
            "el",
            "den",
            "ter",
            "al",
            "ten",
            "ben",
            "te",
        )
        if second and (words[1].lower() in _NO_NAME or (words[0] not in first_names() and "." not in words[0])):
            end = start + len(words[0])
        if words[0].lower() not in _NO_NAME or len(words) > 1:
            yield start, end


def _initialled(page: Page) -> Iterator[tuple[int, int]]:
    for match in _INITIALLED.finditer(page.text):
        surname = match.group("surname")
        if surname.lower() in _NO_NAME or len(surname) < 3:
            continue
        single = match.group("initials").count(".") == 1 and not match.group("particles")
        line = page.text.rfind("\n", max(0, match.start() - 12), match.start()) + 1
        at_line = line > 0 and not page.text[line : match.start()].strip(" *#>-")
        ambiguous = (
            at_line
            or match.start() == 0
            or _BEFORE_LETTER.search(page.text[max(0, match.start() - 14) : match.start()])
        )
        if single and ambiguous and not _GOES_ON.match(page.text, match.end()):
            continue
        yield match.span()


def _first_named(page: Page) -> Iterator[tuple[int, int]]:
    known, passed = first_names(), 0
    for match in _WORD.finditer(page.text):
        name = match.group()
        if match.start() < passed:
            continue
        if name not in known and not all(part in known for part in name.split("-")):
            continue
        end, surname = match.end(), None
        second = _SURNAME.match(page.text, end)
        while second and known.get(second.group("name")) is False and end - match.start() < LONGEST:
            end = second.end()
            second = _SURNAME.match(page.text, end)
        if second and second.group("name").split()[-1].lower() not in _NO_NAME and not _is_thing(second.group("name")):
            end, surname = second.end(), second.group("name")
        if surname is None and (known.get(name) or _no_person(page.text, match.start(), end, name)):
            continue
        passed = end
        yield match.start(), end


def _is_thing(name: str) -> bool:
    return bool(
        re.search(
            r"(?:straat|laan|weg|plein|stichting|school|ziekenhuis|college|huis|fonds|instituut|park)$", name.lower()
        )
    )


def _no_person(text: str, start: int, end: int, name: str) -> bool:
    """Whether a first name alone is a month, a saint, or part of another name."""
    after, before = text[end : end + 14], text[max(0, start - 14) : start]
    if re.match(
        r"[ ]?\d|[ ](?:Stichting|Fonds|Instituut|Ziekenhuis|School|Huis|College|Gasthuis)", after
    ) or official_name(name):
        return not re.match(r" \(\d", after)
    return bool(re.search(r"(?:Sint|St\.|Prins|Prinses|Koning|Koningin|Hurricane|Stichting|Huize|Huis)[ ]$", before))


def _called(page: Page) -> Iterator[tuple[int, int]]:
    for match in _CALLED.finditer(page.text):
        first = match.group("name").split()[0]
        if first.lower() not in _NO_NAME and official_name(first) is None:
            yield match.span("name")


def _seen_again(page: Page, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where the surnames of these names stand alone."""
    surnames = {page.text[start:end].split()[-1] for start, end in spans}
    wanted = sorted(
        name for name in surnames if len(name) > 3 and name.lower() not in _NO_NAME and not official_name(name)
    )
    unsure = first_names()
    wanted = [name for name in wanted if not unsure.get(name)][:SURNAMES]
    if not wanted:
        return []
    names = set(wanted)
    found = []
    for match in _WORD.finditer(page.text):
        if match.group() in names:
            particles = re.search(rf"(?:{_PARTICLE} ){{1,3}}$", page.text[max(0, match.start() - 12) : match.start()])
            begin = match.start() - (len(particles.group()) if particles and particles.group()[0].isupper() else 0)
            found.append((begin, match.end()))
    return found


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that overlap become one."""
    result: list[tuple[int, int]] = []
    for start, end in spans:
        if result and start < result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result
