"""Pieces that the pages of this desk share, as HTML; pure functions."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from urllib.parse import quote as quoted
from urllib.parse import urlencode

from assistant.citations import page_label
from assistant.desks.examples import FORMS, Place, Quote, Table
from assistant.desks.examples.looking import Look, Order
from assistant.types import Collection, Kind
from assistant.web import pieces
from assistant.web.examples import words
from assistant.web.examples.asking import address
from assistant.web.formatted import QUOTE_ID, dutch_number, escaped, one_line, shortened
from assistant.web.frame import EXAMPLES_PATH
from assistant.web.sources import DOCUMENT_PATH

VIEWS = (("", words.TABLE), ("/overzicht", words.PICTURE), ("/tijdlijn", words.TIMELINE))
IN_CELL = 230  # characters of a quote in the table; the whole stands on the place's page and in its source


def place_link(place: Place, text: str = "", aspect: str = "") -> str:
    """A link to all quotes of a place, at an aspect; ``text`` is HTML."""
    at = f"#{aspect}" if aspect else ""
    return f'<a href="{escaped(place_address(place.name) + at)}">{text or one_line(place.name)}</a>'


def place_address(name: str) -> str:
    """Where all that is known of a place stands; not escaped for HTML."""
    return f"{EXAMPLES_PATH}/plaats?{urlencode({'naam': name})}"


def quote(found: Quote, whole: bool = True) -> str:
    """A quote that opens its document at the marked place, with kind and year."""
    text = "<br>".join(map(one_line, found.lines)) if whole else one_line(shortened(found.words, IN_CELL))
    where = urlencode({"van": found.start, "tot": found.end})
    href = escaped(f"{DOCUMENT_PATH}{quoted(found.document.id, safe='')}?{where}#{QUOTE_ID}")
    note = " ww-uit-notitie" if found.document.collection is Collection.NOTITIES else ""
    return (
        f'<div class="ww-citaat{note}"><q>{text}</q> <a class="ww-open ww-bronlink" href="{href}">{label(found)}'
        f'<span class="ww-sr">; {one_line(found.document.title)}</span></a></div>'
    )


def label(found: Quote) -> str:
    """What a reader should know of a quote: kind of source, year, page."""
    year = str(found.document.year) if found.document.year else words.SOURCE_WITHOUT_DATE
    said = [found.document.kind.value, year, *([page_label(found.page)] if found.page else [])]
    return escaped(", ".join(said))


def absent() -> str:
    """A cell that the sources do not fill."""
    return f'<span class="ww-afwezig">{words.ABSENT}</span>'


def quotes(count: int) -> str:
    """How many quotes, in words."""
    return words.QUOTES_ONE if count == 1 else words.QUOTES.format(count=dutch_number(count))


def views(current: str, look: Look) -> str:
    """The ways to look at the same table."""
    links = "".join(
        f'<a href="{escaped(address(path, look))}"{_current(path == current)}>{name}</a>' for path, name in VIEWS
    )
    return f'<nav class="ww-weergaven" aria-label="{words.VIEWS}">{links}</nav>'


def filters(path: str, look: Look, aspects: Sequence[tuple[str, str]]) -> str:
    """The form with the filters; it shows what is set."""
    choices = (
        _select("onderwerp", words.ASPECT, [("", words.ANY), *aspects], look.aspect),
        _select("vorm", words.FORM, [("", words.ANY), *((form, form.capitalize()) for form in FORMS)], look.form),
        _select("soort", words.KIND, [("", words.ANY), *((k.value, k.value.capitalize()) for k in Kind)], look.kind),
        _select("verzameling", words.COLLECTION, [("", words.ANY), *words.COLLECTIONS.items()], look.collection),
        _year("vanaf", words.YEAR_FROM, look.year_from),
        _year("tot", words.YEAR_TO, look.year_to),
        _select("volgorde", words.ORDER, list(words.ORDERS.items()), look.order.value),
    )
    is_open = " open" if look.narrows or look.order is not Order.NAME else ""
    clear = f'<a class="ww-knop" href="{EXAMPLES_PATH}{path}">{words.CLEAR}</a>' if look.narrows else ""
    return (
        f'<details class="ww-filters"{is_open}><summary>{words.FILTERS}</summary>'
        f'<form action="{EXAMPLES_PATH}{path}" role="search" class="ww-filterrij">'
        f"{pieces.field('zoek', words.QUERY, look.query)}{''.join(choices)}"
        f'<p class="ww-knoppen"><button class="ww-knop ww-hoofd">{words.SHOW}</button>{clear}</p></form></details>'
    )


def exports(look: Look, places: Sequence[str] = ()) -> str:
    """The files that this can be taken away in."""
    links = "".join(
        f'<a class="ww-knop" download href="{escaped(address(f"/{words.FILE}.{ending}", look, places))}">{name}</a>'
        for ending, name in words.EXPORTS.items()
    )
    return f'<p class="ww-uitvoer"><span>{words.EXPORT}</span> {links}</p>'


def progress(table: Table, path: str, look: Look) -> str:
    """How far the table is, with a way to stop or to go on; nothing when it is whole."""
    if table.is_whole:
        return ""
    if not table.runs:
        return f'<div class="ww-melding"><p>{words.NOT_WHOLE}</p>{_button("bijwerken", words.GO_ON)}</div>'
    asking = words.ASKING_OF.format(done=dutch_number(table.done), total=dutch_number(table.total))
    said = asking if table.total and table.done else words.LOOKING
    amount = f' value="{table.done}" max="{table.total}"' if table.total and table.done else ""
    bar = f'<div class="ww-balk"><label><span class="ww-stap">{said}</span> <progress{amount}></progress></label></div>'
    if not table.rows:  # the script looks again until it is over
        return f'<div class="ww-loopt">{bar}{_button("stoppen", words.STOP)}</div>'
    again = f'<a class="ww-knop" href="{escaped(address(path, look))}">{words.LOOK_AGAIN}</a>'
    return (
        f'<div class="ww-melding ww-bezig">{bar}<p>{words.MEANWHILE}</p>'
        f'<div class="ww-knoppen">{again}{_button("stoppen", words.STOP)}</div></div>'
    )


def pager(path: str, look: Look, pages: int, also: Mapping[str, str] = MappingProxyType({})) -> str:
    """The way to the next rows; ``also`` are further fields of the address."""
    if pages < 2:
        return ""

    def link(number: int, name: str) -> str:
        if not 1 <= number <= pages:
            return ""
        return f'<a class="ww-knop" href="{escaped(address(path, replace(look, page=number), also=also))}">{name}</a>'

    here = words.PAGE_OF.format(page=look.page, pages=pages)
    return (
        f'<nav class="ww-bladeren" aria-label="{words.PAGES}">{link(look.page - 1, words.PREVIOUS)}'
        f"<span>{here}</span>{link(look.page + 1, words.NEXT)}</nav>"
    )


def listed(names: Sequence[str]) -> str:
    """Names as a sentence holds them, as plain text: a, b en c."""
    return " en ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _button(action: str, name: str) -> str:
    return (
        f'<form method="post" action="{EXAMPLES_PATH}/{action}" class="ww-losse-knop">'
        f'<button class="ww-knop">{name}</button></form>'
    )


def _select(name: str, title: str, options: Sequence[tuple[str, str]], chosen: str) -> str:
    inner = "".join(pieces.option(value, text, value == chosen) for value, text in options)
    return pieces.labelled(title, f'<select id="ww-veld-{name}" name="{name}">{inner}</select>', name=name)


def _year(name: str, title: str, value: int | None) -> str:
    said = f'id="ww-veld-{name}" name="{name}" value="{value or ""}"'
    return pieces.labelled(title, f'<input {said} inputmode="numeric" maxlength="4" autocomplete="off">', name=name)


def _current(is_current: bool) -> str:
    return ' aria-current="page"' if is_current else ""
