"""Generations: built beside the old one, swapped in whole, and never used when they do not fit."""

import json
import multiprocessing
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from fakes import BUSY, DIMENSION, FakeEncoder, break_down, build_for_ever, crash, make_fake_encoder, make_no_encoder
from homes import BLOG, NOTE, REPORT, Build, Open

from assistant.encoder import identify
from assistant.errors import EncoderError, IndexUnavailableError
from assistant.index import build_index, current_generation, is_stale, manifest, open_generation
from assistant.index.child import LEAST, STEPS, Progress, Request, write_texts
from assistant.index.generation import POINTER, builder_lock
from assistant.index.scratch import FOLDER as SCRATCH
from assistant.retrieval import make_query, retrieve
from assistant.settings import Settings

QUESTION = "Waarom koos Delft voor een projectorganisatie?"


def current(home: Settings) -> Path:
    folder = current_generation(home.indexes)
    assert folder is not None
    return folder


def found(home: Settings, opened: Open) -> list[str]:
    """The documents that a question finds, best first."""
    generation = opened(home)
    vector = make_fake_encoder(home).encode_queries([QUESTION])[0]
    return [hit.passage.document_id for hit in retrieve(generation, make_query(QUESTION, vector), 10).hits]


# Building in a child process


def test_a_build_in_a_child_makes_a_whole_generation(home: Settings, opened: Open) -> None:
    steps: list[Progress] = []
    report = build_index(home, home.corpus, steps.append, make_fake_encoder)
    assert current(home) == report.folder
    assert (report.manifest.documents, report.manifest.dimension) == (3, DIMENSION)
    assert report.manifest.embedded == report.manifest.passages == len(opened(home).lexical)
    assert steps[0].step == "Ik lees de bronnen"
    assert found(home, opened)[0] == "delft"


def test_a_bad_file_is_reported_and_the_rest_is_built(home: Settings, build: Build) -> None:
    (home.corpus / "bronnen" / "kapot.md").write_bytes(b"Ge\xefnteresseerd")
    built = build(home)
    assert built.documents == 3
    assert [name for name, _ in built.refused] == ["bronnen/kapot.md"]


@pytest.mark.parametrize("factory", [crash, break_down])
def test_a_child_that_dies_leaves_the_old_index(
    home: Settings, build: Build, opened: Open, factory: object, capfd: pytest.CaptureFixture[str]
) -> None:
    old = build(home)
    (home.corpus / "bronnen" / "nieuw.md").write_text("Een nieuw document over de wijk.")
    with pytest.raises(IndexUnavailableError, match="De oude index blijft gelden"):
        build_index(home, home.corpus, make_encoder=factory)  # type: ignore[arg-type]
    assert current(home).name == old.generation
    assert [path.name for path in home.indexes.glob("g-*")] == [old.generation]
    assert found(home, opened)[0] == "delft"


def test_a_builder_that_is_killed_leaves_the_old_index(home: Settings, build: Build, opened: Open) -> None:
    old = build(home)
    (home.corpus / "bronnen" / "nieuw.md").write_text("Een nieuw document over de wijk.")
    builder = multiprocessing.get_context("spawn").Process(target=build_for_ever, args=(home,))
    builder.start()
    while builder.is_alive() and not (home.home / BUSY).exists():
        builder.join(0.05)
    builder.kill()
    builder.join()
    assert (home.home / BUSY).exists()
    assert current(home).name == old.generation
    assert found(home, opened)[0] == "delft"
    assert build(home).documents == 4
    assert len(list(home.indexes.glob("g-*"))) == 1


def test_what_the_encoder_says_is_passed_on(home: Settings) -> None:
    with pytest.raises(EncoderError, match="Ik kan het zoekmodel niet laden"):
        build_index(home, home.corpus, make_encoder=make_no_encoder)
    assert current_generation(home.indexes) is None


