"""Questions that hold personal data: why they are stopped, and how they can be asked instead."""

import re
from dataclasses import dataclass

from assistant.privacy.finding import find
from assistant.privacy.findings import Finding, Sort

WITHOUT_DETAILS = "Wat kan een wijkteam doen voor een inwoner met deze vraag?"
_NAMES = {
    Sort.BSN: "een BSN",
    Sort.IBAN: "een rekeningnummer",
    Sort.TELEFOON: "een telefoonnummer",
    Sort.EMAIL: "een e-mailadres",
    Sort.GEBOORTEDATUM: "een geboortedatum of leeftijd",
    Sort.ADRES: "een adres",
    Sort.ZAAKNUMMER: "een zaaknummer",
    Sort.KENTEKEN: "een kenteken",
    Sort.NAAM: "een naam",
}


@dataclass(frozen=True, slots=True)
class QuestionProblem:
    """Why a question is stopped, in Dutch and without what was found, and a question that can be asked."""

    reason: str
    proposal: str


def question_problem(text: str) -> QuestionProblem | None:
    """What is personal in a question; None when it may be asked."""
    findings = find(text)
    if not findings:
        return None
    return QuestionProblem(_reason(findings), _proposal(text, findings))


def _reason(findings: tuple[Finding, ...]) -> str:
    named = list(dict.fromkeys(_NAMES[finding.sort] for finding in findings))
    listed = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} en {named[-1]}"
    return (
        f"In je vraag staat {listed}. Laat weg wat over één persoon gaat: je vraag is niet bewaard en niet verstuurd."
    )


def _proposal(text: str, findings: tuple[Finding, ...]) -> str:
    kept, at = [], 0
    for finding in findings:
        kept += [text[at : finding.start].rstrip(" (:"), " "]
        at = finding.end
    plain = " ".join("".join([*kept, text[at:].lstrip(" )")]).split())
    asked = [sentence for sentence in re.split(r"(?<=[.!?]) ", plain) if sentence.endswith("?")]
    return asked[-1] if asked and not find(asked[-1]) else WITHOUT_DETAILS
