"""Keeping a home in one file and putting it back: all of it or nothing."""

import json
import os
import shutil
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import Run
from homes import Build

from assistant import backup, kept, state
from assistant.archive import LIST
from assistant.backup import export, finish, restore
from assistant.errors import BackupError, SettingsError
from assistant.index import manifest
from assistant.settings import IMPORT, Settings, load


@pytest.fixture
def other(tmp_path: Path, home: Settings) -> Settings:
    """An empty home beside the first."""
    return Settings(home=tmp_path / "ander huis", cache=home.cache)


@pytest.fixture
def archive(home: Settings, tmp_path: Path) -> Path:
    """An export of the small home with settings, synonyms, origins and a line in the log."""
    (home.home / "instellingen.toml").write_text("threads = 1\n")
    (home.home / "synoniemen.txt").write_text("wijkteam = buurtteam\n")
    (home.corpus / ".herkomst.json").write_text('{"delft.md": "/ergens"}')
    for name in ("werkvormen/rondje.md", "prompts/regels.md"):
        (home.home / name).parent.mkdir()
        (home.home / name).write_text(f"van dit huis: {name}\n")
    state.audit(home, "verwijderd", "oud", counts={"passages": 3, "left": 0})
    file = tmp_path / "reserve.zip"
    assert export(home, file) == backup.Contents(2, 1)
    return file


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a home but its locks and its log."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {
        name: path.read_bytes()
        for name, path in found.items()
        if path.name != ".lock" and not name.startswith(("state/", "indexes/"))
    }


def test_a_home_comes_back_as_it_was(home: Settings, other: Settings, archive: Path, build: Build) -> None:
    before = build(home).content
    shutil.rmtree(home.indexes)
    assert restore(other, archive) == backup.Contents(2, 1)
    assert contents(other.home) == contents(home.home)
    assert build(other).content == before, "an index of the same sources has the same digest"
    lines = state.lines(other)
    assert [line.action for line in lines] == ["import", "verwijderd"]
    assert lines[1].document == state.mark_of(other, "oud"), "marks of documents still say which"
    assert load(other.home).threads == 1


def test_own_prompts_and_werkvormen_come_back(home: Settings, other: Settings, archive: Path) -> None:
    (home.home / "werkvormen" / "later.md").write_text("na de export")
    restore(home, archive, replace=True)
    for settings in (home, other):
        if settings is other:
            restore(other, archive)
        assert (settings.home / "werkvormen" / "rondje.md").read_text() == "van dit huis: werkvormen/rondje.md\n"
        assert (settings.home / "prompts" / "regels.md").is_file()
        assert not (settings.home / "werkvormen" / "later.md").exists()


def test_an_archive_without_prompts_and_werkvormen_leaves_those_of_the_home(
    home: Settings, other: Settings, tmp_path: Path
) -> None:
    export(home, tmp_path / "ouder.zip")
    (other.home / "werkvormen").mkdir(parents=True)
    (other.home / "werkvormen" / "mijn.md").write_text("mijn eigen werkvorm")
    with pytest.raises(BackupError, match="--replace"):
        restore(other, tmp_path / "ouder.zip")
    restore(other, tmp_path / "ouder.zip", replace=True)
    assert (other.home / "werkvormen" / "mijn.md").read_text() == "mijn eigen werkvorm"


