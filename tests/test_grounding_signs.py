"""The signs that a written sentence was falsified, without an encoder: who acts, what is turned, what was replaced."""

from collections.abc import Callable

import pytest

from assistant.grounding.alignment import Alignment, align
from assistant.grounding.doers import converse, moved_actors, wrong_doers
from assistant.grounding.frames import copied, left_over, replaced, scattered
from assistant.grounding.reading import read
from assistant.grounding.rules import problem
from assistant.grounding.turning import affirmed, amount_turned, order_turned

Sign = Callable[[Alignment], float]


def beside(sentence: str, source: str) -> Alignment:
    return align(read(sentence), read(source))


@pytest.mark.parametrize(
    ("sign", "source", "false", "true"),
    [
        (
            wrong_doers,
            "De regio betaalt de proef en de universiteit meet de resultaten.",
            "De universiteit betaalt de proef.",
            "De proef wordt door de regio betaald.",
        ),
        (
            wrong_doers,
            "Het wijkteam toetst het plan en controleert daarna de rekening.",
            "Cliënten controleren de rekening.",
            "Het wijkteam controleert de rekening.",
        ),
        (
            moved_actors,
            "De wijkzuster bracht hem in contact met de kookclub.",
            "De kookclub bracht hem in contact met de wijkzuster.",
            "In contact met de kookclub bracht de wijkzuster hem.",
        ),
        (
            converse,
            "De wijkteams krijgen een opdracht van de gemeente.",
            "De wijkteams geven een opdracht aan de gemeente.",
            "De wijkteams ontvangen hun opdracht van de gemeente.",
        ),
        (
            order_turned,
            "De leraar overlegt met een collega. Daarna spreekt hij met de ouders.",
            "De leraar spreekt eerst met de ouders en overlegt daarna met een collega.",
            "De leraar overlegt eerst met een collega en spreekt daarna met de ouders.",
        ),
        (amount_turned, "Er komen minder regels.", "Er komen meer regels.", "Minder regels komen er."),
        (
            affirmed,
            "De bewoners kunnen de huur niet betalen.",
            "De bewoners kunnen de huur wel betalen.",
            "De huur kunnen de bewoners niet betalen.",
        ),
        (
            replaced,
            "Het college wil een loket in de bibliotheek.",
            "Het college wil een loket in de sporthal.",
            "In de bibliotheek wil het college een loket.",
        ),
        (
            scattered,
            "De gemeente betaalt de huur. Vrijwilligers maken het rooster.",
            "De gemeente maakt het rooster.",
            "Het rooster wordt door vrijwilligers gemaakt.",
        ),
    ],
)
def test_a_sign_speaks_against_the_falsified_sentence_only(sign: Sign, source: str, false: str, true: str) -> None:
    assert sign(beside(false, source)) > 0
    assert sign(beside(true, source)) == 0


def test_a_copied_sentence_is_copied_and_leaves_nothing_over() -> None:
    source = "Het buurtteam helpt gezinnen met schulden."
    assert copied(read(source), read(source)) == 1
    assert left_over(beside(source, source)) == 0
    assert copied(read("Met schulden kun je terecht bij het buurtteam."), read(source)) < 0.3


def test_signs_of_empty_texts_are_none() -> None:
    empty = beside("", "")
    assert not any(sign(empty) for sign in (wrong_doers, moved_actors, converse, order_turned, replaced, scattered))
    assert copied(read(""), read("")) == 0


@pytest.mark.parametrize(
    ("sentence", "adds"),
    [
        ("De gemeente Delft koos bewust anders dan buurgemeenten sleutelwoordxyz.", True),
        ("De kleine gemeente Delft koos bewust anders dan buurgemeenten.", True),
        ("De gemeente Delft koos bewust anders dan buurgemeenten.", False),
        ("De gemeente Delft koos opzettelijk anders dan buurgemeenten.", False),
        ("De gemeente Delft koos bewust anders dan omliggende.", False),
        ("Delft deed het anders.", False),
    ],
)
def test_a_word_put_into_a_copy_is_carried_by_nothing(sentence: str, adds: bool) -> None:
    evidence = read("De gemeente Delft koos bewust anders dan buurgemeenten. Dat was in 2013.")
    assert (problem(read(sentence), evidence, "", "") == "meaning") is adds
