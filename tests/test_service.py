"""Opening an assistant, and keeping one ready for the page."""

import pytest
from homes import BLOG, Build

from assistant.errors import IndexUnavailableError
from assistant.index import current_generation
from assistant.service import NO_SOURCES, LocalService, needs_building, open_assistant
from assistant.settings import Settings


def prepared(settings: Settings) -> LocalService:
    """A service that has finished preparing."""
    service = LocalService(settings)
    service.start()
    service.stop()  # waits for the preparation
    return service


@pytest.mark.usefixtures("quick")
def test_a_service_builds_what_is_missing(home: Settings) -> None:
    service = LocalService(home)
    assert service.progress() is not None
    service.start()
    service.stop()
    assert (service.progress(), service.failure()) == (None, None)
    assistant = service.assistant()
    assert assistant is not None
    assert len(assistant.documents()) == 3
    assert not needs_building(home)


@pytest.mark.usefixtures("quick")
def test_a_service_builds_again_what_is_stale(home: Settings, build: Build) -> None:
    old = build(home)
    (home.corpus / "bronnen" / "haarlem.md").unlink()
    assistant = prepared(home).assistant()
    assert assistant is not None
    assert len(assistant.documents()) == 2
    assert assistant.generation.manifest.generation != old.generation


@pytest.mark.usefixtures("quick")
def test_a_service_keeps_an_index_that_fits(home: Settings, build: Build) -> None:
    old = build(home)
    prepared(home)
    current = current_generation(home.indexes)
    assert current is not None
    assert current.name == old.generation


@pytest.mark.usefixtures("quick")
def test_a_service_says_why_it_has_no_assistant(empty_home: Settings) -> None:
    service = prepared(empty_home)
    assert service.assistant() is None
    assert "wijkwijzer ingest" in (service.failure() or "")
    assert service.progress() is None


@pytest.mark.usefixtures("quick")
def test_a_service_lets_go_of_its_scratch_copy(home: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.index.generation.SCANNED_UP_TO", 0)  # a graph is read from a copy
    prepared(home)
    assert not list((home.indexes / ".scratch").iterdir())


@pytest.mark.usefixtures("quick")
def test_an_assistant_is_not_opened_on_a_stale_index(
    home: Settings, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.index.generation.SCANNED_UP_TO", 0)  # a graph is read from a copy
    build(home)
    open_assistant(home).close()
    (home.corpus / "bronnen" / "haarlem.md").unlink()
    with pytest.raises(IndexUnavailableError, match="zijn veranderd"):
        open_assistant(home)
    open_assistant(home, check_stale=False).close()
    assert not list((home.indexes / ".scratch").iterdir())


def test_a_damaged_or_foreign_index_needs_building(home: Settings, build: Build) -> None:
    assert needs_building(home)
    build(home)
    assert not needs_building(home)
    assert needs_building(Settings(home=home.home, cache=home.cache, query_prompt="vraag: "))
    (home.indexes / "CURRENT").write_text("g-weg")
    assert needs_building(home)


@pytest.mark.usefixtures("quick")
def test_a_running_service_takes_over_a_new_index(home: Settings, build: Build) -> None:
    service = prepared(home)
    first = service.assistant()
    assert first is not None
    (home.corpus / "bronnen" / "delft.md").unlink()
    build(home)
    second = service.assistant()
    assert second is not None
    assert second is not first
    assert second.document("delft") is None, "what was deleted is not quoted any more"
    service.stop()


def test_a_home_without_sources_starts_again_when_there_are_some(empty_home: Settings, quick: None) -> None:
    service = LocalService(empty_home)
    service.start()
    service._thread.join(10)
    assert service.failure() == NO_SOURCES
    path = empty_home.corpus / "bronnen" / "delft.md"
    path.parent.mkdir(parents=True)
    path.write_text(BLOG, encoding="utf-8")
    service.refresh()
    service._thread.join(10)
    assistant = service.assistant()
    assert assistant is not None
    assert [found.id for found in assistant.documents()] == ["delft"]
    service.stop()