def test_the_prompts_of_the_program_are_not_the_homes(
    home: Settings, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkout = Settings(home=tmp_path / "checkout", cache=home.cache)
    (checkout.home / "prompts").mkdir(parents=True)
    (checkout.home / "prompts" / "regels.md").write_text("van het programma")
    monkeypatch.setattr(backup, "starter_folder", lambda name: checkout.home / name)
    restore(checkout, archive)
    assert (checkout.home / "prompts" / "regels.md").read_text() == "van het programma"
    assert (checkout.home / "werkvormen" / "rondje.md").is_file()
    export(checkout, tmp_path / "van-checkout.zip")
    with zipfile.ZipFile(tmp_path / "van-checkout.zip") as made:
        assert not any(name.startswith("prompts/") for name in made.namelist())
        assert "werkvormen/rondje.md" in made.namelist()


def test_what_users_keep_goes_along(home: Settings, other: Settings, tmp_path: Path) -> None:
    mine = kept.new("lezer", kept.Sort.CONVERSATION, "Over Delft", [kept.Part({"vraag": "Waarom?"}, {}, ("delft",))])
    kept.save(home, mine)
    file = tmp_path / "alles.zip"
    export(home, file)
    restore(other, file)
    (back,) = kept.listed(other, "lezer", kept.Sort.CONVERSATION)
    assert (back.title, back.parts) == (mine.title, mine.parts)
    restore(other, file, replace=True)
    assert len(kept.listed(other, "lezer", kept.Sort.CONVERSATION)) == 1, "nothing is doubled"


def test_only_the_owner_can_read_an_export(archive: Path) -> None:
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600


def test_an_export_replaces_an_export_and_nothing_else(home: Settings, archive: Path, tmp_path: Path) -> None:
    export(home, archive)
    own = tmp_path / "scriptie.docx"
    own.write_bytes(b"werk van een jaar")
    with pytest.raises(BackupError, match="geen export van Wijkwijzer"):
        export(home, own)
    assert own.read_bytes() == b"werk van een jaar"


def test_an_export_that_fails_leaves_the_old_one(
    home: Settings, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = archive.read_bytes()

    def fails(settings: Settings) -> dict[str, object]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(state, "dump", fails)
    with pytest.raises(BackupError, match="Controleer de schijf"):
        export(home, archive)
    assert archive.read_bytes() == before
    assert [path.name for path in archive.parent.glob(".*")] == []


def test_a_home_in_use_is_not_overwritten_by_accident(home: Settings, archive: Path) -> None:
    (home.corpus / "bronnen" / "nieuw.md").write_text("Dit staat niet in de export, maar wel in de map.")
    before = contents(home.home)
    with pytest.raises(BackupError, match="--replace"):
        restore(home, archive)
    assert contents(home.home) == before
    assert restore(home, archive, replace=True) == backup.Contents(2, 1)
    assert not (home.corpus / "bronnen" / "nieuw.md").exists()
    assert not list(home.home.glob(".import*"))
    assert [line.action for line in state.lines(home)].count("verwijderd") == 1, "lines are neither lost nor doubled"


def test_an_index_of_other_sources_does_not_answer_after_an_import(home: Settings, archive: Path, build: Build) -> None:
    (home.corpus / "bronnen" / "nieuw.md").write_text("Een geheim dat na de export kwam, en er niet in staat.")
    build(home)
    restore(home, archive, replace=True)
    for path in home.home.rglob("*"):
        assert not path.is_file() or b"Een geheim dat" not in path.read_bytes(), path


def rewritten(archive: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    """The archive with other members."""
    with zipfile.ZipFile(archive) as source:
        members = {name: source.read(name) for name in source.namelist()}
    change(members)
    with zipfile.ZipFile(archive, "w") as target:
        for name, raw in members.items():
            target.writestr(name, raw)


def listed(members: dict[str, bytes], name: str, raw: bytes) -> None:
    """A member that the list names, as an attacker would write it."""
    import hashlib

    head = json.loads(members[LIST])
    head["files"][name] = {"size": len(raw), "sha256": hashlib.sha256(raw).hexdigest()}
    members[LIST] = json.dumps(head).encode()
    members[name] = raw


def newer(members: dict[str, bytes]) -> None:
    members[LIST] = json.dumps(json.loads(members[LIST]) | {"format": 99, "program": "9.0"}).encode()


BAD: dict[str, tuple[Callable[[dict[str, bytes]], None], str]] = {
    "outside": (lambda members: listed(members, "../../weg.md", b"x"), "geen export"),
    "outside within": (lambda members: listed(members, "corpus/bronnen/../../weg.md", b"x"), "geen export"),
    "absolute": (lambda members: listed(members, "/tmp/weg.md", b"x"), "geen export"),
    "backslash": (lambda members: listed(members, "corpus/bronnen/..\\weg.md", b"x"), "geen export"),
    "elsewhere": (lambda members: listed(members, "indexes/CURRENT", b"g-x"), "geen export"),
    "hidden": (lambda members: listed(members, "corpus/bronnen/.weg", b"x"), "geen export"),
    "not listed": (lambda members: members.update({"corpus/bronnen/erbij.md": b"x"}), "geen export"),
    "missing": (lambda members: members.pop("corpus/bronnen/delft.md"), "geen export"),  # type: ignore[dict-item,return-value]
    "changed": (lambda members: members.update({"corpus/bronnen/delft.md": b"iets anders"}), "geen export"),
    "no list": (lambda members: members.pop(LIST), "geen export"),  # type: ignore[dict-item,return-value]
    "list broken": (lambda members: members.update({LIST: b"{"}), "geen export"),
    "list odd": (lambda members: members.update({LIST: b'{"format": 1, "files": []}'}), "geen export"),
    "state broken": (lambda members: listed(members, "state.json", b"[]"), "niet terugzetten"),
    "newer": (newer, r"nieuwere versie van Wijkwijzer \(9.0\)"),
}


@pytest.mark.parametrize("case", BAD)
def test_an_archive_that_cannot_be_trusted_changes_nothing(
    home: Settings, archive: Path, case: str, tmp_path: Path
) -> None:
    change, reason = BAD[case]
    rewritten(archive, change)
    before, around = contents(home.home), sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(BackupError, match=reason):
        restore(home, archive, replace=True)
    assert contents(home.home) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == around
    assert not list(home.home.glob(".import*"))


def test_a_link_in_an_archive_is_refused(home: Settings, archive: Path) -> None:
    def link(members: dict[str, bytes]) -> None:
        listed(members, "corpus/bronnen/link.md", b"/etc/passwd")

    rewritten(archive, link)
    raw = archive.read_bytes()
    with zipfile.ZipFile(archive) as source:
        members = {name: source.read(name) for name in source.namelist()}
    with zipfile.ZipFile(archive, "w") as target:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = (stat.S_IFLNK | 0o777) << 16 if name.endswith("link.md") else 0
            target.writestr(entry, content)
    assert archive.read_bytes() != raw
    with pytest.raises(BackupError, match="geen export"):
        restore(home, archive, replace=True)


@pytest.mark.parametrize("raw", [b"", b"PK", b"geen zip", None])
def test_a_file_that_is_no_archive(other: Settings, tmp_path: Path, raw: bytes | None) -> None:
    file = tmp_path / "iets.zip"
    if raw is not None:
        file.write_bytes(raw)
    with pytest.raises(BackupError, match=r"bestaat niet|geen export"):
        restore(other, file)
    assert contents(other.home) == {}


@pytest.mark.parametrize("moment", range(1, 7))
def test_an_import_that_is_cut_off_is_finished(
    home: Settings, other: Settings, archive: Path, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    """Power is cut at each rename in turn: before the decision nothing changed, after it all is finished."""
    restore(other, archive)
    wanted = contents(other.home)
    (home.corpus / "bronnen" / "delft.md").write_text("Wat hier stond voor de import, met een zin erbij.")
    before = contents(home.home)
    renamed = Path.rename
    count = 0

    def cut(self: Path, target: Path) -> Path:
        nonlocal count
        count += 1
        if count == moment:
            raise KeyboardInterrupt
        return renamed(self, target)

    monkeypatch.setattr(Path, "rename", cut)
    with pytest.raises(KeyboardInterrupt):
        restore(home, archive, replace=True)
    monkeypatch.setattr(Path, "rename", renamed)
    decided = (home.home / IMPORT).exists()
    finish(home)
    assert contents(home.home) == (wanted if decided else before)
    assert not list(home.home.glob(".import*"))


def test_an_import_that_was_killed_while_it_cleaned_up_stops_nothing(home: Settings) -> None:
    before = contents(home.home)
    left = home.home / IMPORT / ".oud" / "corpus"
    left.mkdir(parents=True)
    (left / "oud.md").write_text("van voor de import")
    finish(home)
    assert contents(home.home) == before


@pytest.mark.parametrize("name", [b"a\nb.md", b"c\\d.md", b"kapot\xff.md"])
def test_a_name_that_could_not_be_put_back_is_told(home: Settings, tmp_path: Path, name: bytes) -> None:
    Path(os.fsdecode(bytes(home.corpus / "bronnen") + b"/" + name)).write_text("Een bron van elders.")
    file = tmp_path / "reserve.zip"
    with pytest.raises(BackupError, match="andere naam"):
        export(home, file)
    assert not file.exists()


# Versions of a home


def test_a_home_of_a_newer_program_is_refused_and_kept(home: Settings, build: Build) -> None:
    build(home)
    marker = home.home / "state" / "home.json"
    marker.parent.mkdir(exist_ok=True)
    marker.write_text('{"format": 99, "program": "9.1"}')
    before = contents(home.home)
    with pytest.raises(SettingsError, match=r"nieuwere versie van Wijkwijzer \(9.1\)"):
        load(home.home)
    assert contents(home.home) == before


@pytest.mark.usefixtures("quick")
def test_a_home_of_an_older_program_is_built_again_from_its_files(
    home: Settings, build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    built = build(home)
    path = home.indexes / built.generation / manifest.FILE
    values = json.loads(path.read_text())
    del values["files"]  # as version 8 wrote it
    path.write_text(json.dumps(values | {"format": 8, "vectors": {}}))
    run, before = Run(capsys, home.home), contents(home.home)
    assert "wijkwijzer index" in run.fails("ask", "Waarom koos Delft voor een projectorganisatie?")
    assert run("index") == 0
    assert run("ask", "Waarom koos Delft voor een projectorganisatie?") == 0
    assert contents(home.home) == before


# The commands


@pytest.mark.usefixtures("quick")
def test_the_commands(home: Settings, other: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "reserve.zip"
    assert Run(capsys, home.home)("export", file) == 0
    run = Run(capsys, home.home)
    values = run.json("export", file)
    assert values == {"file": str(file), "documents": 2, "notes": 1}
    again = Run(capsys, other.home)
    values = again.json("import", file)
    assert (values["documents"], values["notes"]) == (2, 1)
    assert again.json("status")["documents"] == 3
    assert "--replace" in again.fails("import", file)
    assert again("import", file, "--replace") == 0
    assert "Teruggezet: 2 bronnen en 1 praktijknotitie" in again.out
