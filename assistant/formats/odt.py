"""OpenDocument texts, straight from their XML: headings, lists, tables and notes are elements of their own.

odfpy and odfdo build an object for each element and give plain text or keep
marks in it; sixty lines to HTML keep the structure for the common renderer.
"""

import zipfile
from typing import IO, Any

from lxml import etree
from lxml.html import HtmlElement, fromstring

from assistant.errors import CorpusError
from assistant.formats.cleaning import superscript, words
from assistant.formats.container import properties, xml
from assistant.formats.markdown import markdown
from assistant.formats.model import NOTES
from assistant.formats.proposals import core_properties, first_heading, title
from assistant.formats.reasons import LOCKED, NO_TEXT

_TAGS = {
    "p": "p",
    "list": "ul",
    "list-item": "li",
    "list-header": "li",
    "table-row": "tr",
    "table-header-rows": "thead",
    "line-break": "br",
}
_CELLS = frozenset({"table-cell", "covered-table-cell"})
_SKIPPED = words(
    "tracked-changes annotation annotation-end sequence-decls forms user-field-decls variable-decls scripts "
    "table-of-content-source index-title-template bookmark object image ruby-text desc title"
)
REPEATED = 40  # cells: an empty cell may say that it stands for a thousand
_TITLES = {"Title", "Titel"}


def convert_odt(stream: IO[bytes], opened: zipfile.ZipFile) -> dict[str, Any]:
    """The Markdown of a text document and its properties."""
    kind = opened.read("mimetype")[:100] if "mimetype" in opened.namelist() else b""
    if b"opendocument" in kind and b".text" not in kind:
        raise CorpusError("dit is een ODS- of ODP-bestand; bewaar het als .xlsx of .pptx")
    _check_locked(opened)
    content = xml(opened, "content.xml")
    root = fromstring("<html><body></body></html>")
    notes: list[HtmlElement] = []
    styles = _Styles(content)
    for text in content.iter("{*}text"):
        if etree.QName(text).namespace.endswith(":office:1.0"):
            _copy(text, root.find("body"), notes, styles)
    if notes:
        heading = etree.SubElement(root.find("body"), "h2")
        heading.text = NOTES
        items = etree.SubElement(root.find("body"), "ol")
        items.extend(notes)
    body = markdown(root)
    if not any(character.isalnum() for character in body):
        raise CorpusError(NO_TEXT)
    proposed = core_properties(properties(opened, "meta.xml"))
    return {"text": body, **proposed, "title": title(str(proposed["title"]), first_heading(body))}


def _check_locked(opened: zipfile.ZipFile) -> None:
    for element in xml(opened, "META-INF/manifest.xml").iter("{*}encryption-data"):
        del element
        raise CorpusError(LOCKED)


class _Styles:
    """The names of styles that say what something is: lists with numbers, and the title above all."""

    def __init__(self, content: etree._Element) -> None:
        self.ordered = {
            _get(style, "name")
            for style in content.iter("{*}list-style")
            if style.find("{*}list-level-style-number") is not None
        }
        named = {
            _get(style, "name") for style in content.iter("{*}style") if _get(style, "parent-style-name") in _TITLES
        }
        self.titles = named | _TITLES


def _get(element: etree._Element, name: str) -> str:
    for key, value in element.attrib.items():
        if etree.QName(key).localname == name:
            return str(value)
    return ""


def _copy(source: etree._Element, target: HtmlElement, notes: list[HtmlElement], styles: _Styles) -> None:
    _say(target, source.text)
    for child in source:
        if not isinstance(child.tag, str):
            continue
        name = etree.QName(child).localname
        if name == "note":
            _note(child, target, notes, styles)
        elif name in ("s", "tab"):
            _say(target, " ")
        elif name not in _SKIPPED:
            _copy(child, _element(child, name, target, styles), notes, styles)
        _say(target, child.tail)


def _element(child: etree._Element, name: str, target: HtmlElement, styles: _Styles) -> HtmlElement:
    if name == "h":
        level = _get(child, "outline-level")
        return etree.SubElement(target, f"h{level if level in set('123456') else 6}")
    if name in _CELLS:
        cell = etree.SubElement(target, "td")
        spans = {"number-columns-spanned": "colspan", "number-rows-spanned": "rowspan"}
        if name == "covered-table-cell":
            target.remove(cell)
            return etree.Element("td")
        for key, attribute in spans.items():
            if value := _get(child, key):
                cell.set(attribute, value)
        return cell
    if name == "table" and "table" in etree.QName(child).namespace:
        return etree.SubElement(target, "table")
    if name == "p" and _get(child, "style-name") in styles.titles:
        return etree.SubElement(target, "h1")
    if name == "list" and _get(child, "style-name") in styles.ordered:
        return etree.SubElement(target, "ol")
    return etree.SubElement(target, _TAGS[name]) if name in _TAGS else etree.SubElement(target, "span")


def _note(child: etree._Element, target: HtmlElement, notes: list[HtmlElement], styles: _Styles) -> None:
    item = etree.Element("li")
    for body in child.iter("{*}note-body"):
        _copy(body, item, notes, styles)
    notes.append(item)
    _say(target, superscript(str(len(notes))))


def _say(target: HtmlElement, text: str | None) -> None:
    """Add text after all that is in ``target`` already."""
    if not text:
        return
    if len(target):
        target[-1].tail = (target[-1].tail or "") + text
    else:
        target.text = (target.text or "") + text
