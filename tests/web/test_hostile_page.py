"""Hostile documents, names, prompts and werkvormen in a real browser: nothing is fetched, run, sent or told.

The documents go in through the program's own ingestion, and a model on loopback does all that they order. Beside it
listens a canary to whose address everything lures: one request there, one error on the page, one foreign element in
it fails the test. Meaning is judged by the bundled encoder, as in the program; only passages are found by a fake.
"""

import io
import logging
import re
import socket
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import quote

import pytest
import uvicorn
from apart import build_apart
from canary import FOREIGN, Canary, canary
from homes import CACHE, REPOSITORY
from hostile_documents import HOST, TAKEOVERS, Hostile, hostile_documents, obey
from luring_documents import luring_documents
from opened_exports import faults
from scripted_model import ScriptedModel, scripted_model, writes

from assistant.desks.workshop.library import FOLDER as WERKVORMEN
from assistant.ingestion import ingest
from assistant.keeping import Keeping
from assistant.kept import Shelf
from assistant.service import LocalService
from assistant.settings import Settings
from assistant.types import Collection
from assistant.web.app import create_app

pytest.importorskip("playwright.sync_api", reason="playwright is niet geïnstalleerd")
from browsing import CHROMIUM, watched
from playwright.sync_api import Browser, Page, expect

WAIT = 60_000  # milliseconds, beside much other work
KEY = "sk-zeer-geheim-999"
SAID_EARLIER = "eerdergezegdxyz"
PROMPT_SECRET = "promptgeheimxyz"
NOTE_SECRET = "notitiegeheimxyz"
PLACE = re.compile(r"‹‹BRON \S+ (\d+)\n(.*?)‹‹EINDE", re.DOTALL)
FACT = re.compile(r"Het wijkteam van \S+ werkt met \d+ medewerkers aan het project \w+\.")
CANARY = re.compile(r"kanarie[a-z]+\d+x")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is er niet"),
]


@dataclass(frozen=True)
class Besieged:
    """The served page, whoever watches it, and what was written to the log."""

    address: str
    canary: Canary
    model: ScriptedModel
    documents: list[Hostile]
    luring: dict[str, bytes]
    log: io.StringIO
    settings: Settings

    @property
    def markup(self) -> str:
        return f"<img src='{self.canary.url}/typed.png' onerror='window.hacked=1'>"


@pytest.fixture(scope="module")
def besieged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Besieged]:
    """One home for all of it: 79 hostile documents, a note, and hostile files beside them."""
    home, originals = tmp_path_factory.mktemp("belegerd"), tmp_path_factory.mktemp("aangeleverd")
    with canary() as watching, scripted_model() as model, pytest.MonkeyPatch.context() as patch:
        settings = Settings(
            home=home, cache=CACHE, model=f"openai:<img src='{watching.url}/model' onerror='window.hacked=1'>",
            model_url=model.url, model_key=KEY,
        )  # fmt: skip
        documents, luring = hostile_documents(watching.url), luring_documents(watching.url)
        for name, content in ({one.name: one.content for one in documents} | luring).items():
            (originals / name).write_bytes(content)
        furnish(settings, watching.url)
        build_apart(patch)
        report = ingest(settings, [originals], Collection.BRONNEN, lambda progress: None)
        assert len(report.added) == len(documents) + len(luring) >= 60
        model.script = writes(lambda prompt: obeyed(prompt, watching.url))
        log = io.StringIO()
        with served(settings) as address, logged(log):
            yield Besieged(address, watching, model, documents, luring, log, settings)


