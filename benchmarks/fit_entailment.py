"""Fits the small network of ``assistant/encoder/pairs.py`` and measures it alone, without signs and rules.

    OMP_NUM_THREADS=1 python -m benchmarks.fit_entailment [--write] [--epochs 10] [--seed 0]

It learns from the sources of ``vragen/onderbouwing`` whose part is ``fitting``, and
from what ``entailment_pairs`` makes of them: two variants of the set, whose states are
computed once. The encoder itself stays as it is. Nothing is chosen on the other parts:
``threshold`` sets the weights of the signs beside it (``fit_grounding``), the rest
is only measured. A quarter of an hour of one processor, and 2 GB.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import save_file
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, dropout

from assistant import settings
from assistant.encoder.entailment import LEARNT, base
from assistant.encoder.light import Network
from assistant.encoder.pairs import CLAIM, HEADS, LAYERS, SOURCE, Nearness, judged, level, read, side, units
from benchmarks.entailment_pairs import FILES, Claim, Group, Maker, load

DIRECTIONS = 128  # of each layer, while it learns: they hold four fifths of the variance
WIDTH, FOUND, OVERALL = 48, 128, 64  # of a head, of what is found at a token, and of all of it
RATE, DECAY, DROPPED = 2e-3, 0.05, 0.2
SMOOTHED = 0.02  # labels
TRUE, FALSE = 1.5, 0.8  # what a sentence counts for: there are more falsified ones
BATCH = 64
VARIANTS = 2
CHECKED = ("andere-stijl.jsonl", "tweede-proef.jsonl")


@dataclass(frozen=True, slots=True)
class Text:
    """A text as the encoder leaves it: ids and states, a row a token."""

    ids: Tensor
    states: Tensor  # (tokens, layers, size)


@dataclass(frozen=True, slots=True)
class Kept:
    """A sentence with its source, ready to learn from; states are turned to their main directions."""

    claim: Claim
    ids: Tensor
    states: Tensor
    source_ids: Tensor
    source_states: Tensor
    tokens: Tensor  # cosines of tokens in each layer
    means: Tensor


@torch.no_grad()
def read_all(network: Network, tokenizer: Tokenizer, texts: Sequence[str]) -> list[Text]:
    """Texts through the encoder, those of about one length together."""
    found: dict[int, Text] = {}
    order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
    for start in range(0, len(order), 32):
        chosen = order[start : start + 32]
        rows = read(network, tokenizer, [texts[at] for at in chosen])
        for row, at in enumerate(chosen):
            count = int(rows.mask[row].sum())
            found[at] = Text(rows.ids[row, :count].clone(), rows.states[row, :count].clone())
    return [found[at] for at in range(len(texts))]


class Set:
    """Sentences with their sources, read by the encoder."""

    def __init__(self, network: Network, tokenizer: Tokenizer, groups: Sequence[Group]) -> None:
        self.claims = [(claim, at) for at, group in enumerate(groups) for claim in group.claims]
        self.sources = read_all(network, tokenizer, [SOURCE + group.source for group in groups])
        self.own = read_all(network, tokenizer, [CLAIM + claim.text for claim, _ in self.claims])

    def kept(self, learnt: Mapping[str, Tensor], directions: Tensor) -> list[Kept]:
        """What is learnt from."""

        def ready(text: Text) -> tuple[Tensor, Tensor, Tensor]:
            levelled = level(text.states[None], learnt)
            return ((levelled[0] @ directions).bfloat16(), *units(levelled))

        sources = [ready(text) for text in self.sources]
        found = []
        for (claim, at), text in zip(self.claims, self.own, strict=True):
            (states, tokens, mean), (beside, their_tokens, their_mean) = ready(text), sources[at]
            near = (tokens @ their_tokens.transpose(1, 2)).half()
            means = (mean * their_mean).sum(-1)
            found.append(Kept(claim, text.ids, states, self.sources[at].ids, beside, near, means))
        return found


def levels(kept: Set) -> tuple[dict[str, Tensor], Tensor]:
    """How states lie, and the main directions of each layer, shape (layers * size, layers * DIRECTIONS)."""
    states = torch.cat([text.states.flatten(1).float() for text in [*kept.own[:2500], *kept.sources[:400]]])
    learnt = {"middle": states.mean(0), "spread": states.std(0) + 1e-4}
    states = (states - learnt["middle"]) / learnt["spread"]
    size = states.shape[1] // len(LAYERS)
    found = torch.zeros(len(LAYERS) * size, len(LAYERS) * DIRECTIONS)
    for at in range(len(LAYERS)):
        own = states[:, at * size : (at + 1) * size]
        _, vectors = torch.linalg.eigh(own.T @ own)
        found[at * size : (at + 1) * size, at * DIRECTIONS : (at + 1) * DIRECTIONS] = vectors[:, -DIRECTIONS:]
    return learnt, found


def fresh() -> dict[str, Tensor]:
    """A small network that has learnt nothing."""
    heads, layers = HEADS * WIDTH, len(LAYERS)
    shapes = {
        "asks": (heads, layers * DIRECTIONS),
        "holds": (heads, layers * DIRECTIONS),
        "compare": (FOUND, 3 * heads + (1 + layers) * HEADS + 2 + layers),
        "around": (FOUND, FOUND, 3),
        "token": (1, FOUND),
        "overall": (OVERALL, 2 * FOUND + heads + layers),
        "total": (1, OVERALL),
    }
    learnt = {"alike": torch.full((HEADS,), 4.0), "same": torch.full((HEADS,), 2.0)}
    learnt["near"] = torch.full((layers, HEADS), 8.0 / layers)
    for name, shape in shapes.items():
        bound = float(np.prod(shape[1:])) ** -0.5
        learnt[f"{name}.weight"] = torch.empty(shape).uniform_(-bound, bound)
        learnt[f"{name}.bias"] = torch.empty(shape[0]).uniform_(-bound, bound)
    return learnt


def judge(learnt: Mapping[str, Tensor], kept: Sequence[Kept], learns: bool) -> Tensor:
    """One number a sentence."""

    def drop(states: Tensor) -> Tensor:
        return dropout(states, DROPPED, learns)

    claims = side(*padded([(one.ids, one.states) for one in kept]), learnt, drop)
    sources = side(*padded([(one.source_ids, one.source_states) for one in kept]), learnt, drop)
    tokens = torch.zeros(len(kept), len(LAYERS), claims.ids.shape[1], sources.ids.shape[1])
    for at, one in enumerate(kept):
        tokens[at, :, : one.tokens.shape[1], : one.tokens.shape[2]] = one.tokens
    return judged(claims, sources, Nearness(tokens, torch.stack([one.means for one in kept])), learnt, drop)


def padded(texts: Sequence[tuple[Tensor, Tensor]]) -> tuple[Tensor, Tensor, Tensor]:
    """Ids, which are read, and states of texts of about one length."""
    longest = max(len(ids) for ids, _ in texts)
    ids = torch.ones(len(texts), longest, dtype=torch.long)
    mask = torch.zeros_like(ids, dtype=torch.bool)
    states = torch.zeros(len(texts), longest, texts[0][1].shape[1])
    for at, (own, values) in enumerate(texts):
        ids[at, : len(own)], mask[at, : len(own)], states[at, : len(own)] = own, True, values
    return ids, mask, states


def batches(kept: Sequence[Kept], chance: random.Random) -> Iterator[list[Kept]]:
    """All sentences in any order, those of about one length together."""
    order = sorted(kept, key=lambda one: len(one.ids) + 4 * chance.random())
    starts = list(range(0, len(order), BATCH))
    chance.shuffle(starts)
    yield from (order[start : start + BATCH] for start in starts)


def fit(pool: Sequence[Sequence[Kept]], epochs: int, seed: int) -> dict[str, Tensor]:
    """What was learnt; prints the loss of each round."""
    learnt = fresh()
    learning = [values.requires_grad_(True) for values in learnt.values()]
    optimizer = torch.optim.AdamW(learning, lr=RATE, weight_decay=DECAY)
    total = sum(1 + len(pool[epoch % len(pool)]) // BATCH for epoch in range(epochs))
    scheduler = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=total + 1, pct_start=0.15)
    chance = random.Random(seed)
    for epoch in range(epochs):
        started, losses = time.process_time(), []
        for batch in batches(pool[epoch % len(pool)], chance):
            carried = torch.tensor([float(one.claim.carried) for one in batch])
            wanted = carried * (1 - 2 * SMOOTHED) + SMOOTHED
            each = binary_cross_entropy_with_logits(judge(learnt, batch, True), wanted, reduction="none")
            loss = (each * torch.where(carried > 0, TRUE, FALSE)).mean()
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(learning, 1.0)
            optimizer.step()
            scheduler.step()
            losses.append(loss.item())
        print(f"round {epoch + 1}: loss {np.mean(losses):.3f}, {time.process_time() - started:.0f} s", flush=True)
    return {name: values.detach() for name, values in learnt.items()}


@torch.no_grad()
def measure(learnt: Mapping[str, Tensor], name: str, kept: Sequence[Kept]) -> None:
    """Print how many true sentences are refused at a few shares of falsified ones that pass."""
    parts = [kept[start : start + BATCH] for start in range(0, len(kept), BATCH)]
    scores = np.concatenate([judge(learnt, part, False).numpy() for part in parts])
    carried = np.array([one.claim.carried for one in kept])
    shares = (0.03, 0.05, 0.10, 0.20)
    refused = ", ".join(f"{share:.0%}: {_refused(scores, carried, share):.1%}" for share in shares)
    print(f"{name}: true ones refused where so many falsified ones pass: {refused}", flush=True)


def _refused(scores: NDArray[np.float32], carried: NDArray[np.bool_], share: float) -> float:
    wrong = np.sort(scores[~carried])[::-1]
    return float((scores[carried] <= wrong[int(share * len(wrong))]).mean())


def main() -> None:
    """Fit, write when asked, and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write what was learnt into the program")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    network, tokenizer = base(settings.load(Path(tempfile.gettempdir())), torch.bfloat16)
    maker = Maker([source for file in FILES for source in load(file, "fitting")], options.seed)
    sets = [Set(network, tokenizer, maker.epoch()) for _ in range(VARIANTS)]
    lie, directions = levels(sets[0])
    learnt = fit([one.kept(lie, directions) for one in sets], options.epochs, options.seed)
    if options.write:
        turned = {f"{name}.weight": learnt[f"{name}.weight"] @ directions.T for name in ("asks", "holds")}
        LEARNT.parent.mkdir(exist_ok=True)
        save_file({name: values.half().contiguous() for name, values in {**lie, **learnt, **turned}.items()}, LEARNT)
    for part, files in (("threshold", FILES), ("test", FILES), ("check", CHECKED)):
        for file in files:
            groups = [source.group() for source in load(file, part)]
            if groups:
                measure(learnt, f"{file}, {part}", Set(network, tokenizer, groups).kept(lie, directions))


if __name__ == "__main__":
    main()
