"""Which texts are equal, and which nearly so.

A text is sketched by one-permutation MinHash over its runs of five words: each
run is hashed, the hashes are dealt over 128 buckets, the least of each bucket
is kept. The part of the buckets in which two sketches agree estimates how much
of their runs two texts share (Jaccard); bands of four buckets find the pairs
worth estimating without comparing all; what looks alike is counted exactly.
Sketches are kept by the state of their file, without its name, so that taking
one file into a large corpus reads one file.
"""

import hashlib
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.corpus import read_text, text_key
from assistant.errors import CorpusError
from assistant.origins import SKETCHES

RUN = 5  # words
BUCKETS = 128
BAND = 4  # buckets of 16 bits: one number of 64
ALIKE = 0.8  # of the runs of two texts together
_LIKELY = 0.65  # the estimate from which it is counted: four times its error below ALIKE
_COUNTED = 3  # texts that one text is compared with exactly
_CROWD = 64  # texts in one band that are looked at
_WORD = re.compile(r"\w+")
_RECORD = np.dtype([("state", "S16"), ("text", "S16"), ("sketch", np.uint16, (BUCKETS,))])

Runs = NDArray[np.uint64]
Records = np.ndarray


def runs(text: str) -> Runs:
    """The hashes of every run of five words, each once, ascending; of all words where there are fewer."""
    words = np.fromiter((zlib.crc32(word.encode()) for word in _WORD.findall(text.casefold())), np.uint64)
    length = min(RUN, len(words))
    if not length:
        return np.zeros(0, np.uint64)
    count = len(words) - length + 1
    hashed = np.zeros(count, np.uint64)
    for offset in range(length):
        hashed = _mixed(hashed ^ words[offset : offset + count])
    return np.unique(hashed)


def sketch(hashed: Runs) -> NDArray[np.uint16]:
    """The least hash of each bucket as 16 bits; 0 for a bucket without any."""
    kept = np.zeros(BUCKETS, np.uint16)
    buckets, first = np.unique(hashed >> np.uint64(57), return_index=True)
    kept[buckets.astype(np.int64)] = (_mixed(hashed[first]) % np.uint64(65535) + np.uint64(1)).astype(np.uint16)
    return kept


def share(one: Runs, other: Runs) -> float:
    """The part of the runs of two texts that both have."""
    both = len(np.intersect1d(one, other, assume_unique=True))
    total = len(one) + len(other) - both
    return both / total if total else 0.0


