"""E-books: the pages of their spine, in order, through the renderer of web pages.

ebooklib is AGPL, and an EPUB is a ZIP of web pages with a list.
"""

import posixpath
import zipfile
from typing import Any
from urllib.parse import unquote

from lxml import etree

from assistant.errors import CorpusError
from assistant.formats.cleaning import joined, one_line
from assistant.formats.container import member, xml
from assistant.formats.markdown import markdown
from assistant.formats.model import SMALL
from assistant.formats.proposals import first_heading, iso, names, title
from assistant.formats.reasons import DAMAGED, NO_TEXT
from assistant.formats.web_page import decoded, parsed

PAGES = 3_000
_PAGE = frozenset({"application/xhtml+xml", "text/html", "application/xml"})


def convert_epub(opened: zipfile.ZipFile) -> dict[str, Any]:
    """The Markdown of a book and its metadata; CorpusError when it is locked or has no text."""
    if "META-INF/encryption.xml" in opened.namelist() and "META-INF/rights.xml" in opened.namelist():
        raise CorpusError("dit e-boek is beveiligd tegen kopiëren; vraag de uitgever om een open bestand")
    place = next(
        (entry.get("full-path", "") for entry in xml(opened, "META-INF/container.xml").iter("{*}rootfile")), ""
    )
    package = xml(opened, place)
    parts = []
    for name in _spine(package, posixpath.dirname(place)):
        root = parsed(decoded(member(opened, name, SMALL)))
        body = root.find("body")
        if body is not None:
            parts.append(markdown(body))
    text = joined(parts)
    if not any(character.isalnum() for character in text):
        raise CorpusError(NO_TEXT)
    return {
        "text": text,
        "title": title(_first(package, "title"), first_heading(text)),
        "date": iso(_first(package, "date")),
        "authors": names([one_line(creator.text or "") for creator in package.iter("{*}creator")]),
        "organisation": next(iter(names([_first(package, "publisher")])), ""),
    }


def _spine(package: etree._Element, folder: str) -> list[str]:
    """The names of the pages in reading order; lists of contents are left out."""
    items = {item.get("id"): item for item in package.iter("{*}item")}
    found = []
    for reference in package.iter("{*}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") not in _PAGE or "nav" in (item.get("properties") or "").split():
            continue
        found.append(posixpath.normpath(posixpath.join(folder, unquote(item.get("href", "")))))
    if not found or len(found) > PAGES:
        raise CorpusError(DAMAGED)
    return list(dict.fromkeys(found))


def _first(package: etree._Element, name: str) -> str:
    return next((one_line(element.text or "") for element in package.iter(f"{{*}}{name}") if element.text), "")
