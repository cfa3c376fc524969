"""What the desk's jobs do: call the curator, tell the service, and give the result as HTML."""

import secrets
import threading
from collections.abc import Callable
from dataclasses import replace

from assistant.citations import display_title
from assistant.ingestion.holding import Held
from assistant.keeping import Entry, Intake, Report
from assistant.notes import NoteDraft
from assistant.types import Collection
from assistant.web import words
from assistant.web.curating import reports
from assistant.web.curating.forms import Values
from assistant.web.curating.uploads import Sent
from assistant.web.curator import Curator
from assistant.web.service import Service

Working = Callable[[Report], str]
WAITING = 500  # notes that may wait for a choice
_LISTS = {"gemeenten": ",", "themas": ",", "auteurs": "\n"}
_LINES = ("titel", "datum", "soort", "rol", "zichtbaarheid")


class Work:
    """Makes the work of each kind of job; ``held`` are the notes that wait for a choice, by their token."""

    def __init__(self, service: Service, curator: Curator) -> None:
        self._service = service
        self._curator = curator
        self._lock = threading.Lock()
        self.held: dict[str, Held] = {}

    def intake(self, sent: Sent, collection: Collection) -> Working:
        """Taking in files that were sent."""

        def work(report: Report) -> str:
            found = Intake()
            if sent.files:
                found = self._curator.take_in(sent.files, collection, report)
                self._service.refresh()
            return self._reported(replace(found, refused=[*found.refused, *sent.refused]))

        return work

    def settling(self, token: str, held: Held, text: str, reason: str) -> Working:
        """Taking in a note about which a choice was made."""

        def work(report: Report) -> str:
            found = self._curator.take_held(held, text, reason, report)
            if not found.refused and not found.held:
                self.held.pop(token, None)
            self._service.refresh()
            return self._reported(found)

        return work

    def note(self, draft: NoteDraft, reason: str) -> Working:
        """Saving a note that was typed."""

        def work(report: Report) -> str:
            self._curator.add_note(draft, reason, report)
            self._service.refresh()
            return reports.sentence(words.NOTE_SAVED.format(title=draft.title.strip()))

        return work

    def correction(self, entry: Entry, typed: Values) -> Working:
        """Other facts for a document."""
        changes: dict[str, str | list[str]] = {name: typed[name] for name in _LINES if name in typed}
        for name, between in _LISTS.items():
            if name in typed:
                changes[name] = [part.strip() for part in typed[name].split(between) if part.strip()]

        def work(report: Report) -> str:
            self._curator.correct(entry.document.id, changes, report)
            self._service.refresh()
            title = str(changes.get("titel", "")) or display_title(entry.document)
            return reports.sentence(words.CORRECTED.format(title=title))

        return work

    def erasure(self, entry: Entry) -> Working:
        """Removing a document for good."""

        def work(report: Report) -> str:
            found = self._curator.erase(entry.document.id, report)
            self._service.refresh()
            return reports.erased(found)

        return work

    def _reported(self, found: Intake) -> str:
        waiting = [(secrets.token_urlsafe(16), held) for held in found.held]
        with self._lock:
            self.held.update(waiting)
            for token in list(self.held)[:-WAITING]:
                del self.held[token]
        return reports.intake(found, waiting)
