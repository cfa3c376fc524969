"""A table of quotes as a document to read: up to four places side by side, more of them one after another."""

import io
import re
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from assistant.exports import table_sheet as words
from assistant.exports.table_sheet import Sheet, SheetQuote, cited, source_line

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SIDE_BY_SIDE = 4  # places that a page has room for
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
TWENTIETH = 635  # a twentieth of a point, in the units of python-docx
_ACCENT, _SOFT = RGBColor(0x0F, 0x52, 0x57), RGBColor(0x56, 0x61, 0x65)
TOGETHER = 3  # rows at the end of a table


def table_docx(sheet: Sheet) -> bytes:
    """The document as bytes."""
    made = docx.Document()
    _prepare(made)
    made.add_heading(words.TITLE, 0)
    made.add_paragraph(f"{words.EXPLAINED} Gemaakt op {sheet.made}.")
    numbers = {name: number for name, (number, _) in sheet.sources.items()}
    if 1 < len(sheet.rows) <= SIDE_BY_SIDE:
        heads = [words.ASPECT, *(row.place for row in sheet.rows)]
        cells = [[row.cells[at] for row in sheet.rows] for at in range(len(sheet.columns))]
        _grid(made, heads, list(zip(sheet.columns, cells, strict=True)), numbers)
    else:
        _one_by_one(made, sheet, numbers)
    made.add_heading("Bronnen", 1)
    for number, document in sheet.sources.values():
        line = made.add_paragraph(_clean(f"[{number}] {source_line(document)}"))
        line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Cm(0.9), Cm(-0.9)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _prepare(made: Any) -> None:
    page = made.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Cm(29.7), Cm(21)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2)
    style = made.styles["Normal"]
    style.font.name, style.font.size = "Calibri", Pt(10.5)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "nl-NL")
    style.element.get_or_add_rPr().append(language)
    for name in ("Title", "Heading 1"):
        made.styles[name].font.color.rgb = _ACCENT
    made.core_properties.title = words.TITLE
    made.core_properties.author = "Wijkwijzer"
    made.core_properties.language = "nl-NL"


def _one_by_one(made: Any, sheet: Sheet, numbers: dict[str, int]) -> None:
    """Each place under a heading: the first as python-docx makes it, the others after its pattern, which is quicker."""
    pattern: Any = None
    grid: Any = None
    for row in sheet.rows:
        title = _clean(f"{row.place} ({row.kind})")
        lines = [(name, [cell]) for name, cell in zip(sheet.columns, row.cells, strict=True)]
        if pattern is None:
            pattern = deepcopy(made.add_heading(title, 1)._p)
            grid = last = _grid(made, [words.ASPECT, words.QUOTE], lines, numbers)
            continue
        copied = deepcopy(pattern)
        copied.r_lst[0].text = title
        last.addnext(copied)
        last = deepcopy(grid)
        for old in last.tr_lst[1:]:
            last.remove(old)
        _add_rows(last, lines, _widths(2), numbers)
        copied.addnext(last)


def _grid(
    made: Any,
    heads: Sequence[str],
    lines: Sequence[tuple[str, Sequence[Sequence[SheetQuote]]]],
    numbers: dict[str, int],
) -> Any:
    """A table, made of elements: python-docx lays all cells out again for each one that is asked for."""
    grid = made.add_table(rows=0, cols=len(heads), style="Table Grid")
    grid.autofit = False
    widths = _widths(len(heads))
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    rows = grid._tbl
    rows.append(_row([[_paragraph(head, "w:b", keeps=True)] for head in heads], widths, is_head=True))
    _add_rows(rows, lines, widths, numbers)
    return rows


def _widths(columns: int) -> list[int]:
    first = 4.1
    return [Cm(first), *[Cm((25.7 - first) / (columns - 1))] * (columns - 1)]


def _add_rows(
    grid: Any,
    lines: Sequence[tuple[str, Sequence[Sequence[SheetQuote]]]],
    widths: Sequence[int],
    numbers: dict[str, int],
) -> None:
    for left, (name, cells) in zip(range(len(lines) - 1, -1, -1), lines, strict=True):
        filled = [_filled(quotes, numbers) for quotes in cells]
        keeps = 0 < left < TOGETHER  # no last row alone on a next page
        grid.append(_row([[_paragraph(name, "w:b", keeps=keeps)], *filled], widths))


def _row(cells: Sequence[Sequence[Any]], widths: Sequence[int], is_head: bool = False) -> Any:
    row = OxmlElement("w:tr")
    properties = _within(row, "w:trPr")
    _within(properties, "w:cantSplit")
    if is_head:
        _within(properties, "w:tblHeader", val="true")
    for paragraphs, width in zip(cells, widths, strict=True):
        cell = _within(row, "w:tc")
        _within(_within(cell, "w:tcPr"), "w:tcW", type="dxa", w=str(round(width / TWENTIETH)))
        cell.extend(paragraphs)
    return row


def _filled(quotes: Sequence[SheetQuote], numbers: dict[str, int]) -> list[Any]:
    if not quotes:
        return [_paragraph(words.ABSENT, "w:i", _SOFT)]
    return [_paragraph(cited(quote, numbers[quote.document.id])) for quote in quotes]


def _paragraph(text: str, letter: str = "", colour: RGBColor | None = None, keeps: bool = False) -> Any:
    paragraph = OxmlElement("w:p")
    layout = _within(paragraph, "w:pPr")
    if keeps:
        _within(layout, "w:keepNext")
    _within(layout, "w:spacing", after="60")  # 3 points
    run = _within(paragraph, "w:r")
    look = _within(run, "w:rPr")
    if letter:
        _within(look, letter)
    if colour is not None:
        _within(look, "w:color", val=str(colour))
    for at, part in enumerate(_clean(text).split("\n")):
        if at:
            _within(run, "w:br")
        written = _within(run, "w:t")
        written.text = part
        written.set(_SPACE, "preserve")
    return paragraph


def _within(element: Any, name: str, **attributes: str) -> Any:
    inner = OxmlElement(name, {qn(f"w:{key}"): value for key, value in attributes.items()})
    element.append(inner)
    return inner


def _clean(text: str) -> str:
    return _ILLEGAL.sub(" ", text)
