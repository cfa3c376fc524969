"""The reader: what a question asks for, and quotes that say something."""

from itertools import pairwise

import pytest

from assistant.dutch.municipalities import municipalities_in
from assistant.dutch.words import terms
from assistant.pipeline import Assistant
from assistant.reader import QuestionType, understand
from assistant.reader.question import has_words
from assistant.types import Confidence, Status

QUESTIONS = [
    "Waarom koos Delft niet voor wijkteams?",
    "Welke succesfactoren heeft een sociaal team?",
    "Wat zijn de nadelen van een projectorganisatie?",
    "Sinds wanneer heeft Haarlem sociale wijkteams?",
    "Hoeveel sociale wijkteams zijn er in Haarlem?",
    "Wat is een teamschouw?",
    "Welke rechtsvorm overweegt de regio Eemland?",
    "Hoe wordt een sociaal team zichtbaar voor bewoners?",
    "Wat is de rol van de gemeenteraad bij samenwerking?",
    "Wie zijn de partners van Integraal werken in de wijk?",
]


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Hoeveel wijkteams heeft Haarlem?", QuestionType.NUMBER),
        ("Hoe vaak overlegt het team?", QuestionType.NUMBER),
        ("Sinds wanneer bestaat het team?", QuestionType.TIME),
        ("In welk jaar begon Delft?", QuestionType.TIME),
        ("Waarom koos Delft voor de Toegang?", QuestionType.REASON),
        ("Hoe komt het dat het niet lukt?", QuestionType.REASON),
        ("Wie stuurt het team aan?", QuestionType.PERSON),
        ("Waar vind ik het wijkteam?", QuestionType.PLACE),
        ("Welke dilemma's zijn er?", QuestionType.LIST),
        ("Wat zijn de voordelen?", QuestionType.LIST),
        ("Wat is een wijkteam?", QuestionType.DEFINITION),
        ("WAT IS EEN WIJKTEAM", QuestionType.DEFINITION),
        ("Hoe stuurt de gemeente het team?", QuestionType.MANNER),
        ("Mag een wijkteam een besluit nemen?", QuestionType.YES_NO),
        ("Wat is het verschil tussen een generalist en een specialist?", QuestionType.COMPARISON),
        ("Vergelijk Delft en Haarlem", QuestionType.COMPARISON),
        ("wijkteams Haarlem", QuestionType.OTHER),
    ],
)
def test_what_a_question_asks_for(question: str, kind: QuestionType) -> None:
    assert understand(question, dict.fromkeys(terms(question), 1.0)).kind is kind


@pytest.mark.parametrize(
    ("question", "wants_list"),
    [
        ("Welke succesfactoren zijn er?", True),
        ("Wat zijn de nadelen van een stichting?", True),
        ("Noem drie voorbeelden", True),
        ("Wat is een wijkteam?", False),
        ("Waarom koos Delft daarvoor?", False),
    ],
)
def test_who_asks_for_many_wants_the_list(question: str, wants_list: bool) -> None:
    assert understand(question, dict.fromkeys(terms(question), 1.0)).wants_list is wants_list


def test_a_question_holds_its_names_and_numbers() -> None:
    question = "Wat deed de gemeente Delft in 2015 met de Jeugdwet?"
    understood = understand(question, dict.fromkeys(terms(question), 1.0))
    assert understood.municipalities == ("Delft",)
    assert understood.numbers == ("2015",)
    assert "Jeugdwet" in understood.names


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("Hoeveel wijkteams heeft Best?", ("Best",)),
        ("Wat doet Goes anders dan Delft?", ("Delft", "Goes")),
        ("Wat werkt het best?", ()),
        ("Best lastig, hoe kies je een organisatievorm?", ()),
    ],
)
def test_a_capital_in_a_question_tells_a_place_from_a_word(question: str, places: tuple[str, ...]) -> None:
    assert understand(question, dict.fromkeys(terms(question), 1.0)).municipalities == places


def test_a_question_of_function_words_weighs_something() -> None:
    assert understand("Wat is dit?", {}).weight > 0


@pytest.mark.parametrize(("text", "expected"), [("wat?", True), ("?!", False), ("…—•", False), ("", False)])
def test_has_words(text: str, expected: bool) -> None:
    assert has_words(text) is expected


