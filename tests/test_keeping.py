"""The curator's desk without its page: names, notes that wait, and what is left in the folder for files."""

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from apart import build_apart
from homes import NOTE, Build

from assistant.errors import CorpusError
from assistant.ingestion.holding import Held
from assistant.keeping import INBOX, Intake, Keeping
from assistant.notes import NoteDraft
from assistant.privacy import Sort
from assistant.settings import Settings
from assistant.types import Collection, Visibility

BSN = "123456782"


def nothing(_: object) -> None:
    """Progress that nobody looks at."""


def put(keeping: Keeping, name: str, content: str | bytes) -> Path:
    path = keeping.inbox() / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def taken(keeping: Keeping, name: str, content: str | bytes, collection: Collection = Collection.NOTITIES) -> Intake:
    return keeping.take_in([put(keeping, name, content)], collection, nothing)


def draft(text: str, title: str = "Huisbezoek") -> NoteDraft:
    return NoteDraft(title, "Delft", "mei 2024", ("huisbezoek",), "wijkverpleegkundige", Visibility.LOCAL, text)


def test_documents_are_listed_with_their_passages_and_again_after_a_change(
    home: Settings, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_apart(monkeypatch)
    build(home)
    keeping = Keeping(home)
    assert {entry.document.id for entry in keeping.entries()} == {"delft", "haarlem", "huisbezoek"}
    assert all(entry.passages for entry in keeping.entries())
    assert keeping.erase("huisbezoek", nothing).left == 0
    assert keeping.entry("huisbezoek") is None
    assert keeping.entry("delft")


def test_a_home_without_an_index_has_no_documents(empty_home: Settings) -> None:
    assert Keeping(empty_home).entries() == []


def test_files_are_named_as_they_were_sent(empty_home: Settings, quick: None) -> None:
    keeping = Keeping(empty_home)
    seen = set()
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as written:
        written.writestr("map/een.md", "# Een\n\nTekst over wijkteams in Delft.")
        written.writestr("leeg.md", "")
    paths = [put(keeping, "twee.md", "Tekst over Haarlem."), put(keeping, "alles.zip", archive.getvalue())]
    found = keeping.take_in(paths, Collection.BRONNEN, lambda progress: seen.add(progress.file))
    assert set(found.added) == {"twee.md", "alles.zip/map/een.md"}
    assert [name for name, _ in found.refused] == ["alles.zip/leeg.md"]
    assert not any(str(empty_home.home) in name for name in seen)


def test_a_note_with_personal_data_is_held_and_not_stored(empty_home: Settings, quick: None) -> None:
    keeping = Keeping(empty_home)
    found = taken(keeping, "casus.html", f"<h1>Casus</h1><p>Mevrouw met BSN {BSN} kreeg snel hulp van het team.</p>")
    (held,) = found.held
    assert (held.name, held.sent, found.added, found.refused) == ("casus.md", "casus.html", [], [])
    assert held.text.startswith("# Casus\n"), "the head that was made for it says nothing to its curator"
    assert [held.text[each.start : each.end] for each in held.findings] == [BSN]
    assert BSN not in held.proposal
    assert not list(empty_home.corpus.rglob("casus*"))
    after = keeping.take_held(held, held.proposal, "", nothing)
    assert after.added == ["casus.md"]
    entry = keeping.entry("casus")
    assert entry and entry.document.title == "Casus"
    assert "bestand: casus.html" in (empty_home.corpus / "notities" / "casus.md").read_text(encoding="utf-8")


def test_a_name_in_a_title_that_was_proposed_is_shown_with_it(empty_home: Settings, quick: None) -> None:
    page = f"<title>Casus van mevrouw Jansen</title><p>Mevrouw met BSN {BSN} kreeg snel hulp van het team.</p>"
    (held,) = taken(Keeping(empty_home), "casus.html", page).held
    assert "Jansen" in [found.text for found in held.findings] and "Jansen" not in held.proposal


def test_data_stays_only_with_a_reason(empty_home: Settings, quick: None) -> None:
    keeping = Keeping(empty_home)
    (held,) = taken(keeping, "casus.md", f"BSN {BSN} hoort bij deze casus.").held
    assert keeping.take_held(held, held.text, "", nothing).held
    assert keeping.entry("casus") is None
    assert keeping.take_held(held, held.text, "met toestemming", nothing).added == ["casus.md"]


def test_a_name_that_its_curator_left_in_an_own_text_is_not_asked_about_again(
    empty_home: Settings, quick: None
) -> None:
    keeping = Keeping(empty_home)
    (held,) = taken(keeping, "casus.md", "Mevrouw De Vries kwam langs in Ede.").held
    assert (held.findings[0].sort, held.proposal) == (Sort.NAAM, "Mevrouw [naam] kwam langs in Ede.")
    assert keeping.take_held(held, "Mevrouw De Vries Stichting kwam langs.", "", nothing).added == ["casus.md"]


def test_what_cannot_be_put_to_a_person_says_what_to_do(empty_home: Settings, quick: None) -> None:
    keeping = Keeping(empty_home)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as written:
        written.writestr("casus.md", f"BSN {BSN} kwam langs bij het team.")
    reasons = dict(taken(keeping, "noten.zip", archive.getvalue()).refused)
    assert "voeg dit bestand los toe" in reasons["noten.zip/casus.md"]
    reasons = dict(taken(keeping, f"BSN {BSN}.md", "Een gewone tekst over het team.").refused)
    assert "geef het een andere naam" in reasons[f"BSN {BSN}.md"]
    assert not any("--personal" in reason for reason in reasons.values())


def test_a_public_source_with_personal_data_is_taken_and_reported(empty_home: Settings, quick: None) -> None:
    found = taken(Keeping(empty_home), "lijst.md", f"BSN {BSN} staat hier.", Collection.BRONNEN)
    assert (found.added, found.held) == (["lijst.md"], [])
    assert found.personal == [("lijst.md", "1 × BSN")]


def test_a_draft_is_checked_in_every_field(empty_home: Settings) -> None:
    checked = Keeping(empty_home).check(draft(f"BSN {BSN} kwam.", title=f"Bezoek aan BSN {BSN}"))
    assert len(checked.findings) == 1
    assert checked.elsewhere == {"BSN": 1}
    assert BSN not in checked.proposal.title + checked.proposal.text
    assert not Keeping(empty_home).check(draft("Een gewone tekst."))
    named = Keeping(empty_home).check(draft("Mevrouw De Vries was er blij mee."))
    assert [found.sort for found in named.findings] == [Sort.NAAM]
    assert "Vries" not in named.proposal.text
    with pytest.raises(CorpusError, match="titel"):
        Keeping(empty_home).check(draft("Tekst.", title=" "))


def test_a_note_is_saved_and_found(home: Settings, build: Build, quick: None) -> None:
    build(home)
    keeping = Keeping(home)
    name = keeping.add_note(draft("Wij bellen eerst en komen daarna langs."), "", nothing)
    entry = keeping.entry(name)
    assert entry and entry.document.collection is Collection.NOTITIES
    assert entry.document.visibility == Visibility.LOCAL


def test_files_of_a_process_that_was_killed_are_removed_at_the_next_start(empty_home: Settings) -> None:
    inbox = empty_home.state / INBOX
    dead = subprocess.Popen([sys.executable, "-c", "pass"])
    dead.wait()
    for owner in (dead.pid, os.getppid()):
        (inbox / f"{owner}-x").mkdir(parents=True)
        (inbox / f"{owner}-x" / "casus.md").write_text(NOTE)
    Keeping(empty_home)
    assert [folder.name for folder in inbox.iterdir()] == [f"{os.getppid()}-x"]


def test_nothing_of_a_held_note_stays_in_the_inbox(empty_home: Settings, quick: None) -> None:
    keeping = Keeping(empty_home)
    keeping.take_held(Held("a.md", "a.md", "x", (), "x"), "Een gewone tekst over het team.", "", nothing)
    assert list((empty_home.state / INBOX).iterdir()) == []
