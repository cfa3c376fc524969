"""The page where there is no network at all: it is served, opened, asked, and reaches for nothing outside."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from homes import CACHE, REPOSITORY
from test_guards import HOOK

from assistant.settings import Settings

pytest.importorskip("playwright.sync_api", reason="playwright is niet geïnstalleerd")
from browsing import CHROMIUM

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is er niet"),
]


def test_the_page_answers_where_there_is_no_network(home: Settings, tmp_path: Path) -> None:
    hook = tmp_path / "hook"
    hook.mkdir()
    (hook / "sitecustomize.py").write_text(HOOK)
    apart = subprocess.run(["unshare", "-n", "true"], capture_output=True, check=False).returncode == 0
    tests = REPOSITORY / "tests"
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(map(str, (tests / "web", REPOSITORY))),
        "WIJKWIJZER_HOME": str(home.home),
        "WIJKWIJZER_CACHE": str(CACHE),
    }
    visit = [sys.executable, str(tests / "web" / "alone.py"), str(hook)]
    command = ["unshare", "-n", *visit, "bare"] if apart else visit
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.stdout.strip() == "ANSWERED", done.stderr
    assert "REACHED OUT" not in done.stderr
    assert "LOOKED UP" not in done.stderr
    for said in ("projectorganisatie", "wethouder", "Delft"):  # of the question and its answer
        assert said not in done.stderr
