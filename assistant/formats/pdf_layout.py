"""The order in which a page is read: columns one after the other, tables as tables.

A gutter is a strip that the text of several lines keeps clear on both sides.
Lines across it (a title, a wide table) cut the page into zones; within a zone
the left column comes first. Beside-standing pieces that do not fill a column
are the cells of a table.
"""

from dataclasses import dataclass, field
from itertools import groupby
from statistics import mean, median
from typing import Any

from assistant.formats.pdf_segments import Segment, rows

LINES = 3  # beside each other, before it is a column
RUNNING = 22  # characters: the lines of a column of text have more
FILLED = 0.62  # of the widest line, by the middle one of a column of text
GUTTER = 6.0  # points
DEPTH = 4  # columns within columns
TABLE_ROWS = 3
BAND = 1.7  # sizes from one baseline to the next: more is white space


@dataclass(slots=True)
class Item:
    """A line with its place and its column's sides, or a table (``cells``)."""

    text: str
    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    base: float = 0.0
    size: float = 0.0
    bold: bool = False
    column: tuple[float, float] = (0.0, 0.0)
    page: tuple[float, float] = (0.0, 0.0)
    cells: list[list[str]] = field(default_factory=list)

    def packed(self) -> list[Any]:
        """The item as plain values, for JSON."""
        places = (self.left, self.right, self.top, self.base, self.size, *self.column, *self.page)
        return [self.text, self.cells, self.bold, *(round(place, 1) for place in places)]

    @staticmethod
    def unpacked(values: list[Any]) -> "Item":
        """The item of plain values."""
        text, cells, bold, left, right, top, base, size, *sides = values
        return Item(text, left, right, top, base, size, bold, (sides[0], sides[1]), (sides[2], sides[3]), cells)


def laid_out(found: list[Segment], width: float, height: float) -> list[Item]:
    """The items of a page in reading order."""
    items = _region(found, DEPTH)
    for item in items:
        item.page = (width, height)
    return items


def _region(found: list[Segment], depth: int) -> list[Item]:
    """The items of a part of the page."""
    if not found:
        return []
    gutter = _gutter(found) if depth else None
    sides = _sides(found)
    if gutter is None:
        return _single(found, sides)
    items: list[Item] = []
    for is_across, group in groupby(rows(found), lambda row: any(s.left < gutter < s.right for s in row)):
        pieces = [segment for row in group for segment in row]
        has_right = any(segment.left >= gutter for segment in pieces)
        items += _zone(pieces, gutter, depth) if has_right and not is_across else _single(pieces, sides)
    return items


def _zone(zone: list[Segment], middle: float, depth: int) -> list[Item]:
    """The items between two lines across: bands of cells as they stand, the rest column by column."""
    items: list[Item] = []
    left: list[Segment] = []
    right: list[Segment] = []

    def close() -> None:
        items.extend(_region(left, depth - 1) + _region(right, depth - 1))
        left.clear()
        right.clear()

    bands = _bands(zone)
    tabular = [_is_tabular([s for row in band for s in row], middle) for band in bands]
    for at, band in enumerate(bands):
        pieces = [segment for row in band for segment in row]
        if tabular[at]:
            close()
            items += _single(pieces, _sides(pieces))
            continue
        above = all(segment.right <= middle for segment in pieces) and at + 1 < len(bands) and tabular[at + 1]
        if above and right:
            close()  # what stands above a table, in the left column, belongs to the table
        left += [segment for segment in pieces if segment.right <= middle]
        right += [segment for segment in pieces if segment.left >= middle]
    close()
    return items


def _bands(zone: list[Segment]) -> list[list[list[Segment]]]:
    """The rows of a zone, cut where there is white space from side to side."""
    bands: list[list[list[Segment]]] = []
    for row in rows(zone):
        size = max(segment.size for segment in row)
        if bands and row[0].base - bands[-1][-1][0].base < BAND * size:
            bands[-1].append(row)
        else:
            bands.append([row])
    return bands


def _is_tabular(zone: list[Segment], middle: float) -> bool:
    """Whether what stands beside each other are cells: short, and on the same lines."""
    left = [segment for segment in zone if segment.right <= middle]
    right = [segment for segment in zone if segment.left >= middle]
    if not left or not right or (_is_running(left) and _is_running(right)):
        return False
    together = sum(len(row) > 1 for row in rows(zone))
    return together >= 2 and together >= 0.5 * len(rows(right))


def _is_running(side: list[Segment]) -> bool:
    lines = [sum(segment.right - segment.left for segment in row) for row in rows(side)]
    letters = [sum(len(segment.text) for segment in row) for row in rows(side)]
    return mean(letters) >= RUNNING and median(lines) >= FILLED * max(lines)


