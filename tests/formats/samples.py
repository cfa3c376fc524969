"""One honest file of each format, made with the libraries that write it; all of it is invented."""

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import docx
import openpyxl
from pdfs import LEFT_COLUMN, RIGHT_COLUMN, Pages
from pptx import Presentation
from pptx.util import Inches

PAGE = """<!DOCTYPE html><html lang="nl"><head><title>Toegang tot zorg | Gemeente Voorbeeld</title>
<meta name="author" content="Anna de Boer"><meta property="article:published_time" content="2019-05-06T10:00:00Z">
<meta property="og:site_name" content="Gemeente Voorbeeld"><style>p {color: red}</style></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/nieuws">Nieuws</a></li></ul></nav>
<div class="cookie-melding"><p>Deze site gebruikt cookies.</p><button>Akkoord</button></div>
<main><h1>Toegang tot zorg</h1><p>De gemeente regelt de toegang via het <b>wijk&shy;team</b>.</p>
<p style="display: none">verborgen alinea</p><div hidden>verborgen blok</div><!-- opmerking -->
<h2>Wie beslist?</h2><p>Het team beslist met de inwoner.<br>Zie <a href="/regels">de regels</a>.</p>
<ol start="3"><li><p>Derde stap</p><ul><li>onderdeel</li></ul></li><li>Vierde stap</li></ol>
<table><caption>Aantallen</caption><thead><tr><th>Jaar</th><th>Teams</th></tr></thead>
<tr><td rowspan="2">2015</td><td>10</td></tr><tr><td>12</td></tr></table></main>
<script>var geheim = "scripttekst";</script><noscript>Zet cookies aan</noscript>
<footer><p>Postbus 1</p></footer></body></html>"""


def html() -> bytes:
    """A web page with menu, cookie notice, hidden text and a table."""
    return PAGE.encode()


def mhtml() -> bytes:
    """The same page as Chrome saves it."""
    saved = MIMEMultipart("related")
    saved["From"] = "<Saved by Blink>"
    saved["Snapshot-Content-Location"] = "https://voorbeeld.nl/zorg"
    saved["Subject"] = "Toegang tot zorg"
    saved.attach(MIMEText(PAGE, "html", "utf-8"))
    return saved.as_bytes()


def word() -> bytes:
    """A Word document with headings, lists and a table."""
    document = docx.Document()
    document.add_heading("Het wijkteam", 0)
    document.add_heading("Samenwerken", 1)
    document.add_paragraph("Het team werkt samen met de huisarts en de school.")
    for words in ("elke week overleg", "één plan per gezin"):
        document.add_paragraph(words, style="List Bullet")
    document.add_paragraph("eerst luisteren", style="List Number")
    table = document.add_table(2, 2)
    for cell, words in zip(table._cells, ("Gemeente", "Teams", "Utrecht", "18"), strict=True):
        cell.text = words
    document.core_properties.title = "Microsoft Word - rapport.doc"
    document.core_properties.author = "Anna de Boer"
    document.core_properties.modified = datetime(2016, 3, 2, tzinfo=UTC)
    return _saved(document.save)


def slides() -> bytes:
    """Two slides: a list with notes, and a table; and one that is hidden."""
    show = Presentation()
    first = show.slides.add_slide(show.slide_layouts[1])
    first.shapes.title.text = "Wijkteams in beeld"
    frame = first.placeholders[1].text_frame
    frame.text = "Eerste punt"
    under = frame.add_paragraph()
    under.text, under.level = "Onderpunt", 1
    first.notes_slide.notes_text_frame.text = "Vertel hier over Utrecht."
    second = show.slides.add_slide(show.slide_layouts[5])
    second.shapes.title.text = "Cijfers"
    table = second.shapes.add_table(2, 2, 0, 0, Inches(4), Inches(1)).table
    for cell, words in zip(table.iter_cells(), ("Gemeente", "Teams", "Utrecht", "18"), strict=True):
        cell.text = words
    hidden = show.slides.add_slide(show.slide_layouts[5])
    hidden.shapes.title.text = "Verborgen dia"
    hidden._element.set("show", "0")
    show.core_properties.title = "PowerPoint-presentatie"
    return _saved(show.save)


