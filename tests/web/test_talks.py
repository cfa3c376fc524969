"""What is kept of conversations: whose it is, what of it goes with a document, and what a file of it holds."""

import io
import secrets
from collections.abc import Iterator
from dataclasses import replace

import docx
import httpx
import pytest
from fake_service import DOCUMENTS, FakeAssistant, FakeService, Running, delft_answer, not_found

from assistant.exports.conversation import GONE
from assistant.kept import Shelf, Sort, forget_document
from assistant.settings import Settings
from assistant.types import Filters, Kind
from assistant.web import texts
from assistant.web.conversation import Exchange, State
from assistant.web.talks.stored import answer_from, answer_json, filters_from_json, filters_json
from assistant.web.talks.talks import Talks, asked_of, exchanges_of, question_of, state_of, title_of

WE = "wij"
QUESTION = "Waarom koos Delft niet voor wijkteams?"


@pytest.fixture
def service() -> FakeService:
    return FakeService()


@pytest.fixture
def talks(service: FakeService, empty_home: Settings) -> Talks:
    return Talks(service, Shelf(empty_home))


def exchange(question: str = QUESTION, mark: str = "a", **others: object) -> Exchange:
    answer = not_found(question) if "Amsterdam" in question else delft_answer(question)
    return replace(Exchange(1, question, State.DONE, answer, talk="gesprek", mark=mark), **others)  # type: ignore[arg-type]


def stored(settings: Settings) -> bytes:
    return b"".join(path.read_bytes() for path in settings.home.rglob("*") if path.is_file())


def test_an_answer_comes_back_as_it_was() -> None:
    answer = replace(delft_answer(), also=("sociaal team",), withheld=("x",), remark="y")
    back = answer_from(answer_json(answer))
    assert back is not None
    assert back.sentences == answer.sentences
    assert [entry.quote for entry in back.evidence] == [entry.quote for entry in answer.evidence]
    assert back.evidence[0].document == replace(DOCUMENTS[0], text="")
    assert answer_from({"question": "half"}) is None


def test_filters_come_back_and_what_cannot_be_read_is_no_filter() -> None:
    chosen = Filters(kind=Kind.BLOG, municipality="Delft", theme="toegang", year_from=2015)
    assert filters_from_json(filters_json(chosen)) == chosen
    assert filters_from_json({"kind": "boek"}) == Filters()


def test_a_conversation_is_kept_for_its_own_user_alone(talks: Talks) -> None:
    talks.record(WE, exchange(), keep=True)
    talks.record(WE, exchange("Hoeveel wijkteams heeft Amsterdam?", "b"), keep=True)
    (kept,) = talks.listed(WE)
    assert [one.question for one in exchanges_of(kept)] == [QUESTION, "Hoeveel wijkteams heeft Amsterdam?"]
    assert title_of(kept) == QUESTION
    assert talks.find("zij", "gesprek") is None
    assert talks.listed("zij") == []
    assert not talks.remove("zij", "gesprek")


def test_two_tabs_lose_nothing_of_each_other(talks: Talks) -> None:
    for mark in ("a", "b", "a"):
        talks.record(WE, exchange(mark=mark), keep=True)
    (kept,) = talks.listed(WE)
    assert [part.own["merk"] for part in kept.parts] == ["a", "b"]


def test_what_a_user_does_not_want_kept_is_in_memory_only(talks: Talks, empty_home: Settings) -> None:
    talks.record(WE, exchange(), keep=True)
    talks.record(WE, exchange("En waarom?", "b"), keep=False)
    assert talks.listed(WE) == []
    found = talks.find(WE, "gesprek")
    assert found is not None and len(found.parts) == 2, "it can still be taken along as a file"
    assert QUESTION.encode() not in stored(empty_home)


def test_without_a_cookie_nothing_is_kept(talks: Talks) -> None:
    talks.record("", exchange(), keep=True)
    assert talks.listed("") == []
    assert talks.find("", "gesprek") is not None


def test_an_erased_document_goes_from_every_conversation(talks: Talks, empty_home: Settings) -> None:
    talks.record(WE, exchange(), keep=True)
    assert forget_document(empty_home, "delft") == 1
    (kept,) = talks.listed(WE)
    (back,) = exchanges_of(kept)
    assert (back.state, back.answer, back.message) == (State.FAILED, None, texts.ANSWER_GONE)
    assert back.question == QUESTION, "what the user typed stays"
    assert b"bewust anders" not in stored(empty_home)


def test_a_document_that_is_not_there_is_not_told_from_memory(talks: Talks, service: FakeService) -> None:
    talks.record(WE, exchange(), keep=False)
    service.ready = FakeAssistant(texts=DOCUMENTS[1:])
    found = talks.find(WE, "gesprek")
    assert found is not None and asked_of(found.parts[0]).answer is None
    assert talks.part(WE, "gesprek", "a") is None


def test_a_question_out_of_a_document_goes_with_it(talks: Talks, empty_home: Settings) -> None:
    pressed = exchange("Wat staat er in Haarlem?", offered_by=("haarlem",))
    talks.record(WE, pressed, keep=True)
    (kept,) = talks.listed(WE)
    assert title_of(kept) == "Wat staat er in Haarlem?"
    forget_document(empty_home, "haarlem")
    (kept,) = talks.listed(WE)
    assert title_of(kept).startswith("Gesprek van ")
    assert not any(
        b"Wat staat er in Haarlem" in path.read_bytes() for path in empty_home.home.rglob("*") if path.is_file()
    )


