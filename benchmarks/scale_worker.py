"""One process of ``scale``: builds an index of some size, or answers questions from it."""

import argparse
import cProfile
import io
import pstats
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant.index import child as index_child
from assistant.index import open_generation
from assistant.index.child import Request, build_generation
from assistant.index.generation import swap_in
from assistant.pipeline import Assistant
from assistant.settings import Settings
from assistant.settings import load as load_settings
from assistant.types import Collection, Filters, Status
from benchmarks import common, synthetic

FILTERS = {
    "none": Filters(),
    "90 %": Filters(collection=Collection.BRONNEN),
    "10 %": Filters(year_from=synthetic.YEARS[0], year_to=synthetic.YEARS[0]),
    "1 %": Filters(municipality=synthetic.RARE_PLACE),
}
PARTS: tuple[tuple[Any, str, str], ...] = (
    (index_child, "_sources", "digests of files"),
    (index_child, "read_corpus", "read"),
    (index_child, "_entries", "split"),
    (index_child, "_write_vectors", "encode"),
    (index_child.store, "write", "store"),
    (index_child.lexical, "write", "lexical"),
    (index_child.dense, "write", "chroma"),
    (index_child, "_content_digest", "digest of content"),
)


def build(settings: Settings, real: bool) -> dict[str, Any]:
    """Build in this very process, so that its peak of memory and its parts can be seen."""
    seconds: dict[str, float] = {}
    for owner, name, part in PARTS:
        setattr(owner, name, _clocked(getattr(owner, name), part, seconds))
    folder = settings.indexes / "g-scale"
    settings.indexes.mkdir(parents=True, exist_ok=True)
    make = index_child_encoder(real)
    started = time.perf_counter()
    build_generation(Request(settings, settings.corpus, folder, None, make), lambda progress: None)
    before_swap = time.perf_counter()
    swap_in(settings.indexes, folder)
    seconds["sync"] = time.perf_counter() - before_swap
    built = index_child.manifest.read(folder)
    return {
        "documents": built.documents,
        "passages": built.passages,
        "sentences": built.sentences,
        "seconds": {name: round(value, 2) for name, value in seconds.items()},
        "manifest_seconds": built.seconds,
        "total_seconds": round(time.perf_counter() - started, 1),
        "memory_mb": common.memory(),
        "disk": {path.name: common.disk_bytes(path) for path in sorted(folder.iterdir())},
        "sources_bytes": common.disk_bytes(settings.corpus),
    }


def index_child_encoder(real: bool) -> Callable[[Settings], Any]:
    """The real encoder's factory, or the one without a model."""
    from assistant.encoder import load_encoder

    return load_encoder if real else synthetic.make_clustered_encoder


def read(settings: Settings, real: bool, count: int, profile: bool) -> dict[str, Any]:
    """Open the index, and time questions under each filter."""
    import chromadb  # noqa: F401  # loaded before the clock runs, as are torch and Tantivy: see ``speed`` for start-up
    import torch  # noqa: F401

    from assistant.encoder import identify

    encoder = index_child_encoder(real)(settings)
    generation, opened = common.timed(lambda: open_generation(settings.indexes, identify(settings)))
    before = common.memory()
    assistant = Assistant(generation, encoder)
    texts = synthetic.questions(count)
    result: dict[str, Any] = {"open_ms": round(opened, 1), "memory_open_mb": before, "filters": {}}
    for name, filters in FILTERS.items():
        kept = len(generation.kept_rows(filters)) if filters else generation.manifest.passages
        _, first = common.timed(lambda filters=filters: assistant.answer(texts[0], filters=filters))
        answers = [assistant.answer(text, filters=filters) for text in texts]
        result["filters"][name] = {
            "kept": kept,
            "first_ms": round(first, 1),
            "total": common.percentiles([answer.timings.total for answer in answers]),
            "encode": common.percentiles([answer.timings.encode for answer in answers]),
            "retrieve": common.percentiles([answer.timings.retrieve for answer in answers]),
            "read": common.percentiles([answer.timings.read for answer in answers]),
            "answered": sum(answer.status is Status.ANSWERED for answer in answers),
            "questions": len(answers),
        }
        if profile:
            result["filters"][name]["profile"] = _profiled(assistant, texts, filters)
    result["memory_mb"] = common.memory()
    assistant.close()
    return result


def _profiled(assistant: Assistant, texts: list[str], filters: Filters) -> str:
    profiler = cProfile.Profile()
    profiler.enable()
    for text in texts:
        assistant.answer(text, filters=filters)
    profiler.disable()
    stream = io.StringIO()
    pstats.Stats(profiler, stream=stream).sort_stats("tottime").print_stats(18)
    return stream.getvalue()


def _clocked(call: Callable[..., Any], part: str, seconds: dict[str, float]) -> Callable[..., Any]:
    def clocked(*arguments: Any) -> Any:
        started = time.perf_counter()
        try:
            return call(*arguments)
        finally:
            seconds[part] = seconds.get(part, 0.0) + time.perf_counter() - started

    return clocked


def main() -> None:
    """Do one part and write what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("task", choices=["build", "read"])
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--real", action="store_true")
    parser.add_argument("--questions", type=int, default=100)
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    settings = replace(load_settings(options.home), home=options.home.absolute())
    if options.task == "build":
        common.put(options, build(settings, options.real))
    else:
        common.put(options, read(settings, options.real, options.questions, options.profile))


if __name__ == "__main__":
    main()
