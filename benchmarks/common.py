"""What the benchmarks share: measures, worker processes, and how results are written down."""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from math import log2
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results"
OWN_QUESTIONS = ROOT / "benchmarks" / "vragen" / "overheid"
OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "ANONYMIZED_TELEMETRY": "False",
    "HAYSTACK_TELEMETRY_ENABLED": "False",
    "LANGSMITH_TRACING": "false",
}


def ndcg(ranks: Sequence[int], depth: int = 10) -> float:
    """Mean nDCG of questions with one right document at these ranks, from 1; 0 is not found."""
    return float(np.mean([1 / log2(rank + 1) if 0 < rank <= depth else 0.0 for rank in ranks]))


def recall(ranks: Sequence[int], depth: int) -> float:
    """The share of questions whose document stands among the first ``depth``."""
    return float(np.mean([float(0 < rank <= depth) for rank in ranks]))


def document_rank(documents: Sequence[str], wanted: str) -> int:
    """The rank of a document that stands at its best passage; 0 when it is not there."""
    order = list(dict.fromkeys(documents))
    return order.index(wanted) + 1 if wanted in order else 0


def percentiles(milliseconds: Sequence[float]) -> dict[str, float]:
    """Half of the questions, and nineteen of twenty, take at most this long."""
    p50, p95 = np.percentile(milliseconds, [50, 95])
    return {"p50": round(float(p50), 2), "p95": round(float(p95), 2)}


def timed(call: Callable[[], Any]) -> tuple[Any, float]:
    """What a call gives, and its milliseconds."""
    started = time.perf_counter()
    value = call()
    return value, 1000 * (time.perf_counter() - started)


def memory() -> dict[str, float]:
    """Megabytes of this process: the peak, what is resident now, and of that what is not mapped from files."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    values = {
        name: int(rest.split()[0]) / 1024
        for name, _, rest in (line.partition(":") for line in lines)
        if rest.strip().endswith("kB")
    }
    return {"peak": round(values["VmHWM"]), "resident": round(values["VmRSS"]), "own": round(values["RssAnon"])}


def disk_bytes(path: Path) -> int:
    """The bytes of a file or of everything in a folder."""
    if path.is_file():
        return path.stat().st_size
    return sum(entry.stat().st_size for entry in path.rglob("*") if entry.is_file())


def run_worker(module: str, *arguments: str) -> dict[str, Any]:
    """Run ``python -m module arguments --output FILE`` and give what it wrote; {"error"} when it failed."""
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        output = Path(scratch) / "result.json"
        command = [sys.executable, "-m", module, *arguments, "--output", str(output)]
        environment = {**os.environ, **OFFLINE, "BENCH_STARTED": repr(time.time())}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        if done.returncode or not output.is_file():
            lines = [line for line in done.stderr.splitlines() if line.strip()] or [f"exit code {done.returncode}"]
            return {"error": lines[-1][:300], "stderr": "\n".join(lines[-25:])}
        result: dict[str, Any] = json.loads(output.read_text(encoding="utf-8"))
        return result


def since_start() -> float:
    """Seconds since the parent started this process."""
    return time.time() - float(os.environ["BENCH_STARTED"])


def envelope(packages: Sequence[str]) -> dict[str, Any]:
    """Command, date, machine and versions: what a figure means nothing without."""
    cpu = next(
        (line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line),
        platform.processor(),
    )
    flags = Path("/proc/cpuinfo").read_text()
    policy = os.environ.get("OMP_WAIT_POLICY")  # PASSIVE: torch's threads sleep instead of spinning beside other work
    prefix = f"OMP_WAIT_POLICY={policy} " if policy else ""
    return {
        "command": f"{prefix}python -m {_module()} {' '.join(sys.argv[1:])}".strip(),
        "commit": _commit(),
        "date": datetime.now().astimezone().isoformat(timespec="minutes"),
        "machine": {
            "cpu": cpu,
            "cores": os.cpu_count(),
            "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
            "avx512_bf16": "avx512_bf16" in flags,
            "system": platform.platform(),
            "load_before": [round(value, 2) for value in os.getloadavg()],
        },
        "versions": {"python": platform.python_version(), **{name: _version(name) for name in packages}},
    }


def _module() -> str:
    spec = sys.modules["__main__"].__spec__
    return spec.name if spec else Path(sys.argv[0]).stem


def _commit() -> str:
    def git(*arguments: str) -> str:
        return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()

    return git("rev-parse", "--short", "HEAD") + (" with changes" if git("status", "--porcelain", "assistant") else "")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"


def heading(result: dict[str, Any], title: str) -> str:
    """The top of a results page."""
    machine = result["machine"]
    versions = ", ".join(f"{name} {number}" for name, number in result["versions"].items())
    return (
        f"# {title}\n\n"
        f"`{result['command']}` on commit {result['commit']}, {result['date']}. "
        f"{machine['cpu']}, {machine['cores']} cores"
        f"{' with AVX512-BF16' if machine['avx512_bf16'] else ''}, {machine['memory_gb']} GB, {machine['system']}; "
        f"load {machine['load_before'][0]} before and {result.get('load_after', '?')} after "
        f"(the run itself makes load; other work on the machine does too).\n\n{versions}.\n"
    )


def table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """A Markdown table; numbers as they are, None as a dash."""
    lines = ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    lines += ["| " + " | ".join("–" if cell is None else str(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def save(name: str, result: dict[str, Any], text: str, folder: Path = RESULTS) -> None:
    """Write ``name.json`` and ``name.md``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (folder / f"{name}.md").write_text(text, encoding="utf-8")


def put(options: argparse.Namespace, value: dict[str, Any]) -> None:
    """Hand a worker's result to its parent."""
    options.output.write_text(json.dumps(value), encoding="utf-8")


def read_questions(folder: Path) -> list[dict[str, Any]]:
    """The questions of a set that have a document."""
    lines = (folder / "questions.jsonl").read_text(encoding="utf-8-sig").splitlines()
    return [entry for entry in map(json.loads, filter(str.strip, lines)) if entry["document"] is not None]
