"""Sentences without their details: what was found is taken out, and the words that led to it go along.

A detail first becomes a mark, one private character for its sort. Then each
step looks for marks with the words around them: ‘, geboren op ▯ te Breda’ goes,
‘het BSN ▯ van’ keeps its noun, ‘mevrouw ▯’ becomes ‘een inwoner’.
"""

import re
from collections.abc import Sequence

from assistant.privacy.cases import TITLE
from assistant.privacy.context import CLIENT
from assistant.privacy.findings import Finding, Sort

SOMEBODY = "een inwoner"
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
_THE = rf"(?:(?:het|een|haar|zijn|de|diens) )?(?:{_KIND} )?"
_STEPS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), instead)
    for pattern, instead in (
        (rf"[ ]?\([^()]{{0,80}}[{_ANY}][^()]{{0,80}}\)", ""),
        (rf"(?<!\w)(over|van|voor|bij) (?:het adres )?{_MARK[Sort.ADRES]}", r"\1 een adres in de wijk"),
        (
            r"(?<!\w)(?:op |aan |in |naar |bij |te )?(?:het adres |de "
            rf"|het )?{_MARK[Sort.ADRES]}(?: in [A-Z][\w-]+)?",
            "in de wijk",
        ),
        (r",? ?(?:die |wonend|wonende|woonachtig)(?: in [A-Z]\w+)? in de wijk(?: woont)?,?", ""),
        (rf"(?<!\w)((?:het|haar|zijn|diens|dit|een) {_KIND})[ :=]{{1,3}}[{_NUMBERS}](?= \w)", r"\1"),
        (rf"(?<!\w)(naar|op|van|uit|bij|over) {_THE}{_MARK[Sort.IBAN]}", r"\1 een rekening"),
        (rf"(?<!\w)(van|in|over|bij|onder|behandelt|beheert) {_THE}{_MARK[Sort.ZAAKNUMMER]}", r"\1 een dossier"),
        (rf"(?<!\w)(ik|we|wij) (?:{_KIND} )?{_MARK[Sort.BSN]}(?= \w)", rf"\1 het BSN van {SOMEBODY}"),
        (rf"(?<!\w)is (?:{_KIND} )?[{_NUMBERS}](?= het)", "is dit"),
        (rf"(?<!\w)(als|dat|of|omdat|wanneer|want|maar) ({_KIND}) [{_NUMBERS}]", r"\1 een \2"),
        (rf"(?<!\w)(als|dat|of|omdat|wanneer|want|maar) [{_NUMBERS}](?= \w)", rf"\1 {SOMEBODY}"),
        (rf" (?:is|werd) geboren (?:op )?{_MARK[Sort.GEBOORTEDATUM]},? en(?= \w)", ""),
        (rf"(?<!\w)(over|bij|van|voor|aan|door|tegen) {_THE}[{_NUMBERS}]", rf"\1 {SOMEBODY}"),
        (rf"(?<!\w)(ik|we|wij|heeft|hoort|mag|kan) (?:{_KIND} )?[{_NUMBERS}](?= \w)", rf"\1 {SOMEBODY}"),
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
        (rf"(?<!\w)((?:mijn|onze|haar|zijn|hun|een|de) (?!{CLIENT})\w+) {SOMEBODY}", r"\1"),
        (rf"(?<!\w)(heeft|krijgt|kan|mag|moet|is|voor|van|bij|met|aan) {CLIENT}e?(?!\w)", rf"\1 {SOMEBODY}"),
        (rf"(vrouw|man|gezin|bewoner|{SOMEBODY}),? {SOMEBODY},?", r"\1"),
        (r"(?<!\w)(?:uit|in|op|aan) de [A-Z]\w+(?:straat|laan|gracht|kade|singel|flat)(?!\w)", ""),
        (r"^buur(?=(?:man|vrouw) [a-z])", "een buur"),
        (rf"[{_ANY}]", " "),
        (r"\(\s*\)|\s+(?=[,.?!:;)])", ""),
        (r",(?=[,.?])|^[\s,.:;–-]+", ""),
        (r"\s{2,}", " "),
    )
)


def marked(text: str, findings: Sequence[Finding]) -> str:
    """The text on one line, with a mark for each finding."""
    pieces, at = [], 0
    for finding in findings:
        pieces += [text[at : finding.start], _MARK[finding.sort]]
        at = finding.end
    return re.sub(r"(?<!\w)geb\.", "geboren", " ".join("".join([*pieces, text[at:]]).split()))


def reworded(sentence: str) -> str:
    """A marked sentence without its marks."""
    for pattern, instead in _STEPS:
        sentence = pattern.sub(instead, sentence)
    return sentence.strip(" ,.:;")
