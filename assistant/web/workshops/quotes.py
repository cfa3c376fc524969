"""A workshop as its pages show it, and its quotes with their citations as HTML; pure functions."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote as quoted_path
from urllib.parse import urlencode

from assistant.desks.workshop import citing
from assistant.desks.workshop.types import Quote, Section, Werkvorm, Workshop
from assistant.web.formatted import QUOTE_ID, escaped, one_line
from assistant.web.frame import WORKSHOP_PATH
from assistant.web.sources import DOCUMENT_PATH
from assistant.web.workshops import words

PATH = WORKSHOP_PATH


@dataclass(frozen=True, slots=True)
class Shown:
    """A workshop with what is needed to show it; ``changed`` are quotes that no longer stand so in their source."""

    workshop: Workshop
    library: Mapping[str, Werkvorm]
    changed: frozenset[Quote] = frozenset()
    here: str = ""  # the section that was just changed

    @property
    def path(self) -> str:
        """Its address."""
        return f"{PATH}/{quoted_path(self.workshop.id)}"


def section_path(shown: Shown, name: Section) -> str:
    """The address of a section on the page of its workshop."""
    return f"{shown.path}?deel={name}#{name}"


def sources(shown: Shown) -> str:
    """The list of sources, practice notes apart."""
    found = citing.sources(shown.workshop)
    lists = []
    for is_note, head in ((False, words.SOURCES_PUBLIC), (True, words.SOURCES_NOTES)):
        some = [source for source in found if source.is_note is is_note]
        rows = "".join(
            f'<li id="bron-{one.number}"><span class="ww-nummer">[{one.number}]</span> {one_line(one.reference)}</li>'
            for one in some
        )
        kind = " ww-notitie" if is_note else ""
        lists.append(f'<h4>{head}</h4><ul class="ww-bronlijst{kind}">{rows}</ul>' if some else "")
    inner = "".join(lists) or f"<p>{words.SOURCES_NONE}</p>"
    return (
        f'<section class="ww-deel" id="bronnen" aria-labelledby="ww-bronnenlijst">'
        f'<h3 id="ww-bronnenlijst">{words.SOURCES}</h3>{inner}</section>'
    )


def quotation(shown: Shown, quote: Quote, with_lead: bool = True) -> str:
    """A literal quote with its citation, which opens the source at the quote."""
    parts = citing.lines(quote)
    inner, items = "", ""
    for is_item, text in parts:
        if is_item and len(parts) > 1:
            items += f"<li>{escaped(text)}</li>"
        else:
            inner += f"<p>{escaped(text)}</p>"
    listed = f'<ul class="ww-citaatlijst">{items}</ul>' if items else ""
    lead = f'<p class="ww-zacht">{escaped(quote.lead)}</p>' if quote.lead and with_lead else ""
    note = f'<span class="ww-label">{words.NOTE}</span> ' if quote.is_note else ""
    changed = f'<p class="ww-zacht">{words.CHANGED_SOURCE}</p>' if quote in shown.changed else ""
    kind = " ww-notitie" if quote.is_note else ""
    return (
        f'<blockquote class="ww-citaat{kind}">{lead}{inner}{listed}'
        f'<p class="ww-zacht">{note}{escaped(citing.origin(quote))} {citation(shown, quote)}</p>{changed}'
        "</blockquote>"
    )


def citation(shown: Shown, quote: Quote) -> str:
    """The number behind a quote, a link to the quote in its source."""
    known = citing.numbers(citing.sources(shown.workshop))
    place = urlencode({"van": quote.start, "tot": quote.end})
    address = f"{DOCUMENT_PATH}{quoted_path(quote.document, safe='')}?{place}#{QUOTE_ID}"
    name = words.OPEN_AT.format(number=known[quote.document], title=quote.title)
    return (
        f'<a class="ww-open ww-cijfer" href="{escaped(address)}" aria-label="{one_line(name)}">'
        f"{escaped(citing.mark(quote, known))}</a>"
    )
