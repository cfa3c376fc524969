"""Originals that are no text: what is stored of them, and whose word counts when they come again."""

from pathlib import Path

import pytest
from originals import PlainConverter, Take, documents, original, reasons, text_file

from assistant.corpus.header import facts
from assistant.index import current_generation, manifest
from assistant.ingestion import correct
from assistant.settings import Settings
from assistant.types import Kind

TEXT = "# Verslag\n\nIn Delft en Zeist werken wijkteams samen met de huisarts.\n"
SAID = {"title": "Een: verslag #1", "date": "2016-03-02", "authors": ["A. de Wit", "B. Bos"], "organisation": "NJi"}


def stored(settings: Settings, name: str = "verslag") -> Path:
    return settings.corpus / "bronnen" / f"{name}.md"


def test_an_original_becomes_markdown_with_a_proposed_head(take: Take, empty_home: Settings, folder: Path) -> None:
    path = original(folder / "verslag.pdf", TEXT, remarks=["3 pagina’s zijn met tekstherkenning gelezen"], **SAID)
    report = take(folder)
    assert report.added == [str(path)]
    assert report.remarks == [(str(path), "3 pagina’s zijn met tekstherkenning gelezen")]
    document = documents(empty_home)["verslag"]
    assert (document.title, document.date, document.organisation) == ("Een: verslag #1", "2016-03-02", "NJi")
    assert (document.authors, document.municipalities) == (("A. de Wit", "B. Bos"), ("Delft", "Zeist"))
    assert (document.kind, document.text) == (Kind.ARTIKEL, f"\n{TEXT}")
    assert facts(stored(empty_home).read_text()).file == "verslag.pdf"


def test_the_same_original_is_not_read_again(
    take: Take, empty_home: Settings, folder: Path, plain: type[PlainConverter]
) -> None:
    original(folder / "verslag.pdf", TEXT, **SAID)
    take(folder)
    correct(empty_home, "verslag", {"titel": "Verbeterd"})
    stored(empty_home).write_text(stored(empty_home).read_text().replace("huisarts", "wijkverpleegkundige"))
    take(folder)  # the corrected text goes into the index
    before = current_generation(empty_home.indexes)
    report = take(folder)
    assert (report.unchanged, plain.count) == ([str(folder / "verslag.pdf")], 1)
    assert current_generation(empty_home.indexes) == before
    assert documents(empty_home)["verslag"].title == "Verbeterd"
    assert "wijkverpleegkundige" in documents(empty_home)["verslag"].text


def test_without_what_was_remembered_the_file_itself_tells(
    take: Take, empty_home: Settings, folder: Path, plain: type[PlainConverter]
) -> None:
    original(folder / "verslag.pdf", TEXT, **SAID)
    take(folder)
    (empty_home.corpus / ".herkomst.json").unlink()
    assert take(folder).unchanged == [str(folder / "verslag.pdf")]
    assert plain.count == 1


def test_a_changed_original_keeps_what_a_curator_changed(take: Take, empty_home: Settings, folder: Path) -> None:
    original(folder / "verslag.pdf", TEXT, **SAID)
    take(folder)
    correct(empty_home, "verslag", {"titel": "Verbeterd", "themas": ["toegang"], "gemeenten": ["Delft"]})
    path = stored(empty_home)
    path.write_text(path.read_text().replace("---\n\n", "# nagekeken door de redactie\n---\n\n", 1))
    fresh = {**SAID, "title": "Nieuwe titel", "date": "2017", "authors": ["C. Cent"]}
    original(folder / "verslag.pdf", "In Haarlem gaat het weer anders.", **fresh)
    report = take(folder)
    assert report.changed == [str(folder / "verslag.pdf")]
    assert report.remarks == []
    document = documents(empty_home)["verslag"]
    assert (document.title, document.themes, document.municipalities) == ("Verbeterd", ("toegang",), ("Delft",))
    assert (document.date, document.authors) == ("2017", ("C. Cent",))
    assert document.text == "\nIn Haarlem gaat het weer anders."
    assert "# nagekeken door de redactie" in path.read_text()
    take(folder)
    original(folder / "verslag.pdf", "In Haarlem gaat het nog anders.", **{**fresh, "date": "2018"})
    take(folder)
    assert documents(empty_home)["verslag"].date == "2018"


