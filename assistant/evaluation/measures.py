"""What a run measures: the figures over all its outcomes, and what each figure means.

A rank counts from 1; 0 is not found. A figure that the questions cannot give is None.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np

from assistant.evaluation.questions import EvaluationQuestion

REFUSALS_ALLOWED = 0.05  # false refusals at which false answers are counted in the curve


class Unit(StrEnum):
    """What a figure counts."""

    SHARE = "%"
    MILLISECONDS = "ms"
    SPEED = "/s"


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of the report: its place there, and its words for a curator."""

    group: str  # "" is the report itself
    key: str
    label: str
    meaning: str
    unit: Unit = Unit.SHARE
    higher_is_better: bool = True

    @property
    def name(self) -> str:
        """The place in the report, as one word."""
        return f"{self.group}.{self.key}" if self.group else self.key


GROUPS = {
    "document": "Document: is de goede bron gevonden?",
    "passage": "Passage: is het goede stuk tekst gevonden?",
    "answer": "Antwoord: staat het antwoord in de citaten?",
    "abstain": "Grens: merkt Wijkwijzer dat iets er niet in staat?",
    "milliseconds": "Snelheid",
}
MEASURES = (
    Measure("document", "recall@1", "op plaats 1", "Het goede document staat bovenaan."),
    Measure("document", "recall@5", "bij de eerste 5", "Het goede document staat op plaats 1 tot 5."),
    Measure("document", "mrr", "plaats (MRR)", "100% is altijd plaats 1, 50% plaats 2."),
    Measure("document", "ndcg@10", "plaats (nDCG, tot 10)", "Net zo, maar plaats 2 telt voor 63%."),
    Measure("passage", "recall@1", "op plaats 1", "De passage met het antwoord is de eerste."),
    Measure("passage", "recall@3", "bij de eerste 3", "Die passage staat op plaats 1 tot 3."),
    Measure("passage", "recall@5", "bij de eerste 5", "Die passage staat op plaats 1 tot 5."),
    Measure("passage", "recall@10", "bij de eerste 10", "Die passage staat op plaats 1 tot 10."),
    Measure("answer", "first", "in het eerste citaat", "Je leest het antwoord meteen."),
    Measure("answer", "top3", "in de eerste 3 citaten", "Je leest het antwoord bij de eerste 3."),
    Measure("answer", "literal", "letterlijk", "Citaten die precies zo in de bron staan."),
    Measure("abstain", "auc", "onderscheid (AUC)", "100% is altijd gemerkt, 50% is gokken."),
    Measure("abstain", "false_answers", "onterecht beantwoord", "Staat er niet in. Lager is beter.", Unit.SHARE, False),
    Measure("abstain", "false_refusals", "onterecht geweigerd", "Staat er wel in. Lager is beter.", Unit.SHARE, False),
    Measure(
        "abstain",
        "false_answers_at_5%_refusals",
        "idem, bij 5% weigeren",
        "Zo veel, als 5% onterecht weigeren mag.",
        Unit.SHARE,
        False,
    ),
    Measure("milliseconds", "p50", "de helft binnen", "Zo snel is het antwoord er meestal.", Unit.MILLISECONDS, False),
    Measure("milliseconds", "p95", "bijna alles binnen", "95 van de 100 antwoorden.", Unit.MILLISECONDS, False),
    Measure("", "passages_per_second", "index bouwen", "Passages in één seconde.", Unit.SPEED),
)


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
    document_at: int = 0  # the rank of the document's best passage among all passages
    quoted: tuple[str, ...] = ()  # the document of each quote


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All outcomes of a run, with the counts of its index and what that was made with."""

    outcomes: tuple[Outcome, ...]
    documents: int
    passages: int
    passages_per_second: float
    refused: tuple[tuple[str, str], ...] = field(default=())
    made_with: Mapping[str, str] = field(default_factory=dict)

    def report(self) -> dict[str, Any]:
        """The measures as one JSON object."""
        known = [outcome for outcome in self.outcomes if outcome.question.document is not None]
        unknown = [outcome for outcome in self.outcomes if outcome.question.document is None]
        gold = [outcome for outcome in known if outcome.question.gold]
        return {
            "questions": len(known),
            "unanswerable": len(unknown),
            "documents": self.documents,
            "passages": self.passages,
            "passages_per_second": round(self.passages_per_second, 1),
            "document": _document([outcome.document_rank for outcome in known]),
            "passage": {f"recall@{k}": _recall([o.passage_rank for o in gold], k) for k in (1, 3, 5, 10)},
            "answer": _answer(gold),
            "abstain": _abstain(known, unknown),
            "milliseconds": _times([outcome.milliseconds for outcome in self.outcomes]),
        }


def figures(report: Mapping[str, Any]) -> dict[str, float | None]:
    """The figures of a report by the name of their measure; TypeError or KeyError when it is no report."""
    found: dict[str, float | None] = {}
    for measure in MEASURES:
        group = report[measure.group] if measure.group else report
        if group is None and measure.group == "abstain":
            found[measure.name] = None
            continue
        value = group[measure.key]
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
            raise TypeError(measure.name)
        found[measure.name] = value
    return found


def _document(ranks: Sequence[int]) -> dict[str, float | None]:
    return {
        "recall@1": _recall(ranks, 1),
        "recall@5": _recall(ranks, 5),
        "mrr": _mean([1 / rank if rank else 0.0 for rank in ranks]),
        "ndcg@10": _mean([1 / float(np.log2(rank + 1)) if 0 < rank <= 10 else 0.0 for rank in ranks]),
    }


def _answer(gold: Sequence[Outcome]) -> dict[str, float | None]:
    ranks = [outcome.answer_rank for outcome in gold]
    quotes = sum(outcome.quotes for outcome in gold)
    literal = sum(outcome.literal_quotes for outcome in gold)
    return {
        "first": _recall(ranks, 1),
        "top3": _recall(ranks, 3),
        "literal": round(literal / quotes, 4) if quotes else None,
    }


def _abstain(known: Sequence[Outcome], unknown: Sequence[Outcome]) -> dict[str, float | None] | None:
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


def _times(milliseconds: Sequence[float]) -> dict[str, float]:
    return {f"p{p}": round(float(np.percentile(milliseconds, p)), 2) for p in (50, 95)}


def _recall(ranks: Sequence[int], k: int) -> float | None:
    return _mean([float(0 < rank <= k) for rank in ranks])


def _mean(values: Sequence[float]) -> float | None:
    return round(float(np.mean(values)), 4) if values else None
