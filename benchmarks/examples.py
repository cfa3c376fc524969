"""The desk with examples on 2,000 documents: how long its pages take, and how long the table takes to derive.

``python -m benchmarks.examples``. The documents are invented reports of all 342
municipalities, made of our own sentences with other names and numbers; the
vectors are synthetic (see ``synthetic``), so the time of encoding eight
questions is not in it, and quality cannot be measured on it. Pages are asked
over HTTP from a server in this process, as a browser gets them.
"""

import argparse
import os
import random
import socket
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import uvicorn
from fastapi import FastAPI

from assistant.desks.examples import Derivation
from assistant.dutch.municipalities import municipalities
from assistant.dutch.synonyms import shipped
from assistant.encoder import identify
from assistant.engine import Engine
from assistant.index import build_index, open_generation
from assistant.settings import Settings
from assistant.web.examples import ExamplesDesk
from benchmarks import common
from benchmarks.synthetic import ClusteredEncoder, make_clustered_encoder, sentences

DOCUMENTS = 2000
ROUNDS = 15
PACKAGES = ["numpy", "tantivy", "fastapi", "openpyxl", "python-docx"]
FORMS = ("een stichting", "een coöperatie", "een netwerkorganisatie", "een gemeenschappelijke regeling")
SAID = (
    "De gemeente {place} koos voor {form}.",
    "In {place} zijn {count} medewerkers in dienst bij hun moederorganisatie.",
    "De gemeente {place} stuurt de wijkteams zelf aan.",
    "{place} heeft {count} sociale wijkteams.",
    "Inwoners van {place} kunnen zich melden bij het wijkloket.",
    "In {place} krijgen nieuwe medewerkers een training van {count} dagen.",
    "Een knelpunt in {place} is de wachtlijst.",
    "In {place} gaat de samenwerking met de huisartsen goed.",
    "Sinds {year} werkt {place} met een gezamenlijke opleiding.",
)


@dataclass(frozen=True)
class Ready:
    """An assistant of which only the engine is asked."""

    engine: Engine


class FixedService:
    """A service whose assistant is there."""

    def __init__(self, engine: Engine) -> None:
        self._ready = Ready(engine)

    def assistant(self) -> Any:
        """The assistant."""
        return self._ready

    def progress(self) -> None:
        """Nothing is being built."""

    def failure(self) -> None:
        """Nothing failed."""

    def notice(self) -> None:
        """Nothing to say."""

    def refresh(self) -> None:
        """Nothing changes."""


def write_reports(folder: Path, documents: int, seed: int = 4) -> None:
    """Reports that each speak of one to three municipalities, between paragraphs that speak of none."""
    chance = random.Random(seed)
    names = [place.name for place in municipalities()]
    filler = [text for text in sentences() if not any(name in text for name in names)]
    (folder / "bronnen").mkdir(parents=True)
    for number in range(documents):
        places = [names[number % len(names)], *chance.sample(names, chance.choice((0, 0, 1, 2)))]
        year = 2012 + number % 13
        parts = [f"# Verslag {number}"]
        for place in places:
            said = [
                text.format(place=place, form=chance.choice(FORMS), count=chance.randrange(3, 200), year=year)
                for text in chance.sample(SAID, 6)
            ]
            parts += [f"## De wijkteams in {place}", " ".join(said), " ".join(chance.sample(filler, 6))]
        parts += [f"## Tot slot {number}", *(" ".join(chance.sample(filler, 5)) for _ in range(4))]
        head = f'---\ntitel: "Verslag {number}"\ndatum: {year}\nsoort: onderzoek\n---\n'
        (folder / "bronnen" / f"verslag-{number:05d}.md").write_text(head + "\n\n".join(parts) + "\n", encoding="utf-8")


@contextmanager
def served(engine: Engine) -> Iterator[tuple[str, ExamplesDesk]]:
    """The desk alone on a loopback port."""
    desk = ExamplesDesk(FixedService(engine))
    app = FastAPI()
    app.include_router(desk.router())
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_config=None))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/voorbeelden", desk
        server.should_exit = True
        thread.join(10)


def get(address: str) -> bytes:
    """A page or file."""
    with urllib.request.urlopen(address, timeout=120) as answer:
        return bytes(answer.read())