@pytest.mark.parametrize("count", [1, 40])
def test_a_build_tells_how_far_it_is(home: Settings, count: int) -> None:
    for number in range(count):
        (home.corpus / "bronnen" / f"verhaal-{number}.md").write_text(f"Dit is verhaal {number} over de wijk.")
    said: list[Progress] = []
    home.indexes.mkdir()
    request = Request(home, home.corpus, home.indexes / "g-proef", None, make_fake_encoder)
    passages = write_texts(request, said.append).passages
    reading = [(step.done, step.total) for step in said if step.step == "Ik lees en begrijp de passages"]
    assert reading[0] == (0, passages) and reading[-1] == (passages, passages)
    assert all(later > earlier for (earlier, _), (later, _) in pairwise(reading))
    assert max(later - earlier for (earlier, _), (later, _) in pairwise(reading)) <= max(LEAST, passages // STEPS)


def test_a_second_builder_is_told_to_wait(home: Settings) -> None:
    home.indexes.mkdir()
    with builder_lock(home.indexes), pytest.raises(IndexUnavailableError, match="wordt al een index gebouwd"):
        build_index(home, home.corpus, make_encoder=make_fake_encoder)


def test_a_home_that_cannot_be_written(home: Settings) -> None:
    home.indexes.write_text("een bestand waar een map hoort")
    with pytest.raises(IndexUnavailableError, match="kan de index niet wegschrijven"):
        build_index(home, home.corpus, make_encoder=make_fake_encoder)


def test_what_an_earlier_build_left_is_swept(home: Settings, build: Build) -> None:
    (home.indexes / "g-halfaf").mkdir(parents=True)
    dead = home.indexes / SCRATCH / "99999999-abc"
    dead.mkdir(parents=True)
    built = build(home)
    assert [path.name for path in home.indexes.glob("g-*")] == [built.generation]
    assert not dead.exists()


# Vectors that are kept


def test_a_second_build_encodes_nothing(home: Settings, build: Build) -> None:
    first, second = build(home), build(home)
    assert second.embedded == 0
    assert (second.content, second.passages) == (first.content, first.passages)


def test_a_changed_file_encodes_its_own_passages_only(home: Settings, build: Build, opened: Open) -> None:
    build(home)
    before = opened(home)
    (home.corpus / "bronnen" / "haarlem.md").write_text(REPORT.replace("negen", "tien"))
    assert build(home).embedded == 1
    after = opened(home)
    for document in ("delft", "huisbezoek"):
        old, new = before.store.rows_of(document), after.store.rows_of(document)
        assert np.array_equal(before.passage_vectors[old], after.passage_vectors[new])
    changed = after.store.rows_of("haarlem")
    assert not np.array_equal(before.passage_vectors[before.store.rows_of("haarlem")], after.passage_vectors[changed])


def test_vectors_lie_at_the_row_of_their_passage(home: Settings, build: Build, opened: Open) -> None:
    """Also after a build that took some from the old index: each sentence's vector is that of its own text."""
    build(home)
    (home.corpus / "bronnen" / "aanvulling.md").write_text("# Vooraan\n\nDit document komt vooraan in de volgorde.\n")
    build(home)
    generation, encoder = opened(home), FakeEncoder("")
    for stored in generation.store.passages(range(generation.manifest.passages)):
        texts = [" ".join(sentence.text.split()) for sentence in stored.passage.sentences]
        rows = slice(stored.first_sentence, stored.first_sentence + len(texts))
        assert np.allclose(generation.sentence_vectors[rows], encoder.encode_passages(texts), atol=1e-3)


def test_a_deleted_document_leaves_no_trace(home: Settings, build: Build, opened: Open) -> None:
    build(home)
    (home.corpus / "notities" / "huisbezoek.md").unlink()
    built = build(home)
    assert (built.documents, built.embedded) == (2, 0)
    assert "huisbezoek" not in found(home, opened)
    for path in home.indexes.rglob("*"):
        if path.is_file():
            assert b"wijkverpleegkundige" not in path.read_bytes()


def test_other_prompts_encode_everything_anew(home: Settings, build: Build) -> None:
    first = build(home)
    other = Settings(home=home.home, cache=home.cache, passage_prompt="")
    assert build(other).embedded == first.passages


def test_equal_corpora_give_equal_content(home: Settings, build: Build, tmp_path: Path) -> None:
    other = Settings(home=tmp_path / "ander huis", cache=home.cache)
    shutil.copytree(home.corpus, other.corpus)
    assert build(home).content == build(other).content
    (other.corpus / "bronnen" / "delft.md").write_text(BLOG.replace("blog", "artikel"))
    assert build(other).content != manifest.read(current(home)).content


def test_an_empty_corpus_is_an_index_without_passages(empty_home: Settings, build: Build, opened: Open) -> None:
    (empty_home.corpus / "bronnen").mkdir(parents=True)
    assert build(empty_home).passages == 0
    assert found(empty_home, opened) == []


# Stale


def test_an_index_of_these_files_is_not_stale(home: Settings, build: Build) -> None:
    built = build(home)
    path = home.corpus / "bronnen" / "delft.md"
    os.utime(path, (time.time() + 100, time.time() + 100))  # touched, as by a copy
    assert not is_stale(built, home.corpus)


@pytest.mark.parametrize("change", ["changed", "changed in place", "added", "removed", "moved"])
def test_other_files_make_an_index_stale(home: Settings, build: Build, change: str) -> None:
    built = build(home)
    path = home.corpus / "bronnen" / "haarlem.md"
    if change == "changed":
        path.write_text(REPORT + "Een zin erbij.\n")
    elif change == "changed in place":
        path.write_text(REPORT.replace("negen", "zeven"))  # of the same size
        os.utime(path, (time.time() + 100, time.time() + 100))
    elif change == "added":
        path.with_name("nieuw.md").write_text(NOTE)
    elif change == "removed":
        path.unlink()
    else:
        path.rename(home.corpus / "notities" / "haarlem.md")
    assert is_stale(built, home.corpus)


# Indexes that may not answer


def test_without_an_index_the_message_says_how_to_build_one(home: Settings) -> None:
    with pytest.raises(IndexUnavailableError, match="wijkwijzer index"):
        open_generation(home.indexes, identify(home))


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("format", 1, "andere versie van Wijkwijzer"),
        ("splitter", "sentences-0", "andere versie van Wijkwijzer"),
        ("versions", {"chromadb": "0.1", "tantivy": "0.27.0"}, "versies van Chroma of Tantivy"),
        ("versions", {}, "versies van Chroma of Tantivy"),
        ("encoder_digest", "0" * 64, "ander zoekmodel"),
        ("passages", 99, "beschadigd"),
        ("sentences", 99, "beschadigd"),
        ("dimension", 384, "beschadigd"),
        ("sources", None, "beschadigd"),
        ("onbekend", 1, "beschadigd"),
    ],
)
def test_a_manifest_that_does_not_fit(
    home: Settings, build: Build, opened: Open, field: str, value: object, reason: str
) -> None:
    build(home)
    path = current(home) / manifest.FILE
    path.write_text(json.dumps(json.loads(path.read_text()) | {field: value}))
    with pytest.raises(IndexUnavailableError, match=reason) as caught:
        opened(home)
    assert "wijkwijzer index" in str(caught.value)


