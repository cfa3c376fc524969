"""Word documents, by mammoth: it knows headings by their style in every language, numbering, notes and tables.

python-docx gives neither notes nor which paragraphs are a list; markitdown
uses mammoth itself. Pictures are left out, deleted text of tracked changes too.
"""

import zipfile
from typing import IO, Any

import mammoth
from lxml.html import HtmlElement, fragment_fromstring

from assistant.errors import CorpusError
from assistant.formats.cleaning import one_line
from assistant.formats.container import properties
from assistant.formats.markdown import markdown
from assistant.formats.model import NOTES
from assistant.formats.proposals import core_properties, first_heading, title
from assistant.formats.reasons import DAMAGED, NO_TEXT
from assistant.formats.web_page import parsed

_STYLES = "\n".join(
    [
        "p[style-name='Title'] => h1:fresh",
        "p[style-name='Titel'] => h1:fresh",
        "p[style-name='Subtitle'] => p:fresh",
        *(f"p[style-name='Kop {level}'] => h{level}:fresh" for level in range(1, 7)),
        *(f"p[style-name='Heading {level}'] => h{level}:fresh" for level in range(1, 7)),
    ]
)
_BACK = "↑"


def convert_docx(stream: IO[bytes], opened: zipfile.ZipFile) -> dict[str, Any]:
    """The Markdown of a Word document and its properties."""
    root = converted(stream)
    _set_notes_apart(root)
    body = markdown(root)
    if not any(character.isalnum() for character in body):
        raise CorpusError(NO_TEXT)
    head = stated(opened)
    return {"text": body, **head, "title": title(str(head["title"]), first_heading(body))}


def stated(opened: zipfile.ZipFile) -> dict[str, Any]:
    """What a document says of itself."""
    company = one_line(properties(opened, "docProps/app.xml").get("Company", ""))
    return {**core_properties(properties(opened)), "organisation": company}


def converted(stream: IO[bytes]) -> HtmlElement:
    """A Word document as a page; CorpusError when it is damaged."""
    stream.seek(0)
    try:
        html = mammoth.convert_to_html(
            _Nameless(stream), style_map=_STYLES, convert_image=mammoth.images.img_element(lambda image: {})
        ).value
    except (KeyError, ValueError, LookupError, AttributeError, TypeError, OSError, zipfile.BadZipFile) as error:
        raise CorpusError(DAMAGED) from error
    return parsed(f"<html><body>{html}</body></html>")


def in_two(root: HtmlElement, before: int) -> tuple[str, str, int]:
    """The Markdown of a piece, that of its notes, and their number; ``before`` is how many came before them."""
    notes = _notes(root)
    if notes is None:
        return markdown(root), "", 0
    for mark in root.xpath("//a[starts-with(@id, 'footnote-ref-') or starts-with(@id, 'endnote-ref-')]"):
        number = (mark.text or "").strip("[]")
        if number.isdecimal():
            mark.text = f"[{int(number) + before}]"
    notes.getparent().remove(notes)
    notes.set("start", str(before + 1))
    apart = parsed("<html><body></body></html>")
    apart.find("body").append(notes)
    return markdown(root), markdown(apart), len(notes)


def _set_notes_apart(root: HtmlElement) -> None:
    """Give the list of notes at the end a heading."""
    notes = _notes(root)
    if notes is not None:
        notes.addprevious(fragment_fromstring(f"<h2>{NOTES}</h2>"))


def _notes(root: HtmlElement) -> HtmlElement | None:
    """The list of notes at the end, without the arrows back to the text."""
    for link in list(root.iter("a")):
        if (link.text or "").strip() == _BACK and (link.get("href") or "").startswith("#"):
            link.drop_tree()
    found = root.xpath("//ol[li[starts-with(@id, 'footnote-') or starts-with(@id, 'endnote-')]]")
    return found[-1] if found else None


class _Nameless:
    """A stream without a name: mammoth looks for linked pictures beside the file of that name."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        if name == "name":
            raise AttributeError(name)
        return getattr(self._stream, name)
