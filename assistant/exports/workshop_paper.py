"""What the papers of a workshop share: headings, quotes with their numbers, cards, and the list of sources."""

from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt

from assistant.desks.workshop import citing, wording
from assistant.desks.workshop.types import Quote, Section, Workshop
from assistant.exports.docx import new_document, soft
from assistant.exports.report import on_one_line

WIDTH = 16.2  # centimetres between the margins
SUBTITLE = "{minutes} minuten, {people} deelnemers, {place}, voor {audience}"
LITERAL = "Alles tussen ‘ en ’ staat letterlijk in de bron met dat nummer."
LOST = "De bron van dit onderdeel is verwijderd."
SOURCE_LABEL = "openbare bron"
SOURCES, NOTES = "Bronnen", "Praktijknotities"


class Paper:
    """A document that is being written, with the numbers of its sources."""

    def __init__(self, workshop: Workshop, kind: str) -> None:
        self.workshop = workshop
        self.found = citing.sources(workshop)
        self.numbers = citing.numbers(self.found)
        self._lead = ""  # of the last quote: items of one list stand under it once
        title = citing.title_of(workshop)
        self.document = new_document(f"{kind}: {title}")
        self.document.styles["List Number"].font.name = self.document.styles["Normal"].font.name
        self.document.add_heading(on_one_line(title), 0)
        choices = workshop.choices
        said = SUBTITLE.format(
            minutes=choices.minutes, people=choices.people, place=choices.place.value, audience=choices.audience.value
        )
        self.soft(f"{kind}. {said[:1].upper()}{said[1:]}. {LITERAL if self.found else ''}")

    def heading(self, text: str, level: int = 1) -> None:
        """A heading that stays with what follows it."""
        self.document.add_heading(on_one_line(text), level)

    def text(self, text: str, style: str = "Normal", bold: bool = False, keep: bool = False) -> Any:
        """A paragraph; with ``keep`` it stays on the page of the next one."""
        written = self.document.add_paragraph(style=style)
        written.add_run(on_one_line(text)).bold = True if bold else None
        written.paragraph_format.keep_with_next = keep
        return written

    def soft(self, text: str, keep: bool = False) -> None:
        """A line about the text."""
        soft(self.text(text, keep=keep))

    def quote(self, quote: Quote, where: Any = None, before: str = "", keep: bool = False) -> None:
        """A quote with its number and where it stands; ``before`` is put in front of it, and it says its own lead.

        With ``keep`` it stays on the page of what comes behind it.
        """
        target = where or self.document
        parts = citing.lines(quote)
        texts = [text for _, text in parts]
        texts[0] = f"{before}‘{texts[0]}"
        texts[-1] += "’"
        if quote.lead and where is None and quote.lead != self._lead:
            announcing = _put(target, quote.lead, "Normal")
            announcing.paragraph_format.keep_with_next = True
            soft(announcing)
        self._lead = quote.lead
        for (is_item, _), said in zip(parts, texts, strict=True):
            is_bullet = is_item and not said.lstrip("‘(")[:1].isdigit()
            written = _put(target, said, "List Bullet" if is_bullet else "Quote")
            if is_bullet:
                written.paragraph_format.left_indent, written.paragraph_format.first_line_indent = Cm(1.3), Cm(-0.6)
            written.paragraph_format.keep_with_next = True
        label = "" if quote.is_note else f" ({SOURCE_LABEL})"
        line = _put(target, f"{citing.mark(quote, self.numbers)} {citing.origin(quote)}{label}", "Normal")
        line.paragraph_format.left_indent, line.paragraph_format.space_after = Cm(0.7), Pt(4 if keep else 12)
        line.paragraph_format.keep_with_next = keep
        soft(line)

    def goals(self) -> None:
        """What participants can do afterwards."""
        items = self.workshop.of(Section.GOALS)
        if items:
            self.heading(wording.NAMES[Section.GOALS])
        for item in items:
            self.text(item.own.get("tekst", ""), "List Bullet")

    def cards(self) -> None:
        """Each dilemma as a table of two sides."""
        items = self.workshop.of(Section.CARDS)
        if not items:
            return
        self.heading(wording.NAMES[Section.CARDS])
        for item in items:
            contrast = item.own.get("tegenover", "")
            self.heading(citing.card_title(item), 2)
            if item.is_lost:
                self.soft(LOST)
                continue
            self.soft(f"Tegenover elkaar: {contrast}.", keep=True)
            sides = table(self.document, 2, [WIDTH / 2] * 2)
            for number, (cell, quote) in enumerate(zip(sides.rows[0].cells, item.quotes, strict=False), 1):
                cell.paragraphs[0].add_run(on_one_line(item.words.get(f"kant{number}", ""))).bold = True
                self.quote(quote, cell)
            self.text(item.own.get("vraag", "")).paragraph_format.space_before = Pt(6)

    def cases(self) -> None:
        """What municipalities did, with quotes."""
        items = self.workshop.of(Section.CASES)
        if not items:
            return
        self.heading(wording.NAMES[Section.CASES])
        for item in items:
            self.heading(item.own.get("titel") or item.words.get("titel") or "Gemeente", 2)
            if item.is_lost:
                self.soft(LOST)
            for quote in item.quotes:
                self.quote(quote)
            self.text(item.own.get("vraag", ""))

    def listed(self, section: Section) -> None:
        """A section of which each entry is a text, a quote, or both."""
        items = self.workshop.of(section)
        if not items:
            return
        self.heading(wording.NAMES[section])
        self._lead = ""
        for number, item in enumerate(items, 1):
            own = item.own.get("tekst", "")
            if own or item.is_lost:
                self.text(f"{number}. {own or LOST}", keep=bool(item.quotes))
            behind = citing.asked_behind(item)
            for quote in item.quotes:
                before = "" if own or section is Section.QUOTES else f"{number}. "
                self.quote(quote, before=before, keep=bool(behind))
            if behind:
                self.text(behind).paragraph_format.left_indent = Cm(0.7)
            if item.own.get("toelichting"):
                self.text(item.own["toelichting"])

    def sources(self) -> None:
        """The list of sources, practice notes apart."""
        for is_note, head in ((False, SOURCES), (True, NOTES)):
            some = [source for source in self.found if source.is_note is is_note]
            if some:
                self.heading(head)
            for source in some:
                self.text(f"[{source.number}] {source.reference}")


def table(document: Any, columns: int, widths: Sequence[float], rows: int = 1) -> Any:
    """A table with lines and columns of these widths in centimetres; no row is cut by the end of a page."""
    made = document.add_table(rows, columns)
    made.style = "Table Grid"
    made.alignment = WD_TABLE_ALIGNMENT.LEFT
    made.autofit = False
    for column, width in zip(made.columns, widths, strict=True):  # what LibreOffice goes by
        column.width = Cm(width)
    for row in made.rows:
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
    return made


def _put(target: Any, text: str, style: str) -> Any:
    written = target.add_paragraph(style=style)
    written.add_run(on_one_line(text))
    return written
