"""The question that is left when what points at one person is taken out.

The sentence with the question is kept and made general; where it leans on what
went before (‘Wat kan ik voor haar doen?’), a sentence that names only the sort
of problem goes before it. Details are left out rather than replaced, so that it
can be asked as it stands.
"""

import re
from collections.abc import Sequence

from assistant.dutch.sentences import sentence_spans
from assistant.privacy.context import CLIENT
from assistant.privacy.findings import Finding
from assistant.privacy.rewording import SOMEBODY, marked, reworded

NOBODY = "Wat kan een wijkteam doen voor een inwoner die hulp vraagt?"
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
_LEANS = re.compile(
    r"(?<!\w)(?:hij|zij|ze|haar|hem|zijn(?= \w+)|hun|hen|dit|daar\w*|hier\w*|deze|die)(?!\w)", re.IGNORECASE
)
_STANDS = re.compile(
    rf"(?<!\w)(?:{SOMEBODY}|iemand|een {CLIENT}|een (?:\w+ )?(?:vrouw|man|gezin|jongere|moeder|vader))(?!\w)",
    re.IGNORECASE,
)
STORY = 60  # characters before the question from which it is about what went before
_SMALL = re.compile(r"\w{4,}")
_EMPTY = frozenset(
    ("moet", "moeten", "doen", "kunnen", "welke", "advies", "verder", "beste", "hulp", "stap", "stappen", "voor")
)


def propose(text: str, findings: Sequence[Finding]) -> tuple[str, ...]:
    """Questions to ask instead, the nearest to the original first; the caller takes the first that may be asked."""
    plain = marked(text, findings)
    themes = [label for label, pattern in _THEMES.items() if pattern.search(text)][:3]
    about = _listed(themes)
    general = f"Wat kan een wijkteam doen voor een inwoner met {about}?" if themes else NOBODY
    question = _question(plain)
    if not question:
        return (general, NOBODY)
    stands = bool(_STANDS.search(question)) or any(pattern.search(question) for pattern in _THEMES.values())
    leans = bool(_LEANS.search(question)) or len(list(sentence_spans(plain))) > 1 or len(plain) > len(question) + STORY
    if stands or not (leans or _is_empty(question)):
        return (question, general, NOBODY)
    if themes:
        return (f"Een inwoner heeft te maken met {about}. {question}", general, NOBODY)
    return (general,) if _is_empty(question) else (f"Het gaat om een inwoner. {question}", general, NOBODY)


def _is_empty(question: str) -> bool:
    """Whether a question says nothing by itself: ‘Wat moet ik doen?’."""
    return not {word.lower() for word in _SMALL.findall(question)} - _EMPTY


def _question(plain: str) -> str:
    """The last sentence that asks, made general; "" when none does."""
    sentences = [plain[start:end].strip() for start, end in sentence_spans(plain)]
    asking = [sentence for sentence in sentences if sentence.endswith("?")]
    asking = asking or [sentence for sentence in sentences if _ASKS.match(sentence)]
    if not asking:
        return ""
    question = _from_clause(reworded(asking[-1]))
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
