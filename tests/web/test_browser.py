"""The page in a real Chromium: what a person with a mouse, a keyboard or a screen reader meets."""

import re
from collections.abc import Iterator

import pytest
from fake_service import HOSTILE, FakeAssistant, FakeProgress, Running

pytest.importorskip("playwright.sync_api", reason="playwright is niet geïnstalleerd")
from browsing import CHROMIUM, ask, box, english_words, nameless, watched
from playwright.sync_api import Browser, Page, expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is er niet"),
]


@pytest.fixture
def page(browser: Browser, running: Running) -> Iterator[Page]:
    with watched(browser, running.address) as page:
        yield page


def opened(page: Page, running: Running) -> Page:
    page.goto(running.address)
    expect(box(page)).to_be_visible()
    return page


def test_an_answer_streams_in_with_its_sources(page: Page, running: Running) -> None:
    opened(page, running)
    ask(page, "Waarom koos Delft niet voor wijkteams?")
    answer = page.locator("#ww-laatste .ww-antwoord")
    expect(answer).to_contain_text("De gemeente Delft koos bewust anders.")
    expect(answer.get_by_role("listitem")).to_have_count(3)
    expect(page.get_by_text("goed onderbouwd").first).to_be_visible()
    expect(page.locator("#ww-zijkant .ww-bron:visible")).to_have_count(3)
    expect(box(page)).to_have_value("")
    expect(page.locator("#ww-melder")).to_contain_text("De gemeente Delft koos bewust anders.")


def test_a_number_brings_you_to_the_quote_and_escape_back(page: Page, running: Running) -> None:
    opened(page, running)
    ask(page, "Waarom koos Delft niet voor wijkteams?")
    number = page.get_by_role("button", name="Bron 2: De Toegang in Delft")
    number.click()
    card = page.locator("#bron-1-2")
    expect(card).to_be_focused()
    expect(card).to_have_class(re.compile("ww-actief"))
    expect(card.locator("mark").first).to_be_in_viewport()
    expect(card.locator("mark").first).to_have_text("De nadelen van een projectorganisatie zijn:")
    page.keyboard.press("Escape")
    expect(number).to_be_focused()
    expect(page.locator(".ww-actief")).to_have_count(0)


def test_each_answer_opens_its_own_sources(page: Page, running: Running) -> None:
    opened(page, running)
    ask(page, "Waarom koos Delft niet voor wijkteams?")
    ask(page, "Hoeveel wijkteams heeft Amsterdam?")
    expect(page.locator("#bronnen-2")).to_be_visible()
    expect(page.locator("#bronnen-1")).to_be_hidden()
    page.locator("#beurt-1").get_by_role("button", name="Bron 3: Wat wij leerden van huisbezoeken").click()
    expect(page.locator("#bron-1-3")).to_be_focused()
    expect(page.locator("#bronnen-2")).to_be_hidden()
    ask(page, "En waarom?")
    expect(page.locator("#bronnen-3")).to_be_visible()
    expect(page.locator("#bronnen-1")).to_be_hidden()
    expect(page.locator(".ww-zoekvraag")).to_have_text("Ik zoek op: Waarom koos Delft niet voor wijkteams?")


def test_the_document_opens_at_the_mark(page: Page, running: Running) -> None:
    opened(page, running)
    ask(page, "Waarom koos Delft niet voor wijkteams?")
    link = page.locator("#bron-1-2").get_by_role("link", name="Open het hele document: De Toegang in Delft")
    link.click()
    dialog = page.get_by_role("dialog", name="De Toegang in Delft")
    expect(dialog.locator("#citaat")).to_be_focused()
    expect(dialog.locator("#citaat")).to_be_in_viewport()
    expect(dialog.get_by_text("Alinea 39 over de omslag")).to_be_attached()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(link).to_be_focused()


def test_what_is_not_in_the_sources(page: Page, running: Running) -> None:
    opened(page, running)
    ask(page, "Hoeveel wijkteams heeft Amsterdam?")
    expect(page.locator(".ww-geen")).to_have_text("Dit staat niet in de bronnen.")
    expect(page.get_by_role("heading", name="Dit komt het dichtst in de buurt")).to_be_visible()
    expect(page.locator(".ww-dichtbij")).to_contain_text("Haarlem heeft negen sociale wijkteams.")
    expect(page.locator(".ww-dichtbij mark, .ww-citaten, .ww-cijfer")).to_have_count(0)
    expect(page.locator("#ww-melder")).to_have_text("Dit staat niet in de bronnen. niet gevonden")


