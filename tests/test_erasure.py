"""Letting documents go: nothing of them is left, and nothing is lost when it fails."""

import fcntl
import json
from pathlib import Path

import numpy as np
import pytest
import yaml
from fakes import make_fake_encoder
from homes import BLOG, REPORT, SOURCES, Build

from assistant import kept, state
from assistant.encoder import identify
from assistant.erasure import erase, own_pieces, search
from assistant.errors import CorpusError, IndexUnavailableError
from assistant.index import build_index, current_generation, manifest, open_generation
from assistant.index.store import Store
from assistant.ingestion import IngestReport, ingest
from assistant.kept import Part, Sort
from assistant.origins import HIDDEN
from assistant.settings import Settings
from assistant.tidying import tidy
from assistant.traces import RUN, Pieces, text_pieces, vector_pieces
from assistant.types import Collection


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
def folder(tmp_path: Path) -> Path:
    """A user's own folder with two files."""
    own = tmp_path / "mijn map"
    own.mkdir()
    (own / "delft.md").write_text(BLOG)
    (own / "haarlem.md").write_text(REPORT)
    return own


def take(settings: Settings, *paths: Path) -> IngestReport:
    return ingest(settings, paths, Collection.BRONNEN, quiet)


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


@pytest.mark.usefixtures("quick")
def test_a_document_can_be_deleted_before_there_is_an_index(home: Settings) -> None:
    assert erase(home, "huisbezoek", quiet).passages == 0
    assert indexed(home) == {"delft", "haarlem"}


@pytest.mark.usefixtures("quick")
def test_a_deleted_document_can_be_taken_in_again(empty_home: Settings, folder: Path) -> None:
    take(empty_home, folder)
    erase(empty_home, "haarlem", quiet)
    assert take(empty_home, folder).added == [str(folder / "haarlem.md")]


def test_a_name_that_is_not_there(home: Settings) -> None:
    with pytest.raises(CorpusError, match="geen document met de naam ‘weg’"):
        erase(home, "weg", quiet)


