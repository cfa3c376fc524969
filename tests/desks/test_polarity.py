"""Two texts are opposed only where one denies or warns in what is asked and the other speaks in favour of it."""

import pytest

from assistant.desks.polarity import is_on_subject, opposed

ASKED = "Is een aparte samenwerkingsorganisatie nodig?"


@pytest.mark.parametrize(
    ("texts", "pair"),
    [
        (
            [
                "De ondernemer vindt een samenwerkingsorganisatie gewenst.",
                "Een samenwerkingsorganisatie is niet nodig.",
            ],
            (0, 1),
        ),
        (["Samenwerking is noodzakelijk.", "Samenwerking over domeinen heen is echt nodig."], None),
        (["Samenwerking is een risico.", "Samenwerking is moeilijk."], None),
        (["Samenwerking is nodig.", "De raad komt niet aan het woord."], None),  # no word on the subject
        (["In 2016 was er een samenwerkingsorganisatie.", "De samenwerkingsorganisatie is niet nodig."], None),
        (["Een samenwerkingsorganisatie is nodig, want ouders komen niet.", "Zo'n samenwerking is te duur."], (0, 1)),
        ([], None),
    ],
)
def test_who_stands_against_whom(texts: list[str], pair: tuple[int, int] | None) -> None:
    assert opposed(ASKED, texts) == pair


@pytest.mark.parametrize(
    ("question", "text", "is_on"),
    [
        ("Is er meer onderzoek nodig?", "Mensen verschuilen zich achter behoefteonderzoek en onderzoek vooraf.", True),
        ("Is er meer onderzoek nodig?", "Voor goede keuzes is veel lef nodig.", False),  # only what is asked of it
        ("Waarin verschillen de meningen?", "De wethouder vindt het te duur.", True),  # asks for views alone
        ("Is goed beter?", "De vrijwilliger vindt het goed dat het beter gaat.", False),  # asks of nothing
        ("Moet de registratie minder?", "Registratie wordt lichter in één systeem.", True),
        ("Zijn regels en protocollen een belemmering?", "De organisatie heeft protocollen.", False),  # one of three
        ("Zijn regels en protocollen een belemmering?", "Professionals zitten vast aan regels en protocollen.", True),
    ],
)
def test_a_position_is_on_the_subject_of_the_question(question: str, text: str, is_on: bool) -> None:
    assert is_on_subject(question, text) is is_on
