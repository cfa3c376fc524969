"""A report as PDF, with letters that know more than Western Europe.

The fourteen letters that every PDF reader has know latin-1 alone, not even ‘
and ’. So Source Sans Pro (SIL Open Font License) goes along; it comes with a
pip package of its own, and only the letters that are used end up in the file.
"""

from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from assistant.errors import WijkwijzerError
from assistant.exports.report import Heading, Look, Paragraph, Report, Run, on_one_line, writable

FONT = "Source"
PACKAGE = "font-source-sans-pro"
_FILES = {"": "Regular", "B": "Semibold", "I": "It"}
MARGIN = 22.0  # millimetres
INK, SOFT, ACCENT = (28, 36, 39), (86, 97, 101), (15, 82, 87)
TEXT, SMALL, LARGE, TITLE = 11.0, 9.5, 13.0, 20.0  # points
LINE = 1.4  # of the size of the letters
POINT = 25.4 / 72  # millimetres
INDENT = 6.0  # millimetres
UNKNOWN = "?"  # in place of a character that the letters do not have; fpdf2 would leave it out
PAGE = "Bladzijde {page} van {{nb}}"


class Sheets(FPDF):  # type: ignore[misc]
    """Pages of A4 with our letters and a page number; ``title`` is what a reader shows above them."""

    def __init__(self, title: str, landscape: bool = False, numbered: bool = True) -> None:
        super().__init__(orientation="L" if landscape else "P", format="A4")
        self._numbered = numbered
        for style, name in _FILES.items():
            self.add_font(FONT, style, str(font_file(name)))
        self.set_title(on_one_line(title))
        self.set_creator("Wijkwijzer")
        self.set_lang("nl")
        self.set_margins(MARGIN, MARGIN)
        self.set_auto_page_break(True, MARGIN)
        self.letters(TEXT)

    def letters(self, points: float, style: str = "", colour: tuple[int, int, int] = INK) -> None:
        """What the next text is set in."""
        self.set_font(FONT, style, points)
        self.set_text_color(*colour)

    def known(self, text: str) -> str:
        """``text`` with a question mark for each character that our letters do not have."""
        letters = self.fonts[f"{FONT.lower()}{self.font_style}"].cmap
        return "".join(
            one if one == "\n" or ord(one) in letters else UNKNOWN for one in writable(text).replace("\t", " ")
        )

    def footer(self) -> None:
        """The number of the page, at the foot of each."""
        if self._numbered:
            self.set_y(-14)
            self.letters(SMALL, colour=SOFT)
            self.cell(0, 5, PAGE.format(page=self.page_no()), align="C")


def font_file(name: str) -> Path:
    """The file of a letter: ``Regular``, ``Semibold`` or ``It``; WijkwijzerError when it was not installed."""
    try:
        found = Path(str(distribution(PACKAGE).locate_file(f"font_source_sans_pro/files/SourceSansPro-{name}.ttf")))
    except PackageNotFoundError:
        found = Path()
    if not found.is_file():
        raise WijkwijzerError("De letters voor een PDF zijn niet geïnstalleerd. Installeer Wijkwijzer opnieuw.")
    return found


def pdf_bytes(report: Report) -> bytes:
    """The report as a PDF file."""
    sheets = Sheets(report.title)
    sheets.add_page()
    _line(sheets, report.title, TITLE, "B", ACCENT)
    if report.subtitle:
        _line(sheets, report.subtitle, SMALL, "", SOFT)
    in_list = False
    for block in report.blocks:
        is_item = isinstance(block, Paragraph) and block.look is Look.ITEM
        if in_list and not is_item:
            sheets.ln(1.5)
        in_list = is_item
        if isinstance(block, Heading):
            _heading(sheets, block)
        else:
            _paragraph(sheets, block)
    return bytes(sheets.output())


def _line(sheets: Sheets, text: str, points: float, style: str, colour: tuple[int, int, int]) -> None:
    sheets.letters(points, style, colour)
    options: dict[str, Any] = {"align": "L", "new_x": XPos.LMARGIN, "new_y": YPos.NEXT}
    sheets.multi_cell(0, points * POINT * LINE, sheets.known(on_one_line(text)), **options)
    sheets.ln(1.5)


def _heading(sheets: Sheets, heading: Heading) -> None:
    points = LARGE if heading.level == 1 else TEXT
    sheets.ln(4.5 if heading.level == 1 else 1.5)
    if sheets.will_page_break(4 * points * POINT * LINE):  # a heading is never the last line of a page
        sheets.add_page()
    sheets.letters(points, "B", ACCENT if heading.level == 1 else INK)
    sheets.start_section(on_one_line(heading.text)[:200], level=heading.level - 1)
    _line(sheets, heading.text, points, "B", ACCENT if heading.level == 1 else INK)


def _paragraph(sheets: Sheets, paragraph: Paragraph) -> None:
    points, colour = (SMALL, SOFT) if paragraph.look is Look.SOFT else (TEXT, INK)
    indent = INDENT if paragraph.look in (Look.QUOTE, Look.ITEM) else 0.0
    height = points * POINT * LINE
    if (indent and sheets.will_page_break(height)) or (paragraph.keeps and sheets.will_page_break(4 * height)):
        sheets.add_page()
    if paragraph.look is Look.ITEM:
        sheets.letters(points, "", colour)
        sheets.set_x(MARGIN + 1.5)
        sheets.cell(INDENT - 1.5, height, "•")
    sheets.set_left_margin(MARGIN + indent)
    sheets.set_x(MARGIN + indent)
    for run in paragraph.runs:
        _run(sheets, run, points, height, colour)
    sheets.set_left_margin(MARGIN)
    sheets.ln(height + (0.8 if paragraph.look is Look.ITEM else 2.2))


def _run(sheets: Sheets, run: Run, points: float, height: float, colour: tuple[int, int, int]) -> None:
    sheets.letters(points, run.letter.value, colour)
    sheets.write(height, sheets.known(run.text))
