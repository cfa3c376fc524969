"""The table of the generation that answers: at once what is known of it, the rest in a thread beside the page.

A table that was derived before lies beside its generation and is read in one
go. After a change of the sources the quotes of unchanged passages still stand,
so these are shown while every place is looked at again; only a place of which
other sentences speak is asked about anew.
"""

import logging
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from assistant.desks.examples import stored
from assistant.desks.examples.deriving import Derived, derive, questions
from assistant.desks.examples.naming import INITIATIVES, Place, read_initiatives
from assistant.desks.examples.speaking import read_places
from assistant.desks.examples.table import Row, Table
from assistant.engine import Engine
from assistant.errors import WijkwijzerError

log = logging.getLogger(__name__)


class Derivation:
    """The derivation of one generation: ``run`` it once; ``table`` is how far it is, from any thread."""

    def __init__(self, engine: Engine, initiatives: Mapping[str, str]) -> None:
        self._engine, self._initiatives = engine, initiatives
        self._stopped = threading.Event()
        self._again, self._turning = False, threading.Lock()
        store = engine.generation.store
        self._ids: Sequence[str] = store.passage_ids()
        self._rows = {name: row for row, name in enumerate(self._ids)}
        self._numbers: Sequence[int] = store.document_numbers()
        self._basis = stored.basis(engine.generation, initiatives)
        self._kept = stored.read(engine.generation, self._basis)
        self.table = self._known()

    def stop(self) -> None:
        """End ``run`` after the place it is at; what was derived is kept."""
        with self._turning:
            self._again = False
            if self.table.runs:
                self._stopped.set()

    def resume(self) -> bool:
        """Take a stop back that ``run`` has not come to yet; False when it is not running (any more)."""
        with self._turning:
            self._again = self.table.runs and (self._again or self._stopped.is_set())
            return self.table.runs

    def run(self) -> Table:
        """Derive what is not known yet, keep it beside the generation, and give the table."""
        if self.table.is_whole:
            return self.table
        self.table = replace(self.table, runs=True)
        try:
            self._run()
            while self._is_asked_again():
                self._run()
        finally:
            self._stopped.clear()
            self.table = replace(self.table, runs=False)
        return self.table

    def _is_asked_again(self) -> bool:
        """Whether to go on after a stop that was taken back; if not, it runs no more."""
        with self._turning:
            again, self._again = self._again, False
            self._stopped.clear()
            self.table = replace(self.table, runs=again)
            return again

    def _run(self) -> None:
        generation = self._engine.generation
        places = read_places(generation, self._initiatives, self._stopped.is_set)
        if self._stopped.is_set():
            return
        fresh = stored.Kept()
        rows = {row.place.name: row for row in self.table.rows}
        current = {speaking.place.name for speaking in places}
        rows = {name: row for name, row in rows.items() if name in current}
        queries = questions(self._engine) if places else []
        for done, speaking in enumerate(places):
            if self._stopped.is_set():
                break
            digest = stored.digest_of(speaking, self._ids, generation.documents)
            found = self._kept.of(digest, self._rows) or derive(self._engine, queries, speaking)
            fresh.keep(speaking.place, digest, found, self._ids)
            rows[speaking.place.name] = self._row(speaking.place, found)
            self.table = replace(_table(rows.values()), runs=True, done=done + 1, total=len(places))
        fresh.is_whole = not self._stopped.is_set()
        if not fresh.is_whole:
            fresh.cells, fresh.places = {**self._kept.cells, **fresh.cells}, {**self._kept.places, **fresh.places}
        self._kept = fresh
        self.table = replace(
            self.table, is_whole=fresh.is_whole, done=len(places) if fresh.is_whole else self.table.done
        )
        fresh.write(generation, self._basis)

    def _known(self) -> Table:
        found = {place: self._kept.of(digest, self._rows) for place, digest in self._kept.places.items()}
        rows = [self._row(place, of) for place, of in found.items() if of is not None]
        is_whole = self._kept.is_whole and len(rows) == len(found)
        return replace(_table(rows), is_whole=is_whole, done=len(rows), total=len(rows))

    def _row(self, place: Place, found: Derived) -> Row:
        documents = self._engine.generation.documents
        quotes = [*(one for of in found.cells.values() for one in of), *found.moments]
        sources = {one.row: documents[self._numbers[one.row]] for one in quotes}
        cells = {key: of for key, of in found.cells.items() if of}
        return Row(place, cells, found.moments, found.forms, sources)


class Examples:
    """The desk's table for whatever engine answers now. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._current: tuple[Engine, Derivation] | None = None
        self._thread: threading.Thread | None = None

    def table(self, engine: Engine) -> Table:
        """What is known of the engine's generation; what is not is being derived from now on."""
        derivation, is_new = self._of(engine)
        if is_new and not derivation.table.is_whole:
            self.start(engine)
        return derivation.table

    def start(self, engine: Engine) -> None:
        """Derive what is missing in a thread; one that is at it goes on, also when it was just asked to stop."""
        derivation, _ = self._of(engine)
        with self._lock:
            if derivation.table.is_whole or derivation.resume():
                return
            derivation.table = replace(derivation.table, runs=True)
            self._thread = threading.Thread(target=_run, args=(derivation,), name="wijkwijzer-voorbeelden", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Stop deriving; what is there stays."""
        with self._lock:
            if self._current is not None:
                self._current[1].stop()

    def wait(self, seconds: float) -> None:
        """Until the derivation is over, or this long."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _of(self, engine: Engine) -> tuple[Derivation, bool]:
        with self._lock:
            if self._current is not None and self._current[0].generation is engine.generation:
                return self._current[1], False
            if self._current is not None:
                self._current[1].stop()
            derivation = derivation_of(engine)
            self._current = (engine, derivation)
            return derivation, True


def derivation_of(engine: Engine) -> Derivation:
    """The derivation of the engine's generation, with the initiatives that its home's curator named."""
    return Derivation(engine, read_initiatives(engine.generation.folder.parent.parent / INITIATIVES))


def _run(derivation: Derivation) -> None:
    try:
        derivation.run()
    except (WijkwijzerError, OSError) as error:  # the index was replaced under it: the next one is derived instead
        log.warning("the examples could not be derived: %s", error)


def _table(rows: Iterable[Row]) -> Table:
    found = sorted(rows, key=lambda row: row.place.name.casefold().lstrip("'’"))
    members = {name for row in found if row.filled for name in row.place.members}
    named = tuple(row.place for row in found if not row.filled and row.place.name not in members)
    return Table(tuple(row for row in found if row.filled), named)
