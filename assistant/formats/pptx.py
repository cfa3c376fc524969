"""Presentations, by python-pptx: each slide a page, with its notes under it."""

import zipfile
from collections.abc import Iterator
from typing import IO, Any

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PythonPptxError

from assistant.errors import CorpusError
from assistant.formats.cleaning import joined, one_line, table
from assistant.formats.container import properties
from assistant.formats.proposals import core_properties, first_heading, title
from assistant.formats.reasons import DAMAGED, NO_TEXT

SLIDES = 2_000
DEPTH = 6  # groups within groups
NOTES = "Notities bij deze dia"
_FURNITURE = {PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.HEADER}


def convert_pptx(stream: IO[bytes], opened: zipfile.ZipFile) -> dict[str, Any]:
    """The Markdown of a presentation and its properties."""
    stream.seek(0)
    try:
        pages, hidden = _pages(stream)
    except (KeyError, ValueError, LookupError, AttributeError, TypeError, OSError, AssertionError) as error:
        raise CorpusError(DAMAGED) from error
    except (zipfile.BadZipFile, etree.LxmlError, PythonPptxError) as error:
        raise CorpusError(DAMAGED) from error
    text = "".join(f"{page}\n\f" if page else "\f" for page in pages)
    if not any(character.isalnum() for character in text):
        raise CorpusError(NO_TEXT)
    proposed = core_properties(properties(opened))
    remarks = [f"{hidden} verborgen {'dia is' if hidden == 1 else 'dia’s zijn'} niet gelezen"] if hidden else []
    return {"text": text, **proposed, "title": title(str(proposed["title"]), first_heading(text)), "remarks": remarks}


def _pages(stream: IO[bytes]) -> tuple[list[str], int]:
    pages, hidden = [], 0
    slides = Presentation(stream).slides
    if len(slides) > SLIDES:
        raise CorpusError(f"het bestand heeft meer dan {SLIDES} dia's; splits het op")
    for slide in slides:
        if slide._element.get("show") == "0":
            hidden += 1
            pages.append("")  # its number stays: others count it too
        else:
            pages.append(_slide(slide, len(pages) == 0))
    return pages, hidden


def _slide(slide: Any, is_first: bool) -> str:
    parts = []
    named = slide.shapes.title
    if named is not None and (words := one_line(named.text_frame.text)):
        parts.append(f"{'#' if is_first else '##'} {words}")
    for shape in _shapes(slide.shapes, DEPTH):
        if named is None or shape.shape_id != named.shape_id:
            parts.append(_shape(shape))
    if slide.has_notes_slide and (frame := slide.notes_slide.notes_text_frame) is not None:
        notes = joined([one_line(paragraph.text) for paragraph in frame.paragraphs])
        parts.append(f"### {NOTES}\n\n{notes}" if notes else "")
    return joined(parts)


def _shapes(shapes: Any, depth: int) -> Iterator[Any]:
    for shape in shapes:
        if hasattr(shape, "shapes"):
            if depth:
                yield from _shapes(shape.shapes, depth - 1)
        elif not (shape.is_placeholder and shape.placeholder_format.type in _FURNITURE):
            yield shape


def _shape(shape: Any) -> str:
    if getattr(shape, "has_table", False):
        return table([[cell.text for cell in row.cells] for row in shape.table.rows])
    if not shape.has_text_frame:
        return ""
    lines = [(paragraph.level, one_line(paragraph.text)) for paragraph in shape.text_frame.paragraphs]
    lines = [(level, words) for level, words in lines if words]
    if shape.is_placeholder and shape.placeholder_format.type != PP_PLACEHOLDER.SUBTITLE and len(lines) > 1:
        return "\n".join(f"{'  ' * level}- {words}" for level, words in lines)
    return joined([words for _, words in lines])
