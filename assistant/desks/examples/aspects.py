"""What is asked of every place, and by what a quote shows that it answers.

A question is asked of the engine as a user would ask it, but without the place: it
reads only what speaks of that place, where its name would make all equally near. Its best quotes are
near in meaning, and that is not enough for a table that claims to be complete:
‘Haarlem kreeg in 2012 wijkteams’ is near to ‘wie is de werkgever’. So a quote
must also hold words of the field that an answer to this question cannot do
without. The words are those of the trade (Movisie, VNG and local reports use
them), not those of one text; ``unless`` takes out what those words mean elsewhere.
"""

import re
from dataclasses import dataclass
from functools import cache

from assistant.dutch.words import fold

TEAM = (
    r"(?:wijk|gebieds?|buurt|dorps|kern|jeugd|regie|expert|volwassenen)?-?teams?|"
    r"soci(?:aal|ale) (?:wijk|gebieds)?teams?|wijkteams?"
)
_COUNTED = (
    r"(?:(?!uur|jaar|procent|euro|keer|we\w+|maand\w*|dag\w*)\w+ ){0,3}(?:\w*teams|\w*clusters?|"
    r"\w*medewerkers|\w*professionals|\w*hulpverleners|werkers|\w+werkers|"
    r"\w*consulenten|inwoners|bewoners|fte|formatieplaatsen|huishoudens|gezinnen|clienten|organisaties|partners|"
    r"wijken|kernen|gemeenten|vrijwilligers|leden|collega['’]?s)"
)
_NUMBER = (
    r"(?:\d[\d.,]*|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|"
    r"twintig|dertig|veertig|vijftig|honderd\w*)"
)
_HOME = r"(?:hun |de |een )?(?:eigen )?moederorganisaties?"
BY_HOME = rf"(?:in dienst (?:bij|van) {_HOME}|(?:werk\w*|blijven|vallen)\b.{{0,40}}\b(?:vanuit|onder|bij) {_HOME})"
BY_MUNICIPALITY = r"in dienst (?:bij|van) (?:de |een )?(?:eigen )?gemeente"
_HOPED = (
    r"\b(?:argument\w*|redenen|hoopt|hopen|verwacht\w*|beoog(?:t|en|d\w*)|stre(?:eft|ven) naar|ambities?|zou|zouden|"
    r"wil|willen|moet|moeten|doel is|plannen)\b"
)
_GOVERNMENT = r"(?:gemeente|college|wethouder|gemeenteraad|gemeentebestuur|gemeentelijke?)"


@dataclass(frozen=True, slots=True)
class Aspect:
    """A column: its key in addresses, its heading, the question, and the signs of an answer.

    ``says`` must match the folded text of a sentence, ``unless`` must not.
    ``least`` is how surely a sentence must speak of the place (see ``subjects``) where the engine
    doubts; ``quotes`` is how many one document may give.
    """

    key: str
    name: str
    question: str
    says: str
    unless: str = "(?!)"
    least: int = 2
    quotes: int = 1

    def is_said(self, text: str) -> bool:
        """Whether a sentence holds words that an answer needs."""
        return bool(_compiled(self.says).search(fold(text))) and not self.is_ruled_out(text)

    def is_ruled_out(self, text: str) -> bool:
        """Whether a sentence holds words by which what it says is no answer."""
        return bool(_compiled(self.unless).search(fold(text)))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


