"""Every file of a generation damaged in every way: the one before it answers, or a sentence says what to do."""

import os
import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from commands import Run
from fakes import make_fake_encoder
from homes import Build

from assistant.encoder import identify
from assistant.errors import IndexUnavailableError
from assistant.index import build_index, current_generation, files, lexical, manifest, open_generation
from assistant.index.dense import write as write_dense
from assistant.index.generation import swap_in
from assistant.index.opening import OLDER
from assistant.index.probe import check_answers, prove
from assistant.retrieval import make_query, retrieve
from assistant.settings import Settings

QUESTION = "Waarom koos Delft voor een projectorganisatie?"
WAYS: dict[str, Callable[[Path], object]] = {
    "gone": lambda path: path.unlink(),
    "empty": lambda path: os.truncate(path, 0),
    "cut": lambda path: os.truncate(path, path.stat().st_size // 2),
    "random": lambda path: path.write_bytes(random.Random(1).randbytes(path.stat().st_size)),
    "one byte": lambda path: path.write_bytes(path.read_bytes()[:-1] + bytes([path.read_bytes()[-1] ^ 1])),
    "folder": lambda path: (path.unlink(), path.mkdir()),
}


@pytest.fixture
def two(home: Settings, build: Build) -> Path:
    """A home with a generation and the one before it; gives the folder of the current one."""
    first = home.indexes / build(home).generation
    (home.corpus / "bronnen" / "later.md").write_text("Een bron die er later bij kwam, over het wijkteam.")
    kept = home.home / "bewaard"
    shutil.copytree(first, kept)
    second = home.indexes / build(home).generation
    shutil.move(kept, first)
    swap_in(home.indexes, first)  # proven on this machine
    swap_in(home.indexes, second, first)
    return second


def documents_found(settings: Settings) -> list[str]:
    """What a question finds, by whichever generation answers."""
    generation = open_generation(settings.indexes, identify(settings), settings.corpus)
    try:
        vector = make_fake_encoder(settings).encode_queries([QUESTION])[0]
        return [hit.passage.document_id for hit in retrieve(generation, make_query(QUESTION, vector), 10).hits]
    finally:
        generation.close()


@pytest.mark.parametrize("way", WAYS)
def test_whatever_is_damaged_the_one_before_it_answers(home: Settings, two: Path, way: str) -> None:
    assert documents_found(home)[0] == "delft"
    whole = home.home / "heel"
    shutil.copytree(two, whole)
    names = sorted(path.relative_to(two) for path in two.rglob("*") if path.is_file() and path.suffix != ".lock")
    assert len(names) > 12
    for name in names:
        if way != "gone" and not (two / name).stat().st_size:
            continue  # an empty file has nothing to lose
        WAYS[way](two / name)
        generation = open_generation(home.indexes, identify(home), home.corpus)
        try:
            assert generation.older, name
            assert generation.store.document("delft") is not None
        finally:
            generation.close()
        with pytest.raises(IndexUnavailableError, match="wijkwijzer index"):
            open_generation(home.indexes, identify(home))
        shutil.rmtree(two)
        shutil.copytree(whole, two)
        swap_in(home.indexes, two, home.indexes / sorted(p.name for p in home.indexes.glob("g-*") if p != two)[0])


def test_an_index_that_is_gone_altogether(home: Settings, two: Path) -> None:
    shutil.rmtree(two)
    assert documents_found(home)[0] == "delft"


@pytest.mark.parametrize("pointer", [b"", b"g-weg\n", b"\xff\xfe", b"../elders\n", b"g-a\ng-b\ng-c\n"])
def test_a_pointer_that_is_damaged_is_said(home: Settings, two: Path, pointer: bytes) -> None:
    (home.indexes / "CURRENT").write_bytes(pointer)
    with pytest.raises(IndexUnavailableError, match="wijkwijzer index"):
        documents_found(home)


@pytest.mark.parametrize("change", ["deleted", "changed"])
def test_an_older_index_never_answers_with_what_was_deleted_or_changed(home: Settings, two: Path, change: str) -> None:
    path = home.corpus / "bronnen" / "haarlem.md"
    path.unlink() if change == "deleted" else path.write_text("Er staat nu iets heel anders in dit document.")
    (two / "store.sqlite").unlink()
    with pytest.raises(IndexUnavailableError, match="wijkwijzer index"):
        documents_found(home)


def test_a_build_keeps_the_one_before_it_only_when_nothing_left(home: Settings) -> None:
    def build() -> int:
        build_index(home, home.corpus, make_encoder=make_fake_encoder)
        return len(list(home.indexes.glob("g-*")))

    assert build() == 1
    (home.corpus / "bronnen" / "later.md").write_text("Een bron die er later bij kwam.")
    assert build() == 2
    (home.corpus / "bronnen" / "haarlem.md").unlink()
    assert build() == 1, "what was deleted is in no generation"


@pytest.mark.usefixtures("quick")
def test_the_command_line_says_that_an_older_index_answers(
    home: Settings, two: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Run(capsys, home.home)
    assert run.json("ask", QUESTION)["notice"] is None
    os.truncate(two / "sentences.npy", 100)
    for command in ("ask", "search"):
        values = run.json(command, QUESTION)
        assert values["notice"] == OLDER
        assert run.err.strip() == OLDER
    assert run.json("status")["notice"] == OLDER
    shutil.rmtree(next(path for path in home.indexes.glob("g-*") if path != two))
    assert "wijkwijzer index" in run.fails("ask", QUESTION)
    assert run("index") == 0
    assert run.json("ask", QUESTION)["notice"] is None


# The probe


def test_a_probe_that_dies_keeps_the_old_index(home: Settings, build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    old = build(home)
    monkeypatch.setattr("assistant.index.probe._prove", end_as_a_broken_graph_does)
    with pytest.raises(IndexUnavailableError, match="De oude index blijft gelden"):
        build_index(home, home.corpus, make_encoder=make_fake_encoder)
    assert [path.name for path in home.indexes.glob("g-*")] == [old.generation]


def end_as_a_broken_graph_does(folder: Path, send: object) -> None:
    """SIGSEGV in the process that loads it."""
    os.kill(os.getpid(), 11)


def test_a_probe_sees_vectors_at_the_wrong_place(home: Settings, build: Build) -> None:
    """Files that are as they were written, but were written wrongly."""
    folder = home.indexes / build(home).generation
    check_answers(folder)
    shutil.rmtree(folder / "chroma")
    built = manifest.read(folder)
    wrong = np.eye(built.passages, built.dimension, dtype=np.float16)
    write_dense(folder, wrong)

    manifest.write(
        replace(built, files={k: v for k, v in files.measure(folder).items() if k != "manifest.json"}), folder
    )
    with pytest.raises(IndexUnavailableError, match="doorstaat de controle niet"):
        check_answers(folder)


def test_a_probe_sees_words_at_the_wrong_place(home: Settings, build: Build) -> None:
    folder = home.indexes / build(home).generation
    built = manifest.read(folder)
    shutil.rmtree(folder / "lexical")
    values = {"year": 0, "collection": "bronnen", "kind": "blog", "municipalities": (), "themes": ()}
    lexical.write(folder, ((row, f"anders{row}", values) for row in range(built.passages)))
    measured = {name: size for name, size in files.measure(folder).items() if name != "manifest.json"}
    manifest.write(replace(built, files=measured), folder)
    with pytest.raises(IndexUnavailableError, match="doorstaat de controle niet"):
        check_answers(folder)


def test_a_text_that_says_the_same_thousands_of_times_stops_no_build(home: Settings, build: Build) -> None:
    (home.corpus / "bronnen" / "tabel.md").write_text("\n\n".join(f"Rij {n} van de wijk." for n in range(9_000)))
    (home.corpus / "bronnen" / "lijst.md").write_text("Altijd weer de wijk.\n\n" * 9_000)
    folder = home.indexes / build(home).generation
    assert manifest.read(folder).passages > 400
    check_answers(folder)


def test_a_generation_that_was_copied_here_is_proven_once(
    home: Settings, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(home)
    proven: list[Path] = []
    monkeypatch.setattr("assistant.index.opening.prove", proven.append)
    open_generation(home.indexes, identify(home)).close()
    assert proven == []
    shutil.rmtree(home.indexes / ".proven")
    for _ in range(2):
        open_generation(home.indexes, identify(home)).close()
    assert proven == [current_generation(home.indexes)]
    prove(proven[0])  # and really, in a process of its own
