"""What the corpus knows at a glance: places by aspect, and the years that its sentences name, as HTML.

Both pictures are tables or lists with their numbers in words; colour only repeats them.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from assistant.desks.examples import ASPECTS, Place, Quote, Row, Table
from assistant.desks.examples.looking import Look
from assistant.web import pieces
from assistant.web.examples import parts, words
from assistant.web.examples.pages import ASPECT_CHOICES, count
from assistant.web.formatted import escaped, one_line

SHADES = 4
MOMENTS_SHOWN = 150
BAR_WIDTH, BAR_HEIGHT = 14, 60  # units of the drawing


def picture(whole: Table, fitting: Sequence[Row], look: Look) -> str:
    """Places by aspect with the number of quotes."""
    head = _head(whole, "/overzicht", look)
    if not fitting:
        return f"{head}<p>{words.NOTHING_FITS if whole.rows else words.NOTHING}</p></div>"
    heads = "".join(f'<th scope="col"><span>{escaped(aspect.name)}</span></th>' for aspect in ASPECTS)
    rows = "".join(
        f'<tr><th scope="row">{parts.place_link(row.place)}</th>'
        + "".join(_square(row.place, aspect.key, aspect.name, len(row.cells.get(aspect.key, ()))) for aspect in ASPECTS)
        + "</tr>"
        for row in fitting
    )
    totals = "".join(f"<td>{sum(len(row.cells.get(aspect.key, ())) for row in fitting)}</td>" for aspect in ASPECTS)
    return (
        f'{head}<p>{words.PICTURE_TEXT}</p><p class="ww-telling" role="status">{count(fitting, len(whole.rows))}</p>'
        f'<table class="ww-overzicht"><caption class="ww-sr">{words.PICTURE}</caption><thead><tr><td></td>{heads}</tr>'
        f'</thead><tbody>{rows}</tbody><tfoot><tr><th scope="row">{words.TOTAL}</th>{totals}</tr></tfoot></table></div>'
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


def _square(place: Place, key: str, name: str, number: int) -> str:
    if not number:
        said = escaped(words.PICTURE_NONE.format(place=place.name, aspect=name))
        return f'<td class="ww-vak ww-vak-0"><span aria-hidden="true">–</span><span class="ww-sr">{said}</span></td>'
    said = escaped(words.PICTURE_CELL.format(place=place.name, aspect=name, quotes=parts.quotes(number)))
    shown = f'<span aria-hidden="true">{number}</span><span class="ww-sr">{said}</span>'
    return f'<td class="ww-vak ww-vak-{min(number, SHADES)}">{parts.place_link(place, shown, key)}</td>'


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
