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
from assistant.reader import Span, rerank
from assistant.reader.signs import NAMES, Signs
from assistant.retrieval import Retrieved, make_query
from assistant.settings import Settings
from assistant.types import Filters, FoundBy, Hit, Passage, Vectors


class LongestFirst:
    """A passage reader that likes long passages."""

    def scores(self, question: str, passages: Sequence[str]) -> Vectors:
        return np.array([100.0 * len(text) for text in passages], np.float32)


def test_reading_keeps_every_passage_and_orders_them(starter_assistant: Assistant) -> None:
    hits = starter_assistant.search("Waarom koos Delft niet voor wijkteams?", 20)
    assert len({hit.row for hit in hits}) == len(hits) == 20
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def _span(hit: Hit, score: float) -> Span:
    return Span(hit, 0, 0, Signs(*[0.0] * len(NAMES)), score)


def test_passages_of_one_document_share_its_places() -> None:
    """What the spans say weighs more within a document than between documents, whose places stay."""
    hits = tuple(
        Hit(Passage(name, name[0], "", None, "", 0, 0), score, FoundBy.BOTH, row=row)
        for row, (name, score) in enumerate([("a1", 3.0), ("b1", 2.7), ("a2", 2.5), ("c1", 1.0)])
    )
    none = np.zeros(0, np.float32)
    found = Retrieved(make_query("wijkteam", np.ones(2, np.float32)), hits, (none,) * 4, (none,) * 4)
    spans = [_span(hit, score) for hit, score in zip(hits, (10.0, 10.3, 10.7, 10.0), strict=True)]
    ordered = rerank(found, spans)
    assert [hit.passage.id for hit in ordered.hits] == ["a2", "b1", "a1", "c1"]
    assert [hit.score for hit in ordered.hits] == sorted((hit.score for hit in ordered.hits), reverse=True)
    assert rerank(found, []) is found


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