class Known:
    """The texts of a corpus: a digest and a sketch of each, read only where a file changed."""

    def __init__(self, corpus: Path, present: Mapping[str, Path]) -> None:
        self._corpus = corpus
        cached = {bytes(record["state"]): record for record in _load(corpus / SKETCHES)}
        self._records: dict[str, Records] = {}
        for name, path in present.items():
            record = cached.get(_state(corpus, path))
            record = record if record is not None else self._read(path)
            if record is not None:
                self._records[name] = record
        self._names = {bytes(record["text"]): name for name, record in self._records.items()}

    def twin(self, text: str) -> str | None:
        """The document with this very text."""
        return self._names.get(text_key(text))

    def put(self, name: str, path: Path, text: str) -> None:
        """A document with this text is in the corpus now."""
        self.drop(name)
        self._records[name] = _record(_state(self._corpus, path), text)
        self._names[text_key(text)] = name

    def drop(self, name: str) -> None:
        """A document left the corpus."""
        record = self._records.pop(name, None)
        if record is not None and self._names.get(bytes(record["text"])) == name:
            del self._names[bytes(record["text"])]

    def rename(self, name: str, wanted: str, path: Path) -> None:
        """A document is called otherwise now."""
        record = self._records.pop(name, None)
        if record is not None:
            record = record.copy()
            record["state"] = _state(self._corpus, path)
            self._records[wanted] = record
            self._names[bytes(record["text"])] = wanted

    def save(self) -> None:
        """Keep the sketches of what is in the corpus now, and of nothing else."""
        fresh = self._corpus / f"{SKETCHES}.tmp"
        with fresh.open("wb") as stream:
            np.save(stream, np.array(list(self._records.values()), _RECORD), allow_pickle=False)
        fresh.replace(self._corpus / SKETCHES)

    def alike(self, names: Iterable[str], present: Mapping[str, Path]) -> list[tuple[str, str]]:
        """For each of these documents the one whose text is most like it, where they share enough; each pair once."""
        order = sorted(self._records)
        places = {name: place for place, name in enumerate(order)}
        wanted = [name for name in names if name in places]
        if not wanted:
            return []
        sketches = np.array([self._records[name]["sketch"] for name in order])
        pairs: dict[frozenset[str], tuple[str, str]] = {}
        for name, near in zip(wanted, _neighbours(sketches, [places[name] for name in wanted]), strict=True):
            likely = _likely(sketches, places[name], near)
            own = _runs_of(present[name]) if likely else np.zeros(0, np.uint64)
            shares = [(share(own, _runs_of(present[order[place]])), order[place]) for place in likely]
            best = max(shares, default=(0.0, ""))
            if best[0] >= ALIKE:
                pairs.setdefault(frozenset((name, best[1])), (name, best[1]))
        return list(pairs.values())

    def _read(self, path: Path) -> Records | None:
        try:
            return _record(_state(self._corpus, path), read_text(path))
        except CorpusError:
            return None  # reported when the index is built


def _neighbours(sketches: NDArray[np.uint16], wanted: Sequence[int]) -> list[set[int]]:
    """For each place the others that agree with it in at least one whole band."""
    near: list[set[int]] = [set() for _ in wanted]
    for band in np.ascontiguousarray(sketches).view(np.uint64).T:
        order = np.argsort(band, kind="stable")
        ordered = band[order]
        own = band[list(wanted)]
        bounds = zip(np.searchsorted(ordered, own), np.searchsorted(ordered, own, "right"), strict=True)
        for number, (first, last) in enumerate(bounds):
            if own[number] and last - first > 1:
                near[number].update(order[first : min(last, first + _CROWD)].tolist())
    return [places - {place} for places, place in zip(near, wanted, strict=True)]


def _likely(sketches: NDArray[np.uint16], place: int, near: set[int]) -> list[int]:
    if not near:
        return []
    others = np.array(sorted(near))
    own, rest = sketches[place], sketches[others]
    agree = ((rest == own) & (own != 0)).sum(1)
    either = ((rest != 0) | (own != 0)).sum(1)
    estimates = agree / np.maximum(either, 1)
    best = np.argsort(-estimates, kind="stable")[:_COUNTED]
    return [int(others[number]) for number in best if estimates[number] >= _LIKELY]


def _runs_of(path: Path) -> Runs:
    return runs(read_text(path))


def _record(state: bytes, text: str) -> Records:
    return np.array((state, text_key(text), sketch(runs(text))), _RECORD)


def _state(corpus: Path, path: Path) -> bytes:
    try:
        status = path.stat()
        said = f"{path.relative_to(corpus)}\0{status.st_size}\0{status.st_mtime_ns}\0{status.st_ino}"
    except OSError:
        said = ""
    return hashlib.sha256(said.encode("utf-8", "surrogateescape")).digest()[:16].replace(b"\0", b"\1")


def _load(path: Path) -> Records:
    try:
        records: Records = np.load(path, allow_pickle=False)
        if records.dtype == _RECORD and records.ndim == 1:
            return records
    except (OSError, ValueError, EOFError):
        pass  # every text is read again
    return np.zeros(0, _RECORD)


def _mixed(values: Runs) -> Runs:
    """The finaliser of splitmix64: every bit of the input moves every bit of the result."""
    values = values + np.uint64(0x9E3779B97F4A7C15)
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))
