"""The desk ‘Vraag’ in a real Chromium: what comes with an answer, what can be done with it, and what is kept of it."""

import io
from collections.abc import Iterator
from pathlib import Path

import docx
import pypdfium2
import pytest
from fake_service import REMARK, SAYS_CITY, SAYS_NURSE, FakeProgress, Running

from assistant.types import Audience, Mode, Writing

pytest.importorskip("playwright.sync_api", reason="playwright is niet geïnstalleerd")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is niet geïnstalleerd")
from browsing import CHROMIUM, ask, box, english_words, nameless, watched  # noqa: E402
from playwright.sync_api import Browser, Page, expect  # noqa: E402

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is er niet"),
]
QUESTION = "Waarom koos Delft niet voor wijkteams?"
MISSING = "Hoeveel wijkteams heeft Amsterdam?"
DIFFERS = "Waarin verschillen de meningen?"
REMOTE = Writing("proefmodel", "model.voorbeeld.nl")


@pytest.fixture
def page(browser: Browser, running: Running) -> Iterator[Page]:
    with watched(browser, running.address) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(running.address)
        expect(box(page)).to_be_visible()
        yield page


def test_what_comes_late_does_not_take_the_place_of_a_withheld_question(page: Page, running: Running) -> None:
    ask(page, "Waarin verschillen de meningen na bezinning?")
    box(page).fill("Mag de inwoner met BSN 123456782 naar de dagbesteding?")
    page.keyboard.press("Enter")
    withheld = page.locator("#ww-laatste .ww-tegengehouden")
    expect(withheld).to_be_visible()
    running.assistant.hold.set()
    page.wait_for_timeout(500)  # what must not come has no sign to wait for
    expect(withheld).to_be_visible()
    expect(page.locator("#ww-verder button:visible")).to_have_count(0)


def problems(page: Page) -> list[str]:
    """What axe finds, in short."""
    found = axe.Axe().run(page).response["violations"]
    return [f"{one['id']}: {[node['target'] for node in one['nodes']]}" for one in found]


def sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


# ---- what comes with an answer ----


def test_what_comes_after_an_answer_is_told_in_one_short_line(page: Page) -> None:
    ask(page, DIFFERS)
    told = page.locator("#ww-meldermeer")
    expect(told).to_have_text("Onder het antwoord staat nu meer: Wat verschillende rollen zeggen, Verder vragen.")
    expect(page.locator("#ww-melder")).to_contain_text("De gemeente Delft koos bewust anders.")


def test_a_comparison_stands_side_by_side_and_under_each_other_on_a_phone(page: Page) -> None:
    ask(page, "Vergelijk Haarlem en Delft")
    heads, rows = page.locator(".ww-kolom > h3"), page.locator(".ww-kolom .ww-aspect:text-is('Nadelen')")
    expect(heads).to_have_text(["Haarlem", "Delft"])
    places = [head.bounding_box() for head in heads.all()] + [row.bounding_box() for row in rows.all()]
    tops = [round(place["y"]) for place in places if place]
    assert tops[0] == tops[1] and tops[2] == tops[3] and places[0] and places[1]
    assert places[0]["x"] < places[1]["x"]
    page.set_viewport_size({"width": 360, "height": 800})
    narrow = [head.bounding_box() for head in heads.all()]
    assert narrow[0] and narrow[1] and narrow[0]["x"] == narrow[1]["x"] and narrow[0]["y"] < narrow[1]["y"]
    assert not sideways(page)


def test_an_answer_says_how_it_was_understood_made_and_how_old_it_is(page: Page) -> None:
    ask(page, "Wat doen gebiedsteams?")
    expect(page.locator(".ww-ook")).to_have_text("Ik zoek ook op: wijkteam, sociaal team.")
    expect(page.locator(".ww-leeftijd")).to_have_text("Let op: een deel komt uit 2016. Kijk of het nog klopt.")
    expect(page.locator("#bron-1-1 .ww-oud")).to_have_text("uit 2016, kan verouderd zijn")
    expect(page.locator("#bron-1-3 .ww-oud")).to_have_count(0)
    expect(page.get_by_role("button", name="Letterlijke citaten; alles blijft op deze computer")).to_be_visible()


