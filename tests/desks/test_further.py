"""Questions to go on with: from the sources, answered by the sources, and not asked before."""

from assistant.desks.further import OFFERED, further, headings
from assistant.pipeline import Assistant
from assistant.types import Collection, Confidence, Document, Kind

QUESTION = "Waarom koos Delft niet voor wijkteams?"


def test_every_question_that_is_offered_is_answered_by_its_document(starter_assistant: Assistant) -> None:
    offered = further(starter_assistant, starter_assistant.answer(QUESTION), [])
    assert 1 <= len(offered) <= OFFERED
    for one in offered:
        answer = starter_assistant.answer(one.question)
        assert answer.confidence is Confidence.STRONG
        assert answer.evidence[0].passage.document_id == one.document


def test_what_was_asked_is_not_offered_again(starter_assistant: Assistant) -> None:
    answer = starter_assistant.answer(QUESTION)
    first = further(starter_assistant, answer, [])
    again = further(starter_assistant, answer, [one.question for one in first])
    assert not {one.question for one in again} & {one.question for one in first}
    assert QUESTION not in [one.question for one in (*first, *again)]


HEADINGS = """# Verslag

## Wat de deelnemers vinden

Zij vinden veel.

## Hoe de Toegang in Delft werkt

De Toegang werkt.

## Hoe werkt de Toegang

Zo werkt de Toegang.

## Welke rol heeft de gemeente?

De gemeente stuurt.

## Welke vragen een klein team oppakt

Enkelvoudige vragen.
"""


def test_a_heading_that_tells_is_no_question_and_one_that_asks_gets_its_mark() -> None:
    document = Document("d", "Verslag", HEADINGS, Kind.BLOG, "", "2022", (), (), Collection.BRONNEN, "")
    assert [one.question for one in headings(document)] == ["Hoe werkt de Toegang?", "Welke rol heeft de gemeente?"]
