"""What comes out of an honest file of each format."""

import hashlib
from collections.abc import Callable

import pytest
from samples import PAGE, SAMPLES, odt

from assistant.errors import CorpusError
from assistant.formats import EXTENSIONS, Converted

Convert = Callable[[str, bytes], Converted]
ARTICLE = """# Toegang tot zorg

De gemeente regelt de toegang via het wijkteam.

## Wie beslist?

Het team beslist met de inwoner.
Zie de regels.

3. Derde stap
   - onderdeel
4. Vierde stap

Aantallen

| Jaar | Teams |
| --- | --- |
| 2015 | 10 |
| 2015 | 12 |"""


def made(convert: Convert, suffix: str) -> Converted:
    return convert(f"bestand{suffix}", SAMPLES[suffix]())


def test_every_format_has_a_sample() -> None:
    assert set(SAMPLES) == EXTENSIONS - {".htm", ".xhtml", ".mht"}


@pytest.mark.parametrize("suffix", [".html", ".mhtml"])
def test_a_page_gives_its_article_and_what_its_head_says(convert: Convert, suffix: str) -> None:
    page = made(convert, suffix)
    assert page.text == ARTICLE
    assert (page.title, page.date) == ("Toegang tot zorg", "2019-05-06")
    assert (page.authors, page.organisation) == (("Anna de Boer",), "Gemeente Voorbeeld")


def test_the_digest_is_of_the_file(convert: Convert) -> None:
    assert convert("a.html", PAGE.encode()).digest == hashlib.sha256(PAGE.encode()).hexdigest()


@pytest.mark.parametrize("charset", ["windows-1252", "iso-8859-1", "utf-8", "utf-16"])
def test_the_letters_of_old_and_new_charsets(convert: Convert, charset: str) -> None:
    shown = "charset=iso-8859-1" if charset == "iso-8859-1" else f"charset={charset}"
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; {shown}"></head><body><p>Eén coördinator'
    assert "Eén coördinator" in convert("a.htm", page.encode(charset)).text


def test_a_page_without_landmarks_keeps_all_its_text(convert: Convert) -> None:
    page = "<body><h3>Adressen</h3><div>Team Noord<br>Kerkstraat 1</div><div><a href=x>Team Zuid</a></div></body>"
    assert convert("a.html", page.encode()).text == "### Adressen\n\nTeam Noord\nKerkstraat 1\n\nTeam Zuid"


def test_the_foot_of_a_page_is_no_content_however_short_the_page(convert: Convert) -> None:
    foot = "<footer><h3>Over deze pagina</h3><p>Gemaakt door de redactie van de handleiding</p></footer>"
    assert convert("a.html", f"<body><div><p>Een film.</p></div>{foot}".encode()).text == "Een film."
    with pytest.raises(CorpusError, match="geen tekst"):
        convert("a.html", f"<body><div></div>{foot}".encode())


@pytest.mark.parametrize(
    "related",
    [
        "<div class=relatedtopics><p>Zie ook</p><div><p><a href=b.html>Regels tellen</a></p></div></div>",
        "<div><p class=related>Zie ook</p></div><p><a href=b.html>Regels tellen</a></p><br><p><a href=c>Meer</a></p>",
    ],
    ids=["around", "label"],
)
def test_links_to_related_pages_are_no_content(convert: Convert, related: str) -> None:
    """A title of another page was quoted as if this one answered."""
    page = f"<body><h1>Woorden tellen</h1><p>{'Het aantal staat in de statusbalk. ' * 5}</p>{related}</body>"
    assert convert("a.html", page.encode()).text.endswith("Het aantal staat in de statusbalk.")


def test_of_what_follows_a_label_only_links_go(convert: Convert) -> None:
    page = (
        "<body><h1>Wijkteams</h1><p>Een team per wijk. Een team per wijk. Een team per wijk.</p>"
        "<p class=related>Zie ook</p><p><a href=b>Noord</a></p><p>Bel voor <a href=c>Zuid</a> 14 010.</p>"
        "<p><a href=d>West</a></p></body>"
    )
    assert convert("a.html", page.encode()).text.endswith("per wijk.\n\nBel voor Zuid 14 010.\n\nWest")


def test_a_manual_keeps_what_a_script_chooses_from(convert: Convert) -> None:
    page = (
        "<body><div id=DisplayArea><h1>Opties</h1><p>Kies <span class=switchinline>"
        "<span hidden id=MAC1>Voorkeuren</span><span hidden id=default1>Extra - Opties</span></span> in het menu.</p>"
        "<div class=switch><div hidden class=CALC><p>In Calc.</p></div>"
        "<div hidden class=WRITER><p>In Writer.</p></div></div></div></body>"
    )
    assert convert("a.html", page.encode()).text == (
        "# Opties\n\nKies Extra - Opties in het menu.\n\nIn Calc.\n\nIn Writer."
    )


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="visibility:hidden">geheim</p>',
        '<ul aria-hidden="true"><li>geheim</li></ul>',
        "<template><p>geheim</p></template>",
        '<div role="dialog">geheim</div>',
        "<select><option>geheim</option></select>",
        "<svg><text>geheim</text></svg>",
    ],
)
def test_what_is_not_shown_does_not_come_along(convert: Convert, hidden: str) -> None:
    page = f"<body><p>Het team werkt samen met de huisarts.</p>{hidden}<p>Einde.</p></body>"
    assert convert("a.html", page.encode()).text == "Het team werkt samen met de huisarts.\n\nEinde."


