"""The lines of all pages as Markdown: what repeats is removed, what was broken is joined.

Running heads and page numbers are told by their repetition in the margin,
headings by the size of their letters (or by being bold where little is),
paragraphs by the space above, an indent, or a short last line.
"""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from assistant.formats.cleaning import clean, joined, table
from assistant.formats.pdf_layout import Item
from assistant.formats.pdf_words import Words

MARGIN = 0.13  # of the height of a page, above and below
APART = 1.6  # sizes of letters, from a running head to the text
REPEATED = 3  # pages, or all of a shorter file
LARGER = 1.13  # than the body: a heading
SENTENCE = 40  # characters, with a full stop: no running head
HEADING = 220  # characters
LEVELS = 4
_BULLET = re.compile(r"(?:[•▪●○◦■□‣·✓➢►]|[-–—*o§](?=\s))\s*(?=\S)")
_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)]\s+\S")
_END = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_NUMBER = re.compile(
    r"\W*(?:(?:pagina|page|pag|p|blz|bladzijde)\.?\s*)?(?:\d{1,4}|[ivxl]{1,6})"
    r"(?:\s*(?:van|of|/|\|)\s*\d{1,4})?\W*",
    re.IGNORECASE,
)
_ANY_NUMBER = re.compile(r"\d+|\b[ivxl]+\b")


@dataclass(frozen=True, slots=True)
class _Style:
    """The size of the body's letters, the sizes of headings from large to small, and whether bold tells."""

    body: float
    sizes: tuple[float, ...]
    bold: bool

    def level(self, item: Item) -> int:
        """The level of a heading; 0 for other lines."""
        if item.cells or len(item.text) > HEADING or not any(letter.isalpha() for letter in item.text):
            return 0
        size = round(item.size)
        if size in self.sizes:
            return min(self.sizes.index(size) + 1, LEVELS)
        is_line = item.size >= 0.97 * self.body and len(item.text) < 110 and item.text[-1] not in ".,;:"
        return min(len(self.sizes) + 1, LEVELS) if self.bold and item.bold and is_line else 0


def assembled(pages: list[list[Item]]) -> str:
    """The Markdown of a file of pages, each ended by a form feed."""
    kept = _without_margins(pages)
    style = _style(kept)
    words = Words(item.text for page in kept for item in page)
    texts = [clean(_page(page, style, words)) for page in kept]
    for at in range(len(texts) - 1):
        texts[at], texts[at + 1] = words.across(texts[at], texts[at + 1])
    return "".join(f"{text}\n\f" if text else "\f" for text in texts)


def _without_margins(pages: list[list[Item]]) -> list[list[Item]]:
    """The pages without what most of them have at the edge, apart from the text."""
    body = _style(pages).body
    edges = [_edges(page) for page in pages]
    counts: Counter[str] = Counter()
    first: dict[str, int] = {}
    for number, edge in enumerate(edges, 1):
        keys = {_key(item, body) for item in edge}
        counts.update(keys)
        first.update((key, number) for key in keys - set(first))
    enough = min(REPEATED, len(pages)) if len(pages) > 1 else 2

    def is_furniture(item: Item, number: int) -> bool:
        stated = re.findall(r"\d+", item.text)[:1] == [str(number)]
        key = _key(item, body)
        is_title = item.size > LARGER * body and first[key] == number  # said large, it is said once
        return (counts[key] >= enough and not is_title) or (stated and bool(_NUMBER.fullmatch(item.text)))

    kept = []
    for number, (page, edge) in enumerate(zip(pages, edges, strict=True), 1):
        gone = {id(item) for item in edge if is_furniture(item, number)}
        kept.append([item for item in page if id(item) not in gone])
    return kept


def _edges(page: list[Item]) -> list[Item]:
    """The lines above and below that stand apart from the text."""
    found: list[Item] = []
    down = sorted(page, key=lambda item: item.top)
    for ordered, is_above in ((down, True), (down[::-1], False)):
        candidates: list[Item] = []
        for item in ordered:
            height = item.page[1]
            in_margin = item.base < MARGIN * height if is_above else item.top > (1 - MARGIN) * height
            if candidates and _distance(candidates[-1], item) > APART:
                found += candidates
                candidates = []
            if item.cells or not in_margin:
                break
            candidates.append(item)
        else:
            found += candidates
    return found


