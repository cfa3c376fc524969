"""What a folder holds: nothing outside it is read, and nothing in it is passed over in silence."""

import os
import socket
import zipfile
from pathlib import Path

import pytest
from originals import Take, documents, original, reasons, text_file

from assistant.errors import CorpusError
from assistant.ingestion.reading import original as original_of
from assistant.ingestion.walk import CLOSED, opened, walk
from assistant.settings import Settings

SECRET = "Het geheim van de burgemeester staat hier."


def test_every_entry_is_read_or_named(take: Take, empty_home: Settings, folder: Path, tmp_path: Path) -> None:
    outside = text_file(tmp_path / "buiten" / "geheim.md", SECRET)
    text_file(folder / "goed.md", "Het team in Zeist overlegt elke week.")
    (folder / "link.md").symlink_to(outside)
    (folder / "linkmap").symlink_to(outside.parent)
    (folder / "omhoog.md").symlink_to(Path("..") / "buiten" / "geheim.md")
    (folder / "lus.md").symlink_to(folder / "lus.md")
    (folder / "nergens.md").symlink_to(folder / "weg.md")
    (folder / "nul.md").symlink_to("/dev/zero")
    os.mkfifo(folder / "pijp.md")
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(str(folder / "deur.md"))
    text_file(folder / ".verborgen.md", SECRET)
    text_file(folder / ".git" / "config.md", SECRET)
    text_file(folder / "README.md", SECRET)
    text_file(folder / "oud.doc", SECRET)
    text_file(folder / "zonder", SECRET)
    text_file(folder / "leeg.md", "")
    report = take(folder)
    assert report.added == [str(folder / "goed.md")]
    said = reasons(report)
    assert set(said) == {path.name for path in folder.iterdir()} - {"goed.md"}
    assert "buiten de map" in said["link.md"] and "buiten de map" in said["omhoog.md"]
    assert "geen gewoon bestand" in said["pijp.md"] and "geen gewoon bestand" in said["deur.md"]
    assert "verborgen" in said[".verborgen.md"] and "verborgen" in said[".git"]
    assert ".docx" in said["oud.doc"]
    for path in empty_home.home.rglob("*"):
        assert not path.is_file() or SECRET.encode() not in path.read_bytes(), path


def test_a_link_within_the_folder_is_followed(take: Take, empty_home: Settings, folder: Path) -> None:
    text_file(folder / "sub" / "echt.md", "Het team in Zeist overlegt elke week.")
    (folder / "link.md").symlink_to(folder / "sub" / "echt.md")
    report = take(folder)
    assert len(report.added) == 1
    assert "gelijk aan" in next(iter(reasons(report).values()))  # the same text twice


def test_clutter_is_one_count(take: Take, folder: Path) -> None:
    text_file(folder / "pagina.md", "Het team in Zeist overlegt elke week.")
    for number in range(5):
        text_file(folder / "pagina_files" / f"stijl{number}.css", "a{}")
    text_file(folder / "pagina_files" / "foto.PNG", "x")
    text_file(folder / ".DS_Store", "x")
    text_file(folder / "~$verslag.docx", "x")
    report = take(folder)
    assert report.skipped == {".css": 5, ".png": 1, ".ds_store": 1, ".docx": 1}
    assert report.refused == []


def test_a_picture_that_was_given_itself_is_named(take: Take, tmp_path: Path) -> None:
    report = take(text_file(tmp_path / "foto.png", "x"))
    assert "dit soort bestand" in reasons(report)["foto.png"]


def test_strange_names_are_taken_in_under_another(take: Take, empty_home: Settings, folder: Path) -> None:
    names = ["regel\neinde.md", os.fsdecode(b"caf\xe9.md"), "n" * 200 + ".md", "a.md", "A.md"]
    for number, name in enumerate(names):
        text_file(folder / name, f"Dit is verhaal {number} over de wijk.")
    report = take(folder)
    assert sorted(report.added) == sorted(str(folder / name) for name in names)
    assert set(report.names) >= {str(folder / name) for name in names[:3]}
    assert set(documents(empty_home)) == {report.names.get(str(folder / name), Path(name).stem) for name in names}
    assert take(folder).added == []


