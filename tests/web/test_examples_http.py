"""The desk with examples over the line: what is shown before there is a table, and what bad addresses do."""

import html
import re
import time

import httpx
import invented_reports as reports
import pytest
from fake_service import FakeProgress, Running
from fakes import make_fake_encoder
from homes import Build, Open

from assistant.dutch.synonyms import shipped
from assistant.engine import Engine
from assistant.settings import Settings

HOSTILE = reports.front("<script>alert(1)</script>", "2020", "blog", ["Zwolle"]) + (
    "# Zwolle\n\nDe gemeente Zwolle bracht <img src=x onerror=alert(1)> de teams onder in een stichting.\n"
)


@pytest.fixture
def client(running: Running) -> httpx.Client:
    """A browser as the routes see it."""
    headers = {"origin": running.address, "accept": "text/html"}
    return httpx.Client(base_url=running.address, timeout=20, follow_redirects=True, headers=headers)


@pytest.fixture
def engine(empty_home: Settings, build: Build, opened: Open) -> Engine:
    """An engine on two reports, one of them hostile."""
    reports.write(empty_home.corpus, {"twee": reports.TWO_TOWNS, "<b>kwaad": HOSTILE})
    build(empty_home)
    return Engine(opened(empty_home), make_fake_encoder(empty_home), shipped())


def whole(client: httpx.Client, path: str = "") -> str:
    """A page once the table is whole."""
    for _ in range(400):
        text = client.get(f"/voorbeelden{path}").text
        if "ww-loopt" not in text and "ww-bezig" not in text:
            return text
        time.sleep(0.02)
    raise AssertionError("the table is never whole")


def test_without_an_index_it_says_what_is_going_on(client: httpx.Client, running: Running) -> None:
    running.service.ready = None
    running.service.building = FakeProgress("Ik lees en begrijp de passages", 1, 3)
    assert "Ik lees en begrijp de passages" in client.get("/voorbeelden").text
    running.service.building, running.service.broken = None, "Ik kan de bronnen nu niet lezen."
    shown = client.get("/voorbeelden").text
    assert 'role="alert"' in shown and "Ik kan de bronnen nu niet lezen." in shown
    assert client.get("/voorbeelden/voorbeelden.csv").headers["content-type"].startswith("text/html")


def test_text_of_a_document_is_never_markup(client: httpx.Client, running: Running, engine: Engine) -> None:
    running.assistant.engine = engine
    whole(client)
    for path in ("", "/plaats?naam=Zwolle", "/overzicht", "/tijdlijn", "/vergelijk?plaats=Zwolle&plaats=Goes"):
        shown = client.get(f"/voorbeelden{path}").text
        assert "<img" not in shown and "<script>alert" not in shown, path
    assert "&lt;img src=x onerror=alert(1)&gt;" in client.get("/voorbeelden/plaats?naam=Zwolle").text


@pytest.mark.parametrize(
    "path",
    [
        "?blad=99999999999999", "?blad=-1", "?blad=x", "?vanaf=0&tot=99999", "?soort=<b>", "?volgorde=x",
        "?onderwerp=x",
        "?zoek=%00%ff", "?zoek=" + "a" * 5000, "/vergelijk", "/vergelijk?plaats=", "/vergelijk?plaats=a&plaats=b",
        "/vergelijk?" + "&".join(f"plaats={n}" for n in range(300)), "/overzicht?soort=blog", "/tijdlijn?zoek=niets",
    ],
)  # fmt: skip
def test_a_strange_address_is_no_failure(client: httpx.Client, running: Running, engine: Engine, path: str) -> None:
    running.assistant.engine = engine
    response = client.get(f"/voorbeelden{path}")
    assert response.status_code == 200 and "Traceback" not in response.text


def test_a_place_that_is_not_there_is_said_to_be_so(client: httpx.Client, running: Running, engine: Engine) -> None:
    running.assistant.engine = engine
    whole(client)
    response = client.get("/voorbeelden/plaats?naam=<script>")
    assert response.status_code == 404 and "Deze plaats staat niet in de tabel." in response.text
    both = client.get("/voorbeelden/vergelijk?plaats=Zwolle&plaats=<i>Urk").text
    assert "Over ‘&lt;i&gt;Urk’ staat niets in de tabel." in both


def test_filters_stand_in_the_address_and_in_the_files(client: httpx.Client, running: Running, engine: Engine) -> None:
    running.assistant.engine = engine
    whole(client)
    shown = client.get("/voorbeelden?vorm=stichting&soort=artikel").text
    assert "1 van 3 plaatsen" in shown and 'value="stichting" selected' in shown
    assert "/voorbeelden/voorbeelden.csv?vorm=stichting&amp;soort=artikel" in shown
    lines = client.get("/voorbeelden/voorbeelden.csv?vorm=stichting&soort=artikel").content.decode("utf-8-sig")
    assert {line.split(";")[0] for line in lines.splitlines()[1:]} == {"Goes"}


def test_only_this_page_may_start_and_stop_it(client: httpx.Client, running: Running, engine: Engine) -> None:
    running.assistant.engine = engine
    for path in ("bijwerken", "stoppen"):
        assert httpx.post(f"{running.address}/voorbeelden/{path}").status_code == 403
        answer = client.post(f"/voorbeelden/{path}", data={})
        assert answer.status_code == 200 and str(answer.url).endswith("/voorbeelden")
    client.post("/voorbeelden/bijwerken", data={})
    assert "Zwolle" in whole(client)


def test_a_number_of_the_picture_opens_exactly_what_it_counts(
    client: httpx.Client, running: Running, engine: Engine
) -> None:
    running.assistant.engine = engine
    for filters in ("", "?soort=artikel"):
        shown = whole(client, f"/overzicht{filters}")
        numbers = re.findall(r'href="(/voorbeelden/citaten[^"]+)"><span aria-hidden="true">(\d+)</span>', shown)
        assert len(numbers) > 4
        for address, number in numbers:
            page = client.get(html.unescape(address)).text
            assert page.count("<q>") == int(number), address
            assert ("met de filters die je koos" in page) == bool(filters)


@pytest.mark.parametrize("query", ["", "?kolom=x", "?kolom=vorm&plaats=Nergens", "?kolom=vorm&soort=discussie"])
def test_a_number_of_nothing_says_so(client: httpx.Client, running: Running, engine: Engine, query: str) -> None:
    running.assistant.engine = engine
    whole(client)
    response = client.get(f"/voorbeelden/citaten{query}")
    assert response.status_code == 404 and "<q>" not in response.text and "Naar de tabel" in response.text
