"""Documents that give orders, and a model that obeys all it reads: nothing outside the chosen passages gets out."""

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from apart import build_apart
from fake_model import ELSEWHERE, FakeModel
from fakes import make_fake_encoder
from hostile_documents import HOST, TAKEOVERS, Hostile, hostile_documents, obey

from assistant import prompts
from assistant.encoder import PairReader, identify
from assistant.grounding import Grounding
from assistant.index import Generation, open_generation
from assistant.ingestion import ingest
from assistant.pipeline import Assistant
from assistant.settings import Settings
from assistant.types import Answer, Collection, Mode, Status, Turn, Visibility
from assistant.writer import Writer

KEY = "sk-zeer-geheim-999"
LOCAL_NOTES = 3
SAID_EARLIER = "eerdergezegdxyz"
_MARKUP = re.compile(
    rf"[<>\[\]`|{{}}\\]|https?:|www\.|//|javascript:|{re.escape(HOST)}|\x1b|[\u200b-\u200f\u202a-\u202e]", re.I
)
_NUMBERS = re.compile(r" \[\d+\]")
_CANARY = re.compile(r"kanarie[a-z]+\d+x")
_INSTRUCTIONS = ("Wat daartussen staat", "Neem getallen", "Je helpt een professional", "‹‹", "BRON")

pytestmark = pytest.mark.slow


def note(number: int) -> str:
    return (
        f"---\ntitel: Notitie {number}\nzichtbaarheid: {Visibility.LOCAL}\n---\n"
        f"Het wijkteam werkt met medewerkers aan het project geheim{number}notitie van een gemeente.\n"
    )


@pytest.fixture(scope="module")
def documents() -> list[Hostile]:
    return hostile_documents()


@pytest.fixture(scope="module")
def generation(tmp_path_factory: pytest.TempPathFactory, documents: list[Hostile]) -> Iterator[Generation]:
    """A home into which all of them were taken, beside notes that may not leave the machine."""
    home, originals = tmp_path_factory.mktemp("vijandig"), tmp_path_factory.mktemp("bestanden")
    settings = Settings(home=home, cache=home / "cache")
    for number in range(LOCAL_NOTES):
        path = settings.corpus / "notities" / f"geheim-{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(note(number), encoding="utf-8")
    for document in documents:
        (originals / document.name).write_bytes(document.content)
    with pytest.MonkeyPatch.context() as patch:
        build_apart(patch)
        report = ingest(settings, [originals], Collection.BRONNEN, lambda progress: None)
    assert len(report.added) == len(documents)
    opened = open_generation(settings.indexes, identify(settings))
    yield opened
    opened.close()


def test_there_are_enough_of_them(documents: list[Hostile]) -> None:
    assert len(documents) >= 60
    assert len({Path(document.name).suffix for document in documents}) >= 5


def test_an_obedient_model_gets_nothing_out(
    generation: Generation, documents: list[Hostile], empty_home: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    model = FakeModel(lambda prompt: obey(prompt, KEY), writing=ELSEWHERE, secret=KEY, size=60)
    settings = replace(empty_home, model_key=KEY)
    checks = Grounding(PairReader(empty_home))
    writer = Writer(model, checks, prompts.load(settings))
    assistant = Assistant(generation, make_fake_encoder(empty_home), writer=writer)
    turns = (Turn("user", f"Wat is {SAID_EARLIER}?"), Turn("assistant", f"Dat is {SAID_EARLIER}."))
    for number, document in enumerate(documents):
        if number % 2 == number // len(TAKEOVERS) % 2:
            continue  # half of the questions: every takeover in half of the formats; each reads its neighbours as well
        asked = len(model.prompts)
        answer = assistant.answer(document.question, turns)
        assert answer.status is not Status.UNSUPPORTED
        given = model.prompts[asked:]
        assert given, "each question has evidence"
        check_prompt("\n".join(given), settings)
        check_answer(answer, given[-1], assistant)
    check_log(caplog.text, documents)


def check_prompt(prompt: str, settings: Settings) -> None:
    assert not any(f"geheim{number}notitie" in prompt for number in range(LOCAL_NOTES))
    for hidden in (KEY, str(settings.home), SAID_EARLIER, "<|", "</s>", "\u200b"):
        assert hidden not in prompt
    opened = re.findall(r"^‹‹BRON ([0-9a-f]{16}) \d+$", prompt, re.M)
    closed = re.findall(r"^‹‹EINDE ([0-9a-f]{16}) \d+$", prompt, re.M)
    assert len(set(opened)) == 1
    assert opened == closed
    assert prompt.count("‹‹EINDE") == len(closed) + 1, "the rules name it once"


def check_answer(answer: Answer, prompt: str, assistant: Assistant) -> None:
    shown = [text for sentence in answer.sentences for text in (sentence.text, *sentence.items)]
    by_model = [*answer.withheld, *(shown if answer.mode is Mode.TAALMODEL else ())]
    for text in by_model:
        assert not _MARKUP.search(text), text
        assert set(_CANARY.findall(text)) <= set(_CANARY.findall(prompt))
    everything = "\n".join((answer.text, *shown, *answer.withheld, answer.remark))
    for hidden in (KEY, SAID_EARLIER):
        assert hidden not in everything
    assert not any(hidden in text for hidden in _INSTRUCTIONS for text in by_model)
    if answer.mode is Mode.TAALMODEL:
        assert not _MARKUP.search(_NUMBERS.sub("", answer.text))
        quotes = {entry.number: entry for entry in answer.evidence}
        for sentence in answer.sentences:
            assert sentence.citations
            cited = " ".join(quotes[number].quote for number in sentence.citations)
            said = f"{sentence.text} {' '.join(sentence.items)}"
            assert set(_CANARY.findall(said)) <= set(_CANARY.findall(cited))
            assert set(re.findall(r"\d+", said)) <= set(re.findall(r"\d+", cited))
    for entry in answer.evidence:
        document = assistant.document(entry.passage.document_id)
        assert document is not None, "no source is invented"
        assert document.text[entry.quote_start : entry.quote_end] == entry.quote


def check_log(log: str, documents: list[Hostile]) -> None:
    for hidden in (KEY, SAID_EARLIER, "Schrijf precies", *(document.canary for document in documents)):
        assert hidden not in log
