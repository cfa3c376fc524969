"""Text as it should be quoted: what only a typesetter or a browser needs is taken away.

Ligatures become letters, soft hyphens and characters of no width go, every
kind of space becomes one space, and accents are composed (NFC). Characters
that mean something (², ½, №) stay: NFKC would change what was written.
"""

import re
import unicodedata

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_WIDTHLESS = (0xAD, 0x180E, *range(0x200B, 0x2010), *range(0x2060, 0x2065), 0xFEFF, *range(0xFFF9, 0xFFFC))
_DIRECTIONS = (*range(0x202A, 0x202F), *range(0x2066, 0x2070))
_NOTHING = dict.fromkeys((*_WIDTHLESS, *_DIRECTIONS, *range(0xE0000, 0xE0080)))
_BULLETS = dict.fromkeys([0xF0A7, 0xF0B7, 0xF0D8, 0xF0FC, 0xF076, 0xF02D], "•")  # of the fonts Symbol and Wingdings
_TABLE = {**_LIGATURES, **_NOTHING, **_BULLETS}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ue000-\uf8ff]")
_BREAKS = re.compile("\r\n|[\r\x0b\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n\f]+")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def clean(text: str) -> str:
    """The text with single spaces and plain letters; ends of lines and pages stay."""
    text = _BREAKS.sub("\n", unicodedata.normalize("NFC", text.translate(_TABLE)))
    return _SPACES.sub(" ", _CONTROL.sub(" ", text))


def words(text: str) -> frozenset[str]:
    """The words of a constant, as a set."""
    return frozenset(text.split())


def one_line(text: str) -> str:
    """The text cleaned, on one line."""
    return " ".join(clean(text).split())


def superscript(digits: str) -> str:
    """Digits, raised: the number of a note must not become part of the word or number before it."""
    return digits.translate(_SUPERSCRIPT)


def joined(paragraphs: list[str]) -> str:
    """Paragraphs with an empty line between them."""
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph.strip())


def table(rows: list[list[str]]) -> str:
    """A Markdown table of cleaned cells, the first row as its head; "" when there is nothing in it."""
    cells = [[one_line(cell).replace("|", "/") for cell in row] for row in rows]
    cells = [row for row in cells if any(row)]
    width = max((at + 1 for row in cells for at, cell in enumerate(row) if cell), default=0)
    if not width:
        return ""
    lines = ["| " + " | ".join((row + [""] * width)[:width]) + " |" for row in cells]
    lines.insert(1, "|" + " --- |" * width)
    return "\n".join(lines)