ASPECTS = (
    Aspect(
        "organisatievorm",
        "Organisatievorm",
        "Welke organisatievorm hebben de wijkteams?",
        r"\b(?:organisatievormen?|rechtsvorm\w*|stichting\w*|cooperatie\w*|netwerkorganisatie\w*|projectorganisatie\w*|"
        r"gemeenschappelijke regeling\w*|samenwerkingsverband\w*|uitvoeringsorganisatie\w*|besloten vennootschap|bv|"
        r"maatschap|vereniging|inbesteed|uitbesteed|aanbesteed|hoofdaannemer\w*|"
        r"gemeentelijke (?:dienst|afdeling))\b|"
        rf"\b(?:koos|kiest|kozen|gekozen)\b.{{0,40}}\b(?:{TEAM})\b|"
        rf"\b(?:{BY_HOME}|{BY_MUNICIPALITY})\b",  # so teams are told apart in the trade
        r"\borganisatievorm\w* (?:zegt|op zich)\b|\bin dienst\b(?! (?:bij|van))|\bjeugdteam en\b",
    ),
    Aspect(
        "werkgever",
        "Werkgever",
        "Bij wie zijn de medewerkers van de wijkteams in dienst?",
        r"\b(?:in dienst|in loondienst|werkgever\w*|gedetacheerd\w*|detacher\w*|ingeleend\w*|ingehuurd\w*|inleen\w*|"
        r"aanstelling|op de loonlijst|payroll\w*)\b|\bprofessionals van de gemeente\b|"
        r"\b(?:werk\w*|blij\w+|vallen|valt)\b.{0,60}\b(?:moederorganisaties?|(?:eigen|hun) \w*organisaties?)\b|"
        r"\bmoederorganisaties?\b.{0,40}\b(?:betaalt|betalen|levert|leveren)\b",
        r"\bverantwoording\b",
    ),
    Aspect(
        "gemeente",
        "Rol van de gemeente",
        "Welke rol heeft de gemeente bij de wijkteams?",
        rf"\b{_GOVERNMENT}\b.{{0,90}}\b(?:stuur\w*|aanstur\w*|regie\w*|opdrachtgever\w*|subsidi\w*|financier\w*|"
        r"betaalt|bepaalt|kaders?|koopt|inko\w+|toezicht\w*|faciliteer\w*|contract\w*|aanbeste\w+|"
        rf"verantwoordelijk\w*|leiding|eigenaar)\b|\b(?:aansturing|regie|sturing|regierol)\b.{{0,60}}\b{_GOVERNMENT}\b|"
        rf"\bin opdracht van (?:de )?{_GOVERNMENT}\b",
        r"\bmoederorganisatie\b",
    ),
    Aspect(
        "omvang",
        "Omvang",
        "Hoeveel wijkteams, medewerkers en inwoners zijn er?",
        rf"\b{_NUMBER} {_COUNTED}\b|\baantal (?:inwoners|medewerkers|teams)\b.{{0,40}}\d",
        r"\b(?:twee|drie) (?:groepen|partijen|punten|manieren)\b|\btwee medewerkers\b|\bandere gemeenten\b",
    ),
    Aspect(
        "toegang",
        "Toegang",
        "Hoe krijgen inwoners toegang tot zorg en ondersteuning?",
        r"\b(?:inwoners?|burgers?|bewoners?|mensen|clienten|gezinnen|ouders|iedereen)\b.{0,80}\b(?:aanmeld\w*|meld\w*|"
        r"terecht|loket\w*|ingang|binnenlopen|bellen|inloop\w*|keukentafel\w*)\b|\b\w*loket\b|"
        r"\btoegang (?:tot|krijg\w*|loopt|verloopt|is (?:belegd|geregeld|georganiseerd))\b|\boutreachend\b|"
        r"\b(?:aanmelding\w*|meldpunt\w*|inloopspreekuur|spreekuur|verwijz\w+|toegangsteam\w*|voordeur)\b|"
        r"\bzelf naar de (?:inwoner|burger|bewoner)\b",
        r"\bvaktaal\b",
    ),
    Aspect(
        "kwaliteit",
        "Kwaliteit en scholing",
        "Hoe worden de kwaliteit en de scholing van de medewerkers geregeld?",
        r"\b(?:\w*scholing\w*|schoolt|schoolde|geschoold|training\w*|getraind|opleiding\w*|opgeleid|deskundigheidsbevordering|kwaliteit\w*|"
        r"intervisie|supervisie|\w*coaching|assessment\w*|ontwikkelplan\w*|\w*scan|screening|teamschouw\w*|"
        r"leer[\w-]*(?:gemeenschap|netwerk|kring)\w*|lerende? (?:gemeenschap|netwerk)\w*|competenties?|"
        r"vakkennis|\w*academie|academy|leertraject\w*|cursus\w*|casuistiek\w*|t-shape\w*|"
        r"professioneler|professionaliser\w*|inwerk\w*|e-learning\w*)\b",
        r"\bkwaliteit van leven\b|\b(?:schreef|schreven|publiceer\w*)\b",
        2,
        2,
    ),
    Aspect(
        "dilemmas",
        "Dilemma’s",
        "Welke dilemma’s, nadelen en knelpunten zijn er?",
        r"\b(?:dilemma\w*|nade(?:el|len)|knelpunt\w*|risico\w*|probleem|problemen|lastig\w*|moeilijk\w*|uitdaging\w*|"
        r"spanning\w*|gevaar|dubbel werk|wachtlijst\w*|klacht\w*|valkuil\w*|onzeker\w*|bezwaar|bezwaren|"
        r"tekort\w*|kritiek|werkdruk|schotten|misgaan|worstel\w*|zorgelijk)\b|"
        r"\blukt\b.{0,60}\b(?:niet|nauwelijks)\b|\b(?:nog )?niet genoeg\b|\bonvoldoende\b",
        r"\bpsychische problemen\b|\bmultidisciplinaire problemen\b|\bsociale problemen\b|\bgeen (?:risico|probleem|"
        r"problemen|nadelen|wachtlijst\w*)\b|\boplossen van problemen\b|\bproblemen (?:te )?signaleren\b",
        1,
        2,
    ),
    Aspect(
        "succes",
        "Succesfactoren",
        "Wat gaat goed, en wat zijn de voordelen en succesfactoren?",
        r"\b(?:succes\w*|(?:werkt|gaat|ging|loopt|verloopt|past|lukt)\b.{0,60}\b(?:goed|beter)|goed (?:gaat|werkt|past|"
        r"loopt)|voorde(?:el|len)|sterke? punt\w*|dankzij|tevreden\w*|trots|efficient\w*|effectie\w+|flexibel\w*|"
        r"geslaagd\w*|doorslaggevend\w*|meerwaarde|verbeterd\w*|verbeterde|helpt (?:goed|daarbij|om)|"
        r"werpt vruchten af|levert veel op|blij met|wint tijd|korte lijnen)\b",
        r"\bniet (?:zo |erg )?(?:goed|efficient|effectief|tevreden|flexibel|succesvol)\b|"
        r"\bniet .{0,25}\b(?:geslaagd|tevreden)\b|\bonderzoek naar de tevredenheid\b|\bgeen succes\b|"
        r"\bnade(?:el|len)\b|\b(?:minder|nog niet) goed\b|\bontevreden\w*\b|\bsuccesfactoren (?:voor|van een)\b|"
        rf"{_HOPED}",
        1,
        2,
    ),
)
FORM_ASPECT = "organisatievorm"
FORMS = {  # to filter on, by the words that claim them
    "stichting": r"stichting\w*",
    "coöperatie": r"cooperatie\w*",
    "netwerkorganisatie": r"netwerkorganisatie\w*",
    "projectorganisatie": r"projectorganisatie\w*",
    "gemeenschappelijke regeling": r"gemeenschappelijke regeling\w*",
    "samenwerkingsverband": r"samenwerkingsverband\w*",
    "in dienst van de gemeente": (
        rf"(?:gemeentelijke (?:dienst|afdeling)|inbesteed|onderdeel van de gemeente|{BY_MUNICIPALITY})"
    ),
    "bv of maatschap": r"(?:besloten vennootschap|bv|maatschap)",
    "in dienst van moederorganisaties": BY_HOME,
    "gebiedsteams of wijkteams": r"(?:gebieds?|wijk|buurt|dorps)-?teams?",
}
_NOT_CLAIMED = re.compile(
    r"\b(?:geen|niet|nooit|zonder|in plaats van|denkt|denken|overweegt|overwegen|mogelijk\w*|misschien|"
    r"bijvoorbeeld|willen|wil|zou|zouden|eventueel|onderzoekt|stopte met|opgeheven)\b[^.;:]{0,80}$"
)
BY_KEY = {aspect.key: aspect for aspect in ASPECTS}
# What a source says that it does not say, or leaves open, is no answer.
_SAYS_NOTHING = re.compile(
    r"\bkom(?:t|en)\b.{0,60}\baan (?:bod|de orde)\b|\bkwam(?:en)?\b.{0,60}\baan (?:bod|de orde)\b|"
    r"\b(?:dit|deze) (?:artikel|blog|verslag|rapport|notitie|\w*sessie|hoofdstuk|paragraaf)\b.{0,30}\b(?:gaat|ging)\b|"
    r"\bstaat(?: er)? niet in\b|\b(?:noemt|vertelt|meldt|zegt|vermeldt|beschrijft|geeft)\b(?: \S+){0,6} niet\b|"
    r"\b(?:is|zijn|blijft|was) (?:nog )?(?:niet bekend|onbekend|onduidelijk)\b|\bniet duidelijk\b|"
    r"\bgeen duidelijk antwoord\b|\bweten we niet\b|\bde vraag (?:is|was|bleef)\b|\bwas er een vraag\b|"
    r"\bwas ook de vraag\b|\bin de sessie was de vraag\b|\blaat open\b|\bopen vragen\b|\bis de vraag\b"
)
_GENERAL = re.compile(
    r"\b(?:(?:procent|%|deel|meeste|helft|aantal|groep) van (?:alle |de )?gemeenten|de meeste gemeenten|in nederland|"
    r"landelijke?|in het hele land|elders|(?:over|in) het algemeen|doorgaans|meestal|gewoonlijk|"
    r"(?<!is )(?<!als )(?:een|elke|iedere) (?:andere |kleine |grote )?gemeente)\b"
)
_PLURAL = re.compile(r"(?:(\S+) )?\bgemeenten\b")
_DEFINITE = re.compile(
    r"\d+|de|deze|die|beide|onze|hun|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|deelnemende|regionale"
)


def says_nothing(text: str) -> bool:
    """Whether a sentence asks, or says that something is not known."""
    return text.rstrip("\"'”’»)] ").endswith("?") or bool(_SAYS_NOTHING.search(fold(text)))


def is_general(text: str) -> bool:
    """Whether a sentence speaks of municipalities in general."""
    folded = fold(text)
    return bool(_GENERAL.search(folded)) or any(
        not _DEFINITE.fullmatch(match.group(1) or "") for match in _PLURAL.finditer(folded)
    )


def forms_claimed(text: str) -> list[str]:
    """The organisation forms that a sentence says to be so: not those it denies, considers or wishes."""
    folded = fold(text)
    return [form for form, words in FORMS.items() if _is_claimed(folded, _compiled(rf"\b{words}\b"))]


def _is_claimed(folded: str, words: re.Pattern[str]) -> bool:
    return any(not _NOT_CLAIMED.search(folded[: match.start()]) for match in words.finditer(folded))
