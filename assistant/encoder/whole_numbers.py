"""The bundled encoder's layers in whole numbers of eight bits, on processors that multiply those fastest.

AVX512-VNNI multiplies bytes about twice as fast as bfloat16. Three of a layer's four
matrices are multiplied so: each number in them and each number that goes into them
becomes one of 255. What goes in is first divided, column by column, by a factor that
moves its few large columns into the matrix (SmoothQuant: Xiao et al., 2023, arXiv
2211.10438); how far each column reaches was measured once on the starter corpus
(``benchmarks/fit_whole_numbers.py``). The steps are fixed, so a text's vector does not
depend on what stands beside it. The fourth matrix stays as it is: its input has a few
texts' worth of far larger numbers in places of their own, and in bytes it alone would
bring the cosine with float32 from .9997 to .997.

Texts stand behind each other without padding, their number of tokens rounded up: torch
prepares a multiplication anew, at 0.7 ms, for each number of rows that it meets.

The operators are torch's own but not documented ones. They are tried at loading on
a small sum; where they are missing, warn or err, the plain layers stay.
"""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor
from torch.nn.functional import gelu, layer_norm, linear, pad, scaled_dot_product_attention

from assistant.encoder.light import Network

REACH = Path(__file__).parent / "data" / "reach.safetensors"
ROWS = 16  # of which the number of rows is a multiple
MIDDLE = 128  # the byte that stands for nothing
INPUTS = ("attention.self.query", "attention.output.dense", "intermediate.dense")


def has_fast_bytes() -> bool:
    """Whether this processor multiplies bytes in hardware without overflowing on the way, and torch can do so."""
    return bool(getattr(torch.cpu, "_is_vnni_supported", bool)()) and _is_right()


@dataclass(frozen=True, slots=True)
class Matrix:
    """One matrix in bytes, with what brings its input to bytes; ``ease`` and ``weight`` have ``step`` taken out."""

    ease: Tensor
    step: float
    packed: Tensor
    scale: Tensor
    zeros: Tensor
    bias: Tensor

    @classmethod
    def of(cls, weight: Tensor, bias: Tensor, reach: Tensor) -> "Matrix":
        """From a matrix in float32, shape (out, in), and how far each column of its input reaches, shape (in,)."""
        ease, step = eased(weight, reach)
        wide = weight * (ease * step).reciprocal()
        scale = wide.abs().amax(1).clamp(min=1e-12) / 127
        rounded = torch.round(wide / scale[:, None]).to(torch.int8)
        packed = torch.ops.onednn.qlinear_prepack(rounded, None)
        return cls(ease, step, packed, scale, torch.zeros(len(bias), dtype=torch.int32), bias.contiguous())

    def bytes_of(self, states: Tensor) -> Tensor:
        """Float32 states, shape (rows, in), in bytes."""
        return _bytes(torch.addcmul(_HALF, states, self.ease))

    def times(self, given: Tensor, dtype: torch.dtype, after: str = "none") -> Tensor:
        """The product with what is in bytes, shape (rows, out), ``gelu`` after it where that is asked."""
        multiply = torch.ops.onednn.qlinear_pointwise
        matrix = (self.packed, self.scale, self.zeros, self.bias)
        product: Tensor = multiply(given, self.step, MIDDLE, *matrix, 1.0, 0, dtype, after, [], "none")
        return product


def eased(weight: Tensor, reach: Tensor) -> tuple[Tensor, float]:
    """By what a matrix's input is multiplied to lie within a byte, shape (in,), and one step's size."""
    columns = weight.abs().amax(0).clamp(min=1e-4)
    ease = (columns / reach.clamp(min=1e-3)).sqrt()
    ease = ease / ease.log().mean().exp()
    step = float((reach * ease).amax()) / (MIDDLE - 1)
    return ease / step, step


def _bytes(shifted: Tensor) -> Tensor:
    """Rounded, where MIDDLE and a half have been added already."""
    return shifted.clamp_(0, 255).to(torch.uint8)


_HALF = torch.tensor(MIDDLE + 0.5)


