"""Files with wrong bytes: each is read or refused with a reason, and no process grows or hangs.

The full run is ``python -m benchmarks.mutations``.
"""

from pathlib import Path

from mutations import mutated, run
from samples import SAMPLES

from assistant.formats import Converter


def test_mutations_are_the_same_each_time() -> None:
    first = [(name, content) for name, content in mutated(1, 30)]
    assert {Path(name).suffix for name, _ in first} == set(SAMPLES)
    assert sum(content != SAMPLES[Path(name).suffix]() for name, content in first if name.endswith(".html")) >= 2


def test_a_hundred_and_twenty_wrong_files_cost_no_batch(converter: Converter, tmp_path: Path) -> None:
    outcome = run(converter, tmp_path, mutated(4, 120))
    assert outcome.files == 120 == outcome.read + outcome.reasons.total()
    assert (outcome.lost, outcome.without_reason, outcome.over) == (0, [], [])
    assert outcome.reasons.total() >= 20
    assert outcome.read >= 20
