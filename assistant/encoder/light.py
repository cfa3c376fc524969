"""The bundled encoder in plain torch, for answering: it is there in a second.

Importing sentence-transformers and transformers takes longer than everything
else that a question needs, torch included, and a question needs one text
encoded, not the library's batching, devices and formats. So questions to the
bundled encoder go through this, and everything else (building an index, any
other model) through sentence-transformers. A test holds that both give the
same vectors; the arithmetic is BERT's (Devlin et al., 2019, arXiv 1810.04805).
The word embeddings stay in the mapped file: a question touches a few rows.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import gelu, layer_norm, linear, scaled_dot_product_attention

from assistant.errors import EncoderError


@dataclass(frozen=True, slots=True)
class Network:
    """BERT's arithmetic over weights under Hugging Face's names; the word embeddings may be of another precision."""

    weights: Mapping[str, Tensor]
    layers: int
    heads: int
    size: int
    epsilon: float

    @classmethod
    def of(cls, weights: Mapping[str, Tensor], shape: Mapping[str, Any]) -> "Network":
        """Over weights with the shape that stands in config.json."""
        layers, heads, size = (shape[name] for name in ("num_hidden_layers", "num_attention_heads", "hidden_size"))
        return cls(weights, layers, heads, size, shape["layer_norm_eps"])

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

    def _split(self, states: Tensor) -> Tensor:
        return states.view(*states.shape[:2], self.heads, -1).transpose(1, 2)

    def _linear(self, states: Tensor, name: str) -> Tensor:
        return linear(states, self.weights[name + "weight"], self.weights[name + "bias"])

    def _normed(self, states: Tensor, name: str) -> Tensor:
        weight, bias = self.weights[name + "weight"], self.weights[name + "bias"]
        return layer_norm(states, (self.size,), weight, bias, self.epsilon)


class LightEncoder:
    """Mean-pooled BERT from a folder that ``weights.unpack`` wrote; fits where a SentenceTransformer does."""

    def __init__(self, folder: Path, dtype: torch.dtype) -> None:
        try:
            shape = json.loads((folder / "config.json").read_text(encoding="utf-8"))
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            weights = _weights(folder / "model.safetensors", dtype)
        except (OSError, ValueError, KeyError, RuntimeError, SafetensorError) as error:
            raise EncoderError("Ik kan het taalmodel niet lezen. Start opnieuw; dan pak ik het opnieuw uit.") from error
        self._tokenizer.enable_truncation(shape["max_position_embeddings"])
        self._tokenizer.enable_padding(pad_id=shape["pad_token_id"], pad_token="<pad>")
        self._network = Network.of(weights, shape)

    def get_embedding_dimension(self) -> int:
        """The length of a vector."""
        return self._network.size

    def encode(self, texts: Sequence[str], *, batch_size: int = 8, **_: object) -> Tensor:
        """Unit vectors, shape (len(texts), dimension); other arguments, as SentenceTransformer takes, say nothing."""
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        vectors = torch.empty(len(texts), self._network.size)
        with torch.inference_mode():
            for start in range(0, len(order), batch_size):
                chosen = order[start : start + batch_size]
                vectors[chosen] = self._batch([texts[at] for at in chosen])
        return vectors

    def _batch(self, texts: Sequence[str]) -> Tensor:
        encoded = self._tokenizer.encode_batch(list(texts))
        ids = torch.tensor([one.ids for one in encoded])
        mask = torch.tensor([one.attention_mask for one in encoded], dtype=torch.bool)
        states = self._network.embedded(ids)
        attended = None if bool(mask.all()) else mask[:, None, None, :]
        for layer in range(self._network.layers):
            states = self._network.layer(states, attended, layer)
        kept = mask[:, :, None].to(states.dtype)
        # the mean is taken in the model's own precision, as sentence-transformers takes it
        means = (states * kept).sum(1) / kept.sum(1)
        return torch.nn.functional.normalize(means.float(), dim=1)


_PARTS = ("query", "key", "value")


def _weights(path: Path, dtype: torch.dtype) -> dict[str, Tensor]:
    with safe_open(str(path), framework="pt") as file:
        return {
            name: file.get_tensor(name)
            if name == "embeddings.word_embeddings.weight"
            else file.get_tensor(name).to(dtype)
            for name in file.keys()  # noqa: SIM118 - a safe_open is no mapping
        }
