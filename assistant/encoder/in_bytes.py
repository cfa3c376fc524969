"""The bundled encoder's layers over matrices in bytes (``whole_numbers``).

Texts stand behind each other without padding, their number of tokens rounded up: torch
prepares a multiplication anew, at 0.7 ms, for each number of rows that it meets.

Attention over more than a few tokens is two products and an exponential in bfloat16 (0.9 ms
for 200 tokens, torch's own 1.6 ms). That a text of so many tokens goes one way and a shorter one
the other depends on the text alone: the same text has the same vector in every batch.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor
from torch.nn.functional import layer_norm, pad, scaled_dot_product_attention

from assistant.encoder.light import Network
from assistant.encoder.whole_numbers import HALF, Both, Matrix, carried, eased, rounded, to_bytes

REACH = Path(__file__).parent / "data" / "reach.safetensors"
INPUTS = {
    "asked": "attention.self.query",
    "mixed": "attention.output.dense",
    "wide": "intermediate.dense",
    "narrow": "output.dense",
}
ROWS = 8  # of which the number of rows is a multiple
LONG = 32  # tokens of a text, from which attention by products of its own is the faster one
HIGHEST = 1e30


@dataclass(frozen=True, slots=True)
class _Layer:
    asked: Matrix  # queries, keys and values in one; the values have the size of bytes' steps already
    mixed: Matrix
    wide: Matrix
    narrow: Matrix
    eases: tuple[Tensor, Tensor]  # of asked and wide
    norms: tuple[Both, Both]

    @classmethod
    def of(cls, number: int, network: Network, reach: Mapping[str, Tensor]) -> "_Layer":
        def both(name: str) -> Both:
            name = f"encoder.layer.{number}.{name}."
            return network.weights[name + "weight"].float(), network.weights[name + "bias"].float()

        mixing = both("attention.output.dense")
        ease, mixed, mixed_steps = eased(mixing[0], reach["mixed"][number])
        query, key, value = (both(f"attention.self.{part}") for part in ("query", "key", "value"))
        root = (network.size // network.heads) ** -0.5
        three = ((query[0] * root, query[1] * root), key, (value[0] * ease[:, None], value[1] * ease))
        weight, bias = (torch.cat(parts) for parts in zip(*three, strict=True))
        asked_ease, asked, asked_steps = eased(weight, reach["asked"][number])
        wide, narrow, between = carried(both("intermediate.dense"), both("output.dense"), reach["narrow"][number])
        wide_ease, widened, wide_steps = eased(wide[0], reach["wide"][number])
        return cls(
            Matrix.of(asked, bias, asked_steps),
            Matrix.of(mixed, mixing[1], mixed_steps),
            Matrix.of(widened, wide[1], wide_steps),
            Matrix.of(*narrow, between),
            (asked_ease, wide_ease),
            (both("attention.output.LayerNorm"), both("output.LayerNorm")),
        )


class WholeNumbers:
    """A ``Network`` in bytes, for reading only; ``dtype`` is the precision of what is not in bytes."""

    def __init__(self, network: Network, dtype: torch.dtype, reach: Mapping[str, Tensor]) -> None:
        """``reach``: how far each column of a layer's INPUTS goes, shape (layers, columns)."""
        self._network, self._dtype = network, dtype
        self.layers, self.size = network.layers, network.size
        with torch.inference_mode():
            self._layers = [_Layer.of(number, network, reach) for number in range(network.layers)]

    def tops(self, rows: Sequence[Tensor]) -> Sequence[Tensor]:
        """As ``Network.tops``; fastest where texts of one length stand together."""
        lengths = [len(row) for row in rows]
        runs = [(len(list(same)), tokens) for tokens, same in groupby(lengths)]
        spare = -sum(lengths) % ROWS
        ids = torch.cat([*rows, torch.zeros(spare, dtype=torch.long)])
        places = torch.arange(max(lengths))
        states = self._below(ids, torch.cat([*(places[:length] for length in lengths), places.new_zeros(spare)]))
        for number in range(self.layers):
            states = self._layer(states, runs, None, number)
        texts: tuple[Tensor, ...] = states[: sum(lengths)].split(lengths)
        return texts

    def embedded(self, ids: Tensor) -> Tensor:
        """As ``Network.embedded``."""
        places = torch.arange(ids.shape[1]).expand(ids.shape)
        return self._below(ids.flatten(), places.flatten()).view(*ids.shape, -1)

    def layer(self, states: Tensor, mask: Tensor | None, number: int) -> Tensor:
        """As ``Network.layer``."""
        texts, tokens, size = states.shape
        flat = pad(states.reshape(-1, size), (0, 0, 0, -texts * tokens % ROWS))
        return self._layer(flat, [(texts, tokens)], mask, number)[: texts * tokens].view(states.shape)

    def _below(self, ids: Tensor, places: Tensor) -> Tensor:
        weights = self._network.weights
        states = weights["embeddings.word_embeddings.weight"][ids].float()
        states += weights["embeddings.position_embeddings.weight"][places]
        states += weights["embeddings.token_type_embeddings.weight"][0]
        return self._normed(states, *(weights[f"embeddings.LayerNorm.{name}"] for name in ("weight", "bias")))

    def _layer(self, states: Tensor, runs: Sequence[tuple[int, int]], mask: Tensor | None, number: int) -> Tensor:
        """One layer over texts behind each other, shape (rows, size); ``runs`` are (texts, tokens of each)."""
        layer = self._layers[number]
        asked = layer.asked.times(to_bytes(states, layer.eases[0]), self._dtype)
        mixed = layer.mixed.times(rounded(self._mixed(asked, runs, mask)), torch.float32)
        states = self._normed(mixed.add_(states), *layer.norms[0])
        wide = layer.wide.gelu(to_bytes(states, layer.eases[1]), layer.narrow.steps)
        return self._normed(layer.narrow.times(wide, torch.float32).add_(states), *layer.norms[1])

    def _mixed(self, asked: Tensor, runs: Sequence[tuple[int, int]], mask: Tensor | None) -> Tensor:
        """Attention; its values have the size of bytes' steps."""
        mixed = torch.zeros(len(asked), self.size)
        heads, at = self._network.heads, 0
        for texts, tokens in runs:
            span = slice(at, at := at + texts * tokens)
            three = asked[span].view(texts, tokens, 3, heads, -1).permute(2, 0, 3, 1, 4)
            is_long = mask is None and tokens >= LONG and asked.dtype == torch.bfloat16
            found = _by_products(three) if is_long else None
            if found is None:
                query, key, value = three
                found = scaled_dot_product_attention(query, key, value, attn_mask=mask, scale=1.0)
            mixed[span].view(texts, tokens, heads, -1).copy_(found.transpose(1, 2))
        return mixed.add_(HALF)

    def _normed(self, states: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
        return layer_norm(states, (self.size,), weight, bias, self._network.epsilon)


def _by_products(three: Tensor) -> Tensor | None:
    """Attention of unmasked queries, keys and values, shape (3, texts, heads, tokens, d); None where it overflows.

    Softmax does not change when a number is taken off all the weights of a token:
    here what their mean key gives, instead of the highest. A column of ones gives the sums.
    """
    query, key, value = three.flatten(1, 2)
    key = key - key.mean(1, keepdim=True)
    weights = torch.bmm(query, key.transpose(1, 2)).exp_()
    mixed = torch.bmm(weights, pad(value, (0, 1), value=1.0))
    sums = mixed[..., -1:]
    return (mixed[..., :-1] / sums).view(three.shape[1:]) if float(sums.amax()) < HIGHEST else None


def reaches() -> dict[str, Tensor]:
    """The measured ``reach``; OSError or SafetensorError where the file is damaged."""
    return {name: values.float() for name, values in load_file(str(REACH)).items()}
