"""A table of quotes as a workbook: the table itself, every quote on a line of its own, and the sources.

Values are written as text, never as formulas. Links stand on short cells: LibreOffice
does not wrap the text of a cell that is one. Looks are named styles: openpyxl compares
any other style of a cell with all before it, which takes most of the time of a long table.
"""

import io
import re
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill
from openpyxl.utils import get_column_letter

from assistant.citations import COLLECTION_LABELS
from assistant.exports import table_sheet as words
from assistant.exports.table_sheet import Sheet, SheetQuote, cited, source_line, year_of

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TABLE, QUOTES, SOURCES = "Voorbeelden", "Citaten", "Bronnen"
CELL_CHARACTERS = 32_000  # a cell holds 32,767
LINE_POINTS, MOST_POINTS = 15, 409
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HEAD = PatternFill("solid", start_color="0F5257")
_TOP = Alignment(wrap_text=True, vertical="top")
TEXT, ABSENT, LINK = "Wijkwijzer tekst", "Wijkwijzer leeg", "Wijkwijzer koppeling"
_FONTS = {
    TEXT: Font(name="Calibri", sz=11),
    ABSENT: Font(name="Calibri", sz=11, color="566165", italic=True),
    LINK: Font(name="Calibri", sz=11, color="0F5257", underline="single"),
}


def table_xlsx(sheet: Sheet) -> bytes:
    """The workbook as bytes."""
    book = Workbook()
    book.remove(book.active)
    book.properties.title = words.TITLE
    book.properties.creator = "Wijkwijzer"
    book.properties.language = "nl-NL"
    for name, font in _FONTS.items():
        book.add_named_style(NamedStyle(name, font=font, alignment=_TOP))
    numbers = {name: number for name, (number, _) in sheet.sources.items()}
    _table(book.create_sheet(TABLE), sheet, numbers)
    _quotes(book.create_sheet(QUOTES), sheet, numbers)
    _sources(book.create_sheet(SOURCES), sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _table(page: Any, sheet: Sheet, numbers: dict[str, int]) -> None:
    _head(page, [words.PLACE, words.PLACE_KIND, *sheet.columns, words.YEAR, words.KIND])
    first = 2  # line of a place's first quote on the page with quotes
    for at, row in enumerate(sheet.rows, 2):
        documents = {quote.document.id: quote.document for cell in row.cells for quote in cell}.values()
        years = ", ".join(dict.fromkeys(year_of(document) for document in documents))
        kinds = ", ".join(dict.fromkeys(document.kind.value for document in documents))
        values = [row.place, row.kind, *(_cell(cell, numbers) for cell in row.cells), years, kinds]
        for column, value in enumerate(values, 1):
            _put(page, at, column, value)
        if documents:
            _link(page.cell(at, 1), f"#{QUOTES}!A{first}")
        first += sum(map(len, row.cells))
    _widths(page, [22, 13, *[38] * len(sheet.columns), 12, 16])
    _print(page)
    page.page_setup.paperSize = page.PAPERSIZE_A3


def _quotes(page: Any, sheet: Sheet, numbers: dict[str, int]) -> None:
    columns = [words.PLACE, words.ASPECT, words.QUOTE, words.NUMBER, words.OPEN, words.SOURCE, words.PAGE]
    _head(page, [*columns, words.YEAR, words.KIND, words.COLLECTION])
    at = 2
    for row in sheet.rows:
        for name, cell in zip(sheet.columns, row.cells, strict=True):
            for quote in cell:
                found, number = quote.document, numbers[quote.document.id]
                said = [source_line(found), quote.page, found.year, found.kind.value]
                opening = "Open" if quote.link else ""
                line = [row.place, name, quote.text, number, opening, *said, COLLECTION_LABELS[found.collection]]
                for column, value in enumerate(line, 1):
                    _put(page, at, column, value)
                _link(page.cell(at, 4), f"#{SOURCES}!A{number + 1}")
                if quote.link:
                    _link(page.cell(at, 5), quote.link)
                at += 1
    _widths(page, [22, 22, 70, 9, 13, 50, 10, 8, 16, 16])
    _print(page)


def _sources(page: Any, sheet: Sheet) -> None:
    _head(page, [words.NUMBER, words.SOURCE, words.YEAR, words.KIND, words.COLLECTION])
    for number, found in sheet.sources.values():
        line = [number, source_line(found), found.year, found.kind.value, COLLECTION_LABELS[found.collection]]
        for column, value in enumerate(line, 1):
            _put(page, number + 1, column, value)
    last = len(sheet.sources) + 3
    _put(page, last, 2, f"{words.EXPLAINED} Gemaakt op {sheet.made}.")
    _widths(page, [9, 90, 8, 16, 16])
    _print(page)


def _cell(quotes: Sequence[SheetQuote], numbers: dict[str, int]) -> str:
    said = "\n\n".join(cited(quote, numbers[quote.document.id]) for quote in quotes) or words.ABSENT
    return said if len(said) <= CELL_CHARACTERS else f"{said[:CELL_CHARACTERS]}…"


def _put(page: Any, row: int, column: int, value: Any) -> None:
    cell: Cell = page.cell(row, column)
    if isinstance(value, str):
        cell.value = _ILLEGAL.sub(" ", value)
        cell.data_type = "s"  # text, also where it begins with =
    else:
        cell.value = value
    cell.style = ABSENT if value == words.ABSENT else TEXT


def _head(page: Any, names: Sequence[str]) -> None:
    for column, name in enumerate(names, 1):
        _put(page, 1, column, name)
        page.cell(1, column).font = Font(bold=True, color="FFFFFF")
        page.cell(1, column).fill = _HEAD
    page.freeze_panes = "B2"


def _widths(page: Any, widths: Sequence[int]) -> None:
    for column, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(column)].width = width
    for row in page.iter_rows(min_row=2):  # a program that opens the file does not fit them itself
        high = max(_lines(cell.value, width) for cell, width in zip(row, widths, strict=False))
        page.row_dimensions[row[0].row].height = min(MOST_POINTS, LINE_POINTS * high)


def _lines(value: Any, width: int) -> int:
    return sum(1 + len(line) // max(1, width - 2) for line in str(value or "").split("\n"))


def _link(cell: Any, target: str) -> None:
    cell.hyperlink = target
    cell.style = LINK


def _print(page: Any) -> None:
    page.auto_filter.ref = page.dimensions
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"
