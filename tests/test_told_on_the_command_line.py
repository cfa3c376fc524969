"""``ask`` with a language model: the mode, the audience, what is withheld and why quotes came in its place."""

import json

import pytest
from commands import Run
from scripted_model import refuses, scripted_model, writes

QUESTION = "Waarom koos Delft voor een projectorganisatie?"
CARRIED = "Delft koos voor een projectorganisatie, omdat de wethouder snel wilde beginnen met de Toegang [1]."
MADE_UP = "De kosten waren 12 miljoen euro."

pytestmark = pytest.mark.usefixtures("quick", "home")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], empty_home: object) -> Run:
    run = Run(capsys, empty_home.home)  # type: ignore[attr-defined]
    run("index")
    return run


def test_without_a_model_nothing_changes(run: Run) -> None:
    values = run.json("ask", QUESTION)
    assert (values["mode"], values["remark"], values["withheld"]) == ("citaatmodus", "", [])
    assert run.json("ask", QUESTION, "--mode", "citaat")["sentences"] == values["sentences"]
    assert "‘model’" in run.fails("ask", QUESTION, "--mode", "taalmodel", code=2)


def test_a_told_answer(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with scripted_model() as server:
        monkeypatch.setenv("WIJKWIJZER_MODEL", "openai:m")
        monkeypatch.setenv("WIJKWIJZER_MODEL_URL", server.url)
        server.script = writes(f"{CARRIED} {MADE_UP}")
        values = run.json("ask", QUESTION, "--mode", "taalmodel", "--audience", "trainer")
        assert "trainer" in server.prompts[-1]
        assert values["mode"] in ("taalmodel", "citaatmodus")
        assert values["withheld"]
        assert MADE_UP in values["withheld"]
        assert MADE_UP not in values["text"]
        for sentence in values["sentences"]:
            assert sentence["citations"]
        asked = len(server.calls)
        quoted = run.json("ask", QUESTION, "--mode", "citaat")
        assert (quoted["mode"], quoted["withheld"], len(server.calls)) == ("citaatmodus", [], asked)
        run("search", QUESTION)
        assert len(server.calls) == asked


def test_a_model_that_fails_is_a_remark_and_no_error(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with scripted_model() as server:
        monkeypatch.setenv("WIJKWIJZER_MODEL", "openai:m")
        monkeypatch.setenv("WIJKWIJZER_MODEL_URL", server.url)
        monkeypatch.setenv("WIJKWIJZER_MODEL_KEY", "sk-geheim")
        server.script = refuses(401)
        values = run.json("ask", QUESTION)
        assert values["mode"] == "citaatmodus"
        assert values["sentences"]
        assert values["remark"] == "Het taalmodel weigert de sleutel; daarom zie je letterlijke citaten."
        assert run("ask", QUESTION) == 0
        assert values["remark"] in run.out
        assert "sk-geheim" not in run.out + run.err + json.dumps(values)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("MODEL", "mistral", "‘model’"),
        ("MODEL", "gguf:/bestaat/niet.gguf", "‘model’"),
        ("MODEL", "bestaatniet:x", "‘model_url’"),
        ("MODEL_SECONDS", "0", "‘model_seconds’"),
        ("MODEL_CONTEXT", "100", "‘model_context’"),
    ],
)
def test_a_model_that_cannot_be_used(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(f"WIJKWIJZER_{name}", value)
    assert said in run.fails("ask", QUESTION)


def test_wrong_usage(run: Run) -> None:
    for arguments in (["--mode", "gedicht"], ["--audience", "kind"]):
        assert run.fails("ask", QUESTION, *arguments, code=2)
