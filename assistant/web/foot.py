"""What stands under an answer: how sure and how made, how old, what was left out, and what can be done with it.

Pure functions, see ``formatted`` for what this HTML has to be like. The buttons do their work in the script, by the
names of the conversation and the exchange that the article has among its classes.
"""

from datetime import date
from urllib.parse import urlencode

from assistant.types import Answer, Confidence, Evidence, Filters, Mode, Status
from assistant.web import texts
from assistant.web.conversation import Exchange, State
from assistant.web.formatted import escaped, one_line
from assistant.web.sources import OLD_YEARS, is_old, section_id

_CONFIDENCE_CLASSES = {Confidence.STRONG: "vol", Confidence.PARTIAL: "half", Confidence.NONE: "leeg"}
ADDRESS_FIELDS = {
    "collection": "verzameling", "kind": "soort", "municipality": "gemeente",
    "theme": "thema", "year_from": "vanaf", "year_to": "tot",
}  # fmt: skip


def foot(exchange: Exchange, answer: Answer | None, filtered: str) -> str:
    """All of it, once the answer is complete; before that it would only move."""
    if answer is None or exchange.state is not State.DONE:
        return ""
    told = f"{_withheld(answer)}{_changed(exchange, answer)}{_age(answer)}{_remark(answer)}"
    return f"{told}{_made(exchange, answer, filtered)}{_actions(exchange)}"


def share_address(question: str, filters: Filters) -> str:
    """The address that asks this question again, with the same filters."""
    chosen = {name: getattr(filters, field) for field, name in ADDRESS_FIELDS.items() if getattr(filters, field)}
    return f"/?{urlencode({'vraag': question, **chosen})}"


def _made(exchange: Exchange, answer: Answer, filtered: str) -> str:
    mode = texts.MODE_QUOTES if answer.mode is Mode.CITAAT else texts.MODE_MODEL
    kind = _CONFIDENCE_CLASSES[answer.confidence]
    shown = f'<span class="ww-zekerheid ww-{kind}">{escaped(answer.confidence.value)}</span> '
    if answer.status is Status.ANSWERED:
        shown += f'<span class="ww-wijze">{mode}</span> '
        if filtered:
            shown += f'<span class="ww-wijze">{escaped(filtered)}</span> '
        if count := len(answer.evidence):
            words = texts.SHOW_ONE_SOURCE if count == 1 else texts.SHOW_SOURCES.format(count=count)
            shown += f'<button type="button" class="ww-toon ww-naar-{section_id(exchange)}">{words}</button>'
    return f'<p class="ww-voet">{shown}</p>'


def _withheld(answer: Answer) -> str:
    if not answer.withheld:
        return ""
    count = len(answer.withheld)
    title = texts.WITHHELD_ONE if count == 1 else texts.WITHHELD_SOME.format(count=count)
    items = "".join(f"<li>{one_line(sentence)}</li>" for sentence in answer.withheld)
    return (
        f'<details class="ww-weggelaten"><summary>{title}</summary>'
        f'<p class="ww-zacht">{texts.WITHHELD_TEXT}</p><ul>{items}</ul></details>'
    )


def _changed(exchange: Exchange, answer: Answer) -> str:
    """A word where a quote of the answer does not stand so in its source any more."""
    if not any(entry.passage.id in exchange.changed for entry in answer.evidence):
        return ""
    return f'<p class="ww-veranderd">{texts.CHANGED_ANSWER}</p>'


def _age(answer: Answer) -> str:
    """A warning where what is claimed is old: in words, with the years."""
    if answer.status is not Status.ANSWERED:
        return ""
    this_year = date.today().year
    years = sorted({_year(entry) for entry in answer.evidence if is_old(entry, this_year)})
    if not years:
        return ""
    named = str(years[0]) if len(years) == 1 else f"{', '.join(map(str, years[:-1]))} en {years[-1]}"
    every = all(is_old(entry, this_year) for entry in answer.evidence)
    sentence = (texts.OLD_ALL if every else texts.OLD_SOME).format(years=named)
    return f'<p class="ww-zacht ww-leeftijd">{sentence}</p>'


def _year(entry: Evidence) -> int:
    return (entry.document.year if entry.document else None) or OLD_YEARS


def _remark(answer: Answer) -> str:
    return f'<p class="ww-zacht ww-opmerking">{one_line(answer.remark)}</p>' if answer.remark else ""


def _actions(exchange: Exchange) -> str:
    if not exchange.talk or exchange.answer is None:
        return ""
    missing = exchange.answer.status is not Status.ANSWERED
    link = escaped(share_address(exchange.question, exchange.filters))
    submit = _button("voorleggen", texts.SUBMIT) if missing else ""
    return (
        f'<p class="ww-doen">{submit}{_button("kopieer", texts.COPY, texts.COPY_NAME)}'
        f'<a class="ww-doe ww-deel" href="{link}" title="{texts.SHARE_NAME}">{texts.SHARE}</a>'
        f"{_button('nuttig', texts.USEFUL)}{_button('onnuttig', texts.NOT_USEFUL)}</p>"
    )


def _button(kind: str, word: str, name: str = "") -> str:
    titled = f' title="{name}"' if name else ""
    return f'<button type="button" class="ww-doe ww-{kind}"{titled}>{word}</button>'
