"""What the head of a web page says of it: title, date, authors, organisation."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from lxml.html import HtmlElement

from assistant.formats.cleaning import one_line
from assistant.formats.markdown import text_of
from assistant.formats.proposals import first_heading, iso, names, title

Finish = Callable[[HtmlElement, str], dict[str, Any]]
_DATES = (
    "article:published_time",
    "datepublished",
    "dcterms.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "dc.date.issued",
    "dcterms.available",
    "date",
    "pubdate",
    "publication_date",
    "article:modified_time",
    "dcterms.modified",
    "last-modified",
)
_AUTHORS = ("author", "article:author", "dcterms.creator", "dc.creator")
_ORGANISATIONS = ("og:site_name", "dcterms.publisher", "dc.publisher", "publisher")
_SEPARATORS = (" | ", " – ", " — ", " - ", " :: ", " » ")
SCRIPTS, SCRIPT = 10, 200_000  # how much of linked data is looked at: pieces, and characters of each


def proposals(root: HtmlElement) -> Finish:
    """Read the head before the page is stripped; the rest is read from what is left of it."""
    metas = _metas(root)
    linked = list(_linked(root))
    page_title = one_line(root.findtext(".//title") or "")
    times = [element.get("datetime") for element in root.xpath("//article//time|//main//time|//header//time")]

    def first(keys: tuple[str, ...]) -> list[str]:
        return [metas[key] for key in keys if key in metas]

    def finish(content: HtmlElement, body: str) -> dict[str, Any]:
        organisation = next(iter(names(first(_ORGANISATIONS) + _names_of(linked, "publisher"))), "")
        headings = [text_of(heading) for heading in content.xpath(".//h1")]
        single = headings[0] if len(headings) == 1 else ""
        dates = first(_DATES) + [str(entry.get("datePublished", "")) for entry in linked] + times[:1]
        return {
            "title": title(
                single,
                metas.get("og:title"),
                metas.get("dcterms.title"),
                _without_site(page_title, organisation),
                first_heading(body),
            ),
            "date": next((date for value in dates if (date := iso(value))), ""),
            "authors": names(first(_AUTHORS)[:3] or _names_of(linked, "author")),
            "organisation": organisation,
        }

    return finish


def _metas(root: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        value = one_line(meta.get("content") or "")
        if value:
            found.setdefault(key.lower(), value[:1_000])
    return found


def _without_site(page_title: str, organisation: str) -> str:
    """``Werken in het wijkteam | Movisie`` without the name of the site, where that is plain."""
    for separator in _SEPARATORS:
        if separator in page_title:
            name, site = page_title.rsplit(separator, 1)
            if separator == " | " or (organisation and site.casefold() == organisation.casefold()):
                return name
    return page_title


def _linked(root: HtmlElement) -> Iterator[dict[str, Any]]:
    """The objects of JSON-LD that tell of a text."""
    for script in root.xpath("//script[@type='application/ld+json']")[:SCRIPTS]:
        try:
            values = json.loads((script.text or "")[:SCRIPT])
        except (ValueError, RecursionError):
            continue
        entries = values.get("@graph", [values]) if isinstance(values, dict) else values
        for entry in entries if isinstance(entries, list) else []:
            if isinstance(entry, dict) and ("datePublished" in entry or "author" in entry):
                yield entry


def _names_of(linked: list[dict[str, Any]], key: str) -> list[str]:
    found = []
    for entry in linked:
        value = entry.get(key)
        for person in value if isinstance(value, list) else [value]:
            name = person.get("name") if isinstance(person, dict) else person
            if isinstance(name, str):
                found.append(name)
    return found
