"""``python -m benchmarks.privacy``: precision and recall of each sort, kept in results/privacy.md."""

import argparse
from datetime import datetime

from assistant.privacy import Sort
from benchmarks.common import RESULTS, _commit, table
from benchmarks.privacy.measure import FILLINGS, SEED, Outcome, measure, sentences

PARTS = ("ontwikkeling", "toets")


def main() -> int:
    """Measure both parts, print the tables and keep them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mistakes", action="store_true", help="show what went wrong in the development part")
    parser.add_argument("--no-save", action="store_true")
    options = parser.parse_args()
    outcomes = {part: measure(sentences(part)) for part in PARTS}
    text = report(outcomes)
    print(text)
    if options.mistakes:
        print("\n".join(outcomes["ontwikkeling"].mistakes))
    if not options.no_save:
        (RESULTS / "privacy.md").write_text(text, encoding="utf-8")
    return 0


def report(outcomes: dict[str, Outcome]) -> str:
    """The page with the results."""
    total = sum(outcome.sentences.total() for outcome in outcomes.values())
    pieces = [
        "# Personal data: precision and recall\n\n"
        f"`python -m benchmarks.privacy` on commit {_commit()}, {datetime.now().astimezone():%Y-%m-%d}. "
        f"{total} Dutch sentences: templates by hand with {FILLINGS} fillings each (seed {SEED}), all values invented. "
        "A value counts as found when one finding of its sort covers it whole; a finding counts as right when it "
        "touches a value of its sort. Names are an option (`names=True`), here switched on. The rules were made on "
        "*ontwikkeling*; the templates, formats and traps of *toets* were written apart, and of its results only "
        "the totals were looked at while the rules were made. Both are by the makers of the rules: real notes will "
        "hold forms that neither has.\n"
    ]
    for part, outcome in outcomes.items():
        pieces.append(
            f"\n## {part.capitalize()}: {outcome.sentences.total()} sentences\n\n"
            f"{_sorts(outcome)}\n{_negatives(outcome)}"
        )
    return "".join(pieces)


def _sorts(outcome: Outcome) -> str:
    rows: list[list[object]] = []
    for sort in Sort:
        score = outcome.sorts[sort]
        extra = sum(counts[sort] for counts in outcome.flagged.values())
        precision = score.right / (score.findings + extra) if score.findings + extra else None
        rows.append([sort.value, score.values, _share(score.recall), score.findings + extra, _share(precision)])
    values, found = (sum(getattr(score, field) for score in outcome.sorts.values()) for field in ("values", "found"))
    right = sum(score.right for score in outcome.sorts.values())
    findings = sum(score.findings for score in outcome.sorts.values()) + sum(
        counts.total() for counts in outcome.flagged.values()
    )
    rows.append(["**all**", values, _share(found / values), findings, _share(right / findings)])
    return table(["sort", "values", "recall", "findings (negatives too)", "precision"], rows)


def _negatives(outcome: Outcome) -> str:
    rows = [
        [
            part,
            outcome.sentences[part],
            outcome.flagged_sentences[part],
            _share(1 - outcome.flagged_sentences[part] / outcome.sentences[part]),
        ]
        for part in ("wet", "valstrik")
    ]
    return table(["negatives", "sentences", "with a false finding", "left alone"], rows)


def _share(value: float | None) -> str | None:
    return None if value is None else f"{value:.3f}"


if __name__ == "__main__":
    raise SystemExit(main())
