"""The characters of a PDF page as segments: pieces of a line with their place.

pdfium gives characters in the order in which they were drawn. A segment ends
where the next character is on another line, or further away than a space of
justified text. Places are in points, from the top left of the page.
"""

import ctypes
import math
from collections import Counter
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as raw

from assistant.formats.cleaning import clean, superscript

APART = 1.0  # of the size of the letters: wider than a space is in justified text
SPACE = 0.1  # between pieces that were drawn apart
WIDE = 0.3  # within a piece: pdfium gives the spaces that were drawn, this is for those it did not see
SAMPLED = 200  # letters, to see how a page is turned
RAISED = 0.8  # of the size before it: smaller and higher is a raised number
BULLETS = frozenset("•▪●○◦■□–—-*‣·oo§✓➢►")
_HYPHENS = frozenset({0x02, 0xAD, 0xFFFE})  # what pdfium makes of a hyphen at a line's end
_BREAKS = frozenset({0x0A, 0x0D})


@dataclass(slots=True)
class Segment:
    """A piece of a line: its text, sides, baseline (downwards), size of letters and weight."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False

    @property
    def top(self) -> float:
        """Where its letters begin."""
        return self.base - 0.8 * self.size


@dataclass(slots=True)
class _Box:
    """Where a letter is, with the vertical axis upwards; pdfium's own has no other values."""

    left: float
    right: float
    bottom: float
    top: float
    base: float


