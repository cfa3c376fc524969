"""Who speaks in a text, and what is only about somebody."""

import pytest

from assistant.desks.positions import Role, positions, speakers
from assistant.pipeline import Assistant
from assistant.types import Filters


@pytest.mark.parametrize(
    ("heading", "text", "roles"),
    [
        ("Vrijwilliger in armoedepreventie: vernieuw jezelf", "Organisaties moeten veranderen.", {Role.VRIJWILLIGER}),
        ("De discussie › Raadslid/procesbegeleider: deel waarden", "Praat eerst.", {Role.RAAD}),
        ("Beleidsadviseur van een gemeente: begin klein", "Begin klein.", {Role.GEMEENTE}),
        ("", "Volgens de zorgaanbieder is er te weinig geld.", {Role.AANBIEDER}),
        ("", "Een aparte organisatie is niet nodig, vindt de wijkverpleegkundige.", {Role.PROFESSIONAL}),
        ("", "De gemeente vindt dat wel. Volgens de vrijwilliger kan het anders.", {Role.GEMEENTE, Role.VRIJWILLIGER}),
        ("De rol van de gemeenteraad: een ontbrekende partij", "De raad ontbreekt.", set()),
        ("Dilemma’s tussen gemeente en aanbieder", "De gemeente betaalt de aanbieder.", set()),
        ("", "Hoeveel medewerkers heeft de gemeente in dienst?", set()),
        ("", "Volgens dat onderzoek willen professionals vooral leren.", set()),
    ],
)
def test_who_speaks(heading: str, text: str, roles: set[Role]) -> None:
    assert speakers(heading, text) == roles


def test_roles_on_one_question_stand_side_by_side(starter_assistant: Assistant) -> None:
    told = positions(starter_assistant, "Is een aparte samenwerkingsorganisatie nodig?")
    assert len(told) >= 2
    assert len({one.role for one in told}) == len(told)
    for one in told:
        document = starter_assistant.document(one.evidence.passage.document_id)
        assert document is not None
        assert document.text[one.evidence.quote_start : one.evidence.quote_end] == one.evidence.quote
        assert speakers(one.evidence.heading, one.evidence.quote) == {one.role}


@pytest.mark.parametrize(
    "question",
    ["Hoeveel wijkteams heeft Haarlem?", "Waarom koos Delft niet voor wijkteams?", "Wat kost een parkeervergunning?"],
)
def test_a_question_on_which_nobody_differs_has_no_standpoints(starter_assistant: Assistant, question: str) -> None:
    assert positions(starter_assistant, question) == ()


def test_filters_hold_for_standpoints_too(starter_assistant: Assistant) -> None:
    chosen = Filters(municipality="Delft")
    assert positions(starter_assistant, "Is een aparte samenwerkingsorganisatie nodig?", chosen) == ()
