"""Whatever a model does, there is an answer: in quotes, with one Dutch sentence that says why, and in time."""

import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import islice

import pytest
from fake_model import WordChecks
from fakes import make_fake_encoder
from scripted_model import (
    Script,
    ScriptedModel,
    cut_after,
    goes_on,
    hangs_after,
    keeps_alive,
    one_line_for_ever,
    refuses,
    scripted_model,
    sends,
    silent,
    splits_characters,
    stops_quietly,
    writes,
)

from assistant import prompts
from assistant.index import Generation
from assistant.models import open_model
from assistant.pipeline import QUOTES, Assistant
from assistant.settings import Settings
from assistant.types import Filters, Mode, Status, Turn
from assistant.web.answering import Places, Wait, answers
from assistant.writer import Writer

QUESTION = "Waarom koos Delft voor een projectorganisatie?"
CARRIED = "Delft koos voor een projectorganisatie, omdat de wethouder snel wilde beginnen met de Toegang [1]. "
WAIT = 20  # seconds; so long that a busy machine is not taken for a model that hangs
SHORT = 1  # second
BEYOND = 5.0  # seconds over the wait in which a call must be given up
KEY = "sk-geheim"
Ask = Callable[..., Assistant]


@pytest.fixture
def server() -> Iterator[ScriptedModel]:
    with scripted_model() as model:
        yield model


@pytest.fixture
def asks(small_generation: Generation, empty_home: Settings) -> Iterator[Ask]:
    """Makes assistants on the small home whose model is at an address."""
    models = []

    def made(url: str, seconds: int = WAIT, provider: str = "openai") -> Assistant:
        settings = replace(empty_home, model=f"{provider}:m", model_url=url, model_seconds=seconds, model_key=KEY)
        model = open_model(settings)
        assert model is not None
        models.append(model)
        writer = Writer(model, WordChecks(), prompts.load(settings))
        return Assistant(small_generation, make_fake_encoder(empty_home), writer=writer)

    yield made
    for model in models:
        model.close()


@pytest.fixture
def telling(asks: Ask, server: ScriptedModel) -> Assistant:
    """An assistant whose model is the scripted server."""
    return asks(server.url)


LATE = "niet op tijd"
FAILURES: dict[str, tuple[Script, str]] = {
    "401": (refuses(401), "weigert de sleutel"),
    "403": (refuses(403), "weigert de sleutel"),
    "404": (refuses(404), "kent dit taalmodel niet"),
    "400": (refuses(400), "te lang"),
    "429": (refuses(429), "te veel vragen"),
    "500": (refuses(500), "storing"),
    "503": (refuses(503), "storing"),
    "no first byte": (silent, LATE),
    "a hang in mid-stream": (hangs_after(CARRIED + "Ook koos"), LATE),
    "signs of life without a word": (keeps_alive, LATE),
    "a cut stream": (cut_after(CARRIED + "Ook koos"), "hield midden"),
    "a stream without its end": (stops_quietly(CARRIED + "Ook koos"), "hield midden"),
    "bad JSON": (sends(b"data: {kapot\n\n"), "niet kan lezen"),
    "JSON of another shape": (sends(b'data: {"choices": 3}\n\n'), "niet kan lezen"),
    "half a character": (sends(b'data: {"choices":[{"delta":{"content":"\xc3"}}]}\n\n'), "niet kan lezen"),
    "no stream at all": (sends(b"{}", "application/json"), "niet kan lezen"),
    "a page in HTML": (sends(b"<html>mis</html>", "text/html"), "niet kan lezen"),
    "an empty body": (sends(b""), "niet kan lezen"),
    "an empty answer": (writes(""), "geen tekst"),
    "white space": (writes(" \n\n \u200b "), "geen tekst"),
    "an endless line": (one_line_for_ever, "niet kan lezen"),
    "an endless word": (goes_on("bla"), "te weinig"),
    "an endless stream": (goes_on("Dit staat nergens in. "), "te weinig"),
    "an endless stream of other sentences": (writes("".join(f"Zin {n} klopt niet. " for n in range(500))), "te weinig"),
    "a slow endless stream": (goes_on("bla ", 0.1), LATE),
    "the prompt again": (writes(lambda prompt: prompt.partition("BRON")[0]), "te weinig"),
    "nonsense": (writes("De maan is van kaas. Kaas is duur."), "te weinig"),
    "no answer in the sources": (writes("Dit staat niet in de bronnen."), "geen antwoord in de bronnen"),
}


