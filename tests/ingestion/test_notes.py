"""Practice notes that are written in the program."""

from dataclasses import replace
from datetime import date

import pytest
from originals import documents, ignore

from assistant import state
from assistant.errors import CorpusError, IndexUnavailableError, UsageError
from assistant.notes import NoteDraft, add_note, check_note, masked_note, slug
from assistant.settings import Settings
from assistant.types import Collection, Kind, Visibility

pytestmark = pytest.mark.usefixtures("quick")
BSN = "123456782"  # invented; it passes the check of eleven
DRAFT = NoteDraft(
    title="Op huisbezoek: wat werkt?",
    municipality="delft",
    date="2 maart 2024",
    themes=("huisbezoek", " toegang "),
    role="wijkverpleegkundige",
    visibility="",
    text="Wij gaan samen op huisbezoek.\n\nDat scheelt een gesprek.\n",
)


def test_a_note_is_a_file_with_its_head(empty_home: Settings) -> None:
    name = add_note(empty_home, DRAFT, ignore)
    assert name == "2024-03-02-op-huisbezoek-wat-werkt"
    assert (empty_home.corpus / "notities" / f"{name}.md").read_text() == (
        "---\ntitel: 'Op huisbezoek: wat werkt?'\ngemeenten: [Delft]\ndatum: 2024-03-02\n"
        "themas: [huisbezoek, toegang]\nrol: wijkverpleegkundige\nzichtbaarheid: alleen lokaal\n---\n\n"
        "Wij gaan samen op huisbezoek.\n\nDat scheelt een gesprek.\n"
    )
    document = documents(empty_home)[name]
    assert (document.kind, document.collection) == (Kind.PRAKTIJKNOTITIE, Collection.NOTITIES)
    assert (document.role, document.visibility) == ("wijkverpleegkundige", Visibility.LOCAL)
    assert state.lines(empty_home)[0].action == "notitie"


def test_a_note_never_takes_the_place_of_another(empty_home: Settings) -> None:
    names = [add_note(empty_home, replace(DRAFT, text=f"Verhaal {number}."), ignore) for number in range(3)]
    assert names == [names[0], f"{names[0]}-2", f"{names[0]}-3"]
    assert set(documents(empty_home)) == set(names)


def test_the_least_that_a_note_needs(empty_home: Settings) -> None:
    name = add_note(empty_home, NoteDraft("Kort", "", "", (), "", "mag naar taalmodel", "Eén zin."), ignore)
    assert name == f"{date.today().isoformat()}-kort"
    assert documents(empty_home)[name].visibility == Visibility.MODEL
    assert documents(empty_home)[name].municipalities == ()


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("title", "  ", "een titel"),
        ("text", " ?! ", "de tekst"),
        ("text", "x" * 100_001, "100.000 tekens"),
        ("date", "gisteren", "De datum ‘gisteren’ begrijp ik niet"),
        ("municipality", "Nergenshuizen", "geen Nederlandse gemeente"),
        ("visibility", "iedereen", "bestaat niet"),
        ("title", "x" * 300, "korter"),
        ("themes", ("x",) * 21, "korter"),
    ],
)
def test_what_is_no_note(empty_home: Settings, field: str, value: object, reason: str) -> None:
    with pytest.raises(CorpusError, match=reason):
        add_note(empty_home, replace(DRAFT, **{field: value}), ignore)  # type: ignore[arg-type]
    assert not list(empty_home.corpus.rglob("*.md"))


@pytest.mark.parametrize(
    "text", ["---\ntitel: nep\nrol: baas\n---\nTekst.", "--- \nTekst.", "\ufeff---\ntitel: nep\n---\nTekst."]
)
def test_the_text_of_a_note_is_never_its_head(empty_home: Settings, text: str) -> None:
    name = add_note(empty_home, replace(DRAFT, text=text), ignore)
    document = documents(empty_home)[name]
    assert (document.title, document.role) == (DRAFT.title, DRAFT.role)
    assert "Tekst." in document.text


def test_personal_data_is_found_in_every_field(empty_home: Settings) -> None:
    mail = "jan.voorbeeld@example.nl"
    draft = replace(DRAFT, title=f"Over {mail}", role=mail, themes=(mail,), text=f"BSN {BSN} belde.")
    findings = check_note(draft)
    assert [finding.text for finding in findings] == [mail, mail, mail, BSN]
    with pytest.raises(CorpusError, match="1 × ") as caught:
        add_note(empty_home, draft, ignore)
    assert BSN not in str(caught.value)
    masked = masked_note(draft)
    assert check_note(masked) == ()
    assert masked.text == f"BSN {findings[-1].mask} belde."
    name = add_note(empty_home, masked, ignore)
    for path in empty_home.home.rglob("*"):
        assert not path.is_file() or BSN.encode() not in path.read_bytes(), path
    assert mail not in name


def test_personal_data_stays_for_a_reason_that_is_logged(empty_home: Settings) -> None:
    draft = replace(DRAFT, text=f"BSN {BSN} belde.")
    for reason in ("x" * 300, f"Omdat {BSN} het wil."):
        with pytest.raises(UsageError, match="de reden"):
            add_note(empty_home, draft, ignore, reason=reason)
    add_note(empty_home, draft, ignore, reason="De inwoner stemt ermee in.")
    line = state.lines(empty_home, action="notitie")[0]
    assert (line.detail, sum(line.counts.values())) == ("De inwoner stemt ermee in.", 1)
    assert len(state.lines(empty_home, action="notitie")) == 1


def test_a_build_that_fails_keeps_no_note(empty_home: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise IndexUnavailableError("De schijf is vol.")

    monkeypatch.setattr("assistant.index.build_index", fails)
    with pytest.raises(IndexUnavailableError):
        add_note(empty_home, DRAFT, ignore)
    assert not list(empty_home.corpus.rglob("*.md"))


def test_a_text_that_is_there_already_is_not_saved_where_nobody_finds_it(empty_home: Settings, quick: None) -> None:
    first = add_note(empty_home, DRAFT, ignore)
    with pytest.raises(CorpusError, match=first):
        add_note(empty_home, replace(DRAFT, title="Onder een andere titel"), ignore)
    assert len(list(empty_home.corpus.rglob("*.md"))) == 1


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Één café, twee wijken!", "een-cafe-twee-wijken"),
        ("../../etc/passwd", "etc-passwd"),
        ("日本", "notitie"),
        ("a" * 100, "a" * 60),
        ("readme", "readme"),
    ],
)
def test_titles_as_names(title: str, expected: str) -> None:
    assert slug(title) == expected
