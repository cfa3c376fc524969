"""What stands where on the page, in Gradio's components.

Gradio's own HTML component needs the browser's ``eval``, which the security
policy forbids; its Markdown component shows HTML that begins a line as it is,
after cleaning it, so that is what carries everything that ``render`` makes.
"""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.desks.further import OFFERED
from assistant.types import Audience, Mode
from assistant.web import sources, texts
from assistant.web.choices import ALL, choices_of

SUGGESTIONS = 6
BUILDING_SECONDS = 1.0  # between two looks at how far the index is
PROPOSAL_ID = "ww-knop-voorstel"
WIDEN_ID = "ww-knop-ruimer"
ADDRESS_ID = "ww-knop-adres"
FURTHER_ID = "ww-verder-"
STATE_SECONDS = 12 * 3600  # a conversation that nobody came back to is forgotten


@dataclass(frozen=True, slots=True)
class Parts:
    """The components of the page that events read or change."""

    exchanges: Any
    offered: Any  # questions to begin with
    further: Any  # questions to go on with
    talk: Any  # under which name the conversation is kept
    renew: Any
    withdraw: Any
    address: Any
    gate: Any
    desk: Any
    timer: Any
    welcome: Any
    suggestions: tuple[Any, ...]
    earlier: Any
    latest: Any
    proposal: Any
    widen: Any
    further_head: Any
    further_buttons: tuple[Any, ...]
    tools: Any
    earlier_sources: Any
    latest_sources: Any
    question: Any
    ask: Any
    stop: Any
    clear: Any
    hint: Any
    folded: Any
    filters: tuple[Any, ...]
    style_folded: Any
    style_mode: Any
    style_audience: Any
    style_plain: Any
    keep_not: Any

    @property
    def asking(self) -> set[Any]:
        """What is read when someone asks."""
        states = {self.exchanges, self.offered, self.further, self.talk, self.question, self.keep_not}
        return states | {self.style_mode, self.style_audience, self.style_plain, *self.filters}

    @property
    def conversation(self) -> list[Any]:
        """What changes while an answer is made."""
        return [
            self.exchanges, self.talk, self.further, self.earlier, self.latest, self.earlier_sources,
            self.latest_sources, self.gate, self.proposal, self.widen, self.further_head, *self.further_buttons,
            self.tools, self.welcome, self.question, self.ask, self.stop, self.clear, self.hint, *self.filters,
        ]  # fmt: skip


def layout() -> Parts:
    """Makes every component; call it inside ``gr.Blocks``."""
    exchanges = gr.State((), time_to_live=STATE_SECONDS)
    states = {"offered": gr.State(()), "further": gr.State(()), "talk": gr.State("", time_to_live=STATE_SECONDS)}
    timer = gr.Timer(BUILDING_SECONDS, active=False)
    # For the script: when another desk is left, when the sources have changed, and when the address asks something.
    renew = gr.Button(texts.RENEW, elem_id="ww-vernieuw")
    withdraw = gr.Button(texts.RENEW, elem_id="ww-intrek")
    address = gr.Button(texts.RENEW, elem_id=ADDRESS_ID)
    gate = _html(elem_id="ww-poort")
    with gr.Row(elem_id="ww-blad", visible=False) as desk:
        with gr.Column(elem_id="ww-lezen"):
            earlier = _html(elem_id="ww-eerder")
            latest = _html(elem_id="ww-laatste")
            proposal = gr.Button(texts.ASK_PROPOSAL, variant="primary", visible=False, elem_id=PROPOSAL_ID)
            widen = gr.Button(texts.WIDEN, visible=False, elem_id=WIDEN_ID)
            head, buttons = _further()
            tools = _html(elem_id="ww-meenemen")
            welcome, suggestions = _welcome()
            composer = _composer()
        with gr.Column(elem_id="ww-zijkant"):
            earlier_sources = _html(elem_id="ww-bronnen-eerder")
            latest_sources = _html(sources.no_sources_yet(), elem_id="ww-bronnen-laatste")
    return Parts(
        exchanges=exchanges, **states, renew=renew, withdraw=withdraw, address=address, gate=gate, desk=desk,
        timer=timer, welcome=welcome, suggestions=suggestions, earlier=earlier, latest=latest, proposal=proposal,
        widen=widen, further_head=head, further_buttons=buttons, earlier_sources=earlier_sources,
        latest_sources=latest_sources, tools=tools, **composer,
    )  # fmt: skip


