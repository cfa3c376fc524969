"""The page on a loopback port, on a service that a test can change while it runs, and one browser to look at pages."""

import socket
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
import uvicorn
from fake_curator import FakeCurator
from fake_service import DOCUMENTS, FakeService, Running

from assistant.kept import Shelf
from assistant.settings import Settings
from assistant.web.app import create_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """One Chromium for all tests; each of them has a context of its own."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is niet geïnstalleerd")
    from browsing import launched

    api.expect.set_options(timeout=20_000)  # beside much other work a page opens slowly
    with api.sync_playwright() as started:
        browser = launched(started)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One server for all tests: starting Gradio takes seconds."""
    home = tmp_path_factory.mktemp("thuis")
    service, curator = FakeService(), FakeCurator(list(DOCUMENTS), tmp_path_factory.mktemp("ontvangst"))
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        app = create_app(service, curator, Shelf(Settings(home=home, cache=home)))
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started and thread.is_alive():
            thread.join(0.05)
        yield Running(address, service, curator, app.state.talks)
        server.should_exit = True
        thread.join(10)


@pytest.fixture
def running(served: Running) -> Iterator[Running]:
    """The served page with a fresh service."""
    served.service.__dict__.update(FakeService().__dict__)
    served.curator.__dict__.update(FakeCurator(list(DOCUMENTS), served.curator.folder).__dict__)
    for kept in (*served.talks.submitted(), *served.talks.judgements()):
        served.talks.drop(kept.id)
    yield served
    if served.service.ready:
        served.service.ready.hold.set()
