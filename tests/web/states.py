"""Every state that a desk can be in, each reached as a user reaches it.

A walk goes through the states of one desk and yields the name of each when the page shows it. Left out, as they cost
more than they show: an index that is built for real, a full disk, a file that is too large (a sentence in the same line
as any refused file), and two hundred documents on one page.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from browsing import ask, box, come_back
from fake_service import DELFT, DOCUMENTS, FakeProgress, Running
from playwright.sync_api import Page, expect

from assistant.types import Document, Writing

QUESTION = "Waarom koos Delft niet voor wijkteams?"
MISSING = "Hoeveel wijkteams heeft Amsterdam?"
DIFFERS = "Waarin verschillen de meningen?"
BSN = "123456782"
THEME = "projectorganisatie"

Walk = Callable[[Page, Running], Iterator[str]]


def opened(page: Page, running: Running, path: str) -> None:
    """A page of a desk."""
    page.goto(f"{running.address}{path}")
    expect(page.locator("#ww-bureautitel")).to_be_visible()


def asking(page: Page, running: Running) -> Iterator[str]:
    """The desk ‘Vraag’, from the first visit to a long conversation."""
    page.goto(running.address)
    expect(page.locator("#ww-welkom button").first).to_be_visible()
    yield "eerste bezoek"
    page.get_by_role("button", name="Vraag", exact=True).click()
    expect(page.locator("#ww-wenk")).to_contain_text("Typ eerst een vraag.")
    yield "niets getypt"
    page.get_by_role("button", name="Zoek alleen in…").click()
    page.get_by_label("Gemeente").click()
    expect(page.get_by_role("option", name="Delft")).to_be_visible()
    yield "filters open met een lijst"
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Letterlijke citaten; alles blijft op deze computer").click()
    yield "filters en wijze open"
    for fold in page.locator(".ww-vouw > button").all():
        fold.click()
    box(page).fill("langzaam")
    page.keyboard.press("Enter")
    expect(page.locator("#ww-laatste .ww-antwoord")).to_contain_text("De gemeente Delft")
    yield "antwoord komt"
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(page.locator("#ww-laatste .ww-gestopt")).to_be_visible()
    yield "gestopt"
    running.assistant.hold.set()
    ask(page, DIFFERS)
    expect(page.locator(".ww-standpunt")).to_have_count(2)
    yield "antwoord met standpunten en vervolgvragen"
    page.locator("#ww-laatste").get_by_role("button", name="Bron 2: De Toegang in Delft").click()
    yield "bron open"
    page.keyboard.press("Escape")
    ask(page, "Wat doen gebiedsteams volgens de uitgebreide verslagen, en waarom?")
    yield "lang antwoord met synoniemen"
    ask(page, "Vergelijk Haarlem en Delft")
    yield "vergelijking"
    page.get_by_role("button", name="Wissen").click()
    expect(page.locator("#ww-welkom")).to_be_visible()
    yield from _trouble(page, running)


def _trouble(page: Page, running: Running) -> Iterator[str]:
    ask(page, "kapot", "mislukt")
    yield "mislukt"
    ask(page, f"Mag de inwoner met BSN {BSN} hulp?", "tegengehouden")
    yield "vraag met een BSN"
    ask(page, MISSING)
    yield "niet gevonden"
    page.get_by_role("button", name="Leg voor aan de redactie").click()
    expect(page.locator(".ww-gezegd")).to_be_visible()
    yield "voorgelegd"
    ask(page, QUESTION)
    page.locator("#ww-laatste").get_by_role("button", name="Niet nuttig").click()
    page.get_by_label("Waarom?").fill("Bel 06-12345678")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_role("dialog").get_by_role("alert")).to_be_visible()
    yield "oordeel met persoonsgegevens"
    page.get_by_role("button", name="Niet versturen").click()
    page.get_by_role("link", name="Open het hele document: De Toegang in Delft").nth(-1).click()
    expect(page.locator("#ww-venster mark").first).to_be_visible()
    yield "document open"
    page.keyboard.press("Escape")
    running.assistant.texts = _changed(DELFT.replace("koos bewust anders", "koos later toch voor wijkteams"))
    come_back(page)
    expect(page.locator("#ww-laatste .ww-veranderd")).to_be_visible()
    yield "bron veranderd"
    running.assistant.texts = DOCUMENTS[1:]
    come_back(page)
    expect(page.locator("#ww-laatste .ww-mislukt")).to_be_visible()
    yield "bron verwijderd"
    page.evaluate("document.querySelector('.toast-wrap').append('Connection Lost')")
    expect(page.locator("#ww-storing")).to_be_visible()
    yield "verbinding kwijt"


def _changed(text: str) -> tuple[Document, ...]:
    return (replace(DOCUMENTS[0], text=text, digest="1" * 64), *DOCUMENTS[1:])


def telling(page: Page, running: Running) -> Iterator[str]:
    """The desk ‘Vraag’ with a language model elsewhere, and while there is nothing to ask."""
    running.assistant.model = Writing("proefmodel", "model.voorbeeld.nl")
    running.service.noticed = "De index is beschadigd. De vorige geeft nu de antwoorden."
    page.goto(running.address)
    page.get_by_role("button", name="Taalmodel proefmodel").click()
    page.get_by_label("Voor wie?").click()
    yield "wijze van vertellen open"
    page.keyboard.press("Escape")
    ask(page, QUESTION)
    page.get_by_text("Niet onderbouwd: 1 zin weggelaten").click()
    yield "verteld, met een zin die is weggelaten"
    running.assistant.texts = ()
    page.goto(running.address)
    expect(page.get_by_text("Er zijn nog geen bronnen.")).to_be_visible()
    yield "geen bronnen"
    running.service.ready = None
    running.service.building = FakeProgress("Passages omzetten", 12, 40, "verslag.md", 95.0)
    page.goto(running.address)
    expect(page.get_by_role("progressbar")).to_be_visible()
    yield "index wordt gebouwd"
    for path in ("/voorbeelden", "/workshop"):
        opened(page, running, path)
        yield f"{path} terwijl de index wordt gebouwd"
    running.service.broken = "Ik kan de bronnen niet lezen. Bouw de index opnieuw: wijkwijzer index."
    page.goto(running.address)
    expect(page.get_by_text("Ik kan de bronnen niet lezen.")).to_be_visible()
    yield "geen index"
    opened(page, running, "/voorbeelden")
    yield "voorbeelden zonder index"


def keeping(page: Page, running: Running) -> Iterator[str]:
    """What is kept, documents on a page of their own, and addresses that do not exist."""
    opened(page, running, "/gesprekken")
    yield "geen gesprekken"
    page.goto(running.address)
    ask(page, QUESTION)
    ask(page, MISSING)
    page.get_by_role("button", name="Leg voor aan de redactie").click()
    expect(page.locator(".ww-gezegd")).to_be_visible()
    opened(page, running, "/gesprekken")
    yield "gesprekken"
    page.get_by_role("link", name=f"Naam, opslaan of verwijderen: {QUESTION}").click()
    page.get_by_label("Naam van het gesprek").fill(f"Over BSN {BSN}")
    page.get_by_role("button", name="Bewaar de naam").click()
    expect(page.get_by_role("alert")).to_be_visible()
    yield "gesprek met een naam die niet mag"
    opened(page, running, "/gesprekken?zoek=zzz")
    yield "geen gesprek past"
    for path in ("/document/delft?van=10&tot=60", "/document/weg?van=10&tot=60"):
        page.goto(f"{running.address}{path}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        yield path
    for path in ("/nergens", "/gradio_api/info"):
        page.goto(f"{running.address}{path}")
        expect(page.get_by_text("Deze pagina bestaat niet in Wijkwijzer.")).to_be_visible()
        yield path


def curating(page: Page, running: Running) -> Iterator[str]:
    """The curator's desk."""
    opened(page, running, "/bronnen")
    yield "lijst"
    opened(page, running, "/bronnen?zoek=zzz")
    yield "niets past"
    opened(page, running, "/bronnen/vragen")
    yield "geen vragen"
    opened(page, running, "/bronnen/toevoegen")
    yield "toevoegen"
    running.curator.hold.clear()
    page.locator("#ww-bestanden").set_input_files(
        [
            {"name": name, "mimeType": "text/plain", "buffer": b"Tekst."}
            for name in ("verslag.md", "lijst.md", "<img src=x onerror=alert(1)>.md", f"{'lang' * 30}.xyz")
        ]
    )
    expect(page.locator("#ww-gekozen li")).to_have_count(4)
    yield "bestanden gekozen"
    page.get_by_role("button", name="Voeg toe").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    yield "bestanden worden gelezen"
    running.curator.hold.set()
    expect(page.get_by_text("3 documenten toegevoegd, 1 geweigerd.")).to_be_visible()
    yield "verslag"
    running.curator.locked = 1
    opened(page, running, "/bronnen/notitie")
    yield "notitie"
    _write(page, "Een goede tekst.")
    expect(page.get_by_role("alert")).to_be_visible()
    yield "iemand anders is bezig"
    opened(page, running, "/bronnen/notitie")
    _write(page, f"Mevrouw met BSN {BSN} kwam langs. {'Zonderspaties' * 30}")
    expect(page.locator(".ww-gemarkeerd")).to_be_visible()
    yield "notitie met persoonsgegevens"
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
    yield "keuze ontbreekt"
    yield from _correcting(page, running)


