"""What a curator's desk does: files and notes taken in, personal data in notes put to a person, facts corrected.

It puts names to what the ingestion, the notes and the erasure do: whoever sends
a file knows it by the name they gave it, never by where it lay for a moment. A
note with personal data is held in memory, not on the disk, until its curator has
chosen what to do with it.
"""

import os
import shutil
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from assistant import erasure, ingestion, notes, privacy
from assistant.dutch.municipalities import municipalities
from assistant.erasure import Erasure
from assistant.errors import CorpusError
from assistant.formats import ARCHIVES, Converter
from assistant.formats import EXTENSIONS as READABLE
from assistant.index import current_generation
from assistant.index.child import Progress
from assistant.index.store import Store
from assistant.ingestion import IngestReport, Personal
from assistant.ingestion.holding import Held, held_note
from assistant.notes import NoteDraft
from assistant.privacy import Finding
from assistant.settings import Settings
from assistant.types import Collection, Document

EXTENSIONS = (*sorted(READABLE), *sorted(ARCHIVES))
INBOX = "ontvangst"
_REFUSED = "geweigerd"
_NOT_HELD = "er staan persoonsgegevens in: {summary}; voeg dit bestand los toe, dan kun je kiezen wat ermee moet"
_IN_NAME = "de naam van het bestand bevat persoonsgegevens; geef het een andere naam"

Report = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Entry:
    """A document without its text, and in how many passages it can be found."""

    document: Document
    passages: int


@dataclass(frozen=True, slots=True)
class Checked:
    """Personal data in a draft: in its text, how often by sort in the other fields, and the draft without it."""

    findings: tuple[Finding, ...]
    elsewhere: dict[str, int]
    proposal: NoteDraft

    def __bool__(self) -> bool:
        return bool(self.findings or self.elsewhere)


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of each file, by the name under which it was sent."""

    added: Sequence[str] = ()
    changed: Sequence[str] = ()
    unchanged: Sequence[str] = ()
    refused: Sequence[tuple[str, str]] = ()
    similar: Sequence[tuple[str, str]] = ()
    personal: Sequence[tuple[str, str]] = ()
    remarks: Sequence[tuple[str, str]] = ()
    held: Sequence[Held] = ()


class Keeping:
    """The curator's desk of one home. Safe to share between threads: who changes sources holds their lock."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._entries: tuple[Path | None, dict[str, Entry]] = (None, {})
        self._sweep()

    def entries(self) -> Sequence[Entry]:
        """Every document that can be searched, with its number of passages."""
        return list(self._known().values())

    def entry(self, document_id: str) -> Entry | None:
        """One of them; None when there is none of that name."""
        return self._known().get(document_id)

    def municipalities(self) -> Sequence[str]:
        """The official names, in order."""
        return sorted((place.name for place in municipalities()), key=str.casefold)

    def inbox(self) -> Path:
        """A fresh folder for files that are sent, in the home; whoever asked for it removes it.

        What a killed process left there is removed when the next one starts.
        """
        folder = self._settings.state / INBOX
        try:
            folder.mkdir(parents=True, exist_ok=True)
            return Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=folder))
        except OSError as error:
            raise CorpusError("Ik kan geen bestanden aannemen. Controleer de schijf en de rechten.") from error

    def take_in(self, files: Sequence[Path], collection: Collection, report: Report) -> Intake:
        """Take in files, each from a folder of its own; notes with personal data are held."""
        with Converter() as converter:
            found = ingestion.ingest(self._settings, files, collection, partial(_named, report, files))
            return _intake(found, files, converter)

    def take_held(self, held: Held, text: str, reason: str, report: Report) -> Intake:
        """Take in a note that was held, with the text that was chosen and why data was left in it."""
        folder = self.inbox()
        try:
            path = folder / held.name
            path.write_text(f"{held.head}{text}", encoding="utf-8", newline="")
            choice = Personal.KEEP if reason else Personal.REFUSE
            sink = partial(_named, report, [path])
            # who chose has seen the names; with a reason to leave them they are counted in the log
            where = Collection.NOTITIES
            found = ingestion.ingest(self._settings, [path], where, sink, choice, reason, names=bool(reason))
            with Converter() as converter:
                return _intake(found, [path], converter)
        except OSError as error:
            raise CorpusError("Ik kan de notitie niet wegschrijven. Controleer de schijf en de rechten.") from error
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def findings(self, text: str) -> tuple[Finding, ...]:
        """Personal data in a text, without names: what may not be saved without a reason."""
        return privacy.find(text)

    def check(self, draft: NoteDraft) -> Checked:
        """Personal data in a draft, names too; CorpusError when one of its fields cannot be used.

        A name is found by rules that may err, so only here, where its writer looks at it.
        """
        notes.check_fields(draft)
        others = (draft.title, draft.role, *draft.themes)
        elsewhere = Counter(found.sort.value for value in others for found in privacy.find(value, names=True))
        return Checked(privacy.find(draft.text, names=True), dict(elsewhere), notes.masked_note(draft, names=True))

    def add_note(self, draft: NoteDraft, reason: str, report: Report) -> str:
        """Save a note; gives the name of its document."""
        return notes.add_note(self._settings, draft, report, reason)

    def correct(self, document_id: str, changes: Mapping[str, str | list[str]], report: Report) -> None:
        """Other values in a document's front matter."""
        ingestion.correct(self._settings, document_id, changes, report)

    def erase(self, document_id: str, report: Report) -> Erasure:
        """Remove a document and everything made of it."""
        return erasure.erase(self._settings, document_id, report)

    def _known(self) -> dict[str, Entry]:
        """The documents of the current index, read again when another one became current."""
        folder = current_generation(self._settings.indexes)
        with self._lock:
            if folder != self._entries[0]:
                self._entries = (folder, _read(folder) if folder else {})
            return self._entries[1]

    def _sweep(self) -> None:
        for folder in (self._settings.state / INBOX).glob("*-*"):
            owner = folder.name.split("-")[0]
            if owner == str(os.getpid()) or not (owner.isdigit() and _lives(int(owner))):
                shutil.rmtree(folder, ignore_errors=True)


