"""The curator's desk over the line: who may change something, what is accepted, and what is left behind."""

import http.client
import json
import logging
import shutil
import time
from pathlib import Path

import httpx
import pytest
from fake_curator import FakeCurator
from fake_service import DOCUMENTS, HOSTILE, Running, document

from assistant.keeping import Entry
from assistant.types import Kind
from assistant.web import words
from assistant.web.curating import pages, uploads
from assistant.web.curating.jobs import Jobs, Task

BSN = "123456782"
HALF = b"--x\r\nContent-Disposition: form-data; name=bestanden; filename=a.md\r\n\r\nhalf"
CHANGES = ["toevoegen", "notitie", "gegevens", "verwijderen", "opnieuw/x", "nakijken/x"]


@pytest.fixture
def client(running: Running) -> httpx.Client:
    """A browser as the routes see it: it tells where its forms come from."""
    return httpx.Client(
        base_url=running.address, timeout=10, follow_redirects=True, headers={"origin": running.address}
    )


def sent(client: httpx.Client, *files: tuple[str, bytes], collection: str = "bronnen") -> str:
    """The page after these files were sent and taken in."""
    parts = [("bestanden", (name, content)) for name, content in files]
    return finished(client, client.post("/bronnen/toevoegen", data={"verzameling": collection}, files=parts))


def finished(client: httpx.Client, response: httpx.Response) -> str:
    """The page of a job once it is over."""
    for _ in range(200):
        if "ww-loopt" not in response.text:
            break
        time.sleep(0.02)
        response = client.get(str(response.url))
    return response.text


@pytest.mark.parametrize("path", CHANGES)
def test_another_page_cannot_change_anything(running: Running, path: str) -> None:
    for headers in ({}, {"origin": "https://kwaad.example"}, {"origin": "null"}):
        response = httpx.post(f"{running.address}/bronnen/{path}", data={"naam": "delft"}, headers=headers)
        assert response.status_code == 403
    assert running.curator.entry("delft")


def test_a_change_is_never_made_by_looking(client: httpx.Client, running: Running) -> None:
    client.get("/bronnen/verwijderen?naam=delft")
    assert client.delete("/bronnen/document?naam=delft").status_code == 404
    assert running.curator.entry("delft")


@pytest.mark.parametrize(
    "given,kept",
    [
        ("../../kwaad.md", "kwaad.md"),
        ("C:\\Users\\x\\plan.md", "plan.md"),
        ("/etc/passwd", "passwd"),
        (".htaccess", "htaccess"),
        ("..", "bestand"),
        ("regel\neinde\x00.md", "regel einde .md"),
        ("<img src=x>.md", "<img src=x>.md"),
    ],
)
def test_a_name_is_only_a_name(given: str, kept: str) -> None:
    assert uploads.safe_name(given) == kept


def test_a_name_without_end_is_cut_and_keeps_its_kind() -> None:
    name = uploads.safe_name("é" * 5000 + ".docx")
    assert name.endswith(".docx")
    assert len(name.encode()) <= uploads.MAXIMUM_NAME


