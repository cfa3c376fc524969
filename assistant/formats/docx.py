"""Word documents, by mammoth: it knows headings by their style in every language, numbering, notes and tables.

python-docx gives neither notes nor which paragraphs are a list; markitdown
uses mammoth itself. Pictures are left out, deleted text of tracked changes too.
"""

import io
import os
import zipfile
from typing import IO, Any

import mammoth
from lxml.html import HtmlElement, fragment_fromstring

from assistant.errors import CorpusError
from assistant.formats.cleaning import one_line
from assistant.formats.container import properties
from assistant.formats.markdown import markdown
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
NOTES = "Voetnoten"


def convert_docx(stream: IO[bytes], opened: zipfile.ZipFile) -> dict[str, Any]:
    """The Markdown of a Word document and its properties."""
    raw = io.FileIO(os.dup(stream.fileno()))
    raw.name = None  # mammoth looks for linked pictures beside the file of that name
    nameless = io.BufferedReader(raw)
    nameless.seek(0)
    try:
        html = mammoth.convert_to_html(
            nameless, style_map=_STYLES, convert_image=mammoth.images.img_element(lambda image: {})
        ).value
    except (KeyError, ValueError, LookupError, AttributeError, TypeError, OSError, zipfile.BadZipFile) as error:
        raise CorpusError(DAMAGED) from error
    root = parsed(f"<html><body>{html}</body></html>")
    _set_notes_apart(root)
    body = markdown(root)
    if not any(character.isalnum() for character in body):
        raise CorpusError(NO_TEXT)
    proposed = core_properties(properties(opened))
    company = one_line(properties(opened, "docProps/app.xml").get("Company", ""))
    return {
        "text": body,
        **proposed,
        "title": title(str(proposed["title"]), first_heading(body)),
        "organisation": company,
    }


def _set_notes_apart(root: HtmlElement) -> None:
    """Give the list of notes at the end a heading, and take away the arrows back to the text."""
    for link in list(root.iter("a")):
        if (link.text or "").strip() == _BACK and (link.get("href") or "").startswith("#"):
            link.drop_tree()
    for notes in root.xpath("//ol[li[starts-with(@id, 'footnote-') or starts-with(@id, 'endnote-')]]")[-1:]:
        heading = fragment_fromstring(f"<h2>{NOTES}</h2>")
        notes.addprevious(heading)
