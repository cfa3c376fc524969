"""Tables of quotes as files, opened again with their own libraries: quotes, sources, and nothing that runs."""

import csv
import io
import zipfile

import docx
import openpyxl
import pytest

from assistant.citations import reference
from assistant.exports import table_csv, table_docx, table_xlsx
from assistant.exports.table_sheet import Sheet, SheetQuote, SheetRow
from assistant.types import Collection, Document, Kind

FORMULAS = ["=1+1", "+31612345678", "-2+3", "@SUM(A1)", "\t=1", '=HYPERLINK("http://kwaad")', " =1+1"]


def document(name: str, date: str, collection: Collection = Collection.BRONNEN) -> Document:
    """A source."""
    kind = Kind.PRAKTIJKNOTITIE if collection is Collection.NOTITIES else Kind.ONDERZOEK
    title = f"Verslag {name}"
    return Document(name, title, "", kind, "", date, (), (), collection, "", ("Tine van Voorbeeld",), (), "Bureau")


OLD, NOTE = document("oud", "2015-03-02"), document("notitie", "", Collection.NOTITIES)


def sheet(*texts: str, rows: int = 2) -> Sheet:
    """Places with these quotes in the first column and none in the second."""
    quotes = [SheetQuote(text, OLD, 3, "http://127.0.0.1/document/oud?van=1&tot=2") for text in texts]
    first = SheetRow("Goes", "gemeente", [quotes, []])
    others = [SheetRow(f"Regio {n}", "regio", [[SheetQuote("Een notitie.", NOTE)], []]) for n in range(1, rows)]
    return Sheet(["Omvang", "Toegang"], [first, *others], "24 november 2026")


def lines(made: bytes) -> list[list[str]]:
    """The lines of a CSV as a Dutch spreadsheet reads it."""
    assert made.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(made.decode("utf-8-sig")), delimiter=";"))


def test_csv_has_a_line_a_quote_and_says_what_is_absent() -> None:
    head, *found = lines(table_csv.table_csv(sheet("Er zijn 9 teams; en ‘meer’.", "Het zijn er 12.")))
    assert head[:4] == ["Plaats", "Wat het is", "Onderwerp", "Citaat"]
    assert [line[3] for line in found] == [
        "Er zijn 9 teams; en ‘meer’.", "Het zijn er 12.", "niet in de bronnen", "Een notitie.", "niet in de bronnen",
    ]  # fmt: skip
    assert found[0][4:] == [
        f"{reference(OLD)} 2 maart 2015. Openbare bron.",
        "3", "2015", "onderzoek", "openbare bron",
    ]  # fmt: skip
    assert found[3][6:] == ["onbekend", "praktijknotitie", "praktijknotitie"]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_run_as_a_formula(text: str) -> None:
    line = lines(table_csv.table_csv(sheet(text)))[1]
    assert line[3] == f"'{text}"
    book = openpyxl.load_workbook(io.BytesIO(table_xlsx.table_xlsx(sheet(text))))
    cells = [cell for page in book for row in page.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert text in [cell.value for cell in cells]


def test_a_workbook_has_the_table_the_quotes_and_the_sources_with_links() -> None:
    book = openpyxl.load_workbook(io.BytesIO(table_xlsx.table_xlsx(sheet("Er zijn 9 teams."))))
    assert book.sheetnames == ["Voorbeelden", "Citaten", "Bronnen"]
    table, quotes, sources = book["Voorbeelden"], book["Citaten"], book["Bronnen"]
    assert table["C2"].value == "‘Er zijn 9 teams.’ [1, p. 3]" and table["D2"].value == "niet in de bronnen"
    links = [cell.hyperlink for cell in (table["A2"], table["A3"], quotes["D2"], quotes["E2"])]
    assert [link.target or f"#{link.location}" for link in links] == [
        "#Citaten!A2", "#Citaten!A3", "#Bronnen!A2", "http://127.0.0.1/document/oud?van=1&tot=2",
    ]  # fmt: skip
    assert sources["B2"].value.startswith("Voorbeeld, T. van (2015)") and sources["A2"].value == 1
    assert table.freeze_panes == "B2" and sources["C2"].value == 2015


@pytest.mark.parametrize(("rows", "tables"), [(1, 1), (3, 1), (6, 6)])
def test_a_document_sets_up_to_four_places_side_by_side(rows: int, tables: int) -> None:
    made = docx.Document(io.BytesIO(table_docx.table_docx(sheet("Er zijn 9 teams.", rows=rows))))
    assert len(made.tables) == tables
    words = "\n".join(paragraph.text for paragraph in made.paragraphs)
    assert (
        f"[1] {reference(OLD)}" in words
        and "Voorbeeld, T. van (2015). Verslag oud." in words
        and "24 november 2026" in words
    )
    cells = [cell.text for cell in made.tables[0].rows[1].cells]
    assert cells[:2] == ["Omvang", "‘Er zijn 9 teams.’ [1, p. 3]"]
    assert made.tables[0].rows[2].cells[1].text == "niet in de bronnen"
    assert made.core_properties.language == "nl-NL"


@pytest.mark.parametrize("text", ["\x00\x0b\ud800 kapot", "x" * 40_000, "<w:p>&amp;", "🙂 " * 50])
def test_any_text_makes_a_file_that_opens(text: str) -> None:
    for made in (table_xlsx.table_xlsx(sheet(text)), table_docx.table_docx(sheet(text))):
        assert zipfile.ZipFile(io.BytesIO(made)).testzip() is None
    openpyxl.load_workbook(io.BytesIO(table_xlsx.table_xlsx(sheet(text))))
    docx.Document(io.BytesIO(table_docx.table_docx(sheet(text))))
    assert lines(table_csv.table_csv(sheet(text)))


def test_an_empty_table_is_a_file_too() -> None:
    empty = Sheet(["Omvang"], [], "24 november 2026")
    assert len(lines(table_csv.table_csv(empty))) == 1
    openpyxl.load_workbook(io.BytesIO(table_xlsx.table_xlsx(empty)))
    docx.Document(io.BytesIO(table_docx.table_docx(empty)))


def test_the_last_rows_of_a_place_stay_together() -> None:
    made = docx.Document(io.BytesIO(table_docx.table_docx(sheet("Er zijn 9 teams.", rows=3))))
    for table in made.tables:
        kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows]
        assert kept[-2] and not kept[-1]
