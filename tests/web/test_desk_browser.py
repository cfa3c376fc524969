"""The curator's desk in a real Chromium: adding, choosing, correcting and removing as a person does it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_service import HOSTILE, Running

pytest.importorskip("playwright.sync_api", reason="playwright is niet geïnstalleerd")
from browsing import CHROMIUM, english_words, nameless, watched
from playwright.sync_api import Browser, Page, expect

BSN = "123456782"
HOSTILE_NAME = "<img src=x onerror=alert(1)>.md"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is er niet"),
]


@pytest.fixture
def page(browser: Browser, running: Running) -> Iterator[Page]:
    with watched(browser, running.address) as page:
        yield page


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """A source, one that resembles another, one with a hostile name, and one that cannot be read."""
    texts = {"verslag.md": "# Verslag\n\nTekst.", "lijst.md": "Lijst.", HOSTILE_NAME: "Tekst.", "plan.xyz": "?"}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return [tmp_path / name for name in texts]


def desk(page: Page, running: Running, path: str = "") -> Page:
    page.goto(f"{running.address}/bronnen{path}")
    expect(page.locator("#ww-bureautitel")).to_be_visible()
    return page


def add(page: Page, running: Running, files: list[Path], notes: bool = False) -> None:
    desk(page, running, "/toevoegen")
    if notes:
        page.get_by_label("Praktijknotities: ervaring").check()
    page.locator("#ww-bestanden").set_input_files(files)
    page.get_by_role("button", name="Voeg toe").click()


def write_note(page: Page, text: str) -> None:
    page.get_by_label("Titel", exact=True).fill("Huisbezoek")
    page.get_by_label("Gemeente", exact=True).fill("Delft")
    page.get_by_label("Thema’s").fill("huisbezoek, samenwerking")
    page.get_by_label("Mag naar taalmodel").check()
    page.get_by_label("Tekst", exact=True).fill(text)
    page.get_by_role("button", name="Controleer en bewaar").click()


def test_files_are_added_with_progress_and_a_report(page: Page, running: Running, files: list[Path]) -> None:
    running.curator.hold.clear()
    add(page, running, files)
    bar = page.get_by_role("progressbar", name="Ik lees de bestanden: 1 van 4")
    expect(bar).to_have_attribute("value", "1")
    expect(page.get_by_text("Bestand: verslag.md")).to_be_visible()
    expect(page.get_by_text("Nog ongeveer 2 minuten")).to_be_visible()
    running.curator.hold.set()
    expect(page.get_by_text("3 documenten toegevoegd, 1 geweigerd.")).to_be_visible()
    expect(page.get_by_text("plan.xyz: dit soort bestand kan ik niet lezen")).to_be_visible()
    expect(page.get_by_text("‘lijst.md’ en ‘delft’")).to_be_visible()
    expect(page.get_by_text("lijst.md: 1 × BSN")).to_be_visible()
    expect(page.get_by_text("verslag.md: 1 bladzijde is leeg")).to_be_visible()
    expect(page.get_by_text(HOSTILE_NAME)).to_be_visible()
    assert page.locator("#ww-beheer img").count() == 0
    assert list(running.curator.folder.iterdir()) == []
    assert running.service.refreshed == 1
    page.get_by_role("link", name="Naar de lijst").click()
    expect(page.get_by_role("link", name="verslag", exact=True)).to_be_visible()
    expect(page.get_by_text("Er zijn 6 documenten.")).to_be_visible()


def test_a_note_with_a_bsn_is_masked_before_it_is_saved(page: Page, running: Running) -> None:
    desk(page, running, "/notitie")
    write_note(page, f"Mevrouw met BSN {BSN} kwam langs.\n\nDaarna ging het <b>goed</b>.")
    expect(page.locator(".ww-gemarkeerd mark")).to_have_text(f"{BSN} BSN")
    expect(page.locator(".ww-gemarkeerd")).to_contain_text("<b>goed</b>")
    expect(page.get_by_label("Voorstel zonder de gegevens")).to_have_value(re.compile(r"\[BSN\] kwam langs"))
    assert running.curator.drafts == []
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.get_by_role("alert")).to_have_text("Kies eerst wat je wilt bewaren.")
    page.get_by_label("Neem het voorstel over").check()
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.get_by_text("De notitie ‘Huisbezoek’ is bewaard.")).to_be_visible()
    (saved,) = running.curator.drafts
    assert BSN not in saved.text
    assert "[BSN] kwam langs.\n\nDaarna" in saved.text
    assert (saved.municipality, saved.themes, saved.visibility) == (
        "Delft", ("huisbezoek", "samenwerking"), "mag naar taalmodel",
    )  # fmt: skip


def test_leaving_data_takes_a_reason_and_an_own_text_is_checked_again(page: Page, running: Running) -> None:
    desk(page, running, "/notitie")
    write_note(page, f"BSN {BSN} hoort bij de casus.")
    page.get_by_label("Laat de gegevens staan").check()
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Geef een reden")
    page.get_by_label("Voorstel zonder de gegevens").fill(f"Toch BSN {BSN}.")
    expect(page.get_by_label("Bewaar de tekst zoals ik hem hieronder aanpas")).to_be_checked()
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("In je eigen tekst staan nog persoonsgegevens.")
    page.get_by_label("Laat de gegevens staan").check()
    page.get_by_label("Reden om ze te laten staan").fill("Met toestemming")
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.get_by_text("is bewaard.")).to_be_visible()
    assert running.curator.reasons == ["Met toestemming"]
    assert running.curator.drafts[0].text == f"BSN {BSN} hoort bij de casus."


def test_a_note_file_with_a_bsn_waits_for_a_choice(page: Page, running: Running, tmp_path: Path) -> None:
    note = tmp_path / "casus.md"
    note.write_text(f"Wij hielpen BSN {BSN} snel.", encoding="utf-8")
    add(page, running, [note], notes=True)
    expect(page.get_by_text("1 document wacht op je keuze.")).to_be_visible()
    assert running.curator.entry("casus") is None
    page.get_by_role("link", name="Kijk naar ‘casus.md’").click()
    page.get_by_label("Voorstel zonder de gegevens").fill("Wij hielpen een inwoner snel.")
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.get_by_text("1 document toegevoegd.")).to_be_visible()
    assert running.curator.seen[-1] == "Wij hielpen een inwoner snel."


def test_facts_are_corrected_and_a_wrong_date_is_told(page: Page, running: Running) -> None:
    desk(page, running)
    page.get_by_role("link", name="De Toegang in Delft").click()
    page.get_by_label("Datum").fill("gisteren")
    page.get_by_label("Titel", exact=True).fill("De Toegang, herzien")
    page.get_by_role("button", name="Bewaar de gegevens").click()
    expect(page.get_by_role("alert")).to_contain_text("De datum ‘gisteren’ begrijp ik niet")
    expect(page.get_by_label("Titel", exact=True)).to_have_value("De Toegang, herzien")
    page.get_by_label("Datum").fill("mei 2017")
    page.get_by_label("Auteurs").fill("Nicole Veuger\nSjoerd Klokman")
    page.get_by_role("button", name="Bewaar de gegevens").click()
    expect(page.get_by_text("De gegevens van ‘De Toegang, herzien’ zijn aangepast.")).to_be_visible()
    changed = running.curator.entry("delft")
    assert changed is not None
    assert changed.document.authors == ("Nicole Veuger", "Sjoerd Klokman")


def test_a_document_is_removed_after_its_name_was_confirmed(page: Page, running: Running) -> None:
    desk(page, running)
    page.get_by_role("link", name="Wijkteams in Haarlem").click()
    page.get_by_role("link", name="Verwijder dit document").click()
    expect(page.get_by_role("heading", name="Wil je ‘Wijkteams in Haarlem’ verwijderen?")).to_be_visible()
    page.get_by_role("button", name="Verwijder ‘Wijkteams in Haarlem’").click()
    expect(page.get_by_text("Verwijderd: 1 passage, 0 over.")).to_be_visible()
    page.get_by_role("link", name="Naar de lijst").click()
    expect(page.get_by_text("Er zijn 2 documenten.")).to_be_visible()


def test_who_comes_second_is_told_and_loses_nothing(page: Page, running: Running, files: list[Path]) -> None:
    running.curator.locked = 2
    add(page, running, files[:1])
    expect(page.get_by_role("alert")).to_contain_text("Er is al iemand bezig met de bronnen.")
    page.get_by_role("button", name="Probeer opnieuw").click()
    expect(page.get_by_role("alert")).to_contain_text("Er is al iemand bezig met de bronnen.")
    page.get_by_role("button", name="Probeer opnieuw").click()
    expect(page.get_by_text("1 document toegevoegd.")).to_be_visible()
    running.curator.locked = 1
    desk(page, running, "/notitie")
    write_note(page, "Een goede tekst.")
    expect(page.get_by_role("alert")).to_contain_text("Er is al iemand bezig met de bronnen.")
    expect(page.get_by_label("Tekst", exact=True)).to_have_value("Een goede tekst.")
    page.get_by_role("button", name="Controleer en bewaar").click()
    expect(page.get_by_text("De notitie ‘Huisbezoek’ is bewaard.")).to_be_visible()


def test_the_conversation_stays_when_the_desks_are_changed(page: Page, running: Running) -> None:
    page.goto(running.address)
    page.get_by_label("Je vraag", exact=True).fill("Waarom koos Delft niet voor wijkteams?")
    page.keyboard.press("Enter")
    expect(page.locator(".ww-beurt.ww-klaar")).to_have_count(1)
    page.get_by_role("link", name="Bronnen beheren").click()
    expect(page.get_by_role("heading", name="Bronnen beheren")).to_be_focused()
    expect(page.get_by_label("Je vraag", exact=True)).to_be_hidden()
    page.get_by_role("link", name="De Toegang in Delft").click()
    page.get_by_role("link", name="Open de tekst: De Toegang in Delft").click()
    expect(page.get_by_role("dialog")).to_contain_text("Alinea 39 over de omslag")
    page.keyboard.press("Escape")
    page.go_back()
    expect(page.get_by_text("Er zijn 3 documenten.")).to_be_visible()
    page.get_by_role("link", name="Vragen stellen").click()
    expect(page.locator(".ww-beurt.ww-klaar")).to_be_visible()
    expect(page.get_by_label("Je vraag", exact=True)).to_be_focused()
    assert page.url == f"{running.address}/"


def test_a_question_with_a_bsn_is_not_kept_and_can_be_asked_without(page: Page, running: Running) -> None:
    page.goto(running.address)
    page.get_by_label("Je vraag", exact=True).fill(f"Wat doe ik voor BSN {BSN} in Delft?")
    page.keyboard.press("Enter")
    expect(page.locator(".ww-tegengehouden .ww-melding")).to_contain_text("er staat een BSN in")
    expect(page.locator(".ww-herschreven")).to_contain_text("Wat doe ik voor BSN [BSN] in Delft?")
    expect(page.get_by_label("Je vraag", exact=True)).to_have_value("")
    assert BSN not in page.content()
    page.get_by_role("button", name="Stel deze vraag").click()
    expect(page.locator(".ww-beurt.ww-klaar h2")).to_contain_text("Wat doe ik voor BSN [BSN] in Delft?")
    expect(page.get_by_role("button", name="Stel deze vraag")).to_be_hidden()
    said = [turn.text for _, turns, _ in running.assistant.asked for turn in turns]
    assert BSN not in "".join(said)


@pytest.mark.parametrize("path", ["", "/toevoegen", "/notitie", "/document?naam=delft", "/verwijderen?naam=delft"])
def test_the_desk_is_dutch_named_and_narrow(page: Page, running: Running, path: str) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    running.service.noticed = "De bronnen zijn veranderd."
    running.curator._add(f"{HOSTILE} {'lang' * 40}", "tekst", running.curator.texts[0].collection)
    desk(page, running, path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator("html").get_attribute("lang") == "nl"
    assert english_words(page) == []
    assert nameless(page) == []
    assert page.locator("#ww-beheer :is(img, script, iframe)").count() == 0


def test_both_desks_pass_axe(page: Page, running: Running) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is niet geïnstalleerd").Axe()

    def violations() -> list[str]:
        found = axe.run(page).response["violations"]
        return [f"{entry['id']}: {node['html'][:200]}" for entry in found for node in entry["nodes"]]

    page.goto(running.address)
    page.get_by_label("Je vraag", exact=True).fill("Waarom koos Delft niet voor wijkteams?")
    page.keyboard.press("Enter")
    expect(page.locator(".ww-beurt.ww-klaar")).to_have_count(1)
    assert violations() == []
    for path in ("", "/toevoegen", "/document?naam=delft"):
        desk(page, running, path)
        assert violations() == []
    desk(page, running, "/notitie")
    write_note(page, f"BSN {BSN}.")
    expect(page.locator(".ww-gemarkeerd")).to_be_visible()
    assert violations() == []
    page.evaluate("document.querySelector('#ww-beheer').append(document.createElement('button'))")
    assert [line.split(":")[0] for line in violations()] == ["button-name"], "axe sees what is wrong"


def test_the_desk_by_keyboard(page: Page, running: Running) -> None:
    def tab_to(name: str) -> None:
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.textContent.trim() || document.activeElement.id") == name:
                return
        raise AssertionError(f"{name} cannot be reached")

    desk(page, running, "/toevoegen")
    tab_to("ww-bestanden")
    button = page.get_by_text("Kies bestanden")
    assert button.evaluate("element => getComputedStyle(element).outlineWidth") == "3px"
    page.goto(f"{running.address}/bronnen")
    for name in ("Wijkteams in Haarlem", "Verwijder dit document", "Verwijder ‘Wijkteams in Haarlem’"):
        tab_to(name)
        page.keyboard.press("Enter")
        expect(page.locator("#ww-bureautitel")).to_be_focused()
    expect(page.get_by_text("Verwijderd: 1 passage, 0 over.")).to_be_visible()
