"""Question sets: one JSON object a line; what cannot be used is named with its line in the file."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.asking import tidied
from assistant.errors import EvaluationError, QuestionError
from assistant.evaluation.wording import clipped


@dataclass(frozen=True, slots=True)
class EvaluationQuestion:
    """A line of a question set; ``document`` is None where the documents hold no answer."""

    id: str
    question: str
    document: str | None
    gold: tuple[str, ...]
    line: int = 0


def read_questions(path: Path) -> list[EvaluationQuestion]:
    """Read a question set; EvaluationError names the line that cannot be used."""
    questions = [_question(line, number) for number, line in enumerate(_lines(path), 1) if line.strip()]
    if not questions:
        raise EvaluationError("Er staan geen vragen in het bestand. Zet er op elke regel één in, als JSON-object.")
    return questions


def unknown_document(question: EvaluationQuestion) -> EvaluationError:
    """The error for a question whose document is not in the index."""
    name = clipped(question.document or "", 80)
    return EvaluationError(f"Regel {question.line} van de vragen noemt het document ‘{name}’, maar dat is er niet.")


def _lines(path: Path) -> list[str]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise EvaluationError("Ik kan het bestand met vragen niet lezen. Controleer de naam.") from error
    try:
        return _split(data.decode("utf-8").removeprefix("\ufeff"))
    except UnicodeDecodeError as error:
        number = len(_split(data[: error.start].decode("utf-8")))
        raise _unusable(number, "is geen UTF-8. Bewaar het bestand als UTF-8.") from error


def _split(text: str) -> list[str]:
    """The lines as an editor counts them; U+2028 and the like do not end one."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _question(line: str, number: int) -> EvaluationQuestion:
    values = _object(line, number)
    for name in ("question", "document"):
        if name not in values:
            raise _unusable(number, f"mist het veld ‘{name}’.")
    document, gold = values["document"], values.get("gold", [])
    if "gold" not in values and document is not None:
        raise _unusable(number, "mist het veld ‘gold’. Ken je alleen het document, schrijf dan een lege lijst: [].")
    if not (document is None or isinstance(document, str)):
        raise _unusable(
            number, "heeft een verkeerd veld ‘document’. Schrijf een naam tussen aanhalingstekens, of null."
        )
    if not (isinstance(gold, list) and all(isinstance(text, str) and text.strip() for text in gold)):
        raise _unusable(number, "heeft een verkeerd veld ‘gold’. Schrijf een lijst met stukken tekst.")
    return EvaluationQuestion(
        _id(values.get("id", number), number), _asked(values["question"], number), document, tuple(gold), number
    )


def _object(line: str, number: int) -> dict[str, Any]:
    try:
        values = json.loads(line)
    except json.JSONDecodeError as error:
        raise _unusable(number, f"is geen JSON-object; het gaat mis bij teken {error.colno}.") from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, or thousands of brackets
        raise _unusable(number, "is geen JSON-object.") from error
    if not isinstance(values, dict):
        raise _unusable(number, "is geen JSON-object. Zet de vraag tussen { en }.")
    return values


def _asked(question: object, number: int) -> str:
    if not isinstance(question, str):
        raise _unusable(number, "heeft een verkeerd veld ‘question’. Schrijf de vraag tussen aanhalingstekens.")
    try:
        tidied(question)
    except QuestionError as error:
        raise _unusable(number, f"heeft geen vraag die te stellen is. {error}") from error
    return question


def _id(value: object, number: int) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise _unusable(number, "heeft een verkeerd veld ‘id’. Schrijf een naam tussen aanhalingstekens, of een getal.")
    return str(value)


def _unusable(number: int, what: str) -> EvaluationError:
    return EvaluationError(f"Regel {number} van de vragen {what}")
