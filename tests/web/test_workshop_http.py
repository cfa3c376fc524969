"""The trainer's desk over HTTP: whose workshop it is, what may be typed, and what happens when things are not there."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest
from fake_service import HOSTILE
from trainer import THEME, Trainer, served


@pytest.fixture(scope="module")
def trainer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trainer]:
    with served(tmp_path_factory.mktemp("trainer")) as running:
        yield running


@contextmanager
def visitor(trainer: Trainer) -> Iterator[httpx.Client]:
    """A browser of its own, with its own cookie."""
    with httpx.Client(base_url=trainer.address, headers={"Origin": trainer.address}, timeout=60) as client:
        client.get("/workshop")
        yield client


def make(client: httpx.Client, **changes: str) -> httpx.Response:
    values = {"thema": THEME, "doelgroep": "raadsleden", "minuten": "90", "groep": "8", "plek": "online", **changes}
    return client.post("/workshop", data=values)


def test_a_workshop_is_its_maker_s_alone(trainer: Trainer) -> None:
    with visitor(trainer) as anna, visitor(trainer) as bert:
        place = make(anna).headers["location"]
        assert anna.get(place).status_code == 200 and place in anna.get("/workshop").text
        for path in (place, f"{place}/draaiboek.docx", f"{place}/aanpassen/doelen"):
            assert bert.get(path).status_code == 404
        assert bert.post(f"{place}/titel", data={"titel": "Van mij"}).status_code == 404
        bert.post(f"{place}/verwijderen")
        assert anna.get(place).status_code == 200
        assert anna.post(f"{place}/verwijderen").headers["location"] == "/workshop"
        assert anna.get(place).status_code == 404


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"thema": " "}, "Kies een thema"),
        ({"thema": "x" * 300}, "hoogstens 200"),
        ({"minuten": "59"}, "van 60 tot en met 240"),
        ({"minuten": "²"}, "van 60 tot en met 240"),
        ({"groep": "61"}, "van 3 tot en met 60"),
        ({"thema": "eenzaamheid"}, "De bronnen zeggen hier te weinig over."),
        ({"thema": "de"}, "De bronnen zeggen hier te weinig over."),
        ({"thema": "bel 06-12345678"}, "telefoonnummer"),
    ],
)
def test_what_cannot_be_made_is_one_sentence_and_keeps_nothing(
    trainer: Trainer, changes: dict[str, str], said: str
) -> None:
    with visitor(trainer) as client:
        page = make(client, **changes)
        assert page.status_code == 200 and said in page.text and "Je hebt nog geen workshops gemaakt." in page.text


def test_hostile_words_stay_words(trainer: Trainer) -> None:
    with visitor(trainer) as client:
        refused = make(client, thema=f"{THEME} {HOSTILE}").text
        assert "<img" not in refused and "alert(2)</script>" not in refused
        place = make(client).headers["location"]
        client.post(f"{place}/titel", data={"titel": HOSTILE})
        client.post(f"{place}/aanpassen/doelen", data={"nieuw": HOSTILE})
        for path in (place, "/workshop", f"{place}/aanpassen/doelen"):
            shown = client.get(path).text
            assert "<img" not in shown and "alert(2)</script>" not in shown
        for name in ("draaiboek.docx", "hand-out.docx", "presentatie.pptx", "kaarten.pdf"):
            file = client.get(f"{place}/{name}")
            assert file.status_code == 200 and re.fullmatch(
                r'attachment; filename="[a-z0-9.-]+"', file.headers["content-disposition"]
            )


def test_a_theme_from_the_list_lies_in_the_half_that_an_erasure_reaches(trainer: Trainer) -> None:
    with visitor(trainer) as client:
        offered = re.findall(r'<option value="([^"]+)"', client.get("/workshop").text)
        assert THEME in offered
        place = make(client, thema="", keuze=THEME).headers["location"]
        from assistant import kept

        (row,) = [one for one in kept.dump(trainer.settings) if one["id"] == place.rpartition("/")[2]]
        assert row["title"] == "Workshop" and row["parts"][0]["own"]["thema"] == ""
        assert row["parts"][0]["quoted"] == {"thema": THEME} and row["parts"][0]["documents"] == ["delft"]


def test_while_the_index_is_built_nothing_is_made_and_what_is_there_can_be_read(trainer: Trainer) -> None:
    with visitor(trainer) as client:
        place = make(client).headers["location"]
        ready, trainer.service.ready = trainer.service.ready, None
        try:
            assert "Ik bouw de index nog" in client.get("/workshop").text
            assert client.get(place).status_code == 200 and client.get(f"{place}/kaarten.pdf").status_code == 200
            again = client.post(f"{place}/opnieuw", data={"onderdeel": "kaarten"})
            assert "Ik bouw de index nog" in again.text
        finally:
            trainer.service.ready = ready


def test_a_form_from_elsewhere_or_of_something_else_changes_nothing(trainer: Trainer) -> None:
    with visitor(trainer) as client:
        place = make(client).headers["location"]
        before = client.get(place).text
        assert client.post(f"{place}/titel", data={"titel": "x"}, headers={"Origin": "http://evil"}).status_code == 403
        assert client.post(f"{place}/aanpassen/borrel", data={}).status_code == 404
        assert client.post(f"{place}/wissel/nee", data={"werkvorm": "woordweb"}).status_code in (200, 404)
        assert "veranderd" in client.post(f"{place}/ander", data={"deel": "nee"}).text
        assert client.get(place).text == before


def test_an_own_werkvorm_that_is_wrong_is_named_on_the_page(trainer: Trainer) -> None:
    folder = trainer.settings.home / "werkvormen"
    folder.mkdir(exist_ok=True)
    (folder / "scheef.md").write_text("---\nnaam: Scheef\n---\n", encoding="utf-8")
    try:
        with visitor(trainer) as client:
            shown = client.get(make(client).headers["location"]).text
            assert "De werkvorm scheef.md doet niet mee" in shown and str(folder) not in shown
    finally:
        (folder / "scheef.md").unlink()
