"""What a text is made of: headings, paragraphs and list items, with their place.

Markdown says what is a heading. Raw web text does not: there a short line
without a full stop, followed by running text, is taken for one. Lines that
were broken in mid-sentence are joined, also across an empty line; a line that
ends as a sentence does is a paragraph of its own.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

_MARKDOWN_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_ITEM = re.compile(r"(?:[-*+•·◦▪‣–]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+(?=\S)")
_NUMBERED = re.compile(r"\(?\d{1,2}[.)]\s+")
_TERMINAL = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*(?:\s|$)")
_TABLE_ROW = re.compile(r"\|.*\|$")
_FENCE = re.compile(r"(?:```|~~~)")
HEADING_CHARACTERS = 110
HEADING_WORDS = 200  # characters kept of a heading: it is repeated with every sentence under it
RUNNING_TEXT_CHARACTERS = 60  # a line this long is text, whatever it ends with
WRAPPED_CHARACTERS = 45  # a line shorter than this was not broken by a margin


class Shape(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the text, ``text[start:end]``; ``level`` counts headings from 1, 0 for the rest."""

    shape: Shape
    start: int
    end: int
    level: int = 0
    gap: bool = False  # an empty line stands before it


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    text: str
    gap: bool


def blocks(text: str) -> list[Block]:
    """The blocks of ``text`` in order; nothing but white space lies between them."""
    lines = _lines(text)
    is_markdown = any(_MARKDOWN_HEADING.match(line.text) for line in lines)
    found: list[Block] = []
    for line in lines:
        block = _block(line, is_markdown)
        if found and _continues(text, found[-1], block, line):
            before = found[-1]
            found[-1] = Block(before.shape, before.start, block.end, before.level, before.gap)
        else:
            found.append(block)
    return found if is_markdown else _with_guessed_headings(text, found)


def heading_text(text: str, block: Block) -> str:
    """The words of a heading, without Markdown's marks, on one line."""
    line = " ".join(text[block.start : block.end].split())
    match = _MARKDOWN_HEADING.match(line)
    # stripped by hand: a pattern for the closing marks takes quadratic time
    words = line[match.end() :].rstrip().rstrip("#").rstrip() if match else line
    return words.strip("*_ ")[:HEADING_WORDS]


def _lines(text: str) -> list[_Line]:
    lines, at, gap = [], 0, False
    for raw in text.splitlines(keepends=True):
        stripped = raw.strip()
        if stripped:
            start = at + raw.index(stripped[0])
            lines.append(_Line(start, start + len(stripped), stripped, gap))
            gap = False
        else:
            gap = True
        at += len(raw)
    return lines


def _block(line: _Line, is_markdown: bool) -> Block:
    heading = _MARKDOWN_HEADING.match(line.text) if is_markdown else None
    if heading:
        return Block(Shape.HEADING, line.start, line.end, len(heading.group(1)), line.gap)
    if _TABLE_ROW.match(line.text):
        return Block(Shape.TABLE, line.start, line.end, 0, line.gap)
    shape = Shape.ITEM if _ITEM.match(line.text) else Shape.PARAGRAPH
    return Block(shape, line.start, line.end, 0, line.gap)


def _continues(text: str, before: Block, block: Block, line: _Line) -> bool:
    """Whether ``line`` goes on where the block before it broke off."""
    if block.shape is Shape.TABLE and before.shape is Shape.TABLE:
        return not line.gap
    if block.shape is not Shape.PARAGRAPH or before.shape in (Shape.HEADING, Shape.TABLE):
        return False
    last_line = text[max(before.start, text.rfind("\n", before.start, before.end) + 1) : before.end].strip()
    broken = not _TERMINAL.search(last_line)
    if line.text[0].islower():
        return broken or (not line.gap and before.shape is Shape.PARAGRAPH and last_line[-1] not in ":;")
    return broken and not line.gap and WRAPPED_CHARACTERS <= len(last_line) <= 120 and "\n" not in line.text


def _with_guessed_headings(text: str, found: list[Block]) -> list[Block]:
    result = []
    for position, block in enumerate(found):
        level = _guessed_level(text, found, position)
        result.append(Block(Shape.HEADING, block.start, block.end, level, block.gap) if level else block)
    return result


def _guessed_level(text: str, found: list[Block], position: int) -> int:
    """1 for a heading, 2 for a numbered one, 0 for anything else."""
    block = found[position]
    line = text[block.start : block.end]
    if block.shape is Shape.TABLE or len(line) > HEADING_CHARACTERS or line[-1] in ".,;:":
        return 0
    numbered = bool(_NUMBERED.match(line))
    if block.shape is Shape.ITEM and not numbered:
        return 0
    if not (line[0].isupper() or line[0].isdigit() or line[0] in "‘'“\"("):
        return 0
    if line[-1] not in "?!" and _SENTENCE_END.search(_NUMBERED.sub("", line)):
        return 0
    following = found[position + 1 : position + 3]
    if not following:
        return 0
    beside = following[0]
    if beside.shape is Shape.ITEM:
        # A line above a list is its heading; an item among items is an item.
        return 0 if numbered or (line[-1] not in "?" and not beside.gap) else 1
    if not any(_is_running(text, other) for other in following):
        return 0
    return 2 if numbered else 1


def _is_running(text: str, block: Block) -> bool:
    line = text[block.start : block.end]
    if block.shape is Shape.ITEM:
        return True
    return len(line) >= RUNNING_TEXT_CHARACTERS or bool(_SENTENCE_END.search(line))
