"""An address that asks something: what is believed of it."""

from fake_service import DOCUMENTS

from assistant.types import Filters, Kind
from assistant.web.addresses import Wanted, wanted
from assistant.web.choices import choices_of
from assistant.web.foot import share_address

CHOICES = choices_of(DOCUMENTS)


def test_an_address_that_is_shared_asks_the_same() -> None:
    filters = Filters(kind=Kind.BLOG, municipality="Delft", year_from=2016)
    found = wanted("http://127.0.0.1:7860" + share_address("Waarom? & hoe=x #1", filters), CHOICES)
    assert found == Wanted("Waarom? & hoe=x #1", "", {"kind": "blog", "municipality": "Delft", "year_from": "2016"}, ())


def test_a_filter_that_nothing_has_is_named() -> None:
    found = wanted("/?vraag=x&gemeente=Nergenshuizen&soort=boek&vanaf=abc&thema=", CHOICES)
    assert found.chosen == {}
    assert found.unknown == ("boek", "Nergenshuizen", "abc")


def test_no_address_breaks_it() -> None:
    for address in ("", "/", "http://[", "/?" + "a=1&" * 500, "/?vraag=%FF%00", "/?gesprek=" + "x" * 500):
        assert len(wanted(address, CHOICES).talk) <= 64
