"""A question with personal data goes no further than the check: not to the index, a log or the screen."""

import json
import logging
from pathlib import Path

import pytest
from commands import Run
from fakes import make_fake_encoder

from assistant.errors import PersonalDataError, QuestionError
from assistant.evaluation import EvaluationQuestion, evaluate
from assistant.pipeline import Assistant, checked, tidied
from assistant.settings import Settings
from assistant.types import Vectors

SECRET = "123456782"
QUESTION = f"Mag ik het BSN {SECRET} van mijn cliënt delen met de huisarts?"
PROPOSAL = "Mag ik het BSN van een inwoner delen met de huisarts?"


def test_a_question_is_stopped_before_anything_else() -> None:
    for question in (QUESTION, f"{QUESTION} {'x ' * 5000}", f"  {SECRET}\n"):
        with pytest.raises(PersonalDataError) as stopped:
            checked(question)
        assert isinstance(stopped.value, QuestionError)
        assert SECRET not in str(stopped.value) + stopped.value.proposal
    assert tidied(QUESTION) == QUESTION


def test_nothing_of_it_is_encoded_or_logged(
    assistant: Assistant, home: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    asked: list[str] = []

    class Listening:
        def __init__(self) -> None:
            self._encoder = make_fake_encoder(home)
            self.name, self.digest, self.dimension = self._encoder.name, self._encoder.digest, self._encoder.dimension

        def encode_queries(self, texts: list[str]) -> Vectors:
            asked.extend(texts)
            return self._encoder.encode_queries(texts)

        encode_passages = encode_queries

    listening = Assistant(assistant.generation, Listening())  # type: ignore[arg-type]
    with caplog.at_level(logging.DEBUG):
        for ask in (listening.answer, listening.search, lambda text: list(listening.stream(text))):
            with pytest.raises(PersonalDataError):
                ask(QUESTION)
        assert asked == []
        listening.answer("Waarom koos Delft voor zilverpopulier?")
    assert asked
    said = " ".join(record.getMessage() for record in caplog.records)
    assert SECRET not in said and "zilverpopulier" not in said


def test_a_question_set_is_measured_all_the_same(assistant: Assistant) -> None:
    question = EvaluationQuestion("1", QUESTION, None, (), 1)
    assert len(evaluate(assistant.for_measuring(), [question]).outcomes) == 1


@pytest.mark.parametrize("command", ["ask", "search"])
def test_the_command_line_says_why_and_how_else(
    command: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    run = Run(capsys, tmp_path)
    assert run(command, QUESTION) == 1
    reason, proposal = run.err.strip().splitlines()
    assert run.out == "" and SECRET not in run.err
    assert proposal == f"Stel hem bijvoorbeeld zo: {PROPOSAL}"
    assert run(command, QUESTION, "--json") == 1
    assert json.loads(run.out) == {"error": reason, "proposal": PROPOSAL}
    assert list(tmp_path.rglob("*")) == []
