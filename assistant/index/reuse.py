"""Vectors that are taken over: those of the passages that a generation had already.

Only keys and vectors are read, never the store: a build after an erasure runs in
processes that have not read the text that was erased.
"""

from pathlib import Path

import numpy as np

from assistant.errors import IndexUnavailableError
from assistant.index import files, manifest, vectors
from assistant.splitting import SPLITTER

Place = tuple[int, int, int]  # row, first sentence vector, number of sentence vectors


class OldVectors:
    """The vectors of a generation by key; none when it cannot be read or was made in another way."""

    def __init__(self, folder: Path | None) -> None:
        self.dimension = 0
        self._keys = np.zeros(0, "V32")
        if folder is None:
            return
        try:
            built = manifest.read(folder)
            if built.format != manifest.FORMAT or built.splitter != SPLITTER:
                return
            arrays = (vectors.PASSAGES, vectors.SENTENCES, vectors.PLACES)
            files.check(folder, {name: built.files[name] for name in arrays if name in built.files}, whole=True)
            self._passages = vectors.open_array(folder, vectors.PASSAGES, built.passages, built.dimension)
            self._sentences = vectors.open_array(folder, vectors.SENTENCES, built.sentences, built.dimension)
            self._places = vectors.read_places(folder)
        except IndexUnavailableError:
            return
        # bytes are compared as two pairs of numbers: numpy does not sort raw bytes
        self._keys = np.ascontiguousarray(self._places["key"])
        self._order = np.argsort(_words(self._keys), kind="stable")
        self._sorted = _words(self._keys)[self._order]
        self.dimension = built.dimension

    def place(self, key: bytes) -> Place | None:
        """Where the vectors of a passage lie; None when there are none."""
        if not len(self._keys):
            return None
        word = int.from_bytes(key[:8], "little")
        at = int(np.searchsorted(self._sorted, np.uint64(word)))
        while at < len(self._sorted) and int(self._sorted[at]) == word:
            row = int(self._order[at])
            if self._keys[row].tobytes() == key:
                return row, int(self._places["first"][row]), int(self._places["count"][row])
            at += 1
        return None

    def take(self, place: Place) -> tuple[vectors.Halves, vectors.Halves]:
        """The vectors of a passage and of its sentences."""
        row, first, count = place
        return self._passages[row], self._sentences[first : first + count]


def _words(keys: np.ndarray) -> np.ndarray:
    """The first eight bytes of each key, as a number."""
    return keys.view("<u8").reshape(-1, 4)[:, 0]
