"""Conversations, judgements and questions for the curator, kept on the shelf or, where a user wants that, in memory.

A question that a user typed is theirs. One that they pressed came out of a document: it lies with what was quoted,
so that it goes when that document is erased. Nothing comes here before the check for personal data let it pass.
"""

import threading
from collections import OrderedDict
from dataclasses import replace
from datetime import datetime
from typing import Any

from assistant.corpus.front_matter import dutch_date
from assistant.exports.conversation import Asked
from assistant.kept import Kept, Part, Shelf, Sort, new
from assistant.types import Filters
from assistant.web import texts
from assistant.web.conversation import Exchange, State
from assistant.web.render import filters_text
from assistant.web.service import Service
from assistant.web.talks.stored import (
    answer_from,
    answer_json,
    documents_of,
    filters_from_json,
    filters_json,
    positions_from,
    positions_json,
)

IN_MEMORY = 200  # conversations of all users together that are not kept; the oldest go
PARTS = 200  # exchanges of one conversation; the oldest go
EVERYBODY = ""  # owner of what the curator sees
ANSWERED, SEEN = "beantwoord", "gezien"


class Talks:
    """What is kept of conversations; ``owner`` "" is a browser without a cookie, of which nothing is kept."""

    def __init__(self, service: Service, shelf: Shelf) -> None:
        self._service = service
        self._shelf = shelf
        self._loose: OrderedDict[tuple[str, str], Kept] = OrderedDict()
        self._changing = threading.Lock()

    def record(self, owner: str, exchange: Exchange, keep: bool) -> None:
        """Add an exchange to its conversation, or put it in place of an earlier state of it.

        StateError when it could not be written; it is in memory then.
        """
        if exchange.answer is None or exchange.state is not State.DONE or not exchange.talk:
            return
        with self._changing:  # two tabs may have the same conversation
            kept = self.find(owner, exchange.talk)
            if kept is None:
                kept = replace(new(owner, Sort.CONVERSATION, ""), id=exchange.talk)
            kept = replace(kept, parts=_added(kept.parts, _part(exchange))[-PARTS:])
            self._loose[owner, kept.id] = kept
            while len(self._loose) > IN_MEMORY:
                self._loose.popitem(last=False)
            if keep and owner:
                self._shelf.save(kept)
                self._loose.pop((owner, kept.id), None)
            elif owner:
                self._shelf.remove(owner, kept.id)  # it was kept until now
        self._see(owner, exchange.question)

    def find(self, owner: str, identity: str) -> Kept | None:
        """A conversation of this owner, without what has been erased since; None when there is none."""
        found = self._loose.get((owner, identity))
        if found is None and owner:
            found = self._shelf.find(owner, identity)
        return self._true(found) if found and found.sort is Sort.CONVERSATION else None

    def listed(self, owner: str) -> list[Kept]:
        """The conversations of this owner, the last changed first."""
        return [self._true(kept) for kept in self._shelf.listed(owner, Sort.CONVERSATION)] if owner else []

    def rename(self, owner: str, identity: str, title: str) -> bool:
        """Give a conversation another title."""
        return bool(owner) and self._shelf.rename(owner, identity, title)

    def remove(self, owner: str, identity: str) -> bool:
        """Let a conversation go."""
        loose = self._loose.pop((owner, identity), None)
        return (bool(owner) and self._shelf.remove(owner, identity)) or loose is not None

    def part(self, owner: str, identity: str, mark: str) -> Part | None:
        """One exchange of a conversation, by its mark; None when it, or what it quoted, is not there any more."""
        kept = self.find(owner, identity)
        parts = kept.parts if kept else ()
        return next((part for part in parts if part.own.get("merk") == mark and part.quoted), None)

    def judge(self, part: Part, useful: bool, reason: str) -> None:
        """Keep what someone thinks of an answer, for the curator."""
        own = {"vraag": part.own["vraag"], "merk": part.own["merk"], "nuttig": useful, "reden": reason}
        for earlier in self.judgements():
            if earlier.parts[0].own.get("merk") == own["merk"]:
                self._shelf.remove(EVERYBODY, earlier.id)  # they changed their mind
        kept = new(EVERYBODY, Sort.JUDGEMENT, "", [Part(own, {"vraag": part.quoted["vraag"]}, part.documents)])
        self._shelf.save(kept)

    def submit(self, owner: str, part: Part) -> None:
        """Put a question before the curator, once."""
        asked = _asked(part)
        if any(question_of(kept) == asked and kept.parts[0].own.get("vrager") == owner for kept in self.submitted()):
            return
        own = {"vraag": part.own["vraag"], "vrager": owner}
        pressed = not own["vraag"]  # it came out of a document
        fresh = Part(own, {"vraag": asked} if pressed else {}, part.documents if pressed else ())
        self._shelf.save(new(EVERYBODY, Sort.QUESTION, "", [fresh]))

    def submitted(self) -> list[Kept]:
        """The questions that were put before the curator, the last one first."""
        return [kept for kept in self._shelf.listed(EVERYBODY, Sort.QUESTION) if kept.parts]

    def judgements(self) -> list[Kept]:
        """What users thought of answers, the last one first."""
        return [kept for kept in self._shelf.listed(EVERYBODY, Sort.JUDGEMENT) if kept.parts]

    def mark_answered(self, identity: str) -> bool:
        """Say that the sources answer a question now; whoever asked it gets a word at their next visit."""
        kept = self._shelf.find(EVERYBODY, identity)
        if kept is None or kept.sort is not Sort.QUESTION or not kept.parts:
            return False
        self._set_state(kept, ANSWERED)
        return True

    def drop(self, identity: str) -> bool:
        """Remove a question or a judgement from the curator's lists."""
        kept = self._shelf.find(EVERYBODY, identity)
        return kept is not None and kept.sort is not Sort.WORKSHOP and self._shelf.remove(EVERYBODY, identity)

    def of_asker(self, owner: str) -> list[Kept]:
        """The questions that this owner put before the curator."""
        return [kept for kept in self.submitted() if kept.parts[0].own.get("vrager") == owner] if owner else []

    def news(self, owner: str) -> list[str]:
        """The questions of this owner that the curator answered, and that they did not ask again yet."""
        asked = [kept for kept in self.of_asker(owner) if state_of(kept) == ANSWERED]
        return [question for question in map(question_of, asked) if question]

    def _see(self, owner: str, question: str) -> None:
        for kept in self.of_asker(owner):
            if state_of(kept) == ANSWERED and question_of(kept) == question:
                self._set_state(kept, SEEN)

    def _set_state(self, kept: Kept, state: str) -> None:
        part = kept.parts[0]
        self._shelf.save(replace(kept, parts=(replace(part, own={**part.own, "stand": state}),)))

    def _true(self, kept: Kept) -> Kept:
        """The conversation without what came from documents that are not there any more.

        Erasure takes it out of the shelf as well; this keeps what is in memory, or read just before, from being told.
        """
        assistant = self._service.assistant()
        if assistant is None:
            return kept
        there = {document.id for document in assistant.documents()}
        return replace(
            kept, parts=tuple(part if there.issuperset(part.documents) else Part(part.own) for part in kept.parts)
        )


