"""Two thousand files with wrong bytes through the converter: batches lost, processes over their bounds, reasons.

``python -m benchmarks.mutations [--count 2000] [--seed 2026]``; memory and
time are those that the system counts for each child process (``wait4``).
"""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.common import ROOT

sys.path.insert(0, str(ROOT / "tests" / "formats"))


def main() -> None:
    """Print the figures as JSON; exit code 1 when a file was lost or a bound was broken."""
    from mutations import run  # of the tests

    from assistant.formats import Converter

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=2026)
    options = parser.parse_args()
    started = time.perf_counter()
    with Converter() as converter, tempfile.TemporaryDirectory() as folder:
        outcome = run(converter, Path(folder), options.seed, options.count)
    print(
        json.dumps(
            {
                "files": outcome.files,
                "seconds": round(time.perf_counter() - started, 1),
                "batches_lost": outcome.lost,
                "over_500_MB_or_30_s": len(outcome.over),
                "refused_without_reason": len(outcome.without_reason),
                "read": outcome.read,
                "refused": outcome.reasons.total(),
                "peak_megabytes": round(outcome.peak_memory / 1e6),
                "longest_seconds": round(outcome.longest, 2),
                "reasons": dict(outcome.reasons.most_common()),
            },
            ensure_ascii=False,
            indent=1,
        )
    )
    sys.exit(bool(outcome.lost or outcome.over or outcome.without_reason))


if __name__ == "__main__":
    main()
