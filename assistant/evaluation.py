"""Measures on a question set: is the document found, the passage, the answer, and is a gap admitted.

Text is compared with white space collapsed and case ignored. Of each quote only
its first three sentences count, so that a long list cannot win by its length.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from assistant.dutch.sentences import sentence_spans
from assistant.errors import EvaluationError
from assistant.pipeline import Assistant
from assistant.types import Answer, Evidence, Hit, Status

DEPTH = 50  # passages looked at per question
QUOTED_SENTENCES = 3
REFUSALS_ALLOWED = 0.05  # false refusals at which false answers are counted in the curve


@dataclass(frozen=True, slots=True)
class EvaluationQuestion:
    """A line of a question set; ``document`` is None where the documents hold no answer."""

    id: str
    question: str
    document: str | None
    gold: tuple[str, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out for one question; ranks count from 1, 0 is not found."""

    question: EvaluationQuestion
    document_rank: int
    passage_rank: int
    answer_rank: int
    quotes: int
    literal_quotes: int
    refused: bool
    answerable: float
    milliseconds: float
    first_quote: str = ""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All outcomes of a run, with the counts of its index."""

    outcomes: tuple[Outcome, ...]
    documents: int
    passages: int
    passages_per_second: float
    refused: tuple[tuple[str, str], ...] = field(default=())

    def report(self) -> dict[str, Any]:
        """The measures as one JSON object."""
        known = [outcome for outcome in self.outcomes if outcome.question.document is not None]
        unknown = [outcome for outcome in self.outcomes if outcome.question.document is None]
        gold = [outcome for outcome in known if outcome.question.gold]
        ranks = [outcome.document_rank for outcome in known]
        times = [outcome.milliseconds for outcome in self.outcomes]
        quotes = sum(outcome.quotes for outcome in gold)
        result: dict[str, Any] = {
            "questions": len(known),
            "unanswerable": len(unknown),
            "documents": self.documents,
            "passages": self.passages,
            "passages_per_second": round(self.passages_per_second, 1),
            "document": {
                "recall@1": _recall(ranks, 1),
                "recall@5": _recall(ranks, 5),
                "mrr": _mean([1 / rank if rank else 0.0 for rank in ranks]),
                "ndcg@10": _mean([1 / float(np.log2(rank + 1)) if 0 < rank <= 10 else 0.0 for rank in ranks]),
            },
            "passage": {f"recall@{k}": _recall([o.passage_rank for o in gold], k) for k in (1, 3, 5, 10)},
            "answer": {
                "first": _recall([o.answer_rank for o in gold], 1),
                "top3": _recall([o.answer_rank for o in gold], 3),
                "literal": _mean([sum(o.literal_quotes for o in gold) / quotes]) if quotes else None,
            },
            "abstain": _abstain(known, unknown),
            "milliseconds": {
                "p50": round(float(np.percentile(times, 50)), 2),
                "p95": round(float(np.percentile(times, 95)), 2),
            },
        }
        return result


def read_questions(path: Path) -> list[EvaluationQuestion]:
    """Read a question set; EvaluationError names the line that cannot be used."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError("Ik kan het bestand met vragen niet lezen. Controleer de naam.") from error
    questions = [_question(line, number) for number, line in enumerate(lines, 1) if line.strip()]
    if not questions:
        raise EvaluationError("Er staan geen vragen in het bestand.")
    return questions


def _question(line: str, number: int) -> EvaluationQuestion:
    try:
        values = json.loads(line)
        document, gold = values["document"], values.get("gold", [])
        valid = (
            isinstance(values["question"], str)
            and values["question"].strip()
            and (document is None or isinstance(document, str))
            and isinstance(gold, list)
            and all(isinstance(text, str) and text.strip() for text in gold)
        )
    except (ValueError, TypeError, AttributeError) as error:
        raise EvaluationError(f"Regel {number} van de vragen is geen JSON-object.") from error
    except KeyError as error:
        raise EvaluationError(f"Regel {number} van de vragen mist het veld {error.args[0]!r}.") from error
    if not valid:
        raise EvaluationError(f"Regel {number} van de vragen heeft een veld met een verkeerde waarde.")
    return EvaluationQuestion(str(values.get("id", number)), values["question"], document, tuple(gold), number)


