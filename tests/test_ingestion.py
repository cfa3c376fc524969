"""Taking files in, taking them in again, and letting them go."""

import fcntl
import shutil
from pathlib import Path

import pytest
from homes import BLOG, NOTE, REPORT

from assistant.errors import CorpusError
from assistant.index import current_generation
from assistant.index.store import Store
from assistant.ingestion import IngestReport, ingest
from assistant.ingestion.walk import MISSING
from assistant.service import needs_building
from assistant.settings import Settings
from assistant.types import Collection

pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A user's own folder with two files."""
    own = tmp_path / "mijn map"
    own.mkdir()
    (own / "delft.md").write_text(BLOG)
    (own / "haarlem.md").write_text(REPORT)
    return own


def take(settings: Settings, *paths: Path, collection: Collection = Collection.BRONNEN) -> IngestReport:
    return ingest(settings, paths, collection, lambda progress: None)


def indexed(settings: Settings) -> set[str]:
    """The documents in the current index."""
    current = current_generation(settings.indexes)
    assert current is not None
    store = Store(current)
    try:
        return {document.id for document in store.documents()}
    finally:
        store.close()


def test_a_folder_is_added_and_indexed(empty_home: Settings, folder: Path) -> None:
    report = take(empty_home, folder)
    assert report.added == [str(folder / "delft.md"), str(folder / "haarlem.md")]
    assert (report.changed, report.unchanged, report.removed, report.refused) == ([], [], [], [])
    assert indexed(empty_home) == {"delft", "haarlem"}
    assert (empty_home.corpus / "bronnen" / "delft.md").read_text() == BLOG
    assert not needs_building(empty_home)


def test_taking_in_again_changes_nothing(empty_home: Settings, folder: Path) -> None:
    take(empty_home, folder)
    before = current_generation(empty_home.indexes)
    report = take(empty_home, folder)
    assert report.unchanged == [str(folder / "delft.md"), str(folder / "haarlem.md")]
    assert not report.added
    assert current_generation(empty_home.indexes) == before  # no new index where nothing changed


def test_a_file_that_changed_is_replaced(empty_home: Settings, folder: Path) -> None:
    take(empty_home, folder)
    (folder / "haarlem.md").write_text(REPORT.replace("negen", "tien"))
    report = take(empty_home, folder)
    assert (report.changed, report.unchanged) == ([str(folder / "haarlem.md")], [str(folder / "delft.md")])
    assert "tien" in (empty_home.corpus / "bronnen" / "haarlem.md").read_text()


def test_a_file_with_another_extension_replaces_the_old_one(empty_home: Settings, folder: Path) -> None:
    take(empty_home, folder / "haarlem.md")
    (folder / "haarlem.md").rename(folder / "haarlem.txt")
    (folder / "haarlem.txt").write_text("In Haarlem zijn er nu twaalf wijkteams.")
    assert take(empty_home, folder / "haarlem.txt").changed == [str(folder / "haarlem.txt")]
    assert [path.name for path in (empty_home.corpus / "bronnen").glob("[!.]*")] == ["haarlem.txt"]


def test_what_left_the_folder_is_removed(empty_home: Settings, folder: Path) -> None:
    take(empty_home, folder)
    (folder / "haarlem.md").unlink()
    report = take(empty_home, folder)
    assert report.removed == [str(folder / "haarlem.md")]
    assert indexed(empty_home) == {"delft"}


def test_a_file_with_a_new_name_is_taken_in_under_it(empty_home: Settings, folder: Path) -> None:
    take(empty_home, folder)
    (folder / "haarlem.md").rename(folder / "haarlem-2021.md")
    report = take(empty_home, folder)
    assert (report.added, report.removed) == ([str(folder / "haarlem-2021.md")], [str(folder / "haarlem.md")])
    assert not report.refused
    assert indexed(empty_home) == {"delft", "haarlem-2021"}


def test_only_what_came_from_a_folder_is_removed_with_it(empty_home: Settings, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "los.md").write_text(NOTE)
    take(empty_home, folder, tmp_path / "los.md")
    shutil.rmtree(folder)
    folder.mkdir()
    (folder / "nieuw.md").write_text("Een nieuw verhaal over de wijk.")
    take(empty_home, folder)
    assert indexed(empty_home) == {"los", "nieuw"}


