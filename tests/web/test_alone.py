"""The page where there is no network at all: it is served, opened, asked, and reaches for nothing outside."""

import subprocess
import sys

import pytest
from homes import REPOSITORY
from no_network import Sealed

pytest.importorskip("playwright.sync_api", reason="playwright is niet geïnstalleerd")
from browsing import CHROMIUM

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is er niet"),
]


def test_the_page_answers_where_there_is_no_network(sealed_and_filled: tuple[Sealed, object]) -> None:
    place, _ = sealed_and_filled
    tests = REPOSITORY / "tests" / "web"
    visit = [*place.prefix, sys.executable, str(tests / "alone.py"), str(place.hook)]
    command = [*visit, "bare"] if place.prefix else visit
    done = subprocess.run(command, capture_output=True, text=True, env=place.environment(tests), check=False)
    assert done.stdout.strip() == "ANSWERED", done.stderr
    assert "REACHED OUT" not in done.stderr
    assert "LOOKED UP" not in done.stderr
    for said in ("projectorganisatie", "wethouder", "Delft"):  # of the question and its answer
        assert said not in done.stderr
