"""The desk with examples in a real Chromium, on the starter corpus with the real encoder: from opening to a file."""

import io
import re
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
import openpyxl
import pytest
import uvicorn
from fake_curator import FakeCurator
from fake_service import FakeService

from assistant.kept import Shelf
from assistant.pipeline import Assistant
from assistant.settings import Settings
from assistant.web.app import create_app

pytest.importorskip("playwright.sync_api", reason="playwright is niet geïnstalleerd")
from browsing import CHROMIUM, english_words, nameless, watched
from playwright.sync_api import Browser, Page, expect

PAGES = (
    "",
    "/overzicht",
    "/tijdlijn",
    "/plaats?naam=Haarlem",
    "/vergelijk?plaats=Haarlem&plaats=Delft&plaats=Regio+Eemland",
    "/vergelijk?plaats=Haarlem",
    "?zoek=Nergenshuizen",
)
UNKNOWN = "/plaats?naam=Nergenshuizen"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is er niet"),
]


@dataclass
class Ready(FakeService):
    """A service with the real assistant."""

    def __init__(self, assistant: Assistant) -> None:
        super().__init__(ready=assistant)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def address(starter_assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page on the starter corpus."""
    home = tmp_path_factory.mktemp("voorbeelden")
    app = create_app(Ready(starter_assistant), FakeCurator([], home), Shelf(Settings(home=home, cache=home)))
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started and thread.is_alive():
            thread.join(0.05)
        examples = app.state.examples.examples
        examples.table(starter_assistant.engine)
        examples.wait(120)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with watched(browser, address) as page:
        yield page


def desk(page: Page, address: str, path: str = "") -> Page:
    page.goto(f"{address}/voorbeelden{path}")
    expect(page.locator("#ww-bureautitel")).to_be_visible()
    return page


def downloaded(page: Page, name: str) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name, exact=True).click()
    return Path(waiting.value.path()).read_bytes()


def test_from_opening_to_an_exported_file(page: Page, address: str) -> None:
    desk(page, address)
    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Organisatievorm").select_option("projectorganisatie")
    page.get_by_role("button", name="Toon").click()
    expect(page.get_by_text("1 van 8 plaatsen")).to_be_visible()
    assert "vorm=projectorganisatie" in page.url
    page.get_by_role("link", name="Wis de filters").click()
    page.get_by_label("Kies Haarlem om te vergelijken").check()
    page.get_by_label("Kies Delft om te vergelijken").check()
    page.get_by_role("button", name="Vergelijk de gekozen plaatsen").click()
    expect(page.get_by_role("heading", name="Delft en Haarlem vergeleken")).to_be_visible()
    rows = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Rol van de gemeente"))
    expect(rows.get_by_role("cell").nth(0)).to_contain_text("niet in de bronnen")
    expect(rows.get_by_role("cell").nth(1)).to_contain_text("De gemeente Haarlem stuurt de netwerkorganisatie")
    book = openpyxl.load_workbook(io.BytesIO(downloaded(page, "Excel")))
    sheet = book["Voorbeelden"]
    assert [cell.value for cell in sheet["A"]] == ["Plaats", "Delft", "Haarlem"]
    assert "niet in de bronnen" in [cell.value for cell in sheet[2]]
    words = "\n".join(p.text for p in docx.Document(io.BytesIO(downloaded(page, "Word"))).paragraphs)
    assert "Dock en gemeente Haarlem (z.d.). Sociale wijkteams in Haarlem" in words
    assert downloaded(page, "CSV").startswith(b"\xef\xbb\xbfPlaats;")


def test_a_file_that_takes_long_says_so_and_can_be_stopped(page: Page, address: str) -> None:
    desk(page, address)
    page.route("**/voorbeelden.xlsx*", lambda route: None)  # it never comes
    page.get_by_role("link", name="Excel", exact=True).click()
    line = page.locator(".ww-bestand")
    expect(line).to_contain_text("Ik maak het bestand")
    page.keyboard.press("Tab")
    line.get_by_role("button", name="Stop").click()
    expect(line).to_have_text("Gestopt. Er is geen bestand opgeslagen.")
    expect(page.get_by_role("link", name="Excel", exact=True)).to_be_focused()
    page.unroute("**/voorbeelden.xlsx*")
    assert openpyxl.load_workbook(io.BytesIO(downloaded(page, "Excel"))).sheetnames[0] == "Voorbeelden"
    expect(line).to_be_hidden()


def test_a_quote_opens_its_source_at_the_mark(page: Page, address: str) -> None:
    desk(page, address, "/plaats?naam=Haarlem")
    quote = page.locator("#omvang .ww-citaat").first
    said = quote.locator("q").inner_text()
    quote.get_by_role("link").click()
    mark = page.locator("mark").first
    expect(mark).to_be_visible()
    assert said.strip("‘’")[:30].startswith(mark.inner_text()[:30])


def test_the_overview_leads_to_the_quotes(page: Page, address: str) -> None:
    desk(page, address, "/overzicht")
    expect(page.get_by_role("link", name="Delft, Dilemma’s: 1 citaat")).to_be_visible()
    page.get_by_role("link", name="Delft, Dilemma’s: 1 citaat").click()
    expect(page.get_by_role("heading", name="Delft, dilemma’s")).to_be_visible()
    expect(page.locator(".ww-geteld .ww-citaat")).to_have_count(1)
    expect(page.locator(".ww-geteld")).to_contain_text("nadelen en uitdagingen")
    page.get_by_role("link", name="Naar het overzicht").click()
    page.get_by_role("link", name="Tijdlijn").click()
    expect(page.locator(".ww-tijdlijn > li").first).to_contain_text("2012")


def test_one_place_cannot_be_compared(page: Page, address: str) -> None:
    desk(page, address)
    page.get_by_label("Kies Haarlem om te vergelijken").check()
    page.get_by_role("button", name="Vergelijk de gekozen plaatsen").click()
    expect(page.get_by_role("alert")).to_contain_text("Kies twee, drie of vier plaatsen")


def test_by_keyboard_alone(page: Page, address: str) -> None:
    desk(page, address)

    def go_to(name: str) -> None:
        for _ in range(120):
            page.keyboard.press("Tab")
            if (
                page.evaluate("(document.activeElement.ariaLabel || document.activeElement.innerText || '').trim()")
                == name
            ):
                outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
                assert outline != "none", f"no visible focus on {name}"
                return
        raise AssertionError(f"{name} is not reached with Tab")

    for place in ("Delft", "Haarlem"):
        go_to(f"Kies {place} om te vergelijken")
        page.keyboard.press("Space")
    go_to("Vergelijk de gekozen plaatsen")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Delft en Haarlem vergeleken")).to_be_focused()


@pytest.mark.parametrize("width", [360, 1000, 1920])
def test_it_fits_every_width(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for path in PAGES:
        desk(page, address, path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        cut = page.evaluate(
            """() => [...document.querySelectorAll('#ww-beheer td, #ww-beheer th')].filter(e => e.checkVisibility()
                 && !e.closest('thead') && e.scrollWidth > e.clientWidth + 1).map(e => e.innerText)"""
        )
        assert cut == [], path


def test_no_english_and_a_name_for_every_control(page: Page, address: str) -> None:
    for path in PAGES:
        desk(page, address, path)
        assert english_words(page) == [], path
        assert nameless(page) == [], path
        assert page.locator("html").get_attribute("lang") == "nl"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, address: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is niet geïnstalleerd").Axe()
    page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
    widths = (1600, 400)
    for path in (*PAGES, UNKNOWN):
        for width in widths if path in ("", "/overzicht", PAGES[4]) else widths[:1]:
            page.set_viewport_size({"width": width, "height": 900})
            desk(page, address, path)
            found = axe.run(page).response["violations"]
            assert [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found] == [], (path, width)
    page.close()


def test_it_works_without_a_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/voorbeelden?zoek=Veendam")
    page.get_by_role("link", name="Overzicht").click()
    page.get_by_role("link", name=re.compile("Veendam, Kwaliteit")).click()
    assert "plaats=Veendam" in page.url and page.locator(".ww-geteld .ww-citaat").count() >= 1
    page.goto(f"{address}/voorbeelden")
    page.get_by_label("Kies Delft om te vergelijken").check()
    page.get_by_label("Kies Eindhoven om te vergelijken").check()
    page.get_by_role("button", name="Vergelijk de gekozen plaatsen").click()
    assert page.get_by_role("heading", name="Delft en Eindhoven vergeleken").is_visible()
    context.close()