def _html(value: str = "", **options: Any) -> Any:
    # Formulas are off: a text with two dollar signs would change.
    return gr.Markdown(value, sanitize_html=True, latex_delimiters=[], container=False, **options)


def _welcome() -> tuple[Any, tuple[Any, ...]]:
    steps = "".join(f"<li>{step}</li>" for step in texts.WELCOME_STEPS)
    with gr.Column(elem_id="ww-welkom") as welcome:
        _html(f'<div class="ww-blok"><h2>{texts.WELCOME}</h2><ul>{steps}</ul><p>{texts.WELCOME_TRY}</p></div>')
        suggestions = tuple(
            gr.Button("", visible=False, elem_id=f"ww-voorstel-{n}", elem_classes="ww-voorstel", size="sm")
            for n in range(SUGGESTIONS)
        )
    return welcome, suggestions


def _further() -> tuple[Any, tuple[Any, ...]]:
    with gr.Column(elem_id="ww-verder"):
        head = _html(elem_id="ww-verderkop")
        buttons = tuple(
            gr.Button("", visible=False, elem_id=f"{FURTHER_ID}{n}", elem_classes="ww-voorstel", size="sm")
            for n in range(OFFERED)
        )
    return head, buttons


def _composer() -> dict[str, Any]:
    found: dict[str, Any] = {}
    with gr.Column(elem_id="ww-invoer"):
        with gr.Row(elem_id="ww-regel"):
            found["question"] = gr.Textbox(
                label=texts.QUESTION, placeholder=texts.PLACEHOLDER, show_label=False, container=False,
                lines=1, max_lines=6, elem_id="ww-vraag",
            )  # fmt: skip
            found["ask"] = gr.Button(texts.ASK, variant="primary", elem_id="ww-knop-vraag")
            found["stop"] = gr.Button(texts.STOP, visible=False, elem_id="ww-knop-stop")
        found["hint"] = _html(elem_id="ww-wenk")
        with gr.Row(elem_id="ww-onderregel"):
            with gr.Accordion(texts.FILTERS, open=False, elem_id="ww-filters", elem_classes="ww-vouw") as folded:
                found["filters"] = _filters()
            with gr.Accordion(texts.STYLE_QUOTES, open=False, elem_id="ww-stijl", elem_classes="ww-vouw") as style:
                found |= _style()
            found["clear"] = gr.Button(texts.CLEAR, visible=False, elem_id="ww-knop-wissen", size="sm")
    return found | {"folded": folded, "style_folded": style}


def _style() -> dict[str, Any]:
    modes = [(texts.STYLE_MODEL, Mode.TAALMODEL.value), (texts.STYLE_CITAAT, Mode.CITAAT.value)]
    audiences = [(one.value, one.value) for one in Audience]
    return {
        "style_mode": gr.Radio(
            modes, value=Mode.TAALMODEL.value, label=texts.STYLE_MODE, visible=False, elem_id="ww-wijze"
        ),
        "style_audience": gr.Dropdown(
            audiences, value=Audience.PROFESSIONAL.value, label=texts.STYLE_AUDIENCE, visible=False
        ),
        "style_plain": gr.Checkbox(False, label=texts.STYLE_PLAIN, visible=False, container=False, elem_id="ww-b1"),
        "keep_not": gr.Checkbox(False, label=texts.KEEP_NOT, container=False, elem_id="ww-bewaarniet"),
    }


def _filters() -> tuple[Any, ...]:
    offered = choices_of([])
    with gr.Row(elem_id="ww-filterrij"):
        return (
            gr.Radio(offered.collections, value=ALL, label=texts.FILTER_COLLECTION, elem_id="ww-verzameling"),
            gr.Dropdown(offered.kinds, value=ALL, label=texts.FILTER_KIND),
            gr.Dropdown(offered.municipalities, value=ALL, label=texts.FILTER_MUNICIPALITY),
            gr.Dropdown(offered.themes, value=ALL, label=texts.FILTER_THEME),
            gr.Dropdown(offered.years, value=ALL, label=texts.FILTER_FROM),
            gr.Dropdown(offered.years, value=ALL, label=texts.FILTER_TO),
        )