def test_standpoints_and_questions_to_go_on_with_come_after_the_answer(page: Page) -> None:
    ask(page, DIFFERS)
    stands = page.locator(".ww-standpunt")
    expect(stands).to_have_count(2)
    expect(stands.nth(0)).to_contain_text(SAYS_CITY)
    expect(stands.nth(1)).to_contain_text(SAYS_NURSE)
    expect(stands.nth(1).get_by_role("heading")).to_have_text("Professional")
    page.get_by_role("button", name="Waarom heeft Delft geen wijkteams?").click()
    expect(page.locator("#beurt-2.ww-klaar h2")).to_contain_text("Waarom heeft Delft geen wijkteams?")
    expect(page.locator("#beurt-1 .ww-standpunt")).to_have_count(2)
    expect(page.locator("#beurt-2 .ww-standpunt")).to_have_count(0)


def test_with_a_language_model_the_way_of_telling_can_be_chosen(page: Page, running: Running) -> None:
    running.assistant.model = REMOTE
    page.reload()
    fold = page.get_by_role("button", name="Taalmodel proefmodel; je vraag en de passages gaan naar model.voorbeeld.nl")
    fold.click()
    page.get_by_label("Leg het uit in eenvoudige taal (B1)").check()
    page.get_by_label("Voor wie?").click()
    page.get_by_role("option", name="trainer").click()
    ask(page, QUESTION)
    style = running.assistant.styles[-1]
    assert (style.mode, style.audience, style.plain) == (Mode.TAALMODEL, Audience.TRAINER, True)
    expect(page.get_by_text("Geschreven door een taalmodel, gecontroleerd met de bronnen")).to_be_visible()
    expect(page.get_by_text(REMARK)).to_be_visible()
    withheld = page.get_by_text("Niet onderbouwd: 1 zin weggelaten")
    withheld.click()
    expect(page.get_by_text("Delft is <b>klaar</b>.")).to_be_visible()
    assert problems(page) == []
    page.get_by_label("Letterlijke citaten", exact=True).check()
    expect(page.get_by_role("button", name="Letterlijke citaten; alles blijft op deze computer")).to_be_visible()
    ask(page, QUESTION)
    assert running.assistant.styles[-1].mode is Mode.CITAAT


def test_without_a_language_model_there_is_nothing_to_choose(page: Page) -> None:
    page.get_by_role("button", name="Letterlijke citaten; alles blijft op deze computer").click()
    expect(page.get_by_label("Bewaar dit gesprek niet")).to_be_visible()
    expect(page.get_by_text("Hoe wil je het antwoord?")).to_be_hidden()
    expect(page.get_by_label("Leg het uit in eenvoudige taal (B1)")).to_be_hidden()


# ---- what can be done with it ----


def test_an_answer_is_copied_with_its_sources_and_shared(page: Page) -> None:
    ask(page, QUESTION)
    page.get_by_role("button", name="Kopieer").click()
    expect(page.locator(".ww-gezegd")).to_have_text("Gekopieerd, met de bronnen eronder.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "- het voorliggend veld blijft verder weg. [2]" in copied
    assert "[1] Auteur onbekend (2016). De Toegang in Delft. Blog" in copied
    page.get_by_role("link", name="Deel").click()
    expect(page.locator(".ww-gezegd")).to_have_text("De link naar deze vraag is gekopieerd.")
    page.goto(page.evaluate("navigator.clipboard.readText()"))
    expect(page.locator(".ww-beurt.ww-klaar h2")).to_contain_text(QUESTION)


def test_a_judgement_with_its_reason_reaches_the_curator(page: Page, running: Running) -> None:
    ask(page, QUESTION)
    page.get_by_role("button", name="Niet nuttig").click()
    reason = page.get_by_label("Waarom? Dat mag je leeg laten.")
    expect(reason).to_be_focused()
    reason.fill("Bel mij op 06-12345678")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_role("alert").filter(has_text="persoonsgegevens")).to_be_visible()
    assert running.talks.judgements() == []
    assert problems(page) == []
    reason.fill("De bron is <b>oud</b>")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.goto(f"{running.address}/bronnen/vragen")
    expect(page.get_by_text("‘De bron is <b>oud</b>’")).to_be_visible()


