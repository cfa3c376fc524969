"""The bundled encoder in plain torch: it is there in a second, and fills every core.

Importing sentence-transformers and transformers takes longer than everything
else that a question needs, torch included, and a question needs one text
encoded, not the library's batching, devices and formats. So the bundled encoder
runs here, and any other model through sentence-transformers. A test holds that
both give the same vectors; the arithmetic is BERT's (Devlin et al., 2019, arXiv
1810.04805). The word embeddings stay in the mapped file: a question touches a
few rows.

A build encodes batches side by side, each on one thread, instead of each batch
on all: threads that share a batch wait for each other after every one of its
hundred multiplications. A batch holds texts of nearly the same length, so that
little is spent on padding. On two idle cores, both in bfloat16: 32 passages/s beside
the library's 27 to 29, and 185 to 193 sentences/s beside its 137 to 143; with
``in_bytes`` 54 passages/s.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import torch
from safetensors import SafetensorError, safe_open
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import gelu, layer_norm, linear, normalize, scaled_dot_product_attention
from torch.nn.utils.rnn import pad_sequence

from assistant.errors import EncoderError

BATCH_TOKENS = 800  # 200 to 3,200 differ by some 10 %
ALIKE = 0.85  # the shortest text of a batch to its longest, in tokens


@dataclass(frozen=True, slots=True)
class Network:
    """BERT's arithmetic over weights under Hugging Face's names; the word embeddings may be of another precision."""

    weights: Mapping[str, Tensor]
    layers: int
    heads: int
    size: int
    epsilon: float
    padding: int = 1

    @classmethod
    def of(cls, weights: Mapping[str, Tensor], shape: Mapping[str, Any]) -> "Network":
        """Over weights with the shape that stands in config.json."""
        layers, heads, size = (shape[name] for name in ("num_hidden_layers", "num_attention_heads", "hidden_size"))
        return cls(weights, layers, heads, size, shape["layer_norm_eps"], shape["pad_token_id"])

    def embedded(self, ids: Tensor) -> Tensor:
        """The states below the first layer, shape (texts, tokens, size), of ids, shape (texts, tokens)."""
        words = self.weights["embeddings.word_embeddings.weight"][ids]
        places = self.weights["embeddings.position_embeddings.weight"][: ids.shape[1]]
        kinds = self.weights["embeddings.token_type_embeddings.weight"][0]
        return self._normed(words.to(places.dtype) + places + kinds, "embeddings.LayerNorm.")

    def layer(self, states: Tensor, mask: Tensor | None, number: int) -> Tensor:
        """The states above one layer; ``mask``, shape (texts, 1, 1, tokens), is true where a token is read."""
        name = f"encoder.layer.{number}."
        attention = name + "attention."
        query, key, value = (self._split(self._linear(states, f"{attention}self.{part}.")) for part in _PARTS)
        mixed = scaled_dot_product_attention(query, key, value, attn_mask=mask)
        mixed = mixed.transpose(1, 2).reshape(states.shape)
        states = self._normed(
            self._linear(mixed, attention + "output.dense.") + states, attention + "output.LayerNorm."
        )
        wide = gelu(self._linear(states, name + "intermediate.dense."))
        return self._normed(self._linear(wide, name + "output.dense.") + states, name + "output.LayerNorm.")

    def tops(self, rows: Sequence[Tensor]) -> list[Tensor]:
        """The states above the last layer, shape (tokens, size), of each of texts' ids."""
        ids, mask = padded(rows, self.padding)
        states, attended = self.embedded(ids), None if bool(mask.all()) else mask[:, None, None, :]
        for number in range(self.layers):
            states = self.layer(states, attended, number)
        return [one[: len(row)] for one, row in zip(states, rows, strict=True)]

    def _split(self, states: Tensor) -> Tensor:
        return states.view(*states.shape[:2], self.heads, -1).transpose(1, 2)

    def _linear(self, states: Tensor, name: str) -> Tensor:
        return linear(states, self.weights[name + "weight"], self.weights[name + "bias"])

    def _normed(self, states: Tensor, name: str) -> Tensor:
        weight, bias = self.weights[name + "weight"], self.weights[name + "bias"]
        return layer_norm(states, (self.size,), weight, bias, self.epsilon)


class Reads(Protocol):
    """What is asked of a network by those who only read."""

    @property
    def size(self) -> int: ...

    def embedded(self, ids: Tensor) -> Tensor: ...
    def layer(self, states: Tensor, mask: Tensor | None, number: int) -> Tensor: ...
    def tops(self, rows: Sequence[Tensor]) -> Sequence[Tensor]: ...