def exchanges_of(kept: Kept) -> tuple[Exchange, ...]:
    """A kept conversation as it stood on the page."""
    return tuple(
        Exchange(
            number=place,
            question=_asked(part) or texts.QUESTION_GONE,
            state=State.DONE if part.quoted else State.FAILED,
            answer=answer_from(part.quoted.get("antwoord", {})),
            message="" if part.quoted else texts.ANSWER_GONE,
            filters=_filters(part),
            offered_by=tuple(map(str, part.quoted.get("uit", ()))),
            talk=kept.id,
            mark=str(part.own.get("merk", "")),
            positions=positions_from(part.quoted.get("standpunten", ())),
        )
        for place, part in enumerate(kept.parts, 1)
    )


def asked_of(part: Part) -> Asked:
    """An exchange as an export takes it."""
    answer = answer_from(part.quoted.get("antwoord", {}))
    told = positions_from(part.quoted.get("standpunten", ()))
    said = tuple((one.role.value, one.evidence) for one in told)
    return Asked(_asked(part) or texts.QUESTION_GONE, answer, filters_text(_filters(part)), said)


def title_of(kept: Kept) -> str:
    """What a conversation is called: by its user, or by its first question that is still there."""
    return (
        kept.title or next(filter(None, map(_asked, kept.parts)), "") or texts.TALK_OF.format(date=day_of(kept.created))
    )


def question_of(kept: Kept) -> str:
    """The question of something kept for the curator; "" when it was erased with its document."""
    return _asked(kept.parts[0])


def state_of(kept: Kept) -> str:
    """How far a question for the curator is: "" while it waits, ANSWERED or SEEN."""
    return str(kept.parts[0].own.get("stand", ""))


def day_of(moment: str) -> str:
    """The day of a time as ``kept`` writes it, in Dutch and on the clock of this machine."""
    try:
        return dutch_date(datetime.fromisoformat(moment).astimezone().date().isoformat())
    except ValueError:
        return ""


def _added(parts: tuple[Part, ...], fresh: Part) -> tuple[Part, ...]:
    """The parts with one more, or with one in place of an earlier state of it."""
    marks = [part.own.get("merk") for part in parts]
    if fresh.own["merk"] not in marks:
        return (*parts, fresh)
    at = marks.index(fresh.own["merk"])
    return (*parts[:at], fresh, *parts[at + 1 :])


def _part(exchange: Exchange) -> Part:
    """An exchange as it is kept; themes and names of documents are text of documents too."""
    assert exchange.answer is not None
    own = {"merk": exchange.mark, "vraag": "" if exchange.offered_by else exchange.question}
    quoted: dict[str, Any] = {
        "vraag": exchange.question,
        "antwoord": answer_json(exchange.answer),
        "filters": filters_json(exchange.filters),
        "uit": exchange.offered_by,
        "standpunten": positions_json(exchange.positions),
    }
    documents = (*documents_of(exchange.answer, exchange.positions), *exchange.offered_by)
    return Part(own, quoted, tuple(dict.fromkeys(documents)))


def _asked(part: Part) -> str:
    return str(part.own.get("vraag") or part.quoted.get("vraag", ""))


def _filters(part: Part) -> Filters:
    return filters_from_json(part.quoted.get("filters", {}))
