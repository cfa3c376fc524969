"""Workbooks, by openpyxl in its reading mode: each sheet a heading and a table, with values as a reader sees them."""

import zipfile
from datetime import date, datetime, time, timedelta
from typing import IO, Any

from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from assistant.errors import CorpusError
from assistant.formats.cleaning import joined, one_line, table
from assistant.formats.container import properties
from assistant.formats.proposals import core_properties, title
from assistant.formats.reasons import DAMAGED

CELLS = 1_000_000
COLUMNS = 200
EMPTY = 1_000  # rows without anything, after which a sheet is over: its styling may go on for a million


def convert_xlsx(stream: IO[bytes], opened: zipfile.ZipFile) -> dict[str, Any]:
    """The Markdown of a workbook and its properties."""
    stream.seek(0)
    try:
        parts, hidden = _sheets(stream)
    except (KeyError, ValueError, LookupError, AttributeError, TypeError, OSError, ArithmeticError) as error:
        raise CorpusError(DAMAGED) from error
    except (zipfile.BadZipFile, etree.LxmlError, InvalidFileException, SyntaxError) as error:
        raise CorpusError(DAMAGED) from error  # SyntaxError: ElementTree's ParseError
    if not parts:
        raise CorpusError("er staat geen tekst in; controleer of er een gevuld werkblad in staat")
    proposed = core_properties(properties(opened))
    remarks = [f"{hidden} {'verborgen werkblad is' if hidden == 1 else 'verborgen werkbladen zijn'} niet gelezen"]
    return {
        "text": joined(parts),
        **proposed,
        "title": title(str(proposed["title"])),
        "remarks": remarks if hidden else [],
    }


def _sheets(stream: IO[bytes]) -> tuple[list[str], int]:
    parts: list[str] = []
    hidden = 0
    book = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
    left = CELLS
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            hidden += 1
            continue
        rows: list[list[str]] = []
        empty = 0
        for row in sheet.iter_rows(max_col=COLUMNS):
            values = [_shown(cell) for cell in row]
            left -= len(values)
            if left < 0:
                raise CorpusError("er staan te veel cellen in; splits het bestand op")
            empty = 0 if any(values) else empty + 1
            if empty > EMPTY:
                break
            if any(values):
                rows.append(values)
        if text := table(rows):
            parts += [f"# {one_line(sheet.title)}", text]
    return parts, hidden


def _shown(cell: Any) -> str:
    """A value as Dutch writes it: 2 as ‘2’, a half of a percentage as ‘50%’, dates as 2-3-2016."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime):
        day = f"{value.day}-{value.month}-{value.year}"
        return day if value.time() == time() else f"{day} {value:%H:%M}"
    if isinstance(value, date):
        return f"{value.day}-{value.month}-{value.year}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, int | float):
        return _number(float(value), str(cell.number_format or ""))
    return str(value)


def _number(value: float, shape: str) -> str:
    percent = "%" in shape
    value = round(value * 100 if percent else value, 10)
    digits = shape.split(";")[0].partition(".")[2]
    fixed = len(digits) - len(digits.lstrip("0")) if digits else None
    if fixed:
        shown = f"{value:.{fixed}f}"
    elif value.is_integer():
        shown = f"{int(value)}"
    else:
        shown = f"{value:.2f}" if percent else f"{value:.10g}"
    euro = "€ " if "€" in shape else ""
    return f"{euro}{shown.replace('.', ',')}{'%' if percent else ''}"