def test_text_is_cleaned_for_quoting(convert: Convert) -> None:
    page = (
        "<body><p>e\ufb03cie\u0308nt\u200b  werk\u00a0\u2060in  m<sup>2</sup>\u202e, zie noot<sup>[12]</sup></p></body>"
    )
    assert convert("a.html", page.encode()).text == "efficiënt werk in m², zie noot¹²"


def test_a_table_with_a_wild_span_stays_small(convert: Convert) -> None:
    page = "<table>" + '<tr><td colspan="999999999" rowspan="999999999">a</td><td>b</td></tr>' * 3 + "</table>"
    assert len(convert("a.html", page.encode()).text) < 5_000


def test_word(convert: Convert) -> None:
    document = made(convert, ".docx")
    assert document.text == (
        "# Het wijkteam\n\n# Samenwerken\n\nHet team werkt samen met de huisarts en de school.\n\n"
        "- elke week overleg\n- één plan per gezin\n\n1. eerst luisteren\n\n"
        "| Gemeente | Teams |\n| --- | --- |\n| Utrecht | 18 |"
    )
    assert (document.title, document.date, document.authors) == ("Het wijkteam", "2016-03-02", ("Anna de Boer",))


def test_opendocument(convert: Convert) -> None:
    document = made(convert, ".odt")
    assert document.text == (
        "# Het wijkteam\n\nEen alinea¹ met een noot.\n\n1. eerst\n\n- punt\n\n"
        "| Gemeente | Teams |\n| --- | --- |\n| Utrecht | 18 |\n\n## Voetnoten\n\n1. Bron: de gemeente."
    )
    assert (document.title, document.date) == ("Het wijkteam in beeld", "2016-03-02")


def test_the_title_of_an_opendocument_is_a_heading(convert: Convert) -> None:
    body = '<text:p text:style-name="Title">Eén team</text:p><text:p>Het team werkt samen met de huisarts.</text:p>'
    assert convert("a.odt", odt(body)).text == "# Eén team\n\nHet team werkt samen met de huisarts."


def test_slides_are_pages(convert: Convert) -> None:
    show = made(convert, ".pptx")
    assert show.text.split("\f") == [
        "# Wijkteams in beeld\n\n- Eerste punt\n  - Onderpunt\n\n"
        "### Notities bij deze dia\n\nVertel hier over Utrecht.\n",
        "## Cijfers\n\n| Gemeente | Teams |\n| --- | --- |\n| Utrecht | 18 |\n",
        "",
        "",
    ]
    assert show.title == "Wijkteams in beeld"
    assert show.remarks == ("1 verborgen dia is niet gelezen",)


def test_a_workbook_shows_its_values_as_dutch_writes_them(convert: Convert) -> None:
    book = made(convert, ".xlsx")
    assert book.text == (
        "# Cijfers 2016\n\n| Gemeente | Datum | Aandeel | Bedrag | Teams |\n| --- | --- | --- | --- | --- |\n"
        "| Utrecht | 2-3-2016 | 12,5% | € 1234,50 | 18 |"
    )
    assert book.remarks == ("1 verborgen werkblad is niet gelezen",)


def test_a_book_is_read_in_the_order_of_its_spine(convert: Convert) -> None:
    book = made(convert, ".epub")
    assert book.text == "# Hoofdstuk één\n\nEerst dit.\n\n# Hoofdstuk twee\n\nDan dat."
    assert (book.title, book.date, book.organisation) == ("Werken in de wijk", "2016", "Uitgeverij Voorbeeld")


def test_a_mail_names_what_is_attached(convert: Convert) -> None:
    mail = made(convert, ".eml")
    assert mail.text == "# Verslag van het wijkteam\n\nBeste allen,\n\nHet was één goed overleg."
    assert (mail.title, mail.date, mail.authors) == ("Verslag van het wijkteam", "2016-03-02", ("Anna de Boer",))
    assert mail.remarks == ("1 bijlage is niet gelezen: verslag.pdf",)
    assert "anna@voorbeeld.nl" not in str(mail)


def test_plain_text_stays_as_it_is(convert: Convert) -> None:
    assert convert("a.md", b"\xef\xbb\xbf---\ntitel: x\n---\n#  Kop \f\n").text == "---\ntitel: x\n---\n#  Kop \f\n"


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("a.docx", ".pdf"), ("a.pdf", ".docx"), ("a.txt", ".pdf"), ("a.doc", ".docx"), ("a.docx", ".html")],
)
def test_a_renamed_file_is_read_as_what_it_is(convert: Convert, name: str, suffix: str) -> None:
    assert convert(name, SAMPLES[suffix]()).text == made(convert, suffix).text
