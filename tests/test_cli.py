"""The command line: one JSON object, one clear sentence, the right exit code."""

import json
import re
from pathlib import Path

import pytest
from commands import Run
from homes import BLOG

from assistant.cli.output import print_json
from assistant.cli.parser import make_parser
from assistant.settings import Settings

QUESTION = "Waarom koos Delft voor een projectorganisatie?"
ENGLISH = re.compile(r"\b(usage|the|required|invalid|arguments?|choose|options|positional|show|exit|expected)\b")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], empty_home: Settings) -> Run:
    return Run(capsys, empty_home.home)


# Reports


@pytest.mark.usefixtures("quick", "home")
def test_index_and_status(run: Run, home: Settings) -> None:
    before = run.json("status")
    assert before["generation"] is None
    assert (before["documents"], before["passages"], before["stale"]) == (0, 0, True)
    assert run("status") == 0
    assert "Er is nog geen index." in run.out
    built = run.json("index")
    assert (built["documents"], built["refused"]) == (3, [])
    after = run.json("status")
    assert set(after) >= {"home", "generation", "documents", "passages", "encoder", "stale"}
    assert (after["home"], after["documents"], after["stale"]) == (str(home.home), 3, False)
    assert after["generation"] == built["generation"]
    assert run("status") == 0
    assert "Documenten: 3" in run.out
    assert "De index is bij." in run.out


@pytest.mark.usefixtures("quick", "home")
def test_search(run: Run) -> None:
    run("index")
    values = run.json("search", QUESTION, "-k", 2)
    assert values["question"] == QUESTION
    assert [hit["rank"] for hit in values["hits"]] == [1, 2]
    assert set(values["hits"][0]) == {"rank", "document", "title", "heading", "page", "text", "score", "found_by"}
    assert values["hits"][0]["document"] == "delft"
    assert values["hits"][0]["title"] == "De Toegang in Delft"
    notes = run.json("search", QUESTION, "--collection", "notities")
    assert [hit["document"] for hit in notes["hits"]] == ["huisbezoek"]
    assert run("search", QUESTION) == 0
    assert run.out.startswith("1. De Toegang in Delft")
    assert "#" not in run.out and "- een vaste teamleider;\n" in run.out


@pytest.mark.usefixtures("quick", "home")
def test_ask(run: Run) -> None:
    run("index")
    values = run.json("ask", QUESTION)
    assert set(values) >= {"question", "status", "mode", "text", "sentences", "evidence", "milliseconds"}
    assert set(values["milliseconds"]) == {"encode", "retrieve", "read", "total"}
    assert values["status"] in ("answered", "no_evidence")
    assert values["mode"] == "citaatmodus"
    for entry in (*values["evidence"], *values["nearest"]):
        text = BLOG.split("---\n", 2)[2]
        if entry["document"] == "delft":
            assert entry["quote"] == text[entry["start"] : entry["end"]]
    assert run("ask", QUESTION) == 0
    assert run.out.strip()


@pytest.mark.usefixtures("quick", "home")
def test_filters_of_the_command_line(run: Run) -> None:
    run("index")
    found = run.json("search", QUESTION, "--kind", "onderzoek", "--municipality", "Haarlem", "--year-from", 2020)
    assert [hit["document"] for hit in found["hits"]] == ["haarlem"]
    assert run.json("search", QUESTION, "--year-to", 1999)["hits"] == []


