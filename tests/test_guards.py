"""A disk that is full, a question during a build, and a machine without a network."""

import json
import os
import resource
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from fakes import make_fake_encoder
from homes import REPOSITORY, Build
from no_network import Sealed

from assistant.errors import IndexUnavailableError
from assistant.index import build_index, current_generation, space
from assistant.index.dense import Dense, write
from assistant.service import LocalService
from assistant.settings import Settings

Process = subprocess.CompletedProcess[str]

# Room on the disk


def large(settings: Settings) -> None:
    """More text than the limits of these tests let through."""
    words = " ".join(f"woord{number} in de wijk." for number in range(60_000))
    (settings.corpus / "bronnen" / "groot.md").write_text("# Groot\n\n" + words)


def limited(settings: Settings, file_bytes: int) -> str:
    """What a build says in a process whose files may not grow past a size."""
    program = f"""
        import resource, sys
        resource.setrlimit(resource.RLIMIT_FSIZE, ({file_bytes}, {file_bytes}))
        sys.path.insert(0, {str(REPOSITORY / "tests")!r})
        from pathlib import Path
        from fakes import make_fake_encoder
        from assistant.errors import WijkwijzerError
        from assistant.index import build_index
        from assistant.settings import Settings
        if __name__ == "__main__":
            home = Settings(home=Path({str(settings.home)!r}), cache=Path({str(settings.cache)!r}))
            try:
                build_index(home, home.corpus, make_encoder=make_fake_encoder)
            except WijkwijzerError as error:
                print(error)
    """
    script = settings.home.parent / "limited.py"
    script.write_text(textwrap.dedent(program))
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, env=environment, check=False)
    return done.stdout.strip()


@pytest.mark.parametrize("file_bytes", [2_000, 100_000, 400_000])
def test_files_that_may_not_grow_leave_the_old_index(home: Settings, build: Build, file_bytes: int) -> None:
    old = build(home)
    large(home)
    said = limited(home, file_bytes)
    assert "Maak ruimte vrij" in said, said
    assert said.endswith("De oude index blijft gelden.")
    current = current_generation(home.indexes)
    assert current is not None
    assert [path.name for path in home.indexes.glob("g-*")] == [current.name] == [old.generation]


@pytest.fixture
def small_disk(home: Settings) -> Iterator[Callable[[str], None]]:
    """Puts the indexes of the home on a disk of some size."""
    home.indexes.mkdir()

    def mount(size: str) -> None:
        command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(home.indexes)]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("only root can mount a small disk, and not on every machine")

    yield mount
    subprocess.run(["umount", "-l", str(home.indexes)], capture_output=True, check=False)


def test_a_disk_without_room_is_told_how_much_is_needed(home: Settings, small_disk: Callable[[str], None]) -> None:
    small_disk("12m")
    large(home)
    with pytest.raises(IndexUnavailableError, match=r"heeft \d+ MB nodig en er is \d+ MB vrij"):
        build_index(home, home.corpus, make_encoder=make_fake_encoder)
    assert not list(home.indexes.glob("g-*"))


def test_a_disk_that_fills_up_during_a_build(
    home: Settings, build: Build, small_disk: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    small_disk("3m")
    monkeypatch.setattr(space, "check_free", lambda folder, needed: None)
    old = build(home)
    large(home)
    with pytest.raises((IndexUnavailableError, OSError)) as caught:  # in this process; ``build_index`` says both alike
        build(home)
    assert space.is_full(caught.value) or "Maak ruimte vrij" in str(caught.value)
    current = current_generation(home.indexes)
    assert current is not None
    assert current.name == old.generation


def test_the_bound_on_files_never_raises_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda kind: (5_000_000, resource.RLIM_INFINITY))
    monkeypatch.setattr(resource, "setrlimit", lambda kind, limits: kept.append(limits))
    space.bound_files(10**9)
    assert kept == [(5_000_000, resource.RLIM_INFINITY)]
    monkeypatch.setattr(resource, "getrlimit", lambda kind: (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    space.bound_files(10**9)
    assert kept[-1][0] == 4 * 10**9


# Many vectors


def test_more_vectors_than_chroma_and_sqlite_take_at_once(tmp_path: Path) -> None:
    vectors = np.random.default_rng(1).standard_normal((33_000, 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    (tmp_path / "g-1").mkdir()
    write(tmp_path / "g-1", vectors.astype(np.float16))
    dense = Dense(tmp_path / "g-1", len(vectors))
    try:
        for row in (0, 4999, 5000, 5461, 32_766, 32_999):
            assert row in [found for found, _ in dense.search(vectors[row], 5)]
    finally:
        dense.close()


# A question during a build


@pytest.mark.usefixtures("quick")
def test_no_question_fails_while_indexes_are_built_and_taken_over(
    home: Settings, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.index.generation.SCANNED_UP_TO", 0)  # a graph is read from a copy
    service = LocalService(home)
    service.start()
    while service.progress() is not None:
        threading.Event().wait(0.01)
    failures: list[Exception] = []
    asked = [0] * 3
    done = threading.Event()

    def ask(number: int) -> None:
        while not done.is_set():
            try:
                assistant = service.assistant()
                assert assistant is not None
                assistant.answer("Waarom koos Delft voor een projectorganisatie?")
                asked[number] += 1
            except Exception as error:  # noqa: BLE001
                failures.append(error)
                return

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for number in range(5):
        (home.corpus / "bronnen" / f"nieuw-{number}.md").write_text(f"Nieuw verhaal nummer {number} over de wijk.")
        generation = build(home).generation
    done.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert min(asked) > 0
    assistant = service.assistant()
    assert assistant is not None
    assert assistant.generation.manifest.generation == generation
    copies = [path.name for path in (home.indexes / ".scratch").iterdir()]
    assert len(copies) == 1, "the copies of the old ones went with the last question that used them"
    assert copies[0].startswith(generation)
    service.stop()


@pytest.mark.usefixtures("quick")
def test_a_page_mends_a_damaged_index_by_itself(home: Settings, build: Build) -> None:
    folder = home.indexes / build(home).generation
    os.truncate(folder / "passages.npy", 10)
    service = LocalService(home)
    service.start()
    service.stop()
    assert service.failure() is None
    current = current_generation(home.indexes)
    assert current is not None
    assert current != folder


# No network


@pytest.mark.slow
def test_the_program_itself_answers_where_there_is_no_network(sealed_and_filled: tuple[Sealed, Process]) -> None:
    place, taken = sealed_and_filled
    assert (taken.returncode, taken.stderr) == (0, "")
    assert json.loads(taken.stdout)["added"] == [str(place.file)]
    assert current_generation(place.home / "indexes") is not None
    asked = place.run("ask", "Waarom koos Delft voor een projectorganisatie?", "--json")
    assert (asked.returncode, asked.stderr) == (0, ""), "it reached for nothing and complained of nothing"
    answer = json.loads(asked.stdout)
    assert answer["status"] == "answered"
    assert answer["evidence"][0]["document"] == "delft"
