"""From a question to an answer, and what is no question."""

import threading
from itertools import pairwise

import pytest
from fakes import make_fake_encoder
from homes import Build, Open

from assistant.asking import MAXIMUM_QUESTION, checked
from assistant.errors import QuestionError
from assistant.pipeline import Assistant
from assistant.reader.wording import plain_text
from assistant.settings import Settings
from assistant.types import Answer, AnswerSentence, Collection, Filters, Mode, Status

QUESTION = "Waarom koos Delft niet voor wijkteams?"


@pytest.mark.parametrize("question", ["", "   \n\t", "?!…", "👍", "\u200b", "x" * 50_000, "wijkteam " * 6000])
def test_what_is_no_question(assistant: Assistant, question: str) -> None:
    with pytest.raises(QuestionError, match=r"Typ eerst een vraag|te lang"):
        assistant.answer(question)
    with pytest.raises(QuestionError):
        assistant.search(question)


def test_the_longest_question_is_still_answered(assistant: Assistant) -> None:
    question = ("wijkteam " * MAXIMUM_QUESTION)[: MAXIMUM_QUESTION - 1] + "?"
    assert assistant.answer(question).question == question


@pytest.mark.parametrize(
    "question",
    [
        "Why did Delft choose a project organisation?",
        "Что такое социальная команда?",
        "SELECT * FROM passages; -- wijkteam",
        "body:wijkteam AND (",
        "<script>alert('wijkteam')</script>",
        "de het een",
        "wijkteam\x00team",
        "É" * 300,
    ],
)
def test_an_odd_question_gets_an_answer_of_some_kind(assistant: Assistant, question: str) -> None:
    assert assistant.answer(question).status in (Status.ANSWERED, Status.NO_EVIDENCE)


def test_half_a_character_is_no_obstacle(starter_assistant: Assistant) -> None:
    """As it comes from a terminal that does not speak UTF-8; the tokenizer would not take it."""
    assert starter_assistant.answer("caf\udce9 in de wijk?").question == "caf? in de wijk?"


def test_a_question_is_read_on_one_line() -> None:
    assert checked("  Waarom\n koos   Delft? ") == "Waarom koos Delft?"


def test_an_empty_corpus_holds_no_answer(empty_home: Settings, build: Build, opened: Open) -> None:
    (empty_home.corpus / "bronnen").mkdir(parents=True)
    build(empty_home)
    assistant = Assistant(opened(empty_home), make_fake_encoder(empty_home))
    answer = assistant.answer(QUESTION)
    assert (answer.status, answer.evidence, answer.nearest) == (Status.NO_EVIDENCE, (), ())
    assert answer.text == "Dit staat niet in de bronnen."
    assert assistant.search(QUESTION) == ()
    assert tuple(assistant.suggestions()) == ()


def test_an_answer_is_whole(starter_assistant: Assistant) -> None:
    answer = starter_assistant.answer(QUESTION)
    assert (answer.status, answer.mode, answer.question) == (Status.ANSWERED, Mode.CITAAT, QUESTION)
    assert [entry.number for entry in answer.evidence] == list(range(1, len(answer.evidence) + 1))
    cited = {number for sentence in answer.sentences for number in sentence.citations}
    assert cited == {entry.number for entry in answer.evidence}
    assert answer.evidence[0].document is not None
    assert answer.evidence[0].document.id == answer.evidence[0].passage.document_id == "002-delft-toegang"
    assert answer.timings.total >= answer.timings.encode > 0
    assert answer.nearest == ()


def test_a_gap_is_admitted_with_the_nearest_passages(starter_assistant: Assistant) -> None:
    answer = starter_assistant.answer("Hoe bak ik een appeltaart?")
    assert (answer.status, answer.text) == (Status.NO_EVIDENCE, "Dit staat niet in de bronnen.")
    assert (answer.sentences, answer.evidence) == ((), ())
    assert 1 <= len(answer.nearest) <= 3


def test_the_same_question_gets_the_same_answer(starter_assistant: Assistant) -> None:
    one, other = starter_assistant.answer(QUESTION), starter_assistant.answer(QUESTION)
    assert (one.sentences, one.evidence) == (other.sentences, other.evidence)


def test_a_stream_grows_to_the_answer(starter_assistant: Assistant) -> None:
    steps = list(starter_assistant.stream("Welke succesfactoren heeft een sociaal team?"))
    last = starter_assistant.answer("Welke succesfactoren heeft een sociaal team?")
    assert (steps[-1].sentences, steps[-1].evidence) == (last.sentences, last.evidence)
    for before, after in pairwise(steps):
        assert after.sentences[: len(before.sentences)] == before.sentences
        assert len(after.sentences) > len(before.sentences)
    for step in steps:
        cited = {number for sentence in step.sentences for number in sentence.citations}
        assert {entry.number for entry in step.evidence} == cited


def test_filters_hold_for_answers(starter_assistant: Assistant) -> None:
    answer = starter_assistant.answer(QUESTION, filters=Filters(municipality="Haarlem"))
    assert {entry.passage.document_id for entry in (*answer.evidence, *answer.nearest)} == {
        "000-haarlem-dock-sessieverslag"
    }
    nothing = starter_assistant.answer(QUESTION, filters=Filters(collection=Collection.NOTITIES))
    assert (nothing.status, nothing.nearest) == (Status.NO_EVIDENCE, ())


def test_suggestions_are_really_answered(starter_assistant: Assistant) -> None:
    suggestions = starter_assistant.suggestions()
    assert suggestions
    written = {question for document in starter_assistant.documents() for question in document.questions}
    for question in suggestions:
        assert question in written
        assert starter_assistant.answer(question).status is Status.ANSWERED


def test_documents_come_with_and_without_their_text(starter_assistant: Assistant) -> None:
    listed = starter_assistant.documents()
    assert len(listed) == 5
    assert not any(document.text for document in listed)
    whole = starter_assistant.document(listed[0].id)
    assert whole is not None
    assert whole.text
    assert starter_assistant.document("bestaat niet") is None


def test_many_threads_may_ask_at_once(assistant: Assistant) -> None:
    questions = ["Waarom koos Delft voor een projectorganisatie?", "Hoeveel wijkteams heeft Haarlem?"] * 8
    answers: dict[int, Answer] = {}
    threads = [
        threading.Thread(target=lambda i=i, q=q: answers.update({i: assistant.answer(q)}))
        for i, q in enumerate(questions)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number, question in enumerate(questions):
        expected = assistant.answer(question)
        assert (answers[number].sentences, answers[number].evidence) == (expected.sentences, expected.evidence)


def test_plain_text_has_headings_items_and_numbers() -> None:
    sentences = (AnswerSentence("Dit is nodig:", (1,), "Wat nodig is", ("een plan", "een team")),)
    assert plain_text(sentences) == "Wat nodig is\nDit is nodig:\n- een plan\n- een team [1]"
