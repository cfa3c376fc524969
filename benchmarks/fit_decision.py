"""Fits the weights of ``assistant/reader/decision.py`` on the development sets.

    python -m benchmarks.fit_decision --shared ../shared [--write]

Positives are the questions with an answer. Negatives are the questions without
one, forty questions of another set, and every question once more with its own
document left out. Each set counts the same. Prints, for every set left out of
the fit, the area under the curve and the false answers at 5 % false refusals.
The threshold is the highest at which, on average over the sets, at most ``REFUSED`` of the answers are refused.
"""

import argparse
import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from assistant.engine import PASSAGES
from assistant.evaluation import EvaluationQuestion
from assistant.reader import choose_spans, read_spans, rerank
from assistant.reader import decision as decision_module
from assistant.reader.decision import Grounds, weigh
from assistant.retrieval import Query, Retrieved
from assistant.types import Filters
from benchmarks.development import Set, opened

NAMES = tuple(field.name for field in fields(Grounds))
WEIGHT_OF = {"answer": 1.0, "unanswerable": 0.5, "left out": 0.5, "other set": 0.25}
REFUSED = 0.07  # of the answers, on average over the sets; fewer would answer what the seeds do not hold
RIDGE = 0.3  # of the losses beside the squares of the weights
DEEP = 40
BORROWED = 40
MOST = 300  # questions of one set, evenly spread: more of the same weigh no more


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of one set's questions and what each of them is."""

    values: NDArray[np.float64]
    kinds: NDArray[np.str_]


def gather(one: Set, other: Set) -> Signs:
    """The signs of a set's own questions, of the same with their document left out, and of another set's."""
    rows: list[tuple[tuple[float, ...], str]] = []
    for question in spread(one):
        (query,) = one.engine.queries([question.question])
        found = one.engine.retrieve(query, DEEP, Filters())
        kind = "unanswerable" if question.document is None else "answer"
        _add(rows, one, query, found, None, kind)
        if question.document is not None:
            _add(rows, one, query, found, question.document, "left out")
    for question in spread(other)[:BORROWED]:
        (query,) = one.engine.queries([question.question])
        _add(rows, one, query, one.engine.retrieve(query, PASSAGES, Filters()), None, "other set")
    return Signs(np.array([row for row, _ in rows]), np.array([kind for _, kind in rows]))


def spread(one: Set) -> list[EvaluationQuestion]:
    """At most ``MOST`` of a set's questions, evenly spread."""
    return one.questions[:: -(-len(one.questions) // MOST)]


def _add(
    rows: list[tuple[tuple[float, ...], str]], one: Set, query: Query, found: Retrieved, without: str | None, kind: str
) -> None:
    kept = [at for at, hit in enumerate(found.hits) if hit.passage.document_id != without][:PASSAGES]
    if not kept:
        return
    own = found.picked(kept)
    question = one.engine.understand(query)
    read = read_spans(own, question)
    if read:
        grounds = weigh(question, rerank(own, read), choose_spans(read), one.engine.document)
        rows.append((astuple(grounds), kind))


def fit(sets: Sequence[Signs]) -> tuple[NDArray[np.float64], float]:
    """Weights in the signs' own units, and the intercept: logistic, ridge, each weight held to its sign's sense."""
    values = np.concatenate([one.values for one in sets])
    right = np.where(np.concatenate([one.kinds for one in sets]) == "answer", 1.0, -1.0)
    weights = RIDGE * np.concatenate([_weights(one) for one in sets])
    mean, scale = values.mean(axis=0), values.std(axis=0) + 1e-9
    signs = (values - mean) / scale

    def loss(found: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margins = right * (signs @ found[:-1] + found[-1])
        slopes = -weights * right / (1 + np.exp(margins))
        value = (weights * np.logaddexp(0, -margins)).sum() + 0.5 * (found[:-1] ** 2).sum()
        return float(value), np.append(signs.T @ slopes + found[:-1], slopes.sum())

    bounds = [(None, 0.0) if name.endswith("_missing") else (0.0, None) for name in NAMES]
    start = np.zeros(len(NAMES) + 1)
    found = minimize(loss, start, jac=True, bounds=[*bounds, (None, None)], method="L-BFGS-B").x
    own = found[:-1] / scale
    return own, float(found[-1] - (own * mean).sum())


def threshold(scores: Sequence[NDArray[np.float64]]) -> float:
    """The highest score below which at most ``REFUSED`` of the answers lie, every set counting the same."""
    refused = [(np.mean([(one < edge).mean() for one in scores]), edge) for edge in np.concatenate(scores)]
    return float(max(edge for share, edge in refused if share <= REFUSED))


def _weights(one: Signs) -> NDArray[np.float64]:
    result = np.zeros(len(one.kinds))
    for kind, weight in WEIGHT_OF.items():
        here = one.kinds == kind
        if here.any():
            result[here] = 500 * weight / here.sum()
    return result


def curve(scores: NDArray[np.float64], kinds: NDArray[np.str_], negative: str) -> str:
    """Area under the curve, and false answers at 5 % false refusals."""
    right, wrong = scores[kinds == "answer"], scores[kinds == negative]
    if not len(wrong):
        return "       –     "
    area = (right[:, None] > wrong).mean() + 0.5 * (right[:, None] == wrong).mean()
    return f"{area:.3f} / {(wrong >= np.quantile(right, 0.05)).mean():.3f}"


def _write(weights: NDArray[np.float64], intercept: float) -> None:
    path = Path(decision_module.__file__)
    body = "".join(f"    {name}={value:.2f},\n" for name, value in zip(NAMES, weights, strict=True))
    fresh = f"WEIGHTS = Grounds(\n{body})\nINTERCEPT = {intercept:.2f}"
    text = re.sub(r"WEIGHTS = Grounds\(.*?\n\)\nINTERCEPT = [-\d.]+", fresh, path.read_text(), count=1, flags=re.S)
    path.write_text(text, encoding="utf-8")


def main() -> None:
    """Fit, report, and write when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    with opened(options.shared) as sets:
        found = {one.name: gather(one, sets[at - 1]) for at, one in enumerate(sets)}
    print(f"{'left out of the fit':20s} {'unanswerable':16s}{'document left out':20s}other set")
    for name, own in found.items():
        weights, intercept = fit([signs for other, signs in found.items() if other != name])
        scores = own.values @ weights + intercept
        print(f"{name:20s} " + "   ".join(curve(scores, own.kinds, kind) for kind in list(WEIGHT_OF)[1:]))
    weights, intercept = fit(list(found.values()))
    known = {name: own.values @ weights + intercept for name, own in found.items()}
    intercept -= threshold([known[name][own.kinds == "answer"] for name, own in found.items()])
    for name, own in found.items():
        answered = own.values @ weights + intercept >= 0
        shares = {kind: round(float(answered[own.kinds == kind].mean()), 3) for kind in np.unique(own.kinds)}
        print(f"answered in {name}: {shares}")
    if options.write:
        _write(weights, intercept)


if __name__ == "__main__":
    main()
