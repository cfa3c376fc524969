"""Texts that are nearly equal: what is found agrees with counting, whatever the order."""

import random
from pathlib import Path

import numpy as np
import pytest
from originals import Take, text_file

from assistant.ingestion.similar import ALIKE, Known, runs, share, sketch
from assistant.origins import SKETCHES

WORDS = [f"woord{number}" for number in range(3000)]


def text(seed: int, length: int = 400) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=length))


def changed(of: str, part: float, seed: int) -> str:
    """The text with about this part of its words replaced."""
    chosen = random.Random(seed)
    return " ".join(chosen.choice(WORDS) if chosen.random() < part else word for word in of.split())


def plain_share(one: str, other: str) -> float:
    """The same without any hashing."""

    def of(value: str) -> set[tuple[str, ...]]:
        words = value.lower().split()
        return {tuple(words[at : at + 5]) for at in range(len(words) - 4)}

    return len(of(one) & of(other)) / len(of(one) | of(other))


def test_runs_of_five_words_are_counted() -> None:
    for seed in range(20):
        one = text(seed)
        other = changed(one, seed / 100, seed + 100)
        assert share(runs(one), runs(other)) == pytest.approx(plain_share(one, other), abs=1e-9)


def test_sketches_estimate_what_is_shared() -> None:
    errors = []
    for seed in range(60):
        one, other = text(seed, 600), changed(text(seed, 600), seed / 400, seed + 100)
        a, b = sketch(runs(one)), sketch(runs(other))
        estimate = ((a == b) & (a != 0)).sum() / ((a != 0) | (b != 0)).sum()
        errors.append(estimate - plain_share(one, other))
    assert abs(float(np.mean(errors))) < 0.02
    assert float(np.std(errors)) < 0.05


def test_the_documents_that_are_alike_are_found_and_no_others(tmp_path: Path) -> None:
    texts: dict[str, str] = {}
    for seed in range(60):
        texts[f"a{seed:02}"] = text(seed, 300)
        texts[f"b{seed:02}"] = changed(texts[f"a{seed:02}"], seed / 600, seed + 1000)
    present = {name: text_file(tmp_path / "bronnen" / f"{name}.md", value) for name, value in texts.items()}
    found = Known(tmp_path, present).alike(present, present)
    expected = {f"a{seed:02}" for seed in range(60) if plain_share(texts[f"a{seed:02}"], texts[f"b{seed:02}"]) >= ALIKE}
    assert 5 < len(expected) < 55
    assert {min(pair) for pair in found} == expected
    assert len(found) == len(expected)  # each pair once


@pytest.mark.parametrize("value", ["Kort.", "Vier woorden zijn kort", "Vijf woorden zijn ook kort"])
def test_short_texts(tmp_path: Path, value: str) -> None:
    present = {
        "een": text_file(tmp_path / "bronnen" / "een.md", value),
        "twee": text_file(tmp_path / "bronnen" / "twee.md", f"{value}!"),
        "drie": text_file(tmp_path / "bronnen" / "drie.md", f"Heel anders: {text(1)}"),
    }
    assert Known(tmp_path, present).alike(["twee"], present) == [("twee", "een")]
    assert Known(tmp_path, present).alike(["drie"], present) == []


def test_what_is_alike_is_named(take: Take, folder: Path) -> None:
    one = text(5)
    text_file(folder / "eerste.md", one)
    take(folder)
    text_file(folder / "tweede.md", changed(one, 0.01, 6))
    report = take(folder)
    assert report.similar == [(str(folder / "tweede.md"), "eerste")]
    assert take(folder).similar == []


def test_sketches_are_kept_and_may_be_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    present = {f"d{seed}": text_file(tmp_path / "bronnen" / f"d{seed}.md", text(seed)) for seed in range(5)}
    known = Known(tmp_path, present)
    known.save()
    read: list[Path] = []
    real = __import__("assistant.ingestion.similar", fromlist=["read_text"]).read_text

    def counted(path: Path) -> str:
        read.append(path)
        return str(real(path))

    monkeypatch.setattr("assistant.ingestion.similar.read_text", counted)
    assert Known(tmp_path, present).twin(text(3)) == "d3"
    assert read == []
    text_file(present["d3"], text(33, 401))
    again = Known(tmp_path, present)
    assert (again.twin(text(3)), again.twin(text(33, 401)), read) == (None, "d3", [present["d3"]])
    for damaged in (b"", b"\x93NUMPY", (tmp_path / SKETCHES).read_bytes()[:-7]):
        (tmp_path / SKETCHES).write_bytes(damaged)
        assert Known(tmp_path, present).twin(text(2)) == "d2"


def test_no_name_and_no_text_is_kept_of_what_left(tmp_path: Path) -> None:
    present = {"geheim": text_file(tmp_path / "bronnen" / "geheim.md", text(1))}
    known = Known(tmp_path, present)
    known.save()
    assert b"geheim" not in (tmp_path / SKETCHES).read_bytes()
    known.drop("geheim")
    known.save()
    assert len(np.load(tmp_path / SKETCHES)) == 0
