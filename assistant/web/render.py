"""Questions and answers as HTML; pure functions, see ``formatted`` for what it has to be like."""

from collections.abc import Iterable

from assistant.types import Answer, Filters, Status, Writing
from assistant.web import pieces, texts
from assistant.web.answered import answered
from assistant.web.conversation import Exchange, State
from assistant.web.foot import foot, share_address
from assistant.web.formatted import escaped, one_line, shortened
from assistant.web.frame import DESK_PATH, TALKS_PATH
from assistant.web.service import Progress
from assistant.web.sources import nearest_card, positions

ALSO_SHOWN = 6  # synonyms; the rest is counted


def conversation(exchanges: Iterable[Exchange]) -> str:
    """Exchanges under each other, oldest first."""
    inner = "".join(_exchange(exchange) for exchange in exchanges)
    return f'<div class="ww-blok">{inner}</div>' if inner else ""


def building(progress: Progress | None) -> str:
    """The page while there is no index yet."""
    return (
        f'<div class="ww-blok ww-bouw"><h2>{texts.BUILDING}</h2><p>{texts.BUILDING_TEXT}</p>'
        f"{pieces.progress(progress)}</div>"
    )


def failure(sentence: str) -> str:
    """The page when there will be no index until the user does something."""
    return f'<div class="ww-blok ww-bouw ww-fout"><h2>{texts.FAILURE}</h2><p>{escaped(sentence)}</p></div>'


def empty() -> str:
    """The page when there is nothing to ask yet: what to do, and the way there."""
    return (
        f'<div class="ww-blok ww-bouw ww-nogleeg"><h2>{texts.EMPTY}</h2><p>{texts.NO_DOCUMENTS}</p>'
        f'<p>{texts.EMPTY_TEXT}</p><p><a class="ww-begin" href="{DESK_PATH}/toevoegen">{texts.EMPTY_LINK}</a></p></div>'
    )


def filters_text(filters: Filters) -> str:
    """Where was searched, as one sentence of plain text; empty without filters."""
    chosen = _chosen(filters)
    return texts.FILTERED.format(choices=chosen) if chosen else ""


def filters_label(filters: Filters) -> str:
    """What stands on the folded filters, so that one that is set is seen before it is used."""
    chosen = _chosen(filters)
    return texts.FILTERS_CHOSEN.format(choices=chosen) if chosen else texts.FILTERS


def hint(sentence: str) -> str:
    """A line under the question box."""
    return f'<div class="ww-blok"><p class="ww-melding">{escaped(sentence)}</p></div>'


def style_label(writing: Writing | None, quotes_only: bool) -> str:
    """How answers are made and where a question goes, in one line that is always in view."""
    if writing is None or quotes_only:
        return texts.STYLE_QUOTES
    if writing.is_local:
        return texts.STYLE_LOCAL.format(model=writing.model)
    return texts.STYLE_REMOTE.format(model=writing.model, host=writing.host)


def news(questions: Iterable[str]) -> str:
    """A word for whoever asked the curator something that the sources answer now."""
    links = "".join(
        f'<li><a href="{escaped(share_address(question, Filters()))}">{one_line(question)}</a></li>'
        for question in questions
    )
    return f'<div class="ww-blok ww-nieuws"><p>{texts.NEWS}</p><ul>{links}</ul></div>' if links else ""


def tools(talk: str) -> str:
    """The ways to take the conversation along as a file."""
    links = "".join(
        f'<a href="{TALKS_PATH}/{talk}/gesprek.{ending}" title="{texts.DOWNLOAD_NAME.format(kind=kind)}">{kind}</a> '
        for ending, kind in texts.DOWNLOADS
    )
    return (
        f'<div class="ww-blok"><p class="ww-meeneemregel"><span>{texts.DOWNLOAD}</span> {links}</p></div>'
        if talk
        else ""
    )


def further(shown: bool) -> str:
    """What stands above the questions to ask next."""
    return f'<div class="ww-blok"><h3 class="ww-tussenkop">{texts.FURTHER}</h3></div>' if shown else ""


def notice(sentence: str | None) -> str:
    """A calm line above the conversation; nothing when there is nothing to say."""
    return f'<div class="ww-blok"><p class="ww-melding">{escaped(sentence)}</p></div>' if sentence else ""


