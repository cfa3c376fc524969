"""A web page: its own text, without what stands around it on every page of the site.

Own rules instead of trafilatura: that looks for one article among the text of
a page, and drops what a manual, an overview or a page of contacts consists of.
Of the words in the main part of 128 pages of LibreOffice's Dutch help it kept
80 %, and less than half on 7 pages (2.3.1, favor_recall); these rules kept 99 %
in a quarter of the time. They only take away what says itself that it is no
content (menus, banners, cookie notices, what is hidden), and never more than
half of a page's text by a name alone.
"""

import re
from typing import Any

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from assistant.errors import CorpusError
from assistant.formats.cleaning import words
from assistant.formats.markdown import markdown, text_of
from assistant.formats.page_head import proposals
from assistant.formats.reasons import NO_PAGE_TEXT

_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_XML = re.compile(rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.IGNORECASE)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|(?:^|;)\s*opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)")
_ROLES = words("navigation banner contentinfo search dialog alertdialog menu menubar toolbar alert")
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:cookies?|cookie\w*|consent|gdpr|avg-melding|cmp|onetrust|cookiebot|breadcrumbs?|kruimelpad|navbar"
    r"|navigation|navigatie|nav|menu|hoofdmenu|submenu|topbar|sidebar|site-?header|footer|voettekst|masthead|skip-?links?"
    r"|share|sharing|social|sociallinks|related(?:topics|links|pages|posts|articles|items|content)?|gerelateerd"
    r"|newsletter|nieuwsbrief|advert\w*|banner|popup|modal"
    r"|pagination|paginering|pager|toolbar|widget|visually-hidden|sr-only|screen-reader-text)(?:$|[\s_-])",
    re.IGNORECASE,
)
_RELATED = re.compile(r"(?:^|[\s_-])(?:related|gerelateerd)", re.IGNORECASE)
_MAIN = (
    "//main",
    "//*[@role='main']",
    "//*[@itemprop='articleBody']",
    "//article[not(ancestor::article)]",
    "//*[@id='content' or @id='main-content' or @id='maincontent' or @id='main' or @id='inhoud']",
)
_PAGE_PARTS = "|".join(
    f"//{tag}[not(ancestor::article) and not(ancestor::main)]" for tag in ("header", "footer", "aside")
)
MAIN_SHARE = 0.35  # of the page's text, for a part to be taken for all of it
SHORT_FOOTER = 600  # characters: it is one on whatever page, also on one that holds little else
MENU_LINKS = 4
LINK_SHARE = 0.85


def convert_page(raw: bytes, charset: str = "") -> dict[str, Any]:
    """The Markdown of a page and what its head proposes; ``charset`` is what a mail or server said of it."""
    return convert_html(decoded(raw, charset))


def convert_html(text: str) -> dict[str, Any]:
    """The same of text that is decoded already; CorpusError when there is no text in it."""
    root = parsed(text)
    head = proposals(root)
    strip(root)
    content = _content(root)
    body = markdown(content)
    if not any(character.isalnum() for character in body):
        raise CorpusError(NO_PAGE_TEXT)
    return {"text": body, **head(content, body)}


