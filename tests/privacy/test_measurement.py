"""The published measurement: the set is large enough and always the same, and the figures hold."""

from collections import Counter

import pytest

from assistant.privacy import Sort
from benchmarks.privacy.__main__ import report
from benchmarks.privacy.measure import measure, sentences


def test_the_set_is_large_and_fixed() -> None:
    both = [*sentences("ontwikkeling"), *sentences("toets")]
    parts = Counter(sentence.part for sentence in both)
    assert len(both) >= 400
    assert all(parts[sort.value] >= 40 for sort in Sort)
    assert parts["wet"] + parts["valstrik"] >= 150
    assert both == [*sentences("ontwikkeling"), *sentences("toets")]
    assert sentences("toets", seed=5) != sentences("toets")


@pytest.mark.parametrize("seed", [4, 11])
@pytest.mark.parametrize("part", ["ontwikkeling", "toets"])
def test_what_must_be_found_is_found(part: str, seed: int) -> None:
    outcome = measure(sentences(part, seed))
    for sort in (Sort.BSN, Sort.IBAN, Sort.TELEFOON, Sort.EMAIL):
        recall = outcome.sorts[sort].recall
        assert recall is not None and recall >= 0.98, outcome.mistakes
    assert outcome.flagged_sentences["wet"] / outcome.sentences["wet"] <= 0.05


def test_the_report_counts_misses_and_false_findings() -> None:
    outcome = measure(sentences("ontwikkeling"))
    outcome.sorts[Sort.BSN].found -= 10
    outcome.flagged["wet"][Sort.IBAN] += 50
    text = report({"ontwikkeling": outcome})
    assert "| BSN | 50 | 0.800 |" in text
    assert "| rekeningnummer | 50 | 1.000 | 100 | 0.500 |" in text
