"""What stands where on the page, in Gradio's components.

Gradio's own HTML component needs the browser's ``eval``, which the security
policy forbids; its Markdown component shows HTML that begins a line as it is,
after cleaning it, so that is what carries everything that ``render`` makes.
"""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.web import sources, texts
from assistant.web.choices import ALL, choices_of

SUGGESTIONS = 6
BUILDING_SECONDS = 1.0  # between two looks at how far the index is
PROPOSAL_ID = "ww-knop-voorstel"
STATE_SECONDS = 12 * 3600  # a conversation that nobody came back to is forgotten


@dataclass(frozen=True, slots=True)
class Parts:
    """The components of the page that events read or change."""

    exchanges: Any
    offered: Any
    renew: Any
    gate: Any
    desk: Any
    timer: Any
    welcome: Any
    suggestions: tuple[Any, ...]
    earlier: Any
    latest: Any
    proposal: Any
    earlier_sources: Any
    latest_sources: Any
    question: Any
    ask: Any
    stop: Any
    clear: Any
    hint: Any
    folded: Any
    filters: tuple[Any, ...]

    @property
    def conversation(self) -> list[Any]:
        """What changes while an answer is made."""
        texts_and_sources = [self.earlier, self.latest, self.earlier_sources, self.latest_sources]
        return [
            self.exchanges,
            *texts_and_sources,
            self.gate,
            self.proposal,
            self.welcome,
            self.question,
            self.ask,
            self.stop,
            self.clear,
            self.hint,
        ]


def layout() -> Parts:
    """Makes every component; call it inside ``gr.Blocks``."""
    exchanges = gr.State((), time_to_live=STATE_SECONDS)
    offered = gr.State(())
    timer = gr.Timer(BUILDING_SECONDS, active=False)
    renew = gr.Button(texts.RENEW, elem_id="ww-vernieuw")  # for the script, when the other desk is left
    gate = _html(elem_id="ww-poort")
    with gr.Row(elem_id="ww-blad", visible=False) as desk:
        with gr.Column(elem_id="ww-lezen"):
            earlier = _html(elem_id="ww-eerder")
            latest = _html(elem_id="ww-laatste")
            proposal = gr.Button(texts.ASK_PROPOSAL, variant="primary", visible=False, elem_id=PROPOSAL_ID)
            welcome, suggestions = _welcome()
            question, buttons, hint, folded, filters = _composer()
        with gr.Column(elem_id="ww-zijkant"):
            earlier_sources = _html(elem_id="ww-bronnen-eerder")
            latest_sources = _html(sources.no_sources_yet(), elem_id="ww-bronnen-laatste")
    return Parts(
        exchanges, offered, renew, gate, desk, timer, welcome, suggestions, earlier, latest, proposal,
        earlier_sources, latest_sources, question, *buttons, hint, folded, filters,
    )  # fmt: skip


def _html(value: str = "", **options: Any) -> Any:
    # Formulas are off: a text with two dollar signs would change.
    return gr.Markdown(value, sanitize_html=True, latex_delimiters=[], container=False, **options)


def _welcome() -> tuple[Any, tuple[Any, ...]]:
    with gr.Column(elem_id="ww-welkom") as welcome:
        _html(f'<div class="ww-blok"><h2>{texts.WELCOME}</h2><p>{texts.WELCOME_TEXT}</p></div>')
        suggestions = tuple(
            gr.Button("", visible=False, elem_id=f"ww-voorstel-{n}", elem_classes="ww-voorstel", size="sm")
            for n in range(SUGGESTIONS)
        )
    return welcome, suggestions


def _composer() -> tuple[Any, tuple[Any, Any, Any], Any, Any, tuple[Any, ...]]:
    with gr.Column(elem_id="ww-invoer"):
        with gr.Row(elem_id="ww-regel"):
            question = gr.Textbox(
                label=texts.QUESTION, placeholder=texts.PLACEHOLDER, show_label=False, container=False,
                lines=1, max_lines=6, elem_id="ww-vraag",
            )  # fmt: skip
            ask_button = gr.Button(texts.ASK, variant="primary", elem_id="ww-knop-vraag")
            stop_button = gr.Button(texts.STOP, visible=False, elem_id="ww-knop-stop")
        hint = _html(elem_id="ww-wenk")
        with gr.Row(elem_id="ww-onderregel"):
            with gr.Accordion(texts.FILTERS, open=False, elem_id="ww-filters") as folded:
                filters = _filters()
            clear_button = gr.Button(texts.CLEAR, visible=False, elem_id="ww-knop-wissen", size="sm")
    return question, (ask_button, stop_button, clear_button), hint, folded, filters


def _filters() -> tuple[Any, ...]:
    offered = choices_of([])
    with gr.Row(elem_id="ww-filterrij"):
        return (
            gr.Radio(offered.collections, value=ALL, label=texts.FILTER_COLLECTION, elem_id="ww-verzameling"),
            gr.Dropdown(offered.kinds, value=ALL, label=texts.FILTER_KIND),
            gr.Dropdown(offered.municipalities, value=ALL, label=texts.FILTER_MUNICIPALITY),
            gr.Dropdown(offered.years, value=ALL, label=texts.FILTER_FROM),
            gr.Dropdown(offered.years, value=ALL, label=texts.FILTER_TO),
        )