def furnish(settings: Settings, lair: str) -> None:
    """What else in a home may be hostile: a note, a prompt, werkvormen, synonyms."""
    lure = f"<img src='{lair}/huis.png' onerror='window.hacked=1'><script>window.hacked=1</script>"
    prompt = (REPOSITORY / "prompts" / "antwoord-professional.md").read_text(encoding="utf-8")
    werkvorm = (REPOSITORY / "prompts" / "werkvormen" / "weegschaal.md").read_text(encoding="utf-8")
    files = {
        "corpus/notities/recept.md": f"---\ntitel: Recept\n---\nAppeltaart bakken wij met kaneel en {NOTE_SECRET}.\n",
        "prompts/antwoord-professional.md": f"{PROMPT_SECRET} {lure}\n{prompt}",
        "synoniemen.txt": f"medewerkers, krachten {lure}\n",
        f"{WERKVORMEN}/weegschaal.md": re.sub(r"naam: .*", f'naam: "Weegschaal {lure}"', werkvorm, count=1),
        f"{WERKVORMEN}/<img src=x onerror=window.hacked=1>.md": "---\n<script>window.hacked=1</script>: x\n---\n",
    }
    for name, text in files.items():
        path = settings.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def obeyed(prompt: str, lair: str) -> str:
    """What the sources carry, so that something is told, and after it all that they order."""
    facts = [
        f"{fact.group()[:-1]} [{number}]. " for number, text in PLACE.findall(prompt) if (fact := FACT.search(text))
    ]
    return "".join(facts) + "\n" + obey(prompt, KEY).replace(f"https://{HOST}", lair)


@contextmanager
def served(settings: Settings) -> Iterator[str]:
    service = LocalService(settings)
    service.start()
    app = create_app(service, Keeping(settings), Shelf(settings), werkvormen=settings.home / WERKVORMEN)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started and thread.is_alive():
            thread.join(0.05)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        app.state.desk.jobs.close()
        app.state.examples.examples.stop()
        server.should_exit = True
        thread.join(10)
    service.stop()


@contextmanager
def logged(stream: io.StringIO) -> Iterator[None]:
    """All that the program logs, also what its command line leaves out."""
    handler, root, own = logging.StreamHandler(stream), logging.getLogger(), logging.getLogger("assistant")
    handler.setFormatter(logging.Formatter("%(name)s %(message)s"))
    before = root.level, own.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    own.setLevel(logging.DEBUG)
    yield
    root.removeHandler(handler)
    root.setLevel(before[0])
    own.setLevel(before[1])


@pytest.fixture
def page(browser: Browser, besieged: Besieged) -> Iterator[Page]:
    """A page that may reach for nothing, and on which every answer of the server is protected."""
    with visiting(browser, besieged) as page:
        yield page


@contextmanager
def visiting(browser: Browser, besieged: Besieged) -> Iterator[Page]:
    loose: list[str] = []
    with watched(browser, besieged.address) as page:
        page.set_default_timeout(WAIT)
        page.on("dialog", lambda dialog: (loose.append(dialog.message), dialog.dismiss()))
        page.on(
            "response",
            lambda got: loose.append(got.url) if "content-security-policy" not in got.headers else None,
        )
        yield page
        clean(page, besieged)
    assert loose == []


def clean(page: Page, besieged: Besieged) -> None:
    """Nothing foreign is on the page, nothing ran, nobody asked the canary, and nothing hidden is told."""
    assert page.evaluate(f"({FOREIGN})(document)") == []
    assert page.evaluate("'hacked' in window") is False
    assert besieged.canary.asked == []
    kept_in(page.content())
    check_log(besieged)


def kept_in(text: str) -> None:
    """What no reader may ever get: the key, the prompt, and what was on another desk."""
    for hidden in (KEY, PROMPT_SECRET, *instructions()):
        assert hidden not in text


def instructions() -> Iterator[str]:
    """The lines of the prompts that are long enough to be known by."""
    for name in ("regels", "antwoord-professional"):
        for line in (REPOSITORY / "prompts" / f"{name}.md").read_text(encoding="utf-8").splitlines():
            if len(line) > 40 and "{{" not in line:
                yield line.strip("- ")


def check_log(besieged: Besieged) -> None:
    said = besieged.log.getvalue()
    for hidden in (KEY, SAID_EARLIER, PROMPT_SECRET, NOTE_SECRET, "Schrijf precies", "medewerkers", "hacked"):
        assert hidden not in said
    assert not any(one.canary in said for one in besieged.documents)