def test_a_whole_conversation_by_keyboard(page: Page, running: Running) -> None:
    opened(page, running)
    expect(box(page)).to_be_focused()
    page.keyboard.type("Waarom koos Delft")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("niet voor wijkteams?")
    expect(box(page)).to_have_value("Waarom koos Delft\nniet voor wijkteams?")
    page.keyboard.press("Enter")
    expect(page.locator(".ww-beurt.ww-klaar")).to_have_count(1)
    _tab_to(page, "Bron 1: De Toegang in Delft", back=True)
    page.keyboard.press("Enter")
    expect(page.locator("#bron-1-1")).to_be_focused()
    _tab_to(page, "Open het hele document: De Toegang in Delft")
    page.keyboard.press("Enter")
    expect(page.locator("#citaat")).to_be_focused()
    _tab_to(page, "Sluiten", back=True)
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_hidden()
    _tab_to(page, "Wissen", back=True)
    page.keyboard.press("Enter")
    expect(page.locator(".ww-beurt")).to_have_count(0)
    expect(page.get_by_role("heading", name="Wat wil je weten?")).to_be_visible()


def _tab_to(page: Page, name: str, back: bool = False) -> None:
    for _ in range(40):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            return
    pytest.fail(f"{name} is not reached with Tab")


def test_stop_keeps_what_was_there(page: Page, running: Running) -> None:
    opened(page, running)
    box(page).fill("langzaam")
    page.keyboard.press("Enter")
    expect(page.locator("#ww-laatste .ww-antwoord")).to_contain_text("De gemeente Delft")
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(page.locator(".ww-gestopt .ww-melding")).to_have_text("Je hebt deze vraag gestopt.")
    expect(page.locator("#ww-laatste .ww-antwoord")).to_contain_text("De gemeente Delft")
    expect(page.get_by_role("button", name="Vraag", exact=True)).to_be_visible()
    running.assistant.hold.set()
    ask(page, "Waarom koos Delft niet voor wijkteams?")


def test_a_suggestion_is_asked_when_pressed(page: Page, running: Running) -> None:
    opened(page, running)
    page.get_by_role("button", name="Waarom koos Delft niet voor wijkteams?").click()
    expect(page.locator(".ww-beurt.ww-klaar h2")).to_contain_text("Waarom koos Delft niet voor wijkteams?")
    expect(page.locator(".ww-voorstel")).to_have_count(0)


def test_filters_are_used_and_named(page: Page, running: Running) -> None:
    opened(page, running)
    fold = page.get_by_role("button", name="Zoek alleen in…")
    expect(fold).to_have_attribute("aria-expanded", "false")
    fold.click()
    expect(fold).to_have_attribute("aria-expanded", "true")
    page.get_by_label("Alleen praktijknotities").check()
    page.get_by_label("Gemeente").click()
    page.get_by_role("option", name="Delft").click()
    ask(page, "Waarom koos Delft niet voor wijkteams?")
    filters = running.assistant.asked[-1][2]
    assert (filters.collection, filters.municipality) == ("notities", "Delft")
    expect(page.get_by_text("Alleen gezocht in: praktijknotities · Delft.")).to_be_visible()


def test_a_set_filter_shows_on_the_fold_until_wissen(page: Page, running: Running) -> None:
    opened(page, running)
    page.get_by_role("button", name="Zoek alleen in…").click()
    page.get_by_label("Gemeente").click()
    page.get_by_role("option", name="Haarlem").click()
    fold = page.get_by_role("button", name="Zoek alleen in: Haarlem")
    expect(fold).to_have_attribute("aria-expanded", "true")
    ask(page, "Hoeveel wijkteams heeft Amsterdam?")
    page.get_by_role("button", name="Wissen").click()
    expect(page.get_by_role("button", name="Zoek alleen in…")).to_be_visible()
    expect(page.get_by_label("Gemeente")).to_have_value("Alle gemeenten")
    ask(page, "Hoeveel wijkteams heeft Amsterdam?")
    assert not running.assistant.asked[-1][2]


def test_an_empty_question_is_told(page: Page, running: Running) -> None:
    opened(page, running)
    page.get_by_role("button", name="Vraag", exact=True).click()
    expect(page.locator("#ww-wenk")).to_have_text("Typ eerst een vraag.")
    expect(page.locator("#ww-melder")).to_have_text("Typ eerst een vraag.")
    ask(page, "Waarom koos Delft niet voor wijkteams?")
    expect(page.locator("#ww-wenk")).to_be_hidden()


def test_failures_are_one_dutch_sentence_and_the_question_stays(page: Page, running: Running) -> None:
    opened(page, running)
    box(page).fill("kapot")
    page.keyboard.press("Enter")
    expect(page.locator(".ww-mislukt .ww-melding")).to_contain_text("Er ging iets mis bij deze vraag.")
    expect(box(page)).to_have_value("kapot")
    assert "secret" not in page.content()


