"""Personal data: a note waits for a decision, a public source is only reported."""

from pathlib import Path

import pytest
from originals import Take, documents, original, reasons, text_file

from assistant.corpus.header import facts
from assistant.errors import UsageError
from assistant.ingestion import Personal
from assistant.settings import Settings

BSN = "123456782"  # invented; it passes the check of eleven
MAIL = "jan.voorbeeld@example.nl"
TEXT = f"---\ntitel: Mail van {MAIL}\nthemas: [toegang]\n---\nDe inwoner met BSN {BSN} belde het wijkteam.\n"


def note(folder: Path) -> Path:
    return text_file(folder / "casus.md", TEXT)


def test_a_note_with_personal_data_is_not_taken_in(take: Take, empty_home: Settings, folder: Path) -> None:
    path = note(folder)
    text_file(folder / "goed.md", "Het team in Zeist overlegt elke week.")
    report = take(folder, notes=True)
    assert report.added == [str(folder / "goed.md")]
    reason = reasons(report)["casus.md"]
    assert "--personal mask" in reason and "--personal keep --reason" in reason
    assert BSN not in reason and MAIL not in reason
    assert [(entry.file, sum(entry.counts.values()), entry.outcome) for entry in report.personal] == [
        (str(path), 2, "geweigerd")
    ]
    for place in empty_home.home.rglob("*"):
        assert not place.is_file() or BSN.encode() not in place.read_bytes(), place


def test_it_can_be_masked(take: Take, empty_home: Settings, folder: Path) -> None:
    note(folder)
    report = take(folder, notes=True, personal=Personal.MASK)
    assert len(report.added) == 1
    assert report.personal[0].outcome == "gemaskeerd"
    document = documents(empty_home)["casus"]
    assert BSN not in document.text and "belde het wijkteam" in document.text
    assert MAIL not in document.title and document.title.startswith("Mail van")
    assert document.themes == ("toegang",)
    for place in empty_home.home.rglob("*"):
        assert not place.is_file() or BSN.encode() not in place.read_bytes(), place
    assert take(folder, notes=True).unchanged  # what was decided once is not asked again


def test_it_can_be_kept_with_a_reason(take: Take, empty_home: Settings, folder: Path) -> None:
    note(folder)
    with pytest.raises(UsageError, match="--reason"):
        take(folder, notes=True, personal=Personal.KEEP)
    report = take(folder, notes=True, personal=Personal.KEEP, reason="De inwoner stemt ermee in.")
    assert report.personal[0].outcome == "bewaard"
    assert BSN in documents(empty_home)["casus"].text


def test_a_name_in_a_note_waits_for_a_decision_too(take: Take, empty_home: Settings, folder: Path) -> None:
    text = (
        "---\ntitel: Gesprek met Fatima El Amrani\norganisatie: Stichting Willem\n---\nMevrouw De Vries belde in {}.\n"
    )
    path = text_file(folder / "casus.md", text.format("Ede"))
    reason = reasons(take(folder, notes=True))["casus.md"]
    assert "misschien persoonsgegevens" in reason and "2 × naam" in reason and "Amrani" not in reason
    report = take(folder, notes=True, personal=Personal.MASK)
    assert report.personal[0].counts == {"naam": 2}
    document = documents(empty_home)["casus"]
    assert document.title == "Gesprek met [naam]" and document.organisation == "Stichting Willem"
    assert "Mevrouw [naam] belde in Ede." in document.text
    text_file(path, text.format("Zeist"))
    assert take(folder, notes=True, names=False).changed  # its curator has looked at them
    assert not take(text_file(folder / "bron" / "bron.md", "Mevrouw De Vries schreef dit.")).personal


def test_the_author_that_a_program_filled_in_is_not_kept_of_a_note(
    take: Take, empty_home: Settings, folder: Path
) -> None:
    take(original(folder / "notitie.docx", "Het team overlegt.", authors=["Els Jansen"]), notes=True)
    take(original(folder / "bron.docx", "Het team vergadert.", authors=["Els Jansen"]))
    assert [documents(empty_home)[name].authors for name in ("notitie", "bron")] == [(), ("Els Jansen",)]


