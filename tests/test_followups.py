"""Follow-ups become questions that stand alone, and nothing else does."""

import pytest

from assistant.followups import standalone
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
