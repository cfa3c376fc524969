"""One process of ``speed``: encoders side by side, the steps of a question, or the parts of a cold start."""

import argparse
import statistics
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks import common
from benchmarks.common import timed

CHARACTERS = 700


def encoders(pairs: int) -> dict[str, Any]:
    """sentence-transformers in float32 as people use it, and Wijkwijzer's encoder, in turns on the same texts."""
    import torch
    from sentence_transformers import SentenceTransformer

    from assistant.encoder import load_encoder, load_question_encoder, weights
    from assistant.encoder.model import wants_bfloat16, wants_bytes
    from assistant.settings import load
    from benchmarks import synthetic

    settings = load()
    plain = SentenceTransformer(str(weights.unpack(settings.cache)), device="cpu")
    threads = torch.get_num_threads()  # our encoder changes the number of the whole process
    own, asking = load_encoder(settings), load_question_encoder(settings)
    every = synthetic.sentences()
    joined = " ".join(every[i] for i in range(0, len(every), 2))
    texts = [joined[at : at + CHARACTERS] for at in range(0, 48 * CHARACTERS, CHARACTERS)]
    prompted = ["passage: " + text for text in texts]
    questions = synthetic.questions(24)

    def by_library(prompted: list[str]) -> Any:
        torch.set_num_threads(threads)
        vectors = plain.encode(prompted, normalize_embeddings=True)
        torch.set_num_threads(1)
        return vectors

    by_library(prompted[:4])
    own.encode_passages(texts[:4])
    rows: dict[str, list[float]] = {"plain": [], "own": [], "ratio": [], "plain_ms": [], "own_ms": []}
    for _ in range(pairs):
        _, a = timed(lambda: by_library(prompted))
        _, b = timed(lambda: own.encode_passages(texts))
        rows["plain"].append(1000 * len(texts) / a)
        rows["own"].append(1000 * len(texts) / b)
        rows["ratio"].append(a / b)
        for question in questions:
            rows["plain_ms"].append(timed(lambda question=question: by_library(["query: " + question]))[1])
            rows["own_ms"].append(timed(lambda question=question: asking.encode_queries([question]))[1])
    vectors = own.encode_passages(texts)
    cosines = (vectors * by_library(prompted)).sum(1)
    return {
        "pairs": pairs,
        "texts": len(texts),
        **{name: round(statistics.median(values), 2) for name, values in rows.items()},
        "ratios": [round(value, 2) for value in rows["ratio"]],
        "dtype": "int8" if wants_bytes(settings) else "bfloat16" if wants_bfloat16(settings) else "float32",
        "cosine_mean": round(float(cosines.mean()), 4),
        "cosine_min": round(float(cosines.min()), 4),
    }


def question(home: Path, rounds: int) -> dict[str, Any]:
    """The steps of a question on the starter corpus, warm."""
    from assistant.service import open_assistant
    from assistant.settings import load

    assistant = open_assistant(replace(load(), home=home))
    texts = [text for document in assistant.documents() for text in document.questions]
    for text in texts:
        assistant.answer(text)
    timings = [assistant.answer(text).timings for _ in range(rounds) for text in texts]
    manifest = assistant.generation.manifest
    result: dict[str, Any] = {
        "documents": manifest.documents,
        "passages": manifest.passages,
        "questions": len(timings),
        "build_seconds": manifest.seconds,
    }
    for step in ("encode", "retrieve", "read", "total"):
        result[step] = common.percentiles([getattr(timing, step) for timing in timings])
    assistant.close()
    return result


def cold(home: Path) -> dict[str, Any]:
    """The parts of ``wijkwijzer ask``, in its order, from the start of the process."""
    from assistant.encoder import identify, load_question_encoder
    from assistant.index import is_stale, open_generation
    from assistant.pipeline import Assistant
    from assistant.settings import load

    parts = {"Python and the program's own imports": 1000 * common.since_start()}
    settings = replace(load(), home=home)
    generation, parts["opening the index"] = timed(lambda: open_generation(settings.indexes, identify(settings)))
    _, parts["checking the sources"] = timed(lambda: is_stale(generation.manifest, settings.corpus))
    _, parts["importing torch"] = timed(_import_torch)
    encoder, parts["loading the model"] = timed(lambda: load_question_encoder(settings))
    assistant = Assistant(generation, encoder)
    text = assistant.documents()[0].questions[0]
    _, parts["first answer"] = timed(lambda: assistant.answer(text))
    _, parts["closing"] = timed(assistant.close)
    return {"parts": {name: round(value) for name, value in parts.items()}, "whole": round(1000 * common.since_start())}


def _import_torch() -> None:
    import torch  # noqa: F401


def main() -> None:
    """Do one part and write what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("task", choices=["encoders", "question", "cold"])
    parser.add_argument("--home", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    started = time.perf_counter()
    if options.task == "encoders":
        value = encoders(options.rounds)
    elif options.task == "question":
        value = question(options.home, options.rounds)
    else:
        value = cold(options.home)
    common.put(options, {**value, "wall_seconds": round(time.perf_counter() - started, 1)})


if __name__ == "__main__":
    main()