def test_a_public_source_is_only_reported(take: Take, empty_home: Settings, folder: Path) -> None:
    note(folder)
    report = take(folder)
    assert len(report.added) == 1
    assert report.personal[0].outcome == "gemeld"
    assert BSN in documents(empty_home)["casus"].text
    assert BSN not in str(report.as_json())


def test_an_original_that_is_no_text_is_masked_too(take: Take, empty_home: Settings, folder: Path) -> None:
    path = original(folder / "casus.docx", f"Bel met BSN {BSN} in Delft.", title=f"Over {MAIL}")
    assert "persoonsgegevens" in reasons(take(folder, notes=True))["casus.docx"]
    take(folder, notes=True, personal=Personal.MASK)
    stored = (empty_home.corpus / "notities" / "casus.md").read_text()
    assert BSN not in stored and MAIL not in stored
    assert facts(stored).file == "casus.docx"
    for place in empty_home.home.rglob("*"):  # what was proposed is remembered without it too
        assert not place.is_file() or MAIL.encode() not in place.read_bytes(), place
    original(path, f"Bel met BSN {BSN} in Delft, of mail.", title=f"Over {MAIL}")
    assert "persoonsgegevens" in reasons(take(folder, notes=True))["casus.docx"]
    assert "of mail" not in documents(empty_home)["casus"].text


def test_a_name_of_a_file_can_be_personal(take: Take, folder: Path) -> None:
    text_file(folder / f"bsn {BSN}.md", "Het team in Zeist overlegt elke week.")
    assert "persoonsgegevens" in next(iter(reasons(take(folder, notes=True)).values()))
    assert "andere naam" in next(iter(reasons(take(folder, notes=True, personal=Personal.MASK)).values()))


def test_a_number_in_a_public_name_counts_only_where_the_name_says_so(take: Take, folder: Path) -> None:
    text = "Over hulp in het menu, deel {}."
    names = ["01010700.md", "text-scalc-01-02120000.md", f"{BSN}.md", f"bsn {BSN}.md", f"van {MAIL}.md"]
    for number, name in enumerate(names):
        text_file(folder / name, text.format("abcde"[number]))
    assert [(Path(entry.file).name, entry.counts) for entry in take(folder).personal] == [
        (f"bsn {BSN}.md", {"BSN": 1}),
        (f"van {MAIL}.md", {"e-mailadres": 1}),
    ]
    assert f"{BSN}.md" in reasons(take(text_file(folder / "los" / f"{BSN}.md", "Nog een deel."), notes=True))


@pytest.mark.parametrize(
    "line", [f"opmerking: BSN {BSN}", f"# BSN {BSN}", f"gemeenten: [Delft, 'BSN {BSN}']", f"bsn: {BSN}"]
)
def test_the_lines_of_a_head_that_are_not_read_are_looked_through_too(
    take: Take, empty_home: Settings, folder: Path, line: str
) -> None:
    text_file(folder / "casus.md", f"---\ntitel: Casus\n{line}\n---\nHet team in Zeist overlegt elke week.\n")
    assert "persoonsgegevens" in reasons(take(folder, notes=True))["casus.md"]
    assert take(folder, notes=True, personal=Personal.MASK).added
    assert documents(empty_home)["casus"].title == "Casus"
    for place in empty_home.home.rglob("*"):
        assert not place.is_file() or BSN.encode() not in place.read_bytes(), place


def test_a_head_that_cannot_be_masked_is_refused(take: Take, empty_home: Settings, folder: Path) -> None:
    text_file(folder / "casus.md", f"---\ntitel: Casus\nover: [BSN {BSN}]\n---\nHet team in Zeist overlegt.\n")
    assert "niet kan afdekken" in reasons(take(folder, notes=True, personal=Personal.MASK))["casus.md"]
    assert not documents(empty_home)