@dataclass(frozen=True, slots=True)
class _Layer:
    asked: Matrix  # queries, keys and values in one; what it gives of values is eased for ``mixed`` already
    mixed: Matrix
    wide: Matrix
    narrow: tuple[Tensor, Tensor]
    norms: tuple[tuple[Tensor, Tensor], tuple[Tensor, Tensor]]

    @classmethod
    def of(cls, number: int, network: Network, dtype: torch.dtype, reach: Tensor) -> "_Layer":
        def both(name: str) -> tuple[Tensor, Tensor]:
            name = f"encoder.layer.{number}.{name}."
            return network.weights[name + "weight"].float(), network.weights[name + "bias"].float()

        mixing = both("attention.output.dense")
        ease, _ = eased(mixing[0], reach[1])
        query, key, value = (both(f"attention.self.{part}") for part in ("query", "key", "value"))
        root = (network.size // network.heads) ** -0.5
        asked = [(query[0] * root, query[1] * root), key, (value[0] * ease[:, None], value[1] * ease)]
        weight, bias = (torch.cat(parts) for parts in zip(*asked, strict=True))
        narrow = both("output.dense")
        return cls(
            Matrix.of(weight, bias, reach[0]),
            Matrix.of(*mixing, reach[1]),
            Matrix.of(*both("intermediate.dense"), reach[2]),
            (narrow[0].to(dtype), narrow[1].to(dtype)),
            (both("attention.output.LayerNorm"), both("output.LayerNorm")),
        )


class WholeNumbers:
    """A ``Network`` in bytes, for reading only; ``dtype`` is the precision of what is not in bytes."""

    def __init__(self, network: Network, dtype: torch.dtype, reach: Tensor) -> None:
        """``reach``, shape (layers, 3, size): how far each column of a layer's INPUTS goes."""
        self._network, self._dtype = network, dtype
        self.layers, self.size = network.layers, network.size
        with torch.inference_mode():
            self._layers = [_Layer.of(number, network, dtype, reach[number]) for number in range(network.layers)]

    def means(self, rows: Sequence[Tensor]) -> Tensor:
        """The mean states above the last layer, shape (texts, size), of texts' ids; the longest first."""
        lengths = [len(row) for row in rows]
        runs = [(len(list(same)), tokens) for tokens, same in groupby(lengths)]
        spare = -sum(lengths) % ROWS
        ids = torch.cat([*rows, torch.zeros(spare, dtype=torch.long)])
        places = torch.arange(max(lengths))
        states = self._below(ids, torch.cat([*(places[:length] for length in lengths), places.new_zeros(spare)]))
        for number in range(self.layers):
            states = self._layer(states, runs, None, number)
        return torch.stack([one.mean(0) for one in states[: sum(lengths)].split(lengths)])

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
        asked = layer.asked.times(layer.asked.bytes_of(states), self._dtype)
        mixed = layer.mixed.times(_bytes(self._mixed(asked, runs, mask)), torch.float32)
        states = self._normed(mixed.add_(states), *layer.norms[0])
        wide = layer.wide.times(layer.wide.bytes_of(states), self._dtype, "gelu")
        return self._normed(linear(wide, *layer.narrow).float().add_(states), *layer.norms[1])

    def _mixed(self, asked: Tensor, runs: Sequence[tuple[int, int]], mask: Tensor | None) -> Tensor:
        """Attention, a text at a time; its values have the size of bytes' steps."""
        mixed = torch.zeros(len(asked), self.size)
        at = 0
        for texts, tokens in runs:
            span = slice(at, at := at + texts * tokens)
            query, key, value = asked[span].view(texts, tokens, 3, self._network.heads, -1).permute(2, 0, 3, 1, 4)
            found = scaled_dot_product_attention(query, key, value, attn_mask=mask, scale=1.0)
            mixed[span].view(texts, tokens, self._network.heads, -1).copy_(found.transpose(1, 2))
        return mixed.add_(_HALF)

    def _normed(self, states: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
        return layer_norm(states, (self.size,), weight, bias, self._network.epsilon)


def reaches() -> Tensor:
    """The measured ``reach``; OSError or SafetensorError where the file is damaged."""
    return load_file(str(REACH))["reach"].float()


@cache
def _is_right() -> bool:
    """Whether torch's undocumented operators are there and multiply even the largest bytes without overflowing."""
    draw = torch.Generator().manual_seed(1)
    weight, bias = torch.randn(48, 64, generator=draw), torch.randn(48, generator=draw)
    weight[0], weight[1] = 3.0, -3.0
    states = torch.randn(5, 64, generator=draw)
    states[0], states[1] = 4.0, -4.0
    wanted = linear(states, weight, bias)
    try:
        with warnings.catch_warnings(), torch.inference_mode():
            warnings.simplefilter("error")
            matrix = Matrix.of(weight, bias, states.abs().amax(0))
            given = matrix.bytes_of(states)
            found = [matrix.times(given, torch.float32), matrix.times(given, torch.bfloat16, "gelu").float()]
    except (AttributeError, RuntimeError, TypeError, ValueError, Warning):
        return False
    return all(
        float((one - other).abs().max()) < 0.01 * float(other.abs().max())
        for one, other in zip(found, (wanted, gelu(wanted)), strict=True)
    )
