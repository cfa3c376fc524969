"""Sources as HTML: a card for each piece of evidence, and the page with a whole document.

Pure functions; see ``formatted`` for what this HTML has to be like.
"""

from datetime import date
from urllib.parse import quote, urlencode

from assistant.citations import display_title, labels, page_label, reference
from assistant.corpus.front_matter import dutch_date
from assistant.desks.polarity import opposed
from assistant.types import Collection, Document, Evidence
from assistant.web import texts
from assistant.web.conversation import Exchange, State
from assistant.web.formatted import QUOTE_ID, Span, escaped, laid_out, one_line, shortened

DOCUMENT_PATH = "/document/"
OLD_YEARS = 5  # a claim that is older may be true no more


def title_of(evidence: Evidence) -> str:
    """The title of the document that a quote is from, as plain text."""
    if evidence.document is not None:
        return display_title(evidence.document)
    return evidence.passage.document_id.replace("-", " ").replace("_", " ")


def card_id(exchange: Exchange, evidence: Evidence) -> str:
    """Where on the page the source with this number of this exchange stands."""
    return f"bron-{exchange.number}-{evidence.number}"


def section_id(exchange: Exchange) -> str:
    """Where on the page the sources of this exchange stand."""
    return f"bronnen-{exchange.number}"


def sources(exchanges: tuple[Exchange, ...]) -> str:
    """The sources of each exchange; the script shows those of one at a time."""
    return _block("".join(_sources_of(exchange) for exchange in exchanges))


def no_sources_yet() -> str:
    """What stands in the panel before the first question."""
    return _block(_empty_section("", texts.NO_SOURCES_YET))


def nearest_card(exchange: Exchange, evidence: Evidence) -> str:
    """A quote that comes close without being an answer: without a number and without a mark."""
    body = _card_body(exchange, evidence, "", laid_out(evidence.quote, level=4))
    return f'<article class="{_classes(evidence)} ww-dichtbij">{body}</article>'


def positions(exchange: Exchange) -> str:
    """What each role says, side by side, and whether they stand against each other; nothing where fewer speak."""
    if not exchange.positions:
        return ""
    told = list(exchange.positions)
    asked = exchange.answer.query if exchange.answer else exchange.question
    against = opposed(asked or exchange.question, [one.evidence.quote for one in told])
    title, said = texts.ROLES, texts.ROLES_TEXT
    if against:  # these two first
        first = [told[at] for at in against]
        told = [*first, *(one for one in told if one not in first)]
        one, other = first[0].role.value.capitalize(), first[1].role.value
        title, said = texts.POSITIONS, texts.POSITIONS_TEXT.format(one=one, other=other)
        said += texts.POSITIONS_MORE if len(told) > len(first) else ""
    cards = "".join(
        f'<div class="ww-standpunt"><h4>{escaped(one.role.value.capitalize())}</h4>'
        f"<blockquote>{laid_out(one.evidence.quote, level=5)}</blockquote>{_changed(exchange, one.evidence)}"
        f'<p class="ww-zacht">{one_line(title_of(one.evidence))}{_dated(one.evidence)}. '
        f'<a class="ww-open" href="{_link(exchange, one.evidence)}">{texts.OPEN_DOCUMENT}'
        f'<span class="ww-sr">: {one_line(title_of(one.evidence))}</span></a></p></div>'
        for one in told
    )
    return (
        f'<section class="ww-standpunten"><h3 class="ww-tussenkop">{title}</h3>'
        f'<p class="ww-zacht">{said}</p><div class="ww-standpuntrij">{cards}</div></section>'
    )


def is_old(evidence: Evidence, this_year: int) -> bool:
    """Whether the document of a quote is more than five years old."""
    year = evidence.document.year if evidence.document else None
    return year is not None and this_year - year > OLD_YEARS


def document_page(document: Document, mark: Span) -> str:
    """A whole document as a page of its own; the script shows its ``main`` in a dialog."""
    heading = one_line(display_title(document))
    note = f'<p class="ww-melding">{texts.NOTE}. {texts.NOTE_TEXT}</p>' if _is_note(document) else ""
    body = (
        f'<h1 id="ww-titel">{heading}</h1><p class="ww-labels">{_labels(document)}</p>{note}'
        f'<p class="ww-zacht">{one_line(reference(document))}</p>'
        f'<div class="ww-tekst">{laid_out(document.text, mark, quote_id=QUOTE_ID, said=(document.title,))}</div>'
    )
    return _page(heading, body)


def missing_page() -> str:
    """What is shown for a document that is not there (any more)."""
    title = texts.DOCUMENT_MISSING
    return _page(title, f'<h1 id="ww-titel">{title}</h1><p>{texts.DOCUMENT_MISSING_TEXT}</p>')


