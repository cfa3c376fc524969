"""A list that the end of a passage cuts is shown whole."""

from dataclasses import fields

import pytest

from assistant.dutch.words import terms
from assistant.reader import Span, with_cut_list
from assistant.reader.question import understand
from assistant.reader.signs import Signs
from assistant.reader.wording import extended
from assistant.splitting import split
from assistant.types import Collection, Document, FoundBy, Hit, Kind, Passage

ITEMS = [
    f"- afspraak {number} over het werken in de wijk, die elk team zelf op zijn manier vult;" for number in range(40)
]
BEFORE = "De teams begonnen in 2012. " * 8
AFTER = "Daarna sprak de gemeente met de huisartsen over de verwijzingen. " * 8
TEXT = f"# Afspraken\n\n{BEFORE}\n\nDit zijn de afspraken:\n\n" + "\n".join(ITEMS) + f"\n\n## Daarna\n\n{AFTER}\n"
DOCUMENT = Document("d", "Afspraken", TEXT, Kind.BLOG, "", "", (), (), Collection.BRONNEN, "x")
PASSAGES = split(DOCUMENT)
CUT = [row for row, passage in enumerate(PASSAGES) if "- afspraak" in passage.text]


def passage_at(row: int) -> Passage | None:
    return PASSAGES[row] if 0 <= row < len(PASSAGES) else None


def text_of(document_id: str) -> str:
    assert document_id == DOCUMENT.id
    return TEXT


def span_in(row: int, sentence: int) -> Span:
    hit = Hit(PASSAGES[row], 1.0, FoundBy.BOTH, row=row)
    return Span(hit, sentence, sentence, Signs(*[0.0] * len(fields(Signs))), 1.0)


@pytest.mark.parametrize("row", CUT)
def test_all_items_are_shown_from_whichever_passage_was_found(row: int) -> None:
    assert len(CUT) > 2, "the list must be cut more than once"
    at = next(i for i, sentence in enumerate(PASSAGES[row].sentences) if sentence.is_item)
    span = with_cut_list(span_in(row, at), passage_at, text_of)
    assert span.sentences == span_in(row, at).sentences
    asked = "Welke afspraken zijn er?"
    question = understand(asked, dict.fromkeys(terms(asked), 1.0))
    whole = extended(span, question)
    quote = TEXT[whole.start : whole.end]
    assert [line for line in quote.splitlines() if line.startswith("- ")] == ITEMS
    assert whole.hit.passage.text == TEXT[whole.hit.passage.start : whole.hit.passage.end]


def test_what_is_not_cut_stays_as_it_is() -> None:
    span = span_in(len(PASSAGES) - 1, len(PASSAGES[-1].sentences) - 1)
    assert with_cut_list(span, passage_at, text_of) is span


def test_a_list_does_not_run_on_into_another_document() -> None:
    row = CUT[0]
    at = len(PASSAGES[row].sentences) - 1
    assert with_cut_list(span_in(row, at), lambda row: None, text_of) == span_in(row, at)
