"""Corrections of what is known of a document."""

import fcntl

import pytest
from homes import BLOG, Build
from originals import PlainConverter, documents

from assistant import state
from assistant.errors import CorpusError, IndexUnavailableError, UsageError
from assistant.index import current_generation, manifest
from assistant.ingestion import correct
from assistant.settings import Settings
from assistant.types import Kind

pytestmark = pytest.mark.usefixtures("quick")


def embedded(settings: Settings) -> int:
    current = current_generation(settings.indexes)
    assert current is not None
    return manifest.read(current).embedded


def test_a_correction_is_in_the_file_and_in_the_index(home: Settings, build: Build) -> None:
    build(home)
    correct(home, "delft", {"soort": "onderzoek", "date": "2017-01", "municipality": ["delft", "Zeist"]})
    found = documents(home)["delft"]
    assert (found.kind, found.date, found.municipalities) == (Kind.ONDERZOEK, "2017-01", ("Delft", "Zeist"))
    stored = (home.corpus / "bronnen" / "delft.md").read_text()
    expected = BLOG.replace("soort: blog", "soort: onderzoek").replace("datum: 2016-03-02", "datum: 2017-01")
    assert stored == expected.replace("gemeenten: [Delft]", "gemeenten: [Delft, Zeist]")
    assert embedded(home) == 0  # no passage reads otherwise
    assert state.lines(home)[0].action == "gewijzigd"


def test_only_the_passages_with_the_title_are_encoded_again(home: Settings, build: Build) -> None:
    before = build(home)
    correct(home, "haarlem", {"titel": "Teams in Haarlem"})
    assert documents(home)["haarlem"].title == "Teams in Haarlem"
    assert 0 < embedded(home) < before.passages


def test_nothing_changed_is_nothing_built(home: Settings, build: Build) -> None:
    build(home)
    before = current_generation(home.indexes)
    correct(home, "delft", {"titel": "De Toegang in Delft"})
    stored = (home.corpus / "bronnen" / "delft.md").read_text()
    assert stored == BLOG
    assert current_generation(home.indexes) == before


@pytest.mark.parametrize(
    ("document", "changes", "reason"),
    [
        ("weg", {"titel": "x"}, "geen document met de naam ‘weg’"),
        ("delft", {"datum": "gisteren"}, "De datum ‘gisteren’ begrijp ik niet"),
        ("delft", {"soort": "roman"}, "bestaat niet"),
        ("delft", {"gemeenten": ["Nergenshuizen"]}, "geen Nederlandse gemeente"),
        ("huisbezoek", {"titel": "Mail van jan.voorbeeld@example.nl"}, "persoonsgegevens"),
    ],
)
def test_what_cannot_be_used_changes_nothing(
    home: Settings, document: str, changes: dict[str, str], reason: str
) -> None:
    before = {path: path.read_bytes() for path in home.corpus.rglob("*.md")}
    with pytest.raises(CorpusError, match=reason):
        correct(home, document, changes)
    assert {path: path.read_bytes() for path in home.corpus.rglob("*.md")} == before


@pytest.mark.parametrize("key", ["sha256", "bestand", "kleur", "id"])
def test_keys_that_cannot_be_corrected(home: Settings, key: str) -> None:
    with pytest.raises(UsageError, match="kun je niet aanpassen"):
        correct(home, "delft", {key: "x"})


def test_a_municipality_of_before_may_stay(home: Settings) -> None:
    path = home.corpus / "bronnen" / "delft.md"
    path.write_text(BLOG.replace("[Delft]", "[Molenwaard]"))
    correct(home, "delft", {"gemeenten": ["Molenwaard", "Delft"]})
    assert documents(home)["delft"].municipalities == ("Molenwaard", "Delft")


def test_a_build_that_fails_takes_the_correction_back(home: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise IndexUnavailableError("De schijf is vol.")

    monkeypatch.setattr("assistant.index.build_index", fails)
    with pytest.raises(IndexUnavailableError):
        correct(home, "delft", {"titel": "Anders"})
    assert (home.corpus / "bronnen" / "delft.md").read_text() == BLOG


def test_a_correction_waits_for_a_build_elsewhere(home: Settings, plain: type[PlainConverter]) -> None:
    home.indexes.mkdir()
    with (home.indexes / ".lock").open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        with pytest.raises(IndexUnavailableError, match="al een index gebouwd"):
            correct(home, "delft", {"titel": "Anders"})
    assert (home.corpus / "bronnen" / "delft.md").read_text() == BLOG