def test_an_index_of_another_encoder_is_refused(home: Settings, build: Build, opened: Open) -> None:
    build(home)
    with pytest.raises(IndexUnavailableError, match="ander zoekmodel"):
        opened(Settings(home=home.home, cache=home.cache, query_prompt="vraag: "))


DAMAGE: dict[str, Callable[[Path], object]] = {
    "manifest gone": lambda folder: (folder / "manifest.json").unlink(),
    "manifest cut": lambda folder: (folder / "manifest.json").write_text('{"generation": "g-'),
    "store gone": lambda folder: (folder / "store.sqlite").unlink(),
    "store cut": lambda folder: os.truncate(folder / "store.sqlite", 5000),
    "store empty": lambda folder: os.truncate(folder / "store.sqlite", 0),
    "vectors gone": lambda folder: (folder / "passages.npy").unlink(),
    "vectors cut": lambda folder: os.truncate(folder / "sentences.npy", 200),
    "store blotted": lambda folder: blot(folder / "store.sqlite"),
    "words blotted": lambda folder: blot(next((folder / "lexical").glob("*.idx"))),
    "rows blotted": lambda folder: blot(next((folder / "lexical").glob("*.fast"))),
    "words gone": lambda folder: shutil.rmtree(folder / "lexical"),
    "words unreadable": lambda folder: (folder / "lexical" / "meta.json").write_text("{"),
    "chroma gone": lambda folder: shutil.rmtree(folder / "chroma"),
    "chroma's database gone": lambda folder: (folder / "chroma" / "chroma.sqlite3").unlink(),
    "chroma's database blotted": lambda folder: blot(folder / "chroma" / "chroma.sqlite3"),
    "chroma's database cut": lambda folder: os.truncate(folder / "chroma" / "chroma.sqlite3", 5000),
}


