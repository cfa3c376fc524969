"""The trainer's desk in a real Chromium: from choices to a file, by mouse and by keyboard, small and in the dark."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
import pypdfium2
import pytest
from pptx import Presentation
from trainer import THEME, Trainer, served

from assistant import kept

pytest.importorskip("playwright.sync_api", reason="playwright is niet geïnstalleerd")
from browsing import CHROMIUM, english_words, nameless, watched
from playwright.sync_api import Browser, Page, expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is er niet"),
]


@pytest.fixture(scope="module")
def trainer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trainer]:
    with served(tmp_path_factory.mktemp("trainer")) as running:
        yield running


@pytest.fixture
def page(browser: Browser, trainer: Trainer) -> Iterator[Page]:
    with watched(browser, trainer.address) as page:
        yield page


def start(page: Page, trainer: Trainer) -> None:
    page.goto(f"{trainer.address}/workshop")
    expect(page.get_by_role("heading", name="Maak een workshop")).to_be_visible()


def make(page: Page, trainer: Trainer, theme: str = THEME, minutes: str = "150") -> str:
    start(page, trainer)
    page.get_by_label("Of typ een eigen thema").fill(theme)
    page.get_by_label("Minuten").fill(minutes)
    page.get_by_label("Aantal deelnemers").fill("9")
    page.get_by_role("button", name="Maak de workshop").click()
    expect(page.locator(".ww-programma")).to_be_visible()
    return page.url


def saved(page: Page, name: str) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name).click()
    return Path(waiting.value.path()).read_bytes()


def test_from_choices_to_files_that_hold_the_workshop(page: Page, trainer: Trainer) -> None:
    make(page, trainer)
    expect(page.get_by_text("Samen 150 minuten.")).to_be_visible()
    card = page.locator(".ww-kaart").first
    expect(card).to_contain_text("Voordeel")
    expect(card.locator(".ww-citaat")).to_have_count(2)
    expect(page.locator(".ww-citaat.ww-notitie").first).to_contain_text("praktijknotitie")
    script = docx.Document(BytesIO(saved(page, "Draaiboek (Word)")))
    assert [cell.text for cell in script.tables[0].rows[0].cells][:2] == ["Tijd", "Min."]
    handout = "\n".join(p.text for p in docx.Document(BytesIO(saved(page, "Hand-out (Word)"))).paragraphs)
    assert "Boer, A. de (2016). De Toegang in Delft." in handout and "Praktijknotities" in handout
    assert len(Presentation(BytesIO(saved(page, "Presentatie (PowerPoint)"))).slides) > 6
    cards = pypdfium2.PdfDocument(saved(page, "Kaarten om te knippen (PDF)"))
    assert "Nadeel" in cards[0].get_textpage().get_text_range()


def test_a_citation_opens_the_source_at_the_quote(page: Page, trainer: Trainer) -> None:
    make(page, trainer)
    quoted = page.locator("#kaarten .ww-citaat").first
    said = quoted.locator("p").first.inner_text()
    quoted.get_by_role("link", name="Open bron").click()
    expect(page.locator("mark").first).to_be_visible()
    assert said.split()[0] in page.locator("mark").all_inner_texts()[0]


def test_the_way_to_a_part_of_the_page_goes_there(page: Page, trainer: Trainer) -> None:
    make(page, trainer)
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.get_by_role("navigation", name="Op deze bladzijde").get_by_role("link", name="Dilemmakaarten").click()
    expect(page.locator("#kaarten h3").first).to_be_in_viewport()
    page.wait_for_timeout(300)  # what must not come has no sign to wait for
    assert [url for url in fetched if "/workshop/" in url] == []
    expect(page.locator("#kaarten h3").first).to_be_in_viewport()


def test_minutes_are_edited_and_a_werkvorm_is_swapped_while_the_rest_stays(page: Page, trainer: Trainer) -> None:
    make(page, trainer)
    quotes = page.locator("#citaten").inner_text()
    page.get_by_role("link", name=re.compile("Aanpassen.*Programma")).click()
    page.get_by_label("Minuten").first.fill("30")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.locator(".ww-som")).to_contain_text("je koos 150. Haal er 20 af.")
    expect(page.locator("#ww-programma")).to_be_focused()
    name = page.locator(".ww-programma h4").nth(1).inner_text()
    page.get_by_role("link", name="Wissel van werkvorm").first.click()
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Wissel").click()
    expect(page.locator(".ww-programma h4").nth(1)).not_to_have_text(name)
    assert page.locator("#citaten").inner_text() == quotes


def test_one_part_is_made_again_and_one_says_that_there_is_nothing_else(page: Page, trainer: Trainer) -> None:
    make(page, trainer)
    programme = page.locator("#programma").inner_text()
    cards = page.locator("#kaarten").inner_text()
    page.get_by_role("button", name=re.compile("Maak opnieuw.*Dilemmakaarten")).click()
    expect(page.locator("#kaarten, [role=alert]").first).to_be_visible()
    page.wait_for_function("before => document.querySelector('#kaarten').innerText !== before"
                           " || document.querySelector('[role=alert]')", arg=cards)  # fmt: skip
    assert page.locator("#programma").inner_text() == programme


def test_a_theme_outside_the_sources_is_refused_and_what_was_typed_stays(page: Page, trainer: Trainer) -> None:
    start(page, trainer)
    page.get_by_label("Of typ een eigen thema").fill("eenzaamheid bij ouderen")
    page.get_by_label("Minuten").fill("95")
    page.get_by_role("button", name="Maak de workshop").click()
    expect(page.get_by_role("alert")).to_contain_text("De bronnen zeggen hier te weinig over.")
    expect(page.get_by_label("Minuten")).to_have_value("95")
    page.get_by_label("Of typ een eigen thema").fill("de zaak van BSN 123456782")
    page.get_by_role("button", name="Maak de workshop").click()
    expect(page.get_by_role("alert")).to_contain_text("BSN")
    expect(page.get_by_label("Of typ een eigen thema")).to_have_value("")


def test_it_is_all_done_by_keyboard(page: Page, trainer: Trainer) -> None:
    start(page, trainer)
    page.get_by_label("Of typ een eigen thema").focus()
    page.keyboard.type(THEME)
    page.keyboard.press("Enter")
    expect(page.locator(".ww-programma")).to_be_visible()
    expect(page.locator("#ww-bureautitel")).to_be_focused()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").startswith("Aanpassen: Leerdoelen"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Leerdoelen aanpassen")).to_be_focused()
    page.get_by_label("Voeg toe").focus()
    page.keyboard.type("Je kent elkaar")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#doelen")).to_contain_text("Je kent elkaar")


def test_two_tabs_change_two_parts_and_nothing_is_lost(page: Page, trainer: Trainer) -> None:
    address = make(page, trainer)
    other = page.context.new_page()
    other.goto(f"{address}/aanpassen/doelen")
    page.goto(f"{address}/aanpassen/vragen")
    page.get_by_label("Voeg toe").fill("Uit tab een?")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.locator("#vragen")).to_contain_text("Uit tab een?")
    other.get_by_label("Voeg toe").fill("Uit tab twee")
    other.get_by_role("button", name="Bewaar").click()
    expect(other.locator("#doelen")).to_contain_text("Uit tab twee")
    expect(other.locator("#vragen")).to_contain_text("Uit tab een?")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_fault_for_a_screen_reader_no_english_and_no_sideways_scrolling(
    page: Page, trainer: Trainer, scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 360, "height": 740})
    address = make(page, trainer)
    for path in ("", "/aanpassen/programma", "/aanpassen/kaarten", "/aanpassen/doelen", "/verwijderen"):
        page.goto(f"{address}{path}")
        for fold in page.locator("summary").all():
            fold.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        dutch = {"open"}  # open vragen, and Open bron 2
        assert nameless(page) == [] and {word.lower() for word in english_words(page)} <= dutch
    start(page, trainer)
    assert Axe().run(page).violations_count == 0 and page.evaluate("document.documentElement.scrollWidth") <= 360


def test_an_erased_document_leaves_the_workshop_and_says_so(page: Page, trainer: Trainer) -> None:
    address = make(page, trainer)
    before = trainer.service.ready
    text = (trainer.settings.corpus / "bronnen" / "haarlem.md").read_text(encoding="utf-8")
    kept.forget_document(trainer.settings, "haarlem")
    trainer.service.ready = trainer.without("bronnen/haarlem.md")
    page.goto(address)
    expect(page.get_by_text("De bron van dit onderdeel is verwijderd.").first).to_be_visible()
    assert "netwerkorganisatie" not in page.locator(".ww-workshop").inner_text()
    (trainer.settings.corpus / "bronnen" / "haarlem.md").write_text(text, encoding="utf-8")
    trainer.service.ready = before