def decoded(raw: bytes, charset: str = "") -> str:
    """The text of a page: as its byte order mark, its bytes, what was said of it, or it itself tell."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if raw.startswith(mark):
            return raw[len(mark) :].decode(name, "replace")
    try:
        return raw.decode("utf-8")  # by accident other text is never UTF-8, whatever the page says
    except UnicodeDecodeError:
        found = _XML.search(raw[:300]) or _META.search(raw[:4_096])
        named = charset or (found.group(1).decode("ascii", "replace") if found else "")
    if named.lower().replace("_", "-") in ("", "iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii", "utf-8", "utf8"):
        named = "windows-1252"  # as browsers do: it is what such pages are written in
    try:
        return raw.decode(named, "replace")
    except (LookupError, ValueError):
        return raw.decode("windows-1252", "replace")


def parsed(text: str) -> HtmlElement:
    """The tree of a page; CorpusError when there is none."""
    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = document_fromstring(text.replace("\x00", " ").encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        _check_whole(parser)
        raise CorpusError(NO_PAGE_TEXT) from error
    _check_whole(parser)
    return root


def _check_whole(parser: HTMLParser) -> None:
    """libxml2 gives what it has when its memory is full or a page is nested too deep: half a text is no text."""
    for entry in parser.error_log:
        if entry.type_name == "ERR_NO_MEMORY":
            raise MemoryError
        if entry.level_name == "FATAL":
            raise CorpusError("de pagina zit te ingewikkeld in elkaar; bewaar de tekst als .docx of .txt")


def strip(root: HtmlElement) -> None:
    """Take away what is not shown, and what is furniture of the site."""
    _choose(root)
    for element in list(root.iter(etree.Element)):
        if element.getparent() is not None and (_is_hidden(element) or _is_furniture(element)):
            element.drop_tree()
    whole = _length(root)
    named = list(root.iter("div", "section", "ul", "ol", "aside", "p", "header", "footer"))
    for element in named:
        is_named = _FURNITURE.search(_names(element)) and not element.xpath(".//h1")
        if is_named and element.getparent() is not None and 2 * _length(element) <= whole:
            for part in (*_links_under(element, whole / 2), element):
                part.drop_tree()
    for element in list(root.xpath(_PAGE_PARTS)):
        most = max(whole / 2, SHORT_FOOTER if element.tag == "footer" else 0)
        if element.getparent() is not None and _length(element) <= most and not element.xpath(".//h1"):
            element.drop_tree()
    for element in list(root.iter("ul", "ol", "div")):
        if element.getparent() is not None and _is_menu(element) and 2 * _length(element) <= whole:
            element.drop_tree()


def _choose(root: HtmlElement) -> None:
    """Show what a manual hides until a script knows the reader's program or system.

    The help of LibreOffice says it so: of words within a line its default is kept, of paragraphs all.
    """
    for switch in root.xpath("//*[starts-with(@class, 'switch')]"):
        choices = [child for child in switch if "hidden" in child.attrib]
        if choices and len(choices) == len(switch) and not (switch.text or "").strip():
            if switch.get("class", "").startswith("switchinline"):
                choices = [child for child in choices if child.get("id", "").startswith("default")] or choices[:1]
            for child in choices:
                del child.attrib["hidden"]


def _is_hidden(element: HtmlElement) -> bool:
    if element.tag in ("script", "style", "noscript", "template"):
        return True
    if "hidden" in element.attrib and element.get("hidden", "").lower() != "until-found":
        return True
    if element.get("aria-hidden", "").lower() == "true":
        return True
    return bool(_HIDDEN_STYLE.search(element.get("style", "").lower()))


def _is_furniture(element: HtmlElement) -> bool:
    return element.tag == "nav" or bool(_ROLES & set(element.get("role", "").lower().split()))


def _is_menu(element: HtmlElement) -> bool:
    """Whether this is nothing but links outside the main text; a list of links within it is content."""
    links = element.xpath(".//a")
    if len(links) < MENU_LINKS or element.xpath("ancestor::main|ancestor::article|.//p|.//h1|.//h2|.//table"):
        return False
    return sum(map(_length, links)) >= LINK_SHARE * max(_length(element), 1)


def _names(element: HtmlElement) -> str:
    return f"{element.get('class', '')} {element.get('id', '')}"


def _links_under(label: HtmlElement, most: float) -> list[HtmlElement]:
    """The links to other pages of which an element is only the label ("Zie ook"); at most ``most`` characters."""
    own = _length(label)
    if not own or not _RELATED.search(_names(label)) or label.xpath(".//a[@href]"):
        return []
    while (parent := label.getparent()) is not None and _length(parent) == own:
        label = parent
    found: list[HtmlElement] = []
    for element in label.itersiblings(etree.Element):
        length = _length(element)
        linked = sum(map(_length, element.xpath("descendant-or-self::a[@href]")))
        if linked < LINK_SHARE * length:
            break
        own += length
        found.append(element)
    return found if own <= most else []


def _length(element: HtmlElement) -> int:
    return len(" ".join("".join(element.itertext()).split()))


def _content(root: HtmlElement) -> HtmlElement:
    """The part of the page that says that it is the main one, when most of the text is in it."""
    body = root.find("body")
    whole = body if body is not None else root
    size = _length(whole)
    for path in _MAIN:
        found = root.xpath(path)
        if len(found) == 1 and _length(found[0]) >= MAIN_SHARE * size:
            return _with_heading(found[0], whole)
    return whole


def _with_heading(content: HtmlElement, whole: HtmlElement) -> HtmlElement:
    """The main part, with the page's only first heading when that stands before it."""
    headings = whole.xpath(".//h1")
    if len(headings) == 1 and not content.xpath(".//h1") and text_of(headings[0]):
        heading = headings[0]
        heading.drop_tree()
        content.insert(0, heading)
        heading.tail, content.text = content.text, None
    return content