def test_names_that_only_clash_across_folders_are_refused(take: Take, tmp_path: Path) -> None:
    first = text_file(tmp_path / "een" / "index.md", "Het team in Zeist overlegt elke week.").parent
    second = text_file(tmp_path / "twee" / "index.md", "In Delft is dat anders geregeld.").parent
    third = text_file(tmp_path / "drie" / "INDEX.md", "In Haarlem werkt men weer anders.").parent
    assert take(first).added
    assert "uit een ander bestand" in reasons(take(second))["index.md"]
    assert "hoofdletters" in reasons(take(third))["INDEX.md"]
    assert take(first).unchanged


def test_folders_that_are_closed_are_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "dicht").mkdir()
    scandir = os.scandir

    def guarded(path: Path) -> object:
        if Path(path).name == "dicht":
            raise PermissionError
        return scandir(path)

    monkeypatch.setattr("os.scandir", guarded)
    walked = walk(folder, "map")
    assert walked.refused == [("map/dicht", CLOSED)]
    assert walked.closed == ["dicht/"]


def test_a_file_that_may_not_be_read_is_named(folder: Path) -> None:
    text_file(folder / "goed.md", "Het team in Zeist overlegt elke week.")
    closed = text_file(folder / "dicht.md", "In Delft is dat anders geregeld.")
    closed.chmod(0)
    found = walk(folder, "map").files
    assert [entry.inner for entry in found] == ["dicht.md", "goed.md"]
    user = os.geteuid()
    rights = [(path, path.stat().st_mode) for path in folder.resolve().parents if path.stat().st_uid == user]
    if user == 0:  # whom rights do not stop
        for path, mode in rights:
            path.chmod(mode | 0o111)
        os.seteuid(65534)
    try:
        with pytest.raises(CorpusError, match="of je er bij mag"):
            original_of(closed, "dicht.md")
    finally:
        os.seteuid(user)
        for path, mode in rights:
            path.chmod(mode)


def test_a_file_that_becomes_a_link_is_not_read(tmp_path: Path) -> None:
    text_file(tmp_path / "geheim.md", SECRET)
    (tmp_path / "link.md").symlink_to(tmp_path / "geheim.md")
    with pytest.raises(CorpusError):
        opened(tmp_path / "link.md")


def test_a_deep_folder(take: Take, folder: Path) -> None:
    deep = folder
    for _ in range(40):
        deep = deep / "d"
    text_file(deep / "diep.md", "Het team in Zeist overlegt elke week.")
    assert len(take(folder).added) == 1


# Archives


def archive(path: Path, members: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as target:
        for name, text in members.items():
            target.writestr(name, text)
    return path


def test_an_archive_is_a_folder(take: Take, empty_home: Settings, tmp_path: Path) -> None:
    both = {"a/x.md": "Het team in Zeist overlegt elke week.", "b/x.md": "In Delft is dat anders geregeld."}
    path = archive(tmp_path / "map.zip", {**both, "stijl.css": "a{}", "in.zip": "PK"})
    report = take(path)
    assert report.added == [f"{path}/a/x.md", f"{path}/b/x.md"]
    assert report.skipped == {".css": 1}
    assert "ZIP in een ZIP" in reasons(report)["in.zip"]
    assert set(documents(empty_home)) == {"a-x", "b-x"}
    assert take(path).unchanged == [f"{path}/a/x.md", f"{path}/b/x.md"]
    archive(path, {"a/x.md": both["a/x.md"]})
    again = take(path)  # the other file left the archive; this one has its own name to itself again
    assert again.removed == [f"{path}/b/x.md"]
    assert set(documents(empty_home)) == {"x"}
    assert not list(empty_home.corpus.glob(".bezig-*"))


def test_an_archive_that_breaks_takes_nothing_away(take: Take, empty_home: Settings, folder: Path) -> None:
    archive(folder / "map.zip", {"x.md": "Het team in Zeist overlegt elke week."})
    original(folder / "los.pdf", "In Delft is dat anders geregeld.")
    assert len(take(folder).added) == 2
    (folder / "map.zip").write_bytes(b"kapot")
    report = take(folder)
    assert "ZIP" in reasons(report)["map.zip"]
    assert report.removed == []
    (folder / "map.zip").unlink()
    assert take(folder).removed == [str(folder / "map.zip/x.md")]
    assert set(documents(empty_home)) == {"los"}
