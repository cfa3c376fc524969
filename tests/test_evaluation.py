"""The measures, on outcomes that are known, and question sets that cannot be used."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path
from types import SimpleNamespace

import pytest
from fakes import make_fake_encoder
from homes import Build, Open

from assistant.errors import EvaluationError
from assistant.evaluation import Evaluation, EvaluationQuestion, Outcome, evaluate, read_questions
from assistant.pipeline import Assistant
from assistant.settings import Settings
from assistant.splitting import split
from assistant.types import (
    Answer,
    Collection,
    Confidence,
    Document,
    Evidence,
    FoundBy,
    Hit,
    Kind,
    Mode,
    Passage,
    Status,
    Timings,
)

KNOWN = EvaluationQuestion("1", "Wat?", "a", ("goud",))
MADE = {"encoder": "namaak", "encoder_digest": "e1", "splitter": "s1", "format": 6, "content": "c1"}
UNKNOWN = EvaluationQuestion("2", "Wat nog meer?", None, ())


def outcome(
    question: EvaluationQuestion = KNOWN, ranks: tuple[int, int, int] = (1, 1, 1), answerable: float = 0.9
) -> Outcome:
    return Outcome(
        question, *ranks, quotes=2, literal_quotes=2, refused=answerable < 0.5, answerable=answerable, milliseconds=10
    )


def report(*outcomes: Outcome) -> dict[str, object]:
    return Evaluation(outcomes, documents=5, passages=50, passages_per_second=12.345).report()


def test_measures_of_known_ranks() -> None:
    """Document ranks 1, 2, 0 and 20; passage ranks 1, 3, 0 and 10; answer ranks 1, 3, 0 and 2."""
    measured = report(
        outcome(ranks=(1, 1, 1)), outcome(ranks=(2, 3, 3)), outcome(ranks=(0, 0, 0)), outcome(ranks=(20, 10, 2))
    )
    assert (measured["questions"], measured["unanswerable"]) == (4, 0)
    assert (measured["documents"], measured["passages"], measured["passages_per_second"]) == (5, 50, 12.3)
    assert measured["document"] == {
        "recall@1": 0.25,
        "recall@5": 0.5,
        "mrr": round((1 + 1 / 2 + 1 / 20) / 4, 4),
        "ndcg@10": round((1 + 1 / log2(3)) / 4, 4),
    }
    assert measured["passage"] == {"recall@1": 0.25, "recall@3": 0.5, "recall@5": 0.5, "recall@10": 0.75}
    assert measured["answer"] == {"first": 0.25, "top3": 0.75, "literal": 1.0}
    assert measured["abstain"] is None
    assert measured["milliseconds"] == {"p50": 10.0, "p95": 10.0}


def test_measures_of_admitting_a_gap() -> None:
    measured = report(
        outcome(answerable=0.9),
        outcome(answerable=0.4),
        outcome(UNKNOWN, answerable=0.6),
        outcome(UNKNOWN, answerable=0.1),
    )
    abstain = measured["abstain"]
    assert isinstance(abstain, dict)
    assert abstain["auc"] == 0.75  # of the four pairs, .4 beside .6 is the wrong way round
    assert (abstain["false_answers"], abstain["false_refusals"]) == (0.5, 0.5)


def test_questions_without_gold_count_for_documents_only() -> None:
    measured = report(outcome(EvaluationQuestion("1", "Wat?", "a", ())))
    assert measured["document"]["recall@1"] == 1.0  # type: ignore[index]
    assert measured["passage"]["recall@1"] is None  # type: ignore[index]
    assert measured["answer"] == {"first": None, "top3": None, "literal": None}


@dataclass
class Scripted:
    """An assistant that has read one document and says what it is told to."""

    text: str
    quotes: Sequence[tuple[int, int]]
    status: Status = Status.ANSWERED

    generation = SimpleNamespace(
        manifest=SimpleNamespace(
            documents=1, passages=2, seconds={"read": 1.0, "load": 9.0, "passages": 3.0}, refused=(), **MADE
        )
    )

    def documents(self) -> list[Document]:
        return [SimpleNamespace(id="a")]  # type: ignore[list-item]

    def document(self, document_id: str) -> Document:
        return SimpleNamespace(text=self.text)  # type: ignore[return-value]

    def search(self, question: str, limit: int) -> tuple[Hit, ...]:
        texts = [("b", "Iets anders."), ("a", "Nog niets."), ("a", self.text)]
        return tuple(Hit(Passage("", name, "", None, text, 0, len(text)), 1.0, FoundBy.BOTH) for name, text in texts)

    def answer(self, question: str) -> Answer:
        own = Document("a", "a", self.text, Kind.ARTIKEL, "", "", (), (), Collection.BRONNEN, "")
        sentences = tuple(sentence for passage in split(own) for sentence in passage.sentences)
        passage = Passage("", "a", "", None, self.text, 0, len(self.text), sentences)
        evidence = tuple(
            Evidence(number, passage, self.text[start:end], start, end, 1.0)
            for number, (start, end) in enumerate(self.quotes, 1)
        )
        answered = self.status is Status.ANSWERED
        return Answer(
            question, question, self.status, "", (), evidence if answered else (), Mode.CITAAT, Confidence.STRONG,
            Timings(total=5.0), () if answered else evidence, 0.7,
        )  # fmt: skip


def measured(assistant: Scripted, question: EvaluationQuestion = KNOWN) -> Outcome:
    return evaluate(assistant, [question]).outcomes[0]  # type: ignore[arg-type]


def test_ranks_of_document_passage_and_answer() -> None:
    found = measured(Scripted("Eerst dit. Hier ligt GOUD\nin de grond.", [(0, 10), (11, 39)]))
    assert (found.document_rank, found.passage_rank, found.answer_rank) == (2, 3, 2)
    assert (found.quotes, found.literal_quotes, found.refused, found.milliseconds) == (2, 2, False, 5.0)
    assert (found.document_at, found.quoted, found.first_quote) == (2, ("a", "a"), "Eerst dit.")


def test_white_space_and_capitals_do_not_count() -> None:
    question = EvaluationQuestion("1", "Wat?", "a", ("hier ligt\n  goud",))
    assert measured(Scripted("Hier  ligt GOUD.", [(0, 16)]), question).answer_rank == 1


def test_only_three_sentences_of_a_quote_count() -> None:
    text = "Een. Twee. Drie. Hier ligt goud."
    assert measured(Scripted(text, [(0, len(text))])).answer_rank == 0
    broken = "Een zin loopt door\n\nna een witregel. Twee. Hier ligt goud."
    assert measured(Scripted(broken, [(0, len(broken))])).answer_rank == 1, "a sentence on two lines is one"
    items = "- een\n- twee\n- drie\n- goud"
    assert measured(Scripted(items, [(0, len(items))])).answer_rank == 0
    assert measured(Scripted(items, [(6, len(items))])).answer_rank == 1


def test_the_nearest_passages_count_where_there_is_no_answer() -> None:
    found = measured(Scripted("Hier ligt goud.", [(0, 15)], Status.NO_EVIDENCE))
    assert (found.answer_rank, found.refused, found.first_quote) == (1, True, "Hier ligt goud.")


def test_a_quote_that_is_not_literal_is_counted() -> None:
    class Liar(Scripted):
        def document(self, document_id: str) -> Document:
            return SimpleNamespace(text="Er staat iets anders.")  # type: ignore[return-value]

    assert measured(Liar("Hier ligt goud.", [(0, 15)])).literal_quotes == 0


def test_loading_is_not_counted_as_speed() -> None:
    assert evaluate(Scripted("Tekst.", []), [KNOWN]).passages_per_second == 2 / 4.0  # type: ignore[arg-type]


def test_a_whole_run_on_a_real_index(home: Settings, build: Build, opened: Open) -> None:
    build(home)
    questions = [
        EvaluationQuestion("1", "Waarom koos Delft voor een projectorganisatie?", "delft", ("snel wilde beginnen",)),
        EvaluationQuestion("2", "Hoe bak ik een appeltaart?", None, ()),
    ]
    steps: list[tuple[int, int]] = []
    run = evaluate(Assistant(opened(home), make_fake_encoder(home)), questions, lambda *step: steps.append(step))
    assert steps == [(1, 2), (2, 2)]
    assert run.outcomes[0].document_rank == run.outcomes[0].passage_rank == 1
    assert run.report()["answer"]["literal"] == 1.0


def test_a_document_that_is_not_there_is_named_with_its_line() -> None:
    question = EvaluationQuestion("1", "Wat?", "weg", (), line=7)
    with pytest.raises(EvaluationError, match=r"^Regel 7 van de vragen noemt het document ‘weg’"):
        measured(Scripted("", []), question)


# Question sets


def line(**values: object) -> str:
    return json.dumps({"id": "1", "question": "Wat?", "document": "a", "gold": ["goud"]} | values, ensure_ascii=False)


def test_read_questions(tmp_path: Path) -> None:
    path = tmp_path / "vragen.jsonl"
    path.write_text("\ufeff" + line() + "\r\n\n" + line(document=None, gold=[], question="Wat\u2028nu?") + "\n")
    one, other = read_questions(path)
    assert one == EvaluationQuestion("1", "Wat?", "a", ("goud",), 1)
    assert (other.question, other.document, other.gold, other.line) == ("Wat\u2028nu?", None, (), 3)


@pytest.mark.parametrize(
    "bad",
    [
        "{",
        "geen json",
        "[]",
        '"tekst"',
        "null",
        "3",
        '{"question": "Wat?"}',
        '{"document": null}',
        line(question=""),
        line(question=3),
        line(document=3),
        line(gold="goud"),
        line(gold=[""]),
        line(gold=[3]),
        line(id=None),
        line(id=["1"]),
        line(question="?!"),
        line(question="x" * 5000),
        '{"question": "Wat?", "document": "a"}',
        "[" * 100_000,
        '{"id": ' + "9" * 5000 + "}",
        line(question="Wat?") + line(),
    ],
    ids=lambda bad: bad[:40],
)
def test_a_line_that_cannot_be_used_is_named(tmp_path: Path, bad: str) -> None:
    path = tmp_path / "vragen.jsonl"
    path.write_text(f"{line()}\n\n{bad}\n{line()}\n")
    with pytest.raises(EvaluationError, match=r"^Regel 3 van de vragen .*\.$"):
        read_questions(path)


@pytest.mark.parametrize("name", ["question", "document", "gold"])
def test_a_missing_field_is_named(tmp_path: Path, name: str) -> None:
    values = json.loads(line())
    del values[name]
    path = tmp_path / "vragen.jsonl"
    path.write_text(f"\r\n{line()}\r{json.dumps(values)}")
    with pytest.raises(EvaluationError, match=f"Regel 3 .*mist het veld ‘{name}’"):
        read_questions(path)


def test_what_a_question_may_leave_out(tmp_path: Path) -> None:
    path = tmp_path / "vragen.jsonl"
    path.write_text('\n{"question": "Wat?", "document": null}\n' + line(id=7))
    one, other = read_questions(path)
    assert (one.id, one.gold, other.id) == ("2", (), "7")


@pytest.mark.parametrize("content", [b"\xff", b"\xef\xbb\xbf\xff"])
def test_the_first_line_that_is_no_utf8_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "vragen.jsonl"
    path.write_bytes(content)
    with pytest.raises(EvaluationError, match="Regel 1 van de vragen is geen UTF-8"):
        read_questions(path)
    path.write_bytes(f"\n{line()}\r\n\n".encode() + b'{"question": "caf\xe9"}\n\xff\n')
    with pytest.raises(EvaluationError, match="Regel 4 van de vragen is geen UTF-8"):
        read_questions(path)


@pytest.mark.parametrize("content", [None, b"", b"\n\n", b"\xff\xfe"])
def test_a_file_without_questions(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "vragen.jsonl"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(EvaluationError):
        read_questions(path)
