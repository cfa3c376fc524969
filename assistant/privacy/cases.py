"""When a question describes one person, so that a colleague would know who it is.

A question about a kind of case is what the program is for: ‘een alleenstaande
moeder met schulden’ passes. It is a description when it points at one person
(a name, ‘mijn cliënt’, ‘een vrouw van 43’) and tells so many different things of
that person that they point there together. A name with one such thing is
enough; without any name three are needed. A name alone, as of a researcher,
never is.
"""

import re
from collections.abc import Sequence

from assistant.privacy.context import CLIENT
from assistant.privacy.findings import Finding, Sort

_WHO = rf"(?:{CLIENT}e?|klant|pupil|bewoner|bewoonster|inwoner|inwoonster|buurvrouw|buurman|pati(?:ë|e)nte?)"
_PERSON = (
    rf"(?:{_WHO}|vrouw|man|mevrouw|meneer|dame|heer|jongen|meisje|gezin|moeder|vader|stel|echtpaar"
    r"|weduwe|weduwnaar|jongeman"
    r"|student|statushouder|oudere)"
)
TITLE = r"(?:mevrouw|mevr\.?|meneer|mijnheer|dhr\.?|mw\.?|de heer|tante|oom|oma|opa|(?:de )?familie)"
_POINTS = re.compile(
    rf"(?<!\w)(?:(?:mijn|m'n|onze|deze) {_WHO}|een {_WHO} van (?:mij|ons|mijn)|(?:ik|wij|we) (?:heb"
    r"|hebben|begeleid|begeleiden|ken|kennen"
    rf"|spreek|sprak|bezoek|bezocht|zit met|zag|help)(?: \w+){{0,3}} een (?:\w+ )?{_PERSON}|in (?:mijn"
    r"|onze) caseload"
    r"|(?:deze|die|de) (?:mevrouw|meneer|dame)|casus:|casusbeschrijving|(?:er|hier) (?:woont"
    rf"|is) (?:\w+ )?een {_PERSON}"
    r"|mijn (?:buurjongen|buurmeisje|oom|tante|oma|opa|moeder|vader|zus|broer|dochter|zoon|vriendin"
    r"|collega))(?!\w)",
    re.IGNORECASE,
)
_STARTS = re.compile(r"(?:^|[.!?:] )(?:hij|zij|ze) is (?:nu |pas |al )?\d{1,3}(?!\d)", re.IGNORECASE)
_AGED = re.compile(
    rf"(?<!\w)(?:een |de |deze )?(?:\w+ )?{_PERSON}(?: \(| van |, )(?:1[01]\d|\d{{1,2}})(?! ?(?:tot"
    r"|t/m|en ouder|jaar (?:en|of) ouder|kinderen))"
    rf"|(?<!\w)(?:een|de|deze) (?:\w+ )?(?:1[01]\d|\d{{1,2}})-?jarige? (?:\w+ )?{_PERSON}",
    re.IGNORECASE,
)
_SCHOLAR = re.compile(
    r"(?<!\w)(?:schrij(?:ft|ven)|schreef|schreven|zegt|zeggen|vindt|vinden|stelt|stellen|betoog\w*"
    r"|concludeer\w*|onderzoek\w*|onderzocht\w*"
    r"|auteurs?|boek|artikel|rapport|publicatie|theorie|model|methode|hoogleraar|lector|promovend\w+"
    r"|cite+r\w*|blog|wethouder|minister"
    r"|burgemeester|staatssecretaris|volgens)(?!\w)",
    re.IGNORECASE,
)
_POSSESSIVE = r"(?:haar|zijn|diens|hun|d'r|z'n)"
_RELATION = (
    r"(?:\w+ )?(?:zoon\w*|zonen|dochter\w*|man|vrouw|echtgenote?|partner|moeder|vader|kind(?:eren"
    r"|je)?|ex\w*|broers?|zus(?:sen|je)?|ouders"
    r"|kleinkind\w*|kleinzoon|kleindochter|buurvrouw|buurman|stief\w+|vriend(?:in)?|oma|opa"
    r"|mantelzorger|gezin|familie|baby)"
)
FACETS = {
    "age": re.compile(
        r"(?<!\w)(?<!tot )(?<!vanaf )(?:(?:is|van|was|nu|wordt|al) )(?:1[01]\d"
        r"|\d{1,2})(?: jaar(?: oud)?)?(?=[ ,.);?!]|$)(?! (?:tot|t/m|en \d|procent|%|euro"
        r"|uur|gemeenten|teams|kinderen|weken|maanden|dagen|keer|jaar (?:en|of) (?:ouder|jonger)|mensen"
        r"|personen|leden))"
        r"|\b\d{1,3}-?jarige?\b(?!n)|, \d{1,3}(?: jaar)?(?=,)|\b\d{1,3} jaar oud\b(?!er)|\((?:\d{1,3}|[mv]|man"
        r"|vrouw)(?:,? ?\d{1,3})?(?: jaar| jr\.?)?\)|\b(?:man|vrouw|jongen|meisje),? \d{1,3}\b",
        re.IGNORECASE,
    ),
    "relations": re.compile(
        rf"(?<!\w){_POSSESSIVE} {_RELATION}(?!\w)|(?<!\w)(?:met|heeft) (?:\w+ )?(?:twee|drie|vier|vijf|zes"
        r"|\d) (?:\w+ )?kinderen",
        re.IGNORECASE,
    ),
    "household": re.compile(
        r"(?<!\w)(?:vader|moeder|zoon|dochter|jongen|meisje|ex|partner)(?!\w)[^.?]{0,60}?(?<!\w)(?:vader"
        r"|moeder|zoon|dochter|baby|ex"
        r"|partner|kinderen)(?!\w)[^.?]{0,60}?(?<!\w)(?:vader|moeder|zoon|dochter|kinderen)(?!\w)",
        re.IGNORECASE,
    ),
    "home": re.compile(
        r"(?<!\w)(?:woont|woonde|woonachtig|slaapt in|verblijft|logeert|dakloos|uitgezet|huisuitzetting"
        r"|uit huis gezet|ontruim\w*|huurachterstand"
        r"|in (?:haar|zijn) (?:huis|flat|woning|auto|appartement)|uit de \w+(?:straat|laan|flat|weg)"
        r"|haar woning|zijn woning|haar huis"
        r"|zijn huis)(?!\w)",
        re.IGNORECASE,
    ),
    "health": re.compile(
        r"(?<!\w)(?:dement\w*|alzheimer|parkinson|psycho\w*|schizofren\w*|borderline|bipolair\w*|autis\w*"
        r"|asperger|adhd|ptss|depress\w*|angststoornis"
        r"|verslaafd\w*|verslaving|alcohol\w*|drinkt|drugs\w*|blowt|cocaïne|suïcid\w*|zelfmoord\w*|kanker"
        r"|diabetes|suikerziekte|copd|ms|epilepsie|hiv"
        r"|niet-aangeboren hersenletsel|nah|beroerte|herseninfarct|cva|hartaanval|hartfalen|rolstoel\w*"
        r"|blind|slechtziend\w*|doof|lvb|verstandelijk\w*"
        r"|diagnose|gediagnosticeerd|ziekenhuis|opgenomen|medicatie|medicijnen|zwanger|anorexia"
        r"|eetstoornis|burn-?out|gevallen|heup|amput\w*|incontinent"
        r"|verward\w*|wanen|stemmen hoort|hoort stemmen|ziek|reuma|vergeet\w*|overspannen|hersenletsel"
        r"|trauma\w*"
        r"|obesitas|verzamel\w*|vervuil\w*)(?!\w)",
        re.IGNORECASE,
    ),
    "money": re.compile(
        r"(?<!\w)(?:schuld(?:en)?|schuldhulp\w*|bijstand\w*|uitkering|wajong|wia|bewind\w*|deurwaarder\w*"
        r"|incasso\w*|failliet|huurschuld"
        r"|betalingsachterstand\w*|beslag|inkomen|toeslagenaffaire|gokt|gokschulden)(?!\w)|€ ?\d|\d euro",
        re.IGNORECASE,
    ),
    "events": re.compile(
        r"(?<!\w)(?:vorige week|vorige maand|vorig jaar|gisteren|eergisteren|vandaag|afgelopen \w+"
        r"|onlangs|sinds (?:kort|haar|zijn|het|een|\w+ (?:weken|maanden|jaar))"
        r"|overleden|overleed|overlijden van|scheiding|gescheiden|weduwe|weduwnaar|politie|aangifte"
        r"|detentie|gevangenis\w*|vrijgekomen|veroordeeld"
        r"|mishandel\w*|geslagen|slaat|misbruikt?\w*|verkracht\w*|bedreig\w*|huiselijk geweld|gevlucht"
        r"|ontslagen|ontslag|arbeidsongeval|brand|uithuis\w*"
        r"|uit huis geplaatst\w*|gestalkt|stalk\w*|ruzie|schreeuwt)(?!\w)",
        re.IGNORECASE,
    ),
    "origin": re.compile(
        r"(?<!\w)(?:uit (?:Syrië|Eritrea|Marokko|Turkije|Polen|Somalië|Afghanistan|Irak|Iran|Oekraïne"
        r"|Suriname|Roemenië|Bulgarije|Ghana|Ethiopië|China)"
        r"|(?:Marokkaanse?|Turkse?|Syrische?|Eritrese?|Poolse?|Somalische?|Surinaamse?|Antilliaanse?"
        r"|Oekraïense?|Afghaanse?)(?= (?:afkomst|komaf|man|vrouw|meneer|mevrouw|moeder"
        r"|vader|jongen|meisje|cliënte?|gezin))|statushouder|asiel\w*|ongedocumenteerd\w*)(?!\w)"
    ),
    "daily life": re.compile(
        r"(?<!\w)(?:werkt(?:e)? (?:bij|als|in)|zit op (?:school|basisschool|het|de)|zit thuis"
        r"|gaat niet (?:meer )?naar school|leerling van|spijbel\w*|school verzuim\w*"
        r"|kerk|moskee|voetbalt|komt de deur niet|opent de deur niet|laat niemand binnen|wil geen hulp"
        r"|weigert|eet niet|wast zich|spreekt (?:geen|nauwelijks|slecht)"
        r"|analfabeet|laaggeletterd|huisarts|wijkverpleegkundige|thuiszorg|gezinsvoogd|voogd"
        r"|jeugdbeschermer|reclassering)(?!\w)",
        re.IGNORECASE,
    ),
    "file": re.compile(
        r"(?<!\w)(?:dossier|gegevens|casus|situatie|zaak|aanvraag|indicatie|beschikking|melding) (?:van"
        r"|over|voor)(?: \w+)? *$",
        re.IGNORECASE,
    ),
}
_PRONOUN = re.compile(r"(?<!\w)(?:zij|ze|hij|haar|hem|zijn)(?!\w)", re.IGNORECASE)
_HELPS = re.compile(r"(?<!\w)(?:kan|mag|moet|zal) (?:ik|we|wij)(?!\w)", re.IGNORECASE)
_OWN = re.compile(r"(?<!\w)(?:in|uit) (?:mijn|onze) (?:wijk|straat|buurt|flat|team|caseload)(?!\w)", re.IGNORECASE)
LONG = 280  # characters from which a story about him or her is a description, also where nothing points


