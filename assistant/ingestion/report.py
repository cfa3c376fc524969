"""What came of each file, by the name that the user gave it."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from assistant.corpus import Refusal


class Personal(StrEnum):
    """What to do with personal data in a practice note; public sources only get a report."""

    MASK = "mask"
    KEEP = "keep"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class PersonalReport:
    """How many pieces of personal data a file holds, by their sort in Dutch; never what they are.

    ``outcome`` is a Dutch word: gemeld, gemaskeerd, bewaard or geweigerd.
    """

    file: str
    counts: dict[str, int]
    outcome: str = "gemeld"

    @property
    def summary(self) -> str:
        """2 × BSN, 1 × telefoonnummer."""
        return ", ".join(f"{count} × {sort}" for sort, count in self.counts.items())


@dataclass(slots=True)
class IngestReport:
    """Every file of a batch is in exactly one of the first five lists, or counted in ``skipped``.

    similar: a file that was taken in, and the document that its text is nearly equal to.
    skipped: ordinary files beside the texts that hold no text themselves, counted by their extension.
    remarks: a file, and something its curator should know of it, in Dutch.
    names: the document's name, for the files whose own name could not be it.
    """

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    skipped: dict[str, int] = field(default_factory=dict)
    similar: list[tuple[str, str]] = field(default_factory=list)
    personal: list[PersonalReport] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    @property
    def taken(self) -> bool:
        """Whether at least one file is in the corpus now."""
        return bool(self.added or self.changed or self.unchanged or self.removed)

    def refuse(self, file: str, reason: str) -> None:
        """Put a file in the report with the reason why it was not taken in."""
        self.refused.append(Refusal(file, reason))

    def as_json(self) -> dict[str, Any]:
        """The JSON object of the design."""
        return {
            "added": self.added,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "removed": self.removed,
            "refused": [{"file": entry.file, "reason": entry.reason} for entry in self.refused],
            "skipped": self.skipped,
            "similar": [{"file": file, "document": document} for file, document in self.similar],
            "personal": [
                {"file": entry.file, "counts": entry.counts, "outcome": entry.outcome} for entry in self.personal
            ],
            "names": self.names,
            "remarks": [{"file": file, "remark": remark} for file, remark in self.remarks],
        }
