"""The page wired up: which event does what. The work itself is in ``conversation`` and ``render``."""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import gradio as gr

from assistant.web import render, sources, texts
from assistant.web.answering import Places
from assistant.web.choices import ALL, choices_of, filters_from
from assistant.web.conversation import Exchange, Exchanges, Question, State, ask, sendable
from assistant.web.layout import PROPOSAL_ID, SUGGESTIONS, Parts, layout
from assistant.web.service import Assistant, Service

CACHE_SECONDS = 3600
WAITING_EVENTS = 200
_QUIET = {"show_progress": "hidden", "api_visibility": "private", "concurrency_limit": None}

Updates = dict[Any, Any]
Notice = Callable[[], str | None]

log = logging.getLogger(__name__)


def create_page(service: Service, notice: Notice) -> Any:
    """The page as Gradio blocks, wired to ``service``; ``notice`` gives what stands above the conversation."""
    with gr.Blocks(
        title=texts.TITLE,
        analytics_enabled=False,
        fill_width=True,
        delete_cache=(CACHE_SECONDS, CACHE_SECONDS),
    ) as page:
        parts = layout()
        _wire_opening(page, parts, service, notice)
        _wire_conversation(parts, service, notice)
    page.queue(default_concurrency_limit=None, max_size=WAITING_EVENTS, api_open=False)
    return page


def _wire_opening(page: Any, parts: Parts, service: Service, notice: Notice) -> None:
    """Looks at the service when the page opens, and every second until it is ready."""

    def look() -> Updates:
        try:
            return _state_of(parts, service, notice)
        except Exception:
            log.exception("the state of the service could not be shown")
            return {parts.gate: render.failure(texts.SERVER_FAILED), parts.timer: gr.Timer(active=True)}

    outputs = [parts.gate, parts.desk, parts.timer, parts.offered, *parts.suggestions, *parts.filters]
    gr.on([page.load, parts.timer.tick, parts.renew.click], look, None, outputs, **_QUIET)


def _wire_conversation(parts: Parts, service: Service, notice: Notice) -> None:
    places = Places()
    running: dict[str, threading.Event] = {}  # by tab, what its Stop sets
    # By the name on the page: an updated component is a new object with another number.
    suggested = {button.elem_id: place for place, button in enumerate(parts.suggestions)}

    def on_ask(
        event: gr.EventData,
        request: gr.Request,
        exchanges: Exchanges,
        offered: Sequence[str],
        typed: str,
        *chosen: str | None,
    ) -> Iterator[Updates]:
        pressed = getattr(event.target, "elem_id", None)
        if pressed == PROPOSAL_ID:
            typed = exchanges[-1].proposal if exchanges else ""
        elif pressed in suggested:
            typed = offered[suggested[pressed]]
        question = Question(typed, filters_from(*chosen))
        if not sendable(question.text).strip():
            yield {parts.hint: render.hint(texts.NOTHING_ASKED)}
            return
        running[request.session_hash] = question.stop
        before: Exchanges | None = None
        try:
            for now in ask(service, places, question, exchanges):
                # The same conversation again only says that there is nothing new yet.
                updates = {parts.exchanges: now} if now is before else _shown(parts, now, first=before is None)
                if before is None:
                    updates[parts.gate] = render.notice(notice())
                yield updates
                before = now
        finally:
            running.pop(request.session_hash, None)

    def on_stop(request: gr.Request) -> None:
        """Gradio's own way to cancel leaves the tab deaf to a next question for a while."""
        if stop := running.get(request.session_hash):
            stop.set()

    _listen(parts, on_ask, on_stop)


