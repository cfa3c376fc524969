"""Unit vectors of passages and of their sentences, in float16, read from disk as needed.

float16 keeps a cosine to three decimals, half the bytes of float32, and lets a
scan of a million passages run in some 25 ms (``encoder.similarities``).
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.errors import IndexUnavailableError

PASSAGES, SENTENCES, PLACES = "passages.npy", "sentences.npy", "places.npy"
PLACE = np.dtype([("key", "V32"), ("first", "<i8"), ("count", "<i4")])
Halves = NDArray[np.float16]
_DAMAGED = "De index is beschadigd. Bouw hem opnieuw: wijkwijzer index."


def write(folder: Path, name: str, vectors: Halves) -> None:
    """Write an array of vectors."""
    np.save(folder / name, vectors, allow_pickle=False)


def create(folder: Path, name: str, rows: int, dimension: int) -> Any:
    """A new array on disk to fill row by row; flush it when done."""
    array = np.lib.format.open_memmap(folder / name, mode="w+", dtype=np.float16, shape=(rows, dimension))
    with (folder / name).open("r+b") as stream:  # a hole that a full disk cannot fill would end the process
        size = os.fstat(stream.fileno()).st_size
        os.posix_fallocate(stream.fileno(), 0, max(1, size))
    return array


def write_places(folder: Path, places: Iterable[tuple[bytes, int, int]], count: int) -> None:
    """Write the places by row: key of a passage (32 bytes), its first sentence vector, how many it has.

    Apart from the texts, so that a build that takes vectors over reads no text of a document that was erased.
    """
    np.save(folder / PLACES, np.fromiter(places, PLACE, count), allow_pickle=False)


def read_places(folder: Path) -> NDArray[np.void]:
    """The places by row; IndexUnavailableError when they cannot be read."""
    try:
        places = np.load(folder / PLACES, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError, EOFError) as error:
        raise IndexUnavailableError(_DAMAGED) from error
    if places.dtype != PLACE or places.ndim != 1:
        raise IndexUnavailableError(_DAMAGED)
    return places  # type: ignore[no-any-return]


def open_array(folder: Path, name: str, rows: int, dimension: int) -> Halves:
    """Map an array into memory; IndexUnavailableError unless it has exactly this shape."""
    try:
        array = np.load(folder / name, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError, EOFError) as error:
        raise IndexUnavailableError(_DAMAGED) from error
    if array.shape != (rows, dimension) or array.dtype != np.float16:
        raise IndexUnavailableError(_DAMAGED)
    return array  # type: ignore[no-any-return]
