"""The question that is left when what points at one person is taken out.

The sentence with the question is kept and made general; where it leans on what
went before (‘Wat kan ik voor haar doen?’), a sentence that names only the sort
of problem goes before it. Details are left out rather than replaced, so that it
can be asked as it stands.
"""

import re
from collections.abc import Sequence

from assistant.dutch.sentences import sentence_spans
from assistant.privacy.cases import TITLE
from assistant.privacy.context import CLIENT
from assistant.privacy.findings import Finding, Sort

NOBODY = "Wat kan een wijkteam doen voor een inwoner die hulp vraagt?"
SOMEBODY = "een inwoner"
THEMES = {
    "dementie": r"dement\w*|alzheimer",
    "schulden": r"\w*schuld(?:en)?|deurwaarder\w*|incasso\w*|betalingsachterstand\w*|beslag|huurachterstand",
    "een verslaving": r"verslaafd\w*|verslaving|alcohol\w*|drinkt|drugs\w*|blowt|cocaïne|gokt",
    "huiselijk geweld": r"mishandel\w*|geslagen|slaat|huiselijk geweld|misbruik\w*|bedreigt",
    "psychische problemen": (
        r"psycho\w*|schizofren\w*|borderline|bipolair\w*|depress\w*|angst\w*|ptss|suïcid\w*|zelfmoord\w*"
        r"|verward\w*|wanen|stemmen"
    ),
    "autisme": r"autis\w*|asperger",
    "een verstandelijke beperking": r"lvb|verstandelijk\w*|licht verstandelijk\w*",
    "een dreigende huisuitzetting": r"huisuitzetting|uitgezet|uit huis gezet|ontruim\w*",
    "dakloosheid": r"dakloos\w*|slaapt in (?:zijn|haar) auto|op straat",
    "eenzaamheid": r"eenzaam\w*|niemand meer",
    "vervuiling in huis": r"vervuil\w*|verzamel\w*|hoarding",
    "een scheiding": r"scheiding|gescheiden",
    "problemen thuis en op school": r"spijbel\w*|schoolverzuim|niet (?:meer )?naar school|zit thuis",
    "een ziekte of beperking": (
        r"kanker|parkinson|diabetes|copd|beroerte|hersen\w*|rolstoel\w*|gevallen|heup|ziekenhuis|reuma|ms"
        r"|blind|doof|nah|epilepsie"
    ),
    "overbelaste mantelzorgers": r"mantelzorg\w*",
    "rouw": r"overleden|overleed|overlijden",
    "een taalachterstand": r"spreekt (?:geen|nauwelijks|slecht)|analfabeet|laaggeletterd",
    "geldzorgen": r"bijstand\w*|uitkering|inkomen|bewind\w*|toeslagenaffaire",
}
_THEMES = {label: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) for label, words in THEMES.items()}
_ASKS = re.compile(
    r"(?:wat|wie|waar\w*|wanneer|hoe\w*|welke?|waarom|mag|mogen|kan|kun|kunnen|moet|moeten|is|zijn"
    r"|heeft|hebben|bestaat|zou|hoort|krijgt|geldt)\b",
    re.IGNORECASE,
)
_MARK = {sort: chr(0xE000 + number) for number, sort in enumerate(Sort)}
_NUMBERS = "".join(_MARK[sort] for sort in Sort if sort not in (Sort.NAAM, Sort.ADRES))
_ANY = "".join(_MARK.values())
_KIND = (
    r"(?:bsn|burgerservicenummer|sofi-?nummer|iban|(?:bank)?rekening(?:nummer)?"
    r"|(?:mobiele )?(?:telefoon)?nummer|tel\.?|telefoon|mobiel|06"
    rf"|e-?mail(?:adres)?|mail|adres|(?:zaak|dossier|{CLIENT}|klant)(?:-?nummer|nr\.?)|kenmerk"
    r"|kenteken|nummerplaat|geboortedatum|geb\.?|geboren"
    r"|nr\.?)"
)
_LEAD = (
    r"(?:[ ,:;.=-]*(?<!\w)(?:met|op|via|onder|naar|het|haar|zijn|mijn|diens|is|en"
    rf"|{_KIND})(?!\w)[ :.=(]*){{0,6}}"
)
_STEPS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), instead)
    for pattern, instead in (
        (rf"[ ]?\([^()]{{0,80}}[{_ANY}][^()]{{0,80}}\)", ""),
        (
            r"(?<!\w)(?:op |aan |in |naar |bij |te )?(?:het adres |de "
            rf"|het )?{_MARK[Sort.ADRES]}(?: in [A-Z][\w-]+)?",
            "in de wijk",
        ),
        (r",? ?(?:die |wonend|wonende|woonachtig)(?: in [A-Z]\w+)? in de wijk(?: woont)?,?", ""),
        (rf"(?<!\w)((?:het|haar|zijn|diens|dit|een) {_KIND})[ :=]{{1,3}}[{_NUMBERS}](?= \w)", r"\1"),
        (
            rf"(?<!\w)(over|bij|van|voor|aan|door|tegen) (?:(?:het|een|haar|zijn) )?(?:{_KIND} )?[{_NUMBERS}]",
            rf"\1 {SOMEBODY}",
        ),
        (rf"((?:ik|we|wij|is|heeft|hoort|mag|kan)) (?:{_KIND} )?[{_NUMBERS}](?= \w)", rf"\1 {SOMEBODY}"),
        (rf",? ?{_LEAD}[{_NUMBERS}](?: te [A-Z]\w+)?,?", " "),
        (
            rf"(?<!\w)(?:{TITLE} |(?:mijn|onze|deze|de|een) {CLIENT}e? "
            rf"|{CLIENT}e? )?{_MARK[Sort.NAAM]}(?:'s)?(?: en (?:{TITLE} )?{_MARK[Sort.NAAM]})?",
            SOMEBODY,
        ),
        (rf"(?<!\w)(?:mijn|onze|deze) (?:{CLIENT}e?|klant|buurvrouw|buurman|bewoner|pati(?:ë|e)nte?)(?!\w)", SOMEBODY),
        (
            r"(?<!\w)((?:haar|zijn|hun) (?:zoon|dochter|man|vrouw|moeder|vader|partner|broer|zus)|zoon"
            r"|dochter|moeder|vader) een inwoner",
            r"\1",
        ),
        (r"(?<!\w)een (?:\w+ )?\d{1,3}-jarige", "een"),
        (r" (?:van )?\d{1,3} jaar(?: oud)?(?!\w)| \(\d{1,3}\)", ""),
        (
            r"(vrouw|man|jongen|meisje|bewoner|inwoner|cliënte?|moeder|vader|dame|heer)(?: van "
            r"|, )\d{1,3}(?!\w),?",
            r"\1",
        ),
        (rf"(?<!\w)(heeft|krijgt|kan|mag|moet|is|voor|van|bij|met|aan) {CLIENT}e?(?!\w)", rf"\1 {SOMEBODY}"),
        (rf"(vrouw|man|gezin|bewoner|{SOMEBODY}),? {SOMEBODY},?", r"\1"),
        (rf"[{_ANY}]", " "),
        (r"\(\s*\)|\s+(?=[,.?!:;)])", ""),
        (r",(?=[,.?])|^[\s,.:;–-]+", ""),
        (r"\s{2,}", " "),
    )
)
_LEANS = re.compile(
    r"(?<!\w)(?:hij|zij|ze|haar|hem|zijn(?= \w+)|hun|hen|dit|daar\w*|hier\w*|deze|die)(?!\w)", re.IGNORECASE
)
_STANDS = re.compile(
    rf"(?<!\w)(?:{SOMEBODY}|iemand|een {CLIENT}|een (?:\w+ )?(?:vrouw|man|gezin|jongere|moeder|vader))(?!\w)",
    re.IGNORECASE,
)
_SMALL = re.compile(r"\w{4,}")
_EMPTY = {
    "moet",
    "moeten",
    "doen",
    "kunnen",
    "welke",
    "advies",
    "verder",
    "beste",
    "kan",
    "hulp",
    "stap",
    "stappen",
    "hiermee",
    "voor",
}


