"""What goes wrong between a browser and the page: a stopped program, a way back, two users, and odd things typed."""

from collections.abc import Iterator

import pytest
from fake_service import Running

pytest.importorskip("playwright.sync_api", reason="playwright is niet geïnstalleerd")
from browsing import CHROMIUM, ask, box, english_words, watched
from playwright.sync_api import Browser, Page, expect
from states import QUESTION, opened

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is er niet"),
]


@pytest.fixture
def page(browser: Browser, running: Running) -> Iterator[Page]:
    with watched(browser, running.address) as page:
        page.goto(running.address)
        expect(box(page)).to_be_visible()
        yield page


def test_two_presses_ask_once(page: Page, running: Running) -> None:
    box(page).fill(QUESTION)
    page.get_by_role("button", name="Vraag", exact=True).dblclick()
    expect(page.locator("#beurt-1.ww-klaar")).to_be_visible()
    page.wait_for_timeout(500)  # what must not come has no sign to wait for
    expect(page.locator(".ww-beurt")).to_have_count(1)
    assert [question for question, *_ in running.assistant.asked] == [QUESTION]


def test_what_is_far_too_long_is_told_and_stays(page: Page) -> None:
    long = "Waarom koos Delft? " * 1_100  # some 20,000 characters
    box(page).fill(long)
    page.keyboard.press("Enter")
    expect(page.locator("#beurt-1.ww-mislukt")).to_contain_text("Je vraag is te lang.")
    expect(box(page)).to_have_value(long.strip())
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    ask(page, QUESTION)


def test_pasted_markup_is_text(page: Page) -> None:
    box(page).focus()
    page.evaluate(
        """() => { const data = new DataTransfer();
             data.setData('text/html', '<b onclick="alert(1)">Waarom</b><img src=x>');
             data.setData('text/plain', '<b>Waarom</b> koos Delft?');
             document.activeElement.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true}));
             document.execCommand('insertText', false, data.getData('text/plain')); }"""
    )
    page.keyboard.press("Enter")
    expect(page.locator("#beurt-1.ww-klaar h2")).to_contain_text("<b>Waarom</b> koos Delft?")
    assert page.locator(".ww-beurt h2 b, .ww-beurt img").count() == 0


def test_a_reload_in_the_middle_of_an_answer_begins_again(page: Page, running: Running) -> None:
    box(page).fill("langzaam")
    page.keyboard.press("Enter")
    expect(page.locator("#ww-laatste .ww-antwoord")).to_contain_text("De gemeente Delft")
    page.reload()
    expect(page.locator("#ww-welkom")).to_be_visible()
    running.assistant.hold.set()
    ask(page, QUESTION)
    expect(page.locator(".ww-beurt")).to_have_count(1)


def test_the_way_back_goes_through_the_desks(page: Page, running: Running) -> None:
    ask(page, QUESTION)
    page.get_by_role("link", name="Bronnen beheren").click()
    page.get_by_role("link", name="Bestanden toevoegen").click()
    expect(page.get_by_role("heading", name="Bestanden toevoegen")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("Er zijn 3 documenten.")).to_be_visible()
    page.go_back()
    expect(page.locator("#beurt-1.ww-klaar")).to_be_visible()
    expect(page.get_by_role("link", name="Vragen stellen")).to_have_attribute("aria-current", "page")
    page.go_forward()
    expect(page.get_by_text("Er zijn 3 documenten.")).to_be_visible()


def test_a_shared_link_to_a_passage_that_is_gone_shows_the_document(page: Page, running: Running) -> None:
    for place in ("van=99999&tot=999999", "van=60&tot=10", "van=-5&tot=x", ""):
        page.goto(f"{running.address}/document/delft?{place}")
        expect(page.get_by_role("heading", name="De Toegang in Delft", level=1)).to_be_visible()
        expect(page.locator("mark")).to_have_count(0)


def test_two_users_keep_their_own(page: Page, browser: Browser, running: Running) -> None:
    with watched(browser, running.address) as other:
        other.goto(running.address)
        box(other).fill("Hoeveel wijkteams heeft Haarlem?")
        box(page).fill(QUESTION)
        page.keyboard.press("Enter")
        other.keyboard.press("Enter")
        expect(page.locator("#beurt-1.ww-klaar h2")).to_contain_text(QUESTION)
        expect(other.locator("#beurt-1.ww-klaar h2")).to_contain_text("Hoeveel wijkteams heeft Haarlem?")
        opened(other, running, "/gesprekken")
        expect(other.get_by_text(QUESTION)).to_have_count(0)


def test_without_the_program_each_desk_says_so_and_what_was_typed_stays(browser: Browser, running: Running) -> None:
    context = browser.new_context(locale="en-US")  # the browser itself tells on its console that nothing answers
    page = context.new_page()
    opened(page, running, "/bronnen/notitie")
    page.get_by_label("Titel", exact=True).fill("Huisbezoek")
    page.get_by_label("Tekst", exact=True).fill("Een goede tekst.")
    context.set_offline(True)
    page.get_by_role("button", name="Controleer en bewaar").click()
    expect(page.locator("#ww-bureaufout")).to_contain_text("Dit is niet aangekomen.")
    expect(page.get_by_label("Tekst", exact=True)).to_have_value("Een goede tekst.")
    context.set_offline(False)
    page.get_by_role("button", name="Controleer en bewaar").click()
    expect(page.get_by_text("is bewaard.")).to_be_visible()
    page.goto(running.address)
    ask(page, QUESTION)
    context.set_offline(True)
    box(page).fill("En waarom?")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="Wijkwijzer draait niet meer.")).to_be_visible()
    expect(page.locator("#beurt-1.ww-klaar")).to_be_visible()
    assert english_words(page) == []
    context.close()
