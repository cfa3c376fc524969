"""Two texts are opposed only where one denies or warns in what is asked and the other speaks in favour of it."""

import pytest

from assistant.desks.polarity import opposed

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
        ([], None),
    ],
)
def test_who_stands_against_whom(texts: list[str], pair: tuple[int, int] | None) -> None:
    assert opposed(ASKED, texts) == pair
