"""Random sequences of adding, changing and deleting, and after each step a search for what must be gone.

``make crash`` runs ``python -m benchmarks.erasure``. After every change and every
deletion not one byte of the old text, of its vectors or (after a deletion) of the
file's name may stand in any file of the home. Builds run in processes forked from
a server that has never read a text, as the program's own are new interpreters.
"""

import argparse
import multiprocessing
import os
import random
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import assistant.erasure as erasure_module
from assistant import index, ingestion, state
from assistant.erasure import erase, own_pieces, search
from assistant.index import build_index, current_generation, manifest, processes
from assistant.index.store import Store
from assistant.index.vectors import PASSAGES, SENTENCES, open_array
from assistant.ingestion import Personal
from assistant.settings import Settings
from assistant.traces import Pieces, name_pieces, text_pieces, vector_pieces
from assistant.types import Collection
from benchmarks import common, synthetic

STEPS = 4
START = 3  # documents with which a sequence begins


def build(settings: Settings, corpus: Path, on_progress: Any = lambda progress: None) -> Any:
    """A build with the quick encoder."""
    return build_index(settings, corpus, on_progress, synthetic.make_small_encoder)


def text_of(chance: random.Random, pool: list[str]) -> str:
    """A note that no other note is like, with signs that programs escape."""
    marks = f"casus {chance.randrange(10**9)} “é\tü” van Ünal-Çelik"
    lines = [f"{sentence} {chance.randrange(10**6)}" for sentence in chance.sample(pool, 12)]
    return f"# Verslag {chance.randrange(10**9)}\n\n{marks}\n\n" + "\n\n".join(lines) + "\n"


def vectors_of(settings: Settings, document: str) -> set[bytes]:
    """The vectors of a document in the current index."""
    folder = current_generation(settings.indexes)
    assert folder is not None
    built, store = manifest.read(folder), Store(folder)
    passages = open_array(folder, PASSAGES, built.passages, built.dimension)
    sentences = open_array(folder, SENTENCES, built.sentences, built.dimension)
    found = vector_pieces(store, passages, sentences, document)
    store.close()
    return found


def sequence(settings: Settings, outside: Path, seed: str, counts: Counter[str]) -> list[str]:
    """One sequence; gives what was found that should not be there."""
    chance, pool = random.Random(seed), synthetic.sentences()
    failures = []
    outside.mkdir(parents=True)
    for number in range(START):
        (outside / f"verslag-{seed}-{number}.md").write_text(text_of(chance, pool), encoding="utf-8")
    take(settings, [outside])
    for step in range(STEPS):
        present = sorted((settings.corpus / "notities").glob("*.md"))
        kind = chance.choice(["add", "change", "delete", "delete"]) if len(present) > 1 else "add"
        gone = Pieces([])
        if kind == "add":
            fresh = outside / f"verslag-{seed}-{START + step}.md"
            fresh.write_text(text_of(chance, pool), encoding="utf-8")
            take(settings, [fresh])
        else:
            path = chance.choice(present)
            pieces = {*text_pieces(path.read_text(encoding="utf-8")), *vectors_of(settings, path.stem)}
            pieces |= set(name_pieces(path)) if kind == "delete" else set()
            gone = own_pieces(Pieces(pieces), settings, [path])
            if not search(settings, gone):
                failures.append(f"{seed} {step}: the search does not find what is there")
            if kind == "delete":
                erase(settings, path.stem, lambda progress: None)
                (outside / path.name).unlink()
            else:
                old = path.read_text(encoding="utf-8")
                other = [sentence for sentence in pool if sentence not in old]  # what both versions say is not gone
                text = text_of(chance, other)
                (outside / path.name).write_text(text, encoding="utf-8")
                take(settings, [outside / path.name])
                gone = gone.without(gone.found(text.encode()))  # half a sentence that stands in the new one too
        found = search(settings, gone)
        if found:
            failures.append(f"{seed} {step}: {kind} left {found}")
        counts[kind] += 1
        counts["pieces"] += len(gone)
    return failures


def take(settings: Settings, paths: list[Path]) -> None:
    """Take notes in."""
    # the varied numbers of the sentences look like personal data now and then
    report = ingestion.ingest(
        settings, paths, Collection.NOTITIES, lambda progress: None, personal=Personal.KEEP, reason="proef"
    )
    if report.refused:
        raise RuntimeError(f"refused: {report.refused}")


def main() -> None:
    """Run the sequences and keep what came out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sequences", type=int, default=100)
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--results", type=Path, default=common.RESULTS)
    options = parser.parse_args()
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(
        ["chromadb", "chromadb.api.rust", "assistant.erasure", "assistant.ingestion", "benchmarks.synthetic"]
    )
    processes.context = context
    erasure_module.build_index = index.build_index = build  # type: ignore[assignment]
    result = common.envelope(["chromadb", "tantivy", "sqlalchemy"])
    counts: Counter[str] = Counter()
    failures: list[str] = []
    began = time.monotonic()
    for number in range(options.sequences):
        with tempfile.TemporaryDirectory(prefix="erasure-") as work:
            settings = Settings(home=Path(work) / "huis", cache=Path(work) / "cache")
            failures += sequence(settings, Path(work) / "elders", f"{options.seed}-{number}", counts)
            counts["lines"] += len(state.lines(settings, action="verwijderd"))
        print(number, dict(counts), failures[-1:], round(time.monotonic() - began), flush=True)
    result |= {"seed": options.seed, "sequences": options.sequences, "counts": dict(counts), "failures": failures}
    result["load_after"] = round(os.getloadavg()[0], 2)
    common.save("erasure", result, report(result), options.results)
    raise SystemExit(1 if failures else 0)


def report(result: dict[str, Any]) -> str:
    """The page of the results."""
    counts = result["counts"]
    rows = [[name, counts.get(name, 0)] for name in ("add", "change", "delete")]
    return (
        common.heading(result, "Erasure")
        + f"\n{result['sequences']} sequences, seed {result['seed']}. {counts.get('pieces', 0)} pieces of text, names "
        "and vectors were looked for in every file of the home: found before each step, and never after it. "
        f"Steps at which something was left: {len(result['failures'])}.\n\n"
        + common.table(["step", "times"], rows)
        + "".join(f"\n- {failure}" for failure in result["failures"])
    )


if __name__ == "__main__":
    main()
