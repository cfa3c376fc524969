"""A table of quotes made ready for a file: numbered sources, and cells as a reader finds them in every format.

Free of desks and pages: whoever exports fills it, and ``table_csv``,
``table_xlsx`` and ``table_docx`` write it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.citations import COLLECTION_LABELS, page_label, reference
from assistant.corpus.front_matter import dutch_date
from assistant.types import Document

ABSENT = "niet in de bronnen"
TITLE = "Voorbeelden uit de bronnen"
PLACE, PLACE_KIND, ASPECT, QUOTE, SOURCE = "Plaats", "Wat het is", "Onderwerp", "Citaat", "Bron"
YEAR, KIND, COLLECTION, PAGE, NUMBER, OPEN = "Jaar", "Soort bron", "Verzameling", "Bladzijde", "Nummer", "Open de bron"
EXPLAINED = (
    "Elke cel is een letterlijk citaat uit de bronnen van Wijkwijzer. Het nummer achter een citaat verwijst naar de "
    "lijst met bronnen. Staat er iets niet in de bronnen, dan staat dat er."
)


@dataclass(frozen=True, slots=True)
class SheetQuote:
    """A literal quote, each item of a list on its own line, its document, and where that opens ("" when nowhere)."""

    text: str
    document: Document
    page: int | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A place: its name, what it is, and its quotes by column."""

    place: str
    kind: str
    cells: Sequence[Sequence[SheetQuote]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The columns by name, the rows, and the day it was made, in Dutch."""

    columns: Sequence[str]
    rows: Sequence[SheetRow]
    made: str

    @property
    def sources(self) -> dict[str, tuple[int, Document]]:
        """The documents that are quoted with their numbers from 1, in the order in which they are met."""
        found: dict[str, tuple[int, Document]] = {}
        for row in self.rows:
            for cell in row.cells:
                for quote in cell:
                    found.setdefault(quote.document.id, (len(found) + 1, quote.document))
        return found


def source_line(document: Document) -> str:
    """A source in a list: its reference, its full date and whether it is a local note."""
    said = [reference(document)]
    if len(document.date) > 4:
        said.append(f"{dutch_date(document.date)}.")
    said.append(f"{COLLECTION_LABELS[document.collection].capitalize()}.")
    return " ".join(said)


def year_of(document: Document) -> str:
    """The year of a source in a cell."""
    return str(document.year) if document.year else "onbekend"


def cited(quote: SheetQuote, number: int) -> str:
    """A quote with its number, and its page where it has one."""
    page = f", {page_label(quote.page)}" if quote.page else ""
    return f"‘{quote.text}’ [{number}{page}]"