def test_what_is_not_there_goes_to_the_curator_and_a_word_comes_back(page: Page, running: Running) -> None:
    page.get_by_role("button", name="Zoek alleen in…").click()
    page.get_by_label("Gemeente").click()
    page.get_by_role("option", name="Delft").click()
    ask(page, MISSING)
    tried = page.locator(".ww-geprobeerd li")
    expect(tried).to_have_text([f"Op: ‘{MISSING}’", "Alleen in: Delft"])
    page.get_by_role("button", name="Zoek in alle bronnen").click()
    expect(page.locator("#beurt-2.ww-klaar .ww-geprobeerd")).to_contain_text("In alle bronnen en notities")
    assert not running.assistant.asked[-1][2]
    expect(page.get_by_role("button", name="Zoek alleen in…")).to_be_visible()
    page.locator("#beurt-2").get_by_role("button", name="Leg voor aan de redactie").click()
    expect(page.locator("#beurt-2 .ww-gezegd")).to_contain_text("Je vraag ligt bij de redactie.")
    page.goto(f"{running.address}/bronnen/vragen")
    page.get_by_role("button", name=f"Beantwoord: {MISSING}").click()
    expect(page.get_by_text("beantwoord", exact=True)).to_be_visible()
    page.goto(running.address)
    page.get_by_role("link", name=MISSING).click()
    expect(page.locator(".ww-beurt.ww-klaar h2")).to_contain_text(MISSING)
    page.goto(running.address)
    expect(box(page)).to_be_visible()
    expect(page.get_by_text("De redactie heeft je vraag beantwoord.")).to_have_count(0)


# ---- what is kept ----


def test_a_conversation_is_found_renamed_opened_again_and_removed(page: Page, running: Running) -> None:
    ask(page, QUESTION)
    page.get_by_role("link", name="Mijn gesprekken").click()
    page.get_by_label("Zoek in je gesprekken").fill("delft")
    page.get_by_role("button", name="Zoek", exact=True).click()
    page.get_by_role("link", name=f"Naam, opslaan of verwijderen: {QUESTION}").click()
    page.get_by_label("Naam van het gesprek").fill("Voor de raad")
    page.get_by_role("button", name="Bewaar de naam").click()
    page.get_by_role("link", name="Voor de raad", exact=True).click()
    expect(page.locator(".ww-beurt.ww-klaar h2")).to_contain_text(QUESTION)
    page.get_by_role("button", name="Bron 2: De Toegang in Delft").click()
    expect(page.locator("#bron-1-2 mark").first).to_be_in_viewport()
    ask(page, "En waarom?")
    assert len(next(said for asked, said, _ in running.assistant.asked if asked == "En waarom?")) == 2
    page.get_by_role("link", name="Mijn gesprekken").click()
    expect(page.get_by_text("2 vragen")).to_be_visible()
    page.get_by_role("link", name="Naam, opslaan of verwijderen: Voor de raad").click()
    page.get_by_role("button", name="Verwijder dit gesprek").click()
    expect(page.get_by_text("Er zijn nog geen gesprekken bewaard.")).to_be_visible()


def test_what_should_not_be_kept_is_not(page: Page, running: Running) -> None:
    page.get_by_role("button", name="Letterlijke citaten; alles blijft op deze computer").click()
    page.get_by_label("Bewaar dit gesprek niet").check()
    ask(page, QUESTION)
    page.goto(f"{running.address}/gesprekken")
    expect(page.get_by_text("Er zijn nog geen gesprekken bewaard.")).to_be_visible()