def _chosen(filters: Filters) -> str:
    collection = {"bronnen": texts.CHOSEN_SOURCES, "notities": texts.CHOSEN_NOTES}
    choices = (
        collection[filters.collection] if filters.collection else "",
        filters.kind or "",
        filters.municipality or "",
        filters.theme or "",
        texts.FROM_YEAR.format(year=filters.year_from) if filters.year_from else "",
        texts.TO_YEAR.format(year=filters.year_to) if filters.year_to else "",
    )
    return " · ".join(choice for choice in choices if choice)


def _exchange(exchange: Exchange) -> str:
    answer = exchange.answer
    body = _query(answer) + _answer(exchange, answer) if answer else ""
    if exchange.state is State.BUSY:
        body += f'<p class="ww-bezigtekst">{escaped(exchange.message)}</p>' if not answer else ""
    elif exchange.message:
        body += f'<p class="ww-melding">{escaped(exchange.message)}</p>'
    if exchange.proposal:
        body += (
            f'<div class="ww-herschreven"><h3 class="ww-tussenkop">{texts.PROPOSAL}</h3>'
            f"<p>{one_line(exchange.proposal)}</p></div>"
        )
    question = escaped(shortened(exchange.question))
    return (
        f'<article class="{_classes(exchange)}" id="beurt-{exchange.number}">'
        f'<h2 class="ww-vraag"><span class="ww-sr">{texts.QUESTION}: </span>{question}</h2>'
        f'<div class="ww-antwoord">{body}</div>{foot(exchange, answer, filters_text(exchange.filters))}'
        f"{positions(exchange)}</article>"
    )


def _classes(exchange: Exchange) -> str:
    """The state, and for the script the conversation and the exchange."""
    named = f" ww-gesprek-{exchange.talk} ww-merk-{exchange.mark}" if exchange.talk and exchange.mark else ""
    return f"ww-beurt ww-{exchange.state}{named}"


def _query(answer: Answer) -> str:
    """How the question was understood: as another question, and with which words for the same thing."""
    shown = ""
    if _bare(answer.query) not in ("", _bare(answer.question)):
        shown = f'<p class="ww-zacht ww-zoekvraag">{texts.QUERY.format(query=one_line(answer.query))}</p>'
    if answer.also and answer.status is Status.ANSWERED:
        shown += f'<p class="ww-zacht ww-ook">{texts.ALSO.format(words=one_line(_also(answer)))}</p>'
    return shown


def _also(answer: Answer) -> str:
    more = len(answer.also) - ALSO_SHOWN
    if more <= 1:  # counting one costs as much room as naming it
        return ", ".join(answer.also)
    return texts.ALSO_MORE.format(words=", ".join(answer.also[:ALSO_SHOWN]), count=more)


def _bare(question: str) -> str:
    return " ".join(question.casefold().split()).rstrip("?!. ")


def _answer(exchange: Exchange, answer: Answer) -> str:
    if answer.status is Status.ANSWERED:
        return answered(exchange, answer)
    nearest = answer.nearest or answer.evidence
    # Without its filters the same question may well have an answer.
    sentence = texts.NOT_IN_CHOSEN if exchange.filters and answer.status is Status.NO_EVIDENCE else answer.text
    shown = f'<p class="ww-geen">{one_line(sentence)}</p>'
    shown += _tried(exchange, answer)
    if nearest:
        cards = "".join(nearest_card(exchange, evidence) for evidence in nearest)
        shown += (
            f'<section class="ww-nabij"><h3 class="ww-tussenkop">{texts.NEAREST}</h3>'
            f'<p class="ww-zacht">{texts.NEAREST_TEXT}</p>{cards}</section>'
        )
    return shown


def _tried(exchange: Exchange, answer: Answer) -> str:
    """What was looked for and where, so that a reader can try something else."""
    chosen = _chosen(exchange.filters)
    lines = [
        texts.TRIED_QUERY.format(query=answer.query or answer.question),
        texts.TRIED_ALSO.format(words=_also(answer)) if answer.also else "",
        texts.TRIED_FILTERS.format(choices=chosen) if chosen else texts.TRIED_EVERYWHERE,
    ]
    items = "".join(f"<li>{one_line(line)}</li>" for line in lines if line)
    return f'<section class="ww-geprobeerd"><h3 class="ww-tussenkop">{texts.TRIED}</h3><ul>{items}</ul></section>'