def _write(page: Page, text: str) -> None:
    page.get_by_label("Titel", exact=True).fill("Huisbezoek")
    page.get_by_label("Tekst", exact=True).fill(text)
    page.get_by_role("button", name="Controleer en bewaar").click()


def _correcting(page: Page, running: Running) -> Iterator[str]:
    opened(page, running, "/bronnen/document?naam=delft")
    yield "document"
    page.get_by_label("Datum").fill("gisteren")
    page.get_by_role("button", name="Bewaar de gegevens").click()
    expect(page.get_by_role("alert")).to_be_visible()
    yield "datum die niet kan"
    opened(page, running, "/bronnen/verwijderen?naam=haarlem")
    yield "verwijderen gevraagd"
    page.get_by_role("button", name="Verwijder ‘Wijkteams in Haarlem’").click()
    expect(page.get_by_text("Verwijderd: 1 passage, 0 over.")).to_be_visible()
    yield "verwijderd"
    page.goto(running.address)
    ask(page, MISSING)
    page.get_by_role("button", name="Leg voor aan de redactie").click()
    expect(page.locator(".ww-gezegd")).to_be_visible()
    opened(page, running, "/bronnen/vragen")
    yield "vragen voorgelegd"
    running.curator.texts = []
    opened(page, running, "/bronnen")
    yield "lege lijst"
    opened(page, running, "/bronnen/taak/onbekend")
    yield "taak die niet bestaat"


