"""The whole way for real originals: the converter with its child processes, and the program's own search."""

import zipfile
from pathlib import Path

import pytest
from homes import Build
from originals import documents, ignore, reasons, text_file

from assistant.ingestion import correct, ingest
from assistant.settings import Settings
from assistant.types import Collection

pytestmark = pytest.mark.usefixtures("quick")
PAGE = """<!doctype html><html lang="nl"><head><title>Teams in {place} | Gemeente</title>
<meta name="author" content="A. Voorbeeld"><meta property="article:published_time" content="2021-03-02"></head>
<body><nav><a href="/">Menu</a></nav><main><h1>Teams in {place}</h1>
<p>Het sociaal team in {place} werkt al jaren samen met de huisartsen in de wijk. Dat bespaart iedereen veel tijd.</p>
<p>De gemeente vraagt het team elk half jaar om een kort verslag over wat er goed ging en wat er beter kan.</p>
</main><footer>Alle rechten voorbehouden</footer></body></html>"""


def test_saved_pages_and_an_archive(empty_home: Settings, folder: Path, build: Build) -> None:
    text_file(folder / "zeist" / "index.html", PAGE.format(place="Zeist"))
    text_file(folder / "delft" / "index.html", PAGE.format(place="Delft"))
    text_file(folder / "delft" / "index_files" / "stijl.css", "a{}")
    text_file(folder / "kapot.pdf", "%PDF-1.7 afgebroken")
    with zipfile.ZipFile(folder / "pak.zip", "w") as archive:
        archive.writestr("los.md", "Een los verhaal over de wijk Overvecht.")
        archive.writestr("../../buiten.md", "Dit verhaal wil de map uit.")
    report = ingest(empty_home, [folder], Collection.BRONNEN, ignore)
    assert len(report.added) == 4
    assert set(reasons(report)) == {"kapot.pdf"}
    found = documents(empty_home)
    assert set(found) == {"delft-index", "zeist-index", "los", "buiten"}
    page = found["delft-index"]
    assert (page.title, page.date, page.municipalities) == ("Teams in Delft", "2021-03-02", ("Delft",))
    assert "huisartsen" in page.text and "Menu" not in page.text
    assert not (folder.parent / "buiten.md").exists()

    correct(empty_home, "delft-index", {"titel": "Verbeterd"})
    again = ingest(empty_home, [folder], Collection.BRONNEN, ignore)
    assert (len(again.unchanged), again.added, again.changed) == (4, [], [])
    assert documents(empty_home)["delft-index"].title == "Verbeterd"
    assert build(empty_home).embedded == 0
