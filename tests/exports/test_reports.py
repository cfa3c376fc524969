"""A conversation as a file, opened again with the library of its format."""

import io
import re
import shutil
import subprocess
from pathlib import Path

import docx
import pypdfium2
import pytest

from assistant.exports.conversation import GONE, Asked, answer_lines, conversation_report
from assistant.exports.docx import docx_bytes
from assistant.exports.markdown import inline, markdown_bytes
from assistant.exports.pdf import pdf_bytes
from assistant.exports.report import Heading, Letter, Look, Paragraph, Report, Run, paragraph
from assistant.types import (
    Answer,
    AnswerSentence,
    Collection,
    Confidence,
    Document,
    Evidence,
    Kind,
    Mode,
    Passage,
    Status,
)

BLOG = Document(
    "delft", "De Toegang in Delft", "", Kind.BLOG, "https://voorbeeld.nl/delft", "2016-03-02", ("Delft",), (),
    Collection.BRONNEN, "", ("Nicole Veuger", "Sanne Klokman"), organisation="Proefhuis",
)  # fmt: skip
TEXT = "De afstand is groter; ‘de buurt’ is minder bekend."
EVIDENCE = Evidence(1, Passage("p", "delft", "Nadelen", None, TEXT, 0, 50), TEXT, 0, 50, 1.0, "Nadelen", BLOG, 3)
ANSWER = Answer(
    "Wat zijn nadelen?", "Wat zijn nadelen van een projectorganisatie?", Status.ANSWERED, TEXT,
    (AnswerSentence(TEXT, (1,), "Nadelen"), AnswerSentence("De nadelen:", (1,), "", ("één", "twee"))),
    (EVIDENCE,), Mode.CITAAT, Confidence.STRONG,
)  # fmt: skip
HOSTILE = "=1+1 *vet* [klik](http://x.nl) <script>alert(1)</script> # kop 我 \x00\x0b\ud800"
CONVERSATION = conversation_report(
    "Nadelen van een projectorganisatie",
    "24 november 2026",
    [Asked("Wat zijn nadelen?", ANSWER, "Alleen gezocht in: Delft."), Asked(HOSTILE, None)],
)


def pdf_text(raw: bytes) -> str:
    found = pypdfium2.PdfDocument(raw)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in found)
    found.close()
    return text


def test_a_conversation_as_docx() -> None:
    found = docx.Document(io.BytesIO(docx_bytes(CONVERSATION)))
    text = "\n".join(paragraph.text for paragraph in found.paragraphs)
    assert found.paragraphs[0].style.name == "Title"
    assert f"{TEXT} [1]" in text
    assert "twee [1]" in text
    assert (
        "Veuger, N. & Klokman, S. (2016). De Toegang in Delft. Proefhuis. [blog, openbare bron, 2 maart 2016]" in text
    )
    italic = [run.text for paragraph in found.paragraphs for run in paragraph.runs if run.italic]
    assert italic == ["De Toegang in Delft"]
    assert "Gezocht op: Wat zijn nadelen van een projectorganisatie?" in text
    assert GONE in text
    assert found.core_properties.language == "nl-NL"
    assert {paragraph.style.name for paragraph in found.paragraphs} >= {
        "Heading 1",
        "Heading 2",
        "Quote",
        "List Bullet",
    }


def test_a_conversation_as_pdf() -> None:
    raw = pdf_bytes(CONVERSATION)
    text = " ".join(pdf_text(raw).split())
    assert "‘de buurt’ is minder bekend. [1]" in text
    assert "Veuger, N. & Klokman, S. (2016). De Toegang in Delft. Proefhuis." in text
    assert "Bladzijde 1 van 1" in text
    assert "<script>alert(1)</script> # kop ?" in text  # a letter that is not there is seen to be missing


def test_a_conversation_as_markdown() -> None:
    text = markdown_bytes(CONVERSATION).decode()
    assert "\n> De afstand is groter; ‘de buurt’ is minder bekend. \\[1\\]\n" in text
    assert "\n- één\n- twee \\[1\\]\n" in text
    assert "(2016). *De Toegang in Delft*. Proefhuis." in text
    assert "\\*vet\\* \\[klik\\](http\\://x.nl) \\<script\\>" in text


@pytest.mark.parametrize("text", ["# kop", "- item", "1. eerste", "> citaat", "+ plus", "= lijn"])
def test_no_line_of_markdown_starts_with_its_marks(text: str) -> None:
    assert not inline(text).startswith(text[:2])


@pytest.mark.parametrize("text", ["https://x.nl", "zie WWW.x.nl", "mailto:a", "iemand@x.nl", "ftp://x"])
def test_no_program_makes_a_link_of_an_address_in_markdown(text: str) -> None:
    assert not re.search(r"(?<!\\)(?:://|@)|www\.|mailto:", inline(text), re.IGNORECASE)


def test_what_a_model_wrote_is_followed_by_its_quotes() -> None:
    from dataclasses import replace

    report = conversation_report("Gesprek", "nu", [Asked("Wat?", replace(ANSWER, mode=Mode.TAALMODEL))])
    quotes = [block for block in report.blocks if isinstance(block, Paragraph) and block.look is Look.QUOTE]
    assert quotes == [paragraph(f"‘{TEXT}’", Look.QUOTE)]


def test_an_answer_to_paste() -> None:
    lines = answer_lines(ANSWER).splitlines()
    assert lines[:3] == ["Wat zijn nadelen?", "", "Nadelen"]
    assert lines[-1] == ("[1] Veuger, N. & Klokman, S. (2016). De Toegang in Delft. Proefhuis, onder ‘Nadelen’, p. 3.")


def test_a_long_report_has_pages_and_no_lonely_heading() -> None:
    blocks = tuple(
        block
        for number in range(60)
        for block in (Heading(f"Kop {number}"), Paragraph((Run("woord " * 40), Run("schuin", Letter.ITALIC))))
    )
    found = pypdfium2.PdfDocument(pdf_bytes(Report("Lang", "", blocks)))
    pages = [page.get_textpage().get_text_bounded().split() for page in found]
    found.close()
    assert len(pages) > 5
    for words in pages:
        body = words[: words.index("Bladzijde")]
        assert body[-2] != "Kop"


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is er niet")
def test_libreoffice_opens_the_document(tmp_path: Path) -> None:
    file = tmp_path / "gesprek.docx"
    file.write_bytes(docx_bytes(CONVERSATION))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profiel", "--headless", "--convert-to", "pdf"]
    done = subprocess.run([*command, "--outdir", tmp_path, file], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0
    assert "‘de buurt’ is minder bekend. [1]" in " ".join(pdf_text((tmp_path / "gesprek.pdf").read_bytes()).split())
