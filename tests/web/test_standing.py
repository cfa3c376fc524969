"""What must not stand on an open page: what comes late, and what came out of a document that is gone."""

from collections.abc import Iterator

import httpx
import pytest
from fake_service import DOCUMENTS, Running

pytest.importorskip("playwright.sync_api", reason="playwright is niet geïnstalleerd")
from browsing import CHROMIUM, watched
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


def ask(page: Page, question: str) -> None:
    page.get_by_label("Je vraag", exact=True).fill(question)
    page.keyboard.press("Enter")
    expect(page.locator("#ww-laatste .ww-beurt.ww-klaar")).to_contain_text(question)


def come_back(page: Page) -> None:
    """What happens when someone returns to the tab."""
    page.evaluate("dispatchEvent(new Event('focus'))")


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


def test_the_mark_of_the_sources_tells_nothing_and_changes_with_them(running: Running) -> None:
    address = f"{running.address}/wijkwijzer/stand"
    before = httpx.get(address).text
    assert before and "delft" not in before and httpx.get(address).text == before
    running.assistant.texts = DOCUMENTS[1:]
    assert httpx.get(address).text not in ("", before)
    running.service.ready = None
    assert httpx.get(address).text == ""