@pytest.mark.parametrize("question", QUESTIONS)
def test_quotes_are_literal_and_say_something(starter_assistant: Assistant, question: str) -> None:
    """Of an answer and of the nearest passages alike: in place, no bare heading, no bare question."""
    answer = starter_assistant.answer(question)
    assert answer.evidence or answer.nearest
    for entry in (*answer.evidence, *answer.nearest):
        document = starter_assistant.document(entry.passage.document_id)
        assert document is not None
        assert entry.quote == document.text[entry.quote_start : entry.quote_end]
        assert entry.passage.start <= entry.quote_start < entry.quote_end <= entry.passage.end
        inside = [s for s in entry.passage.sentences if entry.quote_start <= s.start and s.end <= entry.quote_end]
        assert not inside[-1].is_heading
        assert not inside[-1].text.endswith("?")


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_shows_nothing_but_its_quotes(starter_assistant: Assistant, question: str) -> None:
    answer = starter_assistant.answer(question)
    quotes = {entry.number: " ".join(entry.quote.split()) for entry in answer.evidence}
    for sentence in answer.sentences:
        (number,) = sentence.citations
        assert sentence.text in quotes[number]
        assert all(item in quotes[number] for item in sentence.items)


def test_quotes_do_not_overlap(starter_assistant: Assistant) -> None:
    for question in QUESTIONS:
        spans = [
            (e.passage.document_id, e.quote_start, e.quote_end) for e in starter_assistant.answer(question).evidence
        ]
        for one in spans:
            for other in spans:
                assert one is other or one[0] != other[0] or one[2] <= other[1] or other[2] <= one[1]


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("Welke zeven succesfactoren van een sociaal team noemen Veuger en Klokman?", 7),
        ("Welke drie wetten gingen op 1 januari 2015 in?", 3),
    ],
)
def test_a_list_is_kept_whole_for_who_asks_for_many(starter_assistant: Assistant, question: str, items: int) -> None:
    assert items in [len(sentence.items) for sentence in starter_assistant.answer(question).sentences]


@pytest.mark.parametrize(
    "question",
    ["Wat is de hoofdstad van Mongolië?", "Hoe bak ik een appeltaart?", "Wie won de Tour de France in 1985?"],
)
def test_what_is_not_in_the_sources_is_not_answered(starter_assistant: Assistant, question: str) -> None:
    answer = starter_assistant.answer(question)
    assert answer.status is Status.NO_EVIDENCE
    assert answer.confidence is Confidence.NONE


@pytest.mark.parametrize("question", ["Wat doet een sociaal wijkteam?", *QUESTIONS])
def test_a_list_that_is_begun_under_its_lead_in_is_ended(starter_assistant: Assistant, question: str) -> None:
    for entry in starter_assistant.answer(question).evidence:
        inside = [
            one for one in entry.passage.sentences if entry.quote_start <= one.start and one.end <= entry.quote_end
        ]
        begun = {b.block for a, b in pairwise(inside) if a.text.endswith(":") and b.is_item and not a.is_item}
        after = next((one for one in entry.passage.sentences if one.start >= entry.quote_end), None)
        assert after is None or not after.is_item or after.block not in begun


@pytest.mark.parametrize("place", ["Rotterdam", "Veendam", "Haarlem"])
def test_a_question_about_one_place_is_not_answered_from_another(starter_assistant: Assistant, place: str) -> None:
    answer = starter_assistant.answer(f"Wat zijn de nadelen van een projectorganisatie in {place}?")
    shown = [entry for entry in answer.evidence if entry.document is not None]
    for entry in shown:
        said = f"{entry.heading} {entry.passage.heading} {entry.passage.text}"
        of_place = place in said or place in entry.document.municipalities  # type: ignore[union-attr]
        assert of_place or not municipalities_in(said)
    assert "Delft" not in " ".join(entry.quote for entry in shown)


def test_what_stands_below_a_list_is_shown_below_it(starter_assistant: Assistant) -> None:
    for question in ("Wat is de Leer-Werk-Gemeenschap Rotterdam?", "Wat doet een sociaal wijkteam?", *QUESTIONS):
        answer = starter_assistant.answer(question)
        by_number = {entry.number: " ".join(entry.quote.split()) for entry in answer.evidence}
        for sentence in answer.sentences:
            if sentence.items and sentence.text:
                quote = by_number[sentence.citations[0]]
                assert quote.index(sentence.text[-30:]) < quote.index(sentence.items[0])
