"""Reads a sentence together with a source: a second judge beside ``pairs``, with another way to err.

The lower layers of the bundled encoder read each by itself. In the layers above,
which were trained for this by a change of low rank (Hu et al., 2021, arXiv
2106.09685), a sentence's tokens attend to those of the source as well as to each
other; a source attends only to itself, and so is read once for many sentences.
What a token of the sentence then holds says whether something speaks against it.
``benchmarks/fit_joint.py`` trains the change, and runs this same arithmetic.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor
from torch.nn.functional import gelu, layer_norm, linear, pad

from assistant.encoder.light import Network, padded

FIRST, LAST = 4, 10  # the layers in which a sentence attends to its source, the last not counted; none above is used
ATTENTION = ("attention.self.query", "attention.self.key", "attention.self.value")
CHANGED = (*ATTENTION, "attention.output.dense", "intermediate.dense", "output.dense")
LONGEST = 128  # tokens of a sentence or of a source
PADDING = 1  # the id that stands for nothing, of the package's own tokenizer
_FAR_BELOW = -1e4
Drop = Callable[[Tensor], Tensor]  # what training leaves out by chance
Multiply = Callable[[Tensor, str], Tensor]  # states by the weights of this name, and its bias
Beside = tuple[Tensor, Tensor]  # keys and values of other texts, shape (texts, heads, tokens, size of a head)


def _whole(states: Tensor) -> Tensor:
    return states


@dataclass(frozen=True, slots=True)
class Texts:
    """Tokens of texts, as rows without those that only fill up; ``mask``, shape (texts, tokens), is true at others.

    filled: the place among all of each row; rows: the row of each place, any row where nothing is read; None for
    both where nothing fills up.
    """

    ids: Tensor
    mask: Tensor
    filled: Tensor | None
    rows: Tensor | None

    @classmethod
    def of(cls, ids: Sequence[Tensor]) -> "Texts":
        """Texts of any lengths."""
        together, mask = padded(ids, PADDING)
        if bool(mask.all()):
            return cls(together, mask, None, None)
        filled = mask.flatten().nonzero()[:, 0]
        rows = torch.zeros(mask.numel(), dtype=torch.long)
        rows[filled] = torch.arange(len(filled))
        return cls(together, mask, filled, rows)

    def spread(self, states: Tensor) -> Tensor:
        """Rows of states in their places, shape (texts, tokens, size)."""
        every = states if self.rows is None else states.index_select(0, self.rows)
        return every.view(*self.mask.shape, -1)

    def gathered(self, states: Tensor) -> Tensor:
        """Rows of states from their places."""
        every = states.reshape(self.mask.numel(), -1)
        return every if self.filled is None else every.index_select(0, self.filled)

    def bars(self, dtype: torch.dtype) -> Tensor:
        """What attention adds, shape (texts, 1, 1, tokens): nothing, or far below where nothing is read."""
        return torch.where(self.mask, 0.0, _FAR_BELOW).to(dtype)[:, None, None, :]


@dataclass(frozen=True, slots=True)
class Layers:
    """BERT's layers in which texts may attend to others; ``multiply`` says by what."""

    network: Network
    multiply: Multiply

    def below(self, texts: Texts) -> Tensor:
        """The states above the layers that read each text by itself, a row a token."""
        states = texts.gathered(self.network.embedded(texts.ids))
        for number in range(FIRST):
            states, _ = self.layer(states, texts, texts.bars(states.dtype), number)
        return states

    def layer(
        self, states: Tensor, texts: Texts, bars: Tensor, number: int, beside: Beside | None = None
    ) -> tuple[Tensor, Beside]:
        """The states above one layer, and the keys and values in it."""
        name = f"encoder.layer.{number}."
        query, key, value = (self._heads(self.multiply(states, name + part), texts) for part in ATTENTION)
        keys, values = (key, value) if beside is None else (torch.cat(both, 2) for both in zip((key, value), beside))
        # written out: the fused attention of torch takes many times as long in bfloat16 with a mask
        weights = (query @ keys.transpose(2, 3) * key.shape[-1] ** -0.5 + bars).softmax(-1)
        mixed = texts.gathered((weights @ values).transpose(1, 2))
        attended = self.multiply(mixed, name + "attention.output.dense")
        states = self._normed(attended + states, name + "attention.output.LayerNorm.")
        wide = gelu(self.multiply(states, name + "intermediate.dense"))
        return self._normed(self.multiply(wide, name + "output.dense") + states, name + "output.LayerNorm."), (
            key,
            value,
        )

    def _heads(self, states: Tensor, texts: Texts) -> Tensor:
        return texts.spread(states).unflatten(2, (self.network.heads, -1)).transpose(1, 2)

    def _normed(self, states: Tensor, name: str) -> Tensor:
        weight, bias = (self.network.weights[name + part] for part in ("weight", "bias"))
        return layer_norm(states, (self.network.size,), weight, bias, self.network.epsilon)


