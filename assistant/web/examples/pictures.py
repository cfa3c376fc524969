"""What the corpus knows at a glance: places by aspect, and the years that its sentences name, as HTML.

A number opens the quotes that it counts, with the same filters.

Both pictures are tables or lists with their numbers in words; colour only repeats them.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from assistant.desks.examples import ASPECTS, Aspect, Place, Quote, Row, Table
from assistant.desks.examples.looking import Look
from assistant.web import pieces
from assistant.web.examples import parts, words
from assistant.web.examples.asking import COLUMN, address
from assistant.web.examples.pages import ASPECT_CHOICES, count
from assistant.web.formatted import escaped, one_line

SHADES = 4
MOMENTS_SHOWN = 150
QUOTES_SHOWN = 60  # on a page of what a number counts
BAR_WIDTH, BAR_HEIGHT = 14, 60  # units of the drawing


def picture(whole: Table, fitting: Sequence[Row], look: Look) -> str:
    """Places by aspect with the number of quotes."""
    head = _head(whole, "/overzicht", look)
    if not fitting:
        return f"{head}<p>{words.NOTHING_FITS if whole.rows else words.NOTHING}</p></div>"
    heads = "".join(f'<th scope="col"><span>{escaped(aspect.name)}</span></th>' for aspect in ASPECTS)
    rows = "".join(
        f'<tr><th scope="row">{parts.place_link(row.place)}</th>'
        + "".join(_square(row.place, aspect, len(row.cells.get(aspect.key, ())), look) for aspect in ASPECTS)
        + "</tr>"
        for row in fitting
    )
    totals = "".join(
        _total(aspect, sum(len(row.cells.get(aspect.key, ())) for row in fitting), look) for aspect in ASPECTS
    )
    return (
        f'{head}<p>{words.PICTURE_TEXT}</p><p class="ww-telling" role="status">{count(fitting, len(whole.rows))}</p>'
        f'<table class="ww-overzicht"><caption class="ww-sr">{words.PICTURE}</caption><thead><tr><td></td>{heads}</tr>'
        f'</thead><tbody>{rows}</tbody><tfoot><tr><th scope="row">{words.TOTAL}</th>{totals}</tr></tfoot></table></div>'
    )


def counted(aspect: Aspect, found: Sequence[tuple[Place, Quote]], total: int, look: Look, name: str) -> str:
    """The quotes that a number of the picture counts: of one place, or where ``name`` is empty of all."""
    of = f"{name}, {aspect.name.lower()}" if name else aspect.name
    items = "".join(
        f"<li>{'' if name else f'<strong>{parts.place_link(place)}</strong> '}{parts.quote(one)}</li>"
        for place, one in found
    )
    pages = max(1, -(-total // QUOTES_SHOWN))
    whole = f'<p><a href="{escaped(parts.place_address(name))}">{one_line(words.WHOLE_ROW.format(place=name))}</a></p>'
    return (
        f'<div class="ww-breed">{pieces.heading(one_line(of))}'
        f'<p class="ww-telling" role="status">{parts.quotes(total)}{_narrowed(look)}</p>'
        f'<p><a href="{escaped(address("/overzicht", replace(look, page=1)))}">{words.TO_PICTURE}</a></p>'
        f'<ul class="ww-geteld">{items}</ul>{parts.pager("/citaten", look, pages, _which(aspect, name))}'
        f"{whole if name else ''}</div>"
    )


def timeline(whole: Table, moments: Sequence[tuple[Place, Quote]], look: Look) -> str:
    """The sentences with a year, by year, oldest first."""
    head = _head(whole, "/tijdlijn", look)
    if not moments:
        return f"{head}<p>{words.TIMELINE_NONE}</p></div>"
    years = "".join(
        f"<li><h3>{year}</h3><ul>"
        + "".join(
            f"<li>{parts.place_link(place, f'<strong>{one_line(place.name)}</strong>')} {parts.quote(found)}</li>"
            for place, found in of
        )
        + "</ul></li>"
        for year, of in groupby(moments, key=lambda pair: pair[1].year)
    )
    return f'{head}<p>{words.TIMELINE_TEXT}</p>{_bars(moments)}<ol class="ww-tijdlijn">{years}</ol></div>'


def _head(whole: Table, path: str, look: Look) -> str:
    return (
        f'<div class="ww-breed">{pieces.heading(words.PICTURE if path == "/overzicht" else words.TIMELINE)}'
        f"{parts.views(path, look)}{parts.progress(whole, path, look)}{parts.filters(path, look, ASPECT_CHOICES)}"
    )


def _narrowed(look: Look) -> str:
    return f" {words.WITH_FILTERS}" if look.narrows else ""


def _which(aspect: Aspect, name: str) -> dict[str, str]:
    return {COLUMN: aspect.key, **({"plaats": name} if name else {})}


def _total(aspect: Aspect, number: int, look: Look) -> str:
    if not number:
        return "<td>0</td>"
    said = escaped(words.PICTURE_TOTAL.format(aspect=aspect.name, quotes=parts.quotes(number)))
    href = escaped(address("/citaten", replace(look, page=1), also=_which(aspect, "")))
    return f'<td><a href="{href}"><span aria-hidden="true">{number}</span><span class="ww-sr">{said}</span></a></td>'


def _square(place: Place, aspect: Aspect, number: int, look: Look) -> str:
    name = aspect.name
    if not number:
        said = escaped(words.PICTURE_NONE.format(place=place.name, aspect=name))
        return f'<td class="ww-vak ww-vak-0"><span aria-hidden="true">–</span><span class="ww-sr">{said}</span></td>'
    said = escaped(words.PICTURE_CELL.format(place=place.name, aspect=name, quotes=parts.quotes(number)))
    shown = f'<span aria-hidden="true">{number}</span><span class="ww-sr">{said}</span>'
    href = escaped(address("/citaten", replace(look, page=1), also=_which(aspect, place.name)))
    return f'<td class="ww-vak ww-vak-{min(number, SHADES)}"><a href="{href}">{shown}</a></td>'


def _bars(moments: Sequence[tuple[Place, Quote]]) -> str:
    """How many sentences name each year, as a drawing; the list below it says the same."""
    counts = Counter(found.year for _, found in moments if found.year)
    first, last = min(counts), max(counts)
    most = max(counts.values())
    years = range(first, last + 1)
    bars = "".join(
        f'<rect x="{(year - first) * BAR_WIDTH + 2}" y="{BAR_HEIGHT - round(BAR_HEIGHT * counts[year] / most)}" '
        f'width="{BAR_WIDTH - 4}" height="{round(BAR_HEIGHT * counts[year] / most)}"/>'
        for year in years
        if counts[year]
    )
    width = max(len(years) * BAR_WIDTH, 60)
    title = escaped(words.TIMELINE_PICTURE.format(first=first, last=last))
    return (
        f'<svg class="ww-jaren" role="img" aria-label="{title}" preserveAspectRatio="xMinYMid" '
        f'viewBox="0 0 {width} {BAR_HEIGHT + 20}">'
        f'{bars}<line x1="0" x2="{width}" y1="{BAR_HEIGHT}" y2="{BAR_HEIGHT}"/>'
        f'<text x="1" y="{BAR_HEIGHT + 16}">{first}</text>'
        + (f'<text x="{width - 1}" y="{BAR_HEIGHT + 16}" text-anchor="end">{last}</text>' if last > first + 4 else "")
        + "</svg>"
    )