def test_a_question_for_the_curator_is_put_once_and_told_when_answered(talks: Talks) -> None:
    asked = exchange("Hoeveel wijkteams heeft Amsterdam?")
    talks.record(WE, asked, keep=True)
    part = talks.part(WE, "gesprek", "a")
    assert part is not None
    talks.submit(WE, part)
    talks.submit(WE, part)
    (question,) = talks.submitted()
    assert question_of(question) == asked.question
    assert talks.news(WE) == []
    assert talks.mark_answered(question.id)
    assert talks.news(WE) == [asked.question]
    assert talks.news("zij") == []
    talks.record(WE, replace(asked, mark="b"), keep=True)
    assert talks.news(WE) == [], "who asked it again knows"
    assert [state_of(one) for one in talks.submitted()] == ["gezien"]


def test_a_judgement_can_be_changed(talks: Talks) -> None:
    talks.record(WE, exchange(), keep=True)
    part = talks.part(WE, "gesprek", "a")
    assert part is not None
    talks.judge(part, useful=True, reason="")
    talks.judge(part, useful=False, reason="Te oud")
    (judged,) = talks.judgements()
    assert (judged.parts[0].own["nuttig"], judged.parts[0].own["reden"]) == (False, "Te oud")
    assert talks.drop(judged.id)
    assert talks.judgements() == []


def test_a_workshop_is_not_the_curators_to_drop(talks: Talks, empty_home: Settings) -> None:
    from assistant.kept import new, save

    kept = new("", Sort.WORKSHOP, "Workshop")
    save(empty_home, kept)
    assert not talks.drop(kept.id)
    assert not talks.mark_answered(kept.id)


# ---- over HTTP ----


@pytest.fixture
def client(running: Running) -> Iterator[httpx.Client]:
    headers = {"origin": running.address, "accept": "text/html"}
    with httpx.Client(base_url=running.address, headers=headers, follow_redirects=True) as client:
        client.get("/gesprekken")  # the cookie
        yield client


@pytest.fixture
def mine(running: Running, client: httpx.Client) -> str:
    """A conversation of this client; gives its name."""
    from assistant.web.routing import owner_of

    owner = owner_of(client.cookies["ww-lezer"])
    name = secrets.token_urlsafe(12)
    running.talks.record(owner, exchange(talk=name), keep=True)
    return name


def test_a_conversation_as_a_file(client: httpx.Client, mine: str) -> None:
    response = client.get(f"/gesprekken/{mine}/gesprek.docx")
    assert response.headers["content-disposition"].startswith('attachment; filename="gesprek-')
    text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(response.content)).paragraphs)
    assert QUESTION in text and "bewust anders" in text and GONE not in text
    assert client.get(f"/gesprekken/{mine}/gesprek.pdf").content.startswith(b"%PDF-")
    assert "bewust anders" in client.get(f"/gesprekken/{mine}/gesprek.md").text
    assert client.get(f"/gesprekken/{mine}/gesprek.exe").status_code == 404
    assert "[1] Auteur onbekend (2016). De Toegang in Delft." in client.get(f"/gesprekken/{mine}/a/tekst").text


def test_somebody_else_gets_nothing(client: httpx.Client, mine: str, running: Running) -> None:
    with httpx.Client(base_url=running.address, headers=client.headers) as other:
        other.get("/gesprekken")
        assert other.get(f"/gesprekken/{mine}/gesprek.md").status_code == 404
        assert texts.NO_TALKS in other.get("/gesprekken").text
        said = other.post(f"/gesprekken/{mine}/a/redactie").json()
        assert (said["done"], said["sentence"]) == (False, texts.ANSWER_AWAY)
        other.post(f"/gesprekken/{mine}/weg")
    assert QUESTION in client.get("/gesprekken").text


def test_personal_data_in_a_reason_or_a_name_is_refused(client: httpx.Client, mine: str, running: Running) -> None:
    said = client.post(f"/gesprekken/{mine}/a/oordeel", data={"oordeel": "niet", "reden": "Bel 06-12345678"}).json()
    assert (said["done"], said["sentence"]) == (False, texts.REASON_PERSONAL)
    assert running.talks.judgements() == []
    page = client.post(f"/gesprekken/{mine}/naam", data={"titel": "Mevrouw Jansen, BSN 123456782"})
    assert texts.RENAME_PERSONAL in page.text
    page = client.post(f"/gesprekken/{mine}/naam", data={"titel": "  Over   <b>Delft</b> "})
    assert "Over &lt;b&gt;Delft&lt;/b&gt;" in page.text


def test_search_names_what_it_did_not_find(client: httpx.Client, mine: str) -> None:
    assert QUESTION in client.get("/gesprekken", params={"zoek": "DELFT wijkteams"}).text
    assert "Geen gesprek past bij ‘&lt;x&gt;’" in client.get("/gesprekken", params={"zoek": "<x>"}).text


def test_the_curator_sees_questions_and_judgements(client: httpx.Client, mine: str, running: Running) -> None:
    assert client.post(f"/gesprekken/{mine}/a/oordeel", data={"oordeel": "nuttig"}).json()["done"]
    assert client.post(f"/gesprekken/{mine}/a/redactie").json()["done"]
    page = client.get("/bronnen/vragen").text
    assert page.count(QUESTION) >= 2
    (question,) = running.talks.submitted()
    client.post("/bronnen/vragen", data={"id": question.id, "doe": "beantwoord"})
    assert texts.IS_ANSWERED in client.get("/gesprekken").text
    client.post("/gesprekken/vraag/weg", data={"id": question.id})
    assert running.talks.submitted() == []
    for kept in running.talks.judgements():
        client.post("/bronnen/vragen", data={"id": kept.id, "doe": "weg"})
    assert texts.NO_JUDGEMENTS in client.get("/bronnen/vragen").text
