"""The benchmarks' own measures, and that every result says how it was made. Nothing is measured here."""

import json
import random
from pathlib import Path

import pytest
from homes import REPOSITORY

common = pytest.importorskip("benchmarks.common")
manual = pytest.importorskip("benchmarks.manual")
synthetic = pytest.importorskip("benchmarks.synthetic")
RESULTS = REPOSITORY / "benchmarks" / "results"


def test_ndcg_and_recall() -> None:
    """Ranks 1, 3, 11 and not found: 1, 1/2, and two times nothing."""
    assert common.ndcg([1, 3, 11, 0]) == pytest.approx(1.5 / 4)
    assert common.recall([1, 5, 6, 0], 5) == 0.5


def test_document_ranks_at_its_best_passage() -> None:
    """A document counts once, however many of its passages come first."""
    assert common.document_rank(["a", "a", "b", "a", "c"], "b") == 2
    assert common.document_rank(["a", "a"], "b") == 0


def test_percentiles() -> None:
    """Half, and nineteen of twenty."""
    assert common.percentiles([float(n) for n in range(101)]) == {"p50": 50.0, "p95": 95.0}


def test_table_shows_what_is_missing() -> None:
    """A cell without a figure is a dash, never left out."""
    assert common.table(["", "s"], [["peer", None]]) == "|  | s |\n|---|---|\n| peer | – |\n"


def test_worker_that_fails_is_reported() -> None:
    """What went wrong is a value, so that a table can show it."""
    assert "No module named" in common.run_worker("benchmarks.absent")["error"]


def test_synthetic_sources_differ(tmp_path: Path) -> None:
    """Equal seeds give equal sources; no two sources of one corpus are equal."""
    for name in ("first", "second"):
        synthetic.write_corpus(tmp_path / name, 20, seed=3)
    texts = [path.read_text(encoding="utf-8") for path in sorted((tmp_path / "first").rglob("*.md"))]
    again = [path.read_text(encoding="utf-8") for path in sorted((tmp_path / "second").rglob("*.md"))]
    assert texts == again
    assert len({text.split("---", 2)[2] for text in texts}) == 20


def test_clustered_vectors_lie_as_e5s_do() -> None:
    """Unit vectors that depend on the text alone, all within a cosine of 0.6 to 1 of each other."""
    encoder = synthetic.ClusteredEncoder("digest", 384)
    texts = [str(random.Random(n).random()) for n in range(200)]
    vectors = encoder.encode_passages(texts)
    assert (vectors == encoder.encode_queries(texts)).all()
    cosines = vectors @ vectors.T
    assert cosines.diagonal() == pytest.approx(1, abs=1e-5)
    assert 0.6 < cosines.min() < 0.9


@pytest.mark.parametrize("name", ["gewoon", "ver"])
def test_questions_on_the_manual_can_be_asked(name: str) -> None:
    """At least thirty with a document and a piece of its text, and eight without."""
    path = REPOSITORY / "benchmarks" / "vragen" / "handleiding" / f"{name}.jsonl"
    questions = manual.read_questions(path)
    assert set(manual._anywhere(path)) == {question.id for question in questions}
    assert len({question.id for question in questions}) == len(questions)
    assert sum(question.document is None for question in questions) >= 8
    assert sum(bool(question.document and question.gold) for question in questions) >= 30


def test_parts_of_the_manual_are_left_out(tmp_path: Path) -> None:
    """A part is a path within the folder: a folder of the same name elsewhere stays."""
    leaves_out = manual._ignoring(tmp_path, ["text/basic"])
    assert leaves_out(str(tmp_path / "text"), ["basic", "calc"]) == ["basic"]
    assert leaves_out(str(tmp_path), ["basic"]) == []


@pytest.mark.parametrize("path", sorted(RESULTS.glob("*.json")), ids=lambda path: path.stem)
def test_result_names_its_command(path: Path) -> None:
    """Command, date, machine and versions are in the file, and the page beside it opens with the command."""
    result = json.loads(path.read_text(encoding="utf-8"))
    assert "python -m benchmarks." in result["command"]
    assert result["date"][:2] == "20" and result["machine"]["cpu"] and result["versions"]["python"]
    assert result["command"] in path.with_suffix(".md").read_text(encoding="utf-8")