class LightEncoder:
    """Mean-pooled BERT from a folder that ``weights.unpack`` wrote; fits where a SentenceTransformer does."""

    def __init__(self, folder: Path, dtype: torch.dtype, workers: int = 1, *, in_bytes: bool = False) -> None:
        """``workers`` batches at once; torch's own number of threads is the caller's to set.

        ``in_bytes``: the matrices as ``whole_numbers`` has them, the rest in ``dtype``.
        """
        try:
            shape = json.loads((folder / "config.json").read_text(encoding="utf-8"))
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            network = Network.of(_weights(folder / "model.safetensors", torch.float32 if in_bytes else dtype), shape)
            self._network: Reads = multiplied_in_bytes(network, dtype) if in_bytes else network
        except (OSError, ValueError, KeyError, RuntimeError, SafetensorError) as error:
            raise EncoderError("Ik kan het zoekmodel niet lezen. Start opnieuw; dan pak ik het opnieuw uit.") from error
        self._tokenizer.enable_truncation(shape["max_position_embeddings"])
        self._tokenizer.no_padding()
        self._workers = workers

    def get_embedding_dimension(self) -> int:
        """The length of a vector."""
        return self._network.size

    def encode(self, texts: Sequence[str], **_: object) -> Tensor:
        """Unit vectors, shape (len(texts), dimension); other arguments, as SentenceTransformer takes, say nothing."""
        rows = [torch.tensor(one.ids) for one in self._tokenizer.encode_batch(list(texts))]
        batches = list(_alike([len(row) for row in rows]))
        vectors = torch.empty(len(texts), self._network.size)

        def fill(batch: list[int]) -> None:
            with torch.inference_mode():
                vectors[batch] = _pooled(self._network.tops([rows[at] for at in batch]))

        if self._workers == 1 or len(batches) == 1:
            for batch in batches:
                fill(batch)
        else:
            with ThreadPoolExecutor(self._workers) as pool:
                for _done in pool.map(fill, batches):  # raises what a batch raised
                    pass
        return vectors

    def read(self, prompt: str, text: str) -> tuple[Tensor, list[int], Tensor]:
        """The unit vector of a text after its prompt, and the ids and unit vectors of the text's own tokens."""
        encoding = self._tokenizer.encode(prompt + text)
        own = [at for at, (start, end) in enumerate(encoding.offsets) if end > max(start, len(prompt))]
        with torch.inference_mode():
            states = self._network.tops([torch.tensor(encoding.ids)])[0]
            return _pooled([states])[0], [encoding.ids[at] for at in own], normalize(states[own].float(), dim=1)

    def token_ids(self, texts: Sequence[str]) -> list[list[int]]:
        """The ids of the tokens of each text, with those that mark its ends."""
        return [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]


def _pooled(texts: Sequence[Tensor]) -> Tensor:
    # the mean is taken in the model's own precision, as sentence-transformers takes it
    return normalize(torch.stack([states.sum(0) / len(states) for states in texts]).float(), dim=1)


def multiplied_in_bytes(network: Network, dtype: torch.dtype) -> Reads:
    """The same network with its matrices in bytes; ``network`` is in float32, the rest becomes ``dtype``."""
    from assistant.encoder.in_bytes import WholeNumbers, reaches  # which rests on this module

    return WholeNumbers(network, dtype, reaches())


def padded(rows: Sequence[Tensor], padding: int) -> tuple[Tensor, Tensor]:
    """Ids of texts on one length, shape (texts, tokens), and which of them are read."""
    ids = pad_sequence(list(rows), batch_first=True, padding_value=padding)
    lengths = torch.tensor([len(row) for row in rows])
    return ids, torch.arange(ids.shape[1]) < lengths[:, None]


def _alike(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Places of texts in batches of like length, the longest first: what ends last is then short."""
    batch: list[int] = []
    for at in sorted(range(len(lengths)), key=lambda at: -lengths[at]):
        longest = lengths[batch[0]] if batch else 0
        if batch and (longest * (len(batch) + 1) > BATCH_TOKENS or lengths[at] < ALIKE * longest):
            yield batch
            batch = []
        batch.append(at)
    if batch:
        yield batch


_PARTS = ("query", "key", "value")


def _weights(path: Path, dtype: torch.dtype) -> dict[str, Tensor]:
    with safe_open(str(path), framework="pt") as file:
        return {
            name: file.get_tensor(name)
            if name == "embeddings.word_embeddings.weight"
            else file.get_tensor(name).to(dtype)
            for name in file.keys()  # noqa: SIM118 - a safe_open is no mapping
        }
