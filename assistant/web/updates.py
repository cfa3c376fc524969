"""What changes on the page, as Gradio's updates; pure functions of what there is to show."""

from collections.abc import Sequence
from typing import Any

import gradio as gr

from assistant.desks.further import Further
from assistant.types import Writing
from assistant.web import render, sources
from assistant.web.choices import ALL, choices_of
from assistant.web.conversation import Exchanges, State
from assistant.web.layout import SUGGESTIONS, Parts
from assistant.web.service import Assistant

Updates = dict[Any, Any]


def opened(parts: Parts, assistant: Assistant, notice: str | None, news: Sequence[str]) -> Updates:
    """The page with its desk open: suggestions, and filters with what these documents offer."""
    documents = assistant.documents()
    offered = tuple(assistant.suggestions())[:SUGGESTIONS]
    choices = choices_of(documents)
    collection, kind, municipality, theme, year_from, year_to = parts.filters
    updates: Updates = {
        parts.gate: f"{render.notice(notice)}{render.news(news)}" if documents else render.empty(),
        parts.desk: gr.Row(visible=bool(documents)),
        parts.offered: offered,
        collection: gr.Radio(choices.collections),
        kind: gr.Dropdown(choices.kinds),
        municipality: gr.Dropdown(choices.municipalities),
        theme: gr.Dropdown(choices.themes),
        year_from: gr.Dropdown(choices.years),
        year_to: gr.Dropdown(choices.years),
        **styles(parts, assistant.writing()),
    }
    for place, button in enumerate(parts.suggestions):
        known = place < len(offered)
        updates[button] = gr.Button(offered[place] if known else "", visible=known)
    return updates


def styles(parts: Parts, writing: Writing | None) -> Updates:
    """How an answer can be told: only where there is a language model is there a choice."""
    there = writing is not None
    return {
        parts.style_folded: gr.Accordion(render.style_label(writing, quotes_only=False)),
        parts.style_mode: gr.Radio(visible=there),
        parts.style_audience: gr.Dropdown(visible=there),
        parts.style_plain: gr.Checkbox(visible=there),
    }


def shown(parts: Parts, exchanges: Exchanges, first: bool = False) -> Updates:
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
            **further(parts, ()),
        }
    if first or last.state is not State.BUSY:
        updates |= _buttons(parts, exchanges)
    if first or last.state is State.WITHHELD:
        updates[parts.proposal] = gr.Button(visible=bool(last.proposal))
    if last.state is State.FAILED:
        updates[parts.question] = last.question  # so that it can be asked again without typing
    return updates


def further(parts: Parts, questions: Sequence[Further]) -> Updates:
    """The questions to go on with."""
    updates: Updates = {parts.further: tuple(questions), parts.further_head: render.further(bool(questions))}
    for place, button in enumerate(parts.further_buttons):
        known = place < len(questions)
        updates[button] = gr.Button(questions[place].question if known else "", visible=known)
    return updates


def withdrawn(parts: Parts, exchanges: Exchanges, said: str) -> Updates:
    """The conversation as the sources are now, with a sentence of what a reader sees of that."""
    return {
        parts.exchanges: exchanges,
        parts.earlier: render.conversation(exchanges[:-1]),
        parts.latest: render.conversation(exchanges[-1:]),
        parts.earlier_sources: sources.sources(exchanges[:-1]),
        parts.latest_sources: sources.sources(exchanges[-1:]),
        **({parts.hint: render.hint(said), **further(parts, ())} if said else {}),
        **_buttons(parts, exchanges),
    }


def cleared(parts: Parts) -> Updates:
    """The page before anything was asked."""
    return {
        parts.exchanges: (),
        parts.talk: "",
        parts.earlier: "",
        parts.latest: "",
        parts.earlier_sources: "",
        parts.latest_sources: sources.no_sources_yet(),
        parts.welcome: gr.Column(visible=True),
        parts.clear: gr.Button(visible=False),
        parts.proposal: gr.Button(visible=False),
        parts.widen: gr.Button(visible=False),
        parts.tools: "",
        parts.hint: "",
        **further(parts, ()),
        **dict.fromkeys(parts.filters, ALL),
    }


def _buttons(parts: Parts, exchanges: Exchanges) -> Updates:
    last = exchanges[-1]
    busy = last.state is State.BUSY
    missing = last.state is State.DONE and last.answer is not None and not last.answer.sentences
    kept = any(exchange.state is State.DONE for exchange in exchanges)
    return {
        parts.ask: gr.Button(visible=not busy),
        parts.stop: gr.Button(visible=busy),
        parts.clear: gr.Button(visible=not busy),
        parts.widen: gr.Button(visible=missing and bool(last.filters)),
        parts.tools: render.tools(last.talk if kept and not busy else ""),
    }