class _Turn:
    """Turns a page until most of its text reads from left to right: tables are often printed sideways."""

    def __init__(self, page: Any, width: float, height: float) -> None:
        count = raw.FPDFText_CountChars(page)
        quarters = Counter(
            round(raw.FPDFText_GetCharAngle(page, at) / (math.pi / 2)) % 4
            for at in range(0, count, max(1, count // SAMPLED))
            if raw.FPDFText_GetUnicode(page, at) > 0x20
        )
        self.quarter = quarters.most_common(1)[0][0] if quarters else 0
        self.width, self.height = (height, width) if self.quarter % 2 else (width, height)
        self._wide, self._high = width, height

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A place on the page as it is after turning."""
        if self.quarter == 3:
            return y, self._wide - x
        if self.quarter == 2:
            return self._wide - x, self._high - y
        return (self._high - y, x) if self.quarter == 1 else (x, y)

    def box(self, box: Any, x: float, y: float) -> _Box:
        """The place of a letter after turning."""
        one, other = self.point(box.left, box.bottom), self.point(box.right, box.top)
        sides, heights = sorted((one[0], other[0])), sorted((one[1], other[1]))
        return _Box(sides[0], sides[1], heights[0], heights[1], self.point(x, y)[1])


def segments(page: Any, width: float, height: float) -> tuple[list[Segment], float, float]:
    """The segments of a page in the order of its lines, and its width and height, all in points.

    The page is turned so that most text reads from left to right; text in another direction is left out.
    """
    turn = _Turn(page, width, height)
    found = _drawn(page, turn)
    return merged([segment for segment in found if segment.text.strip()]), turn.width, turn.height


def merged(found: list[Segment]) -> list[Segment]:
    """Segments of one line that stand beside each other are one, also when they were drawn apart."""
    result: list[Segment] = []
    for row in rows(found):
        joined: list[Segment] = []
        for segment in sorted(row, key=lambda segment: segment.left):
            before = joined[-1] if joined else None
            if before is not None and _beside(before, segment):
                gap = segment.left - before.right
                space = "" if gap < SPACE * segment.size else " "
                if _is_bullet(before.text):
                    before.size, before.base, before.bold = segment.size, segment.base, segment.bold
                before.text = f"{before.text}{space}{segment.text}"
                before.right = max(before.right, segment.right)
                before.bold = before.bold and segment.bold
            else:
                joined.append(segment)
        result += joined
    return result


def rows(found: list[Segment]) -> list[list[Segment]]:
    """Segments by the line that they stand on, from top to bottom."""
    result: list[list[Segment]] = []
    for segment in sorted(found, key=lambda segment: (segment.base, segment.left)):
        if result and abs(segment.base - result[-1][0].base) < 0.35 * min(segment.size, result[-1][0].size):
            result[-1].append(segment)
        else:
            result.append([segment])
    return result


def _beside(before: Segment, segment: Segment) -> bool:
    size = max(before.size, segment.size)
    apart = 4 * size if _is_bullet(before.text) else APART * size
    return -0.5 * size < segment.left - before.right < apart


def _is_bullet(text: str) -> bool:
    return len(text) == 1 and text in BULLETS


def _drawn(page: Any, turn: _Turn) -> list[Segment]:
    """The segments in the order in which they were drawn."""
    pen = _Pen(page, turn)
    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    for at in range(raw.FPDFText_CountChars(page)):
        code = raw.FPDFText_GetUnicode(page, at)
        letter = "-" if code in _HYPHENS else chr(code) if 0 < code < 0x110000 else ""
        if code in _BREAKS:
            continue
        if not letter.strip():
            pen.space = True
        elif raw.FPDFText_GetLooseCharBox(page, at, box) and raw.FPDFText_GetCharOrigin(page, at, x, y):
            place = turn.box(box, x.value, y.value)
            size = _size(page, at, place)
            if all(map(math.isfinite, (size, place.base, place.left, place.right))):
                pen.draw(at, letter, place, turn.height - place.base, size)
    pen.lift()
    return pen.found


class _Pen:
    """Adds letters to the segment under construction, or begins another."""

    def __init__(self, page: Any, turn: _Turn) -> None:
        self._upright = turn.quarter * math.pi / 2
        self.found: list[Segment] = []
        self.space = False
        self._page = page
        self._now: Segment | None = None
        self._letters: list[str] = []
        self._places: list[int] = []
        self._shapes: list[tuple[float, float]] = []  # size and baseline of each letter
        self._last = 0.0  # the left side of the last letter

    def draw(self, at: int, letter: str, box: _Box, base: float, size: float) -> None:
        """Put down one letter."""
        now = self._now
        raised = now is not None and letter.isdigit() and _is_raised(now, size, base)
        if now is not None and (raised or _same_line(now, size, base)) and self._follows(now, box, size):
            gap = box.left - now.right
            if not raised and (gap > WIDE * now.size or (self.space and gap > -0.3 * now.size)):
                self._letters.append(" ")
            self._letters.append(superscript(letter) if raised else letter)
            now.right = max(now.right, box.right)
        else:
            self.lift()
            if _angle(self._page, at, self._upright) < 0.1:
                self._now = Segment("", box.left, box.right, base, size)
                self._letters.append(letter)
        self._places.append(at)
        self._shapes.append((size, base))
        self._last = box.left
        self.space = False

    def lift(self) -> None:
        """Finish the segment."""
        if self._now is not None:
            self._now.text = clean("".join(self._letters)).strip()
            places = {self._places[0], self._places[len(self._places) // 2], self._places[-1]}
            self._now.size, self._now.base = sorted(self._shapes)[len(self._shapes) // 2]  # not those of a bullet
            self._now.bold = all(_is_bold(self._page, at) for at in places)
            self.found.append(self._now)
        self._now = None
        self._letters.clear()
        self._places.clear()
        self._shapes.clear()

    def _follows(self, now: Segment, box: _Box, size: float) -> bool:
        gap = box.left - now.right
        is_ligature = abs(box.left - self._last) < 0.01  # its letters share one place
        return is_ligature or -0.6 * size < gap < APART * max(size, now.size)


def _same_line(now: Segment, size: float, base: float) -> bool:
    return abs(base - now.base) < 0.3 * min(size, now.size)


def _is_raised(now: Segment, size: float, base: float) -> bool:
    return size < RAISED * now.size and 0.15 * now.size < now.base - base < 0.8 * now.size


def _size(page: Any, at: int, box: _Box) -> float:
    """The size of a letter in points as it is drawn: the font's own size says little where the text is scaled."""
    size: float = raw.FPDFText_GetFontSize(page, at)
    drawn = float(box.top - box.bottom)
    return size if 0.6 * drawn < size < 1.7 * drawn else max(drawn / 1.15, 1.0)


def _angle(page: Any, at: int, upright: float) -> float:
    """How far a letter is turned from the direction of the page, in radians from 0."""
    angle: float = raw.FPDFText_GetCharAngle(page, at) - upright
    return min(angle % (2 * math.pi), -angle % (2 * math.pi))


def _is_bold(page: Any, at: int) -> bool:
    if raw.FPDFText_GetFontWeight(page, at) >= 600:
        return True
    name = ctypes.create_string_buffer(200)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(page, at, name, 200, flags)
    words = name.value.decode("utf-8", "replace").lower()
    return any(word in words for word in ("bold", "black", "heavy", "semib", "demi"))
