"""PDF: reading order, paragraphs, broken words, running heads, tables, and scans."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from pdfs import Pages
from samples import SAMPLES

from assistant.formats import Converted, Converter, converter
from assistant.formats.pdf_words import Words
from assistant.formats.recognition import recognition_problem

Convert = Callable[[str, bytes], Converted]
LEFT = (
    "In veel gemeenten werken sociale wijkteams samen met de huisarts. Zij kennen de inwoners goed en weten wat er "
    "speelt in de buurt. Het sociaal-culturele werk hoort daarbij. Ook de zorg- en welzijnsorganisaties doen mee."
)
RIGHT = (
    "De provincie Noord-Holland koos een andere vorm. Daar beslist het team zelf over de inzet van maatwerk. "
    "Een Wmo-consulent kijkt mee, en dat geeft de professional ruimte om te doen."
)


def test_a_page_is_read_as_a_person_reads_it(convert: Convert) -> None:
    document = convert("a.pdf", SAMPLES[".pdf"]())
    pages = document.text.split("\f")
    assert [len(pages), pages[3]] == [4, ""]
    assert pages[1] == (
        "# Hoofdstuk 2: samenwerken\n\nOnder deze kop staat een inleiding die over de hele breedte van de pagina loopt "
        f"en die daarna verdergaat op een tweede regel.\n\n{LEFT}\n\n{RIGHT}\n\n## Cijfers per gemeente\n\n"
        "| Gemeente | Teams | Inwoners |\n| --- | --- | --- |\n| Utrecht | 18 | 340.000 |\n| Delft | 9 | 103.000 |\n\n"
        "- eerste punt\n- tweede punt dat op de volgende regel van deze lijst nog een stuk doorloopt\n"
    )
    assert document.title == "Hoofdstuk 1: samenwerken"


def test_metadata_of_a_pdf_unless_a_program_filled_it_in(convert: Convert) -> None:
    pages = Pages()
    pages.add_page()
    pages.lines(["Samen in de wijk"], size=20)
    pages.lines(["Een zin over het werk van het team in de wijk."], y=60)
    pages.set_title("Microsoft Word - rapport_def.doc")
    pages.set_author("Anna de Boer; Bas Smit")
    document = convert("a.pdf", bytes(pages.output()))
    assert (document.title, document.authors) == ("Samen in de wijk", ("Anna de Boer", "Bas Smit"))
    assert document.date[:2] == "20"


def test_a_large_title_on_every_page_is_said_once(convert: Convert) -> None:
    pages = Pages("Nieuwsbrief | juni 2016", numbers=True)
    for words in ("De raad vroeg om een evaluatie.", "Het college stelt voor om door te gaan."):
        pages.add_page()
        pages.lines(["Bijlage bij het raadsvoorstel"], size=16)
        pages.lines([words], y=120)
    assert convert("a.pdf", bytes(pages.output())).text == (
        "# Bijlage bij het raadsvoorstel\n\nDe raad vroeg om een evaluatie.\n\f"
        "Het college stelt voor om door te gaan.\n\f"
    )


def test_a_word_that_a_page_breaks_is_whole_on_the_first(convert: Convert) -> None:
    pages = Pages()
    for line in ("Het team werkt samen met de huis-", "artsen, de school en de politie in de wijk."):
        pages.add_page()
        pages.lines([line])
    first, second, _ = convert("a.pdf", bytes(pages.output())).text.split("\f")
    assert first == "Het team werkt samen met de huisartsen,\n"
    assert second == "de school en de politie in de wijk.\n"


@pytest.mark.parametrize("degrees", [90, 180, 270])
@pytest.mark.parametrize("is_page_turned", [False, True])
def test_a_page_that_was_printed_sideways_is_turned(convert: Convert, degrees: int, is_page_turned: bool) -> None:
    pages = Pages()
    pages.add_page()
    with pages.rotation(degrees, x=100, y=140):
        pages.lines(["Het team werkt samen met de huisarts en met de", "school in de wijk."], x=60, y=100)
        pages.lines(["Daarna volgt nog een regel."], x=60, y=160)
    content = bytes(pages.output())
    if is_page_turned:
        content = content.replace(b"/Type /Page\n", b"/Type /Page /Rotate %d\n" % degrees)
        assert b"/Rotate" in content
    assert convert("a.pdf", content).text == (
        "Het team werkt samen met de huisarts en met de school in de wijk.\n\nDaarna volgt nog een regel.\n\f"
    )


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["samen-", "werking"], "samenwerking"),
        (["sociaal-", "cultureel"], "sociaal-cultureel"),
        (["zorg-", "en welzijn"], "zorg- en welzijn"),
        (["Noord-", "Brabant"], "Noord-Brabant"),
        (["GGZ-", "instelling"], "GGZ-instelling"),
        (["de 24-", "uurszorg"], "de 24-uurszorg"),
        (["een e-", "mail"], "een e-mail"),
        (["nul-", "meting"], "nul-meting"),  # written so elsewhere
        (["gewoon een", "regel"], "gewoon een regel"),
    ],
)
def test_hyphens(lines: list[str], expected: str) -> None:
    assert Words(["de nul-meting en een samenwerking", *lines]).joined(lines) == expected


def test_many_pages_go_through_several_processes(converter: Converter, tmp_path: Path) -> None:
    pages = Pages("Het boek", numbers=True)
    for number in range(1, 91):
        pages.add_page()
        pages.lines([f"Dit is de tekst van bladzijde {number}, en die gaat over het wijkteam."])
    path = pages.save(tmp_path / "boek.pdf")
    before = len(converter.usage)
    text = converter.convert(path).text
    assert len(converter.usage) - before == 1 + 3 + 1
    assert [page.strip() for page in text.split("\f")[:-1]] == [
        f"Dit is de tekst van bladzijde {number}, en die gaat over het wijkteam." for number in range(1, 91)
    ]


def scan(tmp_path: Path, beside: str = "") -> bytes:
    """A page as a scanner makes it; with another page of text before it, if wanted."""
    text = Pages()
    text.add_page()
    text.lines(["Het sociale wijkteam helpt bewoners met vragen", "over zorg, werk en inkomen."], size=14)
    with pypdfium2.PdfDocument(bytes(text.output())) as document:
        document[0].render(scale=2.5, grayscale=True).to_pil().save(tmp_path / "scan.png")
    pages = Pages()
    if beside:
        pages.add_page()
        pages.lines([beside])
    pages.add_page()
    pages.image(str(tmp_path / "scan.png"), 0, 0, 210, 297)
    return bytes(pages.output())


@pytest.mark.skipif(bool(recognition_problem()), reason="Tesseract with Dutch is not on this machine")
def test_a_scan_is_read(convert: Convert, tmp_path: Path) -> None:
    document = convert("a.pdf", scan(tmp_path))
    assert document.text == "Het sociale wijkteam helpt bewoners met vragen over zorg, werk en inkomen.\n\f"
    assert document.remarks == ("1 pagina is met tekstherkenning gelezen",)


def test_a_scan_without_recognition_says_what_to_install(
    convert: Convert, refusal: Callable[[str, bytes], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(converter, "recognition_problem", lambda: "installeer tesseract-ocr en tesseract-ocr-nld")
    assert refusal("a.pdf", scan(tmp_path)) == (
        "dit is een scan zonder tekst; installeer tesseract-ocr en tesseract-ocr-nld"
    )
    mixed = convert("b.pdf", scan(tmp_path, beside="Deze pagina heeft tekst over het wijkteam."))
    assert mixed.text == "Deze pagina heeft tekst over het wijkteam.\n\f\f"
    assert mixed.remarks == ("pagina 2 zonder tekst niet gelezen: installeer tesseract-ocr en tesseract-ocr-nld",)