def test_a_file_that_cannot_be_read_any_more_is_not_removed(empty_home: Settings, folder: Path) -> None:
    take(empty_home, folder)
    (folder / "haarlem.md").write_bytes(b"\xff\xfe")
    report = take(empty_home, folder)
    assert [entry.file for entry in report.refused] == [str(folder / "haarlem.md")]
    assert indexed(empty_home) == {"delft", "haarlem"}


def test_bad_files_do_not_stop_the_others(empty_home: Settings, folder: Path, tmp_path: Path) -> None:
    bad = {
        "leeg.md": b"",
        "latin.txt": b"Ge\xefnteresseerd",
        "kop.md": b"---\nsoort: roman\n---\nTekst.",
        "scan.pdf": b"%PDF",
        "tweeling.md": BLOG.encode(),
    }
    for name, content in bad.items():
        (folder / name).write_bytes(content)
    missing, no_name, too_long = tmp_path / "weg.md", tmp_path / "weg", tmp_path / ("n" * 300)
    report = take(empty_home, missing, folder, no_name, too_long)
    assert report.added == [str(folder / "delft.md"), str(folder / "haarlem.md")]
    reasons = {entry.file: entry.reason for entry in report.refused}
    assert set(reasons) == {*(str(folder / name) for name in bad), str(missing), str(no_name), str(too_long)}
    assert reasons[str(no_name)] == reasons[str(missing)] == MISSING
    assert "gelijk aan ‘delft’" in reasons[str(folder / "tweeling.md")]
    assert indexed(empty_home) == {"delft", "haarlem"}


def test_a_folder_without_sources_is_refused(empty_home: Settings, tmp_path: Path) -> None:
    (tmp_path / "leeg").mkdir()
    report = take(empty_home, tmp_path / "leeg")
    assert not report.taken
    assert [entry.file for entry in report.refused] == [str(tmp_path / "leeg")]


def test_a_name_belongs_to_one_collection(home: Settings, folder: Path) -> None:
    report = take(home, folder / "delft.md", collection=Collection.NOTITIES)
    assert "in bronnen" in report.refused[0].reason
    assert not (home.corpus / "notities" / "delft.md").exists()


def test_notes_are_taken_in_as_notes(empty_home: Settings, tmp_path: Path) -> None:
    (tmp_path / "huisbezoek.md").write_text(NOTE)
    take(empty_home, tmp_path / "huisbezoek.md", collection=Collection.NOTITIES)
    assert (empty_home.corpus / "notities" / "huisbezoek.md").is_file()


def test_files_that_were_put_in_the_corpus_by_hand_are_indexed_too(home: Settings, tmp_path: Path) -> None:
    (tmp_path / "los.md").write_text("Een los verhaal over de wijk.")
    take(home, tmp_path / "los.md")
    assert indexed(home) == {"delft", "haarlem", "huisbezoek", "los"}


def test_two_at_once_are_told_to_wait(home: Settings, folder: Path) -> None:
    with (home.corpus / ".lock").open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        with pytest.raises(CorpusError, match="al iemand bezig"):
            take(home, folder)


def test_a_home_that_cannot_be_written(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "huis").write_text("een bestand waar een map hoort")
    with pytest.raises(CorpusError, match="Ik kan niet schrijven in de map met bronnen"):
        take(Settings(home=tmp_path / "huis", cache=tmp_path), folder)


def test_a_folder_that_is_empty_for_a_moment_removes_nothing(home: Settings, quick: None, tmp_path: Path) -> None:
    folder = tmp_path / "gedeeld"
    folder.mkdir()
    (folder / "verslag.md").write_text("Het team in Zeist overlegt elke week.")
    assert ingest(home, [folder], Collection.BRONNEN, lambda progress: None).added
    (folder / "verslag.md").unlink()
    assert not ingest(home, [folder], Collection.BRONNEN, lambda progress: None).removed
    assert (home.corpus / "bronnen" / "verslag.md").exists()


def test_the_explanation_of_a_corpus_is_no_source(home: Settings, quick: None, tmp_path: Path) -> None:
    (tmp_path / "SJABLOON.md").write_text("Een sjabloon.")
    report = ingest(home, [tmp_path / "SJABLOON.md"], Collection.NOTITIES, lambda progress: None)
    assert report.refused
    assert not (home.corpus / "notities" / "SJABLOON.md").exists()
