"""What the tests of taking in share: an own folder, and a home that takes from it."""

from pathlib import Path

import pytest
from originals import PlainConverter, Take, ignore

from assistant.ingestion import IngestReport, ingest
from assistant.settings import Settings
from assistant.types import Collection


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch, quick: None) -> type[PlainConverter]:
    """Nothing but this package at work: a converter without libraries, an encoder without a model."""
    PlainConverter.count = 0
    monkeypatch.setattr("assistant.ingestion.taking.Converter", PlainConverter)
    return PlainConverter


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A user's own folder, empty."""
    own = tmp_path / "mijn map"
    own.mkdir()
    return own


@pytest.fixture
def take(empty_home: Settings, plain: type[PlainConverter]) -> Take:
    """Takes paths into the home; ``notes=True`` as practice notes."""

    def taken(*paths: Path, notes: bool = False, **choices: object) -> IngestReport:
        collection = Collection.NOTITIES if notes else Collection.BRONNEN
        return ingest(empty_home, paths, collection, ignore, **choices)  # type: ignore[arg-type]

    return taken
