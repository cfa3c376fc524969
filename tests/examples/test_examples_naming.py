"""Places are recognised in text, and words, people, schools and publishers are not."""

from pathlib import Path

import pytest

from assistant.desks.examples.naming import clauses, mentions, names_of, read_initiatives, subjects


def named(text: str, *before: str) -> list[str]:
    """The places that a sentence speaks of, in a document with these other sentences."""
    names = names_of([*before, text], (), {})
    return list(subjects(text, mentions(text, names)))


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("De Haarlemse wijkteams werken in clusters.", ["Haarlem"]),
        ("WijEindhoven heeft eigen medewerkers.", ["Eindhoven"]),
        ("In Toegang Delft werken ambtenaren.", ["Delft"]),
        ("De gemeente Best heeft drie teams.", ["Best"]),
        ("In Goes kent iedereen het loket.", ["Goes"]),
        ("Wij gaan naar Houten.", ["Houten"]),
        ("In Den Haag is er een stichting.", ["'s-Gravenhage"]),
        ("De regio Vaartstreek koos anders.", ["Regio Vaartstreek"]),
        ("Almelo, Hengelo en Losser delen een team.", ["Almelo", "Hengelo", "Losser"][:2]),
    ],
)
def test_a_place_is_recognised(text: str, places: list[str]) -> None:
    assert named(text)[: len(places)] == places


@pytest.mark.parametrize(
    "text",
    [
        "Best lastig om dat te regelen.",
        "Het goes wordt gegeten bij het houten bankje naast de bergen.",
        "Dat ede kan ik niet lezen.",
        "In best practices lees je hoe het kan.",
        "Volgens Best Practices in zorg moet het anders.",
        "De Hogeschool Utrecht onderzocht teams.",
        "Onderzoek van de Universiteit Leiden laat dat zien.",
        "De Haagse Hogeschool geeft de training.",
        "Peter van Delft leidt het team.",
        "J. van Goes schreef erover.",
        "Vermeer, A. (2017). Teams. Utrecht: Movisie.",
        "Rotterdam: Uitgeverij De Kade.",
        "Op een bijeenkomst in Utrecht waren 200 professionals.",
        "Het bureau is gevestigd in Almere en heeft 30 medewerkers.",
        "De regio Noord heeft drie teams.",
        "In de provincie Groningen zijn veel teams.",
    ],
)
def test_what_only_looks_like_a_place_is_none(text: str) -> None:
    assert named(text) == []


def test_a_name_that_is_a_word_counts_once_its_document_surely_names_the_place() -> None:
    assert named("Best heeft vier teams.", "De gemeente Best begon in 2015.") == ["Best"]
    assert named("Volgens ons doet Best dat goed.", "De gemeente Best begon in 2015.") == ["Best"]
    assert named("Best lastig is dat.", "De gemeente Best begon in 2015.") == []
    assert named("Best heeft vier teams.") == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Anders dan in Almelo werken de medewerkers in Zwolle bij de gemeente.", ["Zwolle"]),
        ("Veendam werkt vanuit de moederorganisatie, net als in Horst aan de Maas.", ["Veendam"]),
        ("Almelo en Zwolle hebben elk een stichting.", ["Almelo", "Zwolle"]),
        ("Almelo heeft een stichting en Zwolle heeft een coöperatie.", []),
    ],
)
def test_a_sentence_is_about_what_it_does_not_only_compare_with(text: str, places: list[str]) -> None:
    assert named(text) == places


def test_a_sentence_that_sets_two_places_against_each_other_gives_each_its_own_half() -> None:
    text = "In Almelo loopt het goed, maar in Zwolle is er een wachtlijst."
    halves = dict(clauses(text, mentions(text, names_of([text], (), {}))))
    assert "goed" in halves["Almelo"] and "wachtlijst" not in halves["Almelo"]
    assert "wachtlijst" in halves["Zwolle"]
    assert clauses("In Almelo en Zwolle is het druk.", []) == []


def test_initiatives_come_from_a_file_that_a_curator_keeps(tmp_path: Path) -> None:
    path = tmp_path / "initiatieven.txt"
    assert read_initiatives(path) == {}
    path.write_text("# eigen namen\nTeam Vaart, Vaartteam\n", encoding="utf-8")
    assert read_initiatives(path) == {"Team Vaart": "Team Vaart", "Vaartteam": "Team Vaart"}
    names = names_of(["Het Vaartteam heeft tien medewerkers."], (), read_initiatives(path))
    assert subjects("x", mentions("Het Vaartteam heeft tien medewerkers.", names)) == ("Team Vaart",)
    path.write_bytes(b"\xff\xfe\x00kapot")
    assert read_initiatives(path) == {}
