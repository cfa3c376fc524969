"""Words, stems and municipalities."""

import pytest

from assistant.dutch.municipalities import municipalities, municipalities_in
from assistant.dutch.words import fold, stem, stop_words, terms, tokens


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Coördinatie", "coordinatie"),
        ("ÉÉN", "een"),
        ("wijk\u00adteam", "wijkteam"),
        ("\ufeffZorg", "zorg"),
        ("ﬁnanciën", "financien"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bericht OP033x1", ["bericht", "op033x1"]),
        ("1,5 miljoen", ["1,5", "miljoen"]),
        ("om 18.00 uur", ["om", "18.00", "uur"]),
        ("op 2-3-2016", ["op", "2-3-2016"]),
        ("Lisa's team", ["lisa", "team"]),
        ("de foto’s", ["de", "foto"]),
        ("Wmo/Jeugdwet", ["wmo", "jeugdwet"]),
        ("?!… — •", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("gemeente", "gemeenten"),
        ("wijkteam", "wijkteams"),
        ("gezin", "gezinnen"),
        ("toeslag", "toeslagen"),
        ("inwoner", "inwoners"),
        ("vraag", "vragen"),
    ],
)
def test_forms_of_one_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("gemeente", "gemeen"), ("gezin", "zin"), ("begeleiding", "beleid")])
def test_different_words_have_different_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_words_with_a_digit_are_not_stemmed() -> None:
    assert terms("OP033x1 JW305en") == ["op033x1", "jw305en"]


def test_terms_leave_out_function_words_and_keep_repeats() -> None:
    assert terms("De wijk en de wijk van het team") == [stem("wijk"), stem("wijk"), stem("team")]


def test_stop_words_are_folded() -> None:
    assert all(fold(word) == word for word in stop_words())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In Haarlem en Delft werken wijkteams, ook in Haarlem.", ["Haarlem", "Delft"]),
        ("De gemeente Best doet haar best.", ["Best"]),
        ("Zij doen hun best in houten huizen.", []),
        ("De Haarlemse aanpak", []),
        ("Horst aan de Maas doet mee.", ["Horst aan de Maas"]),
        ("een kip uit barneveld", []),
        ("", []),
    ],
)
def test_municipalities_in(text: str, expected: list[str]) -> None:
    assert municipalities_in(text) == expected


def test_there_are_342_municipalities_with_a_province() -> None:
    places = municipalities()
    assert len(places) == len({place.name for place in places}) == 342
    assert len({place.province for place in places}) == 12