def comparing(page: Page, running: Running) -> Iterator[str]:
    """The desk ‘Voorbeelden’, on the starter corpus."""
    opened(page, running, "/voorbeelden")
    expect(page.locator(".ww-voorbeelden")).to_be_visible(timeout=120_000)
    if page.locator(".ww-bezig").count():
        yield "tabel die nog groeit"
    while page.locator(".ww-bezig").count():  # the first time it is derived
        page.wait_for_timeout(500)
        opened(page, running, "/voorbeelden")
    page.get_by_text("Filters", exact=True).click()
    yield "tabel met filters open"
    for path in (
        "?zoek=Nergenshuizen",
        "/vergelijk?plaats=Haarlem",
        "/vergelijk?plaats=Haarlem&plaats=Delft&plaats=Regio+Eemland&plaats=Nergenshuizen",
        "/plaats?naam=Haarlem",
        "/plaats?naam=Nergenshuizen",
        "/overzicht",
        "/tijdlijn",
    ):
        page.goto(f"{running.address}/voorbeelden{path}")
        expect(page.locator("#ww-bureautitel")).to_be_visible()
        yield path
    opened(page, running, "/voorbeelden/overzicht")
    page.get_by_role("link", name=re.compile("^Haarlem, .*cita")).first.click()
    expect(page.locator(".ww-geteld")).to_be_visible()
    yield "citaten van een getal"
    opened(page, running, "/voorbeelden")
    page.route("**/voorbeelden.xlsx*", lambda route: None)  # it never comes
    page.get_by_role("link", name="Excel", exact=True).click()
    expect(page.locator(".ww-bestand progress")).to_be_visible()
    yield "bestand wordt gemaakt"
    page.locator(".ww-bestand").get_by_role("button", name="Stop").click()
    expect(page.locator(".ww-bestand")).to_contain_text("Gestopt")
    yield "bestand gestopt"
    page.unroute("**/voorbeelden.xlsx*")


def training(page: Page, running: Running) -> Iterator[str]:
    """The desk ‘Workshop’, on the starter corpus."""
    opened(page, running, "/workshop")
    yield "begin"
    page.get_by_role("button", name="Maak de workshop").click()
    expect(page.get_by_role("alert")).to_be_visible()
    yield "niets gekozen"
    page.get_by_label("Of typ een eigen thema").fill("eenzaamheid bij ouderen")
    page.get_by_role("button", name="Maak de workshop").click()
    expect(page.get_by_role("alert")).to_contain_text("De bronnen zeggen hier te weinig over.")
    yield "te weinig in de bronnen"
    page.get_by_label("Of typ een eigen thema").fill(THEME)
    page.get_by_role("button", name="Maak de workshop").click()
    expect(page.locator(".ww-programma")).to_be_visible()
    address = page.url
    for fold in page.locator("summary").all():
        fold.click()
    yield "workshop, alles open"
    page.get_by_role("link", name="Wissel van werkvorm").first.click()
    expect(page.get_by_role("radio").first).to_be_visible()
    yield "andere werkvorm"
    for part in ("programma", "doelen", "kaarten", "stellingen"):
        page.goto(f"{address}/aanpassen/{part}")
        expect(page.locator("#ww-bureautitel")).to_be_visible()
        yield f"{part} aanpassen"
    page.goto(f"{address}/verwijderen")
    yield "verwijderen gevraagd"
    page.goto(address)
    page.route("**/draaiboek.docx*", lambda route: None)  # it never comes
    page.get_by_role("link", name="Draaiboek (Word)").click()
    expect(page.locator(".ww-bestand progress")).to_be_visible()
    yield "bestand wordt gemaakt"
    page.unroute("**/draaiboek.docx*")
    opened(page, running, "/workshop")
    yield "lijst van workshops"
    page.goto(f"{running.address}/workshop/bestaat-niet")
    yield "workshop die er niet is"


WALKS: dict[str, Walk] = {
    "vragen": asking,
    "taalmodel en index": telling,
    "gesprekken": keeping,
    "bronnen": curating,
    "voorbeelden": comparing,
    "workshop": training,
}
ON_STARTER = frozenset({"voorbeelden", "workshop"})  # walks that ask a real index