def read_sources(layers: Layers, sources: Texts, below: Tensor, learnt: Mapping[str, Tensor]) -> list[Beside]:
    """The keys and values of sources in each layer that a sentence attends to, from their states below these."""
    states, found = below + learnt["kinds"][0].to(below.dtype), []
    bars = sources.bars(states.dtype)
    for number in range(FIRST, LAST):
        states, own = layers.layer(states, sources, bars, number)
        found.append(own)
    return found


def read_claims(
    layers: Layers, claims: Texts, below: Tensor, sources: Texts, held: Sequence[Beside], learnt: Mapping[str, Tensor]
) -> Tensor:
    """The states of sentences, each beside the source in the same place, shape (texts, tokens, size)."""
    kinds = learnt["kinds"].to(below.dtype)
    same = ((claims.ids[:, :, None] == sources.ids[:, None, :]) & sources.mask[:, None, :]).any(2)
    states = below + kinds[1] + claims.gathered(same) * kinds[2]
    bars = torch.cat([claims.bars(states.dtype), sources.bars(states.dtype)], 3)
    for number, beside in zip(range(FIRST, LAST), held, strict=True):
        states, _ = layers.layer(states, claims, bars, number, beside)
    return claims.spread(states).float()


def against(states: Tensor, mask: Tensor, learnt: Mapping[str, Tensor], drop: Drop = _whole) -> tuple[Tensor, Tensor]:
    """What is found at each token of sentences, and how far each speaks against its sentence."""
    found = drop(gelu(_layer(drop(states), "compare", learnt)))
    return found, _layer(found, "token", learnt)[:, :, 0].masked_fill(~mask, _FAR_BELOW)


def judged(states: Tensor, mask: Tensor, found: Tensor, tokens: Tensor, learnt: Mapping[str, Tensor]) -> Tensor:
    """One number a sentence, higher where the source carries it; a single token may speak against all the others."""
    read = mask[:, :, None].float()
    overall = [
        (found * read).sum(1) / read.sum(1),
        found.masked_fill(~mask[:, :, None], _FAR_BELOW).amax(1),
        states[:, 0],
    ]
    total = _layer(gelu(_layer(torch.cat(overall, 1), "overall", learnt)), "total", learnt)[:, 0]
    return total - torch.logsumexp(tokens, 1)


def _layer(states: Tensor, name: str, learnt: Mapping[str, Tensor]) -> Tensor:
    return linear(states, learnt[f"{name}.weight"], learnt[f"{name}.bias"])


def changed(network: Network, learnt: Mapping[str, Tensor]) -> Network:
    """The network with what was learnt in it, without the layers that are not used."""
    left = {f"encoder.layer.{number}." for number in range(LAST, network.layers)}
    weights = {name: values for name, values in network.weights.items() if not name.startswith(tuple(left))}
    for number in range(FIRST, LAST):
        for part in CHANGED:
            name = f"encoder.layer.{number}.{part}.weight"
            change = learnt[f"{number}.{part}.up"] @ learnt[f"{number}.{part}.down"]
            weights[name] = (weights[name].float() + change).to(weights[name].dtype)
    return replace(network, weights=weights, layers=LAST)


def _together(beside: Sequence[Beside]) -> Beside:
    """Keys and values of sources on one length."""
    longest = max(keys.shape[2] for keys, _ in beside)
    keys, values = (
        torch.cat([pad(one, (0, 0, 0, longest - one.shape[2])) for one in of_each])
        for of_each in zip(*beside, strict=True)
    )
    return keys, values


@dataclass(frozen=True, slots=True)
class Held:
    """A source as sentences are read beside it: its tokens, shape (tokens,), and its keys and values."""

    ids: Tensor
    beside: list[Beside]


class Joint:
    """Judges sentences beside sources, of which the states above the layer below ``FIRST`` are known."""

    def __init__(self, network: Network, learnt: Mapping[str, Tensor]) -> None:
        own = changed(network, learnt)
        self._learnt = learnt

        def multiply(states: Tensor, name: str) -> Tensor:
            return linear(states, own.weights[f"{name}.weight"], own.weights[f"{name}.bias"])

        self._layers = Layers(own, multiply)

    def source(self, ids: Tensor, below: Tensor) -> Held:
        """Read one source; shapes (tokens,) and (tokens, size)."""
        texts = Texts.of([ids[:LONGEST]])
        return Held(ids[:LONGEST], read_sources(self._layers, texts, below[:LONGEST], self._learnt))

    def scores(self, ids: Tensor, below: Tensor, sources: Sequence[Held]) -> list[float]:
        """How far each source carries one sentence: log-odds on the set it was trained on."""
        if not sources:
            return []
        beside = [_together([each.beside[at] for each in sources]) for at in range(LAST - FIRST)]
        claims, texts = Texts.of([ids[:LONGEST]] * len(sources)), Texts.of([each.ids for each in sources])
        own = below[:LONGEST].repeat(len(sources), 1)
        states = read_claims(self._layers, claims, own, texts, beside, self._learnt)
        found, tokens = against(states, claims.mask, self._learnt)
        return [float(score) for score in judged(states, claims.mask, found, tokens, self._learnt)]
