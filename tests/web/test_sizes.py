"""Large letters, much zoom, wide spacing, and no mouse: what WCAG 1.4.4, 1.4.10, 1.4.12 and 2.4.7 ask."""

import re
from collections.abc import Iterator

import pytest
from fake_service import Running

pytest.importorskip("playwright.sync_api", reason="playwright is niet geïnstalleerd")
from browsing import CHROMIUM, ask, box, come_back, misplaced, watched
from playwright.sync_api import Browser, Page, expect
from states import QUESTION

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is er niet"),
]
PATHS = (
    "/bronnen",
    "/bronnen/toevoegen",
    "/bronnen/notitie",
    "/bronnen/document?naam=delft",
    "/gesprekken",
    "/workshop",
    "/document/delft?van=10&tot=60",
)
# Two that a reader sees at once must not lie over each other: controls, and controls with text beside them.
OVER = """() => {
  const kinds = 'button, a[href], input:not([type=file], [type=hidden]), select, textarea, label, summary, h1, h2, h3';
  const seen = [...document.querySelectorAll(kinds)].filter(e => e.checkVisibility({visibilityProperty: true})
    && e.getBoundingClientRect().width > 1
    && !e.closest('.ww-sr, .ww-sla, #ww-invoer, #ww-bureaus, .ww-beurt p, dialog, #ww-beheer table thead'));
  const over = [];
  for (const [place, one] of seen.entries()) {
    const a = one.getBoundingClientRect();
    for (const other of seen.slice(place + 1)) {
      if (one.contains(other) || other.contains(one) || other.htmlFor === one.id && one.id) continue;
      const b = other.getBoundingClientRect();
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > 2 && high > 2) over.push(`${one.outerHTML.slice(0, 80)} over ${other.outerHTML.slice(0, 80)}`);
    }
  }
  return over;
}"""
SPACED = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }"
    "p { margin-bottom: 2em !important }"
)


@pytest.fixture
def page(browser: Browser, running: Running) -> Iterator[Page]:
    with watched(browser, running.address) as page:
        page.emulate_media(reduced_motion="reduce")
        yield page


def looked_at(page: Page, running: Running, also: str = "") -> list[str]:
    """What is out of view or over something else, on the desk ‘Vraag’ with an answer and on these pages."""
    wrong: list[str] = []

    def look(path: str) -> None:
        if also:
            page.add_style_tag(content=also)
        wrong.extend(f"{path}: {one}" for one in (*misplaced(page), *page.evaluate(OVER)))

    page.goto(running.address)
    expect(box(page)).to_be_visible()
    look("eerste bezoek")
    ask(page, "Vergelijk Haarlem en Delft")
    ask(page, QUESTION)
    page.get_by_role("button", name="Zoek alleen in…").click()
    look("antwoord met filters open")
    for path in PATHS:
        page.goto(f"{running.address}{path}")
        expect(page.locator("#ww-bureautitel, .ww-tekst").first).to_be_visible()
        look(path)
    return wrong


