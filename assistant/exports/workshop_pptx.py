"""A workshop as slides: little text in large letters, and in the notes what the trainer says and does.

A text is set as large as its box takes; one that would become smaller than
can be read from the back of a room goes on on a next slide.
"""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Cm, Pt

from assistant.desks.workshop import citing, wording
from assistant.desks.workshop.types import Item, Quote, Section, Werkvorm, Workshop
from assistant.exports.fitting import LARGEST, SMALLEST, Texts, as_many_as_fit, height, in_pieces, points
from assistant.exports.report import on_one_line, writable
from assistant.exports.workshop_docx import line_name

Library = Mapping[str, Werkvorm]
WIDTH, HEIGHT = 33.87, 19.05  # centimetres: 16 to 9
EDGE = 1.8
TOP, FOOT = 4.0, 1.6  # where the text begins, and what is kept free at the foot
SOURCE_POINTS = 12
INK, SOFT, ACCENT = RGBColor(0x1C, 0x24, 0x27), RGBColor(0x56, 0x61, 0x65), RGBColor(0x0F, 0x52, 0x57)
LETTERS = "Calibri"
LAYOUT_NAMES = (
    "Titelblad", "Titel en inhoud", "Tussenblad", "Twee kolommen", "Vergelijking", "Alleen titel", "Leeg",
    "Inhoud met bijschrift", "Beeld met bijschrift", "Titel met staande tekst", "Staande titel met tekst",
)  # fmt: skip
TITLE_ONLY = 5
ON = "{title} (vervolg)"
SOURCES = "Bronnen"
NOTE = "praktijknotitie"


def slides(workshop: Workshop, library: Library) -> bytes:
    """The presentation."""
    deck = _Deck(workshop)
    deck.first()
    deck.text("Leerdoelen", [(True, item.own.get("tekst", "")) for item in workshop.of(Section.GOALS)])
    lines = workshop.of(Section.PROGRAMME)
    rows = [(True, f"{line_name(item, library)} ({item.own.get('minuten', '0')} min.)") for item in lines]
    deck.text("Programma", rows, "Loop het programma langs. Zeg wanneer de pauze is.")
    for item in lines:
        found = library.get(item.own.get("werkvorm", ""))
        if found is not None:
            _werkvorm(deck, workshop, item, found, library)
    deck.text(SOURCES, [(False, f"[{one.number}] {one.reference}") for one in deck.found], largest=18)
    return deck.saved()


def _werkvorm(deck: "_Deck", workshop: Workshop, item: Item, found: Werkvorm, library: Library) -> None:
    """The slide that opens a werkvorm, with its steps in the notes, and the material that it works with."""
    steps = "\n".join(f"{number}. {step}" for number, step in enumerate(found.steps, 1))
    notes = f"{found.aim}\n\n{steps}\n\nNodig: {', '.join(found.materials)}."
    minutes = f"{item.own.get('minuten', '0')} minuten"
    said = item.own.get("toelichting") or found.phase.value.capitalize()  # the aim is told to the trainer
    deck.text(line_name(item, library), [(False, said), (False, minutes)], notes)
    for need in found.needs:
        if need.value in deck.shown:
            continue
        deck.shown.add(need.value)
        _material(deck, workshop, Section(need.value))


def _material(deck: "_Deck", workshop: Workshop, section: Section) -> None:
    for item in workshop.of(section):
        if section is Section.CARDS and item.quotes:
            deck.sides(item)
        elif section is Section.CASES and item.quotes:
            title = item.own.get("titel") or item.words.get("titel") or "Gemeente"
            parts = [part for quote in item.quotes for part in deck.quoted(quote)]
            deck.text(title, parts, item.own.get("vraag", ""), origins=item.quotes)
        elif item.quotes or item.own.get("tekst"):
            name = {Section.QUOTES: "Uit de bronnen", Section.STATEMENTS: "Stelling"}.get(section, "Gespreksvraag")
            own = item.own.get("tekst", "")
            parts = [(False, own)] if own else [part for quote in item.quotes for part in deck.quoted(quote)]
            notes = wording.NAMES[section]
            parts += [(False, behind)] if (behind := citing.asked_behind(item)) else []
            deck.text("Dilemma" if item.own.get("vorm") == "dilemma" else name, parts, notes, origins=item.quotes)


