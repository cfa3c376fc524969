"""Cards to cut out: dilemmas and quotes on half a page, statements and questions on a sixth, with cut marks.

The text of a card is set as large as it fits, so that nothing is cut off; what
would become too small to read goes on on a further card of the same title.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fpdf.enums import XPos, YPos

from assistant.desks.workshop import citing, wording
from assistant.desks.workshop.types import Item, Quote, Section, Workshop
from assistant.exports.pdf import ACCENT, INK, LINE, POINT, SOFT, Sheets
from assistant.exports.report import on_one_line

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0  # millimetres
EDGE = 10.0  # printers leave this white
INSIDE = 8.0  # from the cut to the text
MARK = 5.0  # length of a cut mark
LARGEST, SMALLEST = 18.0, 9.0  # points
FOOT = 8.0  # points
LEAST_CUT = 80  # characters: a shorter text is not cut in two
NOTHING = "Deze workshop heeft geen kaarten."
NOTE = "Praktijknotitie"


@dataclass(frozen=True, slots=True)
class Card:
    """A card: its title, its texts with a name above each, what to ask, and where it is from."""

    title: str
    texts: tuple[tuple[str, str], ...]
    ask: str = ""
    sources: tuple[str, ...] = ()


def cards(workshop: Workshop) -> bytes:
    """The PDF of all cards of a workshop."""
    sheets = Sheets(citing.title_of(workshop), numbered=False)
    sheets.set_auto_page_break(False)
    large = [*_dilemmas(workshop), *_quotes(workshop)]
    small = [*_short(workshop, Section.STATEMENTS), *_short(workshop, Section.QUESTIONS)]
    sheets.add_page()  # text can be measured on a page only
    _laid_out(sheets, large, 1, 2, is_first=True)
    _laid_out(sheets, small, 2, 3, is_first=not large)
    if not large and not small:
        sheets.cell(0, 10, NOTHING)
    return bytes(sheets.output())


def _dilemmas(workshop: Workshop) -> Iterator[Card]:
    for item in workshop.of(Section.CARDS):
        if not item.quotes:
            continue
        title = citing.card_title(item)
        texts = tuple(
            (item.words.get(f"kant{number}", ""), _quoted(quote, number)) for number, quote in enumerate(item.quotes, 1)
        )
        yield Card(title, texts, item.own.get("vraag", ""), _origins(item.quotes))


def _quotes(workshop: Workshop) -> Iterator[Card]:
    for item in workshop.of(Section.QUOTES):
        for quote in item.quotes:
            yield Card(wording.NAMES[Section.QUOTES], (("", _quoted(quote, 1)),), "", _origins([quote]))


def _short(workshop: Workshop, section: Section) -> Iterator[Card]:
    name = {Section.STATEMENTS: "Stelling", Section.QUESTIONS: "Gespreksvraag"}[section]
    for item in workshop.of(section):
        if not item.quotes and not item.own.get("tekst"):
            continue
        said = _said(item)
        title = "Dilemma" if item.own.get("vorm") == "dilemma" else name
        yield Card(title, (("", said),), citing.asked_behind(item), _origins(item.quotes))


def _said(item: Item) -> str:
    own = item.own.get("tekst", "")
    if not item.quotes:
        return own
    return f"{own} {_mark(1)}" if own else _quoted(item.quotes[0], 1)


def _quoted(quote: Quote, number: int) -> str:
    """A quote with its number, each item of a list on a line of its own."""
    texts = [f"•  {text}" if is_item else text for is_item, text in citing.lines(quote)]
    return "\n".join([*texts[:-1], f"{texts[-1]}’ {_mark(number)}"]).replace("", "‘", 1)


def _mark(number: int) -> str:
    return f"[{number}]"


def _origins(quotes: Sequence[Quote]) -> tuple[str, ...]:
    """Where each quote is from; one line where both are of one document."""
    lines: dict[str, list[str]] = {}
    for number, quote in enumerate(quotes, 1):
        page = f" P. {quote.page}." if quote.page is not None else ""
        kind = f"{NOTE}. " if quote.is_note else ""
        lines.setdefault(f"{kind}{quote.reference}{page}", []).append(_mark(number))
    return tuple(f"{' '.join(marks)} {line}" for line, marks in lines.items())


def _laid_out(sheets: Sheets, found: Sequence[Card], columns: int, rows: int, is_first: bool) -> None:
    width, height = (PAGE_WIDTH - 2 * EDGE) / columns, (PAGE_HEIGHT - 2 * EDGE) / rows
    pending = [piece for card in found for piece in _fitted(sheets, card, width, height)]
    for at, (card, points) in enumerate(pending):
        place = at % (columns * rows)
        if place == 0:
            if at or not is_first:
                sheets.add_page()
            _cut_marks(sheets, columns, rows)
        left, top = EDGE + place % columns * width, EDGE + place // columns * height
        _draw(sheets, card, points, left, top, width, height)


def _fitted(sheets: Sheets, card: Card, width: float, height: float) -> Iterator[tuple[Card, float]]:
    """The card with the largest letters that fit; a text that is too long for the smallest goes on on another card."""
    room = height - 2 * INSIDE
    sizes = [SMALLEST + at / 2 for at in range(int(2 * (LARGEST - SMALLEST)) + 1)]
    fitting = bisect_right(sizes, room, key=lambda points: _height(sheets, card, points, width))
    if fitting or sum(len(text) for _, text in card.texts) < LEAST_CUT:
        yield card, sizes[max(fitting - 1, 0)]
        return
    first, second = _halves(card)
    yield from _fitted(sheets, first, width, height)
    yield from _fitted(sheets, second, width, height)


def _halves(card: Card) -> tuple[Card, Card]:
    """A card on two: the second text on its own, or one text cut between two words."""
    if len(card.texts) > 1:
        return Card(card.title, card.texts[:1], "", card.sources), Card(
            card.title, card.texts[1:], card.ask, card.sources
        )
    ((name, text),) = card.texts
    middle = text.rfind(" ", 0, len(text) // 2) + 1 or len(text) // 2
    first = Card(card.title, ((name, f"{text[:middle].rstrip()} …"),), "", card.sources)
    return first, Card(card.title, ((name, f"… {text[middle:]}"),), card.ask, card.sources)


def _height(sheets: Sheets, card: Card, points: float, width: float) -> float:
    return _write(sheets, card, points, 0.0, 0.0, width, dry=True)


def _draw(sheets: Sheets, card: Card, points: float, left: float, top: float, width: float, height: float) -> None:
    _write(sheets, card, points, left + INSIDE, top + INSIDE, width, dry=False)
    foot = sum(_text(sheets, line, FOOT, "", width, dry=True) for line in card.sources)
    y = top + height - INSIDE - foot
    for line in card.sources:
        sheets.set_xy(left + INSIDE, y)
        y += _text(sheets, line, FOOT, "", width, dry=False, colour=SOFT)


def _write(sheets: Sheets, card: Card, points: float, left: float, top: float, width: float, dry: bool) -> float:
    """Write the card, or with ``dry`` only measure it; its height in millimetres, the sources at its foot included."""
    y = top
    rows = [(card.title, points * 0.72, "B", ACCENT, 2.0)]
    for name, text in card.texts:
        rows += [(name, points * 0.72, "B", INK, 1.0)] if name else []
        rows.append((text, points, "", INK, 3.0))
    rows += [(card.ask, points * 0.8, "I", INK, 2.0)] if card.ask else []
    for text, size, style, colour, after in rows:
        sheets.set_xy(left, y)
        y += _text(sheets, text, max(size, FOOT), style, width, dry, colour) + after
    foot = sum(_text(sheets, line, FOOT, "", width, dry=True) for line in card.sources)
    return y - top + foot + 2.0


def _text(
    sheets: Sheets,
    text: str,
    points: float,
    style: str,
    width: float,
    dry: bool,
    colour: tuple[int, int, int] = INK,
) -> float:
    """The height of a text in a card; it is written where the pen is, but not when ``dry``."""
    sheets.letters(points, style, colour)
    inner = width - 2 * INSIDE
    line = points * POINT * LINE
    said = "\n".join(sheets.known(on_one_line(part)) for part in text.split("\n"))
    if dry:
        return float(sheets.multi_cell(inner, line, said, align="L", dry_run=True, output="HEIGHT"))
    before = sheets.get_y()
    sheets.multi_cell(inner, line, said, align="L", new_x=XPos.LEFT, new_y=YPos.NEXT)
    return float(sheets.get_y() - before)


def _cut_marks(sheets: Sheets, columns: int, rows: int) -> None:
    """Short lines in the edge of the page, and dotted lines where to cut."""
    width, height = (PAGE_WIDTH - 2 * EDGE) / columns, (PAGE_HEIGHT - 2 * EDGE) / rows
    sheets.set_draw_color(150)
    sheets.set_line_width(0.2)
    for column in range(columns + 1):
        x = EDGE + column * width
        sheets.line(x, EDGE - MARK - 2, x, EDGE - 2)
        sheets.line(x, PAGE_HEIGHT - EDGE + 2, x, PAGE_HEIGHT - EDGE + 2 + MARK)
    for row in range(rows + 1):
        y = EDGE + row * height
        sheets.line(EDGE - MARK - 2, y, EDGE - 2, y)
        sheets.line(PAGE_WIDTH - EDGE + 2, y, PAGE_WIDTH - EDGE + 2 + MARK, y)
    sheets.set_dash_pattern(dash=0.6, gap=1.6)
    for column in range(1, columns):
        sheets.line(EDGE + column * width, EDGE, EDGE + column * width, PAGE_HEIGHT - EDGE)
    for row in range(1, rows):
        sheets.line(EDGE, EDGE + row * height, PAGE_WIDTH - EDGE, EDGE + row * height)
    sheets.set_dash_pattern()