def workbook() -> bytes:
    """A sheet with dates, a percentage and money, and a hidden one."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Cijfers 2016"
    sheet.append(["Gemeente", "Datum", "Aandeel", "Bedrag", "Teams"])
    sheet.append(["Utrecht", date(2016, 3, 2), 0.125, 1234.5, 18])
    sheet["B2"].number_format = "D-M-YYYY"
    sheet["C2"].number_format = "0.0%"
    sheet["D2"].number_format = "€ #,##0.00"
    hidden = book.create_sheet("Geheim")
    hidden.append(["verborgen cel"])
    hidden.sheet_state = "hidden"
    return _saved(book.save)


_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
_NAMES = " ".join(
    f'xmlns:{name}="{_OFFICE}:{name}:1.0"' for name in ("office", "text", "table", "style", "meta", "manifest")
)


def odt(body: str = "", manifest: str = "") -> bytes:
    """A text document as LibreOffice writes it."""
    content = body or (
        '<text:h text:outline-level="1">Het wijkteam</text:h><text:p>Een<text:s/>alinea<text:note><text:note-citation>1'
        "</text:note-citation><text:note-body><text:p>Bron: de gemeente.</text:p></text:note-body></text:note> met een "
        'noot.</text:p><text:list text:style-name="L1"><text:list-item><text:p>eerst</text:p></text:list-item>'
        "</text:list><text:list><text:list-item><text:p>punt</text:p></text:list-item></text:list><table:table><table:table-row>"
        "<table:table-cell><text:p>Gemeente</text:p></table:table-cell><table:table-cell><text:p>Teams</text:p>"
        "</table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>Utrecht</text:p>"
        "</table:table-cell><table:table-cell><text:p>18</text:p></table:table-cell></table:table-row></table:table>"
        "<text:tracked-changes><text:p>gewiste tekst</text:p></text:tracked-changes>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": f"<manifest:manifest {_NAMES}>{manifest}</manifest:manifest>",
            "meta.xml": f'<office:document-meta {_NAMES} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>'
            "<dc:title>Het wijkteam in beeld</dc:title><dc:creator>Anna de Boer</dc:creator>"
            "<dc:date>2016-03-02T10:00:00</dc:date></office:meta></office:document-meta>",
            "content.xml": f"<office:document-content {_NAMES}><office:automatic-styles><text:list-style "
            'style:name="L1"><text:list-level-style-number text:level="1"/></text:list-style></office:automatic-styles>'
            f"<office:body><office:text>{content}</office:text></office:body></office:document-content>",
        }
    )


def epub() -> bytes:
    """A book of two pages, in another order than their names."""
    page = '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body>{}</body></html>'
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OEBPS/boek.opf"/></rootfiles></container>',
            "OEBPS/boek.opf": '<package xmlns="http://www.idpf.org/2007/opf" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/">'
            "<metadata><dc:title>Werken in de wijk</dc:title><dc:creator>Anna de Boer</dc:creator>"
            "<dc:date>2016</dc:date><dc:publisher>Uitgeverij Voorbeeld</dc:publisher></metadata>"
            '<manifest><item id="a" href="b%20een.xhtml" '
            'media-type="application/xhtml+xml"/><item id="b" href="a.xhtml" media-type="application/xhtml+xml"/>'
            '</manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>',
            "OEBPS/b een.xhtml": page.format("<h1>Hoofdstuk één</h1><p>Eerst dit.</p>"),
            "OEBPS/a.xhtml": page.format("<h1>Hoofdstuk twee</h1><p>Dan dat.</p>"),
        }
    )


def mail() -> bytes:
    """A mail with two bodies and a file."""
    message = EmailMessage()
    message["From"] = "Anna de Boer <anna@voorbeeld.nl>"
    message["Subject"] = "Verslag van het wijkteam"
    message["Date"] = "Wed, 02 Mar 2016 10:00:00 +0100"
    message.set_content("Beste allen,\n\nHet was één goed overleg.\n")
    message.add_alternative("<p>Beste <b>allen</b></p>", subtype="html")
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename="verslag.pdf")
    return message.as_bytes()


def pdf() -> bytes:
    """Three pages with a running head, two columns, a table and broken words."""
    pages = Pages("Rapport sociale wijkteams", numbers=True)
    for number in range(1, 4):
        pages.add_page()
        y = pages.lines([f"Hoofdstuk {number}: samenwerken"], size=18)
        y = pages.lines(
            [
                "Onder deze kop staat een inleiding die over de hele breedte van de pagina loopt en die",
                "daarna verdergaat op een tweede regel.",
            ],
            y=y + 4,
        )
        low = pages.lines(LEFT_COLUMN, y=y + 6)
        pages.lines(RIGHT_COLUMN, x=110, y=y + 6)
        y = pages.lines(["Cijfers per gemeente"], y=low + 6, size=14)
        for row in (("Gemeente", "Teams", "Inwoners"), ("Utrecht", "18", "340.000"), ("Delft", "9", "103.000")):
            for x, words in zip((20, 80, 130), row, strict=True):
                pages.lines([words], x=x, y=y + 3)
            y += 6
        pages.lines(
            ["- eerste punt", "- tweede punt dat op de volgende regel van deze lijst nog een stuk", "  doorloopt"],
            y=y + 6,
        )
    return bytes(pages.output())


def zipped(members: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of these members, in this order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _saved(save: Callable[[io.BytesIO], None]) -> bytes:
    buffer = io.BytesIO()
    save(buffer)
    return buffer.getvalue()


SAMPLES: dict[str, Callable[[], bytes]] = {
    ".html": html,
    ".mhtml": mhtml,
    ".pdf": pdf,
    ".docx": word,
    ".odt": odt,
    ".pptx": slides,
    ".xlsx": workbook,
    ".epub": epub,
    ".eml": mail,
    ".md": lambda: b"# Het wijkteam\n\nHet team werkt samen met de huisarts.\n",
    ".txt": lambda: b"Het team werkt samen met de huisarts.\n",
}
