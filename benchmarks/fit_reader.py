"""Fits the weights of ``assistant/reader/signs.py`` on the development sets.

    python -m benchmarks.fit_reader --shared ../shared [--write]

A linear model: over all spans of a question a softmax of their scores, and as
loss the negative log of what falls on the spans that hold the answer. Where a
set knows only the document, every span of it counts. Each set counts the same,
those with gold twice. Prints, for every set, first and top 3 with that set left
out of the fit and with all sets in it.
"""

import argparse
import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from assistant.engine import PASSAGES
from assistant.reader import read_spans
from assistant.reader import signs as signs_module
from assistant.reader.signs import NAMES
from assistant.types import Filters
from benchmarks.development import WITH_GOLD, Set, opened

PENALTY = 0.001
STEPS = 80


@dataclass(frozen=True, slots=True)
class Case:
    """The spans of one question: their signs, whether each holds the answer, and where each stands."""

    signs: NDArray[np.float32]
    right: NDArray[np.float32]
    places: list[tuple[str, int, int]]


def cases(one: Set) -> list[Case]:
    """A case for every question of the set that has an answer."""
    found = []
    for question in one.questions:
        if question.document is None:
            continue
        (query,) = one.engine.queries([question.question])
        spans = read_spans(one.engine.retrieve(query, PASSAGES, Filters()), one.engine.understand(query))
        gold = [_plain(text) for text in question.gold]
        right = []
        for span in spans:
            passage = span.hit.passage
            text = _plain(passage.text[span.start - passage.start : span.end - passage.start])
            here = passage.document_id == question.document
            right.append(float(here and (not gold or any(wanted in text for wanted in gold))))
        places = [(span.hit.passage.document_id, span.start, span.end) for span in spans]
        signs = np.array([astuple(span.signs) for span in spans], np.float32)
        found.append(Case(signs, np.array(right, np.float32), places))
    return found


def fit(sets: Sequence[list[Case]]) -> NDArray[np.float64]:
    """The weights that put most probability on the right spans, in the signs' own units."""
    scale = np.concatenate([case.signs for one in sets for case in one]).std(axis=0) + 1e-6
    packed = [_packed([case for case in one if case.right.any()], scale) for one in sets]
    weights = torch.zeros(len(NAMES), requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=STEPS, history_size=20, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        value = PENALTY * (weights**2).sum()
        for signs, mask, right in packed:
            shares = torch.log_softmax(signs @ weights + mask, dim=1)
            value = value - torch.logsumexp(shares + torch.log(right + 1e-12), 1).mean() / len(packed)
        value.backward()  # type: ignore[no-untyped-call]
        return value

    optimizer.step(loss)  # type: ignore[no-untyped-call]
    return np.asarray(weights.detach().numpy() / scale, np.float64)


def first_and_top3(weights: NDArray[np.float64], one: Sequence[Case]) -> tuple[float, float]:
    """Shares of questions with the answer in the first and in the first three spans that do not overlap."""
    ranks = [_rank(weights, case) for case in one]
    return float(np.mean([rank == 1 for rank in ranks])), float(np.mean([0 < rank <= 3 for rank in ranks]))


def _rank(weights: NDArray[np.float64], case: Case) -> int:
    used: list[tuple[str, int, int]] = []
    for at in np.argsort(-(case.signs @ weights)):
        name, start, end = case.places[at]
        if any(name == other and start < stop and begin < end for other, begin, stop in used):
            continue
        used.append((name, start, end))
        if case.right[at]:
            return len(used)
    return 0


def _packed(one: Sequence[Case], scale: NDArray[np.float32]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    longest = max(len(case.right) for case in one)
    signs = torch.zeros(len(one), longest, len(NAMES))
    mask = torch.full((len(one), longest), -1e9)
    right = torch.zeros(len(one), longest)
    for row, case in enumerate(one):
        size = len(case.right)
        signs[row, :size] = torch.from_numpy(case.signs / scale)
        mask[row, :size] = 0
        right[row, :size] = torch.from_numpy(case.right)
    return signs, mask, right


def _plain(text: str) -> str:
    return " ".join(text.split()).lower()


def _write(weights: NDArray[np.float64]) -> None:
    path = Path(signs_module.__file__)
    body = "".join(f"    {name}={value:.2f},\n" for name, value in zip(NAMES, weights, strict=True))
    text = re.sub(r"WEIGHTS = Signs\(.*?\n\)", f"WEIGHTS = Signs(\n{body})", path.read_text(), count=1, flags=re.S)
    path.write_text(text, encoding="utf-8")


def main() -> None:
    """Fit, report, and write when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    with opened(options.shared) as sets:
        found = {one.name: cases(one) for one in sets}
    doubled = {name: [found[name]] * (2 if name in WITH_GOLD else 1) for name in found}
    together = fit([one for group in doubled.values() for one in group])
    for name, own in found.items():
        without = fit([one for other, group in doubled.items() if other != name for one in group])
        apart, all_in = first_and_top3(without, own), first_and_top3(together, own)
        print(f"{name:20s} left out {apart[0]:.3f} {apart[1]:.3f}   fitted {all_in[0]:.3f} {all_in[1]:.3f}")
    for name, value in zip(NAMES, together, strict=True):
        print(f"  {name:24s} {value:8.2f}")
    if options.write:
        _write(together)


if __name__ == "__main__":
    main()
