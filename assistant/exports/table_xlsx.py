"""A table of quotes as a workbook: the table itself, every quote on a line of its own, and the sources.

Values are written as text, never as formulas. Links stand on short cells: LibreOffice
does not wrap the text of a cell that is one. Looks are named styles: openpyxl compares
any other style of a cell with all before it. Rows are written as they come, which takes
less than half the time of a workbook that is built whole.
"""

import io
import re
from collections.abc import Mapping, Sequence
from copy import copy
from types import MappingProxyType
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from assistant.citations import COLLECTION_LABELS
from assistant.exports import table_sheet as words
from assistant.exports.table_sheet import Sheet, SheetQuote, cited, source_line, year_of

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TABLE, QUOTES, SOURCES = "Voorbeelden", "Citaten", "Bronnen"
CELL_CHARACTERS = 32_000  # a cell holds 32,767
LINE_POINTS, MOST_POINTS = 15, 409
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TOP = Alignment(wrap_text=True, vertical="top")
TEXT, ABSENT, LINK, HEAD = "Wijkwijzer tekst", "Wijkwijzer leeg", "Wijkwijzer koppeling", "Wijkwijzer kop"
_LETTERS: dict[str, dict[str, Any]] = {
    TEXT: {},
    ABSENT: {"color": "566165", "italic": True},
    LINK: {"color": "0F5257", "underline": "single"},
    HEAD: {"color": "FFFFFF", "bold": True},
}


def table_xlsx(sheet: Sheet) -> bytes:
    """The workbook as bytes."""
    book = Workbook(write_only=True)
    book.properties.title = words.TITLE
    book.properties.creator = "Wijkwijzer"
    book.properties.language = "nl-NL"
    for name, letters in _LETTERS.items():
        style = NamedStyle(name, font=Font(name="Calibri", sz=11, **letters), alignment=_TOP)
        if name == HEAD:
            style.fill = PatternFill("solid", start_color="0F5257")
        book.add_named_style(style)
    numbers = {name: number for name, (number, _) in sheet.sources.items()}
    _table(book, sheet, numbers)
    _quotes(book, sheet, numbers)
    _sources(book, sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


class _Page:
    """A sheet that is written row by row: its columns are known before the first one, and nothing is changed after."""

    def __init__(self, book: Workbook, title: str, columns: Sequence[tuple[str, int]], rows: int) -> None:
        self._page: Any = book.create_sheet(title)
        self._widths = [width for _, width in columns]
        self._models = {style: self._model(style) for style in _LETTERS}
        self._at = 0
        for column, width in enumerate(self._widths, 1):
            self._page.column_dimensions[get_column_letter(column)].width = width
        self._page.freeze_panes = "B2"
        self._page.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{rows + 1}"
        self._page.page_setup.orientation = "landscape"
        self._page.page_setup.paperSize = "8" if title == TABLE else "9"  # A3, A4
        self._page.page_setup.fitToWidth, self._page.page_setup.fitToHeight = 1, 0
        self._page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        self._page.print_title_rows = "1:1"
        self._add([self._cell(name, HEAD) for name, _ in columns])

    def add(self, values: Sequence[Any], links: Mapping[int, str] = MappingProxyType({})) -> None:
        """A row; ``links`` are targets by column from 0."""
        cells = [self._cell(value, ABSENT if value == words.ABSENT else TEXT) for value in values]
        for column, target in links.items():
            cells[column] = self._cell(values[column], LINK)
            cells[column].hyperlink = target
        # A program that opens the file does not fit the heights itself.
        high = max(_lines(value, width) for value, width in zip(values, self._widths, strict=False))
        self._page.row_dimensions[self._at + 1].height = min(MOST_POINTS, LINE_POINTS * high)
        self._add(cells)

    def _add(self, cells: list[Cell]) -> None:
        self._page.append(cells)
        self._at += 1

    def _model(self, style: str) -> Cell:
        cell: Cell = WriteOnlyCell(self._page)
        cell.style = style
        return cell

    def _cell(self, value: Any, style: str) -> Cell:
        cell = copy(self._models[style])  # looking a style up takes longer than writing the cell
        if isinstance(value, str):
            cell.value = _ILLEGAL.sub(" ", value)
            cell.data_type = "s"  # text, also where it begins with =
        else:
            cell.value = value
        return cell


def _table(book: Workbook, sheet: Sheet, numbers: dict[str, int]) -> None:
    columns = [(words.PLACE, 22), (words.PLACE_KIND, 13), *((name, 38) for name in sheet.columns)]
    page = _Page(book, TABLE, [*columns, (words.YEAR, 12), (words.KIND, 16)], len(sheet.rows))
    first = 2  # line of a place's first quote on the page with quotes
    for row in sheet.rows:
        documents = {quote.document.id: quote.document for cell in row.cells for quote in cell}.values()
        years = ", ".join(dict.fromkeys(year_of(document) for document in documents))
        kinds = ", ".join(dict.fromkeys(document.kind.value for document in documents))
        values = [row.place, row.kind, *(_cell(cell, numbers) for cell in row.cells), years, kinds]
        page.add(values, {0: f"#{QUOTES}!A{first}"} if documents else {})
        first += sum(map(len, row.cells))


def _quotes(book: Workbook, sheet: Sheet, numbers: dict[str, int]) -> None:
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
                links = {3: f"#{SOURCES}!A{number + 1}", **({4: quote.link} if quote.link else {})}
                page.add([row.place, name, quote.text, number, "Open" if quote.link else "", *said], links)


def _sources(book: Workbook, sheet: Sheet) -> None:
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
