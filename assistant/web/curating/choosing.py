"""What someone decides about personal data in a note: the proposal, an own text, or leave it with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.keeping import Curator, Finding
from assistant.web import words
from assistant.web.curating.forms import Values


@dataclass(frozen=True, slots=True)
class Chosen:
    """The text to save, and why personal data was left in it."""

    text: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Unsettled:
    """Why there is no choice yet; ``values`` are to be shown again."""

    problem: str
    findings: Sequence[Finding]
    values: Values


def choose(curator: Curator, text: str, typed: Values) -> Chosen | Unsettled:
    """The choice that a form brought; the findings are looked for again, never taken from the browser.

    An own text is saved as it is, also when a finding is still in it: then a
    reason is asked for, as for data that is left standing.
    """
    findings = curator.findings(text)
    own, reason = typed.get("aangepast", ""), " ".join(typed.get("reden", "").split())
    choice = typed.get("keuze", "")
    if choice == "voorstel":
        return Chosen(curator.masked(text, findings))
    if choice == "laten" and reason:
        return Chosen(text, reason)
    if choice == "zelf" and own.strip():
        if not curator.findings(own) or reason:
            return Chosen(own, reason)
        problem = words.STILL_THERE
    elif choice == "zelf":
        problem = words.NO_TEXT_LEFT
    else:
        problem = words.REASON_MISSING if choice == "laten" else words.CHOICE_MISSING
    values = {"keuze": choice, "reden": reason, "aangepast": own or curator.masked(text, findings)}
    return Unsettled(problem, findings, values)