def test_a_delete_whose_build_fails_loses_nothing(
    home: Settings, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = build(home)

    def fails(*_: object) -> None:
        raise IndexUnavailableError("De schijf is vol.")

    monkeypatch.setattr("assistant.erasure.build_index", fails)
    with pytest.raises(IndexUnavailableError):
        erase(home, "delft", quiet)
    assert (home.corpus / "bronnen" / "delft.md").read_text() == BLOG
    current = current_generation(home.indexes)
    assert current is not None
    assert manifest.read(current).generation == old.generation


@pytest.mark.usefixtures("quick")
def test_a_delete_that_was_killed_is_finished_by_the_next_run(home: Settings, folder: Path) -> None:
    path = home.corpus / "notities" / "huisbezoek.md"
    path.rename(path.with_name(f"{HIDDEN}huisbezoek.md"))
    take(home, folder)
    assert not list(home.corpus.rglob(f"{HIDDEN}*"))
    assert indexed(home) == {"delft", "haarlem"}


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("swept", [False, True])
def test_a_delete_that_was_killed_can_be_asked_again(empty_home: Settings, folder: Path, swept: bool) -> None:
    take(empty_home, folder)
    path = empty_home.corpus / "bronnen" / "haarlem.md"
    path.rename(path.with_name(f"{HIDDEN}haarlem.md"))
    if swept:
        tidy(empty_home)
        assert "haarlem" not in (empty_home.corpus / ".herkomst.json").read_text()
    assert "haarlem" in indexed(empty_home)
    assert erase(empty_home, "haarlem", quiet).passages > 0
    assert indexed(empty_home) == {"delft"}
    assert not list(empty_home.corpus.rglob(f"{HIDDEN}*"))
    for place in empty_home.home.rglob("*"):
        assert not place.is_file() or b"haarlem.md" not in place.read_bytes(), place


def test_two_at_once_are_told_to_wait(home: Settings) -> None:
    with (home.corpus / ".lock").open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        with pytest.raises(CorpusError, match="al iemand bezig"):
            erase(home, "delft", quiet)


@pytest.mark.usefixtures("quick")
def test_a_copy_that_stays_is_found_and_said(home: Settings) -> None:
    text = (home.corpus / "notities" / "huisbezoek.md").read_text()
    (home.home / "kladblok").mkdir()
    (home.home / "kladblok" / "los.txt").write_bytes(text.encode("utf-16-le"))
    with pytest.raises(CorpusError, match=r"gevonden in: kladblok\.") as caught:
        erase(home, "huisbezoek", quiet)
    assert "wijkverpleegkundige" not in str(caught.value)
    assert state.lines(home, action="verwijderd")[0].counts["left"] > 0


@pytest.mark.usefixtures("quick")
def test_what_another_document_also_says_is_no_trace(home: Settings) -> None:
    shared = "Deze zin staat woordelijk in twee documenten en blijft dus gewoon staan.\n"
    for name in ("een", "twee"):
        (home.corpus / "bronnen" / f"{name}.md").write_text(
            f"Alleen in document {name} staat deze eigen zin.\n\n{shared}"
        )
    assert erase(home, "een", quiet).left == 0
    assert indexed(home) >= {"twee"}


@pytest.mark.usefixtures("quick")
def test_words_of_the_template_are_no_trace(home: Settings) -> None:
    template = (SOURCES.parent / "notities" / "SJABLOON.md").read_text()
    (home.corpus / "notities" / "SJABLOON.md").write_text(template)
    line = "zichtbaarheid: alleen lokaal"
    assert line in template
    for shift in range(RUN):  # wherever the runs of the note begin
        (home.corpus / "notities" / "keukentafel.md").write_text(
            f"---\ntitel: {'x' * (shift + 1)}\n{line}\n---\n\nWe hielden het spreekuur aan de keukentafel.\n"
        )
        paths = [home.corpus / "notities" / "keukentafel.md"]
        pieces = own_pieces(Pieces(text_pieces(paths[0].read_text())), home, paths)
        assert not pieces.found(template.encode())
    assert erase(home, "keukentafel", quiet).left == 0


@pytest.mark.usefixtures("quick")
def test_a_question_in_the_words_of_the_document_goes_with_it(home: Settings) -> None:
    typed = "Waarom gaan jullie samen met de wijkverpleegkundige op huisbezoek?"
    parts = [
        Part({"vraag": typed}, {"antwoord": {"text": "Dat staat elders."}}, ("delft",)),
        Part({"vraag": "Hoeveel wijkteams heeft Haarlem?"}, {"antwoord": {"text": "Negen."}}, ("haarlem",)),
    ]
    talk = kept.new("anna", Sort.CONVERSATION, "Wij gaan samen met de wijkverpleegkundige op huisbezoek.", parts)
    kept.save(home, talk)
    assert erase(home, "huisbezoek", quiet).left == 0
    found = kept.find(home, "anna", talk.id)
    assert found is not None
    assert (found.title, found.parts[0]) == ("", Part({"vraag": ""}))
    assert found.parts[1] == parts[1]


@pytest.mark.usefixtures("quick")
def test_a_log_that_cannot_be_written_is_said(home: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    (home.home / "state").write_text("een bestand waar een map hoort")
    erased = erase(home, "haarlem", quiet)
    assert (erased.logged, erased.left) == (False, 0)


@pytest.mark.parametrize("form", ["utf-8", "utf-16-le", "utf-16-be", "json", "json ascii", "yaml"])
def test_every_way_of_writing_is_found(tmp_path: Path, form: str) -> None:
    text = 'Bij mevrouw Çelik thuis was het "gezellig"\nen er kwam ook iemand van de gemeente langs.'
    ways = {
        "json": json.dumps(text, ensure_ascii=False).encode(),
        "json ascii": json.dumps(text).encode(),
        "yaml": yaml.safe_dump(text, default_style='"', allow_unicode=False, width=10**6).encode(),
    }
    raw = ways.get(form) or text.encode(form)
    (tmp_path / "iets").write_bytes(b"x" * 4_194_300 + raw + b"y" * 100)  # across two chunks
    assert Pieces(text_pieces(text)).count(tmp_path / "iets") >= 2
    assert Pieces(text_pieces(text.upper())).count(tmp_path / "iets") == 0


def test_vectors_are_found_in_both_sizes(tmp_path: Path, home: Settings, build: Build) -> None:
    built = build(home)
    generation = open_generation(home.indexes, identify(home))
    pieces = Pieces(
        vector_pieces(generation.store, generation.passage_vectors, generation.sentence_vectors, "huisbezoek")
    )
    (row,) = generation.store.rows_of("huisbezoek")
    vector = np.array(generation.passage_vectors[row])
    generation.close()
    for kind in (np.float16, np.float32):
        (tmp_path / "iets").write_bytes(b"abc" + vector.astype(kind).tobytes())
        assert pieces.count(tmp_path / "iets") == 1
    assert built.passages > 1
