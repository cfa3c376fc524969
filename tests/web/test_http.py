"""What goes over the line: headers, closed routes, Dutch failures, and no way in for a foreign page."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
from fake_service import HAARLEM, Running

from assistant.kept import Shelf
from assistant.settings import Settings
from assistant.web.server import serve

OPEN = [
    "/", "/theme.css", "/wijkwijzer/style.css", "/wijkwijzer/page.js", "/document/delft", "/gradio_api/app_id",
    "/wijkwijzer/desk.css", "/wijkwijzer/desk.js", "/bronnen", "/bronnen?zoek=delft&blad=9", "/bronnen/toevoegen",
    "/bronnen/notitie", "/bronnen/document?naam=delft", "/bronnen/verwijderen?naam=delft",
]  # fmt: skip
CLOSED = [
    "/docs", "/redoc", "/openapi.json", "/config", "/monitoring", "/monitoring/summary", "/manifest.json",
    "/gradio_api/info", "/gradio_api/openapi.json", "/gradio_api/runs", "/gradio_api/upload",
    "/gradio_api/file=/etc/passwd", "/gradio_api/proxy=http://127.0.0.1:22", "/gradio_api/deep_link",
    "/gradio_api/mcp/sse", "/dev/reload", "/login", "/svelte/x", "/wijkwijzer/__init__.py", "/wijkwijzer/..%2fapp.py",
    "/assets/niet.js", "/static/niet.css", "/document/bestaat-niet",
    "/bronnen/document?naam=weg", "/bronnen/taak/weg", "/bronnen/nakijken/weg", "/bronnen/gegevens",
    "/bronnen/opnieuw/weg",    "/bronnen/ontvangst/0/bestand.md", "/bronnen/../etc/passwd", "/bronnen/taak/..%2f..%2fx",
]  # fmt: skip
ENGLISH = re.compile(r"\b(not found|error|detail\": \"[A-Z][a-z]+ (not|is)|forbidden|invalid|queue|traceback)\b", re.I)


@pytest.fixture
def client(running: Running) -> httpx.Client:
    return httpx.Client(base_url=running.address, timeout=10)


def check_headers(response: httpx.Response) -> None:
    policy = response.headers["content-security-policy"]
    for part in ("default-src 'self'", "connect-src 'self'", "object-src 'none'", "frame-ancestors 'none'",
                 "img-src 'self' data: blob:", "form-action 'self'", "base-uri 'self'"):  # fmt: skip
        assert part in policy
    assert "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("path", OPEN)
def test_open_routes_have_every_header(client: httpx.Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["cache-control"] == "no-store"
    check_headers(response)


@pytest.mark.parametrize("path", CLOSED)
def test_other_routes_do_not_exist(client: httpx.Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert not ENGLISH.search(response.text), response.text
    check_headers(response)


@pytest.mark.parametrize(
    "path", ["upload", "run/predict", "api/predict", "call/look", "vibe-edit", "process_recording"]
)
def test_nothing_else_can_be_posted(client: httpx.Client, path: str) -> None:
    response = client.post(f"/gradio_api/{path}", files={"files": ("a.html", b"<script>1</script>")})
    assert response.status_code == 404
    assert not ENGLISH.search(response.text)


def test_first_page_is_dutch_before_any_script(client: httpx.Client) -> None:
    page = client.get("/", headers={"accept-encoding": "gzip, br"}).text
    assert re.search(r'<html\s+lang="nl"', page)
    assert "og:" not in page
    assert "Click to try" not in page
    assert "<title>Wijkwijzer" in page
    assert "manifest" not in page
    nonces = set(re.findall(r"<script nonce=\"([^\"]+)\"", page))
    assert len(nonces) == 1
    assert page.count("<script ") == page.count("<script nonce=")
    assert "http://" not in page.replace(str(client.base_url).rstrip("/"), "")
    assert "https://" not in page


def test_configuration_hides_what_it_can(client: httpx.Client) -> None:
    found = re.search(r"window.gradio_config = (\{.*?\});</script>", client.get("/").text)
    assert found
    config = json.loads(found.group(1))
    assert config["analytics_enabled"] is False
    assert not config.get("enable_monitoring")
    assert not config["footer_links"]
    assert all(event["api_visibility"] == "private" for event in config["dependencies"])
    assert not config.get("run_history")


def test_a_foreign_name_for_this_machine_is_refused(client: httpx.Client) -> None:
    response = client.get("/document/huisbezoek", headers={"host": "kwaad.example"})
    assert response.status_code == 421
    assert "huisbezoek" not in response.text
    assert client.get("/", headers={"host": "localhost:1"}).status_code == 200


def test_a_host_that_cannot_be_read_is_refused(client: httpx.Client) -> None:
    assert client.get("/", headers={"host": "[::1"}).status_code == 421


@pytest.mark.parametrize("origin", ["https://kwaad.example", "null", "http://127.0.0.1:1", "http://["])
def test_a_foreign_page_cannot_ask(client: httpx.Client, origin: str) -> None:
    response = client.post("/gradio_api/queue/join", json={}, headers={"origin": origin})
    assert response.status_code == 403


def test_a_huge_question_is_refused_at_the_door(client: httpx.Client) -> None:
    response = client.post("/gradio_api/queue/join", content=b"x" * 1_000_001)
    assert response.status_code == 413
    assert "te groot" in response.text


def test_a_broken_event_gives_a_dutch_failure(client: httpx.Client) -> None:
    for body in (b"{", b'{"fn_index": 99, "data": [], "session_hash": "a"}'):
        response = client.post("/gradio_api/queue/join", content=body)
        assert response.status_code >= 400
        assert not ENGLISH.search(response.text), response.text
        check_headers(response)


def test_a_missing_document_is_a_dutch_page(client: httpx.Client) -> None:
    response = client.get("/document/%2e%2e%2f%2e%2e%2fetc%2fpasswd?van=x&tot=-1")
    assert response.status_code == 404
    assert "Dit document is er niet meer." in response.text
    assert 'lang="nl"' in response.text


def test_a_document_opens_at_its_quote(client: httpx.Client) -> None:
    start = HAARLEM.index("Haarlem heeft")
    page = client.get(f"/document/haarlem?van={start}&tot={start + 38}").text
    assert re.search(r'<mark id="citaat"[^>]*>Haarlem heeft negen sociale wijkteams', page)


def test_a_failing_service_gives_no_english(running: Running, client: httpx.Client) -> None:
    def broken(_: str) -> None:
        raise RuntimeError("secret")

    running.assistant.document = broken  # type: ignore[method-assign,assignment]
    response = client.get("/document/delft")
    assert response.status_code == 404
    assert "secret" not in response.text


def test_a_taken_port_is_named(running: Running, tmp_path: Path) -> None:
    from assistant.errors import WijkwijzerError

    port = int(running.address.rsplit(":", 1)[1])
    with pytest.raises(WijkwijzerError, match=f"Poort {port} is al in gebruik"):
        serve(running.service, running.curator, Shelf(Settings(tmp_path, tmp_path)), port, lambda _: None)


def test_serving_says_where_and_stops_at_once_with_a_page_open() -> None:
    """Streams of open pages end by themselves; no traceback for the user to look at."""
    code = (
        "import logging, sys; logging.basicConfig()\n"
        "from fake_curator import FakeCurator\nfrom fake_service import FakeService\n"
        "from assistant.web.server import serve\nfrom assistant.kept import Shelf\n"
        "try:\n    serve(FakeService(), FakeCurator([], None), Shelf(None), 0, lambda url: print(url, flush=True))\n"
        "except KeyboardInterrupt:\n    pass\n"
    )
    paths = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parents[2])])
    process = subprocess.Popen(
        [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": paths},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout
    address = process.stdout.readline().strip()
    with httpx.stream("GET", f"{address}gradio_api/heartbeat/abc", timeout=10) as open_page:
        assert open_page.status_code == 200
        started = time.monotonic()
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=20)
    assert time.monotonic() - started < 10
    assert "CancelledError" not in said
    assert "ASGI" not in said


def test_a_reader_gets_a_cookie_of_their_own_once(client: httpx.Client) -> None:
    with httpx.Client(base_url=client.base_url) as first, httpx.Client(base_url=client.base_url) as second:
        given = first.get("/bronnen").headers["set-cookie"]
        assert "HttpOnly" in given and "SameSite=Strict" in given
        assert "set-cookie" not in first.get("/bronnen").headers
        assert second.get("/").headers["set-cookie"].split(";")[0] != given.split(";")[0]
        assert "set-cookie" not in second.get("/wijkwijzer/style.css").headers
        assert (
            "set-cookie"
            in httpx.get(f"{str(client.base_url).rstrip(chr(47))}/bronnen", headers={"Cookie": "ww-lezer=../x"}).headers
        )


def test_a_visitor_of_an_address_that_gives_nothing_gets_a_dutch_page(client: httpx.Client) -> None:
    visit = {"accept": "text/html", "sec-fetch-dest": "document"}
    page = client.get("/nergens", headers=visit)
    assert page.status_code == 404 and 'lang="nl"' in page.text and 'href="/"' in page.text
    assert "set-cookie" not in page.headers
    check_headers(page)
    elsewhere = client.get("/", headers={**visit, "host": "kwaad.example"})
    assert elsewhere.status_code == 421 and 'lang="nl"' in elsewhere.text and "<a" not in elsewhere.text
