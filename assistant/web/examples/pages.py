"""The table, the comparison and the page of one place, as HTML; pure functions.

One table serves every width: on a wide screen it is a grid, below that each row
is a card. The roles stand in the markup, because a table that is laid out
otherwise is none to a screen reader.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.citations import reference
from assistant.desks.examples import ASPECTS, Aspect, Place, PlaceKind, Quote, Row, Shown, Table
from assistant.desks.examples.looking import Look
from assistant.web import pieces
from assistant.web.examples import parts, words
from assistant.web.formatted import dutch_number, escaped, one_line
from assistant.web.frame import EXAMPLES_PATH

PER_PAGE = 20
IN_CELL = 2  # quotes in a cell of the table
NAMED = 60  # places without a quote that are listed
MOST = 4  # places side by side
ASPECT_CHOICES = [(aspect.key, aspect.name) for aspect in ASPECTS]


@dataclass(frozen=True, slots=True)
class Part:
    """A page of the table: the rows that are shown with their quotes, out of all that fit."""

    shown: Sequence[Shown]
    fitting: Sequence[Row]
    look: Look

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-len(self.fitting) // PER_PAGE))


def part_of(fitting: Sequence[Row], look: Look) -> tuple[Sequence[Row], Look]:
    """The rows of the page that was asked for, and the look with a page that exists."""
    pages = max(1, -(-len(fitting) // PER_PAGE))
    page = min(max(look.page, 1), pages)
    return fitting[(page - 1) * PER_PAGE : page * PER_PAGE], replace(look, page=page)


def table(whole: Table, part: Part, problem: str = "") -> str:
    """The table with its filters, or why there is none."""
    head = (
        f'<div class="ww-breed">{pieces.heading(words.DESK)}<p class="ww-inleiding">{words.INTRO}</p>'
        f"{parts.views('', part.look)}{pieces.alert(problem)}{parts.progress(whole, '', part.look)}"
    )
    if not whole.rows:
        return f"{head}{'' if whole.runs else f'<p>{words.NOTHING}</p>'}{_only_named(whole)}</div>"
    filters = parts.filters("", part.look, ASPECT_CHOICES)
    if not part.fitting:
        return f'{head}{filters}<p role="status">{words.NOTHING_FITS}</p></div>'
    heads = "".join(
        f'<th scope="col" role="columnheader">{escaped(name)}</th>'
        for name in (words.PLACE, *(aspect.name for aspect in ASPECTS), words.YEARS)
    )
    rows = "".join(_row(shown) for shown in part.shown)
    return (
        f'{head}{filters}<p class="ww-telling" role="status">{count(part.fitting, len(whole.rows))}</p>'
        f'<form action="{EXAMPLES_PATH}/vergelijk"><table class="ww-voorbeelden" role="table">'
        f'<caption class="ww-sr">{words.DESK}</caption><thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table><p class="ww-kiesbalk"><button class="ww-knop ww-hoofd">'
        f"{words.COMPARE}</button> <span>{words.COMPARE_HINT}</span></p></form>"
        f"{parts.pager('', part.look, part.pages)}{_only_named(whole)}{parts.exports(part.look)}</div>"
    )


def count(fitting: Sequence[Row], total: int) -> str:
    """How many places and quotes are shown."""
    said = parts.quotes(sum(row.quotes for row in fitting))
    if len(fitting) < total:
        return words.OF_TOTAL.format(shown=dutch_number(len(fitting)), total=dutch_number(total), quotes=said)
    if total == 1:
        return words.COUNT_ONE.format(quotes=said)
    return words.COUNT.format(count=dutch_number(total), quotes=said)


def comparison(chosen: Sequence[Shown], missing: Sequence[str], look: Look) -> str:
    """Two to four places side by side, with every quote in full."""
    names = [shown.place.name for shown in chosen]
    title = words.COMPARING.format(places=parts.listed(names))
    gone = words.NOT_HERE.format(places=parts.listed([f"‘{name}’" for name in missing])) if missing else ""
    heads = "".join(
        f'<th scope="col" role="columnheader">{parts.place_link(shown.place)} {_kind(shown.place)}</th>'
        for shown in chosen
    )
    rows = "".join(
        f'<tr role="row"><th scope="row" role="rowheader">{escaped(aspect.name)}</th>'
        + "".join(_cell(shown.place.name, shown.cells.get(aspect.key, ())) for shown in chosen)
        + "</tr>"
        for aspect in ASPECTS
    )
    return (
        f'<div class="ww-breed">{pieces.heading(one_line(title))}{back()}{pieces.notice(gone)}'
        f'<table class="ww-vergelijking ww-naast-{len(chosen)}" role="table"><caption class="ww-sr">{one_line(title)}'
        f'</caption><thead role="rowgroup"><tr role="row"><td role="cell"></td>{heads}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>{_sources([shown.row for shown in chosen])}'
        f"{parts.exports(look, names)}</div>"
    )


def place(shown: Shown, moments: Sequence[Quote]) -> str:
    """All that the sources say of one place."""
    row, here = shown.row, shown.place
    aspects = "".join(
        f'<section id="{aspect.key}" class="ww-onderwerp" tabindex="-1"><h3>{escaped(aspect.name)}</h3>'
        + ("".join(parts.quote(one) for one in shown.cells.get(aspect.key, ())) or f"<p>{parts.absent()}</p>")
        + "</section>"
        for aspect in ASPECTS
    )
    dated = "".join(f"<li><strong>{one.year}</strong> {parts.quote(one)}</li>" for one in moments)
    timeline = f'<h3>{words.DATED}</h3><ol class="ww-momenten">{dated}</ol>' if dated else ""
    members = words.MEMBERS.format(places=parts.listed(here.members)) if here.members else ""
    return (
        f'<div class="ww-breed ww-plaats">{pieces.heading(f"{one_line(here.name)} {_kind(here)}")}{back()}'
        f"{f'<p>{one_line(members)}</p>' if members else ''}{aspects}{timeline}{_sources([row])}"
        f"{parts.exports(Look(), [here.name])}</div>"
    )


def missing(sentence: str) -> str:
    """What is shown instead of something that is not there."""
    return f"{pieces.heading(words.DESK)}<p>{escaped(sentence)}</p>{back()}"


def waiting(said: str, failure: bool) -> str:
    """The desk while there is no index, or after that failed."""
    inner = pieces.alert(said)
    if not failure:
        bar = f'<label><span class="ww-stap">{escaped(said)}</span> <progress></progress></label>'
        inner = f'<div class="ww-loopt"><div class="ww-balk">{bar}</div><p>{words.NOT_READY}</p></div>'
    return f"{pieces.heading(words.DESK)}{inner}"


def back() -> str:
    """The way to the table."""
    return f'<p><a href="{EXAMPLES_PATH}">{words.BACK}</a></p>'


def _row(shown: Shown) -> str:
    here, row = shown.place, shown.row
    name = one_line(here.name)
    members = f'<span class="ww-zacht">{one_line(words.MEMBERS_ALSO.format(places=parts.listed(here.members)))}</span>'
    cells = "".join(_short_cell(here, aspect, shown.cells.get(aspect.key, ())) for aspect in ASPECTS)
    years = ", ".join(dict.fromkeys(str(d.year) if d.year else words.SOURCE_WITHOUT_DATE for d in row.documents))
    kinds = ", ".join(dict.fromkeys(document.kind.value for document in row.documents))
    return (
        f'<tr role="row"><th scope="row" role="rowheader"><span class="ww-plaatsnaam">{parts.place_link(here)}</span> '
        f"{_kind(here)} {members if here.members else ''}"
        f'<label class="ww-kies"><input type="checkbox" name="plaats" value="{escaped(here.name)}" '
        f'aria-label="{words.CHOOSE_PLACE.format(place=name)}"><span aria-hidden="true">{words.CHOOSE}</span></label>'
        f'</th>{cells}<td role="cell" data-naam="{words.YEARS}"><div class="ww-zacht">{escaped(years)}<br>'
        f"{escaped(kinds)}</div>{_not_there(shown)}</td></tr>"
    )


def _not_there(shown: Shown) -> str:
    """What the sources do not say, in one line: a card leaves those cells out."""
    names = [aspect.name for aspect in ASPECTS if not shown.cells.get(aspect.key)]
    said = words.ABSENT_HERE.format(aspects=parts.listed(names))
    return f'<p class="ww-ontbreekt ww-zacht">{escaped(said)}</p>' if names else ""


def _short_cell(here: Place, aspect: Aspect, found: Sequence[Quote]) -> str:
    inner = "".join(parts.quote(one, whole=False) for one in found[:IN_CELL]) or parts.absent()
    if len(found) > IN_CELL:
        more = len(found) - IN_CELL
        said = words.MORE_ONE if more == 1 else words.MORE.format(count=dutch_number(more))
        inner += f'<p class="ww-meer">{parts.place_link(here, _with_place(said, here), aspect.key)}</p>'
    empty = "" if found else " ww-leeg"
    return f'<td role="cell" class="ww-cel{empty}" data-naam="{escaped(aspect.name)}">{inner}</td>'


def _with_place(said: str, here: Place) -> str:
    return f'{said}<span class="ww-sr"> {escaped(words.MORE_OF.format(more="", place=here.name).strip())}</span>'


def _cell(name: str, found: Sequence[Quote]) -> str:
    inner = "".join(parts.quote(one) for one in found) or parts.absent()
    return f'<td role="cell" data-naam="{escaped(name)}">{inner}</td>'


def _kind(here: Place) -> str:
    return "" if here.kind is PlaceKind.MUNICIPALITY else f'<span class="ww-label">{here.kind.value}</span>'


def _sources(rows: Sequence[Row]) -> str:
    documents = {document.id: document for row in rows for document in row.documents}.values()
    lines = "".join(f"<li>{one_line(reference(document))}</li>" for document in documents)
    return f'<h3>{words.SOURCES}</h3><ul class="ww-bronlijst">{lines}</ul>'


def _only_named(whole: Table) -> str:
    if not whole.only_named:
        return ""
    names = [place.name for place in whole.only_named[:NAMED]]
    if len(whole.only_named) > NAMED:
        names.append("andere")
    return f'<p class="ww-zacht">{one_line(words.ONLY_NAMED.format(places=parts.listed(names)))}</p>'
