"""A report as DOCX, in Word's own styles, so that it can be worked on further."""

from io import BytesIO
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from assistant.exports.report import Heading, Letter, Look, Paragraph, Report, on_one_line, writable

LANGUAGE = "nl-NL"
_STYLES = {Look.PLAIN: "Normal", Look.SOFT: "Normal", Look.QUOTE: "Quote", Look.ITEM: "List Bullet"}
ACCENT, SOFT, INK = RGBColor(0x0F, 0x52, 0x57), RGBColor(0x56, 0x61, 0x65), RGBColor(0x1C, 0x24, 0x27)
LETTERS = "Calibri"


def new_document(title: str) -> Any:
    """An empty Dutch document on A4 with our styles, its title in its properties and page numbers at its foot."""
    document = docx.Document()
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.4)
        _number(section.footer.paragraphs[0])
    _set_styles(document)
    properties = document.core_properties
    properties.title, properties.author, properties.language = on_one_line(title)[:255], "Wijkwijzer", LANGUAGE
    properties.comments = properties.subject = properties.keywords = ""
    return document


def docx_bytes(report: Report) -> bytes:
    """The report as a DOCX file."""
    document = new_document(report.title)
    document.add_heading(on_one_line(report.title), 0)
    if report.subtitle:
        soft(document.add_paragraph(on_one_line(report.subtitle)))
    for block in report.blocks:
        add(document, block)
    return saved(document)


def add(document: Any, block: Heading | Paragraph) -> None:
    """One block at the end of the document."""
    if isinstance(block, Heading):
        document.add_heading(on_one_line(block.text), block.level)
        return
    written = document.add_paragraph(style=_STYLES[block.look])
    written.paragraph_format.keep_with_next = block.keeps or None
    for run in block.runs:
        piece = written.add_run(writable(run.text))
        piece.bold = True if run.letter is Letter.BOLD else None
        piece.italic = True if run.letter is Letter.ITALIC else None
    if block.look is Look.SOFT:
        soft(written)


def soft(paragraph: Any) -> None:
    """A paragraph that says something about the text, smaller and lighter than that."""
    for run in paragraph.runs:
        run.font.size, run.font.color.rgb = Pt(9.5), SOFT


def saved(document: Any) -> bytes:
    """The bytes of the file."""
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _set_styles(document: Any) -> None:
    styles = document.styles
    _set_letters(styles["Normal"], 11, INK)
    styles["Normal"].paragraph_format.space_after = Pt(6)
    for name, points, colour in (("Title", 20, ACCENT), ("Heading 1", 14, ACCENT), ("Heading 2", 11.5, INK)):
        _set_letters(styles[name], points, colour)
        styles[name].font.bold = True
        styles[name].paragraph_format.space_after = Pt(4)
    styles["Title"].element.get_or_add_pPr().remove_all("w:pBdr")
    _set_letters(styles["Quote"], 11, INK)
    styles["Quote"].font.italic = False
    styles["Quote"].paragraph_format.left_indent = Cm(0.7)
    _set_letters(styles["List Bullet"], 11, INK)


def _set_letters(style: Any, points: float, colour: RGBColor) -> None:
    style.font.name, style.font.size, style.font.color.rgb = LETTERS, Pt(points), colour
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):  # they would win from the name
        fonts.attrib.pop(qn(theme), None)
    properties.remove_all("w:lang")
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGE)
    properties.append(language)


def _number(paragraph: Any) -> None:
    """A field that Word fills with the number of the page."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
