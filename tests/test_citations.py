"""How sources are named, and answers on paper."""

from dataclasses import replace

import pytest

from assistant.citations import display_title, labels, reference
from assistant.reporting import answer_json, answer_text, plain_lines
from assistant.types import (
    Answer,
    AnswerSentence,
    Collection,
    Confidence,
    Document,
    Evidence,
    Kind,
    Mode,
    Passage,
    Status,
)

DOCUMENT = Document(
    "een-blog",
    "Een blog",
    "",
    Kind.BLOG,
    "",
    "2016-03-02",
    (),
    (),
    Collection.BRONNEN,
    "",
    ("Nicole Veuger", "S. Klokman"),
)
EVIDENCE = Evidence(
    1, Passage("p", "een-blog", "Kop", None, "Zo is\nhet.", 10, 20), "Zo is\nhet.", 10, 20, 1.0, "Kop", DOCUMENT
)
ANSWER = Answer(
    "Hoe is het?",
    "Hoe is het?",
    Status.ANSWERED,
    "Zo is het. [1]",
    (AnswerSentence("Zo is het.", (1,), "Kop"),),
    (EVIDENCE,),
    Mode.CITAAT,
    Confidence.STRONG,
)


def test_labels_say_kind_date_and_collection() -> None:
    assert labels(DOCUMENT) == ("blog", "2 maart 2016", "openbare bron")
    note = replace(DOCUMENT, kind=Kind.PRAKTIJKNOTITIE, collection=Collection.NOTITIES, date="")
    assert labels(note) == ("praktijknotitie", "datum onbekend", "praktijknotitie")


@pytest.mark.parametrize(
    ("author", "inverted"),
    [
        ("Nicole Veuger", "Veuger, N."),
        ("Anna de Boer", "Boer, A. de"),
        ("Jan van der Meer", "Meer, J. van der"),
        ("S. Klokman", "Klokman, S."),
        ("Movisie", "Movisie"),
        ("Dock en gemeente Haarlem", "Dock en gemeente Haarlem"),
        ("Veuger, N.", "Veuger, N."),
    ],
)
def test_reference_inverts_the_names_of_people(author: str, inverted: str) -> None:
    assert reference(replace(DOCUMENT, authors=(author,))) == f"{inverted} (2016). Een blog. Blog."


def test_a_title_that_ends_in_a_mark_gets_no_stop() -> None:
    assert reference(replace(DOCUMENT, title="Durf te kiezen!")).endswith("(2016). Durf te kiezen! Blog.")


def test_reference_without_author_date_or_title() -> None:
    bare = replace(DOCUMENT, authors=(), date="", title="een-blog")
    assert reference(bare) == "Auteur onbekend (z.d.). een blog. Blog."
    assert display_title(bare) == "een blog"


def test_answer_as_json() -> None:
    values = answer_json(ANSWER)
    assert set(values) >= {"question", "status", "mode", "text", "sentences", "evidence", "milliseconds"}
    assert values["sentences"] == [{"text": "Zo is het.", "heading": "Kop", "items": [], "citations": [1]}]
    assert values["evidence"] == [
        {
            "number": 1,
            "document": "een-blog",
            "title": "Een blog",
            "kind": "blog",
            "date": "2016-03-02",
            "collection": "bronnen",
            "heading": "Kop",
            "page": None,
            "quote": "Zo is\nhet.",
            "start": 10,
            "end": 20,
        }
    ]


def test_answer_as_text_names_its_sources() -> None:
    text = answer_text(ANSWER)
    assert "[1] Een blog (blog, 2 maart 2016, openbare bron), onder ‘Kop’" in text
    assert "goed onderbouwd" in text


def test_a_gap_as_text_shows_the_nearest_quotes_on_one_line() -> None:
    gap = replace(ANSWER, status=Status.NO_EVIDENCE, text="Dit staat niet in de bronnen.", sentences=(), evidence=())
    text = answer_text(replace(gap, nearest=(EVIDENCE,), confidence=Confidence.NONE))
    assert text.startswith("Dit staat niet in de bronnen.")
    assert "- Zo is het.\n" in text
    assert "onderbouwd" not in text


def test_a_passage_is_read_without_the_marks_of_markdown() -> None:
    text = (
        "# Team Noord\n\n## Wie doet mee\n\nHet **team** werkt met\nde `huisarts`.\n\n- de _school_\n"
        "1. eerst luisteren\n\n| Jaar | Teams |\n| --- | --- |\n| 2015 | 10 |\n"
    )
    lines = ["Team Noord", "Wie doet mee", "Het team werkt met de huisarts.", "- de school", "1. eerst luisteren"]
    assert plain_lines(text) == [*lines, "- Jaar: 2015, Teams: 10"]
    assert plain_lines(text, "Verslag › Team Noord")[0] == "Wie doet mee"
