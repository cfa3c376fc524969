"""The table on the starter corpus and on the raw seeds, with the real encoder: what must hold of every cell."""

import pytest
from homes import CACHE, SEEDS

from assistant.desks.examples import ASPECTS, Derivation, Shown, shown
from assistant.dutch.synonyms import shipped
from assistant.encoder import Encoder, identify
from assistant.engine import Engine
from assistant.index import build_index, open_generation
from assistant.pipeline import Assistant
from assistant.settings import Settings

PLACES = ["De Bilt", "Delft", "Eindhoven", "Haarlem", "Horst aan de Maas", "Regio Eemland", "Rotterdam", "Veendam"]
# What no cell of a place may hold: what the source says of another place.
FOREIGN = {
    "De Bilt": ("9 sociale", "netwerkorganisatie", "T-shape"),
    "Delft": ("90 procent", "Deventer", "Wmo 2015"),
    "Eindhoven": ("assessment", "Tinten", "Kenniskaart", "moederorganisatie"),
    "Haarlem": ("verweesd",),
    "Horst aan de Maas": ("Tinten", "400", "stichting"),
    "Regio Eemland": ("coöperatie", "Tinten", "intranet", "assessment"),
    "Veendam": ("400", "intranet", "persoonlijk ontwikkelplan"),
}


@pytest.fixture(scope="module")
def rows(starter_assistant: Assistant) -> dict[str, Shown]:
    engine = starter_assistant.engine
    return {row.place.name: row for row in shown(engine.generation, Derivation(engine, {}).run().rows)}


def said(row: Shown, key: str = "") -> str:
    """The quotes of a cell, or of all."""
    return " | ".join(quote.words for name, of in row.cells.items() if name in (key or name) for quote in of)


def test_the_places_of_the_starter_corpus_are_there_and_no_others(rows: dict[str, Shown]) -> None:
    assert sorted(rows, key=str.casefold) == sorted(PLACES, key=str.casefold)
    assert len(rows["Regio Eemland"].place.members) == 7


def test_no_place_says_what_the_source_says_of_another(rows: dict[str, Shown]) -> None:
    for place, words in FOREIGN.items():
        for word in words:
            assert word not in said(rows[place]), (place, word)


@pytest.mark.parametrize(
    ("place", "key", "words"),
    [
        ("Haarlem", "organisatievorm", "netwerkorganisatie"),
        ("Haarlem", "omvang", "9 sociale wijkteams"),
        ("Haarlem", "toegang", "Wmo-loket"),
        ("Delft", "organisatievorm", "projectorganisatie"),
        ("Delft", "dilemmas", "Verschil in loon"),
        ("Eindhoven", "organisatievorm", "stichting"),
        ("Eindhoven", "omvang", "400 wijkteammedewerkers"),
        ("Horst aan de Maas", "werkgever", "moederorganisatie"),
        ("Veendam", "werkgever", "moederorganisatie"),
        ("Regio Eemland", "organisatievorm", "gemeenschappelijke regeling"),
        ("Regio Eemland", "kwaliteit", "scholingsplan"),
        ("De Bilt", "dilemmas", "dubbel werk"),
        ("Horst aan de Maas", "organisatievorm", "moederorganisatie"),
        ("Rotterdam", "kwaliteit", "Leer-Werk-Gemeenschap"),
    ],
)
def test_what_the_sources_plainly_say_is_found(rows: dict[str, Shown], place: str, key: str, words: str) -> None:
    assert words in said(rows[place], key)


@pytest.mark.parametrize(
    ("place", "key"),
    [
        ("Eindhoven", "toegang"), ("Eindhoven", "werkgever"), ("Veendam", "omvang"), ("Veendam", "toegang"),
        ("Horst aan de Maas", "omvang"), ("De Bilt", "omvang"), ("Rotterdam", "omvang"), ("Rotterdam", "dilemmas"),
    ],
)  # fmt: skip
def test_what_they_do_not_say_stays_empty(rows: dict[str, Shown], place: str, key: str) -> None:
    assert key not in rows[place].cells


@pytest.mark.parametrize(
    ("place", "key", "words"),
    [
        ("De Bilt", "dilemmas", "verweesd"),  # of a ‘constructie’ that the quote does not tell
        ("Delft", "succes", "argumenten"),  # for a choice, and no results
        ("Haarlem", "dilemmas", "een gemeente"),  # of any municipality
        ("Haarlem", "dilemmas", "was dit"),
        ("Rotterdam", "organisatievorm", "Gemeenschap"),
    ],
)
def test_what_may_be_read_otherwise_is_left_out(rows: dict[str, Shown], place: str, key: str, words: str) -> None:
    assert words not in said(rows[place], key)


def test_a_regions_wish_is_not_a_form(rows: dict[str, Shown]) -> None:
    assert rows["Regio Eemland"].row.forms == ()


@pytest.mark.slow
@pytest.mark.skipif(not SEEDS.is_dir(), reason="de ruwe bronnen staan hier niet")
def test_on_the_raw_texts_too_no_place_takes_from_another(
    tmp_path_factory: pytest.TempPathFactory, encoder: Encoder
) -> None:
    settings = Settings(home=tmp_path_factory.mktemp("ruw"), cache=CACHE)
    build_index(settings, SEEDS)
    generation = open_generation(settings.indexes, identify(settings))
    engine = Engine(generation, encoder, shipped())
    found = {row.place.name: row for row in shown(generation, Derivation(engine, {}).run().rows)}
    generation.close()
    assert "netwerkorganisatie" in said(found["Haarlem"], "organisatievorm")
    assert "projectorganisatie" in said(found["Delft"], "organisatievorm")
    assert "verweesde" not in said(found["Haarlem"]) and "90 procent" not in said(found["Delft"])
    assert "Deventer" not in found and "Molenlanden" not in found
    for row in found.values():
        for aspect in ASPECTS:
            for quote in row.cells.get(aspect.key, ()):
                assert aspect.is_said(quote.text), (row.place.name, aspect.key)
