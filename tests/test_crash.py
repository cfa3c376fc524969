"""A bounded run of the crash trials and of the erasure sequences; ``make crash`` does all of them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from homes import REPOSITORY

pytest.importorskip("benchmarks.crash")
RESULTS = REPOSITORY / "benchmarks" / "results"


def result_of(module: str, folder: Path, *arguments: str) -> dict[str, object]:
    """What a run in a process of its own wrote down; its children are forked, so it has to be free of threads."""
    command = [sys.executable, "-m", f"benchmarks.{module}", *arguments, "--results", str(folder)]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    values = json.loads((folder / f"{module}.json").read_text())
    assert isinstance(values, dict)
    return values


@pytest.mark.slow
def test_a_kill_leaves_the_old_or_the_new_index(tmp_path: Path) -> None:
    result = result_of("crash", tmp_path, "--kills", "8", "--first", "10", "--seed", "3")  # half around the swap
    assert result["failures"] == []
    assert result["kills"] == sum(result["outcomes"].values()) == 8  # type: ignore[attr-defined]


@pytest.mark.slow
def test_not_a_byte_of_what_was_deleted_or_replaced_is_left(tmp_path: Path) -> None:
    result = result_of("erasure", tmp_path, "--sequences", "3", "--seed", "3")
    assert result["failures"] == []


@pytest.mark.parametrize("name", ["crash", "erasure"])
def test_the_whole_runs_are_kept_with_what_made_them(name: str) -> None:
    result = json.loads((RESULTS / f"{name}.json").read_text())
    assert result["failures"] == []
    assert f"benchmarks.{name}" in result["command"]
    assert result["seed"] is not None