def describes_person(text: str, findings: Sequence[Finding]) -> bool:
    """Whether a text describes one person; ``findings`` are what was found in it, with names."""
    names = [finding for finding in findings if finding.sort is Sort.NAAM]
    told = facets(text, names)
    clients = [name for name in names if is_client(text, name)]
    scholar = bool(_SCHOLAR.search(text))
    if clients and (told >= (2 if scholar else 1) or (_HELPS.search(text) and not scholar)):
        return True
    if names and told >= (4 if scholar else 2) and _is_case(text):
        return True
    if (_POINTS.search(text) or _STARTS.search(text)) and told >= 3:
        return True
    if told >= 4 and len(text) > LONG / 2 and _OWN.search(text):
        return True
    if _AGED.search(text) and told >= 3 and len(text) > 60:
        return True
    return len(text) > LONG and told >= 4 and len(_PRONOUN.findall(text)) >= 3


def facets(text: str, names: Sequence[Finding] = ()) -> int:
    """How many different things a text tells of somebody."""
    count = sum(bool(pattern.search(text)) for name, pattern in FACETS.items() if name != "file")
    return count + any(FACETS["file"].search(text[: name.start]) for name in names)


def is_client(text: str, name: Finding) -> bool:
    """Whether a name is of somebody who is helped: behind mevrouw, cliënt, zoon."""
    before = text[max(0, name.start - 24) : name.start]
    return bool(
        re.search(
            rf"(?:(?<!\w){TITLE}|{_WHO}|buurman|buurvrouw|zoon(?:tje)?|dochter(?:tje)?|kleinzoon|kleindochter"
            r"|broertje|zusje"
            r"|genaamd|heet):?[ ]$",
            before,
            re.IGNORECASE,
        )
    )


def _is_case(text: str) -> bool:
    """Whether the text is told by somebody who helps, in the present; not what an encyclopaedia would be asked."""
    return bool(
        re.search(
            r"(?<!\w)(?:ik|wij|we|mij|mijn|ons|onze|je|jij|hij|zij|ze|moeten|wijkteam|hulp)(?!\w).{0,400}\?"
            r"|(?<!\w)(?:ik|mijn|wij|we)(?!\w)",
            text,
            re.IGNORECASE | re.DOTALL,
        )
    )
