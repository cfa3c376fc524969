"""What the tests share: homes in a temporary folder, and one assistant on the starter corpus."""

import shutil
import subprocess
import uuid
from collections.abc import Iterator
from pathlib import Path

import no_network
import pytest
from apart import build_apart
from fakes import make_fake_encoder
from homes import BLOG, CACHE, NOTE, REPORT, SOURCES, Build, Open

from assistant import settings as settings_module
from assistant.encoder import Encoder, PairReader, identify, load_encoder
from assistant.index import (
    BuildReport,
    Generation,
    Manifest,
    build_index,
    current_generation,
    manifest,
    open_generation,
)
from assistant.index.child import Request, build_generation
from assistant.index.generation import swap_in, sweep
from assistant.pipeline import Assistant
from assistant.settings import Settings


@pytest.fixture(autouse=True)
def sealed(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No setting of the user who runs the tests reaches a test; only the unpacked encoder is shared."""
    for field in (*settings_module.Settings.__dataclass_fields__, "debug"):
        monkeypatch.delenv(f"{settings_module.ENVIRONMENT}{field.upper()}", raising=False)
    monkeypatch.setenv("WIJKWIJZER_CACHE", str(CACHE))
    monkeypatch.setenv("WIJKWIJZER_HOME", str(tmp_path_factory.getbasetemp() / "geen huis"))  # never the checkout's own


@pytest.fixture
def empty_home(tmp_path: Path) -> Settings:
    """A home with nothing in it."""
    folder = tmp_path / "huis"
    folder.mkdir()
    return Settings(home=folder, cache=CACHE)


@pytest.fixture
def home(empty_home: Settings) -> Settings:
    """A home with two sources and a note."""
    return _furnished(empty_home)


def _furnished(settings: Settings) -> Settings:
    for name, text in {
        "bronnen/delft.md": BLOG,
        "bronnen/haarlem.md": REPORT,
        "notities/huisbezoek.md": NOTE,
    }.items():
        path = settings.corpus / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return settings


@pytest.fixture
def build() -> Build:
    """Builds with the fake encoder in this process: what the child does, without the seconds of starting one."""
    return _built


def _built(settings: Settings, corpus: Path | None = None) -> Manifest:
    settings.indexes.mkdir(parents=True, exist_ok=True)
    previous = current_generation(settings.indexes)
    folder = settings.indexes / f"g-{uuid.uuid4().hex[:12]}"
    build_generation(
        Request(settings, corpus or settings.corpus, folder, previous, make_fake_encoder), lambda progress: None
    )
    swap_in(settings.indexes, folder)
    sweep(settings.indexes, folder)
    return manifest.read(folder)


@pytest.fixture(scope="session")
def small_generation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Generation]:
    """The small home, built once with the fake encoder; do not change it."""
    settings = _furnished(Settings(home=tmp_path_factory.mktemp("klein"), cache=CACHE))
    _built(settings)
    generation = open_generation(settings.indexes, identify(settings))
    yield generation
    generation.close()


@pytest.fixture
def opened() -> Iterator[Open]:
    """Opens the current generation of a home, and closes it after the test."""
    generations: list[Generation] = []

    def one(settings: Settings) -> Generation:
        generations.append(open_generation(settings.indexes, identify(settings)))
        return generations[-1]

    yield one
    for generation in generations:
        generation.close()


@pytest.fixture
def assistant(home: Settings, build: Build, opened: Open) -> Assistant:
    """An assistant with the fake encoder on the small home."""
    build(home)
    return Assistant(opened(home), make_fake_encoder(home))


@pytest.fixture(scope="session")
def starter_home(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A home with the sources of the checkout and an index by the real encoder; do not change it."""
    folder = tmp_path_factory.mktemp("starter")
    shutil.copytree(SOURCES, folder / "corpus" / "bronnen")
    settings = Settings(home=folder, cache=CACHE)
    build_index(settings, settings.corpus)
    return settings


@pytest.fixture(scope="session")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Encoder:
    """The bundled encoder, as it is loaded without any setting."""
    return load_encoder(Settings(home=tmp_path_factory.mktemp("leeg"), cache=CACHE))


@pytest.fixture(scope="session")
def pair_reader(tmp_path_factory: pytest.TempPathFactory) -> PairReader:
    """What judges written sentences beside sources, as it comes."""
    return PairReader(Settings(home=tmp_path_factory.mktemp("leeg"), cache=CACHE))


@pytest.fixture(scope="session")
def starter_assistant(starter_home: Settings, encoder: Encoder) -> Iterator[Assistant]:
    """The real thing: the bundled encoder, Chroma and Tantivy, on the starter corpus."""
    generation = open_generation(starter_home.indexes, identify(starter_home))
    yield Assistant(generation, encoder)
    generation.close()


@pytest.fixture(scope="session")
def sealed_and_filled(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[no_network.Sealed, "subprocess.CompletedProcess[str]"]:
    """A home that the program itself filled, with the real encoder and without a network; and what it said."""
    place = no_network.sealed(tmp_path_factory.mktemp("alleen"))
    return place, place.run("ingest", str(place.file), "--json")


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents are taken in and erased with builds in processes of their own."""
    build_apart(monkeypatch)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, build: Build) -> None:
    """Whatever builds or opens an index does so with the fake encoder and without a child process."""

    def build_index(settings: Settings, corpus: Path, on_progress: object = None) -> BuildReport:
        built = build(settings, corpus)
        return BuildReport(built, settings.indexes / built.generation)

    for module in ("assistant.index", "assistant.service"):
        monkeypatch.setattr(f"{module}.build_index", build_index)
    build_apart(monkeypatch, "assistant.erasure")  # a proof asks for processes that never read the text
    monkeypatch.setattr("assistant.service.load_question_encoder", make_fake_encoder)