def _distance(one: Item, other: Item) -> float:
    return abs(one.base - (other.top + other.size if other.cells else other.base)) / max(one.size, 1.0)


def _key(item: Item, body: float) -> str:
    """A line of the margin as it is on every page: without its numbers, unless it is a heading or a sentence."""
    place = "above" if item.base < 0.5 * item.page[1] else "below"
    words = item.text.casefold()
    is_text = item.size > LARGER * body or (len(words) > SENTENCE and _END.search(words))
    return f"{place} {words if is_text else re.sub(_ANY_NUMBER, '#', words)}"


def _style(pages: list[list[Item]]) -> _Style:
    letters: Counter[int] = Counter()
    bold = 0
    for page in pages:
        for item in page:
            letters[round(item.size)] += len(item.text)
            bold += len(item.text) if item.bold else 0
    if not letters:
        return _Style(10.0, (), False)
    body = letters.most_common(1)[0][0]
    sizes = {
        round(item.size)
        for page in pages
        for item in page
        if item.size >= LARGER * body and len(item.text) <= HEADING and any(c.isalpha() for c in item.text)
    }
    return _Style(body, tuple(sorted(sizes, reverse=True)), bold < 0.3 * sum(letters.values()))


def _page(items: list[Item], style: _Style, words: Words) -> str:
    paragraphs: list[str] = []
    open_lines: list[Item] = []
    level = 0

    def close() -> None:
        if open_lines:
            paragraphs.append(_paragraph(open_lines, level, words))
            open_lines.clear()

    pitch = _pitch(items)
    for item in items:
        if item.cells:
            close()
            paragraphs.append(table([[words.unbroken(cell) for cell in row] for row in item.cells]))
            continue
        if open_lines and (style.level(item) != level or _begins(open_lines, item, level, pitch)):
            close()
        if not open_lines:
            level = style.level(item)
        open_lines.append(item)
    close()
    return _with_lists(paragraphs)


def _pitch(items: list[Item]) -> float:
    """The usual distance between two lines, in sizes of their letters."""
    found = Counter(
        round((after.base - before.base) / after.size, 1)
        for before, after in pairwise(items)
        if after.size and before.column == after.column and 0.8 < (after.base - before.base) / after.size < 2.2
    )
    return found.most_common(1)[0][0] if found else 1.25


def _begins(lines: list[Item], item: Item, level: int, pitch: float) -> bool:
    """Whether ``item`` begins a paragraph after ``lines``."""
    before, first = lines[-1], lines[0]
    distance = (item.base - before.base) / max(item.size, 1.0)
    if level:
        return round(item.size) != round(before.size) or not 0 < distance < pitch + 0.5 or len(lines) > 3
    if _BULLET.match(item.text) or (_NUMBERED.match(item.text) and abs(item.left - before.left) > 0):
        return True
    if abs(item.size - before.size) > 0.15 * before.size or (item.bold and not before.bold):
        return True
    ended = bool(_END.search(before.text))
    if item.base < before.base:  # on in the next column
        return ended or (item.text[:1].isupper() and before.right < before.column[1] - 6 * before.size)
    if distance > pitch + 0.35:
        return True
    is_item = bool(_BULLET.match(first.text) or _NUMBERED.match(first.text))
    if _NUMBERED.match(item.text) and ended:
        return True
    width = before.column[1] - before.column[0]
    short = before.right < before.column[1] - 0.12 * width
    if ended and short:
        return True
    if is_item:
        return item.left < first.left + 0.3 * item.size and ended
    return ended and item.left > before.left + 0.8 * item.size


def _paragraph(lines: list[Item], level: int, words: Words) -> str:
    text = words.joined([line.text for line in lines])
    if level:
        return f"{'#' * level} {text}"
    return _BULLET.sub("- ", text, count=1) if _BULLET.match(text) else text


def _with_lists(paragraphs: list[str]) -> str:
    """Paragraphs with an empty line between them, items of a list without."""
    parts: list[str] = []
    for paragraph in paragraphs:
        if parts and paragraph.startswith("- ") and parts[-1].rsplit("\n", 1)[-1].startswith("- "):
            parts[-1] += f"\n{paragraph}"
        else:
            parts.append(paragraph)
    return joined(parts)