def _sources_of(exchange: Exchange) -> str:
    if exchange.state is State.WITHHELD:
        return _empty_section(f' id="{section_id(exchange)}"', texts.NO_SOURCES)
    found = exchange.answer.evidence if exchange.answer else ()
    question = one_line(shortened(exchange.question))
    shown = f"<h2>{texts.SOURCES}</h2>" + (
        f'<p class="ww-zacht ww-bijvraag">{texts.SOURCES_OF.format(question=question)}</p>'
    )
    if found:
        shown += "".join(_card(exchange, evidence) for evidence in found)
    elif exchange.answer or exchange.state is not State.BUSY:
        shown += f'<p class="ww-zacht">{texts.NO_SOURCES}</p>'
    return f'<section class="ww-bronnen" id="{section_id(exchange)}">{shown}</section>'


def _empty_section(identity: str, sentence: str) -> str:
    return f'<section class="ww-bronnen"{identity}><h2>{texts.SOURCES}</h2><p class="ww-zacht">{sentence}</p></section>'


def _card(exchange: Exchange, evidence: Evidence) -> str:
    passage = evidence.passage
    mark = (evidence.quote_start - passage.start, evidence.quote_end - passage.start)
    said = (title_of(evidence), evidence.heading or passage.heading)
    text = laid_out(passage.text, mark, said=said, level=4)
    back = f'<button type="button" class="ww-terug">{texts.BACK}</button>'
    number = f'<span class="ww-nummer">{evidence.number}</span> '
    return (
        f'<article class="{_classes(evidence)}" id="{card_id(exchange, evidence)}" tabindex="-1">'
        f"{_card_body(exchange, evidence, number, text, back)}</article>"
    )


def _card_body(exchange: Exchange, evidence: Evidence, number: str, text: str, back: str = "") -> str:
    title = one_line(title_of(evidence))
    heading = evidence.heading or evidence.passage.heading
    under = texts.HEADING.format(heading=one_line(heading)) if heading else ""
    if evidence.page is not None:
        under = ", ".join(part for part in (under, page_label(evidence.page)) if part)
    return (
        f"<h3>{number}{title}</h3>"
        + (f'<p class="ww-labels">{_labels(evidence.document)}{_age(evidence)}</p>' if evidence.document else "")
        + (f'<p class="ww-onder">{texts.NOTE_TEXT}</p>' if _from_note(evidence) else "")
        + (f'<p class="ww-onder">{under}</p>' if under else "")
        + f'{_changed(exchange, evidence)}<div class="ww-passage">{text}</div>'
        + f'<p class="ww-acties"><a class="ww-open" href="{_link(exchange, evidence)}">{texts.OPEN_DOCUMENT}'
        + f'<span class="ww-sr">: {title}</span></a>{back}</p>'
    )


def _changed(exchange: Exchange, evidence: Evidence) -> str:
    """A word at a quote that does not stand so in its document any more."""
    return f'<p class="ww-veranderd">{texts.CHANGED_QUOTE}</p>' if evidence.passage.id in exchange.changed else ""


def _labels(document: Document) -> str:
    words = (*labels(document), *document.municipalities[:4])
    return "".join(f'<span class="ww-label">{one_line(word)}</span> ' for word in dict.fromkeys(words) if word)


def _age(evidence: Evidence) -> str:
    """A word where the claim is old, so that it shows without a colour too."""
    if not is_old(evidence, date.today().year) or evidence.document is None:
        return ""
    return f'<span class="ww-label ww-oud">{texts.OLD_LABEL.format(year=evidence.document.year)}</span> '


def _dated(evidence: Evidence) -> str:
    return f", {dutch_date(evidence.document.date)}" if evidence.document else ""


def _link(exchange: Exchange, evidence: Evidence) -> str:
    """The way to the quote in its document; to the document alone where other words stand there now."""
    address = f"{DOCUMENT_PATH}{quote(evidence.passage.document_id, safe='')}"
    if evidence.passage.id not in exchange.changed:
        place = urlencode({"van": evidence.quote_start, "tot": evidence.quote_end})
        address += f"?{place}#{QUOTE_ID}"
    return escaped(address)


def _classes(evidence: Evidence) -> str:
    return "ww-bron ww-notitie" if _from_note(evidence) else "ww-bron"


def _from_note(evidence: Evidence) -> bool:
    return evidence.document is not None and _is_note(evidence.document)


def _is_note(document: Document) -> bool:
    return document.collection is Collection.NOTITIES


def _block(inner: str) -> str:
    return f'<div class="ww-blok">{inner}</div>' if inner else ""


def _page(title: str, body: str) -> str:
    back = f'<nav aria-label="{texts.DOCUMENT_BACK}"><p><a href="/">{texts.DOCUMENT_BACK}</a></p></nav>'
    return (
        f'<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>{title} | {texts.NAME}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="icon" href="/wijkwijzer/icon.svg"><link rel="stylesheet" href="/wijkwijzer/style.css">'
        f'</head><body class="ww-losse-pagina">{back}<main class="ww-document">{body}</main></body></html>'
    )
