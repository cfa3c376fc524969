"""Which questions a yes or a no answers, and which texts begin with one."""

import pytest

from assistant.dutch.yes_no import asks_yes_or_no, says_yes_or_no


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Mag ik een indicatie verlengen?", True),
        ("mag ik een indicatie verlengen", True),
        ("Ik woon in Delft. Kan ik me daar aanmelden?", True),
        ("Ik ben verhuisd, moet ik dat melden?", True),
        ("Als ik verhuis, houd ik dan mijn pgb?", False),  # its verb is not among those that open such a question
        ("Hoe lang duurt het? Kan ik ondertussen hulp krijgen?", True),
        ("Kan ik bezwaar maken, en hoe doe ik dat?", False),
        ("Kan ik bezwaar maken? Wat kost dat?", False),
        ("Wanneer is het loket open?", False),
        ("Wat is een teamschouw?", False),
        ("Hoeveel teams zijn er?", False),
        ("", False),
        ("?", False),
        ("...", False),
    ],
)
def test_what_asks_for_yes_or_no(question: str, expected: bool) -> None:
    assert asks_yes_or_no(question) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nee, dat kan niet.", True),
        ("ja", True),
        ("Antwoord 3: Ja.", True),
        ("Antwoord: Nee, er is geen plicht.", True),
        ("Dat mag alleen na overleg.", True),
        ("Dat hangt van de gemeente af.", True),
        ("Jaarlijks is er een overleg.", False),
        ("Dat team werkt in Delft.", False),
        ("Neem contact op.", False),
        ("", False),
    ],
)
def test_what_says_yes_or_no(text: str, expected: bool) -> None:
    assert says_yes_or_no(text) is expected
