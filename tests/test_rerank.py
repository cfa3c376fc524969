"""The order of passages after reading, and after an optional cross-encoder."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from fakes import FakeEncoder
from homes import Build, Open

from assistant.encoder import identify, load_cross_reader
from assistant.errors import EncoderError
from assistant.pipeline import Assistant
from assistant.settings import Settings
from assistant.types import Filters, Vectors


class LongestFirst:
    """A passage reader that likes long passages."""

    def scores(self, question: str, passages: Sequence[str]) -> Vectors:
        return np.array([100.0 * len(text) for text in passages], np.float32)


def test_reading_keeps_every_passage_and_orders_them(starter_assistant: Assistant) -> None:
    hits = starter_assistant.search("Waarom koos Delft niet voor wijkteams?", 20)
    assert len({hit.row for hit in hits}) == len(hits) == 20
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_cross_encoder_has_its_say(home: Settings, build: Build, opened: Open) -> None:
    build(home)
    generation = opened(home)
    encoder = FakeEncoder(identify(home).digest)
    question = "Hoe werkt het team?"
    plain = Assistant(generation, encoder)._engine.queries([question])[0]
    engine = Assistant(generation, encoder, cross_reader=LongestFirst())._engine
    found = engine.retrieve(plain, 10, Filters())
    lengths = [len(hit.passage.text) for hit in found.hits]
    assert lengths[0] == max(lengths)


def test_no_cross_encoder_is_the_default(home: Settings) -> None:
    assert load_cross_reader(home) is None


def test_an_unknown_cross_encoder_is_named(home: Settings) -> None:
    with pytest.raises(EncoderError):
        load_cross_reader(replace(home, cross_encoder="bestaat-niet"))
