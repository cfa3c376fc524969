"""Where workshops are kept and changed, with the library and what the sources can carry at hand.

A workshop is read, changed and kept under a lock, so that two tabs at once
never mix: the last one wins, and a form changes only items that it showed.
Whatever is kept is first freed of documents that are not there (any more): a
change must not bring back what an erasure took out meanwhile.
"""

import threading
from collections.abc import Callable
from pathlib import Path

from assistant.desks.workshop.library import FOLDER, Library, load
from assistant.desks.workshop.offers import Offers, offers
from assistant.desks.workshop.shelving import from_kept, to_kept, without
from assistant.desks.workshop.types import Quote, Workshop
from assistant.engine import Engine
from assistant.errors import WijkwijzerError
from assistant.kept import Shelf, Sort
from assistant.settings import starter_folder
from assistant.web.service import Service

Change = Callable[[Workshop, Library, Engine | None], Workshop]
LOCKS = 16


class Bench:
    """The workshops of every owner. Safe to share between threads."""

    def __init__(self, service: Service, shelf: Shelf, own: Path | None) -> None:
        self._service = service
        self._shelf = shelf
        self._own = own
        self._offers: tuple[str, Offers] | None = None
        self._offering = threading.Lock()
        self._locks = tuple(threading.Lock() for _ in range(LOCKS))

    def engine(self) -> Engine | None:
        """What searches; None while the index is being built."""
        assistant = self._service.assistant()
        return assistant.engine if assistant is not None else None

    def library(self) -> Library:
        """The werkvormen as they are now; WorkshopError when there is none."""
        return load(starter_folder("prompts") / FOLDER, self._own)

    def offered(self, engine: Engine) -> Offers:
        """What can be chosen; looked up once for each generation."""
        with self._offering:
            name = str(engine.generation.folder)
            if self._offers is None or self._offers[0] != name:
                self._offers = (name, offers(engine))
            return self._offers[1]

    def mine(self, owner: str) -> list[Workshop]:
        """What this owner has, the last changed first."""
        kept = self._shelf.listed(owner, Sort.WORKSHOP) if owner else []
        return [self._present(workshop) for workshop in map(from_kept, kept) if workshop]

    def find(self, owner: str, identity: str) -> Workshop | None:
        """One of them; None when there is none of that id."""
        kept = self._shelf.find(owner, identity) if owner else None
        workshop = from_kept(kept) if kept else None
        return self._present(workshop) if workshop else None

    def keep(self, owner: str, workshop: Workshop) -> None:
        """Keep a new one."""
        self._shelf.save(to_kept(workshop, owner))

    def remove(self, owner: str, identity: str) -> None:
        """Let one go; nothing but a workshop."""
        if self.find(owner, identity):
            self._shelf.remove(owner, identity)

    def change(self, owner: str, identity: str, change: Change) -> Workshop | str | None:
        """The workshop after a change was kept; a sentence when that cannot be made, None when it is not there."""
        with self._locks[hash(identity) % LOCKS]:
            kept = self._shelf.find(owner, identity) if owner else None
            workshop = from_kept(kept) if kept else None
            if workshop is None:
                return None
            try:
                fresh = self._present(change(self._present(workshop), self.library(), self.engine()))
            except WijkwijzerError as error:
                return str(error)
            self._shelf.save(to_kept(fresh, owner, kept))
            return fresh

    def changed_quotes(self, workshop: Workshop) -> frozenset[Quote]:
        """The quotes that do not stand in their source as they did."""
        assistant = self._service.assistant()
        quotes = [one for item in workshop.items for one in item.quotes]
        if assistant is None:
            return frozenset()
        texts = {name: assistant.document(name) for name in {one.document for one in quotes}}
        return frozenset(
            one for one in quotes if (source := texts[one.document]) and source.text[one.start : one.end] != one.text
        )

    def _present(self, workshop: Workshop) -> Workshop:
        """Without what was taken from documents that are gone."""
        engine = self.engine()
        return without(workshop, {one.id for one in engine.generation.documents}) if engine else workshop
