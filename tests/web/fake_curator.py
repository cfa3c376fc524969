"""A curator to build the desk on: documents in a list, nothing on the disk but what is sent."""

import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from assistant import privacy
from assistant.erasure import Erasure
from assistant.errors import CorpusError
from assistant.index.child import Progress
from assistant.ingestion.holding import Held
from assistant.keeping import Checked, Entry, Intake, Report
from assistant.notes import NoteDraft, masked_note
from assistant.privacy import Finding
from assistant.types import Collection, Document, Kind

LOCKED = "Er is al iemand bezig met de bronnen. Wacht tot dat klaar is en probeer opnieuw."


@dataclass
class FakeCurator:
    """``hold`` keeps every change waiting while it is cleared; ``locked`` refuses that many changes."""

    texts: list[Document]
    folder: Path
    hold: threading.Event = field(default_factory=threading.Event)
    locked: int = 0
    reasons: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)  # the text of each file and note that was taken in
    drafts: list[NoteDraft] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.hold.set()

    def entries(self) -> Sequence[Entry]:
        return [Entry(replace(found, text=""), 1 + len(found.text) // 400) for found in self.texts]

    def entry(self, document_id: str) -> Entry | None:
        return next((entry for entry in self.entries() if entry.document.id == document_id), None)

    def municipalities(self) -> Sequence[str]:
        return ("Delft", "Haarlem", "’s-Hertogenbosch")

    def inbox(self) -> Path:
        return Path(tempfile.mkdtemp(dir=self.folder))

    def take_in(self, files: Sequence[Path], collection: Collection, report: Report) -> Intake:
        self._work(report, files[0].name)
        added, refused, held = [], [], []
        for path in files:
            text = path.read_bytes().decode("utf-8", "replace")
            self.seen.append(text)
            found = self.findings(text)
            if path.suffix not in (".md", ".txt"):
                refused.append((path.name, "dit soort bestand kan ik niet lezen"))
            elif found and collection is Collection.NOTITIES:
                held.append(Held(path.name, path.name, text, found, privacy.masked(text, found)))
            else:
                self._add(path.stem, text, collection)
                added.append(path.name)
        personal = [(path.name, "1 × BSN") for path in files if path.name == "lijst.md"]
        similar = [(path.name, "delft") for path in files if path.name == "lijst.md"]
        return Intake(added, (), (), refused, similar, personal, [(files[0].name, "1 bladzijde is leeg")], held)

    def take_held(self, held: Held, text: str, reason: str, report: Report) -> Intake:
        self._work(report, held.name)
        self._add(Path(held.name).stem, text, Collection.NOTITIES)
        self.seen.append(text)
        self.reasons.append(reason)
        return Intake(added=[held.name])

    def findings(self, text: str) -> tuple[Finding, ...]:
        return privacy.find(text)

    def check(self, draft: NoteDraft) -> Checked:
        if not draft.title.strip():
            raise CorpusError("Geef de notitie een titel.")
        elsewhere = {found.sort.value: 1 for found in privacy.find(draft.title)}
        return Checked(privacy.find(draft.text), elsewhere, masked_note(draft))

    def add_note(self, draft: NoteDraft, reason: str, report: Report) -> str:
        self._work(report)
        self._add(draft.title, draft.text, Collection.NOTITIES)
        self.drafts.append(draft)
        self.reasons.append(reason)
        return draft.title

    def correct(self, document_id: str, changes: Mapping[str, str | list[str]], report: Report) -> None:
        self._work(report)
        if changes["datum"] == "gisteren":
            raise CorpusError("De datum ‘gisteren’ begrijp ik niet; schrijf hem als 2016-03-02.")
        found = next(each for each in self.texts if each.id == document_id)
        changed = replace(
            found,
            title=str(changes["titel"]),
            date=str(changes["datum"]),
            municipalities=tuple(changes["gemeenten"]),
            themes=tuple(changes["themas"]),
            authors=tuple(changes.get("auteurs", ())),
        )
        self.texts[self.texts.index(found)] = changed

    def erase(self, document_id: str, report: Report) -> Erasure:
        self._work(report)
        entry = self.entry(document_id)
        assert entry is not None
        self.texts = [found for found in self.texts if found.id != document_id]
        return Erasure(document_id, entry.passages, 0)

    def _work(self, report: Report, name: str = "") -> None:
        if self.locked:
            self.locked -= 1
            raise CorpusError(LOCKED)
        report(Progress("Ik lees de bestanden", 1, 4, name, 95.0))
        assert self.hold.wait(10)

    def _add(self, name: str, text: str, collection: Collection) -> None:
        kind = Kind.PRAKTIJKNOTITIE if collection is Collection.NOTITIES else Kind.ARTIKEL
        self.texts.append(Document(name, name, text, kind, "", "2024", ("Delft",), (), collection, "0" * 64))
