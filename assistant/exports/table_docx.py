"""A table of quotes as a document to read: up to four places side by side, more of them one after another."""

import io
import re
from collections.abc import Sequence
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
_ACCENT, _SOFT = RGBColor(0x0F, 0x52, 0x57), RGBColor(0x56, 0x61, 0x65)


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
        for row in sheet.rows:
            made.add_heading(_clean(f"{row.place} ({row.kind})"), 1)
            lines = [(name, [cell]) for name, cell in zip(sheet.columns, row.cells, strict=True)]
            _grid(made, [words.ASPECT, words.QUOTE], lines, numbers)
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


def _grid(
    made: Any,
    heads: Sequence[str],
    lines: Sequence[tuple[str, Sequence[Sequence[SheetQuote]]]],
    numbers: dict[str, int],
) -> None:
    grid = made.add_table(rows=1 + len(lines), cols=len(heads), style="Table Grid")
    grid.autofit = False
    first = 4.1
    widths = [Cm(first), *[Cm((25.7 - first) / (len(heads) - 1))] * (len(heads) - 1)]
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    rows = grid.rows
    head = rows[0]
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    head._tr.get_or_add_trPr().append(repeated)
    for cell, text, width in zip(head.cells, heads, widths, strict=True):
        cell.width = width
        _said(cell.paragraphs[0], text).bold = True
    for row, (name, cells) in zip(list(rows)[1:], lines, strict=True):
        places = row.cells
        for cell, width in zip(places, widths, strict=True):
            cell.width = width
        _said(places[0].paragraphs[0], name).bold = True
        for cell, quotes in zip(places[1:], cells, strict=True):
            _fill(cell, quotes, numbers)


def _fill(cell: Any, quotes: Sequence[SheetQuote], numbers: dict[str, int]) -> None:
    if not quotes:
        absent = _said(cell.paragraphs[0], words.ABSENT)
        absent.italic, absent.font.color.rgb = True, _SOFT
    for at, quote in enumerate(quotes):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        _said(paragraph, cited(quote, numbers[quote.document.id]))


def _said(paragraph: Any, text: str) -> Any:
    paragraph.paragraph_format.space_after = Pt(3)
    return paragraph.add_run(_clean(text))


def _clean(text: str) -> str:
    return _ILLEGAL.sub(" ", text)