def test_the_main_task_by_keyboard_alone_to_an_exported_file(page: Page) -> None:
    expect(box(page)).to_be_focused()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator(".ww-beurt.ww-klaar")).to_have_count(1)
    tab_to(page, "Bron 1: De Toegang in Delft", back=True)
    page.keyboard.press("Enter")
    expect(page.locator("#bron-1-1")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Bron 1: De Toegang in Delft")).to_be_focused()
    for kind in ("Word", "PDF"):
        tab_to(page, kind)
        with page.expect_download() as download:
            page.keyboard.press("Enter")
        check_file(kind, Path(download.value.path()).read_bytes())


def check_file(kind: str, raw: bytes) -> None:
    if kind == "Word":
        text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(raw)).paragraphs)
    else:
        opened = pypdfium2.PdfDocument(raw)
        text = " ".join(" ".join(sheet.get_textpage().get_text_bounded() for sheet in opened).split())
        opened.close()
    assert QUESTION in text
    assert "het voorliggend veld blijft verder weg. [2]" in text
    assert "Auteur onbekend (2016). De Toegang in Delft. Blog." in text


def tab_to(page: Page, name: str, back: bool = False) -> None:
    for _ in range(40):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
    pytest.fail(f"{name} is not reached with Tab")


# ---- every state, light and dark, narrow and wide ----


@pytest.mark.slow
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_every_state_is_accessible(page: Page, running: Running, width: int, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 800})

    def sound(state: str) -> None:
        assert problems(page) == [], state
        assert not sideways(page), state
        assert nameless(page) == [], state
        assert english_words(page) == [], state

    sound("first visit")
    ask(page, DIFFERS)
    expect(page.locator(".ww-standpunt")).to_have_count(2)
    sound("answered")
    page.get_by_role("button", name="Bron 2: De Toegang in Delft").click()
    sound("source open")
    page.get_by_role("link", name="Open het hele document: De Toegang in Delft").nth(1).click()
    expect(page.locator("#citaat")).to_be_focused()
    sound("document open")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    for fold in page.locator(".ww-vouw > button").all():
        fold.click()
    sound("choices open")
    box(page).fill("kapot")
    page.keyboard.press("Enter")
    expect(page.locator(".ww-mislukt")).to_have_count(1)
    sound("failed")
    ask(page, MISSING)
    page.get_by_role("button", name="Leg voor aan de redactie").click()
    sound("not found")
    for path in ("/gesprekken", "/gesprekken?zoek=zzz", "/bronnen/vragen", "/document/delft?van=10&tot=60"):
        page.goto(f"{running.address}{path}")
        sound(path)
    page.goto(f"{running.address}/gesprekken")
    page.get_by_role("link", name=f"Naam, opslaan of verwijderen: {DIFFERS}").click()
    sound("one conversation")


def test_while_there_is_nothing_to_ask_the_page_is_accessible_too(page: Page, running: Running) -> None:
    ready, running.service.ready = running.service.ready, None
    running.service.building = FakeProgress("Passages omzetten", 12, 40)
    page.goto(running.address)
    expect(page.get_by_role("heading", name="Wijkwijzer leest de bronnen")).to_be_visible()
    assert problems(page) == []
    running.service.broken = "Ik kan de bronnen niet lezen. Bouw de index opnieuw: wijkwijzer index."
    expect(page.get_by_text("Ik kan de bronnen niet lezen.")).to_be_visible()
    assert problems(page) == []
    running.service.ready = ready


def test_at_twice_the_size_nothing_is_out_of_reach(page: Page) -> None:
    page.set_viewport_size({"width": 640, "height": 400})  # 1280 × 800 at 200 %
    ask(page, QUESTION)
    assert not sideways(page)
    page.get_by_role("button", name="Bron 2: De Toegang in Delft").click()
    expect(page.locator("#bron-1-2")).to_be_focused()
    expect(page.locator("#bron-1-2 mark").first).to_be_in_viewport()
    page.get_by_role("button", name="Terug naar het antwoord").click()
    expect(page.get_by_role("button", name="Bron 2: De Toegang in Delft")).to_be_focused()
