"""Comparisons: each place under its own name, from its own passages."""

import pytest

from assistant.comparing import ABSENT
from assistant.pipeline import Assistant
from assistant.types import Confidence, Status


def test_each_place_is_quoted_from_passages_that_speak_of_it(starter_assistant: Assistant) -> None:
    answer = starter_assistant.answer("Vergelijk Haarlem en Delft.")
    assert answer.status is Status.ANSWERED
    places = [sentence.heading.split(":")[0] for sentence in answer.sentences]
    assert places == sorted(places, key=["Haarlem", "Delft"].index), "one block after the other"
    numbers = {entry.number: entry for entry in answer.evidence}
    for sentence in answer.sentences:
        place = sentence.heading.split(":")[0]
        for number in sentence.citations:
            document = numbers[number].document
            assert document is not None
            assert place in document.municipalities
        assert sentence.citations or sentence.text == ABSENT


def test_a_place_that_is_not_in_the_sources_is_said_to_be_absent(starter_assistant: Assistant) -> None:
    answer = starter_assistant.answer("Vergelijk Delft en Utrecht")
    assert answer.confidence is Confidence.PARTIAL
    (absent,) = [sentence for sentence in answer.sentences if sentence.heading == "Utrecht"]
    assert absent.text == ABSENT
    assert absent.citations == ()


def test_two_places_without_sources_are_not_found(starter_assistant: Assistant) -> None:
    answer = starter_assistant.answer("Vergelijk Utrecht en Zwolle")
    assert answer.status is Status.NO_EVIDENCE
    assert answer.evidence == ()


@pytest.mark.parametrize("question", ["Wat is het verschil in scholing tussen Veendam en Horst aan de Maas?"])
def test_a_comparison_with_a_subject_asks_for_that_subject(starter_assistant: Assistant, question: str) -> None:
    answer = starter_assistant.answer(question)
    assert {sentence.heading for sentence in answer.sentences} == {"Veendam", "Horst aan de Maas"}
    assert [entry.number for entry in answer.evidence] == list(range(1, len(answer.evidence) + 1))
