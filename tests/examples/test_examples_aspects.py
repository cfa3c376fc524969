"""Words of the field decide whether a sentence could answer; denials, plans and open questions do not count."""

import pytest

from assistant.desks.examples import BY_KEY
from assistant.desks.examples.aspects import forms_claimed, is_general, says_nothing


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("organisatievorm", "De teams zijn ondergebracht in een coöperatie."),
        ("werkgever", "De medewerkers zijn in dienst bij hun moederorganisatie."),
        ("werkgever", "Alle professionals zijn gedetacheerd."),
        ("gemeente", "De gemeente stuurt de teams aan."),
        ("gemeente", "De teams werken in opdracht van de gemeente."),
        ("omvang", "Er zijn twaalf wijkteams."),
        ("omvang", "Het team telt 25 fte."),
        ("toegang", "Inwoners kunnen zich melden bij het loket."),
        ("kwaliteit", "Nieuwe medewerkers krijgen intervisie."),
        ("dilemmas", "De wachtlijst is een knelpunt."),
        ("succes", "De samenwerking verloopt heel goed."),
    ],
)
def test_an_answer_holds_words_of_the_field(key: str, text: str) -> None:
    assert BY_KEY[key].is_said(text)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("omvang", "Een medewerker werkt 18 uur in het wijkteam."),
        ("omvang", "Het team bestaat sinds 2015."),
        ("succes", "Dat werkt niet goed."),
        ("succes", "Er zijn ook nadelen, al gaat het goed."),
        ("dilemmas", "Het team leert psychische problemen herkennen."),
        ("toegang", "De Toegang helpt de samenleving te ontzorgen."),
        ("werkgever", "De medewerkers drinken koffie."),
        ("kwaliteit", "Het team werkt samen met de scholen in de wijk."),
    ],
)
def test_other_sentences_do_not(key: str, text: str) -> None:
    assert not BY_KEY[key].is_said(text)


def test_what_a_source_does_not_know_is_no_answer() -> None:
    assert says_nothing("Hoeveel medewerkers er zijn, staat niet in het verslag.")
    assert says_nothing("Het artikel noemt de rechtsvorm niet.")
    assert says_nothing("Wie is de werkgever?")
    assert says_nothing("Ook kwamen dilemma’s aan bod.")
    assert not says_nothing("Er zijn negen teams.")


def test_sentences_on_municipalities_in_general_are_known() -> None:
    assert is_general("De meeste gemeenten kozen voor wijkteams.")
    assert is_general("Gemeenten sturen zelf aan.")
    assert not is_general("De zeven gemeenten bouwden aan hun teams.")
    assert not is_general("De gemeente stuurt zelf aan.")


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("De teams vallen onder een stichting.", ["stichting"]),
        ("Almelo kiest niet voor een stichting.", []),
        ("De regio denkt aan een stichting of een gemeenschappelijke regeling.", []),
        ("Er is één projectorganisatie en geen wijkteams.", ["projectorganisatie"]),
    ],
)
def test_a_form_is_claimed_only_where_it_is_so(text: str, forms: list[str]) -> None:
    assert forms_claimed(text) == forms
