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
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import gelu, layer_norm, linear, scaled_dot_product_attention

from assistant.errors import EncoderError


class LightEncoder:
    """Mean-pooled BERT from a folder that ``weights.unpack`` wrote; fits where a SentenceTransformer does."""

    def __init__(self, folder: Path, dtype: torch.dtype) -> None:
        try:
            shape = json.loads((folder / "config.json").read_text(encoding="utf-8"))
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self._weights = _weights(folder / "model.safetensors", dtype)
        except (OSError, ValueError, KeyError, RuntimeError, SafetensorError) as error:
            raise EncoderError("Ik kan het zoekmodel niet lezen. Start opnieuw; dan pak ik het opnieuw uit.") from error
        self._tokenizer.enable_truncation(shape["max_position_embeddings"])
        self._tokenizer.enable_padding(pad_id=shape["pad_token_id"], pad_token="<pad>")
        self._dtype = dtype
        self._layers, self._heads = shape["num_hidden_layers"], shape["num_attention_heads"]
        self._size, self._epsilon = shape["hidden_size"], shape["layer_norm_eps"]

    def get_embedding_dimension(self) -> int:
        """The length of a vector."""
        return int(self._size)

    def encode(self, texts: Sequence[str], *, batch_size: int = 8, **_: object) -> Tensor:
        """Unit vectors, shape (len(texts), dimension); other arguments, as SentenceTransformer takes, say nothing."""
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        vectors = torch.empty(len(texts), self._size)
        with torch.inference_mode():
            for start in range(0, len(order), batch_size):
                chosen = order[start : start + batch_size]
                vectors[chosen] = self._batch([texts[at] for at in chosen])
        return vectors

    def _batch(self, texts: Sequence[str]) -> Tensor:
        encoded = self._tokenizer.encode_batch(list(texts))
        ids = torch.tensor([one.ids for one in encoded])
        mask = torch.tensor([one.attention_mask for one in encoded], dtype=torch.bool)
        states = self._embedded(ids)
        attended = None if bool(mask.all()) else mask[:, None, None, :]
        for layer in range(self._layers):
            states = self._layer(states, attended, f"encoder.layer.{layer}.")
        kept = mask[:, :, None].to(states.dtype)
        # the mean is taken in the model's own precision, as sentence-transformers takes it
        means = (states * kept).sum(1) / kept.sum(1)
        return torch.nn.functional.normalize(means.float(), dim=1)

    def _embedded(self, ids: Tensor) -> Tensor:
        words = self._weights["embeddings.word_embeddings.weight"][ids]
        places = self._weights["embeddings.position_embeddings.weight"][: ids.shape[1]]
        kinds = self._weights["embeddings.token_type_embeddings.weight"][0]
        return self._normed(words.to(self._dtype) + places + kinds, "embeddings.LayerNorm.")

    def _layer(self, states: Tensor, mask: Tensor | None, name: str) -> Tensor:
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
        return states.view(*states.shape[:2], self._heads, -1).transpose(1, 2)

    def _linear(self, states: Tensor, name: str) -> Tensor:
        return linear(states, self._weights[name + "weight"], self._weights[name + "bias"])

    def _normed(self, states: Tensor, name: str) -> Tensor:
        weight, bias = self._weights[name + "weight"], self._weights[name + "bias"]
        return layer_norm(states, (self._size,), weight, bias, self._epsilon)


_PARTS = ("query", "key", "value")


def _weights(path: Path, dtype: torch.dtype) -> dict[str, Tensor]:
    with safe_open(str(path), framework="pt") as file:
        return {
            name: file.get_tensor(name)
            if name == "embeddings.word_embeddings.weight"
            else file.get_tensor(name).to(dtype)
            for name in file.keys()  # noqa: SIM118 - a safe_open is no mapping
        }
