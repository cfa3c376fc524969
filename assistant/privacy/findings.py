"""What personal data is: its sorts, a finding in a text, and a text with findings masked."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    """A sort of personal data, as users read it."""

    BSN = "BSN"
    IBAN = "rekeningnummer"
    TELEFOON = "telefoonnummer"
    EMAIL = "e-mailadres"
    GEBOORTEDATUM = "geboortedatum"
    ADRES = "adres"
    ZAAKNUMMER = "zaaknummer"
    KENTEKEN = "kenteken"
    NAAM = "naam"

    @property
    def mask(self) -> str:
        """What stands in the place of it: the same for every value of the sort."""
        return f"[{self.value}]"


@dataclass(frozen=True, slots=True)
class Finding:
    """A piece of personal data: ``text`` is the piece from ``start`` to ``end`` as it stands there."""

    sort: Sort
    start: int
    end: int
    text: str
    mask: str


def masked(text: str, findings: Sequence[Finding]) -> str:
    """The text with each finding replaced by its mask; findings that overlap an earlier one are passed over."""
    pieces, at = [], 0
    for finding in sorted(findings, key=lambda finding: (finding.start, -finding.end)):
        if finding.start >= at:
            pieces += [text[at : finding.start], finding.mask]
            at = finding.end
    return "".join([*pieces, text[at:]])
