"""A document that is let go leaves nothing in what the desk derived, and its quotes are gone from the table."""

from pathlib import Path

import invented_reports as reports
import pytest
from fakes import make_fake_encoder

from assistant.desks.examples import Derivation, shown
from assistant.dutch.synonyms import shipped
from assistant.encoder import identify
from assistant.engine import Engine
from assistant.erasure import erase
from assistant.index import build_index, derived, open_generation
from assistant.settings import Settings


def table(settings: Settings) -> dict[str, str]:
    """All that the rows say, by place, derived on the current index and kept beside it."""
    generation = open_generation(settings.indexes, identify(settings))
    engine = Engine(generation, make_fake_encoder(settings), shipped())
    rows = shown(generation, Derivation(engine, {}).run().rows)
    said = {row.place.name: " ".join(quote.words for of in row.cells.values() for quote in of) for row in rows}
    generation.close()
    return said


def holding(home: Path, words: str) -> list[str]:
    """The files of a home in which these words stand."""
    return [path.name for path in home.rglob("*") if path.is_file() and words.encode() in path.read_bytes()]


@pytest.mark.usefixtures("apart")
def test_not_a_byte_of_an_erased_document_is_left(empty_home: Settings) -> None:
    reports.write(empty_home.corpus)
    build_index(empty_home, empty_home.corpus, make_encoder=make_fake_encoder)
    before = table(empty_home)
    assert "gemeenschappelijke regeling" in before["Regio Vaartstreek"] and "160" in before["Zwolle"]
    assert holding(empty_home.indexes, "Vaartstreek"), "the region is known beside the index"
    found = erase(empty_home, "regio-vaartstreek", lambda progress: None)
    assert found.left == 0
    assert holding(empty_home.home, "Vaartstreek") == []
    (folder,) = [path for path in empty_home.indexes.glob("g-*") if (path / "manifest.json").is_file()]
    assert derived.read(folder)[derived.CARRIED], "what others said is carried over"
    after = table(empty_home)
    assert "Regio Vaartstreek" not in after and "Meppel" not in after
    assert {place: said for place, said in before.items() if place in after} == after
    assert holding(empty_home.home, "Vaartstreek") == []
