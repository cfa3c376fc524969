"""What of the table someone wants to see: filters, order and page, as pure functions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.desks.examples.table import Row
from assistant.dutch.municipalities import official_name
from assistant.types import Document


class Order(StrEnum):
    """The orders, by their value in addresses."""

    NAME = "naam"
    YEAR = "jaar"
    FILLED = "gevuld"


@dataclass(frozen=True, slots=True)
class Look:
    """The filters; an empty field lets everything through."""

    query: str = ""
    aspect: str = ""
    form: str = ""
    kind: str = ""
    collection: str = ""
    year_from: int | None = None
    year_to: int | None = None
    order: Order = Order.NAME
    page: int = 1

    @property
    def narrows(self) -> bool:
        """Whether it leaves anything out."""
        return replace(self, order=Order.NAME, page=1) != Look()


def fitting(rows: Sequence[Row], look: Look) -> list[Row]:
    """The rows that fit, in order; of each only the quotes from documents that fit."""
    found = (_with_sources(row, lambda document: _fits(document, look)) for row in rows if _is_named(row, look.query))
    kept = [
        row
        for row in found
        if row.filled and (not look.aspect or row.cells.get(look.aspect)) and (not look.form or look.form in row.forms)
    ]
    if look.order is Order.YEAR:
        kept.sort(key=lambda row: -max(row.years, default=0))
    elif look.order is Order.FILLED:
        kept.sort(key=lambda row: (-row.filled, -row.quotes))
    return kept


def _is_named(row: Row, query: str) -> bool:
    wanted = query.casefold().strip()
    if not wanted:
        return True
    names = (row.place.name, *row.place.members, *(form for form in row.forms))
    return any(wanted in name.casefold() for name in names) or official_name(query) in (
        row.place.name,
        *row.place.members,
    )


def _fits(document: Document, look: Look) -> bool:
    if (look.kind and document.kind.value != look.kind) or (
        look.collection and document.collection.value != look.collection
    ):
        return False
    if look.year_from is None and look.year_to is None:
        return True
    year = document.year
    return year is not None and (look.year_from or year) <= year <= (look.year_to or year)


def _with_sources(row: Row, keep: Callable[[Document], bool]) -> Row:
    if all(keep(document) for document in row.sources.values()):
        return row
    sources = {at: document for at, document in row.sources.items() if keep(document)}
    cells = {key: tuple(one for one in of if one.row in sources) for key, of in row.cells.items()}
    moments = tuple(one for one in row.moments if one.row in sources)
    return replace(row, cells={key: of for key, of in cells.items() if of}, moments=moments, sources=sources)
