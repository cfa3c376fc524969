"""The curator's desk on a real home: files in, asked about at once, personal data kept out, and gone again."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from apart import build_apart

from assistant.keeping import INBOX, Keeping
from assistant.kept import Shelf
from assistant.service import LocalService
from assistant.settings import Settings
from assistant.web.app import create_app

pytest.importorskip("playwright.sync_api", reason="playwright is niet geïnstalleerd")
from browsing import CHROMIUM, watched
from playwright.sync_api import Browser, expect

BSN = "123456782"
WORK = 30_000  # milliseconds that a change of the sources may take
SOURCE = (
    "<html><head><title>Samen met de huisarts</title></head><body><nav>Menu</nav><main><h1>Samen met de huisarts</h1>"
    "<p>In Zwolle werkt het wijkteam samen met de huisarts, omdat inwoners daar het eerst komen.</p></main></body>"
    "</html>"
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is er niet"),
]


@pytest.fixture
def address(empty_home: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The page of a home that starts empty, with the fake encoder."""
    build_apart(monkeypatch)
    service = LocalService(empty_home)
    service.start()
    app = create_app(service, Keeping(empty_home), Shelf(empty_home))
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started and thread.is_alive():
            thread.join(0.05)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)
    service.stop()


def stored_bytes(home: Path) -> bytes:
    return b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())


def test_from_an_empty_home_to_an_answer_and_back(
    browser: Browser, address: str, empty_home: Settings, tmp_path: Path
) -> None:
    source, note = tmp_path / "huisarts.html", tmp_path / "casus.md"
    source.write_text(SOURCE, encoding="utf-8")
    note.write_text(f"Mevrouw met BSN {BSN} kreeg in Ede binnen een week een vaste begeleider.", encoding="utf-8")
    with watched(browser, address) as page:
        page.set_default_timeout(WORK)
        page.goto(address)
        expect(page.get_by_text("Er zijn nog geen bronnen. Voeg ze toe bij ‘Bronnen beheren’")).to_be_visible()
        page.get_by_role("link", name="Bronnen beheren").click()
        for path, kind in ((source, "Openbare bronnen:"), (note, "Praktijknotities:")):
            page.get_by_role("link", name="Bestanden toevoegen").click()
            page.get_by_label(kind).check()
            page.locator("#ww-bestanden").set_input_files(path)
            page.get_by_role("button", name="Voeg toe").click()
            expect(page.locator("#ww-taak.ww-klaar")).to_contain_text(path.name, timeout=WORK)
            if path == source:
                page.get_by_role("link", name="Naar de lijst").click()
        assert BSN.encode() not in stored_bytes(empty_home.home)
        page.get_by_role("link", name="Kijk naar ‘casus.md’").click()
        page.get_by_label("Neem het voorstel over").check()
        page.get_by_role("button", name="Bewaar", exact=True).click()
        expect(page.get_by_text("1 document toegevoegd.")).to_be_visible(timeout=WORK)
        page.get_by_role("link", name="Stel een vraag").click()
        page.get_by_label("Je vraag", exact=True).fill("Waarom werkt het wijkteam in Zwolle samen met de huisarts?")
        page.keyboard.press("Enter")
        expect(page.locator("#ww-laatste .ww-beurt")).to_contain_text(
            "omdat inwoners daar het eerst komen.", timeout=WORK
        )
        page.get_by_role("link", name="Bronnen beheren").click()
        page.get_by_role("link", name="Samen met de huisarts", exact=True).click()
        page.get_by_label("Datum").fill("mei 2019")
        page.get_by_role("button", name="Bewaar de gegevens").click()
        expect(page.get_by_text("De gegevens van ‘Samen met de huisarts’ zijn aangepast.")).to_be_visible(timeout=WORK)
        page.get_by_role("link", name="Naar de lijst").click()
        expect(page.get_by_text("mei 2019")).to_be_visible()
        page.get_by_role("link", name="Samen met de huisarts", exact=True).click()
        page.get_by_role("link", name="Verwijder dit document").click()
        page.get_by_role("button", name="Verwijder ‘Samen met de huisarts’").click()
        expect(page.get_by_text("Verwijderd: 1 passage, 0 over.")).to_be_visible(timeout=WORK)
    kept = stored_bytes(empty_home.home)
    assert BSN.encode() not in kept
    assert b"omdat inwoners daar het eerst komen" not in kept
    assert list((empty_home.state / INBOX).iterdir()) == []