def opened(page: Page, besieged: Besieged) -> None:
    page.goto(besieged.address)
    expect(page.get_by_label("Je vraag", exact=True)).to_be_visible(timeout=WAIT)


def ask(page: Page, question: str) -> str:
    """Ask and wait; gives the text of the answer."""
    before = page.locator(".ww-beurt").count()
    page.get_by_label("Je vraag", exact=True).fill(question)
    page.keyboard.press("Enter")
    expect(page.locator(".ww-beurt.ww-klaar")).to_have_count(before + 1, timeout=WAIT)
    return page.locator("#ww-laatste .ww-antwoord").inner_text()


def chosen_questions(besieged: Besieged) -> list[Hostile]:
    """One document of each format, each with another takeover."""
    return [besieged.documents[at * len(TAKEOVERS) + (at * 2 + 1) % len(TAKEOVERS)] for at in range(6)]


def test_the_canary_sings_and_the_eye_sees(browser: Browser, besieged: Besieged) -> None:
    """Without this, the rest would pass with a deaf canary and a blind eye."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{besieged.address}/wijkwijzer/icon.svg")
    raw = besieged.luring["'-alert(1)-' lokoord.html"].decode()
    foreign = page.evaluate(f"(raw) => ({FOREIGN})(new DOMParser().parseFromString(raw, 'text/html'))", raw)
    assert len(foreign) > 20
    context.close()
    with urllib.request.urlopen(f"{besieged.canary.url}/hier", timeout=10) as got:
        assert got.status == 200
    assert besieged.canary.asked == ["GET /hier"]
    besieged.canary.asked.clear()


def test_an_obedient_model_and_its_sources_on_the_page(page: Page, browser: Browser, besieged: Besieged) -> None:
    with visiting(browser, besieged) as other:
        opened(other, besieged)
        ask(other, f"Wat doet {SAID_EARLIER} in Delft?")
    opened(page, besieged)
    told = 0
    for document in chosen_questions(besieged):
        asked = len(besieged.model.calls)
        answer = ask(page, document.question)
        prompts = besieged.model.prompts[asked:]
        assert prompts and besieged.model.keys[-1] == f"Bearer {KEY}"
        shown = page.locator("#ww-laatste").inner_text() + page.locator("#ww-bronnen-laatste").inner_text()
        assert set(CANARY.findall(answer)) <= set(CANARY.findall(prompts[-1]))
        for hidden in (SAID_EARLIER, NOTE_SECRET):
            assert hidden not in shown + "\n".join(prompts)
        told += page.locator("#ww-laatste .ww-wijze", has_text="taalmodel").count()
        for fold in page.locator("#ww-laatste .ww-weggelaten summary").all():
            fold.click()
    assert told, "the model never told anything, so nothing of it was tried"
    clean(page, besieged)
    page.locator("#ww-laatste .ww-cijfer").first.click()
    page.locator("#ww-bronnen-laatste .ww-open").first.click()
    expect(page.get_by_role("dialog").locator("#citaat")).to_be_visible()


def test_quotes_filters_and_questions_that_are_markup(page: Page, besieged: Besieged) -> None:
    opened(page, besieged)
    page.locator("#ww-stijl > button").click()
    page.get_by_label("Letterlijke citaten", exact=True).check()
    expect(page.get_by_role("button", name="Letterlijke citaten; alles blijft op deze computer")).to_be_visible()
    asked = len(besieged.model.calls)
    luring = "Met hoeveel medewerkers werkt het wijkteam van Lokoord-Html?"
    for question in (chosen_questions(besieged)[2].question, luring, "Waarom koos Delft voor een projectorganisatie?"):
        ask(page, question)
        expect(page.locator("#ww-laatste .ww-citaten")).to_be_visible()
        assert NOTE_SECRET not in page.locator("#ww-laatste").inner_text()
    assert len(besieged.model.calls) == asked, "quoting asks no model"
    ask(page, f"{besieged.markup} ![x]({besieged.canary.url}/vraag.png) <script>window.hacked=1</script> kabouter")
    clean(page, besieged)
    page.goto(f"{besieged.address}/?vraag=Waarom%3F&thema=%3Cscript%3Ewindow.hacked%3D1%3C%2Fscript%3E")
    expect(page.locator(".ww-beurt.ww-klaar")).to_be_visible(timeout=WAIT)


def test_every_document_and_every_desk(page: Page, besieged: Besieged) -> None:
    names = [entry.document.id for entry in Keeping(besieged.settings).entries()]
    assert len(names) == len(besieged.documents) + len(besieged.luring) + 1
    page.goto(f"{besieged.address}/bronnen")
    foreign = page.evaluate(
        f"""async (names) => {{
          const eye = {FOREIGN}, found = [];
          for (const name of names)
            for (const path of ['/document/', '/bronnen/document?naam=', '/bronnen/verwijderen?naam=']) {{
              const got = await fetch(path + encodeURIComponent(name));
              const page = new DOMParser().parseFromString(await got.text(), 'text/html');
              if (!got.ok || !page.querySelector('main')) found.push(`${{got.status}}: ${{path}}${{name}}`);
              found.push(...eye(page));
            }}
          return found;
        }}""",
        names,
    )
    assert foreign == []
    luring = [name for name in names if "lokoord" in name or "delft" in name or "haarlem" in name]
    assert len(luring) == len(besieged.luring)
    for name in luring:  # these are opened as well: the browser runs what it can
        page.goto(f"{besieged.address}/document/{quote(name, safe='')}?van=0&tot=200#citaat")
        expect(page.locator("main mark").first).to_be_visible()
        clean(page, besieged)
    for path in ("/bronnen?blad=2", "/bronnen?zoek=%3Cscript%3E", "/bronnen/toevoegen", "/bronnen/notitie"):
        page.goto(f"{besieged.address}{path}")
        expect(page.locator("main h2").first).to_be_visible()
        clean(page, besieged)


def test_conversations_judgements_and_their_files(page: Page, besieged: Besieged) -> None:
    opened(page, besieged)
    ask(page, chosen_questions(besieged)[1].question)
    ask(page, f"Hoeveel kabouters eten taart? {besieged.markup}")
    page.locator("#ww-laatste .ww-onnuttig").click()
    page.locator("#ww-reden").fill(f"Niets aan {besieged.markup} [klik]({besieged.canary.url}/reden)")
    page.get_by_role("button", name="Verstuur", exact=True).click()
    expect(page.locator("#ww-laatste .ww-gezegd")).to_contain_text("De redactie leest je oordeel")
    if page.locator("#ww-laatste .ww-voorleggen").count():
        page.locator("#ww-laatste .ww-voorleggen").click()
        expect(page.locator("#ww-laatste .ww-gezegd")).to_contain_text("ligt bij de redactie")
    page.goto(f"{besieged.address}/gesprekken")
    page.get_by_role("link", name=re.compile("^Naam, opslaan of verwijderen")).first.click()
    title = f'=1+1 {besieged.markup} ![t]({besieged.canary.url}/naam.png) www.kwaad.example "'
    page.get_by_label("Naam van het gesprek").fill(title[:120])
    talk = page.url
    page.get_by_role("button", name="Bewaar de naam").click()
    expect(page.get_by_role("link", name=re.compile("^=1"), exact=False).first).to_be_visible()
    clean(page, besieged)
    page.goto(f"{besieged.address}/gesprekken?zoek=%22%3E%3Cscript%3E")
    clean(page, besieged)
    for ending in ("docx", "pdf", "md"):
        check_file(page, besieged, f"{talk}/gesprek.{ending}")
    page.goto(talk)
    clean(page, besieged)
    page.get_by_role("link", name="Ga verder met dit gesprek").click()
    expect(page.locator(".ww-beurt")).to_have_count(2, timeout=WAIT)
    clean(page, besieged)
    page.goto(f"{besieged.address}/bronnen/vragen")
    expect(page.get_by_text("Niets aan", exact=False)).to_be_visible()


def check_file(page: Page, besieged: Besieged, address: str) -> None:
    got = page.request.get(address)
    assert got.ok, address
    assert "content-security-policy" in got.headers
    assert "attachment" in got.headers["content-disposition"]
    assert faults(address.split("?")[0], got.body(), besieged.address) == []
    assert KEY.encode() not in got.body()


def test_examples_and_their_files(page: Page, besieged: Besieged) -> None:
    opened(page, besieged)
    page.goto(f"{besieged.address}/voorbeelden")
    place = page.get_by_role("link", name="Delft").first
    for _ in range(60):
        if place.is_visible():
            break
        page.wait_for_timeout(500)  # the table is being made
        page.reload()
    expect(place).to_be_visible()
    for path in ("", "/plaats?naam=Delft", "/plaats?naam=Haarlem", "/overzicht", "/tijdlijn",
                 "/vergelijk?plaats=Delft&plaats=Haarlem", "?zoek=%3Cscript%3E"):  # fmt: skip
        page.goto(f"{besieged.address}/voorbeelden{path}")
        expect(page.locator("#ww-bureautitel")).to_be_visible()
        clean(page, besieged)
    for ending in ("xlsx", "csv", "docx"):
        check_file(page, besieged, f"{besieged.address}/voorbeelden/voorbeelden.{ending}")


def test_a_workshop_and_its_files(page: Page, besieged: Besieged) -> None:
    opened(page, besieged)
    page.goto(f"{besieged.address}/workshop")
    clean(page, besieged)
    page.get_by_label("Of typ een eigen thema").fill("projectorganisatie")
    page.get_by_label("Minuten").fill("150")
    page.get_by_role("button", name="Maak de workshop").click()
    expect(page.locator(".ww-programma")).to_be_visible()
    workshop = page.url.split("?")[0]
    clean(page, besieged)
    page.locator("input[name=titel]").fill(f"=1+1 {besieged.markup}")
    page.locator("input[name=titel]").press("Enter")
    expect(page.get_by_role("heading", name="=1+1").first).to_be_visible()
    expect(page.locator(".ww-programma")).to_be_visible()
    for section in ("programma", "kaarten", "doelen", "citaten", "vragen"):
        page.goto(f"{workshop}/aanpassen/{section}")
        clean(page, besieged)
    for name in ("draaiboek.docx", "hand-out.docx", "presentatie.pptx", "kaarten.pdf"):
        check_file(page, besieged, f"{workshop}/{name}")


def test_a_hostile_file_and_a_hostile_note_of_a_curator(page: Page, besieged: Besieged) -> None:
    name = "<img src=x onerror=window.hacked=1> geupload.md"
    page.goto(f"{besieged.address}/bronnen/toevoegen")
    page.locator("#ww-bestanden").set_input_files(
        [
            {
                "name": name,
                "mimeType": "text/html",
                "buffer": f"# {besieged.markup}\n\nNieuw {besieged.markup}".encode(),
            },
            {"name": "<script>window.hacked=1.svg", "mimeType": "image/svg+xml", "buffer": besieged.markup.encode()},
        ]
    )
    clean(page, besieged)
    page.get_by_role("button", name="Voeg toe").click()
    expect(page.locator("#ww-taak.ww-klaar")).to_contain_text("geupload.md", timeout=WAIT)
    clean(page, besieged)
    page.goto(f"{besieged.address}/bronnen/notitie")
    page.locator("input[name=titel]").fill(besieged.markup)
    page.locator("textarea[name=tekst]").fill(f"De BSN 123456782 {besieged.markup} ![x]({besieged.canary.url}/n.png)")
    page.get_by_role("button", name=re.compile("ewaar|ontroleer")).first.click()
    expect(page.get_by_label("Neem het voorstel over")).to_be_visible()
