"""How what roles say is called: opposed only where two of them really differ, and then by their names and first."""

from dataclasses import replace

from fake_service import DOCUMENTS, answered, evidence

from assistant.desks.positions import Position, Role
from assistant.types import Evidence
from assistant.web import sources
from assistant.web.conversation import Exchange, State

ASKED = "Is een samenwerkingsorganisatie nodig?"


def said(role: Role, text: str) -> Position:
    base: Evidence = evidence(1, DOCUMENTS[1], "Haarlem heeft negen sociale wijkteams.")
    return Position(role, replace(base, quote=text))


def shown(*told: Position) -> str:
    return sources.positions(Exchange(1, ASKED, State.DONE, answered(ASKED, found=()), positions=told))


def test_two_that_differ_are_named_and_stand_first() -> None:
    html = shown(
        said(Role.RAAD, "De raad komt in mei bijeen."),
        said(Role.GEMEENTE, "Een samenwerkingsorganisatie is niet nodig."),
        said(Role.AANBIEDER, "Een samenwerkingsorganisatie is echt nodig."),
    )
    assert "Gemeente en aanbieder staan hier tegenover elkaar. De andere rollen zeggen er ook iets over." in html
    assert html.index("<h4>Gemeente") < html.index("<h4>Aanbieder") < html.index("<h4>Raad")


def test_two_that_say_the_same_are_not_called_opposed() -> None:
    html = shown(
        said(Role.GEMEENTE, "Een samenwerkingsorganisatie is nodig."),
        said(Role.AANBIEDER, "Een samenwerkingsorganisatie is echt nodig."),
    )
    assert "Wat verschillende rollen zeggen" in html and "tegenover elkaar" not in html
