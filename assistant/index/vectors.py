"""Unit vectors of passages and of their sentences, in float16, read from disk as needed.

float16 keeps a cosine to three decimals, half the bytes of float32, and lets a
scan of a million passages run in some 25 ms (``encoder.similarities``).
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.corpus.documents import file_digest
from assistant.errors import IndexUnavailableError

PASSAGES, SENTENCES = "passages.npy", "sentences.npy"
FILES = (PASSAGES, SENTENCES)
Halves = NDArray[np.float16]


def write(folder: Path, name: str, vectors: Halves) -> None:
    """Write an array of vectors."""
    np.save(folder / name, vectors, allow_pickle=False)


def create(folder: Path, name: str, rows: int, dimension: int) -> Any:
    """A new array on disk to fill row by row; flush it when done."""
    return np.lib.format.open_memmap(folder / name, mode="w+", dtype=np.float16, shape=(rows, dimension))


def open_array(folder: Path, name: str, rows: int, dimension: int) -> Halves:
    """Map an array into memory; IndexUnavailableError unless it has exactly this shape."""
    try:
        array = np.load(folder / name, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError, EOFError) as error:
        raise IndexUnavailableError("De index is beschadigd. Bouw hem opnieuw: wijkwijzer index.") from error
    if array.shape != (rows, dimension) or array.dtype != np.float16:
        raise IndexUnavailableError("De index is beschadigd. Bouw hem opnieuw: wijkwijzer index.")
    return array  # type: ignore[no-any-return]


def check(folder: Path, digests: Mapping[str, str], at_most: int | None = None) -> None:
    """IndexUnavailableError unless each array is what was written; one of more than ``at_most`` bytes is not read."""
    try:
        for name in FILES:
            path = folder / name
            if (at_most is None or path.stat().st_size <= at_most) and file_digest(path) != digests.get(name):
                raise IndexUnavailableError("De index is beschadigd. Bouw hem opnieuw: wijkwijzer index.")
    except OSError as error:
        raise IndexUnavailableError("De index is beschadigd. Bouw hem opnieuw: wijkwijzer index.") from error