def evaluate(
    assistant: Assistant,
    questions: Sequence[EvaluationQuestion],
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> Evaluation:
    """Ask every question; EvaluationError when a question names a document that is not there."""
    known = {document.id for document in assistant.documents()}
    for question in questions:
        if question.document is not None and question.document not in known:
            raise EvaluationError(
                f"Regel {question.line} van de vragen noemt het document {question.document!r}, maar dat is er niet."
            )
    assistant.answer(questions[0].question)  # the first question pays for what is loaded late
    texts: dict[str, str] = {}
    outcomes = []
    for done, question in enumerate(questions, 1):
        outcomes.append(_outcome(assistant, question, texts))
        on_progress(done, len(questions))
    built = assistant.generation.manifest
    seconds = sum(built.seconds.get(name, 0.0) for name in ("read", "passages", "sentences", "index"))
    return Evaluation(
        outcomes=tuple(outcomes),
        documents=built.documents,
        passages=built.passages,
        passages_per_second=built.passages / seconds if seconds else 0.0,
        refused=built.refused,
    )


def _outcome(assistant: Assistant, question: EvaluationQuestion, texts: dict[str, str]) -> Outcome:
    answer = assistant.answer(question.question)
    hits = assistant.search(question.question, DEPTH)
    shown = answer.evidence or answer.nearest
    gold = [_plain(text) for text in question.gold]
    return Outcome(
        question=question,
        document_rank=_document_rank(hits, question.document),
        passage_rank=_rank([_holds(hit.passage.document_id, hit.passage.text, question, gold) for hit in hits]),
        answer_rank=_rank([_holds(e.passage.document_id, _counted(e.quote), question, gold) for e in shown]),
        quotes=len(shown),
        literal_quotes=sum(_is_literal(assistant, entry, texts) for entry in shown),
        refused=answer.status is not Status.ANSWERED,
        answerable=answer.answerable,
        milliseconds=answer.timings.total,
        first_quote=_first_quote(answer),
    )


def _document_rank(hits: Sequence[Hit], document: str | None) -> int:
    order = list(dict.fromkeys(hit.passage.document_id for hit in hits))
    return order.index(document) + 1 if document in order else 0


def _holds(document: str, text: str, question: EvaluationQuestion, gold: Sequence[str]) -> bool:
    plain = _plain(text)
    return document == question.document and any(wanted in plain for wanted in gold)


def _rank(found: Sequence[bool]) -> int:
    return found.index(True) + 1 if True in found else 0


def _counted(quote: str) -> str:
    """The part of a quote that counts: its first three sentences, each list item being one."""
    ends = [start + end for start, line in _lines(quote) for _, end in sentence_spans(line)]
    return quote[: ends[QUOTED_SENTENCES - 1]] if len(ends) >= QUOTED_SENTENCES else quote


def _lines(quote: str) -> list[tuple[int, str]]:
    lines, at = [], 0
    for line in quote.splitlines(keepends=True):
        lines.append((at, line))
        at += len(line)
    return lines


def _is_literal(assistant: Assistant, entry: Evidence, texts: dict[str, str]) -> bool:
    key = entry.passage.document_id
    if key not in texts:
        document = assistant.document(key)
        texts[key] = document.text if document else ""
    return texts[key][entry.quote_start : entry.quote_end] == entry.quote and bool(entry.quote)


def _first_quote(answer: Answer) -> str:
    shown = answer.evidence or answer.nearest
    return " ".join(shown[0].quote.split()) if shown else ""


def _plain(text: str) -> str:
    return " ".join(text.split()).lower()


def _abstain(known: Sequence[Outcome], unknown: Sequence[Outcome]) -> dict[str, Any] | None:
    if not known or not unknown:
        return None
    positive = np.array([outcome.answerable for outcome in known])
    negative = np.array([outcome.answerable for outcome in unknown])
    wins = (positive[:, None] > negative).mean() + 0.5 * (positive[:, None] == negative).mean()
    threshold = np.quantile(positive, REFUSALS_ALLOWED, method="lower")
    return {
        "auc": round(float(wins), 4),
        "false_answers": _mean([float(not outcome.refused) for outcome in unknown]),
        "false_refusals": _mean([float(outcome.refused) for outcome in known]),
        "false_answers_at_5%_refusals": round(float((negative >= threshold).mean()), 4),
    }


def _recall(ranks: Sequence[int], k: int) -> float | None:
    return _mean([float(0 < rank <= k) for rank in ranks])


def _mean(values: Sequence[float]) -> float | None:
    return round(float(np.mean(values)), 4) if values else None
