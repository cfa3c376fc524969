"""The subwords of a question: how they weigh, and what they say of a quote."""

from collections.abc import Sequence

import numpy as np
import pytest
from fakes import FakeEncoder
from homes import Build, Open

from assistant.dutch.synonyms import shipped
from assistant.encoder import identify
from assistant.engine import Engine
from assistant.reader import read_spans, understand
from assistant.retrieval import Query, Retrieved, make_query
from assistant.settings import Settings
from assistant.types import FoundBy, Hit, Passage, ReadQuestion, Sentence


class WordByWord(FakeEncoder):
    """An encoder whose subwords are words, numbered as they come."""

    def __init__(self, digest: str) -> None:
        super().__init__(digest)
        self._numbers: dict[str, int] = {}

    def read_queries(self, texts: Sequence[str]) -> list[ReadQuestion]:
        ids = self.subword_ids(texts)
        words = [text.split() for text in texts]
        whole = self.encode_queries(texts)
        return [ReadQuestion(*one, self.encode_queries(own)) for *one, own in zip(whole, ids, words, strict=True)]

    def subword_ids(self, texts: Sequence[str]) -> list[tuple[int, ...]]:
        return [tuple(self._numbers.setdefault(word, len(self._numbers)) for word in text.split()) for text in texts]


def asked(home: Settings, build: Build, opened: Open, texts: Sequence[str], question: str) -> Query:
    """A question made ready on an index of these texts."""
    (home.corpus / "bronnen").mkdir(parents=True)
    for number, text in enumerate(texts):
        (home.corpus / "bronnen" / f"{number:02}.md").write_text(f"{text}\n", encoding="utf-8")
    build(home)
    engine = Engine(opened(home), WordByWord(identify(home).digest), shipped())
    return engine.queries([question])[0]


def test_a_rarer_subword_weighs_more(empty_home: Settings, build: Build, opened: Open) -> None:
    """Three words: in every passage, in one of four, and in none; together they weigh 1."""
    texts = ["het wijkteam helpt", "het loket helpt", "het bestuur kiest", "het plan is af"]
    query = asked(empty_home, build, opened, texts, "het wijkteam buurtbus")
    often, once, never = np.linalg.norm(query.subwords, axis=1)
    assert often < once < never
    assert often + once + never == pytest.approx(1, abs=1e-5)


def test_an_empty_index_weighs_all_subwords_alike(empty_home: Settings, build: Build, opened: Open) -> None:
    query = asked(empty_home, build, opened, [], "het wijkteam")
    assert np.allclose(np.linalg.norm(query.subwords, axis=1), 0.5)


def test_a_quote_answers_each_subword_with_its_nearest_sentence() -> None:
    lines = ("Eén.", "Twee.", "Drie.", "Vier.")
    sentences = tuple(Sentence(line, 6 * at, 6 * at + len(line)) for at, line in enumerate(lines))
    passage = Passage("p", "d", "", None, "  ".join(lines), 0, 24, sentences)
    by_subword = np.array([[0.6, 0.1], [0.2, 0.3], [0.1, 0.1], [0.5, 0.4]], np.float32)
    query = make_query("wijkteam", np.ones(2, np.float32))
    found = Retrieved(query, (Hit(passage, 1.0, FoundBy.BOTH),), (np.full(4, 0.8, np.float32),), (by_subword,))
    spans = read_spans(found, understand("wijkteam", {"wijkteam": 1.0}))
    assert {span.first: round(span.signs.subwords, 5) for span in spans} == {0: 0.9, 1: 0.9}
