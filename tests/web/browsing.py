"""What every test in a real browser shares."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, Playwright

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--no-first-run", "--disable-sync",
]  # fmt: skip
ENGLISH = re.compile(
    r"\b(submit|clear|message|retry|copy|undo|loading|processing|queue|error|settings|built|open|search"
    r"|share|flag|send|cancel|the|with|your|source|sources|answer|question|drop|click|upload|file|files|choose|or)\b",
    re.I,
)
WAIT = 8_000  # milliseconds


def launched(started: Playwright) -> Browser:
    """Debian's own Chromium, which asks nothing of the outside."""
    return started.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)


@contextmanager
def watched(browser: Browser, address: str) -> Iterator[Page]:
    """An English browser on the page; any request to elsewhere and any error on the page fails the test."""
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
    told = wrong_of(wrong)
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
