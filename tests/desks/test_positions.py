"""Who speaks in a text, and what is only about somebody."""

from collections.abc import Callable, Sequence

import pytest
from homes import Build, Open

from assistant.desks.polarity import opposed
from assistant.desks.positions import Role, positions, speakers
from assistant.index import Generation
from assistant.pipeline import Assistant
from assistant.settings import Settings
from assistant.types import Evidence, Filters, Passage


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
        ("", "De medewerker van Movisie vindt de uitkomst divers.", set()),
        ("", "De opbouwwerker vindt de uitkomst divers.", {Role.PROFESSIONAL}),
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


TABLE = """---
titel: Rondetafel over avondspreekuren
datum: 2022
soort: sessieverslag
---
# Rondetafel over avondspreekuren

De wethouder vindt avondspreekuren nodig, want ouders werken overdag. De wijkverpleegkundige vindt avondspreekuren geen
goed idee. Volgens de zorgaanbieder zijn avondspreekuren te duur. De vrijwilliger vindt koffie belangrijk.
"""


def test_roles_that_alternate_in_one_paragraph_each_have_their_own_sentence_on_the_question(
    home: Settings, build: Build, opened: Open
) -> None:
    (home.corpus / "bronnen" / "rondetafel.md").write_text(TABLE, encoding="utf-8")
    build(home)
    told = positions(Eager(opened(home)), "Zijn avondspreekuren nodig?")
    assert {one.role: one.evidence.quote.split()[1] for one in told} == {
        Role.GEMEENTE: "wethouder", Role.AANBIEDER: "de", Role.PROFESSIONAL: "wijkverpleegkundige",
    }  # fmt: skip
    assert opposed("Zijn avondspreekuren nodig?", [one.evidence.quote for one in told]) is not None
    assert positions(Eager(opened(home)), "Zijn fietspaden nodig?") == ()


class Eager:
    """Gives every passage in which a role speaks, as if it answered: what is left out is left out by its words."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation

    def quotes(
        self, question: str, filters: Filters, keeps: Sequence[Callable[[Passage], bool]]
    ) -> list[list[Evidence]]:
        store = self._generation.store
        passages = [one.passage for one in store.passages(range(len(store.passage_ids())))]
        return [[_whole(passage) for passage in passages if keep(passage)] for keep in keeps]


def _whole(passage: Passage) -> Evidence:
    return Evidence(1, passage, passage.text, passage.start, passage.end, 1.0, passage.heading)


def test_filters_hold_for_standpoints_too(starter_assistant: Assistant) -> None:
    chosen = Filters(municipality="Delft")
    assert positions(starter_assistant, "Is een aparte samenwerkingsorganisatie nodig?", chosen) == ()
