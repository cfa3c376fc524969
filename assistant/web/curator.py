"""What the curator's desk needs of the rest of the program, as a Protocol: tests give a fake that fits."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from assistant.erasure import Erasure
from assistant.ingestion.holding import Held
from assistant.keeping import Checked, Entry, Intake, Report
from assistant.notes import NoteDraft
from assistant.privacy import Finding
from assistant.types import Collection


class Curator(Protocol):
    """``assistant.keeping.Keeping`` fits; every sentence of a WijkwijzerError that it raises can be shown."""

    def entries(self) -> Sequence[Entry]:
        """Every document that can be searched."""
        ...

    def entry(self, document_id: str) -> Entry | None:
        """One of them; None when there is none of that name."""
        ...

    def municipalities(self) -> Sequence[str]:
        """The names to choose from."""
        ...

    def inbox(self) -> Path:
        """A fresh folder for files that are sent; whoever asked for it removes it."""
        ...

    def take_in(self, files: Sequence[Path], collection: Collection, report: Report) -> Intake:
        """Take files into a collection."""
        ...

    def take_held(self, held: Held, text: str, reason: str, report: Report) -> Intake:
        """Take in a note that was held, with the text that was chosen and why data was left standing."""
        ...

    def findings(self, text: str) -> tuple[Finding, ...]:
        """Personal data in a text that may not be saved without a reason; names are not among it."""
        ...

    def check(self, draft: NoteDraft) -> Checked:
        """Personal data in a draft; CorpusError when one of its fields cannot be used."""
        ...

    def add_note(self, draft: NoteDraft, reason: str, report: Report) -> str:
        """Save a note; gives its document's name. ``reason`` says why data was left standing."""
        ...

    def correct(self, document_id: str, changes: Mapping[str, str | list[str]], report: Report) -> None:
        """Other values in a document's front matter; CorpusError says what is wrong with one."""
        ...

    def erase(self, document_id: str, report: Report) -> Erasure:
        """Remove a document and everything made of it."""
        ...
