"""What must not stand on an open page: what comes late, and what came out of a document that is gone."""

from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest
from fake_service import DELFT, DOCUMENTS, Running

from assistant.types import Document

pytest.importorskip("playwright.sync_api", reason="playwright is niet geïnstalleerd")
from browsing import CHROMIUM, ask, come_back, watched
from playwright.sync_api import Browser, Page, expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is er niet"),
]
QUESTION = "Waarom koos Delft niet voor wijkteams?"
GONE = "Het antwoord is er niet meer: een document waar het op rustte, is verwijderd."


@pytest.fixture
def page(browser: Browser, running: Running) -> Iterator[Page]:
    with watched(browser, running.address) as page:
        page.goto(running.address)
        expect(page.get_by_label("Je vraag", exact=True)).to_be_visible()
        yield page


def test_nothing_comes_after_wissen(page: Page, running: Running) -> None:
    ask(page, "Waarin verschillen de meningen na bezinning?")  # its standpoints wait
    page.get_by_role("button", name="Wissen").click()
    running.assistant.hold.set()
    expect(page.locator("#ww-welkom")).to_be_visible()
    page.wait_for_timeout(700)  # what must not come has no sign to wait for
    expect(page.locator(".ww-beurt")).to_have_count(0)
    expect(page.locator("#ww-verder button:visible")).to_have_count(0)
    expect(page.locator("#ww-welkom")).to_be_visible()


def test_a_question_in_english_gets_a_hint_and_the_next_one_takes_it_away(page: Page) -> None:
    page.get_by_label("Je vraag", exact=True).fill("Why did Delft not choose teams?")
    page.keyboard.press("Enter")
    hint = page.locator("#ww-wenk")
    expect(hint).to_contain_text("Stel je vraag in het Nederlands.")
    expect(page.locator("#ww-laatste .ww-klaar")).to_be_visible()
    ask(page, QUESTION)
    expect(hint).not_to_contain_text("Stel je vraag in het Nederlands.")


def test_an_answer_out_of_a_document_that_is_gone_leaves_the_open_page(page: Page, running: Running) -> None:
    ask(page, "Hoeveel wijkteams heeft Amsterdam?")
    ask(page, QUESTION)
    running.assistant.texts = tuple(one for one in DOCUMENTS if one.id != "delft")
    come_back(page)
    expect(page.locator("#ww-wenk")).to_contain_text("Een bron is verwijderd.")
    expect(page.locator("#ww-laatste")).to_contain_text(GONE)
    expect(page.locator("#ww-laatste")).to_contain_text(QUESTION)
    for place in ("#ww-lezen", "#ww-zijkant"):
        expect(page.locator(place)).not_to_contain_text("projectorganisatie")
    expect(page.locator("#ww-melder")).to_contain_text("Een bron is verwijderd.")


def test_a_source_that_is_gone_says_so_when_it_is_opened(browser: Browser, running: Running) -> None:
    context = browser.new_context()  # the browser itself tells on its console that there is no such document
    page = context.new_page()
    page.goto(running.address)
    ask(page, QUESTION)
    running.assistant.texts = tuple(one for one in DOCUMENTS if one.id != "delft")
    page.get_by_role("link", name="Open het hele document: De Toegang in Delft").first.click()
    dialog = page.locator("#ww-venster")
    expect(dialog).to_contain_text("Dit document is er niet meer.")
    expect(page.locator("#ww-laatste")).to_contain_text(GONE)
    context.close()


def changed(text: str) -> tuple[Document, ...]:
    """The documents, that of Delft with another text."""
    return (replace(DOCUMENTS[0], text=text, digest="1" * 64), *DOCUMENTS[1:])


def test_a_changed_source_says_so_at_the_quotes_that_are_not_there_any_more(page: Page, running: Running) -> None:
    ask(page, QUESTION)
    running.assistant.texts = changed(DELFT.replace("koos bewust anders", "koos later toch voor wijkteams"))
    come_back(page)
    told = page.get_by_text("Deze bron is veranderd; dit stond er eerder in. Stel je vraag opnieuw.")
    expect(told).to_have_count(2)  # both quotes stand in the passage that changed
    expect(page.locator("#bron-1-3 .ww-veranderd")).to_have_count(0)
    expect(page.locator("#ww-laatste")).to_contain_text(
        "Een bron van dit antwoord is veranderd. Stel je vraag opnieuw."
    )
    expect(page.locator("#ww-melder")).to_contain_text("Een bron is veranderd.")
    expect(page.locator("#bron-1-1 .ww-open")).to_have_attribute("href", "/document/delft")
    ask(page, "Hoeveel wijkteams heeft Haarlem?")
    expect(page.locator("#beurt-1 .ww-veranderd")).to_have_count(1)
    page.reload()
    page.get_by_role("link", name="Mijn gesprekken").click()
    page.get_by_role("link", name=QUESTION, exact=True).click()
    expect(page.locator("#beurt-1 .ww-veranderd")).to_have_count(1)


def test_what_a_changed_source_still_says_stays_and_its_link_goes_to_the_new_place(
    page: Page, running: Running
) -> None:
    ask(page, QUESTION)
    links = page.locator("#bron-1-1 .ww-open")
    before = str(links.get_attribute("href"))
    running.assistant.texts = changed(f"Deze tekst is op 1 mei bijgewerkt.\n\n{DELFT}")
    come_back(page)
    expect(links).not_to_have_attribute("href", before)
    expect(page.locator(".ww-veranderd")).to_have_count(0)
    links.click()
    expect(page.locator("#ww-venster mark").first).to_contain_text("De gemeente Delft koos bewust anders.")


def test_the_mark_of_the_sources_tells_nothing_and_changes_with_them(running: Running) -> None:
    address = f"{running.address}/wijkwijzer/stand"
    before = httpx.get(address).text
    assert before and "delft" not in before and httpx.get(address).text == before
    running.assistant.texts = DOCUMENTS[1:]
    assert httpx.get(address).text not in ("", before)
    running.assistant.texts = changed("Heel andere woorden.")
    assert httpx.get(address).text not in ("", before)
    running.service.ready = None
    assert httpx.get(address).text == ""
