"""Sentence boundaries in Dutch text."""

import random

import pytest

from assistant.dutch.sentences import sentence_spans

CASES = [
    ("Wij gaan op huisbezoek. Daarna schrijven wij.", ["Wij gaan op huisbezoek.", "Daarna schrijven wij."]),
    ("Zij kent de wijk, d.w.z. de mensen. Dat helpt.", ["Zij kent de wijk, d.w.z. de mensen.", "Dat helpt."]),
    ("Het team helpt o.a. Bureau Jeugdzorg.", ["Het team helpt o.a. Bureau Jeugdzorg."]),
    ("Mevr. Jansen belt dhr. De Vries. Hij komt.", ["Mevr. Jansen belt dhr. De Vries.", "Hij komt."]),
    ("Er zijn tafels, stoelen, enz. De zaal is vol.", ["Er zijn tafels, stoelen, enz.", "De zaal is vol."]),
    ("N. Veuger en S.A. Klokman schreven het.", ["N. Veuger en S.A. Klokman schreven het."]),
    ("Dat kost 1.250,50 euro per jaar. Meer niet.", ["Dat kost 1.250,50 euro per jaar.", "Meer niet."]),
    ("Wij zijn open tot 18.00 uur. Bel gerust.", ["Wij zijn open tot 18.00 uur.", "Bel gerust."]),
    ("Dat was in 2016. Daarna veranderde het.", ["Dat was in 2016.", "Daarna veranderde het."]),
    ("Kijk op www.voorbeeld.nl voor meer. Of bel.", ["Kijk op www.voorbeeld.nl voor meer.", "Of bel."]),
    ("‘Wij gaan door.’ Zo eindigt het verslag.", ["‘Wij gaan door.’", "Zo eindigt het verslag."]),
    ("“Wat nu?” vraagt zij. Niemand weet het.", ["“Wat nu?” vraagt zij.", "Niemand weet het."]),
    ("Het duurde lang... en toen lukte het.", ["Het duurde lang... en toen lukte het."]),
    ("Wacht even… Nu kan het.", ["Wacht even…", "Nu kan het."]),
    ("Wat is een wijkteam? Een team in de wijk!", ["Wat is een wijkteam?", "Een team in de wijk!"]),
    ("De gemeente is\nopdrachtgever. Het team\nvoert uit.", ["De gemeente is\nopdrachtgever.", "Het team\nvoert uit."]),
    ("1. Investeer in het team.", ["1. Investeer in het team."]),
    ("zonder punt aan het eind", ["zonder punt aan het eind"]),
    ("", []),
    ("  \n\t ", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:30] or "leeg" for text, _ in CASES])
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentence_spans(text)] == expected


def test_spans_count_in_the_whole_text() -> None:
    text = "Eerste zin. Tweede zin. Derde zin."
    assert [text[start:end] for start, end in sentence_spans(text, 12, 23)] == ["Tweede zin."]


def test_every_character_is_in_one_sentence() -> None:
    """Spans are in order, do not overlap, and only white space lies between them, whatever the text."""
    chance = random.Random(7)
    pieces = [
        "De wijk",
        "dhr.",
        "A.",
        "1.",
        "18.00",
        "?",
        "!",
        "…",
        "...",
        ".",
        "“",
        "”",
        "’",
        ")",
        "(",
        "\n",
        " ",
        "\n\n",
    ]
    for _ in range(300):
        text = "".join(chance.choice(pieces) + chance.choice(["", " "]) for _ in range(chance.randrange(40)))
        at = 0
        for start, end in sentence_spans(text):
            assert at <= start < end, text
            assert not text[at:start].strip(), text
            assert not text[start].isspace() and not text[end - 1].isspace(), text
            at = end
        assert not text[at:].strip(), text
