"""A long Word document is read in pieces, and says the same as when it is read at once."""

import io
import zipfile
from collections.abc import Callable

import pytest
from hostile import replaced
from samples import word

from assistant.errors import CorpusError
from assistant.formats import Converted, Converter, docx_pieces
from assistant.formats.cleaning import joined
from assistant.formats.docx import convert_docx

Convert = Callable[[str, bytes], Converted]
MEMORY = 500_000_000
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_NOTE = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
_ITEM = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


def paragraph(text: str, mark: str = "", numbered: bool = False) -> str:
    head = f"<w:pPr>{_ITEM}</w:pPr>" if numbered else ""
    return f"<w:p>{head}<w:r><w:t>{text}</w:t></w:r>{mark}</w:p>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in cells)}</w:tr>"


def document(body: str, notes: int = 0) -> bytes:
    """A Word document with this body and so many footnotes."""
    whole = word()
    with zipfile.ZipFile(io.BytesIO(whole)) as opened:
        xml = opened.read("word/document.xml").decode()
        relations = opened.read("word/_rels/document.xml.rels").decode()
    end = xml.index("<w:sectPr")
    whole = replaced(whole, "word/document.xml", (xml[:end] + body + xml[end:]).encode())
    if notes:
        said = "".join(
            f'<w:footnote w:id="{number}">{paragraph(f"Noot nummer {number}.")}</w:footnote>'
            for number in range(1, notes + 1)
        )
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
        relation = f'<Relationship Id="rIdNoot" Type="{kind}" Target="footnotes.xml"/></Relationships>'
        whole = replaced(whole, "word/footnotes.xml", f"<w:footnotes {_W}>{said}</w:footnotes>".encode())
        rels = relations.replace("</Relationships>", relation)
        whole = replaced(whole, "word/_rels/document.xml.rels", rels.encode())
    return whole


def in_pieces(content: bytes) -> tuple[int, str]:
    """How many pieces a document is cut in, and what they say under each other."""
    texts, notes, count = [], [], 0
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        places = docx_pieces.pieces(opened)
    for place in places:
        read = docx_pieces.piece(io.BytesIO(content), place, count)
        texts.append(read["text"])
        notes.append(read["said"])
        count += read["notes"]
    heading = "## Voetnoten" if count else ""
    return len(places), joined([*texts, heading, "\n".join(filter(None, notes))])


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_pieces, "WHOLE", 100)
    monkeypatch.setattr(docx_pieces, "PIECE", 3_000)


@pytest.mark.usefixtures("small_pieces")
def test_pieces_say_what_the_whole_says() -> None:
    parts = []
    for number in range(1, 41):
        parts.append(paragraph(f"Alinea {number} over het wijkteam.", _NOTE.format(number)))
        parts += [paragraph(f"stap {number}.{step}", numbered=True) for step in range(1, 5)]
    parts.append(f"<w:tbl><w:tblPr/><w:tblGrid/>{row('Plaats', 'Teams')}{row('Delft', '9')}</w:tbl>")
    content = document("".join(parts), notes=40)
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        whole = convert_docx(io.BytesIO(content), opened)["text"]
    count, text = in_pieces(content)
    assert count > 4
    assert "wijkteam.⁴⁰" in text and "40. Noot nummer 40." in text
    assert text.split() == whole.split()


@pytest.mark.usefixtures("small_pieces")
def test_a_table_that_is_cut_goes_on_under_its_own_first_row() -> None:
    rows = [row("Plaats", "Teams"), *(row(f"Plaats {number}", f"{number}") for number in range(80))]
    content = document(f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>{paragraph('Na de tabel.')}")
    count, text = in_pieces(content)
    lines = text.split("\n")
    assert count > 4
    heads = [at for at, line in enumerate(lines) if line == "| Plaats | Teams |"]
    assert len(heads) > 4 and all(lines[at + 1] == "| --- | --- |" for at in heads)
    assert all(lines.count(f"| Plaats {number} | {number} |") == 1 for number in range(80))
    assert text.endswith("Na de tabel.")


@pytest.mark.usefixtures("small_pieces")
@pytest.mark.parametrize("end", [0.3, 0.9])
def test_xml_that_breaks_off_is_damaged(end: float) -> None:
    xml = f"<w:document {_W}><w:body>{paragraph('tekst') * 500}</w:body></w:document>"
    content = replaced(word(), "word/document.xml", xml[: int(end * len(xml))].encode())
    with pytest.raises(CorpusError, match="beschadigd"):
        in_pieces(content)


@pytest.mark.usefixtures("small_pieces")
def test_a_document_type_far_from_the_beginning_is_not_trusted() -> None:
    xml = f'<?xml version="1.0"?><!--{" " * 5_000}--><!DOCTYPE x [<!ENTITY a "b">]><w:document {_W}/>'
    with pytest.raises(CorpusError, match="niet vertrouw"):
        in_pieces(replaced(word(), "word/document.xml", xml.encode()))


def test_a_document_of_more_than_its_whole_is_read_within_bounds(convert: Convert, converter: Converter) -> None:
    body = "".join(paragraph(f"Zin {number} gaat over het wijkteam en de gemeente.") for number in range(40_000))
    found = convert("groot.docx", document(body))
    assert all(f"Zin {number} gaat" in found.text for number in (0, 19_999, 39_999))
    assert found.text.count("Zin ") == 40_000
    assert (found.date, found.authors) == ("2016-03-02", ("Anna de Boer",))
    assert len(converter.usage) > 2
    assert all(used.memory < MEMORY for used in converter.usage)
