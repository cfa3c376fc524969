"""A table of quotes as a workbook: the table itself, every quote on a line of its own, and the sources.

Values are written as text, never as formulas or addresses. Links stand on short cells:
LibreOffice does not wrap the text of a cell that is one. Written by XlsxWriter, which
takes a third of the time that openpyxl takes for a long table.
"""

import io
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from xlsxwriter import Workbook

from assistant.citations import COLLECTION_LABELS
from assistant.exports import table_sheet as words
from assistant.exports.table_sheet import Sheet, SheetQuote, cited, source_line, year_of

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TABLE, QUOTES, SOURCES = "Voorbeelden", "Citaten", "Bronnen"
CELL_CHARACTERS = 32_000  # a cell holds 32,767
LINE_POINTS, MOST_POINTS = 15, 409
MOST_LINKS = 60_000  # a sheet takes 65,530
A3, A4 = 8, 9
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TOP = {"text_wrap": True, "valign": "top"}
_LETTERS: dict[str, dict[str, Any]] = {
    "text": _TOP,
    "absent": {**_TOP, "font_color": "#566165", "italic": True},
    "link": {**_TOP, "font_color": "#0F5257", "underline": 1},
    "head": {**_TOP, "font_color": "#FFFFFF", "bold": True, "bg_color": "#0F5257"},
}


def table_xlsx(sheet: Sheet) -> bytes:
    """The workbook as bytes."""
    stream = io.BytesIO()
    book = Workbook(stream, {"in_memory": True})  # nothing of a source in a temporary file
    book.set_properties({"title": words.TITLE, "author": "Wijkwijzer"})
    numbers = {name: number for name, (number, _) in sheet.sources.items()}
    _table(book, sheet, numbers)
    _quotes(book, sheet, numbers)
    _sources(book, sheet)
    book.close()
    return stream.getvalue()


class _Page:
    """A sheet that is written row by row, under a head that stays in view."""

    def __init__(self, book: Any, title: str, columns: Sequence[tuple[str, int]], rows: int) -> None:
        self._page = book.add_worksheet(title)
        self._widths = [width for _, width in columns]
        self._looks = {name: book.add_format(look) for name, look in _LETTERS.items()}
        self._at = self._links = 0
        for column, width in enumerate(self._widths):
            self._page.set_column(column, column, width)
        self._page.freeze_panes(1, 1)
        self._page.autofilter(0, 0, rows, len(columns) - 1)
        self._page.set_landscape()
        self._page.set_paper(A3 if title == TABLE else A4)
        self._page.fit_to_pages(1, 0)
        self._page.repeat_rows(0)
        for column, (name, _) in enumerate(columns):
            self._page.write_string(0, column, name, self._looks["head"])

    def add(self, values: Sequence[Any], links: Mapping[int, str] = MappingProxyType({})) -> None:
        """A row; ``links`` are targets by column from 0."""
        self._at += 1
        # A program that opens the file does not fit the heights itself.
        high = max(_lines(value, width) for value, width in zip(values, self._widths, strict=False))
        self._page.set_row(self._at, min(MOST_POINTS, LINE_POINTS * high))
        for column, value in enumerate(values):
            linked = column in links and self._links < MOST_LINKS
            look = self._looks["link" if linked else "absent" if value == words.ABSENT else "text"]
            said = _ILLEGAL.sub(" ", str(value or ""))[:CELL_CHARACTERS]
            if linked:
                self._page.write_url(self._at, column, links[column], look, said)
                self._links += 1
            if isinstance(value, int):
                self._page.write_number(self._at, column, value, look)
            elif said and not linked:
                self._page.write_string(self._at, column, said, look)


def _table(book: Any, sheet: Sheet, numbers: dict[str, int]) -> None:
    columns = [(words.PLACE, 22), (words.PLACE_KIND, 13), *((name, 38) for name in sheet.columns)]
    page = _Page(book, TABLE, [*columns, (words.YEAR, 12), (words.KIND, 16)], len(sheet.rows))
    first = 2  # line of a place's first quote on the page with quotes
    for row in sheet.rows:
        documents = {quote.document.id: quote.document for cell in row.cells for quote in cell}.values()
        years = ", ".join(dict.fromkeys(year_of(document) for document in documents))
        kinds = ", ".join(dict.fromkeys(document.kind.value for document in documents))
        values = [row.place, row.kind, *(_cell(cell, numbers) for cell in row.cells), years, kinds]
        page.add(values, {0: f"internal:{QUOTES}!A{first}"} if documents else {})
        first += sum(map(len, row.cells))


def _quotes(book: Any, sheet: Sheet, numbers: dict[str, int]) -> None:
    columns = [
        (words.PLACE, 22), (words.ASPECT, 22), (words.QUOTE, 70), (words.NUMBER, 9), (words.OPEN, 13),
        (words.SOURCE, 50), (words.PAGE, 10), (words.YEAR, 8), (words.KIND, 16), (words.COLLECTION, 16),
    ]  # fmt: skip
    page = _Page(book, QUOTES, columns, sum(len(cell) for row in sheet.rows for cell in row.cells))
    lines = {name: source_line(document) for name, (_, document) in sheet.sources.items()}
    for row in sheet.rows:
        for name, cell in zip(sheet.columns, row.cells, strict=True):
            for quote in cell:
                found, number = quote.document, numbers[quote.document.id]
                said = [lines[found.id], quote.page, found.year, found.kind.value, COLLECTION_LABELS[found.collection]]
                links = {3: f"internal:{SOURCES}!A{number + 1}", **({4: quote.link} if quote.link else {})}
                page.add([row.place, name, quote.text, number, "Open" if quote.link else "", *said], links)


def _sources(book: Any, sheet: Sheet) -> None:
    columns = [(words.NUMBER, 9), (words.SOURCE, 90), (words.YEAR, 8), (words.KIND, 16), (words.COLLECTION, 16)]
    page = _Page(book, SOURCES, columns, len(sheet.sources))
    for number, found in sheet.sources.values():
        page.add([number, source_line(found), found.year, found.kind.value, COLLECTION_LABELS[found.collection]])
    page.add(["", ""])
    page.add(["", f"{words.EXPLAINED} Gemaakt op {sheet.made}."])


def _cell(quotes: Sequence[SheetQuote], numbers: dict[str, int]) -> str:
    said = "\n\n".join(cited(quote, numbers[quote.document.id]) for quote in quotes) or words.ABSENT
    return said if len(said) <= CELL_CHARACTERS else f"{said[:CELL_CHARACTERS]}…"


def _lines(value: Any, width: int) -> int:
    return sum(1 + len(line) // max(1, width - 2) for line in str(value or "").split("\n"))