def test_a_text_that_was_mended_by_hand_is_replaced_but_said(take: Take, empty_home: Settings, folder: Path) -> None:
    original(folder / "verslag.pdf", TEXT)
    take(folder)
    stored(empty_home).write_text(stored(empty_home).read_text().replace("huisarts", "apotheek"))
    original(folder / "verslag.pdf", f"{TEXT}\nEn meer.")
    assert "zijn vervangen" in take(folder).remarks[0][1]


def test_a_correction_of_a_text_stays_while_the_text_is_the_same(
    take: Take, empty_home: Settings, folder: Path
) -> None:
    text_file(folder / "verslag.md", TEXT)
    take(folder)
    correct(empty_home, "verslag", {"datum": "2019"})
    assert take(folder).unchanged
    assert documents(empty_home)["verslag"].date == "2019"


def test_a_name_that_comes_to_clash_moves_with_its_corrections(
    take: Take, empty_home: Settings, folder: Path, plain: type[PlainConverter]
) -> None:
    original(folder / "a" / "index.html", TEXT)
    take(folder)
    correct(empty_home, "index", {"titel": "Verbeterd"})
    original(folder / "b" / "index.html", "In Haarlem gaat het weer anders.")
    report = take(folder)
    assert report.changed == [str(folder / "a/index.html")]
    assert report.added == [str(folder / "b/index.html")]
    found = documents(empty_home)
    assert {name: document.title for name, document in found.items()} == {"a-index": "Verbeterd", "b-index": "b-index"}
    assert plain.count == 2
    assert take(folder / "a" / "index.html").unchanged  # by itself it is the same document


def test_a_bad_original_costs_one_line(take: Take, empty_home: Settings, folder: Path) -> None:
    original(folder / "goed.pdf", TEXT)
    text_file(folder / "kapot.pdf", "%PDF")
    original(folder / "leeg.pdf", " \n ")
    original(folder / "gelijk.pdf", TEXT)
    report = take(folder)
    assert "beschadigd" in reasons(report)["kapot.pdf"]
    assert "geen tekst" in reasons(report)["leeg.pdf"]
    assert "gelijk aan ‘gelijk’" in reasons(report)["goed.pdf"]
    assert set(documents(empty_home)) == {"gelijk"}
    original(folder / "gelijk.pdf", "")  # it cannot be read now
    assert not take(folder).removed
    assert "huisarts" in documents(empty_home)["gelijk"].text  # what it was stays until it can be read again


def test_proposals_that_cannot_be_used(take: Take, empty_home: Settings, folder: Path) -> None:
    places = "Delft, Haarlem, Zeist, Amersfoort, Utrecht, Arnhem, Nijmegen, Tilburg, Breda, Zwolle, Almere, Leiden, "
    more = "Amsterdam, Rotterdam, Apeldoorn, Enschede, Deventer, Groningen, Maastricht, Eindhoven, Helmond, Gouda, "
    last = (
        "Alkmaar, Hilversum, Amstelveen, Purmerend, Roosendaal, Vlaardingen, Schiedam, Spijkenisse, Dordrecht, Ede, Oss"
    )
    original(
        folder / "verslag.pdf",
        f"Wijkteams in {places}{more}{last}.",
        title="x" * 4000 + "\n---\nsoort: blog",
        date="vorig jaar",
        authors=["Naam\x1b[31m" * 300] * 300,
    )
    assert take(folder).added
    document = documents(empty_home)["verslag"]
    assert (document.date, document.kind, len(document.title)) == ("", Kind.ARTIKEL, 160)
    assert len(document.municipalities) > 30
    built = current_generation(empty_home.indexes)
    assert built is not None and manifest.read(built).refused == ()


@pytest.mark.parametrize("text", ["---\ntitel: nep\n---\nTekst van de wijk.", "\ufeffTekst", "a\x00b\ud800c wijk"])
def test_a_text_that_looks_like_something_else(take: Take, empty_home: Settings, folder: Path, text: str) -> None:
    original(folder / "verslag.pdf", text, title="Echt")
    assert take(folder).added or "geen tekstbestand" in reasons(take(folder))["verslag.pdf"]
    for document in documents(empty_home).values():
        assert document.title == "Echt"
