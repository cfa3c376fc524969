"""What happens on the page with the chat. The work itself is in ``conversation``, ``updates`` and ``render``."""

import logging
import secrets
from collections.abc import Callable, Iterator
from typing import Any

import gradio as gr

from assistant.dutch.foreign import is_foreign
from assistant.errors import WijkwijzerError
from assistant.types import Audience, Filters, Mode, Style
from assistant.web import render, texts, updates
from assistant.web.addresses import Wanted, wanted
from assistant.web.afterwards import Told, afterwards
from assistant.web.answering import Places
from assistant.web.choices import ALL, choices_of, filters_from
from assistant.web.conversation import KEPT, Exchange, Exchanges, Question, State, ask, sendable
from assistant.web.layout import ADDRESS_ID, PROPOSAL_ID, WIDEN_ID, Parts
from assistant.web.routing import COOKIE, owner_of
from assistant.web.service import Assistant, Service
from assistant.web.standing import difference, present
from assistant.web.tabs import Tabs
from assistant.web.talks.talks import Talks, exchanges_of
from assistant.web.updates import Updates

_FILTERS = ("collection", "kind", "municipality", "theme", "year_from", "year_to")  # in the order of the page

Notice = Callable[[], str | None]

log = logging.getLogger(__name__)


class Chat:
    """What happens on the page; one for all tabs."""

    def __init__(self, parts: Parts, service: Service, notice: Notice, talks: Talks) -> None:
        self._parts, self._service, self._notice, self._talks = parts, service, notice, talks
        self._places = Places()
        self._tabs = Tabs()
        # By the name on the page: an updated component is a new object with another number.
        self._suggested = {button.elem_id: place for place, button in enumerate(parts.suggestions)}
        self._further = {button.elem_id: place for place, button in enumerate(parts.further_buttons)}

    def look(self, request: gr.Request) -> Updates:
        """Look at the service: when the page opens, and every second until it is ready."""
        parts = self._parts
        try:
            assistant = self._service.assistant()
            if assistant is not None:
                # Without documents there is nothing to ask, until the other desk adds some.
                waiting = gr.Timer(active=not assistant.documents())
                return {**updates.opened(parts, assistant, self._notice(), self._news(request)), parts.timer: waiting}
            failure = self._service.failure()
            gate = render.failure(failure) if failure else render.building(self._service.progress())
            return {parts.gate: gate, parts.desk: gr.Row(visible=False), parts.timer: gr.Timer(active=True)}
        except Exception:
            log.exception("the state of the service could not be shown")
            return {parts.gate: render.failure(texts.SERVER_FAILED), parts.timer: gr.Timer(active=True)}

    def ask(self, data: dict[Any, Any], event: gr.EventData, request: gr.Request) -> Iterator[Updates]:
        """Answer what was typed, pressed, or asked by the address of the page."""
        parts, exchanges = self._parts, data[self._parts.exchanges]
        pressed = getattr(event.target, "elem_id", None)
        found = self._wanted(request) if pressed == ADDRESS_ID else Wanted()
        if found.talk:
            yield self._reopened(request, found.talk)
            return
        question = self._question(data, pressed, found)
        exchanges = present(exchanges, self._service.assistant())
        if not sendable(question.text).strip():
            yield {parts.hint: render.hint(texts.NOTHING_ASKED) if pressed != ADDRESS_ID else ""}
            return
        before: Exchanges | None = None
        with self._tabs.first(request.session_hash, question.stop) as work:
            for now in ask(self._service, self._places, question, exchanges):
                if work.silent.is_set():
                    return
                # The same conversation again only says that there is nothing new yet.
                changed: Updates = {parts.exchanges: now}
                if now is not before:
                    changed = updates.shown(parts, now, first=before is None)
                    changed |= self._kept(request, now[-1], not data[parts.keep_not])
                if before is None:
                    changed |= {parts.gate: render.notice(self._notice()), parts.talk: question.talk}
                    if is_foreign(question.text):
                        changed[parts.hint] = render.hint(texts.ASK_IN_DUTCH)
                    changed |= self._chosen(pressed, found)
                yield changed
                before = now

    def after(self, data: dict[Any, Any], request: gr.Request) -> Iterator[Updates]:
        """What comes when an answer has been read already: standpoints, and questions to go on with."""
        exchanges, assistant = data[self._parts.exchanges], self._service.assistant()
        with self._tabs.beside(request.session_hash) as work:
            told: Told | None = None
            if work and assistant and self._places.free.acquire(blocking=False):
                try:
                    told = afterwards(assistant, exchanges)
                finally:
                    self._places.free.release()
            if work is None or work.silent.is_set():  # another question is being answered by now, or all was cleared
                yield {self._parts.further: gr.skip()}  # Gradio takes an end without a word for old values
                return
            if told is None:
                yield {self._parts.further: ()}
                return
            shown = updates.further(self._parts, told.further)
            if told.last is not exchanges[-1]:
                shown |= {self._parts.exchanges: (*exchanges[:-1], told.last)}
                shown |= {self._parts.latest: render.conversation([told.last])}
                self._kept(request, told.last, not data[self._parts.keep_not])
            yield shown

    def withdraw(self, data: dict[Any, Any], request: gr.Request) -> Iterator[Updates]:
        """Show the conversation as the sources are now; an answer that is being made is out of those."""
        with self._tabs.beside(request.session_hash) as work:
            exchanges = data[self._parts.exchanges]
            now = present(exchanges, self._service.assistant())
            if work is not None and any(one is not other for one, other in zip(now, exchanges, strict=True)):
                yield updates.withdrawn(self._parts, now, difference(exchanges, now))
            else:
                yield {self._parts.hint: gr.skip()}

    def clear(self, request: gr.Request) -> Updates:
        """Begin again; nothing of what is still at work comes after it."""
        self._tabs.end(request.session_hash)
        return updates.cleared(self._parts)

    def stop(self, request: gr.Request) -> None:
        """Gradio's own way to cancel leaves the tab deaf to a next question for a while."""
        self._tabs.stop(request.session_hash)

    def label(self, mode: str | None) -> Any:
        """How answers are made now, and where a question goes."""
        assistant = self._service.assistant()
        writing = assistant.writing() if assistant else None
        return gr.Accordion(render.style_label(writing, quotes_only=mode == Mode.CITAAT))

    def _question(self, data: dict[Any, Any], pressed: str | None, found: Wanted) -> Question:
        parts, exchanges = self._parts, data[self._parts.exchanges]
        typed: str = data[parts.question] or ""
        offered_by: tuple[str, ...] = ()
        filters = filters_from(*(data[choice] for choice in parts.filters))
        if pressed == PROPOSAL_ID:
            typed = exchanges[-1].proposal if exchanges else ""
        elif pressed == WIDEN_ID:
            last: Exchange | None = exchanges[-1] if exchanges else None
            typed, offered_by = (last.question, last.offered_by) if last else ("", ())
            filters = Filters()
        elif pressed == ADDRESS_ID:
            typed, filters = found.question, filters_from(*(found.chosen.get(name) for name in _FILTERS))
        elif pressed in self._suggested:
            typed = data[parts.offered][self._suggested[pressed]]
        elif pressed in self._further:
            one = data[parts.further][self._further[pressed]]
            typed, offered_by = one.question, (one.document,)
        offered_by = offered_by or _curated(self._service.assistant(), typed)
        style = _style(data[parts.style_mode], data[parts.style_audience], data[parts.style_plain])
        talk = data[parts.talk] or secrets.token_urlsafe(12)
        return Question(typed, filters, style, offered_by, talk)

    def _wanted(self, request: gr.Request) -> Wanted:
        assistant = self._service.assistant()
        return wanted(request.headers.get("referer", ""), choices_of(assistant.documents() if assistant else []))

    def _chosen(self, pressed: str | None, found: Wanted) -> Updates:
        """The filters as they are for this question, where it was not asked with those on the page."""
        parts = self._parts
        if pressed not in (WIDEN_ID, ADDRESS_ID):
            return {}
        shown: Updates = {
            choice: found.chosen.get(name, ALL) for choice, name in zip(parts.filters, _FILTERS, strict=True)
        }
        if found.unknown:
            shown[parts.hint] = render.hint(texts.LINK_UNKNOWN.format(value="’ en ‘".join(found.unknown)))
        return shown

    def _reopened(self, request: gr.Request, talk: str) -> Updates:
        try:
            kept = self._talks.find(_owner(request), talk)
        except WijkwijzerError as error:
            return {self._parts.hint: render.hint(str(error))}
        exchanges = present(exchanges_of(kept)[-KEPT:] if kept else (), self._service.assistant())
        if not exchanges:
            return {self._parts.hint: render.hint(texts.TALK_GONE)}
        return {**updates.shown(self._parts, exchanges, first=True), self._parts.talk: talk, self._parts.question: ""}

    def _kept(self, request: gr.Request, exchange: Exchange, keep: bool) -> Updates:
        if exchange.state is not State.DONE:
            return {}
        try:
            self._talks.record(_owner(request), exchange, keep)
        except WijkwijzerError as error:
            return {self._parts.hint: render.hint(texts.NOT_KEPT.format(reason=error))}
        return {}

    def _news(self, request: gr.Request) -> list[str]:
        try:
            return self._talks.news(_owner(request))
        except WijkwijzerError:
            log.warning("what was kept could not be read")
            return []


def _style(mode: str | None, audience: str | None, plain: bool | None) -> Style:
    return Style(Mode(mode or Mode.TAALMODEL), Audience(audience or Audience.PROFESSIONAL), bool(plain))


def _curated(assistant: Assistant | None, question: str) -> tuple[str, ...]:
    """The documents of which a question was written down by a curator, word for word."""
    documents = assistant.documents() if assistant else ()
    return tuple(document.id for document in documents if question in document.questions)


def _owner(request: gr.Request) -> str:
    return owner_of(request.cookies.get(COOKIE))