def _read(folder: Path) -> dict[str, Entry]:
    store = Store(folder)
    try:
        counts = Counter(store.document_numbers())
        return {found.id: Entry(found, counts[number]) for number, found in enumerate(store.documents())}
    finally:
        store.close()


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # somebody else's
        return True
    return True


def _shown(name: str, files: Sequence[Path]) -> str:
    """A name of the report as its sender knows it: without the folder in which the file lay."""
    for path in files:
        if name == str(path) or name.startswith(f"{path}{os.sep}"):
            return name[len(str(path.parent)) + 1 :]
    return name


def _named(report: Report, files: Sequence[Path], progress: Progress) -> None:
    report(replace(progress, file=_shown(progress.file, files)))


def _intake(found: IngestReport, files: Sequence[Path], converter: Converter) -> Intake:
    def shown(names: Sequence[str]) -> list[str]:
        return [_shown(name, files) for name in names]

    waiting = {entry.file: entry for entry in found.personal if entry.outcome == _REFUSED}
    held = {str(path): note for path in files if str(path) in waiting and (note := held_note(path, converter))}
    refused = []
    for refusal in found.refused:
        if refusal.file in held:
            continue
        reason = refusal.reason
        if refusal.file in waiting:
            alone = any(refusal.file == str(path) for path in files)
            reason = _IN_NAME if alone else _NOT_HELD.format(summary=waiting[refusal.file].summary)
        refused.append((_shown(refusal.file, files), reason))
    return Intake(
        added=shown(found.added),
        changed=shown(found.changed),
        unchanged=shown(found.unchanged),
        refused=refused,
        similar=[(_shown(file, files), document) for file, document in found.similar],
        personal=[(_shown(entry.file, files), entry.summary) for entry in found.personal if entry.outcome == "gemeld"],
        remarks=[(_shown(file, files), remark) for file, remark in found.remarks],
        held=list(held.values()),
    )
