"""A batch as a whole: locks, a full disk, a run that was killed, and what is said meanwhile."""

import errno
import fcntl
from pathlib import Path

import pytest
from originals import PlainConverter, Take, documents, original, reasons, text_file

from assistant import state
from assistant.errors import CorpusError, IndexUnavailableError
from assistant.index.child import Progress
from assistant.ingestion import ingest, placing
from assistant.origins import Origin, read_origins
from assistant.pace import left, with_time_left
from assistant.service import needs_building
from assistant.settings import Settings
from assistant.types import Collection


@pytest.fixture
def three(folder: Path) -> Path:
    """A folder with three files of three sizes."""
    text_file(folder / "a.md", "Het team in Zeist overlegt elke week.")
    original(folder / "b.pdf", "In Delft is dat anders geregeld. " * 50)
    text_file(folder / "c.md", "In Haarlem werkt men weer anders.")
    return folder


def test_nothing_is_touched_while_an_index_is_built_elsewhere(take: Take, empty_home: Settings, three: Path) -> None:
    empty_home.indexes.mkdir()
    with (empty_home.indexes / ".lock").open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        with pytest.raises(IndexUnavailableError, match="al een index gebouwd"):
            take(three)
    assert not [path for path in empty_home.corpus.rglob("*") if path.is_file() and path.name != ".lock"]
    assert len(take(three).added) == 3


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_disk_that_is_full_leaves_nothing_half(
    take: Take, empty_home: Settings, three: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    write = placing._write
    calls = iter((False, True, False))

    def full(path: Path, raw: bytes, synced: bool) -> None:
        write(path, raw[:1], synced)
        if next(calls, False):
            raise OSError(number, "full")
        write(path, raw, synced)

    monkeypatch.setattr(placing, "_write", full)
    report = take(three)
    assert "schijf is vol" in reasons(report)["b.pdf"]
    assert report.added == [str(three / "a.md"), str(three / "c.md")]
    assert set(documents(empty_home)) == {"a", "c"}
    assert sorted(path.name for path in (empty_home.corpus / "bronnen").iterdir()) == ["a.md", "c.md"]
    assert not needs_building(empty_home)


def test_a_full_disk_at_the_end_is_one_sentence(take: Take, three: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("assistant.ingestion.taking.write_origins", full)
    with pytest.raises(CorpusError, match=r"^De schijf is vol; maak ruimte vrij en probeer het opnieuw\.$"):
        take(three)


def test_what_a_killed_run_left_is_swept(take: Take, empty_home: Settings, three: Path) -> None:
    text_file(empty_home.corpus / ".bezig-12-x" / "zip-0" / "geheim.md", "half")
    take(three)
    assert not list(empty_home.corpus.glob(".bezig-*"))


def test_a_run_that_stopped_halfway_goes_on(
    take: Take, empty_home: Settings, three: Path, plain: type[PlainConverter]
) -> None:
    take(three)
    (empty_home.corpus / ".herkomst.json").unlink()  # as if it ended before that was written
    (empty_home.corpus / "bronnen" / "c.md").unlink()
    report = take(three)
    assert (report.added, len(report.unchanged), plain.count) == ([str(three / "c.md")], 2, 1)
    (three / "a.md").unlink()
    assert take(three).removed == [str(three / "a.md")]


def test_what_an_older_version_remembered_is_understood(take: Take, empty_home: Settings, three: Path) -> None:
    text_file(empty_home.corpus / "bronnen" / "weg.md", "Dit bestand ging weg uit de map.")
    text_file(empty_home.corpus / ".herkomst.json", f'{{"weg.md": "{three}"}}')
    assert read_origins(empty_home.corpus) == {"weg.md": Origin(folder=str(three))}
    assert take(three).removed == [str(three / "weg.md")]


@pytest.mark.parametrize("content", ["", "[]", '{"a.md": 3}', '{"a.md": {"kleur": "x"}}', '{"a.md": ["x"]}', "\udcff"])
def test_a_memory_that_is_damaged_removes_nothing(take: Take, empty_home: Settings, three: Path, content: str) -> None:
    take(three)
    (empty_home.corpus / ".herkomst.json").write_bytes(content.encode("utf-8", "surrogateescape"))
    report = take(three)
    assert (len(report.unchanged), report.removed) == (3, [])


def test_the_log_counts_and_names_nothing(take: Take, empty_home: Settings, three: Path) -> None:
    take(three)
    line = state.lines(empty_home, action="opgenomen")[0]
    assert (line.counts["added"], line.document) == (3, "")
    take(three)
    assert len(state.lines(empty_home, action="opgenomen")) == 1


# What is said meanwhile


def test_each_file_is_named_before_it_is_read(plain: type[PlainConverter], empty_home: Settings, three: Path) -> None:
    said: list[Progress] = []
    ingest(empty_home, [three], Collection.BRONNEN, said.append)
    files = [progress for progress in said if progress.file]
    assert [(progress.done, progress.total) for progress in files] == [(0, 3), (1, 3), (2, 3)]
    assert [Path(progress.file).name for progress in files] == ["a.md", "b.pdf", "c.md"]
    assert all(progress.step for progress in said)


def test_the_time_left_follows_the_pace() -> None:
    assert left(0, 100, 0, 10) is None  # nothing done yet
    assert left(50, 100, 0, 1) is None  # too early to say
    assert left(50, 100, 0, 10) == 10
    assert left(100, 100, 0, 10) is None  # nothing is left
    said: list[Progress] = []
    now = [0.0]
    sink = with_time_left(said.append, lambda: now[0])
    for done in (0, 10, 20):
        sink(Progress("lezen", done, 100))
        now[0] += 4
    sink(Progress("schrijven", 5, 10))  # another step starts anew
    sink(Progress("schrijven", 5, 10, seconds_left=3))
    assert [progress.seconds_left for progress in said] == [None, 36, 32, None, 3]
