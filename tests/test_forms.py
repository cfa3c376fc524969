"""What a quote must show where a question asks for a time, a number, money or an address."""

import pytest

from assistant.dutch.words import terms
from assistant.reader.forms import expected_signs, lacks_form
from assistant.reader.question import Question, understand
from assistant.types import Sentence


def asked(text: str) -> Question:
    return understand(text, dict.fromkeys(terms(text), 1.0))


@pytest.mark.parametrize(
    ("question", "without", "with_it"),
    [
        ("Hoeveel inwoners telt Eindhoven?", "Eindhoven groeit.", "Eindhoven telt 240.000 inwoners."),
        ("Wat is het telefoonnummer van het wijkteam?", "Het wijkteam zit in Haarlem.", "Bel 023 543 09 90."),
        ("Wat is het telefoonnummer van de gemeente?", "De gemeente is er 24 uur.", "Bel 14 023."),
        ("Naar welk mailadres schrijf ik?", "Schrijf naar het loket.", "Mail naar loket@delft.example."),
        ("Wat kost een uur hulp?", "Een team werkt 18 uur.", "Een uur kost € 32."),
        ("Wanneer begon het team?", "Het team begon klein.", "Het team begon in 2012."),
        ("Hoeveel procent koos voor teams?", "Er zijn 9 teams.", "90 procent koos voor teams."),
    ],
)
def test_a_quote_without_what_is_asked_lacks_it(question: str, without: str, with_it: str) -> None:
    assert lacks_form(asked(question), [without])
    assert not lacks_form(asked(question), [with_it])
    assert not lacks_form(asked(question), [without, with_it])


def test_a_question_for_none_of_these_lacks_nothing() -> None:
    assert not lacks_form(asked("Wat is een teamschouw?"), ["Een middel."])
    assert not lacks_form(asked("Wat is een teamschouw?"), [])


def test_a_sentence_that_asks_tells_no_time() -> None:
    question = asked("Wanneer begon het team?")
    assert expected_signs(question, [Sentence("Begon het in 2012?", 0, 18)]) == (0.0, 0.0, 0.0, 0.0)
    assert expected_signs(question, [Sentence("Het begon in 2012.", 0, 18)]) == (1.0, 0.0, 0.0, 0.0)


def test_money_counts_where_a_price_is_asked() -> None:
    told = [Sentence("De eigen bijdrage is € 19 per maand.", 0, 36)]
    assert expected_signs(asked("Welk bedrag betaal ik?"), told)[3] == 1.0
    assert expected_signs(asked("Wie helpt mij?"), told)[3] == 0.0
