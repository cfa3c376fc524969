"""A text made plain enough for patterns, with the way back to the places in the original.

Numbers are written with full-width digits, non-breaking spaces, all sorts of
dashes, invisible characters and Markdown's backslashes. Here each becomes its
plain form, or goes; case stays, and so do line breaks.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

_GONE = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]+"
    r"|\\(?=[!-/:-@\[-`{-~])"
    r"|&(?:nbsp|#160|#xa0|thinsp|shy|zwnj|zwj|#820[3-7]|#x200[b-f]);"
    r"|(?<=\d)(?:\*{1,3}|</?(?:b|i|u|em|strong|span)>)(?=[ \t.-]?\d)",
    re.IGNORECASE,
)
_SPACES = ("&nbsp;", "&#160;", "&#xa0;", "&thinsp;")
_DASHES = "‐‑‒–—―−﹣－"
_DOTS = "·•∙⋅・‧"
_LINES = "\x0b\x0c\x85\u2028\u2029"
_SAME_LETTER = ((0xFF00, 0xFFEF), (0x1D400, 0x1D7FF), (0x2460, 0x24FF))  # full width, mathematical, circled


@dataclass(frozen=True, slots=True)
class Folded:
    """``text`` is plain; ``place`` gives where its characters stood."""

    text: str
    _starts: tuple[int, ...]  # in the plain text, from which on ...
    _shifts: tuple[int, ...]  # ... the original is so many characters further

    def place(self, at: int) -> int:
        """The offset in the original of the plain text's character ``at``."""
        return at + self._shifts[bisect_right(self._starts, at) - 1]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's span for a span that is not empty."""
        return self.place(start), self.place(end - 1) + 1


def fold(text: str) -> Folded:
    """The plain form of a text."""
    plain = text.replace("\r\n", " \n").replace("\r", "\n")
    plain = plain.translate({ord(sign): _plain(sign) for sign in set(plain) if not sign.isascii() or sign in _LINES})
    pieces, starts, shifts, at, length = [], [0], [0], 0, 0
    for match in _GONE.finditer(plain):
        instead = " " if match.group().lower() in _SPACES else ""
        pieces += [plain[at : match.start()], instead]
        length += match.start() - at + len(instead)
        at = match.end()
        starts.append(length)
        shifts.append(at - length)
    return Folded("".join([*pieces, plain[at:]]), tuple(starts), tuple(shifts))


def _plain(sign: str) -> str:
    """One character for one, so that places hold."""
    if sign in _LINES:
        return "\n"
    if sign in _DASHES:
        return "-"
    if sign in _DOTS:
        return "."
    if unicodedata.category(sign) == "Zs":
        return " "
    if unicodedata.category(sign) == "Nd":
        return str(unicodedata.decimal(sign))
    if any(first <= ord(sign) <= last for first, last in _SAME_LETTER):
        same = unicodedata.normalize("NFKC", sign)
        return same if len(same) == 1 else sign
    return sign
