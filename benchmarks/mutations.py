"""Two thousand files with wrong bytes, and bombs, through the converter: batches lost, bounds broken, reasons.

``python -m benchmarks.mutations [--count 2000] [--seed 2026]``; memory and
time are those that the system counts for each child process (``wait4``). The
files are those of ``tests/formats``: honest ones of each format with bytes
changed, cut out, put in, taken from another format or made zero, and those
that are made to harm.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import common

sys.path.insert(0, str(common.ROOT / "tests" / "formats"))

if TYPE_CHECKING:
    from mutations import Outcome  # of the tests


def bombs() -> Iterator[tuple[str, bytes]]:
    """The files that are made to harm, by name."""
    from hostile import HOSTILE, READ_ANYWAY

    for name, make in {**HOSTILE, **READ_ANYWAY}.items():
        yield name, make()


def figures(outcome: "Outcome", seconds: float) -> dict[str, Any]:
    """What became of a batch."""
    return {
        "files": outcome.files,
        "seconds": round(seconds, 1),
        "read": outcome.read,
        "refused": outcome.reasons.total(),
        "batches_lost": outcome.lost,
        "over_500_MB_or_30_s": len(outcome.over),
        "refused_without_reason": len(outcome.without_reason),
        "peak_megabytes": round(outcome.peak_memory / 1e6),
        "longest_seconds": round(outcome.longest, 2),
        "reasons": dict(outcome.reasons.most_common()),
    }


def report(result: dict[str, Any]) -> str:
    """The page of the results."""
    columns = ["files", "read", "refused", "batches lost", "processes over 500 MB or 30 s", "refused without a reason"]
    columns += ["largest process, MB", "longest, s", "seconds in all"]
    keys = ("files", "read", "refused", "batches_lost", "over_500_MB_or_30_s", "refused_without_reason")
    keys += ("peak_megabytes", "longest_seconds", "seconds")
    rows = [[name, *(result[name][key] for key in keys)] for name in ("mutations", "bombs")]
    reasons = [[reason, count] for reason, count in result["mutations"]["reasons"].items()]
    return (
        common.heading(result, "Mutations")
        + f"\nSeed {result['seed']}. Each file went through a child process of its own.\n\n"
        + common.table(["", *columns], rows)
        + "\nWhy mutated files were refused:\n\n"
        + common.table(["reason", "files"], reasons)
    )


def main() -> None:
    """Run both batches and keep what came out; exit code 1 when a file was lost or a bound was broken."""
    from mutations import mutated, run  # of the tests

    from assistant.formats import Converter

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--results", type=Path, default=common.RESULTS)
    options = parser.parse_args()
    result = common.envelope(["lxml", "mammoth", "openpyxl", "python-pptx", "pypdfium2"]) | {"seed": options.seed}
    broken = False
    with Converter() as converter, tempfile.TemporaryDirectory() as folder:
        for name, files in (("mutations", mutated(options.seed, options.count)), ("bombs", bombs())):
            started = time.perf_counter()
            outcome = run(converter, Path(folder), files)
            result[name] = figures(outcome, time.perf_counter() - started)
            broken |= bool(outcome.lost or outcome.over or outcome.without_reason)
    result["load_after"] = round(os.getloadavg()[0], 2)
    common.save("mutations", result, report(result), options.results)
    sys.exit(broken)


if __name__ == "__main__":
    main()