@pytest.mark.parametrize(("script", "said"), FAILURES.values(), ids=FAILURES)
def test_the_quotes_take_its_place(
    asks: Ask, server: ScriptedModel, caplog: pytest.LogCaptureFixture, script: Script, said: str
) -> None:
    caplog.set_level(logging.DEBUG)
    server.script = script
    telling = asks(server.url, SHORT if said == LATE else WAIT)
    quoted = telling.answer(QUESTION, style=QUOTES)
    answer = telling.answer(QUESTION)
    if said == LATE:
        assert gone_within(server, BEYOND)
        assert (server.calls[0].left_after or 0) < SHORT + BEYOND, "the bound that users are promised"
    assert (answer.mode, answer.status) == (Mode.CITAAT, Status.ANSWERED)
    assert (answer.sentences, answer.evidence, answer.text) == (quoted.sentences, quoted.evidence, quoted.text)
    assert said in answer.remark
    assert answer.remark.endswith("daarom zie je letterlijke citaten.")
    assert answer.remark.count(".") == 1
    told = "\n".join((answer.remark, *answer.withheld, caplog.text))
    for hidden in (KEY, "/srv/model", "Traceback", "Wat daartussen staat", "127.0.0.1"):
        assert hidden not in told
    assert QUESTION not in caplog.text
    assert len(server.calls) == 1, "one question is asked once"


def test_a_server_that_is_not_there(asks: Ask) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for provider in ("openai", "ollama", "mistralai"):
        answer = asks(f"http://127.0.0.1:{port}", provider=provider).answer(QUESTION)
        assert (answer.mode, answer.status) == (Mode.CITAAT, Status.ANSWERED)
        assert answer.remark == "Het taalmodel is niet bereikbaar; daarom zie je letterlijke citaten."


def test_split_characters_are_whole_again(telling: Assistant, server: ScriptedModel) -> None:
    server.script = splits_characters(CARRIED + "Eén wethouder vond dat écht.")
    answer = telling.answer(QUESTION)
    assert answer.mode is Mode.TAALMODEL
    assert answer.withheld == ("Eén wethouder vond dat écht.",)


def test_after_a_failure_the_next_question_is_told(telling: Assistant, server: ScriptedModel) -> None:
    for script in (cut_after("Delft"), refuses(500), sends(b"data: {kapot\n\n")):
        server.script = script
        assert telling.answer(QUESTION).mode is Mode.CITAAT
        server.script = writes(CARRIED)
        assert telling.answer(QUESTION).mode is Mode.TAALMODEL


def test_a_model_that_fails_in_a_follow_up_is_not_asked_twice(telling: Assistant, server: ScriptedModel) -> None:
    server.script = refuses(503)
    turns = (Turn("user", QUESTION), Turn("assistant", "Omdat de wethouder dat wilde."))
    answer = telling.answer("En in Haarlem?", turns)
    assert len(server.calls) == 1
    assert answer.mode is Mode.CITAAT


# Stopping


def gone_within(server: ScriptedModel, seconds: float) -> bool:
    """Whether the server notices soon that nobody listens any more."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if server.calls and server.calls[-1].left_after is not None:
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("script", [silent, hangs_after(CARRIED + "Ook"), keeps_alive, goes_on("bla ", 0.2)])
def test_closing_the_answer_ends_the_call(asks: Ask, server: ScriptedModel, script: Script) -> None:
    server.script = script
    with closing(asks(server.url).stream(QUESTION)) as steps:
        list(islice(steps, 3))
    assert gone_within(server, 2)


def test_stop_on_the_page_ends_the_call_and_frees_the_place(asks: Ask, server: ScriptedModel) -> None:
    assistant, places = asks(server.url), Places(simultaneous=1, waiting=0)
    server.script = silent
    with closing(answers(assistant, places, QUESTION, (), Filters())) as steps:
        for step in steps:
            assert step is Wait.WORKING, "nothing is shown that is not checked"
            if server.calls:
                break
    assert gone_within(server, 2)
    assert places.free.acquire(timeout=2)
    places.free.release()
    server.script = writes(CARRIED)
    with closing(answers(assistant, places, QUESTION, (), Filters())) as steps:
        found = [step for step in steps if not isinstance(step, Wait)]
    assert found[-1].mode is Mode.TAALMODEL
    assert len(found) == len({id(step) for step in found})


def test_two_users_at_once(telling: Assistant, server: ScriptedModel) -> None:
    server.script = writes(CARRIED, pause=0.01)
    found = {}
    threads = [threading.Thread(target=lambda n=n: found.update({n: telling.answer(QUESTION)})) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.mode for answer in found.values()} == {Mode.TAALMODEL}
    assert len(server.calls) == 6
