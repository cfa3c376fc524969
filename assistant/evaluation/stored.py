"""A run on disk: written by ``--save``, read back and checked by ``--compare``."""

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import EvaluationError
from assistant.evaluation.measures import Evaluation, Outcome, figures
from assistant.evaluation.questions import EvaluationQuestion
from assistant.evaluation.verdicts import counts, verdict

FORMAT = 1
MARK = "wijkwijzer_evaluation"


@dataclass(frozen=True, slots=True)
class StoredRun:
    """What an earlier run measured; ``figures`` by the name of their measure."""

    date: str
    made_with: Mapping[str, str]
    figures: Mapping[str, float | None]
    outcomes: tuple[Outcome, ...]


def outcome_json(outcome: Outcome) -> dict[str, Any]:
    """One question with all that came out."""
    return {
        "id": outcome.question.id,
        "line": outcome.question.line,
        "question": outcome.question.question,
        "document": outcome.question.document,
        "gold": list(outcome.question.gold),
        "verdict": verdict(outcome).value,
        "document_rank": outcome.document_rank,
        "document_at": outcome.document_at,
        "passage_rank": outcome.passage_rank,
        "answer_rank": outcome.answer_rank,
        "first_quote": outcome.first_quote,
        "quoted": list(outcome.quoted),
        "quotes": outcome.quotes,
        "literal_quotes": outcome.literal_quotes,
        "answerable": round(outcome.answerable, 4),
        "refused": outcome.refused,
        "milliseconds": round(outcome.milliseconds, 2),
    }


def run_json(run: Evaluation, date: str) -> dict[str, Any]:
    """A run without its questions: when, with what, how many, and every measure."""
    return {
        MARK: FORMAT,
        "date": date,
        "settings": dict(run.made_with),
        "counts": {
            "questions": len(run.outcomes),
            "documents": run.documents,
            "passages": run.passages,
            "verdicts": {kind.value: count for kind, count in counts(run.outcomes).items()},
        },
        "measures": run.report(),
    }


def run_text(run: Evaluation, date: str) -> str:
    """The file of ``--save``."""
    return dumped(run_json(run, date) | {"outcomes": [outcome_json(outcome) for outcome in run.outcomes]})


def dumped(values: dict[str, Any]) -> str:
    """JSON for a file that people may read."""
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def read_run(path: Path) -> StoredRun:
    """Read what ``--save`` wrote; EvaluationError when it is something else."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise EvaluationError(f"Ik kan de bewaarde meting ‘{path}’ niet lezen. Controleer de naam.") from error
    except (ValueError, RecursionError) as error:
        raise _misfit(path) from error
    if not isinstance(values, dict) or MARK not in values:
        raise _misfit(path)
    if values[MARK] != FORMAT:
        raise EvaluationError(
            f"De meting ‘{path}’ is bewaard door een andere versie van Wijkwijzer. Maak een nieuwe met --save."
        )
    try:
        return StoredRun(
            date=_text(values["date"]),
            made_with={_text(name): _text(value) for name, value in values["settings"].items()},
            figures={name: _figure(value) for name, value in figures(values["measures"]).items()},
            outcomes=tuple(_outcome(entry) for entry in values["outcomes"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise _misfit(path) from error


def _misfit(path: Path) -> EvaluationError:
    return EvaluationError(
        f"‘{path}’ is geen bewaarde meting, of hij is beschadigd. Maak een nieuwe met wijkwijzer evaluate --save."
    )


def _outcome(values: Mapping[str, Any]) -> Outcome:
    document = values["document"]
    question = EvaluationQuestion(
        id=_text(values["id"]),
        question=_text(values["question"]),
        document=None if document is None else _text(document),
        gold=_list(values["gold"], _text),
        line=_count(values["line"]),
    )
    return Outcome(
        question=question,
        document_rank=_count(values["document_rank"]),
        passage_rank=_count(values["passage_rank"]),
        answer_rank=_count(values["answer_rank"]),
        quotes=_count(values["quotes"]),
        literal_quotes=_count(values["literal_quotes"]),
        refused=_truth(values["refused"]),
        answerable=_number(values["answerable"]),
        milliseconds=_number(values["milliseconds"]),
        first_quote=_text(values["first_quote"]),
        document_at=_count(values["document_at"]),
        quoted=_list(values["quoted"], _text),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text")
    return value


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("true or false")
    return value


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise TypeError("a number")
    return float(value)


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise TypeError("a count")
    return value


def _figure(value: float | None) -> float | None:
    return None if value is None else _number(value)


def _list(value: object, one: Callable[[object], str]) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError("a list")
    return tuple(one(entry) for entry in value)
