"""What users keep: theirs alone, found again, and without what was erased."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant import kept
from assistant.kept import Part, Sort
from assistant.settings import Settings
from assistant.state import FILE


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", cache=tmp_path / "cache")


def test_nothing_is_kept_in_a_new_home(settings: Settings) -> None:
    assert kept.listed(settings, "anna", Sort.CONVERSATION) == []
    assert kept.find(settings, "anna", "x") is None
    assert not kept.remove(settings, "anna", "x")
    assert not settings.state.exists()


def test_what_one_owner_kept_is_not_another_s(settings: Settings) -> None:
    item = kept.new("anna", Sort.CONVERSATION, "Delft", [Part({"question": "Waarom?"})])
    kept.save(settings, item)
    found = kept.find(settings, "anna", item.id)
    assert found is not None and found.parts == item.parts and found.title == "Delft"
    assert kept.find(settings, "bert", item.id) is None
    assert not kept.rename(settings, "bert", item.id, "Van mij")
    assert not kept.remove(settings, "bert", item.id)
    assert kept.rename(settings, "anna", item.id, "Delft en Haarlem")
    assert [one.title for one in kept.listed(settings, "anna", Sort.CONVERSATION)] == ["Delft en Haarlem"]
    assert kept.listed(settings, "anna", Sort.WORKSHOP) == []
    assert kept.remove(settings, "anna", item.id) and kept.find(settings, "anna", item.id) is None


def test_another_owner_cannot_write_over_what_is_kept(settings: Settings) -> None:
    item = kept.new("anna", Sort.CONVERSATION, "Delft")
    kept.save(settings, item)
    with pytest.raises(kept.StateError):
        kept.save(settings, replace(item, owner="bert", title="Van mij"))
    assert kept.find(settings, "anna", item.id) is not None


def test_the_last_changed_comes_first_and_the_oldest_go(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "PER_OWNER", 3)
    for title in ("een", "twee", "drie", "vier"):
        kept.save(settings, kept.new("anna", Sort.WORKSHOP, title))
    kept.save(settings, kept.new("bert", Sort.WORKSHOP, "ander"))
    assert [one.title for one in kept.listed(settings, "anna", Sort.WORKSHOP)] == ["vier", "drie", "twee"]
    assert len(kept.listed(settings, "bert", Sort.WORKSHOP)) == 1


def test_an_erased_document_leaves_no_letter_behind(settings: Settings) -> None:
    quoted = {"sentences": ["Blauwe regenpijpen zijn zeldzaam in de wijk."] * 400}
    parts = [Part({"question": "Hoe zit dat?"}, quoted, ("notitie-7", "rapport")), Part({"question": "En dit?"})]
    item = kept.new("anna", Sort.CONVERSATION, "Gesprek", parts)
    kept.save(settings, item)
    assert kept.forget_document(settings, "ander") == 0
    assert kept.forget_document(settings, "notitie-7") == 1
    found = kept.find(settings, "anna", item.id)
    assert found is not None
    assert [part.own["question"] for part in found.parts] == ["Hoe zit dat?", "En dit?"]
    assert found.parts[0].quoted == {} and found.parts[0].documents == ()
    written = (settings.state / FILE).read_bytes()
    assert b"regenpijpen" not in written and b"notitie-7" not in written


def test_what_was_kept_goes_along_in_an_export(settings: Settings, tmp_path: Path) -> None:
    item = kept.new("anna", Sort.QUESTION, "Hoeveel?", [Part({"question": "Hoeveel?"}, {"a": 1}, ("d",))])
    kept.save(settings, item)
    other = Settings(home=tmp_path / "ander", cache=tmp_path / "cache")
    assert kept.load(other, kept.read_dump(kept.dump(settings))) == 1
    assert kept.load(other, kept.read_dump(kept.dump(settings))) == 0
    assert kept.dump(other) == kept.dump(settings)
    with pytest.raises(ValueError):
        kept.read_dump([{"id": "x"}])