def test_no_jumping_while_an_answer_streams(page: Page, running: Running) -> None:
    running.assistant.pause = 0.3
    opened(page, running)
    ask(page, "Waarom koos Delft niet voor wijkteams?")
    box(page).fill("En waarom?")
    page.keyboard.press("Enter")
    expect(page.locator("#beurt-2 .ww-antwoord")).to_contain_text("De gemeente Delft")
    page.wait_for_timeout(600)  # the scroll to the new question is smooth
    before = page.locator("#beurt-2 h2").bounding_box()
    expect(page.locator("#beurt-2.ww-klaar")).to_be_visible()
    assert page.locator("#beurt-2 h2").bounding_box() == before


@pytest.mark.parametrize("width", [360, 320])
def test_narrow_screens_do_not_scroll_sideways(page: Page, running: Running, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    opened(page, running)
    ask(page, "Eenheelerglangwoordzonderspaties" * 6 + " Delft")
    ask(page, "Hoeveel wijkteams heeft Amsterdam?")
    page.get_by_role("button", name="Zoek alleen in…").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("#beurt-1").get_by_role("button", name="Bron 2: De Toegang in Delft").click()
    expect(page.locator("#bron-1-2 mark").first).to_be_in_viewport()
    page.get_by_role("button", name="Terug naar het antwoord").click()
    expect(page.get_by_role("button", name="Bron 2: De Toegang in Delft")).to_be_focused()


def test_the_page_opens_by_itself_when_the_index_is_ready(page: Page, running: Running) -> None:
    running.service.ready = None
    running.service.building = FakeProgress("Passages omzetten", 12, 40)
    page.goto(running.address)
    expect(page.get_by_role("heading", name="Wijkwijzer leest de bronnen")).to_be_visible()
    bar = page.get_by_role("progressbar", name="Passages omzetten: 12 van 40")
    expect(bar).to_have_attribute("value", "12")
    expect(box(page)).to_have_count(0)
    running.service.ready = FakeAssistant()
    ask(page, "Waarom koos Delft niet voor wijkteams?")
    expect(page.get_by_role("heading", name="Wijkwijzer leest de bronnen")).to_have_count(0)


def test_a_failed_build_is_told(page: Page, running: Running) -> None:
    running.service.ready = None
    running.service.broken = "Ik kan de bronnen niet lezen <b>nu</b>. Bouw de index opnieuw: wijkwijzer index."
    page.goto(running.address)
    expect(page.get_by_text("Ik kan de bronnen niet lezen <b>nu</b>.")).to_be_visible()


def test_an_empty_corpus_is_told(page: Page, running: Running) -> None:
    running.assistant.texts = ()
    page.goto(running.address)
    expect(page.get_by_text("Er zijn nog geen bronnen.")).to_be_visible()


def test_hostile_text_stays_text(page: Page, running: Running) -> None:
    opened(page, running)
    box(page).fill(HOSTILE)
    page.keyboard.press("Enter")
    expect(page.locator(".ww-beurt.ww-klaar h2")).to_contain_text(HOSTILE)
    assert page.locator("#ww-blad img, #ww-blad script, #ww-blad iframe, #ww-blad form").count() == 0
    assert page.locator(".ww-beurt h2 strong").count() == 0


def test_an_address_asks_its_question_with_its_filters(page: Page, running: Running) -> None:
    page.goto(f"{running.address}/?vraag=Waarom%20koos%20Delft%3F&gemeente=Delft&thema=onbekend")
    expect(page.locator(".ww-beurt.ww-klaar h2")).to_contain_text("Waarom koos Delft?")
    expect(page.get_by_role("button", name="Zoek alleen in: Delft")).to_be_visible()
    expect(page.locator("#ww-wenk")).to_have_text("In deze bronnen is niets van ‘onbekend’. Ik zoek zonder die keuze.")
    assert [(question, filters.municipality) for question, _, filters in running.assistant.asked][:1] == [
        ("Waarom koos Delft?", "Delft")
    ]


def test_no_english_is_left_and_everything_has_a_name(page: Page, running: Running) -> None:
    opened(page, running)
    ask(page, "Waarom koos Delft niet voor wijkteams?")
    page.get_by_role("button", name="Zoek alleen in…").click()
    assert page.locator("html").get_attribute("lang") == "nl"
    assert english_words(page) == []
    assert nameless(page) == []


def test_the_page_says_in_dutch_that_the_program_stopped(page: Page, running: Running) -> None:
    opened(page, running)
    page.evaluate(
        """() => { const toast = document.createElement('div');
             toast.textContent = 'Connection Lost'; document.querySelector('.toast-wrap').append(toast); }"""
    )
    expect(page.get_by_role("alert")).to_contain_text("Wijkwijzer draait niet meer.")
    expect(page.get_by_text("Connection Lost")).to_be_hidden()
