"""Meaning: Chroma's graph over the passages' vectors, in a scratch copy of its own.

Opening a Chroma store changes its SQLite file, and a read-only folder cannot be
opened at all, so a reader never opens the generation itself: it opens a copy
that is removed when it closes. Only ids and vectors are in Chroma; texts would
be a second copy of what ``store`` holds. The id of a passage is its row.
"""

import weakref
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import IndexUnavailableError
from assistant.index.damage import translated
from assistant.index.scratch import Scratch
from assistant.index.vectors import Halves
from assistant.types import Vectors

FOLDER = "chroma"
COLLECTION = "passages"
BATCH = 5000  # at most; Chroma 1.5.9 refuses more than 5461 at once
SEARCH_DEPTH = 200  # candidates that the graph weighs; at least the number of hits asked for
_DAMAGED = "De index is beschadigd. Bouw hem opnieuw: wijkwijzer index."


def _client(path: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    # _env_file: without it Chroma reads a .env of whoever started the program.
    settings = Settings(_env_file=None, anonymized_telemetry=False, allow_reset=False)
    return chromadb.PersistentClient(path=str(path), settings=settings)


def write(folder: Path, vectors: Halves) -> None:
    """Write a Chroma store with all vectors; slow part of a build of many passages."""
    client = _client(folder / FOLDER)
    try:
        collection = client.create_collection(
            COLLECTION,
            embedding_function=None,
            configuration={"hnsw": {"space": "ip", "ef_search": SEARCH_DEPTH}},
        )
        size = min(BATCH, int(client.get_max_batch_size()))
        for start in range(0, len(vectors), size):
            batch = np.asarray(vectors[start : start + size], np.float32)
            collection.add(ids=[str(start + i) for i in range(len(batch))], embeddings=batch)
    finally:
        client.close()


class Dense:
    """Search by meaning over all passages. Safe to share between threads; close it when done."""

    def __init__(self, folder: Path, expected: int) -> None:
        copied = Scratch(folder / FOLDER, _DAMAGED)
        with _translated():
            client = _client(copied.path)
        # also when nobody closes it: an index that was replaced goes with the last question that it answers
        self._finalizer = weakref.finalize(self, _let_go, client, copied)
        with _translated():
            # get, never get_or_create: a missing SQLite file would give an empty index in silence
            self._collection = client.get_collection(COLLECTION, embedding_function=None)
            if self._collection.count() != expected:
                raise IndexUnavailableError(_DAMAGED)
        self._expected = expected

    def close(self) -> None:
        """Close Chroma and remove the scratch copy."""
        self._finalizer()

    def search(self, query: Vectors, limit: int) -> list[tuple[int, float]]:
        """(row, cosine) of the nearest passages, nearest first; ``query`` is one unit vector."""
        wanted = min(limit, self._expected)
        if not wanted:
            return []
        with _translated():
            result = self._collection.query(query_embeddings=[query], n_results=wanted, include=["distances"])
            rows, distances = result["ids"][0], result["distances"][0]
        if not rows:
            raise IndexUnavailableError(_DAMAGED)
        return [(int(row), 1.0 - float(distance)) for row, distance in zip(rows, distances, strict=True)]


def _let_go(client: Any, copied: Scratch) -> None:
    with suppress(IndexUnavailableError), _translated():
        client.close()  # a damaged store may fail to close; its copy goes all the same
    copied.release()


def _translated() -> AbstractContextManager[None]:
    """Chroma's own errors as one that says what to do."""
    from chromadb.errors import ChromaError

    return translated(_DAMAGED, ChromaError)
