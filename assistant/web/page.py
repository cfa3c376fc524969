"""The page wired up: which event does what. What happens then is in ``chat``."""

from typing import Any

import gradio as gr

from assistant.web import render, texts
from assistant.web.chat import Chat, Notice
from assistant.web.choices import filters_from
from assistant.web.layout import Parts, layout
from assistant.web.service import Service
from assistant.web.talks.talks import Talks

CACHE_SECONDS = 3600
WAITING_EVENTS = 200
_QUIET = {"show_progress": "hidden", "api_visibility": "private", "concurrency_limit": None}


def create_page(service: Service, notice: Notice, talks: Talks) -> Any:
    """The page as Gradio blocks, wired to ``service``; ``notice`` gives what stands above the conversation."""
    with gr.Blocks(
        title=texts.TITLE,
        analytics_enabled=False,
        fill_width=True,
        delete_cache=(CACHE_SECONDS, CACHE_SECONDS),
    ) as page:
        parts = layout()
        _wire(page, parts, Chat(parts, service, notice, talks))
    page.queue(default_concurrency_limit=None, max_size=WAITING_EVENTS, api_open=False)
    return page


def _wire(page: Any, parts: Parts, chat: Chat) -> None:
    styles = [parts.style_folded, parts.style_mode, parts.style_audience, parts.style_plain]
    outputs = [parts.gate, parts.desk, parts.timer, parts.offered, *parts.suggestions, *parts.filters, *styles]
    gr.on([page.load, parts.timer.tick, parts.renew.click], chat.look, None, outputs, **_QUIET)
    buttons = (*parts.suggestions, *parts.further_buttons, parts.ask, parts.proposal, parts.widen, parts.address)
    # One listener for every way to ask, so that Gradio lets only one question run in a tab.
    asking = gr.on(
        [parts.question.submit, *(button.click for button in buttons)],
        chat.ask,
        parts.asking,
        parts.conversation,
        **_QUIET,
    )
    after = [parts.exchanges, parts.latest, parts.further, parts.further_head, *parts.further_buttons]
    asking.then(chat.after, {parts.exchanges, parts.keep_not}, after, **_QUIET)
    parts.withdraw.click(chat.withdraw, {parts.exchanges}, parts.conversation, **_QUIET)
    parts.stop.click(chat.stop, None, None, **_QUIET)
    parts.clear.click(chat.clear, None, parts.conversation, **_QUIET)
    gr.on(
        [choice.change for choice in parts.filters],
        lambda *chosen: gr.Accordion(render.filters_label(filters_from(*chosen))),
        list(parts.filters),
        parts.folded,
        trigger_mode="always_last",
        **_QUIET,
    )
    parts.style_mode.change(chat.label, parts.style_mode, parts.style_folded, trigger_mode="always_last", **_QUIET)
