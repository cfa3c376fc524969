"""Follow-ups become questions that stand alone, and nothing else does."""

import pytest

from assistant.errors import PersonalDataError
from assistant.followups import standalone
from assistant.pipeline import Assistant
from assistant.types import Turn


def asked(*questions: str) -> str:
    """The last question as it is understood after those before it."""
    return standalone(questions[-1], [Turn("user", question) for question in questions[:-1]])


@pytest.mark.parametrize(
    ("questions", "whole"),
    [
        (["Hoe werkt de toegang in Gouda?", "en in Ede?"], "Hoe werkt de toegang in Ede?"),
        (["Hoe werkt de toegang in Gouda?", "en Ede?"], "Hoe werkt de toegang in Ede?"),
        (["Koos Gouda voor wijkteams?", "waarom niet?"], "Waarom koos Gouda niet voor wijkteams?"),
        (["Koos Gouda voor wijkteams?", "en waarom?"], "Waarom koos Gouda voor wijkteams?"),
        (["Heeft Gouda wijkteams?", "Waarom niet?"], "Waarom heeft Gouda geen wijkteams?"),
        (["Wat zijn de voordelen van een huiskamer?", "en de nadelen?"], "Wat zijn de nadelen van een huiskamer?"),
        (["Wat is een huiskamer?", "wat zijn daar de nadelen van?"], "Wat zijn de nadelen van een huiskamer?"),
        (["Wat is een huiskamer?", "wie betaalt dat?"], "Wie betaalt een huiskamer?"),
        (["Wat is een huiskamer?", "Wie zitten erin?"], "Wie zitten in een huiskamer?"),
        (["Hoe werkt de toegang?", "en voor jongeren?"], "Hoe werkt de toegang voor jongeren?"),
        (["Hoe werkt de toegang in Gouda?", "hoe zit dat in 2018?"], "Hoe werkt de toegang in Gouda in 2018?"),
        (["Wat is Samen Gouda?", "wat is hun visie?"], "Wat is de visie van Samen Gouda?"),
        (["Welke methodes zijn er?", "geef meer voorbeelden"], "Welke methodes zijn er nog meer?"),
        (["Hoe werkt de toegang?", "kun je dat uitleggen?"], "Wat houdt dit in: hoe werkt de toegang?"),
        (["Koos Gouda voor wijkteams?", "waarom niet?", "en Ede?"], "Waarom koos Ede niet voor wijkteams?"),
    ],
)
def test_a_follow_up_becomes_whole(questions: list[str], whole: str) -> None:
    assert asked(*questions) == whole


@pytest.mark.parametrize(
    "question",
    [
        "Wat is een huiskamer?",
        "Hoe vraag ik een rolstoel aan?",
        "Is er een wachtlijst voor jeugdhulp?",
        "Wat vinden inwoners van hun wijk?",
        "Welke organisaties werken samen in Ede?",
        "Wat betekent het dat een team zelf beslist?",
    ],
)
def test_a_question_with_its_own_subject_is_left_alone(question: str) -> None:
    assert asked("Waarom koos Gouda niet voor wijkteams?", question) == question
    assert asked(question) == question
    assert standalone(question, []) == question


def test_only_the_last_three_questions_of_the_user_count() -> None:
    turns = [Turn("user", "Hoe werkt de toegang in Gouda?"), Turn("assistant", "In Ede is er een stichting. [1]")]
    assert standalone("en in Tiel?", turns) == "Hoe werkt de toegang in Tiel?"
    assert standalone("en in Tiel?", [Turn("assistant", "In Ede werkt de toegang goed.")]) == "en in Tiel?"
    far = [Turn("user", "Hoe werkt de toegang in Gouda?"), *[Turn("user", "Wat is een huiskamer?")] * 3]
    assert standalone("wat zijn daar de nadelen van?", far) == "Wat zijn de nadelen van een huiskamer?"


def test_long_histories_and_questions_are_left_out() -> None:
    assert standalone("waarom?", [Turn("user", "Wat is een team? " * 400)]) == "waarom?"
    long = ("en " + "in Gouda en in Ede " * 200).strip()
    assert standalone(long, [Turn("user", "Hoe werkt de toegang in Tiel?")]) == long


@pytest.mark.parametrize(
    "text", ["", "?", "...", "en", "en?", "<b>en</b>", "\u200b", "dat", "die die die", "🙂", "[1]"]
)
@pytest.mark.parametrize("before", ["", "?", "Wat", "Hoe werkt de toegang in Gouda?", "waarom", "🙂", "Wat is dat?"])
def test_nothing_breaks_on_scraps(text: str, before: str) -> None:
    assert isinstance(standalone(text, [Turn("user", before)]), str)


def test_a_rewritten_question_ends_as_a_question() -> None:
    for follow_up in ("en in Ede?", "waarom?", "waarom niet", "wie dan?", "en de nadelen", "sinds wanneer?", "hoe dan"):
        whole = asked("Hoe werkt de toegang in Gouda?", follow_up)
        assert whole.endswith("?")
        assert whole[0].isupper()
        assert "  " not in whole


def test_an_answer_tells_how_its_question_was_understood(assistant: Assistant) -> None:
    turns = [Turn("user", "Waarom koos Haarlem voor een netwerkorganisatie?"), Turn("assistant", "Omdat het past. [1]")]
    answer = assistant.answer("en Delft?", turns)
    assert (answer.question, answer.query) == ("en Delft?", "Waarom koos Delft voor een netwerkorganisatie?")
    whole = assistant.answer("Waarom koos Delft voor een netwerkorganisatie?")
    assert (answer.sentences, answer.evidence) == (whole.sentences, whole.evidence)
    assert [step.query for step in assistant.stream("en Delft?", turns)][-1] == answer.query


def test_what_is_borrowed_is_looked_through_for_personal_data(assistant: Assistant) -> None:
    with pytest.raises(PersonalDataError):
        assistant.answer(
            "en wat is het adres van mevrouw Jansen, geboren 3 maart 1950?", [Turn("user", "Wat doet Delft?")]
        )
