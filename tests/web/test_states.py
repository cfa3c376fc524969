"""Every state of every desk, in light and dark, from a telephone to a wide screen.

Nothing for axe, nothing out of view, no English word, a name for every control. The walks are in ``states``. Axe
sees each state in one look; with EVERY_LOOK=1 in the environment in all eight, which takes minutes.
"""

import os
from collections.abc import Iterator, Sequence

import pytest
from fake_service import Running

pytest.importorskip("playwright.sync_api", reason="playwright is niet geïnstalleerd")
pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is niet geïnstalleerd")
from browsing import CHROMIUM, english_words, faults, misplaced, nameless, watched
from playwright.sync_api import Browser, Page
from states import ON_STARTER, WALKS

WIDTHS = (360, 768, 1280, 1920)
HEIGHT = 800
LOOKS = tuple((scheme, width) for width in WIDTHS for scheme in ("light", "dark"))
EVERY_LOOK = bool(os.environ.get("EVERY_LOOK"))
QUICK = (("light", 1280), ("dark", 360), ("dark", 1280), ("light", 360))  # axe sees each state in one of these

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is er niet"),
]


@pytest.fixture
def page(browser: Browser, running: Running, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page for the walk that the test is given; a real index where the walk asks one."""
    if request.node.callspec.params["walk"] in ON_STARTER:
        running.assistant.engine = request.getfixturevalue("starter_assistant").engine
    with watched(browser, running.address, visits_nothing=True) as page:
        page.emulate_media(reduced_motion="reduce")
        yield page


@pytest.mark.parametrize("walk", WALKS)
def test_every_state(page: Page, running: Running, walk: str) -> None:
    wrong = [
        f"{state}: {one}"
        for place, state in enumerate(WALKS[walk](page, running))
        for one in found(page, LOOKS if EVERY_LOOK else (QUICK[place % len(QUICK)],))
    ]
    assert wrong == [], "\n".join(wrong)


def found(page: Page, looks: Sequence[tuple[str, int]]) -> list[str]:
    """What is wrong with what the page shows: at every width, and for axe in these looks."""
    told = [f"English: {word}" for word in english_words(page)] + [f"nameless: {one}" for one in nameless(page)]
    if page.locator("html").get_attribute("lang") != "nl" or "Wijkwijzer" not in page.title():
        told.append(f"language or title: {page.title()}")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        told += [f"{width}: {one}" for one in misplaced(page)]
        for scheme in (scheme for scheme, at in looks if at == width):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            told += [f"{width} {scheme}: {one}" for one in faults(page)]
    page.set_viewport_size({"width": 1280, "height": HEIGHT})
    return list(dict.fromkeys(told))
