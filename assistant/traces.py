"""Traces of a document: pieces of its text, its names and its vectors, and the search for them in files.

A piece that another document holds as well is no trace: a shared sentence stays
where the other one is. Pieces lie side by side, so that whatever is left of a
text and twice as long as a piece holds a whole one. Text is looked for as UTF-8,
as UTF-16 in both orders, and as JSON and YAML escape it; vectors as float16 and
float32. What is compressed is not looked into: nothing of ours compresses text.
"""

import json
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from assistant.index.store import Store
from assistant.index.vectors import Halves
from assistant.types import Document

RUN = 24  # characters
LEAST_LETTERS = 12  # of a run: rulers and empty tables are nobody's
LEAST_BYTES = 8
LEAST_NAME = 12  # characters of a name without its extension: a shorter one is an everyday word
WHOLE_BYTES = 256  # a vector up to this size is looked for whole, a longer one in thirds: a page may end within it
CHUNK = 1 << 22
_BITS = 22
_ODD = np.uint64(0x9E3779B97F4A7C15)


class Pieces:
    """Pieces of bytes to look for."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._by_key: dict[int, list[bytes]] = defaultdict(list)
        self._longest = LEAST_BYTES
        for piece in set(pieces):
            if len(piece) >= LEAST_BYTES:
                self._by_key[int.from_bytes(piece[:LEAST_BYTES], "little")].append(piece)
                self._longest = max(self._longest, len(piece))
        self._keys = np.array(sorted(self._by_key), np.uint64)
        self._table = np.zeros(1 << _BITS, bool)
        self._table[_hashed(self._keys)] = True

    def __len__(self) -> int:
        return sum(map(len, self._by_key.values()))

    def __iter__(self) -> Iterator[bytes]:
        for pieces in self._by_key.values():
            yield from pieces

    def without(self, pieces: Iterable[bytes]) -> "Pieces":
        """The pieces less these."""
        return Pieces(set(self) - set(pieces))

    def found(self, data: bytes) -> list[bytes]:
        """The pieces that stand in ``data``, each as often as it does."""
        hits = []
        for shift in range(LEAST_BYTES):
            count = (len(data) - shift) // LEAST_BYTES
            if count <= 0:
                break
            words = np.frombuffer(data, "<u8", count, shift)
            at = np.flatnonzero(self._table[_hashed(words)])
            at = at[np.isin(words[at], self._keys)]
            for place in at.tolist():
                start = place * LEAST_BYTES + shift
                hits += [piece for piece in self._by_key[int(words[place])] if data.startswith(piece, start)]
        return hits

    def count(self, path: Path) -> int:
        """How often pieces stand in a file; one that crosses two chunks is counted once or twice."""
        total, rest = 0, b""
        with path.open("rb") as stream:
            while chunk := stream.read(CHUNK):
                total += len(self.found(rest + chunk))
                rest = (rest + chunk)[-(self._longest - 1) :]
        return total


def files(folders: Iterable[Path]) -> Iterator[Path]:
    """Every file of these folders, and what is a file itself; links are not followed."""
    for folder in folders:
        if folder.is_file() and not folder.is_symlink():
            yield folder
        elif folder.is_dir():
            yield from (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def text_pieces(text: str) -> Iterator[bytes]:
    """Runs of a text side by side, as they may be written."""
    for start in range(0, len(text), RUN):
        run = text[start : start + RUN].strip()
        if sum(map(str.isalnum, run)) >= LEAST_LETTERS or (len(text) < RUN and run):
            yield from written(run)


def document_pieces(document: Document) -> Iterator[bytes]:
    """Runs of a document's text, and of what is said of it."""
    yield from text_pieces(document.text)
    said = (document.title, document.source, document.organisation, *document.authors, *document.questions)
    for value in said:
        if len(value) >= LEAST_NAME:
            yield from text_pieces(value)


def name_pieces(path: Path) -> Iterator[bytes]:
    """A file's name with its extension, and without it when it is long enough to be its own."""
    names = [path.name, *([path.stem] if len(path.stem) >= LEAST_NAME else [])]
    for name in names:
        for form in ("NFC", "NFD"):
            yield from written(unicodedata.normalize(form, name.encode("utf-8", "replace").decode()))


def written(text: str) -> set[bytes]:
    """A text in the ways in which programs write it."""
    escaped = (json.dumps(text)[1:-1], json.dumps(text, ensure_ascii=False)[1:-1], _in_yaml(text))
    encoded = {text.encode(kind, "replace") for kind in ("utf-8", "utf-16-le", "utf-16-be")}
    return encoded | {form.encode("utf-8", "replace") for form in escaped}


def vector_pieces(store: Store, passage_vectors: Halves, sentence_vectors: Halves, document_id: str) -> set[bytes]:
    """The vectors of a document's passages and sentences, but for those that another document has as well."""
    stored = store.passages(store.rows_of(document_id))
    passages = np.zeros(len(passage_vectors), bool)
    sentences = np.zeros(len(sentence_vectors), bool)
    for passage in stored:
        passages[passage.row] = True
        sentences[passage.first_sentence : passage.first_sentence + len(passage.passage.sentences)] = True
    own = _rows(passage_vectors, passages) | _rows(sentence_vectors, sentences)
    first = np.array([int.from_bytes(row[:8], "little") for row in own], np.uint64)
    for array, mine in ((passage_vectors, passages), (sentence_vectors, sentences)):
        own -= _rows(array, ~mine, first)
    found: set[bytes] = set()
    for row in own:
        for form in (row, np.frombuffer(row, np.float16).astype(np.float32).tobytes()):
            third = len(form) if len(form) <= WHOLE_BYTES else len(form) // 3
            found.update(form[start : start + third] for start in range(0, len(form) - third + 1, third))
    return found


def _rows(array: Halves, wanted: np.ndarray, first: np.ndarray | None = None) -> set[bytes]:
    """The wanted rows as bytes; only those that begin as one of ``first`` where that is given."""
    rows = np.flatnonzero(wanted)
    if first is not None:
        words = np.ascontiguousarray(array[:, :4]).view("<u8")[:, 0]
        rows = rows[np.isin(words[rows], first)]
    return {array[row].tobytes() for row in rows}


def _hashed(words: np.ndarray) -> np.ndarray:
    return ((words * _ODD) >> np.uint64(64 - _BITS)).astype(np.int64)


def _in_yaml(text: str) -> str:
    """As YAML writes a text between double quotes when it may use ASCII only."""
    escapes = ((0x7F, "{}"), (0xFF, "\\x{:02X}"), (0xFFFF, "\\u{:04X}"), (0x10FFFF, "\\U{:08X}"))
    parts = []
    for character in text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n"):
        form = next(form for limit, form in escapes if ord(character) <= limit)
        parts.append(character if form == "{}" else form.format(ord(character)))
    return "".join(parts)
