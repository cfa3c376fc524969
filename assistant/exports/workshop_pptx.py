"""A workshop as slides: little text in large letters, and in the notes what the trainer says and does.

A text is set as large as its box takes; one that would become smaller than
can be read from the back of a room goes on on a next slide.
"""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from math import ceil
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Cm, Pt

from assistant.desks.workshop import citing, wording
from assistant.desks.workshop.types import Item, Quote, Section, Werkvorm, Workshop
from assistant.exports.report import on_one_line
from assistant.exports.workshop_docx import line_name

Library = Mapping[str, Werkvorm]
WIDTH, HEIGHT = 33.87, 19.05  # centimetres: 16 to 9
EDGE = 1.8
TOP, FOOT = 4.0, 1.6  # where the text begins, and what is kept free at the foot
SMALLEST, LARGEST = 16, 28  # points
LETTER = 0.53  # width of a letter, of its size
LINE = 1.25  # of the size of the letters
POINTS = 28.35  # in a centimetre
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

Texts = Sequence[tuple[bool, str]]  # whether it is an item of a list, and the text


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
    own = item.own.get("toelichting", "")
    minutes = f"{item.own.get('minuten', '0')} minuten"
    deck.text(line_name(item, library), [(False, own or found.aim), (False, minutes)], notes)
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
        width, height = WIDTH - 2 * EDGE, HEIGHT - TOP - FOOT - _foot(origins)
        rest = list(texts)
        while rest:
            count, points = _as_many_as_fit(rest, width, height, largest)
            slide = self._slide(title if len(rest) == len(texts) else ON.format(title=title), notes)
            self._box(slide, rest[:count], EDGE, TOP, width, height, points)
            self._origins(slide, origins)
            rest = rest[count:]

    def sides(self, item: Item) -> None:
        """A dilemma: two columns."""
        title = item.own.get("titel") or item.words.get("titel") or item.own.get("tegenover", "").capitalize()
        width = (WIDTH - 3 * EDGE) / 2
        height = HEIGHT - TOP - FOOT - _foot(item.quotes)
        columns = [
            [(False, item.words.get(f"kant{number}", "")), *self.quoted(quote)]
            for number, quote in enumerate(item.quotes[:2], 1)
        ]
        points = min(_points(column, width, height, 24) for column in columns)
        slide = self._slide(title, f"{item.own.get('vraag', '')}\nTegenover elkaar: {item.own.get('tegenover', '')}.")
        for at, column in enumerate(columns):
            self._box(slide, column, EDGE + at * (width + EDGE), TOP, width, height, points, first_bold=True)
        self._origins(slide, item.quotes)

    def _slide(self, title: str, notes: str, points: int = 30) -> Any:
        slide = self._deck.slides.add_slide(self._deck.slide_layouts[TITLE_ONLY])
        head = slide.shapes.title
        head.left, head.top, head.width, head.height = Cm(EDGE), Cm(1), Cm(WIDTH - 2 * EDGE), Cm(TOP - 1.3)
        head.name = "Titel"
        frame = head.text_frame
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
        fitting = _points([(False, title)], WIDTH - 2 * EDGE - 0.6, TOP - 1.6, points)
        frame.paragraphs[0].alignment = PP_ALIGN.LEFT
        _write(frame.paragraphs[0], title, fitting, ACCENT, bold=True)
        bar = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Cm(0), Cm(0), Cm(0.5), Cm(HEIGHT))
        bar.fill.solid()
        bar.fill.fore_color.rgb = ACCENT
        bar.line.fill.background()
        bar.name = "Rand"
        if notes:
            slide.notes_slide.notes_text_frame.text = notes
        return slide

    def _box(
        self,
        slide: Any,
        texts: Texts,
        left: float,
        top: float,
        width: float,
        height: float,
        points: int,
        colour: RGBColor = INK,
        first_bold: bool = False,
    ) -> None:
        frame = slide.shapes.add_textbox(Cm(left), Cm(top), Cm(width), Cm(height)).text_frame
        frame.word_wrap = True
        for at, (is_item, text) in enumerate(texts):
            line = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
            _write(line, f"•  {text}" if is_item else text, points, colour, bold=first_bold and at == 0)
            line.space_after = Pt(points * 0.35)

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
    return _height([(False, line) for line in lines], WIDTH - 2 * EDGE, SOURCE_POINTS) + 0.4 if lines else 0.0


def _as_many_as_fit(texts: Texts, width: float, height: float, largest: int) -> tuple[int, int]:
    """How many of the texts go on one slide, and in what size; one at the least."""
    for count in range(len(texts), 0, -1):
        points = _points(texts[:count], width, height, largest)
        if points > SMALLEST or _height(texts[:count], width, SMALLEST) <= height:
            return count, points
    return 1, SMALLEST


def _points(texts: Texts, width: float, height: float, largest: int) -> int:
    """The largest size in which the texts fit; never below what can be read."""
    return next((size for size in range(largest, SMALLEST, -1) if _height(texts, width, size) <= height), SMALLEST)


def _height(texts: Texts, width: float, points: int) -> float:
    """About how high texts become, in centimetres; rather too much than too little."""
    in_line = max(1.0, (width - 0.6) * POINTS / (points * LETTER))
    lines = sum(ceil((len(text) + 3) / in_line) for _, text in texts)
    return (lines * points * LINE + len(texts) * points * 0.35) / POINTS + 0.3


def _write(paragraph: Any, text: str, points: int, colour: RGBColor, bold: bool = False) -> None:
    run = paragraph.add_run()
    run.text = on_one_line(text)
    run.font.size, run.font.bold, run.font.name = Pt(points), bold, LETTERS
    run.font.color.rgb = colour
    run.font.language_id = MSO_LANGUAGE_ID.DUTCH