def repeated(address: str) -> dict[str, float]:
    """Milliseconds of a page that was asked before."""
    return common.percentiles([common.timed(lambda: get(address))[1] for _ in range(ROUNDS)])


def opened(home: Path) -> Engine:
    """An engine on the index of a home."""
    settings = Settings(home=home, cache=home / "cache")
    encoder = ClusteredEncoder(identify(settings).digest)
    return Engine(open_generation(settings.indexes, identify(settings)), encoder, shipped())


def measured(home: Path) -> dict[str, Any]:
    """Open the desk with nothing derived, derive, open it again, change a document."""
    settings = Settings(home=home, cache=home / "cache")
    build_index(settings, settings.corpus, make_encoder=make_clustered_encoder)
    result: dict[str, Any] = {}
    engine = opened(home)
    with served(engine) as (address, desk):
        result["first page with nothing derived, ms"] = round(common.timed(lambda: get(address))[1])
        started, worked = time.perf_counter(), time.process_time()
        during = []
        while desk.examples.table(engine).runs:
            during.append(common.timed(lambda: get(address))[1])
            time.sleep(0.5)
        result["derivation in the background, s"] = round(time.perf_counter() - started, 1)
        result["the same, s of processor"] = round(time.process_time() - worked, 1)
        result["page while deriving, ms"] = common.percentiles(during)
        table = desk.examples.table(engine)
        result["places"], result["quotes"] = len(table.rows), sum(row.quotes for row in table.rows)
    engine.generation.close()
    engine = opened(home)
    names = [row.place.name for row in table.rows[:4]]
    with served(engine) as (address, _):
        result["first page, derived before, ms"] = round(common.timed(lambda: get(address))[1])
        chosen = urlencode([("plaats", name) for name in names])
        for name, path in {
            "table": "",
            "table, filtered on a form and years": "?vorm=stichting&vanaf=2018&tot=2022",
            "comparison of four": f"/vergelijk?{chosen}",
            "overview": "/overzicht",
            "timeline": "/tijdlijn",
            "CSV": "/voorbeelden.csv",
            "XLSX": "/voorbeelden.xlsx",
            "DOCX of four": f"/voorbeelden.docx?{chosen}",
        }.items():
            result[f"{name}, ms"] = repeated(f"{address}{path}")
        result["DOCX of all, ms"] = round(common.timed(lambda: get(f"{address}/voorbeelden.docx"))[1])
    engine.generation.close()
    result.update(_changed(home, settings))
    return result


def _changed(home: Path, settings: Settings) -> dict[str, Any]:
    """One document is changed: what is shown at once, and how long until all is looked at again."""
    path = home / "corpus" / "bronnen" / "verslag-00007.md"
    path.write_text(path.read_text(encoding="utf-8").replace("wachtlijst", "lange wachtlijst"), encoding="utf-8")
    build_index(settings, settings.corpus, make_encoder=make_clustered_encoder)
    engine = opened(home)
    derivation, opening = common.timed(lambda: Derivation(engine, {}))
    at_once = len(derivation.table.rows)
    _, run = common.timed(derivation.run)
    engine.generation.close()
    return {
        "places shown at once after a change": at_once,
        "opening after a change, ms": round(opening),
        "derivation after a change, s": round(run / 1000, 1),
    }


def main() -> None:
    """Measure and write down."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    parser.add_argument("--results", type=Path, default=common.RESULTS)
    asked = parser.parse_args()
    result = common.envelope(PACKAGES)
    with tempfile.TemporaryDirectory(prefix="wijkwijzer-voorbeelden-") as folder:
        home = Path(folder)
        write_reports(home / "corpus", asked.documents)
        found = measured(home)
    for name, value in found.items():
        print(f"{name}: {value}")
    result |= {"documents": asked.documents, "load_after": round(os.getloadavg()[0], 2), "measured": found}
    rows = [[name, _written(value)] for name, value in found.items()]
    text = f"{common.heading(result, 'Examples')}\n{asked.documents:,} documents, synthetic vectors.\n\n"
    common.save("examples", result, text + common.table(["what", "figure"], rows), asked.results)


def _written(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {number}" for name, number in value.items())
    return f"{value}"


if __name__ == "__main__":
    main()
