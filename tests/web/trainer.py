"""A page with the workshop desk on a small index of its own, made with the fake encoder."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import uvicorn
from fake_curator import FakeCurator
from fakes import make_fake_encoder

from assistant.encoder import identify
from assistant.index import open_generation
from assistant.index.child import Request, build_generation
from assistant.index.generation import swap_in
from assistant.kept import Shelf
from assistant.pipeline import Assistant
from assistant.settings import Settings
from assistant.web.app import create_app

BLOG = """---
titel: De Toegang in Delft
auteurs: [Anna de Boer]
datum: 2016-03-02
soort: blog
gemeenten: [Delft]
themas: [projectorganisatie]
organisatievormen: [projectorganisatie]
---
# De Toegang in Delft

## Voordeel van een projectorganisatie

De Toegang in Delft werkt als projectorganisatie. Een projectorganisatie is flexibel in de eerste jaren.

## Nadelen van een projectorganisatie

De projectorganisatie heeft ook nadelen:

- Dubbele kosten: een projectorganisatie is duur voor de gemeente, want veel kosten zijn dubbel.
- Geen eigen gezicht: een projectorganisatie ontwikkelt geen eigen identiteit.

## Wat er daarna moet gebeuren

Een projectorganisatie moet na een paar jaar een vaste vorm krijgen. Wie beslist over de projectorganisatie?
"""
REPORT = """---
titel: Wijkteams in Haarlem
datum: 2021
soort: onderzoek
gemeenten: [Haarlem]
---
# Wijkteams in Haarlem

## Waarom Haarlem een netwerkorganisatie koos

De gemeente Haarlem koos voor een netwerkorganisatie en niet voor een projectorganisatie.
Volgens de onderzoekers is een projectorganisatie in Haarlem niet nodig, omdat de partners elkaar kennen.
"""
NOTE = """---
titel: Wat wij leerden van de start
datum: 2023
gemeenten: [Delft]
---
Onze projectorganisatie begon met een gezamenlijke training. De projectorganisatie kreeg daardoor sneller vertrouwen.
"""
THEME = "projectorganisatie"


@dataclass
class TrainerService:
    """Gives the assistant that a test put in it."""

    ready: Assistant | None = None
    broken: str | None = None
    refreshed: int = 0
    notes: list[str] = field(default_factory=list)

    def assistant(self) -> Assistant | None:
        return self.ready

    def progress(self) -> None:
        return None

    def failure(self) -> str | None:
        return self.broken

    def notice(self) -> str | None:
        return None

    def refresh(self) -> None:
        self.refreshed += 1


@dataclass(frozen=True)
class Trainer:
    """A served page, with what lies under it."""

    address: str
    service: TrainerService
    settings: Settings
    shelf: Shelf

    def without(self, name: str) -> Assistant:
        """An assistant on an index in which a document never was."""
        (self.settings.corpus / name).unlink()
        return opened(self.settings)


def opened(settings: Settings) -> Assistant:
    """Build the index of a home and open it."""
    settings.indexes.mkdir(parents=True, exist_ok=True)
    folder = settings.indexes / f"g-{len(list(settings.indexes.iterdir())):012d}"
    build_generation(Request(settings, settings.corpus, folder, None, make_fake_encoder), lambda progress: None)
    swap_in(settings.indexes, folder)
    return Assistant(open_generation(settings.indexes, identify(settings)), make_fake_encoder(settings))


@contextmanager
def served(folder: Path) -> Iterator[Trainer]:
    """The page on a free loopback port."""
    settings = Settings(home=folder / "huis", cache=folder / "kas")
    for name, text in {"bronnen/delft.md": BLOG, "bronnen/haarlem.md": REPORT, "notities/start.md": NOTE}.items():
        path = settings.corpus / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    service, shelf = TrainerService(opened(settings)), Shelf(settings)
    own = settings.home / "werkvormen"
    app = create_app(service, FakeCurator([], folder / "ontvangst"), shelf, werkvormen=own)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started and thread.is_alive():
            thread.join(0.05)
        yield Trainer(f"http://127.0.0.1:{listening.getsockname()[1]}", service, settings, shelf)
        server.should_exit = True
        thread.join(10)
