"""Reads a sentence beside a source: whether the one is carried by the other.

The bundled encoder reads both, each by itself, so that a source is read once for
many sentences. A small network over the states of a few layers then lays each
token of the sentence beside what the source has for it (as Parikh et al., 2016,
arXiv 1606.01933, compare sentences): where they differ, and with what around it.
The encoder's weights are the package's own: another encoder in the settings, or
one that was trained further, changes nothing here. ``benchmarks/fit_entailment.py``
fits the small network, and runs this same arithmetic.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import conv1d, gelu, linear, normalize

from assistant.encoder.light import Reads, padded

LAYERS = (4, 8, 12)  # whose states are compared
HEADS = 4
LONGEST = 160  # tokens of a sentence or of a source
REMEMBERED = 256  # sources
PADDING = 1  # the id that stands for nothing, of the package's own tokenizer
CLAIM, SOURCE = "query: ", "passage: "
_FAR_BELOW = -1e4
Drop = Callable[[Tensor], Tensor]  # what a fit leaves out by chance


def _whole(states: Tensor) -> Tensor:
    return states


@dataclass(frozen=True, slots=True)
class Rows:
    """Texts as the encoder reads them.

    ids: shape (texts, tokens); mask: which are read; states: (texts, tokens, layers, size).
    """

    ids: Tensor
    mask: Tensor
    states: Tensor


def read(network: Reads, tokenizer: Tokenizer, texts: Sequence[str]) -> Rows:
    """The states of texts that have their prompt before them."""
    rows = [torch.tensor(one.ids[:LONGEST]) for one in tokenizer.encode_batch(list(texts))]
    ids, mask = padded(rows, PADDING)
    states, found = network.embedded(ids), []
    attended = None if bool(mask.all()) else mask[:, None, None, :]
    for number in range(max(LAYERS)):
        states = network.layer(states, attended, number)
        if number + 1 in LAYERS:
            found.append(states)
    return Rows(ids, mask, torch.stack(found, 2))


@dataclass(frozen=True, slots=True)
class Side:
    """One side of pairs, prepared for comparing.

    asks: what is compared to find a token's counterpart, unit, shape (texts, heads, tokens, d).
    holds: what of a token is compared with its counterpart, of the same shape.
    """

    ids: Tensor
    mask: Tensor
    asks: Tensor
    holds: Tensor


@dataclass(frozen=True, slots=True)
class Nearness:
    """Cosines of two sides in each layer: of tokens, (texts, layers, claim's, source's), of means, (texts, layers)."""

    tokens: Tensor
    means: Tensor


def level(states: Tensor, learnt: Mapping[str, Tensor]) -> Tensor:
    """States with every number on one footing, shape (texts, tokens, layers * size)."""
    return (states.float().flatten(2) - learnt["middle"]) / learnt["spread"]


def side(ids: Tensor, mask: Tensor, levelled: Tensor, learnt: Mapping[str, Tensor], drop: Drop = _whole) -> Side:
    """Project levelled states."""
    states = drop(levelled)
    asks, holds = (_layer(states, name, learnt).unflatten(2, (HEADS, -1)).transpose(1, 2) for name in ("asks", "holds"))
    return Side(ids, mask, normalize(asks, dim=-1), holds)


def units(levelled: Tensor) -> tuple[Tensor, Tensor]:
    """The unit states of one text in each layer, shape (layers, tokens, size), and of its mean, (layers, size)."""
    apart = levelled[0].unflatten(1, (len(LAYERS), -1)).transpose(0, 1)
    return normalize(apart, dim=-1), normalize(apart.mean(1), dim=-1)


def judged(claims: Side, sources: Side, near: Nearness, learnt: Mapping[str, Tensor], drop: Drop = _whole) -> Tensor:
    """One number a pair, higher where the source carries the claim; a single token may speak against all the others."""
    told, apart = _beside(claims, sources, near.tokens, learnt)
    read = claims.mask[:, :, None].float()
    found = drop(gelu(_layer(told, "compare", learnt)) * read)
    around = conv1d(found.transpose(1, 2), learnt["around.weight"], learnt["around.bias"], padding=1).transpose(1, 2)
    found = (found + gelu(around)) * read
    against = _layer(found, "token", learnt)[:, :, 0].masked_fill(~claims.mask, _FAR_BELOW)
    overall = [
        found.sum(1) / read.sum(1),
        found.masked_fill(~claims.mask[:, :, None], _FAR_BELOW).amax(1),
        (apart * read).sum(1) / read.sum(1),
        near.means,
    ]
    total = _layer(drop(gelu(_layer(torch.cat(overall, -1), "overall", learnt))), "total", learnt)[:, 0]
    return total - torch.logsumexp(against, 1)


def _beside(claims: Side, sources: Side, near: Tensor, learnt: Mapping[str, Tensor]) -> tuple[Tensor, Tensor]:
    """What each token of a claim and its counterpart tell, and how far they lie apart; (texts, tokens, n) each."""
    both = claims.mask[:, :, None] & sources.mask[:, None, :]
    alike = claims.asks @ sources.asks.transpose(2, 3)
    same = ((claims.ids[:, :, None] == sources.ids[:, None, :]) & both).float()
    pull = learnt["alike"][:, None, None] * alike + learnt["same"][:, None, None] * same[:, None]
    pull = pull + torch.einsum("lh,blnm->bhnm", learnt["near"], near)
    weights = pull.masked_fill(~sources.mask[:, None, None, :], _FAR_BELOW).softmax(-1)
    beside = weights @ sources.holds
    apart = _flat((claims.holds - beside).abs())
    told = [
        _flat(claims.holds),
        apart,
        _flat(claims.holds * beside),
        torch.einsum("bhnm,blnm->bnlh", weights, near).flatten(2),
        (weights * alike).sum(-1).transpose(1, 2),
        same.amax(2, keepdim=True),
        near.amax(3).transpose(1, 2),
        same.sum(2, keepdim=True).clamp(max=3),
    ]
    return torch.cat(told, -1), apart


def _layer(states: Tensor, name: str, learnt: Mapping[str, Tensor]) -> Tensor:
    return linear(states, learnt[f"{name}.weight"], learnt[f"{name}.bias"])


def _flat(heads: Tensor) -> Tensor:
    return heads.transpose(1, 2).flatten(2)


@dataclass(frozen=True, slots=True)
class _Text:
    side: Side
    tokens: Tensor
    mean: Tensor


class Pairs:
    """Judges sentences beside sources. Safe to share between threads: the cache only ever saves work."""

    def __init__(self, network: Reads, learnt: Mapping[str, Tensor], tokenizer: Tokenizer) -> None:
        self._network, self._learnt, self._tokenizer = network, learnt, tokenizer
        self._sources: OrderedDict[str, _Text] = OrderedDict()
        self._lock = threading.Lock()

    def prepare(self, sources: Sequence[str]) -> None:
        """Read sources ahead; ``scores`` works without it."""
        for source in sources:
            self._source(source)

    def scores(self, claim: str, sources: Sequence[str]) -> list[float]:
        """How far each source carries the claim: log-odds on the set it was fitted on."""
        own = self._text(CLAIM + claim)
        with torch.inference_mode():
            return [self._score(own, self._source(source)) for source in sources]

    def _score(self, claim: _Text, source: _Text) -> float:
        tokens = claim.tokens @ source.tokens.transpose(1, 2)
        near = Nearness(tokens[None], (claim.mean * source.mean).sum(-1)[None])
        return float(judged(claim.side, source.side, near, self._learnt))

    def _text(self, text: str) -> _Text:
        with torch.inference_mode():
            rows = read(self._network, self._tokenizer, [text])
            levelled = level(rows.states, self._learnt)
            return _Text(side(rows.ids, rows.mask, levelled, self._learnt), *units(levelled))

    def _source(self, text: str) -> _Text:
        with self._lock:
            known = self._sources.get(text)
            if known is not None:
                self._sources.move_to_end(text)
                return known
        found = self._text(SOURCE + text)
        with self._lock:
            self._sources[text] = found
            while len(self._sources) > REMEMBERED:
                self._sources.popitem(last=False)
        return found
