"""The commands that bring something into the corpus, as they are typed."""

import io
import sys
from pathlib import Path

import pytest
from commands import Run
from originals import documents, original, text_file

from assistant.cli.progress import progress_line, progress_text, time_left, visible
from assistant.cli.taking import report_lines
from assistant.corpus import Refusal
from assistant.index.child import Progress
from assistant.ingestion import IngestReport, PersonalReport
from assistant.settings import Settings
from assistant.types import Visibility

BSN = "123456782"  # invented; it passes the check of eleven
pytestmark = pytest.mark.usefixtures("plain")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], empty_home: Settings) -> Run:
    return Run(capsys, empty_home.home)


# ingest


def test_a_long_report_names_what_was_refused_and_the_first_of_the_rest() -> None:
    many = [f"a{number:03}.md" for number in range(300)]
    lines = report_lines(IngestReport(added=many, refused=[Refusal(name, "leeg") for name in many]))
    assert lines[0] == "300 documenten toegevoegd, 300 geweigerd."
    assert lines[lines.index("Toegevoegd") + 20 :][:2] == ["  a019.md", "  … en nog 280 (alle namen: --json)"]
    assert len(lines[lines.index("Geweigerd") + 1 :]) == 300


def test_the_report_counts_first_and_names_everything() -> None:
    report = IngestReport(
        added=["map/a.md", "map/b\n.pdf", "map/c.md"],
        unchanged=["map/d.md"],
        refused=[Refusal("map/e.pdf", "het bestand is met een wachtwoord beveiligd")],
        skipped={".css": 300, ".js": 12},
        similar=[("map/c.md", "delft")],
        personal=[PersonalReport("map/a.md", {"BSN": 2}, "gemeld")],
        remarks=[("map/b\n.pdf", "3 pagina’s zijn met tekstherkenning gelezen")],
    )
    assert "\n".join(report_lines(report)) == (
        "3 documenten toegevoegd, 1 ongewijzigd, 1 geweigerd.\n"
        "\nToegevoegd\n  map/a.md\n  map/b?.pdf\n  map/c.md\n"
        "\nOngewijzigd\n  map/d.md\n"
        "\nGeweigerd\n  map/e.pdf: het bestand is met een wachtwoord beveiligd\n"
        "\nLijkt op een ander document\n  map/c.md lijkt sterk op ‘delft’\n"
        "\nPersoonsgegevens\n  map/a.md: 2 × BSN (gemeld)\n"
        "\nLet op\n  map/b?.pdf: 3 pagina’s zijn met tekstherkenning gelezen\n"
        "  overgeslagen: 312 bestanden die geen tekst zijn (.css, .js)"
    )
    assert report_lines(IngestReport()) == ["Er is niets veranderd."]


def test_a_folder_with_everything(run: Run, folder: Path) -> None:
    original(folder / "verslag.pdf", "In Delft is dat anders geregeld.")
    text_file(folder / "stijl.css", "a{}")
    text_file(folder / "oud.doc", "x")
    values = run.json("ingest", folder)
    assert set(values) == {
        *("added", "changed", "unchanged", "removed", "refused"),
        *("skipped", "similar", "personal", "names", "remarks"),
    }
    assert (values["added"], values["skipped"]) == ([str(folder / "verslag.pdf")], {".css": 1})
    assert [entry["file"] for entry in values["refused"]] == [str(folder / "oud.doc")]
    assert run("ingest", folder) == 0
    assert run.out.startswith("1 document ongewijzigd, 1 geweigerd.\n")
    assert run.err == ""  # nobody looks: no progress


def test_notes_with_personal_data(run: Run, folder: Path, empty_home: Settings) -> None:
    text_file(folder / "casus.md", f"De inwoner met BSN {BSN} belde.")
    taking = ("ingest", folder, "--collection", "notities")
    assert run(*taking) == 1
    assert "--personal mask" in run.out and BSN not in run.out
    assert "--reason" in run.fails(*taking, "--personal", "keep", code=2)
    values = run.json(*taking, "--personal", "mask")
    assert [entry["outcome"] for entry in values["personal"]] == ["gemaskeerd"]
    assert BSN not in documents(empty_home)["casus"].text


# note