def _listen(parts: Parts, on_ask: Callable[..., Iterator[Updates]], on_stop: Callable[..., None]) -> None:
    # One listener for every way to ask, so that Gradio lets only one question run in a tab.
    gr.on(
        [parts.ask.click, parts.question.submit, parts.proposal.click, *(button.click for button in parts.suggestions)],
        on_ask,
        [parts.exchanges, parts.offered, parts.question, *parts.filters],
        parts.conversation,
        **_QUIET,
    )
    parts.stop.click(on_stop, None, None, **_QUIET)
    parts.clear.click(lambda: _cleared(parts), None, [*parts.conversation, *parts.filters], **_QUIET)
    gr.on(
        [choice.change for choice in parts.filters],
        lambda *chosen: gr.Accordion(render.filters_label(filters_from(*chosen))),
        list(parts.filters),
        parts.folded,
        trigger_mode="always_last",
        **_QUIET,
    )


def _state_of(parts: Parts, service: Service, notice: Notice) -> Updates:
    assistant = service.assistant()
    if assistant is not None:
        # Without documents there is nothing to ask, until the other desk adds some.
        waiting = not assistant.documents()
        return {**_opened(parts, assistant, notice()), parts.timer: gr.Timer(active=waiting)}
    failure = service.failure()
    shown = render.failure(failure) if failure else render.building(service.progress())
    return {parts.gate: shown, parts.desk: gr.Row(visible=False), parts.timer: gr.Timer(active=True)}


def _opened(parts: Parts, assistant: Assistant, notice: str | None) -> Updates:
    """The page with its desk open: suggestions, and filters with what these documents offer."""
    documents = assistant.documents()
    offered = tuple(assistant.suggestions())[:SUGGESTIONS]
    choices = choices_of(documents)
    collection, kind, municipality, year_from, year_to = parts.filters
    updates: Updates = {
        parts.gate: render.notice(notice) if documents else render.failure(texts.NO_DOCUMENTS),
        parts.desk: gr.Row(visible=bool(documents)),
        parts.offered: offered,
        collection: gr.Radio(choices.collections),
        kind: gr.Dropdown(choices.kinds),
        municipality: gr.Dropdown(choices.municipalities),
        year_from: gr.Dropdown(choices.years),
        year_to: gr.Dropdown(choices.years),
    }
    for place, button in enumerate(parts.suggestions):
        known = place < len(offered)
        updates[button] = gr.Button(offered[place] if known else "", visible=known)
    return updates


def _shown(parts: Parts, exchanges: Exchanges, first: bool = False) -> Updates:
    """The conversation; what stays the same after the first step of an answer is not sent again."""
    if not exchanges:
        return {parts.exchanges: exchanges}
    last = exchanges[-1]
    updates: Updates = {
        parts.exchanges: exchanges,
        parts.latest: render.conversation(exchanges[-1:]),
        parts.latest_sources: sources.sources(exchanges[-1:]),
    }
    if first:
        updates |= {
            parts.earlier: render.conversation(exchanges[:-1]),
            parts.earlier_sources: sources.sources(exchanges[:-1]),
            parts.welcome: gr.Column(visible=False),
            parts.question: "",
            parts.hint: "",
        }
    if first or last.state is not State.BUSY:
        updates |= _buttons(parts, last)
    if first or last.state is State.WITHHELD:
        updates[parts.proposal] = gr.Button(visible=bool(last.proposal))
    if last.state is State.FAILED:
        updates[parts.question] = last.question  # so that it can be asked again without typing
    return updates


def _buttons(parts: Parts, last: Exchange) -> Updates:
    busy = last.state is State.BUSY
    return {
        parts.ask: gr.Button(visible=not busy),
        parts.stop: gr.Button(visible=busy),
        parts.clear: gr.Button(visible=not busy),
    }


def _cleared(parts: Parts) -> Updates:
    return {
        parts.exchanges: (),
        parts.earlier: "",
        parts.latest: "",
        parts.earlier_sources: "",
        parts.latest_sources: sources.no_sources_yet(),
        parts.welcome: gr.Column(visible=True),
        parts.clear: gr.Button(visible=False),
        parts.proposal: gr.Button(visible=False),
        parts.hint: "",
        **dict.fromkeys(parts.filters, ALL),
    }