def blot(path: Path) -> None:
    """Zeros in the middle third of a file: the size is right, what stands there is not."""
    content = path.read_bytes()
    third = len(content) // 3
    path.write_bytes(content[:third] + bytes(third) + content[2 * third :])


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_index_is_refused_and_mended(home: Settings, build: Build, opened: Open, damage: str) -> None:
    content = build(home).content
    DAMAGE[damage](current(home))
    with pytest.raises(IndexUnavailableError, match="wijkwijzer index"):
        found(home, opened)
    assert build(home).content == content
    assert found(home, opened)[0] == "delft"


@pytest.mark.parametrize("pointer", [b"", b"g-weg\n", b"../../elders\n", b"\xff\xfe", b"g-\0\n"])
def test_a_damaged_pointer_is_refused(home: Settings, build: Build, opened: Open, pointer: bytes) -> None:
    build(home)
    (home.indexes / POINTER).write_bytes(pointer)
    with pytest.raises(IndexUnavailableError, match="wijkwijzer index"):
        opened(home)


def test_a_damaged_pointer_is_mended_by_a_build(home: Settings, build: Build, opened: Open) -> None:
    build(home)
    (home.indexes / POINTER).write_text("g-weg\n")
    build_index(home, home.corpus, make_encoder=make_fake_encoder)
    assert found(home, opened)[0] == "delft"


# Reading


def test_scratch_copies_are_removed_on_close(home: Settings, build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.index.generation.SCANNED_UP_TO", 0)  # a graph is read from a copy
    build(home)
    generation = open_generation(home.indexes, identify(home))
    scratch = home.indexes / SCRATCH
    assert len(list(scratch.iterdir())) == 1
    generation.close()
    assert not list(scratch.iterdir())


def test_reading_changes_nothing_in_the_generation(home: Settings, build: Build, opened: Open) -> None:
    build(home)
    folder = current(home)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    found(home, opened)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_an_open_generation_answers_on_after_a_new_build(home: Settings, build: Build, opened: Open) -> None:
    build(home)
    vector = make_fake_encoder(home).encode_queries([QUESTION])[0]
    generation = opened(home)
    (home.corpus / "bronnen" / "delft.md").unlink()
    build(home)
    assert retrieve(generation, make_query(QUESTION, vector), 10).hits[0].passage.document_id == "delft"


def test_a_home_without_room_for_scratch_copies_still_answers(home: Settings, build: Build, opened: Open) -> None:
    build(home)
    shutil.rmtree(home.indexes / SCRATCH, ignore_errors=True)
    (home.indexes / SCRATCH).write_text("geen map")
    assert found(home, opened)[0] == "delft"


@pytest.fixture
def read_only() -> Iterator[Callable[[Path], None]]:
    """Lets nobody write in a folder; root, whom rights do not stop, by mounting it so."""
    mounted: list[Path] = []
    changed: list[Path] = []

    def seal(folder: Path) -> None:
        changed.extend([folder, *folder.rglob("*")])
        for path in changed:
            path.chmod(0o555 if path.is_dir() else 0o444)
        if os.access(folder, os.W_OK):
            for options in (["--bind", str(folder), str(folder)], ["-o", "remount,ro,bind", str(folder)]):
                if subprocess.run(["mount", *options], capture_output=True, check=False).returncode:
                    pytest.skip("rights do not stop this user, who may not mount either")
                mounted[:] = [folder]

    yield seal
    for path in mounted:
        subprocess.run(["umount", "-l", str(path)], capture_output=True, check=False)
    for path in changed:
        path.chmod(0o755)


def test_a_read_only_home_still_answers(
    home: Settings, build: Build, opened: Open, read_only: Callable[[Path], None]
) -> None:
    build(home)
    read_only(home.indexes)
    with pytest.raises(OSError):
        (home.indexes / "proef").touch()
    assert found(home, opened)[0] == "delft"
    with pytest.raises(IndexUnavailableError, match="mag niet schrijven"):
        build_index(home, home.corpus, make_encoder=make_fake_encoder)


def test_wrong_bytes_in_the_vectors_are_seen_and_mended(home: Settings, build: Build, opened: Open) -> None:
    build(home)
    folder = current_generation(home.indexes)
    assert folder is not None
    array = folder / "passages.npy"
    array.write_bytes(array.read_bytes()[:128] + bytes(array.stat().st_size - 128))
    with pytest.raises(IndexUnavailableError, match="wijkwijzer index"):
        opened(home)
    assert build(home).embedded > 0, "damaged vectors are not taken over"
    opened(home)
