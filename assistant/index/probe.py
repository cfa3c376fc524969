"""Proving a generation: opening it as a reader does, and asking it what it must know.

In a process of its own, because a broken graph of Chroma can end the process
that loads it. What is asked: for passages spread over the index, whether each
is found by its own vector and by its own words, and whether its vectors are
unit vectors. The graph is approximate and texts may be twins, so a quarter of
the passages may be missed; a broken one misses nearly all.
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from assistant.dutch.words import terms
from assistant.errors import IndexUnavailableError
from assistant.index import files, manifest
from assistant.index.generation import Generation
from assistant.index.processes import run_apart
from assistant.index.store import StoredPassage

SAMPLES = 32
NEIGHBOURS = 10
TERMS = 30  # of a passage, of which each must lead to it
SHARE = 0.75
CLOSE = 2e-3  # float16 keeps a cosine to three decimals
_FAILED = "De index doorstaat de controle niet. Probeer het opnieuw: wijkwijzer index. De oude index blijft gelden."


def prove(folder: Path) -> None:
    """IndexUnavailableError unless a child process opened this generation and found in it what it asked for."""
    run_apart(_prove, (folder,), died=_FAILED)


def _prove(folder: Path, _: Callable[[object], None]) -> None:
    check_answers(folder)


def check_answers(folder: Path) -> None:
    """Open and ask in this very process; IndexUnavailableError when something is not as it was written."""
    built = manifest.read(folder)
    files.check(folder, built.files, whole=True)
    generation = Generation(folder, built, with_graph=True)
    try:
        if generation.store.counts() != (built.documents, built.passages):
            raise IndexUnavailableError(_FAILED)
        if built.passages:
            _ask(generation, np.unique(np.linspace(0, built.passages - 1, SAMPLES).astype(int)).tolist())
    finally:
        generation.close()


def _ask(generation: Generation, rows: Sequence[int]) -> None:
    stored = generation.store.passages(rows)
    by_vector = [_is_found_by_vector(generation, passage.row) for passage in stored]
    by_words = [found for found in (_is_found_by_words(generation, passage) for passage in stored) if found is not None]
    for name, found in (("vector", by_vector), ("words", by_words)):
        if found and sum(found) < SHARE * len(found):
            print_reason(f"{sum(found)} of {len(found)} passages found by their own {name}")
            raise IndexUnavailableError(_FAILED)
    if not all(_are_units(generation, passage) for passage in stored):
        print_reason("vectors that are no unit vectors")
        raise IndexUnavailableError(_FAILED)


def _is_found_by_vector(generation: Generation, row: int) -> bool:
    assert generation.dense is not None
    vector = np.asarray(generation.passage_vectors[row], np.float32)
    hits = generation.dense.search(vector, NEIGHBOURS)
    # a twin may come first: what counts is that nothing nearer than itself is missing
    return len(hits) == min(NEIGHBOURS, generation.manifest.passages) and hits[0][1] >= float(vector @ vector) - CLOSE


def _is_found_by_words(generation: Generation, stored: StoredPassage) -> bool | None:
    words = list(dict.fromkeys(terms(stored.passage.text)))[:TERMS]
    if not words:
        return None
    # not the first hits: thousands of rows of one table say the same words
    here = [("row", (stored.row, stored.row))]
    return all(generation.lexical.search([("body", word, 1.0)], 1, here) for word in words)


def _are_units(generation: Generation, stored: StoredPassage) -> bool:
    last = stored.first_sentence + len(stored.passage.sentences)
    if last > len(generation.sentence_vectors):
        return False
    own = generation.passage_vectors[stored.row : stored.row + 1]
    both = np.vstack([own, generation.sentence_vectors[stored.first_sentence : last]]).astype(np.float32)
    return bool(np.all(np.abs(np.linalg.norm(both, axis=1) - 1) < 0.05))


def print_reason(reason: str) -> None:
    """For whoever looks into it; no content."""
    sys.stderr.write(f"the index failed its probe: {reason}\n")
