"""One process of ``peers``: one system indexes all sets, or answers the questions of all sets."""

import argparse
import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks import common
from benchmarks.peer_systems import SYSTEMS, Piece

DEPTH = 50  # passages looked at for the rank of a document, as ``wijkwijzer evaluate`` does
SHOWN = 10  # passages asked for where time is measured
TIMED = 30  # questions of each set that are timed


def build(name: str, sets: dict[str, Any], model: str, work: Path, own_splitter: bool) -> dict[str, Any]:
    """Index every set; the model is loaded, and has encoded once, before the clock runs."""
    if name.startswith("wijkwijzer"):
        return _build_wijkwijzer(name, sets, work)
    system = SYSTEMS[name]()
    system.load(model)
    warm = [Piece("warm", "warm", "Een zin om warm te draaien.")]
    system.build(warm, work / name / "warm")
    seconds, counts, disk = 0.0, 0, 0
    cpu = time.process_time()
    for key, entry in sets.items():
        pieces = [Piece(*values) for values in entry["passages"]]
        if own_splitter:
            pieces = system.split([tuple(document) for document in entry["documents"]])
        folder = work / name / key
        _, took = common.timed(lambda pieces=pieces, folder=folder: system.build(pieces, folder))
        seconds, counts, disk = seconds + took / 1000, counts + len(pieces), disk + common.disk_bytes(folder)
    rate = round(counts / seconds, 1)
    return {
        "passages": counts,
        "rate": rate,
        "rate_all": rate,
        "cpu_ms_a_passage": round(1000 * (time.process_time() - cpu) / counts, 1),
        "disk": disk,
        "memory": common.memory(),
    }


def _build_wijkwijzer(name: str, sets: dict[str, Any], work: Path) -> dict[str, Any]:
    from assistant.index import child
    from assistant.index.generation import swap_in
    from assistant.settings import load

    if name == "wijkwijzer":  # the same strings as its peers: no title and no headings in front
        child.embedding_text = lambda document, passage: passage.text
    seconds = dict.fromkeys(("read", "passages", "sentences", "index"), 0.0)
    counts = disk = 0
    encoder = child_encoder(load())
    encoder.encode_passages(["Een zin om warm te draaien."])
    cpu = time.process_time()
    for key, entry in sets.items():
        settings = replace(load(), home=work / name / key)
        folder = settings.indexes / "g-peer"
        settings.indexes.mkdir(parents=True)
        request = child.Request(settings, Path(entry["corpus"]), folder, None, lambda settings: encoder)
        child.build_generation(request, lambda progress: None)
        swap_in(settings.indexes, folder)
        built = child.manifest.read(folder)
        counts, disk = counts + built.passages, disk + common.disk_bytes(folder)
        for part in seconds:
            seconds[part] += built.seconds.get(part, 0.0)
    return {
        "passages": counts,
        "rate": round(counts / (seconds["passages"] + seconds["index"]), 1),
        "rate_all": round(counts / sum(seconds.values()), 1),
        "cpu_ms_a_passage": round(1000 * (time.process_time() - cpu) / counts, 1),
        "seconds": {part: round(value, 2) for part, value in seconds.items()},
        "disk": disk,
        "memory": common.memory(),
    }


def child_encoder(settings: Any) -> Any:
    """Wijkwijzer's own encoder."""
    from assistant.encoder import load_encoder

    return load_encoder(settings)


def ask(name: str, sets: dict[str, Any], model: str, work: Path) -> dict[str, Any]:
    """The first result of this process, then every question of every set."""
    system = _Wijkwijzer(work / name) if name.startswith("wijkwijzer") else SYSTEMS[name]()
    system.load(model)
    result: dict[str, Any] = {"sets": {}}
    times: list[float] = []
    cpu = 0.0
    answer_times: list[float] = []
    for key, entry in sets.items():
        questions = entry["questions"]
        system.open(work / name / key)
        system.search(questions[0]["question"], SHOWN)
        result.setdefault("cold_seconds", round(common.since_start(), 2))
        before = time.process_time()
        ranks = [common.document_rank(system.search(q["question"], DEPTH), q["document"]) for q in questions]
        cpu += time.process_time() - before
        result["sets"][key] = {"ndcg@10": round(common.ndcg(ranks), 4), "recall@5": round(common.recall(ranks, 5), 4)}
        for question in questions[:: max(1, len(questions) // TIMED)][:TIMED]:
            times.append(common.timed(lambda text=question["question"]: system.search(text, SHOWN))[1])
            if isinstance(system, _Wijkwijzer):
                answer_times.append(common.timed(lambda text=question["question"]: system.answer(text))[1])
    result["question_ms"] = common.percentiles(times)
    result["timed_questions"] = len(times)
    result["cpu_ms_a_question"] = round(1000 * cpu / sum(len(entry["questions"]) for entry in sets.values()), 1)
    if answer_times:
        result["answer_ms"] = common.percentiles(answer_times)
    result["memory"] = common.memory()
    return result


class _Wijkwijzer:
    def __init__(self, root: Path) -> None:
        self._root = root

    def load(self, model: str) -> None:
        from assistant.settings import load

        self._settings = load()
        self._encoder = child_encoder(self._settings)

    def open(self, folder: Path) -> None:
        from assistant.encoder import identify
        from assistant.index import open_generation
        from assistant.pipeline import Assistant

        generation = open_generation(folder / "indexes", identify(self._settings))
        self._assistant = Assistant(generation, self._encoder)

    def search(self, question: str, limit: int) -> list[str]:
        return [hit.passage.document_id for hit in self._assistant.search(question, limit)]

    def answer(self, question: str) -> Any:
        return self._assistant.answer(question)


def main() -> None:
    """Do one part and write what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("task", choices=["build", "ask"])
    parser.add_argument("--system", required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--own-splitter", action="store_true")
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    data = json.loads((options.work / "sets.json").read_text(encoding="utf-8"))
    started = time.perf_counter()
    if options.task == "build":
        value = build(options.system, data["sets"], data["model"], options.work, options.own_splitter)
    else:
        value = ask(options.system, data["sets"], data["model"], options.work)
    common.put(options, {**value, "wall_seconds": round(time.perf_counter() - started, 1)})


if __name__ == "__main__":
    main()