class _Deck:
    """Slides that are being made, with the numbers of their sources."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop
        self.found = citing.sources(workshop)
        self.numbers = citing.numbers(self.found)
        self.shown: set[str] = set()  # sections that have their slides
        self._deck = Presentation()
        self._deck.slide_width, self._deck.slide_height = Cm(WIDTH), Cm(HEIGHT)
        for layout, name in zip(self._deck.slide_layouts, LAYOUT_NAMES, strict=False):
            layout.element.cSld.set("name", name)  # what an editor shows; the template's are English
        properties = self._deck.core_properties
        properties.title, properties.author = on_one_line(citing.title_of(workshop))[:255], "Wijkwijzer"
        properties.language, properties.comments, properties.subject = "nl-NL", "", ""

    def saved(self) -> bytes:
        """The bytes of the file."""
        stream = BytesIO()
        self._deck.save(stream)
        return stream.getvalue()

    def first(self) -> None:
        """The slide that is there when people come in."""
        choices = self.workshop.choices
        said = f"{choices.minutes} minuten, voor {choices.audience.value}"
        slide = self._slide(citing.title_of(self.workshop), "Heet iedereen welkom en noem het doel.", 40)
        self._box(slide, [(False, said)], EDGE, TOP + 4, WIDTH - 2 * EDGE, 3, 22, SOFT)

    def quoted(self, quote: Quote) -> Iterator[tuple[bool, str]]:
        """A quote in pieces, with its number behind the last."""
        parts = citing.lines(quote)
        for at, (is_item, text) in enumerate(parts):
            before, after = (
                "‘" if at == 0 else "",
                f"’ {citing.mark(quote, self.numbers)}" if at == len(parts) - 1 else "",
            )
            yield is_item and len(parts) > 1, f"{before}{text}{after}"

    def text(
        self, title: str, texts: Texts, notes: str = "", origins: Sequence[Quote] = (), largest: int = LARGEST
    ) -> None:
        """One slide, or as many as the texts need."""
        width, room = WIDTH - 2 * EDGE, HEIGHT - TOP - FOOT - _foot(origins)
        whole = rest = list(in_pieces(texts, width, room))
        while rest:
            count, size = as_many_as_fit(rest, width, room, largest)
            slide = self._slide(title if rest is whole else ON.format(title=title), notes)
            self._box(slide, rest[:count], EDGE, TOP, width, room, size)
            self._origins(slide, origins)
            rest = rest[count:]

    def sides(self, item: Item) -> None:
        """A dilemma: two columns."""
        title = citing.card_title(item)
        width = (WIDTH - 3 * EDGE) / 2
        room = HEIGHT - TOP - FOOT - _foot(item.quotes)
        columns = [
            [(False, item.words.get(f"kant{number}", "")), *self.quoted(quote)]
            for number, quote in enumerate(item.quotes[:2], 1)
        ]
        if any(height(column, width, SMALLEST) > room for column in columns):
            for column, quote in zip(columns, item.quotes, strict=False):  # too long to stand side by side
                self.text(title, column, item.own.get("vraag", ""), [quote])
            return
        size = min(points(column, width, room, 24) for column in columns)
        slide = self._slide(title, f"{item.own.get('vraag', '')}\nTegenover elkaar: {item.own.get('tegenover', '')}.")
        for at, column in enumerate(columns):
            self._box(slide, column, EDGE + at * (width + EDGE), TOP, width, room, size, first_bold=True)
        self._origins(slide, item.quotes)

    def _slide(self, title: str, notes: str, largest: int = 30) -> Any:
        slide = self._deck.slides.add_slide(self._deck.slide_layouts[TITLE_ONLY])
        head = slide.shapes.title
        head.left, head.top, head.width, head.height = Cm(EDGE), Cm(1), Cm(WIDTH - 2 * EDGE), Cm(TOP - 1.3)
        head.name = "Titel"
        frame = head.text_frame
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
        fitting = points([(False, title)], WIDTH - 2 * EDGE - 0.6, TOP - 1.6, largest)
        frame.paragraphs[0].alignment = PP_ALIGN.LEFT
        _write(frame.paragraphs[0], title, fitting, ACCENT, bold=True)
        bar = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Cm(0), Cm(0), Cm(0.5), Cm(HEIGHT))
        bar.fill.solid()
        bar.fill.fore_color.rgb = ACCENT
        bar.line.fill.background()
        bar.name = "Rand"
        if notes:
            slide.notes_slide.notes_text_frame.text = writable(notes)
        return slide

    def _box(
        self,
        slide: Any,
        texts: Texts,
        left: float,
        top: float,
        width: float,
        tall: float,
        size: int,
        colour: RGBColor = INK,
        first_bold: bool = False,
    ) -> None:
        frame = slide.shapes.add_textbox(Cm(left), Cm(top), Cm(width), Cm(tall)).text_frame
        frame.word_wrap = True
        for at, (is_item, text) in enumerate(texts):
            line = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
            _write(line, f"•  {text}" if is_item else text, size, colour, bold=first_bold and at == 0)
            line.space_after = Pt(size * 0.35)

    def _origins(self, slide: Any, quotes: Sequence[Quote]) -> None:
        """At the foot where the quotes are from."""
        if quotes:
            texts = [(False, line) for line in _origin_lines(quotes, self.numbers)]
            top = HEIGHT - FOOT - _foot(quotes) + 0.3
            self._box(slide, texts, EDGE, top, WIDTH - 2 * EDGE, _foot(quotes), SOURCE_POINTS, SOFT)


def _origin_lines(quotes: Sequence[Quote], numbers: dict[str, int]) -> list[str]:
    lines = (f"[{numbers[quote.document]}] {NOTE + ': ' if quote.is_note else ''}{quote.reference}" for quote in quotes)
    return list(dict.fromkeys(lines))


def _foot(quotes: Sequence[Quote]) -> float:
    lines = _origin_lines(quotes, {quote.document: 10 for quote in quotes})
    return height([(False, line) for line in lines], WIDTH - 2 * EDGE, SOURCE_POINTS) + 0.4 if lines else 0.0


def _write(paragraph: Any, text: str, size: int, colour: RGBColor, bold: bool = False) -> None:
    run = paragraph.add_run()
    run.text = on_one_line(text)
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, LETTERS
    run.font.color.rgb = colour
    run.font.language_id = MSO_LANGUAGE_ID.DUTCH
