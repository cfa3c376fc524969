"""What happens to a question: steps, failures as one sentence, a bounded queue."""

import logging
import time
from collections.abc import Iterator

import pytest
from fake_service import DOCUMENTS, FakeAssistant, FakeService

from assistant.types import Filters, Kind, Turn
from assistant.web import texts
from assistant.web.answering import Places
from assistant.web.choices import choices_of, filters_from
from assistant.web.conversation import KEPT, Exchanges, Question, State, ask

BSN = "123456782"


def conversation(service: FakeService, question: str, before: Exchanges = ()) -> list[Exchanges]:
    return list(ask(service, Places(), Question(question), before))


def until_answer(steps: Iterator[Exchanges]) -> Exchanges:
    return next(now for now in steps if now[-1].answer is not None)


def test_an_answer_grows_and_then_is_done() -> None:
    steps = [now[-1] for now in conversation(FakeService(), "Waarom Delft?")]
    assert steps[0].message == "Ik zoek in 3 bronnen"
    assert [step.state for step in steps[:-1]] == [State.BUSY] * (len(steps) - 1)
    assert steps[-1].state is State.DONE
    counts = [len(step.answer.sentences) for step in steps if step.answer]
    assert counts == sorted(counts)
    assert (counts[0], counts[-1]) == (1, 3)


def test_an_empty_question_changes_nothing() -> None:
    service = FakeService()
    assert conversation(service, " \n ") == [()]
    assert service.ready and service.ready.asked == []


def test_half_a_character_does_not_break_the_stream() -> None:
    service = FakeService()
    last = conversation(service, "wijkteam \ud800")[-1][-1]
    assert last.question == "wijkteam ?"
    assert service.ready and service.ready.asked[-1][0] == "wijkteam ?"


def test_a_question_error_is_shown_as_it_is() -> None:
    last = conversation(FakeService(), "x" * 1001)[-1][-1]
    assert (last.state, last.message) == (State.FAILED, "Je vraag is te lang. Maak er hoogstens 1.000 tekens van.")


def test_personal_data_is_not_kept_shown_or_logged(caplog: pytest.LogCaptureFixture) -> None:
    service = FakeService()
    with caplog.at_level(logging.DEBUG):
        (now,) = conversation(service, f"Wat doe ik voor BSN {BSN}?")  # one step: it is never shown as asked
    last = now[-1]
    assert (last.state, last.proposal) == (State.WITHHELD, "Wat doe ik voor BSN [BSN]?")
    assert BSN not in repr(now)
    assert BSN not in caplog.text
    conversation(service, "En waarom?", now)
    assert service.ready and service.ready.asked[-1][1] == ()


def test_an_unknown_error_shows_no_detail(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        last = conversation(FakeService(), "kapot")[-1][-1]
    assert (last.state, last.message) == (State.FAILED, texts.FAILED)
    assert "secret path" in caplog.text


def test_without_an_index_it_says_so() -> None:
    last = conversation(FakeService(ready=None), "Waarom Delft?")[-1][-1]
    assert last.message == texts.NOT_READY


def test_earlier_turns_go_along() -> None:
    service = FakeService()
    before = conversation(service, "Waarom Delft?")[-1]
    conversation(service, "En waarom?", before)
    assert service.ready
    question, turns, _ = service.ready.asked[-1]
    assert question == "En waarom?"
    assert turns[0] == Turn("user", "Waarom Delft?")
    assert [turn.role for turn in turns] == ["user", "assistant"]


def test_a_long_conversation_is_kept_short() -> None:
    service = FakeService(ready=FakeAssistant(pause=0))
    now: Exchanges = ()
    for number in range(KEPT + 5):
        now = conversation(service, f"Amsterdam {number}", now)[-1]
    assert len(now) == KEPT
    assert now[-1].number == KEPT + 5


def test_stop_keeps_what_was_there() -> None:
    service, question = FakeService(), Question("langzaam")
    steps = ask(service, Places(), question, ())
    until_answer(steps)
    started = time.monotonic()
    question.stop.set()
    last = list(steps)[-1][-1]
    assert time.monotonic() - started < 2  # the assistant itself is held for ten seconds
    assert (last.state, last.message) == (State.STOPPED, texts.STOPPED)
    assert last.answer is not None
    assert service.ready
    service.ready.hold.set()


def test_each_step_is_short() -> None:
    """Gradio notices that a tab was closed only between two steps."""
    service = FakeService()
    steps = ask(service, Places(), Question("langzaam"), ())
    until_answer(steps)
    started = time.monotonic()
    for _ in range(3):
        next(steps)
    steps.close()  # type: ignore[attr-defined]
    assert time.monotonic() - started < 3
    assert service.ready
    service.ready.hold.set()


def test_an_assistant_without_an_answer_is_a_failure() -> None:
    service = FakeService()
    service.ready.stream = lambda *_: iter(())  # type: ignore[union-attr,method-assign]
    assert conversation(service, "Waarom Delft?")[-1][-1].state is State.FAILED


def test_a_stopped_question_gives_its_place_back() -> None:
    places = Places(simultaneous=1, waiting=0)
    for _ in range(3):
        steps = ask(FakeService(), places, Question("Waarom Delft?"), ())
        until_answer(steps)
        steps.close()


def test_too_many_questions_at_a_time() -> None:
    places = Places(simultaneous=1, waiting=1)
    slow, quick = FakeService(), FakeService()
    first = ask(slow, places, Question("langzaam"), ())
    second, third = (ask(quick, places, Question("Waarom Delft?"), ()) for _ in range(2))
    until_answer(first)
    next(second)
    assert next(second)[-1].message == texts.WAITING
    next(third)
    assert next(third)[-1].message == texts.TOO_BUSY
    first.close()
    assert slow.ready
    slow.ready.hold.set()
    assert list(second)[-1][-1].state is State.DONE


def test_choices_come_from_the_documents() -> None:
    choices = choices_of(DOCUMENTS)
    assert [shown for shown, _ in choices.kinds] == ["Alle soorten", "blog", "sessieverslag", "praktijknotitie"]
    assert [value for _, value in choices.municipalities] == ["", "Delft", "Haarlem"]
    assert [value for _, value in choices.years] == ["", "2015", "2016", "2024"]


def test_filters_from_choices() -> None:
    assert filters_from("", "", "", "", "", "") == Filters()
    assert not filters_from(None, None, None, None, None, None)
    chosen = filters_from("", "blog", "Delft", "toegang", "2020", "2015")
    assert chosen == Filters(kind=Kind.BLOG, municipality="Delft", theme="toegang", year_from=2015, year_to=2020)
