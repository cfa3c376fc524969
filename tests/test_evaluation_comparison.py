"""A run beside an earlier one, and files that are no earlier run."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from outcomes import ADMITTED, EVERY_KIND, FALSE_ANSWER, FALSE_REFUSAL, GOOD, NO_PASSAGE, SECOND, WRONG_QUOTE
from outcomes import make_outcome as outcome
from outcomes import make_run as run_of

from assistant.errors import EvaluationError
from assistant.evaluation import (
    Comparison,
    Evaluation,
    StoredRun,
    check_comparable,
    check_writable,
    compare,
    comparison_table,
    read_run,
    run_text,
    write_text,
)

DATE = "2026-01-31T12:30:00+01:00"


def stored(tmp_path: Path, run: Evaluation) -> StoredRun:
    path = tmp_path / "meting.json"
    write_text(path, run_text(run, DATE))
    return read_run(path)


def compared(tmp_path: Path, old: Evaluation, new: Evaluation) -> Comparison:
    return compare(stored(tmp_path, old), new)


# On disk


def test_a_run_comes_back_as_it_was(tmp_path: Path) -> None:
    run = run_of(*EVERY_KIND, outcome("half", question="\ud800 é"))
    back = stored(tmp_path, run)
    assert (back.date, back.made_with, back.outcomes) == (DATE, run.made_with, run.outcomes)
    assert (back.figures["answer.first"], back.figures["passages_per_second"]) == (0.4286, 100.0)


def changed(path: Path, **values: object) -> None:
    path.write_text(json.dumps(json.loads(path.read_text()) | values))


@pytest.mark.parametrize(
    "content",
    ["", "geen json", "[]", "3", "{}", '{"wijkwijzer_evaluation": 1}', "[" * 100_000, '{"questions": 38}', "\xff"],
    ids=lambda content: content[:20],
)
def test_what_is_no_stored_run(tmp_path: Path, content: str) -> None:
    path = tmp_path / "meting.json"
    path.write_text(content, encoding="latin-1")
    with pytest.raises(EvaluationError, match=r"^‘.*’ is geen bewaarde meting, of hij is beschadigd\. .* --save\.$"):
        read_run(path)


@pytest.mark.parametrize(
    "values",
    [
        {"date": None},
        {"settings": []},
        {"settings": {"encoder": 3}},
        {"measures": None},
        {"measures": {"document": {}}},
        {"outcomes": None},
        {"outcomes": [3]},
        {"outcomes": [{"id": "1"}]},
    ],
    ids=str,
)
def test_a_stored_run_that_was_changed(tmp_path: Path, values: dict[str, Any]) -> None:
    stored(tmp_path, run_of(GOOD))
    changed(tmp_path / "meting.json", **values)
    with pytest.raises(EvaluationError, match="geen bewaarde meting"):
        read_run(tmp_path / "meting.json")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("document_rank", -1),
        ("passage_rank", True),
        ("answer_rank", "1"),
        ("answerable", float("nan")),
        ("answerable", 10**400),
        ("refused", 1),
        ("gold", "goud"),
        ("quoted", [3]),
        ("document", 3),
        ("question", None),
    ],
)
def test_an_outcome_that_was_changed(tmp_path: Path, name: str, value: object) -> None:
    stored(tmp_path, run_of(GOOD))
    path = tmp_path / "meting.json"
    values = json.loads(path.read_text())
    values["outcomes"][0][name] = value
    path.write_text(json.dumps(values))
    with pytest.raises(EvaluationError, match="geen bewaarde meting"):
        read_run(path)


def test_a_run_of_another_version_or_that_is_not_there(tmp_path: Path) -> None:
    stored(tmp_path, run_of(GOOD))
    changed(tmp_path / "meting.json", wijkwijzer_evaluation=2)
    with pytest.raises(EvaluationError, match="andere versie"):
        read_run(tmp_path / "meting.json")
    with pytest.raises(EvaluationError, match="Controleer de naam"):
        read_run(tmp_path / "weg.json")


def test_writing_replaces_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "verslag.md"
    write_text(path, "een")
    write_text(path, "twee")
    assert path.read_text() == "twee"
    assert list(tmp_path.iterdir()) == [path]
    for wrong in (tmp_path, tmp_path / "weg" / "verslag.md", path / "verslag.md"):
        for act in (check_writable, lambda target: write_text(target, "drie")):
            with pytest.raises(EvaluationError, match="niet schrijven"):
                act(wrong)
    write_text(Path("/dev/null"), "weg ermee")
    assert Path("/dev/null").is_char_device()


# What moved


def test_measures_then_and_now(tmp_path: Path) -> None:
    old = run_of(GOOD, outcome("b", ranks=(1, 1, 2)), FALSE_ANSWER, speed=100)
    new = run_of(GOOD, outcome("b", milliseconds=90), ADMITTED, outcome("c", refused=True), speed=95)
    measures = compared(tmp_path, old, new).as_json()["measures"]
    assert measures["answer.first"] == {"old": 0.5, "new": 1.0, "difference": 0.5, "judgement": "beter"}
    assert measures["abstain.false_answers"] == {"old": 1.0, "new": 0.0, "difference": -1.0, "judgement": "beter"}
    assert measures["abstain.false_refusals"]["judgement"] == "slechter"
    assert measures["milliseconds.p95"]["judgement"] == "slechter"
    assert measures["passages_per_second"] == {"old": 100, "new": 95, "difference": -5.0, "judgement": "gelijk"}
    assert measures["document.recall@1"]["judgement"] == "gelijk"


def test_a_measure_that_one_of_the_runs_lacks(tmp_path: Path) -> None:
    comparison = compared(tmp_path, run_of(GOOD), run_of(GOOD, ADMITTED))
    assert comparison.as_json()["measures"]["abstain.auc"] == {
        "old": None,
        "new": 1.0,
        "difference": None,
        "judgement": None,
    }
    assert re.search(r"onderscheid \(AUC\) +– → +100,0% +–\n", comparison_table(comparison))


def renamed(of: Any, id: str = "x") -> Any:
    document = of.question.document
    ranks = (of.document_rank, of.passage_rank, of.answer_rank)
    return outcome(id, document=document, ranks=ranks, document_at=of.document_at, refused=of.refused)


@pytest.mark.parametrize(
    ("old", "new", "better", "worse"),
    [
        (WRONG_QUOTE, GOOD, ["x"], []),
        (GOOD, FALSE_REFUSAL, [], ["x"]),
        (SECOND, GOOD, ["x"], []),
        (NO_PASSAGE, WRONG_QUOTE, ["x"], []),
        (WRONG_QUOTE, FALSE_REFUSAL, [], []),
        (ADMITTED, FALSE_ANSWER, [], ["x"]),
        (GOOD, GOOD, [], []),
    ],
)
def test_a_question_goes_better_or_worse(tmp_path: Path, old: Any, new: Any, better: Any, worse: Any) -> None:
    found = compared(tmp_path, run_of(renamed(old)), run_of(renamed(new))).as_json()
    assert (found["questions"]["better"], found["questions"]["worse"]) == (better, worse)
    assert set(found["verdicts"]) == {*better, *worse}


def test_questions_that_are_not_the_same_are_told_apart(tmp_path: Path) -> None:
    old = run_of(outcome("a"), outcome("b"), outcome("c"), outcome("c", refused=True))
    new = run_of(outcome("a", question="Anders?", refused=True), outcome("d"), outcome("c"), outcome("c"))
    comparison = compared(tmp_path, old, new)
    assert comparison.as_json()["questions"] == {
        "better": ["c (2)"],
        "worse": [],
        "added": ["d"],
        "gone": ["b"],
        "changed": ["a"],
    }
    assert "niet dezelfde: 1 nieuw, 1 weg, 1 veranderd" in comparison_table(comparison)


def test_a_run_of_other_questions_does_not_fit(tmp_path: Path) -> None:
    earlier = stored(tmp_path, run_of(outcome("a")))
    check_comparable(earlier, [outcome("b").question, outcome("a").question])
    with pytest.raises(EvaluationError, match="heel andere vragen"):
        check_comparable(earlier, [outcome("a", question="Anders?").question])


# The table


def test_the_table_of_a_comparison(tmp_path: Path) -> None:
    old = run_of(renamed(GOOD, "y" * 99), renamed(NO_PASSAGE, "\x1b[31mx"), renamed(SECOND, "z"))
    new = run_of(renamed(NO_PASSAGE, "y" * 99), renamed(GOOD, "\x1b[31mx"), renamed(GOOD, "z"))
    table = comparison_table(compared(tmp_path, old, new))
    assert max(map(len, table.splitlines())) <= 80
    assert "\x1b" not in table
    assert table.startswith("Vergeleken met de meting van 31-01-2026 om 12:30.\nDe vragen zijn dezelfde.\n")
    assert re.search(r"in het eerste citaat +33,3% → +66,7% +\+33,3  beter\n", table)
    assert "Beter: 2 vragen\n  + [31mx         passage niet gevonden → goed\n" in table
    assert "  + z             citaat 2 → citaat 1\n" in table
    assert re.search(r"Slechter: 1 vraag\n  − y{25}…  goed → passage niet gevonden$", table)


def test_colour_only_says_again_what_the_words_say(tmp_path: Path) -> None:
    old, new = run_of(renamed(GOOD), renamed(NO_PASSAGE, "y")), run_of(renamed(SECOND), renamed(GOOD, "y"))
    comparison = compared(tmp_path, old, new)
    coloured = comparison_table(comparison, colour=True)
    assert re.sub(r"\x1b\[\d+m", "", coloured) == comparison_table(comparison)
    assert re.search(r"\x1b\[32m +\+50,0  beter\x1b\[0m", coloured)
    assert "\x1b[31m− x             citaat 1 → citaat 2\x1b[0m" in coloured


def test_what_else_changed_is_named(tmp_path: Path) -> None:
    stored(tmp_path, run_of(GOOD))
    path = tmp_path / "meting.json"
    made = {"program": "1", "encoder": "oud", "encoder_digest": "e0", "splitter": "s1", "content": "c0", "kleur": "x"}
    changed(path, settings=made, date="gisteren\x1b")
    comparison = compare(read_run(path), run_of(GOOD))
    assert comparison.as_json()["settings"]["encoder"] == {"old": "oud", "new": "namaak"}
    table = " ".join(comparison_table(comparison).split())
    assert table.startswith("Vergeleken met de meting van gisteren. Dit is nu anders dan toen: het taalmodel (oud")
    assert "(oud → namaak); de inhoud van de index; de instelling ‘kleur’ (x → –)." in table
