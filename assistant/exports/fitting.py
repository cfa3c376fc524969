"""How much text a box on a slide takes, and in what size; widths and heights in centimetres."""

from collections.abc import Iterator, Sequence
from math import ceil

SMALLEST, LARGEST = 16, 28  # points
LETTER = 0.53  # width of a letter, of its size
LINE = 1.25  # of the size of the letters
POINTS = 28.35  # in a centimetre

Texts = Sequence[tuple[bool, str]]  # whether it is an item of a list, and the text


def in_pieces(texts: Texts, width: float, room: float) -> Iterator[tuple[bool, str]]:
    """The texts, each that is longer than a slide cut between two words."""
    for is_item, text in texts:
        rest = text
        while height([(is_item, rest)], width, SMALLEST) > room:
            share = int(len(rest) * room / height([(is_item, rest)], width, SMALLEST)) - 20
            at = rest.rfind(" ", 0, max(share, 40)) + 1 or max(share, 40)
            yield is_item, rest[:at].rstrip()
            rest = rest[at:]
        yield is_item, rest


def as_many_as_fit(texts: Texts, width: float, room: float, largest: int) -> tuple[int, int]:
    """How many of the texts go on one slide, and in what size; one at the least."""
    for count in range(len(texts), 0, -1):
        size = points(texts[:count], width, room, largest)
        if size > SMALLEST or height(texts[:count], width, SMALLEST) <= room:
            return count, size
    return 1, SMALLEST


def points(texts: Texts, width: float, room: float, largest: int) -> int:
    """The largest size in which the texts fit; never below what can be read."""
    return next((size for size in range(largest, SMALLEST, -1) if height(texts, width, size) <= room), SMALLEST)


def height(texts: Texts, width: float, size: int) -> float:
    """About how high texts become, in centimetres; rather too much than too little."""
    in_line = max(1.0, (width - 0.6) * POINTS / (size * LETTER))
    lines = sum(ceil((len(text) + 3) / in_line) for _, text in texts)
    return (lines * size * LINE + len(texts) * size * 0.35) / POINTS + 0.3