def test_at_twice_the_size_everything_is_there(browser: Browser, running: Running) -> None:
    context = browser.new_context(viewport={"width": 640, "height": 400}, device_scale_factor=2)  # 1280 × 800 at 200 %
    page = context.new_page()
    assert looked_at(page, running) == []
    context.close()


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1920, 1080)])
def test_letters_of_twice_the_size(page: Page, running: Running, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    assert looked_at(page, running) == []
    assert page.evaluate("getComputedStyle(document.querySelector('main')).fontSize") == "34px"


def test_letters_that_a_style_of_the_user_doubles(page: Page, running: Running) -> None:
    assert looked_at(page, running, also="html { font-size: 200% !important }") == []


def test_at_four_times_the_size_there_is_one_column_to_scroll(page: Page, running: Running) -> None:
    page.set_viewport_size({"width": 320, "height": 256})  # 1280 × 1024 at 400 %
    assert looked_at(page, running) == []
    page.goto(running.address)
    ask(page, QUESTION)
    assert page.locator("#ww-invoer").evaluate("e => getComputedStyle(e).position") == "static"
    page.get_by_role("button", name="Bron 2: De Toegang in Delft").click()
    expect(page.locator("#bron-1-2 mark").first).to_be_in_viewport()


def test_wide_spacing_takes_no_words_away(page: Page, running: Running) -> None:
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert looked_at(page, running, also=SPACED) == []


# ---- without a mouse ----

# The outline of what has the focus against what lies behind it, as a ratio; 0 where there is none.
RING = """() => {
  const here = document.activeElement;
  const e = here.matches('input[type=file]') ? here.labels[0] : here;
  const style = getComputedStyle(e);
  if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) return 0;
  const numbers = colour => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const linear = v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * linear(r / 255) + 0.7152 * linear(g / 255) + 0.0722 * linear(b / 255);
  const ground = of => numbers(getComputedStyle(of).backgroundColor);
  let behind = e.parentElement;
  while (behind.parentElement && (ground(behind)[3] ?? 1) === 0) behind = behind.parentElement;
  const [one, other] = [light(numbers(style.outlineColor)), light(ground(behind))];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}"""
NAME = "(document.activeElement.ariaLabel || document.activeElement.innerText || document.activeElement.id).trim()"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/bronnen", "/bronnen/toevoegen", "/gesprekken", "/workshop"])
def test_where_the_focus_is_shows(page: Page, running: Running, path: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{running.address}{path}")
    if path == "/":
        expect(box(page)).to_be_visible()
        ask(page, QUESTION)
    page.locator(".ww-sla").focus()
    names = ["Naar de inhoud"]
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        names.append(page.evaluate(NAME))
        assert page.evaluate(RING) >= 3, (path, names[-1])
    if path == "/":
        order = [
            "Naar de inhoud",
            "Vragen stellen",
            "Bron 1: De Toegang in Delft",
            "Kopieer",
            "",
            "Vraag",
        ]  # "" is the box
        places = [next((at for at, name in enumerate(names) if name == wanted), -1) for wanted in order]
        assert -1 not in places and places == sorted(places), names


def test_the_first_link_goes_past_the_head(page: Page, running: Running) -> None:
    page.goto(f"{running.address}/bronnen?zoek=delft")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Bestanden toevoegen")).to_be_focused()


def test_the_focus_stays_where_an_answer_is_drawn_again(page: Page, running: Running) -> None:
    page.goto(running.address)
    ask(page, "Waarin verschillen de meningen na bezinning?")  # its standpoints wait
    page.get_by_role("button", name="Bron 3: Wat wij leerden van huisbezoeken").focus()
    running.assistant.hold.set()
    expect(page.locator(".ww-standpunt").first).to_be_visible()
    expect(page.get_by_role("button", name="Bron 3: Wat wij leerden van huisbezoeken")).to_be_focused()
    running.assistant.hold.clear()


def test_a_screen_reader_hears_each_thing_once(page: Page, running: Running) -> None:
    page.goto(running.address)
    expect(box(page)).to_be_visible()
    page.evaluate(
        """() => { window.heard = []; for (const id of ['ww-melder', 'ww-meldermeer'])
             new MutationObserver(() => heard.push(document.getElementById(id).textContent))
               .observe(document.getElementById(id), {childList: true, characterData: true, subtree: true}); }"""
    )
    ask(page, "Waarin verschillen de meningen?")
    expect(page.locator(".ww-standpunt")).to_have_count(2)
    expect(page.locator("#ww-meldermeer")).to_contain_text("Onder het antwoord staat nu meer")
    come_back(page)
    page.wait_for_timeout(300)  # what must not come has no sign to wait for
    heard = page.evaluate("heard")
    assert [bool(re.search(word, " ".join(heard))) for word in ("Ik zoek in 3 bronnen", "koos bewust anders")] == [
        True,
        True,
    ]
    assert len(heard) == len(set(heard)) == 3, heard
