"""A run beside an earlier one: which measures moved, and which questions went better or worse."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from assistant.errors import EvaluationError
from assistant.evaluation.measures import MEASURES, Evaluation, Measure, Outcome, Unit, figures
from assistant.evaluation.questions import EvaluationQuestion
from assistant.evaluation.stored import StoredRun
from assistant.evaluation.verdicts import standing, verdict

VISIBLE = 0.0005  # a share that moves less shows as the same percentage
NOISE = 0.1  # the part by which a speed differs from run to run


class Judgement(StrEnum):
    """What a difference means; SAME is also a difference that is chance or too small to show."""

    BETTER = "beter"
    WORSE = "slechter"
    SAME = "gelijk"


@dataclass(frozen=True, slots=True)
class Change:
    """A measure then and now; None where that run could not give it."""

    measure: Measure
    old: float | None
    new: float | None

    @property
    def difference(self) -> float | None:
        """How much more it is now."""
        return None if self.old is None or self.new is None else round(self.new - self.old, 4)

    @property
    def judgement(self) -> Judgement | None:
        """Whether it got better; None when there is nothing to compare."""
        if self.old is None or self.new is None:
            return None
        difference = self.new - self.old
        small = VISIBLE if self.measure.unit is Unit.SHARE else NOISE * abs(self.old)
        if abs(difference) < small or not difference:
            return Judgement.SAME
        return Judgement.BETTER if (difference > 0) == self.measure.higher_is_better else Judgement.WORSE


@dataclass(frozen=True, slots=True)
class Move:
    """A question that went better or worse; ``id`` has a number behind it where a set uses it twice."""

    id: str
    old: Outcome
    new: Outcome


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two runs; only questions that stayed the same can go better or worse."""

    date: str
    settings: Mapping[str, tuple[str, str]]  # what the runs were made with, where that differs
    changes: tuple[Change, ...]
    better: tuple[Move, ...]
    worse: tuple[Move, ...]
    added: tuple[str, ...]
    gone: tuple[str, ...]
    changed: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The comparison as one JSON object."""
        return {
            "date": self.date,
            "settings": {name: {"old": old, "new": new} for name, (old, new) in self.settings.items()},
            "measures": {
                change.measure.name: {
                    "old": change.old,
                    "new": change.new,
                    "difference": change.difference,
                    "judgement": change.judgement.value if change.judgement else None,
                }
                for change in self.changes
            },
            "questions": {
                "better": [move.id for move in self.better],
                "worse": [move.id for move in self.worse],
                "added": list(self.added),
                "gone": list(self.gone),
                "changed": list(self.changed),
            },
            "verdicts": {
                move.id: {"old": verdict(move.old).value, "new": verdict(move.new).value}
                for move in (*self.better, *self.worse)
            },
        }


def check_comparable(earlier: StoredRun, questions: Iterable[EvaluationQuestion]) -> None:
    """EvaluationError when the earlier run asked none of these questions."""
    asked = {_content(outcome.question) for outcome in earlier.outcomes}
    if not any(_content(question) in asked for question in questions):
        raise EvaluationError(
            "De bewaarde meting gaat over heel andere vragen. Kies de meting die bij je vragen hoort."
        )


def compare(earlier: StoredRun, run: Evaluation) -> Comparison:
    """This run beside an earlier one."""
    now = figures(run.report())
    old, new = _keyed(earlier.outcomes), _keyed(run.outcomes)
    both = [key for key in new if key in old]
    same = {key for key in both if _content(old[key].question) == _content(new[key].question)}
    moves = [Move(key, old[key], new[key]) for key in both if key in same]
    names = dict.fromkeys((*earlier.made_with, *run.made_with))
    made = {name: (earlier.made_with.get(name, ""), run.made_with.get(name, "")) for name in names}
    return Comparison(
        date=earlier.date,
        settings={name: pair for name, pair in made.items() if pair[0] != pair[1]},
        changes=tuple(Change(measure, earlier.figures[measure.name], now[measure.name]) for measure in MEASURES),
        better=tuple(move for move in moves if standing(move.new) > standing(move.old)),
        worse=tuple(move for move in moves if standing(move.new) < standing(move.old)),
        added=tuple(key for key in new if key not in old),
        gone=tuple(key for key in old if key not in new),
        changed=tuple(key for key in both if key not in same),
    )


def _content(question: EvaluationQuestion) -> tuple[object, ...]:
    """What makes a question the same one; its line may move."""
    return question.id, question.question, question.document, question.gold


def _keyed(outcomes: Sequence[Outcome]) -> dict[str, Outcome]:
    """Outcomes by id; the second with an id is ``id (2)``."""
    seen: Counter[str] = Counter()
    keyed: dict[str, Outcome] = {}
    for outcome in outcomes:
        name = outcome.question.id
        seen[name] += 1
        keyed[name if seen[name] == 1 else f"{name} ({seen[name]})"] = outcome
    return keyed
