"""Passages: pieces of at most about a thousand characters that follow headings and paragraphs.

A passage is a contiguous piece of the text and starts with its heading, where
it has one. Short sections under one heading go together, so that a passage
says enough to be found; a long paragraph is cut between sentences; a list
stays with the line that introduces it as long as it fits.

The sizes were chosen on the development sets (``benchmarks/README.md``).
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from assistant.dutch.sentences import sentence_spans
from assistant.splitting.blocks import Block, Shape, blocks, heading_text
from assistant.types import Document, Passage, Sentence

SPLITTER = "headings-1"  # part of the manifest: another splitter makes other passages
TARGET = 800  # characters: a passage is closed once it has this many
LIMIT = 1100  # characters: no passage is longer, but for a single longer sentence
SMALL = 350  # characters: a section shorter than this takes in the next one
FRAGMENT = 60  # characters: a piece this short (a menu line) never stands alone
SEPARATOR = " › "  # between the headings of a heading path


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence, item or heading with the section it belongs to."""

    sentence: Sentence
    section: int
    path: tuple[str, ...]
    starts_block: bool


def split(document: Document) -> list[Passage]:
    """The passages of a document, in order; every word of it is in exactly one."""
    units = list(_units(document))
    passages = []
    for number, group in enumerate(_groups(units)):
        start, end = group[0].sentence.start, group[-1].sentence.end
        text = document.text[start:end]
        key = f"{document.id}\0{number}\0{text}".encode()
        passages.append(
            Passage(
                id=hashlib.sha256(key).hexdigest()[:24],
                document_id=document.id,
                heading=SEPARATOR.join(_common_path(group)),
                page=document.page_at(start),
                text=text,
                start=start,
                end=end,
                sentences=tuple(unit.sentence for unit in group),
            )
        )
    return passages


def _units(document: Document) -> Iterator[_Unit]:
    text = document.text
    path: list[tuple[int, str]] = []
    section = list_number = 0
    before: Block | None = None
    for number, block in enumerate(blocks(text)):
        if block.shape is Shape.HEADING:
            title = heading_text(text, block)
            path = [entry for entry in path if entry[0] < block.level] + [(block.level, title)]
            section += not (before and before.shape is Shape.HEADING)
        in_list = block.shape is Shape.ITEM
        list_number = list_number if in_list and before and before.shape is Shape.ITEM else number
        headings = tuple(title for _, title in path if title != document.title)
        first = True
        for start, end in _spans(text, block):
            sentence = Sentence(
                text=text[start:end],
                start=start,
                end=end,
                heading=SEPARATOR.join(headings),
                block=list_number,
                is_item=in_list,
                is_heading=block.shape is Shape.HEADING,
            )
            yield _Unit(sentence, section, headings, first)
            first = False
        before = block


def _spans(text: str, block: Block) -> Iterator[tuple[int, int]]:
    if block.shape in (Shape.HEADING, Shape.TABLE):
        yield from _pieces(text, block.start, block.end)
        return
    for start, end in sentence_spans(text, block.start, block.end):
        yield from _pieces(text, start, end)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence longer than a passage may be, cut at white space; others as they are."""
    while end - start > LIMIT:
        cut = text.rfind(" ", start + LIMIT // 2, start + LIMIT)
        cut = cut if cut > start else start + LIMIT
        yield start, cut
        start = cut + (text[cut : cut + 1] == " ")
    yield start, end


def _groups(units: list[_Unit]) -> Iterator[list[_Unit]]:
    group: list[_Unit] = []
    for position, unit in enumerate(units):
        if group and _closes(group, units, position):
            yield group
            group = []
        group.append(unit)
    if group:
        yield group


def _closes(group: list[_Unit], units: list[_Unit], position: int) -> bool:
    """Whether the passage ends before ``units[position]``."""
    unit, last = units[position], group[-1].sentence
    start = group[0].sentence.start
    size = last.end - start
    if unit.sentence.end - start > LIMIT:
        return True
    if size < FRAGMENT or all(member.sentence.is_heading for member in group):
        return False
    if unit.section != group[-1].section:
        together = _end(units, position, lambda other: other.section == unit.section) - start
        return (size >= SMALL and together > TARGET) or together > LIMIT
    if not unit.starts_block:
        return False
    if last.text.endswith((":", "?")) or (unit.sentence.is_item and not last.is_item):
        return False  # what introduces stays with what it introduces
    block_end = _end(units, position, lambda other: other is unit or not other.starts_block)
    return size >= TARGET or (size >= SMALL and block_end - start > LIMIT)


def _end(units: list[_Unit], position: int, belongs: Callable[[_Unit], bool]) -> int:
    """Where the run of units from ``position`` that belong together ends."""
    run = takewhile(belongs, map(units.__getitem__, range(position, len(units))))
    return max((unit.sentence.end for unit in run), default=units[position].sentence.end)


def _common_path(group: list[_Unit]) -> tuple[str, ...]:
    """The headings that all of a passage's sentences share; the first's own when they share none."""
    paths = [unit.path for unit in group if not unit.sentence.is_heading] or [group[-1].path]
    common = paths[0]
    for path in paths[1:]:
        while common and path[: len(common)] != common:
            common = common[:-1]
    return common or paths[0]