@pytest.mark.usefixtures("quick")
def test_ingest_names_files_as_they_were_given(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("map").mkdir()
    Path("map/a.md").write_text(BLOG)
    Path("kapot.md").write_bytes(b"\xff")
    values = run.json("ingest", "map", "kapot.md", "weg.md")
    assert (values["added"], values["changed"], values["unchanged"], values["removed"]) == (["map/a.md"], [], [], [])
    assert [set(entry) for entry in values["refused"]] == [{"file", "reason"}] * 2
    assert [entry["file"] for entry in values["refused"]] == ["weg.md", "kapot.md"]
    assert run.json("ingest", "map")["unchanged"] == ["map/a.md"]
    assert run("ingest", "map/a.md") == 0
    assert run.out == "1 document ongewijzigd.\n\nOngewijzigd\n  map/a.md\n"


@pytest.mark.usefixtures("quick")
def test_ingest_of_nothing_but_bad_files_fails(run: Run, tmp_path: Path) -> None:
    (tmp_path / "kapot.md").write_bytes(b"\xff")
    assert run("ingest", tmp_path / "kapot.md", "--json") == 1
    assert len(json.loads(run.out)["refused"]) == 1
    assert run("ingest", tmp_path / "kapot.md") == 1
    assert "geen UTF-8" in run.out


@pytest.mark.usefixtures("quick", "home")
def test_delete(run: Run) -> None:
    run("index")
    assert run.json("delete", "huisbezoek") == {"document": "huisbezoek", "removed": 1, "left": 0}
    assert run.json("status")["documents"] == 2
    assert "geen document met de naam" in run.fails("delete", "huisbezoek")


# What goes wrong


@pytest.mark.usefixtures("quick", "home")
def test_the_first_question_builds_the_first_index(run: Run) -> None:
    assert run.json("ask", QUESTION)["status"] in ("answered", "no_evidence")
    assert run.json("status")["documents"] > 0


@pytest.mark.usefixtures("empty_home")
def test_without_sources_a_question_says_how_to_add_them(run: Run) -> None:
    for command in ("ask", "search"):
        assert "wijkwijzer ingest" in run.fails(command, QUESTION)


@pytest.mark.usefixtures("quick", "home")
def test_a_municipality_is_known_however_it_is_written(run: Run) -> None:
    run("index")
    assert run.json("search", QUESTION, "--municipality", "delft")["hits"]
    assert "gemeente" in run.fails("search", QUESTION, "--municipality", "Nergenshuizen", code=2)


@pytest.mark.usefixtures("quick")
def test_a_stale_index_is_refused(run: Run, home: Settings) -> None:
    run("index")
    (home.corpus / "bronnen" / "nieuw.md").write_text("Een nieuw verhaal over de wijk.")
    assert "wijkwijzer index" in run.fails("ask", QUESTION)
    assert run.json("status")["stale"] is True
    assert run("index") == run("ask", QUESTION) == 0


@pytest.mark.usefixtures("quick", "home")
@pytest.mark.parametrize("question", ["", "  ", "?!", "x" * 50_000])
def test_what_is_no_question(run: Run, question: str) -> None:
    run("index")
    for command in ("ask", "search"):
        said = run.fails(command, question)
        assert said.startswith(("Typ eerst een vraag", "Je vraag is te lang"))


@pytest.mark.usefixtures("quick", "home")
def test_a_question_in_english_or_in_no_encoding_at_all(run: Run) -> None:
    run("index")
    assert run.json("ask", "Why did Delft choose a project organisation?")["status"] in ("answered", "no_evidence")
    assert run("ask", "caf\udce9 in de wijk?", "--json") == 0


@pytest.mark.usefixtures("quick")
def test_a_missing_or_empty_corpus(run: Run, empty_home: Settings) -> None:
    assert "wijkwijzer ingest" in run.fails("index")
    (empty_home.corpus / "bronnen").mkdir(parents=True)
    assert run.json("index")["documents"] == 0
    assert run.json("ask", QUESTION)["status"] == "no_evidence"
    assert run.json("search", QUESTION)["hits"] == []


@pytest.mark.usefixtures("quick")
def test_a_home_that_cannot_be_used(run: Run, tmp_path: Path, home: Settings) -> None:
    (tmp_path / "bestand").write_text("tekst")
    (tmp_path / "bron.md").write_text(BLOG)
    for command in (["index"], ["ask", QUESTION], ["status"], ["ingest", tmp_path / "bron.md"]):
        assert "--home" in run.fails(*command, home=tmp_path / "bestand")
    (home.home / "corpus" / "notities" / "huisbezoek.md").unlink()
    (home.home / "indexes").write_text("een bestand waar een map hoort")
    assert run.fails("ask", QUESTION)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["onbekend"],
        ["ask"],
        ["search", QUESTION, "-k", "nul"],
        ["search", QUESTION, "-k", "0"],
        ["ask", QUESTION, "--kind", "roman"],
        ["ask", QUESTION, "--collection", "alles"],
        ["ask", QUESTION, "--year-from", "0"],
        ["ask", QUESTION, "--year-to", "99999999999999999999"],
        ["ingest"],
        ["ingest", ""],
        ["evaluate"],
    ],
    ids=" ".join,
)
def test_wrong_usage(run: Run, arguments: list[str]) -> None:
    said = run.fails(*arguments, code=2)
    assert said and not ENGLISH.search(said)


@pytest.mark.parametrize("command", [[], ["ask"], ["note"], ["serve"]], ids=" ".join)
def test_help_is_dutch(capsys: pytest.CaptureFixture[str], command: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        make_parser().parse_args([*command, "--help"])
    said = capsys.readouterr().out
    assert ended.value.code == 0
    assert said.startswith("Gebruik: wijkwijzer") and "laat deze uitleg zien" in said
    assert said.count("opties:") == 1
    assert not ENGLISH.search(said)


@pytest.mark.parametrize("command", ["ingest", "note", "edit", "search", "ask", "serve", "evaluate", "export"])
def test_a_usage_line_asks_for_values_in_dutch(capsys: pytest.CaptureFixture[str], command: str) -> None:
    with pytest.raises(SystemExit):
        make_parser().parse_args([command, "--help"])
    asked = set(re.findall(r"(?<![-\w])[A-Z]{2,}(?!\w)", capsys.readouterr().out))
    dutch = "PAD BESTAND MAP TEKST TITEL GEMEENTE DATUM THEMA ROL REDEN DOCUMENT AUTEUR ORGANISATIE HERKOMST VRAAG"
    assert asked - {*dutch.split(), "AANTAL", "JAAR", "POORT", "ZIP", "JSON"} == set()


def test_json_holds_nothing_that_steers_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    value = "één\x1b[31m\x9b\u202egnp\n\U000e0001"
    print_json({"naam": value})
    said = capsys.readouterr().out
    assert "één" in said
    assert said.rstrip("\n").isprintable()
    assert json.loads(said) == {"naam": value}


@pytest.mark.usefixtures("home")
def test_settings_that_cannot_be_used(run: Run, home: Settings) -> None:
    (home.home / "instellingen.toml").write_text("kleur = 3")
    assert "‘kleur’ bestaat niet" in run.fails("status")


@pytest.mark.usefixtures("home")
def test_a_fault_of_the_program_is_one_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("assistant.overview.status", broken)
    assert "WIJKWIJZER_DEBUG=1" in run.fails("status")
    monkeypatch.setenv("WIJKWIJZER_DEBUG", "1")
    assert run("status") == 1
    assert "ZeroDivisionError" in run.err
