"""``wijkwijzer evaluate``: its table, its files, and what it refuses."""

import json
import re
import sys
from pathlib import Path

import pytest
from commands import Run
from homes import BLOG

from assistant.cli.output import wants_colour
from assistant.settings import Settings

QUESTION = "Waarom koos Delft voor een projectorganisatie?"
KNOWN = {"id": "d1", "question": QUESTION, "document": "delft", "gold": ["snel wilde beginnen"]}
UNKNOWN = {"id": "o1", "question": "Hoe bak ik een taart?", "document": None, "gold": []}
KEYS = {
    "questions", "unanswerable", "documents", "passages", "passages_per_second",
    "document", "passage", "answer", "abstain", "milliseconds",
}  # fmt: skip


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], empty_home: Settings) -> Run:
    return Run(capsys, empty_home.home)


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    return written(tmp_path / "vragen.jsonl", KNOWN, UNKNOWN)


def written(path: Path, *lines: dict[str, object]) -> Path:
    path.write_text("\n".join(json.dumps(line) for line in lines))
    return path


@pytest.mark.usefixtures("quick", "home")
def test_the_measures_as_json(run: Run, questions: Path, tmp_path: Path) -> None:
    run("index")
    own = run.json("evaluate", "--questions", questions)
    assert set(own) == KEYS
    assert (own["questions"], own["unanswerable"], own["documents"]) == (1, 1, 3)
    assert set(own["document"]) == {"recall@1", "recall@5", "mrr", "ndcg@10"}
    assert set(own["passage"]) == {"recall@1", "recall@3", "recall@5", "recall@10"}
    assert set(own["answer"]) == {"first", "top3", "literal"}
    assert set(own["abstain"]) >= {"auc", "false_answers", "false_refusals"}
    assert set(own["milliseconds"]) == {"p50", "p95"}
    assert own["answer"]["literal"] == 1.0
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "delft.md").write_text(BLOG)
    other = run.json("evaluate", "--corpus", tmp_path / "corpus", "--questions", questions)
    assert other["documents"] == 1
    assert run.json("status")["documents"] == 3  # the home's own index stays
    assert run.json("evaluate", "--questions", written(questions, KNOWN))["abstain"] is None


@pytest.mark.usefixtures("quick", "home")
def test_the_table_of_the_homes_own_index(run: Run, questions: Path) -> None:
    run("index")
    assert run("evaluate", "--questions", questions) == 0
    assert run.out.startswith("1 vraag met een antwoord in de bronnen en 1 zonder.")
    assert max(map(len, run.out.splitlines())) <= 80
    assert "\033" not in run.out
    assert run.out.endswith("Gebruik --report verslag.md.\n")


@pytest.mark.usefixtures("quick", "home")
def test_report_save_and_compare(run: Run, questions: Path, tmp_path: Path) -> None:
    run("index")
    report, saved = tmp_path / "verslag.md", tmp_path / "meting.json"
    assert run("evaluate", "--questions", questions, "--report", report, "--save", saved) == 0
    assert run.out.endswith(f"Bewaard: {saved}\nVerslag per vraag: {report}\n")
    assert QUESTION in report.read_text()
    stored = json.loads(saved.read_text())
    assert set(stored["settings"]) >= {"encoder", "encoder_digest", "splitter", "content", "precision"}
    assert not set(stored["settings"]) & {"home", "cache", "port"}
    assert [entry["id"] for entry in stored["outcomes"]] == ["d1", "o1"]
    for entry in stored["outcomes"]:  # as if it went wrong then
        entry.update(answer_rank=0, refused=not entry["refused"])
    saved.write_text(json.dumps(stored))
    again = run.json("evaluate", "--questions", questions, "--compare", saved, "--report", tmp_path / "verslag.JSON")
    assert set(again) == {*KEYS, "comparison"}
    assert again["comparison"]["measures"]["document.recall@1"]["difference"] == 0
    assert len(again["comparison"]["questions"]["better"] + again["comparison"]["questions"]["worse"]) == 2
    assert len(json.loads((tmp_path / "verslag.JSON").read_text())["questions"]) == 2
    assert run("evaluate", "--questions", questions, "--compare", saved, "--save", saved) == 0
    assert re.search(r"op plaats 1 +100,0% → +100,0% +0,0  gelijk", run.out)
    assert json.loads(saved.read_text())["outcomes"] != stored["outcomes"]


# What goes wrong


@pytest.mark.usefixtures("home")
def test_questions_that_cannot_be_used(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "vragen.jsonl"
    for content, said in (
        (b"\n\n{\n", "Regel 3 van de vragen is geen JSON-object"),
        (b'\n{"question": "Wat?"}', "Regel 2 van de vragen mist het veld"),
        (b"\n\n\n\xff", "Regel 4 van de vragen is geen UTF-8"),
        (b"\n \n", "Er staan geen vragen in het bestand"),
    ):
        path.write_bytes(content)
        assert run.fails("evaluate", "--questions", path).startswith(said)
    assert "Controleer de naam" in run.fails("evaluate", "--questions", tmp_path / "weg.jsonl")
    assert "Controleer de naam" in run.fails("evaluate", "--questions", tmp_path)


@pytest.mark.usefixtures("quick", "home")
def test_a_document_that_is_not_there(run: Run, tmp_path: Path) -> None:
    run("index")
    path = tmp_path / "vragen.jsonl"
    path.write_text("\n\n" + json.dumps(KNOWN) + "\n\n" + json.dumps(KNOWN | {"document": "weg\x1b[31m"}))
    said = run.fails("evaluate", "--questions", path)
    assert said == "Regel 5 van de vragen noemt het document ‘weg[31m’, maar dat is er niet."


@pytest.mark.usefixtures("quick", "home")
def test_without_an_index(run: Run, questions: Path) -> None:
    assert "wijkwijzer index" in run.fails("evaluate", "--questions", questions)
    said = run.fails("evaluate", "--questions", questions, "--corpus", questions.parent / "weg")
    assert "geen map met bronnen" in said


@pytest.mark.usefixtures("home")
def test_files_that_cannot_be_used_are_refused_before_the_work(run: Run, questions: Path, tmp_path: Path) -> None:
    (tmp_path / "oud.json").write_text("{}")
    assert "geen bewaarde meting" in run.fails("evaluate", "--questions", questions, "--compare", tmp_path / "oud.json")
    for option in ("--report", "--save"):
        for target in (tmp_path, tmp_path / "weg" / "x.md"):
            assert "niet schrijven" in run.fails("evaluate", "--questions", questions, option, target)
        said = run.fails("evaluate", "--questions", questions, option, tmp_path / "." / "vragen.jsonl", code=2)
        assert "bestand met vragen" in said
    same = ["--report", tmp_path / "x.json", "--save", tmp_path / "x.json"]
    assert "twee namen" in run.fails("evaluate", "--questions", questions, *same, code=2)
    same = ["--report", tmp_path / "oud.json", "--compare", tmp_path / "oud.json"]
    assert "waarmee je vergelijkt" in run.fails("evaluate", "--questions", questions, *same, code=2)
    assert (tmp_path / "oud.json").read_text() == "{}"


@pytest.mark.parametrize(
    ("tty", "variables", "colour"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (True, {"TERM": "dumb"}, False),
    ],
)
def test_when_there_is_colour(
    monkeypatch: pytest.MonkeyPatch, tty: bool, variables: dict[str, str], colour: bool
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: tty)
    assert wants_colour() is colour
