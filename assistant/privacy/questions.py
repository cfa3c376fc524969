"""Questions that hold personal data: why they are stopped, and how they can be asked instead."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.privacy.cases import describes_person
from assistant.privacy.finding import find
from assistant.privacy.findings import Finding, Sort
from assistant.privacy.proposals import NOBODY, propose

_CALLED = {
    Sort.BSN: "een BSN",
    Sort.IBAN: "een rekeningnummer",
    Sort.TELEFOON: "een telefoonnummer",
    Sort.EMAIL: "een e-mailadres",
    Sort.GEBOORTEDATUM: "een geboortedatum of leeftijd",
    Sort.ADRES: "een adres",
    Sort.ZAAKNUMMER: "een zaaknummer",
    Sort.KENTEKEN: "een kenteken",
}
_ASK = "dus ik heb er niet mee gezocht: stel hem zonder gegevens van een persoon."
SHORTEST = 4  # characters of a detail that may not come back in a proposal


@dataclass(frozen=True, slots=True)
class QuestionProblem:
    """Why a question is stopped, in Dutch and without what was found, and a question that can be asked."""

    reason: str
    proposal: str


def question_problem(text: str) -> QuestionProblem | None:
    """What is personal in a question; None when it may be asked."""
    findings = find(text, names=True)
    reason = _reason(text, findings)
    if reason is None:
        return None
    details = [finding.text.casefold() for finding in findings if len(finding.text) >= SHORTEST]
    return QuestionProblem(
        reason, next(filter(lambda asked: _may_be_asked(asked, details), propose(text, findings)), NOBODY)
    )


def _may_be_asked(question: str, details: Sequence[str]) -> bool:
    folded = question.casefold()
    return _reason(question, find(question, names=True)) is None and not any(detail in folded for detail in details)


def _reason(text: str, findings: Sequence[Finding]) -> str | None:
    """Why a question is stopped; None when it is not."""
    called = list(dict.fromkeys(_CALLED[finding.sort] for finding in findings if finding.sort in _CALLED))
    if called:
        listed = called[0] if len(called) == 1 else f"{', '.join(called[:-1])} en {called[-1]}"
        return f"In je vraag {'staat' if len(called) == 1 else 'staan'} {listed}, {_ASK}"
    if describes_person(text, findings):
        return f"Je vraag gaat herkenbaar over één persoon, {_ASK}"
    return None
