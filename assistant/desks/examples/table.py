"""The table of places: what a row, a cell and a quote are.

A quote is literal: ``text == document.text[start:end]``. What a cell has no
quote for is not in the sources; there is nothing between these two. A table
knows where its quotes stand; their texts are read for the rows that are shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.citations import display_title
from assistant.desks.examples.aspects import ASPECTS
from assistant.desks.examples.naming import Place
from assistant.desks.examples.quoting import Found
from assistant.index import Generation
from assistant.reader.spans import ITEM_MARK
from assistant.types import Document

ABSENT = "niet in de bronnen"


@dataclass(frozen=True, slots=True)
class Row:
    """A place: where its quotes stand by the aspect's key, its dated moments, and the document of each passage."""

    place: Place
    cells: Mapping[str, tuple[Found, ...]] = field(default_factory=dict)
    moments: tuple[Found, ...] = ()
    forms: tuple[str, ...] = ()
    sources: Mapping[int, Document] = field(default_factory=dict)  # by the passage's row

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents that its cells quote, newest first, each once."""
        quoted = (self.sources[one.row] for of in self.cells.values() for one in of)
        return tuple(sorted({document.id: document for document in quoted}.values(), key=newest_first))

    @property
    def filled(self) -> int:
        """For how many aspects there is a quote."""
        return sum(bool(self.cells.get(aspect.key)) for aspect in ASPECTS)

    @property
    def quotes(self) -> int:
        """How many quotes its cells hold."""
        return sum(map(len, self.cells.values()))

    @property
    def years(self) -> tuple[int, ...]:
        """The years of its sources, newest first, each once."""
        return tuple(dict.fromkeys(year for document in self.documents if (year := document.year)))


@dataclass(frozen=True, slots=True)
class Table:
    """The rows with a quote, by name; the places that are only named; how far the derivation is.

    ``done`` of ``total`` places were asked about; ``total`` is 0 while they are being looked up.
    """

    rows: tuple[Row, ...] = ()
    only_named: tuple[Place, ...] = ()
    is_whole: bool = False
    runs: bool = False
    done: int = 0
    total: int = 0

    def row(self, name: str) -> Row | None:
        """The row of a place by its name; for a municipality also that of the region it is quoted in."""
        exact = next((row for row in self.rows if row.place.name == name), None)
        return exact or next((row for row in self.rows if name in row.place.members), None)


@dataclass(frozen=True, slots=True)
class Quote:
    """A piece of a document; ``document`` comes without its text, ``year`` is that of a moment."""

    document: Document
    start: int
    end: int
    text: str
    heading: str = ""
    page: int | None = None
    year: int | None = None

    @property
    def words(self) -> str:
        """The quote on one line, without Markdown's bold marks."""
        return " ".join(self.lines)

    @property
    def lines(self) -> tuple[str, ...]:
        """The quote with each item of a list on a line of its own."""
        found: list[str] = []
        for line in self.text.replace("**", "").splitlines():
            said = " ".join(line.split())
            if said and (not found or ITEM_MARK.match(said)):
                found.append(said)
            elif said:
                found[-1] += f" {said}"
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Shown:
    """A row with the texts of its quotes."""

    row: Row
    cells: Mapping[str, tuple[Quote, ...]]

    @property
    def place(self) -> Place:
        """The place of the row."""
        return self.row.place


def shown(generation: Generation, rows: Sequence[Row]) -> list[Shown]:
    """These rows with their quotes read."""
    read = _reader(generation, (one for row in rows for of in row.cells.values() for one in of))
    return [Shown(row, {key: tuple(read[one] for one in of) for key, of in row.cells.items()}) for row in rows]


def moments(generation: Generation, rows: Sequence[Row], most: int = 100_000) -> list[tuple[Place, Quote]]:
    """What the sources date about these places, oldest first; of more than ``most`` the latest."""
    dated = [
        (one.year or 0, row.place.name, (one.row, one.start), row.place, one) for row in rows for one in row.moments
    ]
    kept = sorted(dated, key=lambda entry: entry[:3])[-most:]
    read = _reader(generation, (one for *_, one in kept))
    return [(place, read[one]) for *_, place, one in kept]


def quotes_of(generation: Generation, found: Sequence[tuple[Place, Found]]) -> list[tuple[Place, Quote]]:
    """These quotes of places read, in the same order."""
    read = _reader(generation, (one for _, one in found))
    return [(place, read[one]) for place, one in found]


def _reader(generation: Generation, places: Iterable[Found]) -> dict[Found, Quote]:
    wanted = list(dict.fromkeys(places))
    rows = sorted({row for found in wanted for row in (found.row, found.last)})
    stored = {one.row: one.passage for one in generation.store.passages(rows)}
    documents = {document.id: document for document in generation.documents}
    quotes = {}
    for found in wanted:
        passage, last = stored[found.row], stored[found.last]
        document = documents[passage.document_id]
        start, end = passage.start + found.start, last.start + found.end
        text = passage.text[found.start : found.end] if last is passage else _between(generation, document, start, end)
        heading = next((s.heading for s in passage.sentences if s.start <= start < s.end), passage.heading)
        quotes[found] = Quote(document, start, end, text, heading, document.page_at(start), found.year)
    return quotes


def _between(generation: Generation, document: Document, start: int, end: int) -> str:
    """A piece of a document that runs through several passages."""
    whole = generation.store.document(document.id)
    return whole.text[start:end] if whole else ""


def newest_first(document: Document) -> tuple[int, str, str]:
    """The order of sources: newest first, those without a date last."""
    digits = "".join(character for character in document.date if character.isdigit())
    return (-int(digits.ljust(8, "0")[:8]) if digits else 0, display_title(document), document.id)