def _gutter(found: list[Segment]) -> float | None:
    """The middle of the clearest strip between two columns of text; None without one."""
    lowest, highest = min(s.left for s in found), max(s.right for s in found)
    width = int(highest - lowest) + 1
    if width < 60 or width > 20_000 or len(found) < 2 * LINES:
        return None
    changes = [0] * (width + 2)
    for segment in found:
        changes[max(0, int(segment.left - lowest))] += 1
        changes[min(width, int(segment.right - lowest) + 1)] -= 1
    covered, count = [], 0
    for change in changes[: width + 1]:
        count += change
        covered.append(count)
    first, last = int(0.12 * width), int(0.88 * width)
    fewest = min(covered[first:last])
    best: tuple[int, float] | None = None
    start = None
    for at in range(first, last + 1):
        clear = at < last and covered[at] <= fewest
        if clear and start is None:
            start = at
        elif not clear and start is not None:
            if best is None or at - start > best[0]:
                best = (at - start, lowest + (start + at) / 2)
            start = None
    if best is None or best[0] < GUTTER:
        return None
    return best[1] if _divides(found, best[1]) else None


def _divides(found: list[Segment], middle: float) -> bool:
    """Whether enough lines stand on both sides, and not too many across."""
    left = sum(segment.right <= middle for segment in found)
    right = sum(segment.left >= middle for segment in found)
    across = len(found) - left - right
    return min(left, right) >= LINES and across <= max(left, right)


def _sides(found: list[Segment]) -> tuple[float, float]:
    return min(segment.left for segment in found), max(segment.right for segment in found)


def _single(found: list[Segment], sides: tuple[float, float]) -> list[Item]:
    """Segments as lines under each other; lines of several pieces in a row are a table."""
    items: list[Item] = []
    pending: list[list[Segment]] = []
    for row in rows(found):
        if len(row) > 1 or (pending and _belongs(pending, row[0])):
            pending.append(row)
            continue
        items += _table(pending, sides)
        pending = []
        items.append(_line(row, sides))
    return items + _table(pending, sides)


def _belongs(pending: list[list[Segment]], segment: Segment) -> bool:
    """Whether a piece that stands alone goes on in a cell of the table above it."""
    last = pending[-1]
    near = segment.base - last[0].base < 1.5 * segment.size
    starts = [other.left for row in pending for other in row]
    first = min(starts)
    return near and segment.left > first + 2 * segment.size and any(abs(segment.left - s) < 3 for s in starts)


def _line(row: list[Segment], sides: tuple[float, float]) -> Item:
    ordered = sorted(row, key=lambda segment: segment.left)
    main = max(ordered, key=lambda segment: len(segment.text))
    return Item(
        text=" ".join(segment.text for segment in ordered),
        left=ordered[0].left,
        right=max(segment.right for segment in ordered),
        top=min(segment.top for segment in ordered),
        base=main.base,
        size=main.size,
        bold=all(segment.bold for segment in ordered),
        column=sides,
    )


def _table(pending: list[list[Segment]], sides: tuple[float, float]) -> list[Item]:
    """Rows as one table, or as lines when they are too few or do not stand under each other."""
    columns = _columns(pending)
    full = sum(len(row) > 1 for row in pending)
    if (full < TABLE_ROWS and not (full == 2 and len(columns) > 2)) or not 2 <= len(columns) <= 20:
        return [_line(row, sides) for row in pending]
    cells: list[list[str]] = []
    before = pending[0][0].base
    for row in pending:
        values = [""] * len(columns)
        for segment in sorted(row, key=lambda segment: segment.left):
            at = next(n for n, (left, right) in enumerate(columns) if left <= segment.left <= right)
            values[at] = f"{values[at]} {segment.text}".strip()
        goes_on = cells and not values[0] and sum(map(bool, values)) < len(columns)
        if goes_on and row[0].base - before < 1.5 * row[0].size:
            cells[-1] = [f"{above} {value}".strip() for above, value in zip(cells[-1], values, strict=True)]
        else:
            cells.append(values)
        before = row[0].base
    first, last = _line(pending[0], sides), pending[-1][0]
    return [Item("", first.left, sides[1], first.top, last.base, first.size, False, sides, cells=cells)]


def _columns(pending: list[list[Segment]]) -> list[tuple[float, float]]:
    """The strips in which the pieces of all rows stand."""
    columns: list[tuple[float, float]] = []
    for left, right in sorted((segment.left, segment.right) for row in pending for segment in row):
        if columns and left < columns[-1][1] + 2:
            columns[-1] = (columns[-1][0], max(right, columns[-1][1]))
        else:
            columns.append((left, right))
    return columns