def test_a_file_that_is_too_large_costs_one_line(
    client: httpx.Client, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MAXIMUM_FILE", 100_000)
    page = sent(client, ("groot.md", b"x" * 100_001), ("../klein.md", b"Tekst."), ("klein.md", b"Ander."))
    assert "groot.md: het bestand is groter dan" in page
    assert running.curator.seen == ["Tekst.", "Ander."]
    assert list(running.curator.folder.iterdir()) == []


def test_only_a_file_that_is_too_large(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MAXIMUM_FILE", 10)
    assert "1 document geweigerd." in sent(client, ("groot.md", b"x" * 11))


def test_no_files_chosen(client: httpx.Client) -> None:
    assert words.NO_FILES_CHOSEN in sent(client, ("", b""))


@pytest.mark.parametrize(
    "kind,body",
    [
        ("multipart/form-data; boundary=x", HALF),
        ("multipart/form-data; boundary=x", b"onzin"),
        ("multipart/form-data", b""),
        ("text/plain", b"x"),
        ("multipart/form-data; boundary=x", b"--x\r\n" + b"A: b\r\n" * 100_000),
    ],
)  # fmt: skip
def test_a_broken_form_is_told_and_leaves_nothing(
    client: httpx.Client, running: Running, kind: str, body: bytes
) -> None:
    response = client.post("/bronnen/toevoegen", content=body, headers={"content-type": kind})
    assert words.UPLOAD_BROKEN in response.text
    assert list(running.curator.folder.iterdir()) == []


def test_a_full_disk_is_told_before_anything_is_written(
    client: httpx.Client, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(uploads.shutil, "disk_usage", lambda _: usage._replace(free=1000))
    assert words.DISK_FULL in sent(client, ("a.md", b"Tekst."))
    assert running.curator.seen == []
    assert list(running.curator.folder.iterdir()) == []


def test_more_than_fits_is_refused_at_the_door(running: Running) -> None:
    for path, length, sentence in (
        ("toevoegen", 2_000_000_001, words.UPLOAD_TOO_LARGE),
        ("notitie", 1_000_001, words.TYPED_TOO_LARGE),
    ):
        connection = http.client.HTTPConnection(running.address.removeprefix("http://"), timeout=10)
        connection.putrequest("POST", f"/bronnen/{path}")
        connection.putheader("Origin", running.address)
        connection.putheader("Content-Length", str(length))
        connection.endheaders()  # what follows is never read
        response = connection.getresponse()
        assert response.status == 413
        assert json.loads(response.read())["detail"] == sentence
        connection.close()


def test_a_note_in_a_file_waits_and_is_forgotten_after_the_choice(client: httpx.Client, running: Running) -> None:
    page = sent(client, ("casus.md", f"BSN {BSN} hielp.".encode()), collection="notities")
    assert "1 × BSN" in page
    assert BSN not in page
    path = page.split('href="/bronnen/nakijken/')[1].split('"')[0]
    shown = client.get(f"/bronnen/nakijken/{path}").text
    assert f"<mark>{BSN}" in shown
    assert words.REASON_MISSING in client.post(f"/bronnen/nakijken/{path}", data={"keuze": "laten"}).text
    done = finished(client, client.post(f"/bronnen/nakijken/{path}", data={"keuze": "voorstel"}))
    assert "1 document toegevoegd." in done
    assert BSN not in running.curator.seen[-1]
    assert client.get(f"/bronnen/nakijken/{path}").status_code == 404


def test_hostile_text_stays_text(client: httpx.Client, running: Running) -> None:
    running.curator.texts = [document("x", HOSTILE, HOSTILE, Kind.BLOG, "2020", HOSTILE)]
    pages_seen = [
        client.get("/bronnen").text,
        client.get("/bronnen", params={"zoek": HOSTILE}).text,
        client.get("/bronnen/document?naam=x").text,
        client.get("/bronnen/verwijderen?naam=x").text,
        finished(client, client.post("/bronnen/notitie", data={"titel": HOSTILE, "tekst": HOSTILE})),
        client.post("/bronnen/notitie", data={"titel": f"{HOSTILE} {BSN}", "tekst": f"{HOSTILE} {BSN}"}).text,
        finished(client, client.post("/bronnen/verwijderen", data={"naam": "x"})),
        sent(client, (HOSTILE.replace("/", ""), b"x")),
    ]
    for page in pages_seen:
        assert "<img" not in page
        assert "<script>" not in page
        assert "</div></div></div></div>" not in page


def test_two_thousand_documents_are_shown_a_page_at_a_time() -> None:
    entries = [Entry(document(f"d{n}", f"Titel {n:04}", "t", Kind.BLOG, "2016", "Delft"), n) for n in range(2000)]
    first = pages.document_list(entries, pages.Look())
    assert first.count("ww-rij") == pages.PER_PAGE
    assert "Er zijn 2.000 documenten." in first
    assert "Bladzijde 1 van 40" in first
    assert "Titel 1999" in pages.document_list(entries, pages.Look(page=99999999))
    found = pages.document_list(entries, pages.Look("titel 0042 delft 2016"))
    assert found.count("ww-rij") == 1
    assert "1 document gevonden." in found
    assert "Geen document past bij" in pages.document_list(entries, pages.Look("zwolle"))


def test_the_list_can_be_of_one_collection() -> None:
    entries = FakeCurator(list(DOCUMENTS), Path()).entries()
    shown = pages.document_list(entries, pages.Look(collection="notities"))
    assert "Wat wij leerden van huisbezoeken" in shown
    assert "De Toegang" not in shown
    assert "ww-notitie" in shown


def test_a_notice_stands_above_the_list_but_not_while_its_cause_is_at_work(
    client: httpx.Client, running: Running
) -> None:
    running.service.noticed = "De index is ouder dan de bronnen."
    assert running.service.noticed in client.get("/bronnen").text
    running.curator.hold.clear()
    job = client.post("/bronnen/verwijderen", data={"naam": "delft"})
    assert running.service.noticed not in client.get("/bronnen").text
    running.curator.hold.set()
    assert "0 over." in finished(client, job)
    assert running.service.noticed in client.get("/bronnen").text


def test_a_fault_in_a_job_shows_no_detail(caplog: pytest.LogCaptureFixture) -> None:
    def fails(_: object) -> str:
        raise RuntimeError("secret path /home/user")

    jobs = Jobs()
    with caplog.at_level(logging.ERROR):
        job = jobs.find(jobs.start(Task("Proef", fails)))
        assert job
        while job.runs:
            time.sleep(0.01)
    assert job.failure == words.CHANGE_FAILED


def test_a_job_that_is_tried_again_keeps_what_was_sent_until_it_is_done() -> None:
    kept, results = ["bestand"], iter(["", "klaar"])

    def work(_: object) -> str:
        if result := next(results):
            return result
        raise RuntimeError

    jobs = Jobs()
    token = jobs.start(Task("Proef", work, done=kept.clear))
    job = jobs.find(token)
    assert job
    while job.runs:
        time.sleep(0.01)
    assert kept
    assert jobs.again(token)
    while job.runs or kept:
        time.sleep(0.01)
    assert (job.result, kept) == ("klaar", [])
    assert job.task.work is not work  # nor is anything that was typed
    assert not jobs.again(token)