def test_a_note_of_every_source(
    run: Run, tmp_path: Path, empty_home: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = (
        "note",
        "--title",
        "Kort",
        "--municipality",
        "Zeist",
        "--theme",
        "a",
        "--theme",
        "b",
        "--date",
        "2024-05-01",
    )
    assert run.json(*head, "--text", "Eerste verhaal.")["document"] == "2024-05-01-kort"
    assert run(*head, text_file(tmp_path / "tekst.txt", "Tweede verhaal.")) == 0
    assert run.out == "Bewaard als ‘2024-05-01-kort-2’.\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO("Derde verhaal."))
    assert run(*head, "--role", "coach", "--visibility", "mag naar taalmodel") == 0
    found = documents(empty_home)
    assert [document.text.strip() for document in found.values()] == [
        *("Eerste verhaal.", "Tweede verhaal.", "Derde verhaal.")
    ]
    last = found["2024-05-01-kort-3"]
    assert (last.themes, last.role, last.visibility) == (("a", "b"), "coach", Visibility.MODEL)


def test_a_note_with_personal_data(run: Run, empty_home: Settings) -> None:
    head = ("note", "--title", "Kort", "--text", f"De inwoner met BSN {BSN} belde.")
    assert run(*head) == 1
    assert "De inwoner met BSN [BSN] belde." in run.err and BSN not in run.err
    assert not list(empty_home.corpus.rglob("*.md"))
    assert run(*head, "--personal", "keep") == 2
    assert run(*head, "--personal", "mask") == 0
    assert run(*head, "--personal", "keep", "--reason", "De inwoner stemt ermee in.") == 0
    assert [BSN in document.text for document in documents(empty_home).values()] == [False, True]


def test_a_note_with_a_name(run: Run, empty_home: Settings) -> None:
    head = ("note", "--title", "Gesprek met Fatima El Amrani", "--municipality", "Ede", "--text", "Zij belde ons.")
    assert run(*head) == 1
    assert "Gesprek met [naam]" in run.err and "Amrani" not in run.err
    assert run(*head, "--personal", "mask") == 0
    assert run(*head, "--personal", "mask") == 1 and "staat al in" in run.err
    head = (*head[:-1], "Zij kwam langs.")
    assert run(*head, "--personal", "keep", "--reason", "Zij schreef dit zelf.") == 0
    kept = sorted(documents(empty_home).values(), key=lambda document: document.title)
    assert [document.title for document in kept] == ["Gesprek met Fatima El Amrani", "Gesprek met [naam]"]
    assert kept[1].municipalities == ("Ede",)
    log = "".join(entry.read_text(errors="replace") for entry in empty_home.state.rglob("*") if entry.is_file())
    assert "Zij schreef dit zelf." in log


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("note", "--title", "Kort", "--text", "x", "bestand.txt"), 2, "niet allebei"),
        (("note", "--title", "Kort", "/weg/bestand.txt"), 1, "niet lezen"),
        (("note", "--title", "Kort", "--text", " "), 1, "Schrijf eerst de tekst"),
        (("note", "--text", "x"), 2, "--title"),
        (("note", "--title", "x", "--text", "x", "--visibility", "iedereen"), 2, "iedereen"),
        (("ingest", "x", "--personal", "misschien"), 2, "misschien"),
        (("edit", "weg"), 2, "--title"),
        (("edit", "weg", "--title", "x"), 1, "geen document met de naam ‘weg’"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_what_cannot_be_done_is_one_sentence(run: Run, arguments: tuple[str, ...], code: int, said: str) -> None:
    assert said in run.fails(*arguments, code=code)


# edit


def test_a_correction(run: Run, home: Settings) -> None:
    assert run.json("edit", "delft", "--title", "Anders", "--theme", "a", "--theme", "b")["changed"] == [
        "themas",
        "titel",
    ]
    assert documents(home)["delft"].themes == ("a", "b")
    assert run("edit", "delft", "--theme", "", "--kind", "onderzoek", "--municipality", "zeist") == 0
    assert run.out == "Aangepast in ‘delft’: gemeenten, themas, soort.\n"
    found = documents(home)["delft"]
    assert (found.title, found.themes, found.municipalities) == ("Anders", (), ("Zeist",))
    assert "De datum ‘gisteren’" in run.fails("edit", "delft", "--date", "gisteren")


# The line that says how far it is


def test_the_line_fits_its_terminal() -> None:
    progress = Progress("Ik lees de bestanden", 12, 40, "map/de-lange-naam-van-een-verslag.pdf", 130.0)
    assert progress_text(progress, 200) == (
        "████░░░░░░░░░░░░ 12/40 Ik lees de bestanden: map/de-lange-naam-van-een-verslag.pdf, nog ongeveer 2 minuten"
    )
    for width in range(20, 140):
        assert len(progress_text(progress, width)) < width
    assert progress_text(progress, 90).endswith("verslag.pdf, nog ongeveer 2 minuten")
    assert progress_text(Progress("Ik laad het taalmodel"), 80) == "Ik laad het taalmodel"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "nog een paar seconden"),
        (31, "nog ongeveer 30 seconden"),
        (70, "nog ongeveer 1 minuut"),
        (400, "nog ongeveer 7 minuten"),
        (20000, "nog ongeveer 6 uur"),
    ],
)
def test_time_as_people_say_it(seconds: float, said: str) -> None:
    assert time_left(seconds) == said


def test_the_line_is_wiped_and_only_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for stream, expected in ((Terminal(), "\r\033[KIk lees: a?.md\r\033[K"), (io.StringIO(), "")):
        monkeypatch.setattr(sys, "stderr", stream)
        with progress_line() as show:
            show(Progress("Ik lees", file="a\x1b.md"))
        assert stream.getvalue() == expected


def test_a_name_cannot_steer_a_terminal() -> None:
    assert visible("a\x1b[31m\n\u202e\udce9é") == "a?[31m???é"
