"""Letting documents go: nothing of them is left, and nothing is lost when it fails."""

import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import make_fake_encoder

from assistant import state
from assistant.encoder import identify
from assistant.erasure import erase, search
from assistant.index import build_index, current_generation, open_generation, processes
from assistant.index.store import Store
from assistant.settings import Settings
from assistant.traces import Pieces, text_pieces, vector_pieces


def quiet(progress: object) -> None:
    """Nobody looks."""


def indexed(settings: Settings) -> set[str]:
    """The documents in the current index."""
    current = current_generation(settings.indexes)
    assert current is not None
    store = Store(current)
    try:
        return {document.id for document in store.documents()}
    finally:
        store.close()


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Builds run in processes of their own, as in the program, forked from a server that is warm."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["assistant.index.child", "chromadb", "assistant.encoder"])
    monkeypatch.setattr(processes, "context", context)

    def built(settings: Settings, corpus: Path, on_progress: object = quiet) -> object:
        return build_index(settings, corpus, make_encoder=make_fake_encoder)

    for module in ("assistant.erasure", "assistant.index"):
        monkeypatch.setattr(f"{module}.build_index", built)
    yield


@pytest.mark.usefixtures("apart")
def test_not_a_byte_is_left(home: Settings) -> None:
    build_index(home, home.corpus, make_encoder=make_fake_encoder)
    generation = open_generation(home.indexes, identify(home))
    vectors = vector_pieces(generation.store, generation.passage_vectors, generation.sentence_vectors, "huisbezoek")
    generation.close()
    pieces = Pieces([*vectors, *text_pieces((home.corpus / "notities" / "huisbezoek.md").read_text())])
    before = search(home, pieces)
    assert {name.split("/")[0] for name in before} == {"corpus", "indexes"}, "the search finds what is there"
    erased = erase(home, "huisbezoek", quiet)
    assert (erased.document, erased.passages, erased.left) == ("huisbezoek", 1, 0)
    assert erased.proof == "Verwijderd: 1 passage, 0 over."
    assert search(home, pieces) == {}
    assert indexed(home) == {"delft", "haarlem"}
    for path in home.home.rglob("*"):
        assert "huisbezoek" not in path.name
        assert not path.is_file() or b"huisbezoek.md" not in path.read_bytes()
    line = state.lines(home, action="verwijderd")[0]
    assert line.counts == {"passages": 1, "left": 0}
    assert line.document == state.mark_of(home, "huisbezoek")
