"""What every test in a real browser shares."""

import functools
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--no-first-run", "--disable-sync",
]  # fmt: skip
ENGLISH = re.compile(
    r"\b(submit|clear|message|retry|copy|undo|loading|processing|queue|error|settings|built|search"
    r"|share|flag|send|cancel|the|with|your|source|sources|answer|question|drop|click|upload|file|files|choose|or)\b",
    re.I,
)
WAIT = 8_000  # milliseconds
# What only a screen reader gets; and a list of Gradio's that keeps the width of the window in which it was opened.
ASIDE = ".ww-sr, .sr-only, .ww-sla, .ww-vervolg, #ww-beheer table thead, input[type=file], pre, svg, progress, .options"
# Text that its box cuts off, save where dots say so; and what sticks out of the window, hidden there or not.
MISPLACED = """aside => {
  const seen = [...document.body.querySelectorAll('*')]
    .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.closest(aside));
  const hides = how => how === 'hidden' || how === 'clip';
  const cut = e => {
    const style = getComputedStyle(e);
    if (style.webkitLineClamp !== 'none' || style.textOverflow === 'ellipsis' || !e.innerText?.trim()) return false;
    return hides(style.overflowX) && e.scrollWidth > e.clientWidth + 1
      || hides(style.overflowY) && e.scrollHeight > e.clientHeight + 1;
  };
  const out = e => {
    const place = e.getBoundingClientRect();
    return place.width > 1 && place.right > innerWidth + 1;
  };
  const wider = document.documentElement.scrollWidth - innerWidth;
  return [
    ...(wider > 0 ? [`${wider} px wider than the window`] : []),
    ...seen.filter(cut).map(e => `cut: ${e.outerHTML.slice(0, 160)}`),
    ...seen.filter(out).map(e => `out: ${e.outerHTML.slice(0, 160)}`).slice(0, 3),
  ];
}"""


def box(page: Page):  # type: ignore[no-untyped-def]
    """Where a question is typed."""
    return page.get_by_label("Je vraag", exact=True)


def ask(page: Page, question: str, state: str = "klaar") -> None:
    """Ask and wait for what comes of it."""
    asked = page.locator(".ww-beurt").count()
    box(page).fill(question)
    page.keyboard.press("Enter")
    expect(page.locator(f"#beurt-{asked + 1}.ww-{state}")).to_be_visible()


def come_back(page: Page) -> None:
    """What happens when someone returns to the tab."""
    page.evaluate("dispatchEvent(new Event('focus'))")


def launched(started: Playwright) -> Browser:
    """Debian's own Chromium, which asks nothing of the outside."""
    return started.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)


@contextmanager
def watched(browser: Browser, address: str, visits_nothing: bool = False) -> Iterator[Page]:
    """An English browser on the page; any request to elsewhere and any error on the page fails the test.

    Where the test goes to addresses that give nothing, that the browser says so is no error.
    """
    context: BrowserContext = browser.new_context(locale="en-US", viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.set_default_timeout(WAIT)
    wrong: list[str] = []

    def note_foreign(url: str) -> None:
        if not url.startswith((address, "data:", "blob:")):
            wrong.append(url)

    page.on("request", lambda request: note_foreign(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
    yield page
    context.close()
    told = [line for line in wrong_of(wrong) if not (visits_nothing and "status of 404" in line)]
    assert told == [], told


def wrong_of(said: list[str]) -> list[str]:
    """What was said without Gradio's own words about a stream that it ends itself because its page is left."""
    left = [line for line in said if line.startswith("AbortError: signal is aborted")]
    ended = ("AbortError: signal is aborted", "Unexpected error Connection errored out")
    return [line for line in said if not (left and line.startswith(ended))]


def english_words(page: Page) -> list[str]:
    """English that a reader or a screen reader meets; what Dutch has as well is left out."""
    names = page.evaluate(
        """() => [...document.querySelectorAll('[aria-label],[title],[placeholder]')]
             .filter(e => e.checkVisibility())
             .flatMap(e => ['aria-label', 'title', 'placeholder'].map(n => e.getAttribute(n))).filter(Boolean)"""
    )
    seen = page.evaluate("document.body.innerText") + " ".join(names)
    for dutch in ("Open het hele document", "Open de tekst"):
        seen = seen.replace(dutch, "")
    return ENGLISH.findall(seen)


def nameless(page: Page) -> list[str]:
    """Controls without a name."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('button, a[href], input, textarea, select')]
             .filter(e => e.checkVisibility()
               && !(e.textContent.trim() || e.getAttribute('aria-label') || e.labels?.length || e.title))
             .map(e => e.outerHTML)"""
    )
    return found


@functools.cache
def _axe() -> str:
    from axe_playwright_python.base import AXE_FILE_PATH

    return Path(AXE_FILE_PATH).read_text(encoding="utf-8")


def faults(page: Page) -> list[str]:
    """What axe finds wrong, each with the element; axe goes into a page once."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(f"{{ const define = undefined; {_axe()} }}")
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(told => told.violations)")
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


def misplaced(page: Page) -> list[str]:
    """What a reader cannot see whole at this size: scrolling sideways, text cut off, or things beside the window."""
    told: list[str] = page.evaluate(MISPLACED, ASIDE)
    return told