def propose(text: str, findings: Sequence[Finding]) -> tuple[str, ...]:
    """Questions to ask instead, the nearest to the original first; the caller takes the first that may be asked."""
    plain = _marked(text, findings)
    themes = [label for label, pattern in _THEMES.items() if pattern.search(text)][:3]
    about = _listed(themes)
    general = f"Wat kan een wijkteam doen voor een inwoner met {about}?" if themes else NOBODY
    question = _question(plain)
    if not question:
        return (general, NOBODY)
    leans = bool(_LEANS.search(question)) and not _STANDS.search(question)
    empty = not {word.lower() for word in _SMALL.findall(question)} - _EMPTY
    if not (leans or empty):
        return (question, general, NOBODY)
    if themes:
        return (f"Een inwoner heeft te maken met {about}. {question}", general, NOBODY)
    return (general,) if empty else (f"Het gaat om een inwoner. {question}", general, NOBODY)


def _marked(text: str, findings: Sequence[Finding]) -> str:
    pieces, at = [], 0
    for finding in findings:
        pieces += [text[at : finding.start], _MARK[finding.sort]]
        at = finding.end
    return " ".join("".join([*pieces, text[at:]]).split())


def _question(plain: str) -> str:
    """The last sentence that asks, made general; "" when none does."""
    sentences = [plain[start:end].strip() for start, end in sentence_spans(plain)]
    asking = [sentence for sentence in sentences if sentence.endswith("?")]
    asking = asking or [sentence for sentence in sentences if _ASKS.match(sentence)]
    if not asking:
        return ""
    question = asking[-1]
    for pattern, instead in _STEPS:
        question = pattern.sub(instead, question)
    question = _from_clause(question.strip(" ,.:;"))
    words = re.findall(r"\w+", question)
    return question[:1].upper() + question[1:].rstrip("?.! ,") + "?" if len(words) >= 3 else ""


def _from_clause(question: str) -> str:
    """Without the story before the question in the same sentence: ‘…, wat kan ik doen?’."""
    at = [
        match.start()
        for match in re.finditer(
            r"(?<=[,;:-] )(?:wat|hoe|welke?|mag|kan|moet|waar|wie|heeft)\b", question, re.IGNORECASE
        )
    ]
    return question[at[-1] :] if at and (at[-1] > 60 or question[at[-1] - 2] == ":") else question


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} en {words[-1]}" if words else ""
