"""A visit to the page on a machine without a network: run by ``test_alone``, if it may, in a namespace of its own.

Arguments: the hook's folder, and "bare" where there is nothing but loopback, which has to be switched on first.
"""

import fcntl
import os
import re
import socket
import struct
import subprocess
import sys
from pathlib import Path

from browsing import launched, watched
from playwright.sync_api import expect, sync_playwright

QUESTION = "Waarom koos Delft voor een projectorganisatie?"
WAIT = 300_000  # milliseconds: the encoder is loaded, maybe beside much other work
SIOCSIFFLAGS, UP = 0x8914, 0x1


def loopback() -> None:
    """Switch loopback on, and see that it is alone."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        fcntl.ioctl(control, SIOCSIFFLAGS, struct.pack("16sH14s", b"lo", UP, b""))
        try:
            control.connect(("192.0.2.1", 9))  # an address for documents; a datagram is not even sent
        except OSError:
            return
    raise SystemExit("there is a way out")


def main(hook: Path, bare: bool) -> None:
    """Serve, ask, look at the curator's desk, and stop."""
    if bare:
        loopback()
    environment = {**os.environ, "PYTHONPATH": f"{hook}:{os.environ['PYTHONPATH']}"}
    command = [sys.executable, "-m", "assistant.cli"]
    serving = subprocess.Popen(
        [*command, "serve", "--port", "0"], stdout=subprocess.PIPE, stderr=sys.stderr, text=True, env=environment
    )
    assert serving.stdout is not None
    try:
        found = re.search(r"http://127\.0\.0\.1:\d+", serving.stdout.readline())
        assert found is not None
        with sync_playwright() as started, watched(launched(started), found.group()) as page:
            page.set_default_timeout(WAIT)
            page.goto(found.group())
            page.get_by_label("Je vraag", exact=True).fill(QUESTION)
            page.keyboard.press("Enter")
            expect(page.locator("#ww-laatste .ww-beurt")).to_contain_text("projectorganisatie", timeout=WAIT)
            expect(page.locator("#ww-laatste .ww-beurt")).to_contain_text("Bron 1", timeout=WAIT)
            page.get_by_role("link", name="Bronnen beheren").click()
            expect(page.get_by_role("link", name="Bestanden toevoegen")).to_be_visible()
    finally:
        serving.terminate()
        serving.wait(60)
    sys.stdout.write("ANSWERED\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:] == ["bare"])
