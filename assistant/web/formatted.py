"""Text of a document as HTML: escaped, lightly laid out, with the quote marked in place.

The page shows HTML through Gradio's Markdown component, which leaves a block
of HTML alone up to the first empty line and then cleans it. So whatever is
made here stands on one line, and uses only classes and ids (data- and aria-
attributes do not survive the cleaning).
"""

import html
import re
from collections.abc import Collection, Sequence
from itertools import groupby

from assistant.splitting.blocks import Block, Shape, blocks, heading_text

Span = tuple[int, int]
NO_MARK: Span = (0, 0)
QUOTE_ID = "citaat"
HEADING_CHARACTERS = 200
_BOLD = re.compile(r"(\*\*)")
_HEADING_MARKS = re.compile(r"#{1,6}\s+")
_BULLET = re.compile(r"[-*+•·◦▪‣–]\s+")


def escaped(text: str) -> str:
    """``text`` as HTML on one line; its own line ends are kept as character references."""
    return html.escape(text).replace("\r", " ").replace("\n", "&#10;")


def one_line(text: str) -> str:
    """``text`` escaped, with its white space collapsed and Markdown's bold marks taken away."""
    return escaped(" ".join(text.replace("**", "").split()))


def dutch_number(number: int) -> str:
    """A whole number as Dutch writes it: 1.234."""
    return f"{number:,}".replace(",", ".")


def shortened(text: str, characters: int = HEADING_CHARACTERS) -> str:
    """``text`` as far as a heading has room for it; ``…`` says that there is more."""
    return text if len(text) <= characters else f"{text[:characters].rstrip()}…"


def laid_out(text: str, mark: Span = NO_MARK, *, quote_id: str = "", said: Collection[str] = (), level: int = 2) -> str:
    """Headings, paragraphs, lists and tables of ``text``; ``mark`` counts in its characters.

    The first piece of the mark gets ``quote_id``, so that it can be scrolled
    to. First headings that are in ``said`` are left out, unless marked: they
    stand above it already. The highest heading gets ``level``.
    """
    found = blocks(text)
    marks_start = mark[0] if mark[1] > mark[0] else len(text)
    while found and found[0].shape is Shape.HEADING and found[0].end <= marks_start:
        if heading_text(text, found[0]) not in said:
            break
        del found[0]
    levels = _levels(found, level)
    parts = []
    for is_list, group in groupby(enumerate(found), key=lambda one: one[1].shape is Shape.ITEM):
        inner = "".join(_block(text, block, mark, levels.get(at, level)) for at, block in group)
        parts.append(f"<ul>{inner}</ul>" if is_list else inner)
    result = "".join(parts)
    if quote_id:
        # Text cannot hold a literal <mark>: it was escaped.
        result = result.replace("<mark>", f'<mark id="{quote_id}" tabindex="-1">', 1)
    return result


def _levels(found: Sequence[Block], level: int) -> dict[int, int]:
    """The level of each heading by its place: the highest gets ``level``, and none skips one, also in a cut passage."""
    headings = [(at, block.level) for at, block in enumerate(found) if block.shape is Shape.HEADING]
    top, last, levels = min((own for _, own in headings), default=1), level - 1, {}
    for at, own in headings:
        last = levels[at] = min(own + level - top, last + 1, 6)
    return levels


def _block(text: str, block: Block, mark: Span, level: int) -> str:
    if block.shape is Shape.HEADING:
        marks = _HEADING_MARKS.match(text, block.start, block.end)
        start = marks.end() if marks else block.start
        end = block.end - len(text[start : block.end]) + len(text[start : block.end].rstrip(" #"))
        return f"<h{level}>{_inline(text, (start, end), mark)}</h{level}>"
    if block.shape is Shape.TABLE:
        return f"<pre>{_inline(text, (block.start, block.end), mark)}</pre>"
    if block.shape is Shape.ITEM:
        bullet = _BULLET.match(text, block.start, block.end)
        # Numbers and letters of a list are kept as text: a quote may refer to them.
        kind = "" if bullet else ' class="ww-genummerd"'
        start = bullet.end() if bullet else block.start
        return f"<li{kind}>{_inline(text, (start, block.end), mark)}</li>"
    return f"<p>{_inline(text, (block.start, block.end), mark)}</p>"


def _inline(text: str, span: Span, mark: Span) -> str:
    """A piece of text with bold and the mark; bold marks without a partner stay as they are."""
    pieces = _BOLD.split(text[slice(*span)])
    balanced = pieces.count("**") % 2 == 0
    at, strong, result = span[0], False, []
    for piece in pieces:
        if piece == "**" and balanced:
            result.append("</strong>" if strong else "<strong>")
            strong = not strong
        else:
            result.append(_marked(piece, at, mark))
        at += len(piece)
    return "".join(result)


def _marked(piece: str, at: int, mark: Span) -> str:
    start = min(max(mark[0] - at, 0), len(piece))
    end = min(max(mark[1] - at, 0), len(piece))
    if start >= end:
        return escaped(piece)
    return f"{escaped(piece[:start])}<mark>{escaped(piece[start:end])}</mark>{escaped(piece[end:])}"
