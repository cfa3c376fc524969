"""Pages: from the form feed in a file to ‘p. 3’ beside a quote."""

from dataclasses import fields, replace
from pathlib import Path

import pytest
from homes import Build, Open

from assistant.citations import page_label
from assistant.corpus import read_document
from assistant.reader.signs import Signs
from assistant.reader.spans import Span
from assistant.reader.wording import evidence_of
from assistant.reporting import answer_json, answer_text
from assistant.settings import Settings
from assistant.splitting import split
from assistant.types import (
    Answer,
    AnswerSentence,
    Collection,
    Confidence,
    Document,
    FoundBy,
    Hit,
    Mode,
    Status,
)

FIRST = "# Eén team\n\nDe wijkteams werken samen met de huisarts. " + "Dat gaat al jaren goed in de hele stad. " * 12
SECOND = "## Geld\n\nDe gemeente betaalt het team per jaar. " + "De begroting staat in het jaarplan van de raad. " * 12
THIRD = "## Toegang\n\nBewoners lopen zonder afspraak binnen. " + "Wie belt, krijgt dezelfde dag antwoord. " * 12


def read(path: Path, text: str) -> Document:
    path.write_text(text, encoding="utf-8")
    return read_document(path, Collection.BRONNEN)


def test_a_form_feed_ends_a_page_and_keeps_every_offset(tmp_path: Path) -> None:
    text = f"{FIRST}\n\f{SECOND}\n\f{THIRD}\n\f"
    document = read(tmp_path / "a.md", text)
    assert document.text == text.replace("\f", "\n")
    assert [document.text[start : start + 6] for start in document.pages] == ["# Eén ", "## Gel", "## Toe"]
    assert document.page_at(document.text.index("per jaar")) == 2
    assert document.page_at(0) == 1
    assert document.page_at(len(document.text)) == 3


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("Geen bladzijden.\n", ()),
        ("Een bladzijde.\f", (0,)),
        ("Een.\fTwee.", (0, 5)),
        ("\f\fDrie.\f", (0, 1, 2)),
        ("Een.\r\n\fTwee.\f\n \n", (0, 6)),
    ],
)
def test_where_pages_begin(tmp_path: Path, text: str, pages: tuple[int, ...]) -> None:
    assert read(tmp_path / "a.txt", text).pages == pages


def test_pages_count_from_the_text_after_the_front_matter(tmp_path: Path) -> None:
    document = read(tmp_path / "a.md", f"---\ntitel: Team\n---\n{FIRST}\f{SECOND}")
    assert document.title == "Team"
    assert document.text[document.pages[1] :].startswith("## Geld")


def test_a_passage_and_a_quote_have_the_page_on_which_they_begin(tmp_path: Path) -> None:
    document = read(tmp_path / "a.md", f"{FIRST}\f{SECOND}\f{THIRD}\f")
    passages = split(document)
    assert {passage.heading.split(" › ")[-1]: passage.page for passage in passages} == {"": 1, "Geld": 2, "Toegang": 3}
    wide = replace(passages[0], end=passages[1].end, sentences=passages[0].sentences + passages[1].sentences)
    wide = replace(wide, text=document.text[wide.start : wide.end])
    last = len(wide.sentences) - 1
    signs = Signs(*[0.0] * len(fields(Signs)))
    span = Span(Hit(wide, 1.0, FoundBy.BOTH), last, last, signs, 1.0)
    evidence = evidence_of(span, 1, lambda name: document)
    assert (evidence.page, wide.page) == (2, 1)
    answer = Answer(
        "Wie betaalt?",
        "Wie betaalt?",
        Status.ANSWERED,
        "Zo. [1]",
        (AnswerSentence("Zo.", (1,)),),
        (evidence,),
        Mode.CITAAT,
        Confidence.STRONG,
    )
    assert answer_json(answer)["evidence"][0]["page"] == 2
    assert "p. 2" in answer_text(answer)
    assert page_label(3) == "p. 3"


def test_the_index_keeps_the_pages(home: Settings, build: Build, opened: Open) -> None:
    path = home.corpus / "bronnen" / "boek.md"
    path.write_text(f"{FIRST}\f{SECOND}\f{THIRD}\f", encoding="utf-8")
    build(home)
    store = opened(home).store
    kept = store.document("boek")
    assert kept is not None
    assert kept.pages == read_document(path, Collection.BRONNEN).pages
    assert {stored.passage.page for stored in store.passages(store.rows_of("boek"))} == {1, 2, 3}
    assert {document.id: document.pages for document in store.documents()}["delft"] == ()
