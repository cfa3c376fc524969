"""HTML to Markdown: one renderer for web pages and for all formats that are turned into HTML first.

What is kept is what a reader can point to: headings, paragraphs, lists and
tables. Marks inside a sentence (bold, links) are left out, since a quote is
shown literally. Written here, because what exists (markdownify, html2text,
trafilatura) escapes characters, keeps links in the text or drops what it does
not take for an article, and each of those changes a quote.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from assistant.formats.cleaning import clean, joined, one_line, superscript, table, words

SKIPPED = words(
    "script style noscript template head title meta link svg canvas iframe object embed video audio map img "
    "picture input button select textarea option datalist progress meter dialog frame frameset applet rp rt"
)
_BLOCKS = words(
    "address article aside blockquote body center caption details dd div dl dt fieldset figcaption figure footer "
    "form header hgroup html legend main nav p section summary table tbody td tfoot th thead tr"
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_STRUCTURE = _BLOCKS | _LISTS | set(_HEADINGS) | {"pre", "li", "hr"}
_DIGITS = re.compile(r"\[?(\d{1,3})\]?")
CELLS = 200_000  # of one table, and 60 of one cell's span: an attribute may say a billion
SPAN = 60


@dataclass(slots=True)
class _Flow:
    """Paragraphs under construction: ``line`` collects what runs on within one."""

    paragraphs: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)

    def close(self) -> None:
        lines = (one_line(line) for line in "".join(self.line).split("\x0b"))
        if text := "\n".join(line for line in lines if line):
            self.paragraphs.append(text)
        self.line.clear()

    def add(self, paragraph: str) -> None:
        self.close()
        if paragraph.strip():
            self.paragraphs.append(paragraph)


def markdown(element: HtmlElement) -> str:
    """The text of an element and all in it, as Markdown."""
    flow = _Flow()
    _inside(element, flow)
    flow.close()
    return joined(flow.paragraphs)


def text_of(element: HtmlElement) -> str:
    """The text of an element on one line, without what is never shown."""
    parts: list[str] = []
    _collect(element, parts)
    return one_line("".join(parts))


def _inside(element: HtmlElement, flow: _Flow) -> None:
    flow.line.append(_plain(element.text))
    for child in element:
        if isinstance(child.tag, str):
            _element(child, flow)
        flow.line.append(_plain(child.tail))


def _plain(text: str | None) -> str:
    return (text or "").replace("\x0b", " ").replace("\f", " ")


def _element(element: HtmlElement, flow: _Flow) -> None:
    tag = element.tag
    if tag in SKIPPED:
        return
    if tag == "br":
        flow.line.append("\x0b")
    elif tag in _HEADINGS:
        words = text_of(element)
        flow.add(f"{'#' * _HEADINGS[tag]} {words}" if words else "")
    elif tag in _LISTS:
        flow.add(_list(element))
    elif tag == "table":
        rows = _rows(element)
        if _is_data(element, rows):
            flow.add(joined([text_of(caption) for caption in element.iterchildren("caption")] + [table(rows)]))
        else:
            _block(element, flow)
    elif tag == "pre":
        flow.add("\n".join(line.strip() for line in clean(element.text_content()).split("\n") if line.strip()))
    elif tag in ("sup", "sub") and (match := _DIGITS.fullmatch(text_of(element))):
        flow.line.append(superscript(match.group(1)) if tag == "sup" else match.group(1))
    elif tag == "q":
        flow.line.append(f"‘{text_of(element)}’")
    elif tag in _STRUCTURE:
        _block(element, flow)
    else:
        _inside(element, flow)


def _block(element: HtmlElement, flow: _Flow) -> None:
    flow.close()
    _inside(element, flow)
    flow.close()


def _collect(element: HtmlElement, parts: list[str]) -> None:
    parts.append(element.text or "")
    for child in element:
        if isinstance(child.tag, str) and child.tag not in SKIPPED:
            if child.tag == "br" or child.tag in _STRUCTURE:
                parts.append(" ")
            if child.tag == "sup" and (match := _DIGITS.fullmatch("".join(child.itertext()).strip())):
                parts.append(superscript(match.group(1)))
            else:
                _collect(child, parts)
            if child.tag in _STRUCTURE:
                parts.append(" ")
        parts.append(child.tail or "")


def _list(element: HtmlElement) -> str:
    """A list with its inner lists indented; what stands in it outside an item comes along as an item."""
    lines = []
    start = element.get("start", "1")
    number = int(start) if start.isdigit() and len(start) < 6 else 1
    for item in element:
        if not isinstance(item.tag, str) or item.tag in SKIPPED:
            continue
        text = _list(item) if item.tag in _LISTS else markdown(item)
        if not text:
            continue
        if item.tag in _LISTS:  # a list straight in a list, as old editors make it
            lines.append(_indented(text, "  "))
            continue
        mark = f"{number}. " if element.tag == "ol" else "- "
        number += 1
        first, _, rest = text.partition("\n")
        lines.append(mark + first.removeprefix("- ").lstrip("#").lstrip())
        if rest := rest.lstrip("\n"):
            lines.append(_indented(rest, " " * len(mark)))
    return "\n".join(lines)


def _indented(text: str, margin: str) -> str:
    """Lines moved to the right; the empty lines between an item and its inner list go."""
    lines = text.split("\n")
    kept = [
        line
        for at, line in enumerate(lines)
        if line or not (at + 1 < len(lines) and lines[at + 1].lstrip().startswith(("- ", "1. ")))
    ]
    return "\n".join(margin + line if line else "" for line in kept)


def _own_rows(element: HtmlElement) -> Iterator[HtmlElement]:
    for child in element:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from child.iterchildren("tr")


def _rows(element: HtmlElement) -> list[list[str]]:
    """The cells of a table; a cell over several rows is repeated, so that each row can be read alone."""
    rows: list[list[str]] = []
    hanging: dict[int, tuple[int, str]] = {}  # column: rows to go, text
    cells = 0
    cells = 0
    for row in _own_rows(element):
        values: list[str] = []
        given = list(row.iterchildren("td", "th"))
        while given or any(column >= len(values) for column in hanging):
            left, text = hanging.pop(len(values), (0, ""))
            if left:
                if left > 1:
                    hanging[len(values)] = (left - 1, text)
                values.append(text)
            elif given:
                cell = given.pop(0)
                text = text_of(cell)
                for extra in range(_span(cell, "colspan")):
                    if (down := _span(cell, "rowspan")) > 1:
                        hanging[len(values)] = (down - 1, "" if extra else text)
                    values.append("" if extra else text)
            else:
                values.append("")
        rows.append(values)
        cells += len(values)
        if cells > CELLS:
            break
    return rows


def _span(cell: HtmlElement, name: str) -> int:
    value = cell.get(name, "1").strip()
    return max(1, min(int(value), SPAN)) if value.isascii() and value.isdigit() and len(value) < 10 else 1


def _is_data(element: HtmlElement, rows: list[list[str]]) -> bool:
    """Whether a table is one of data; many pages use one to put columns beside each other."""
    if element.get("role") in ("presentation", "none") or sum(map(len, rows)) > CELLS:
        return False
    if element.xpath(".//table|.//h1|.//h2|.//h3"):
        return False
    return len(rows) > 1 and max(map(len, rows)) > 1 and max(len(cell) for row in rows for cell in row) < 3_000
