"""Trains the network of ``assistant/encoder/joint.py`` and measures it alone, without signs and rules.

    OMP_NUM_THREADS=1 python -m benchmarks.fit_joint ENGLISH DUTCH [--write] [--steps 1700] [--seed 0]

It learns a change of low rank in six layers of the encoder, from the sources of
``vragen/onderbouwing`` whose part is ``fitting``, from what ``entailment_pairs`` makes of them, and from
help pages in two languages (``joint_pairs``): ENGLISH and DUTCH are the folders
``libreoffice/help/en-US/text`` and ``…/nl/text`` of Debian's packages. Three quarters of what it sees first are
help pages, a tenth of what it sees last. Nothing is chosen on the other parts:
``threshold`` sets the weights of the signs beside it (``fit_grounding``), the rest
is only measured. An hour of one processor with fast bfloat16, and 3 GB; some 30 sentences a second.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import save_file
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, dropout, linear, softplus

from assistant import settings
from assistant.encoder import joint
from assistant.encoder.entailment import JOINT, base
from assistant.encoder.joint import CHANGED, FIRST, LAST, LONGEST, Layers, Texts
from assistant.encoder.light import Network
from assistant.encoder.pairs import CLAIM, SOURCE
from benchmarks.entailment_pairs import FILES, Group, Maker, load
from benchmarks.joint_pairs import MADE, Parallel, paragraphs

RANK, FOUND, OVERALL = 16, 128, 64  # of a change, of what is found at a token, and of all of it
RATE, DECAY, DROPPED = 8e-4, 0.02, 0.1
SMOOTHED = 0.02  # labels
TRUE, FALSE = 1.4, 0.85  # what a sentence counts for: there are more falsified ones
ORDER, CHANGE = 0.5, 0.4  # weights in the loss: of a source's true sentences above its others, of the changed tokens
CALM = -4.0  # where a token's voice against its sentence begins
PAGES = (0.25, 0.65), (0.75, 0.1)  # of the steps: what share is of help pages up to there, and from there on
BATCH = 40  # sentences, of as many sources as have them
SHOWN = 50  # steps
CHECKED = ("andere-stijl.jsonl", "tweede-proef.jsonl")
Batch = Sequence[Group]


class Changed(torch.autograd.Function):
    """States by weights with a change of low rank, of which only the change learns."""

    @staticmethod
    def forward(ctx: Any, states: Tensor, weight: Tensor, bias: Tensor, up: Tensor, down: Tensor) -> Tensor:
        """Shapes: states (rows, n), weight (m, n), up (m, rank), down (rank, n)."""
        up, down = up.to(weight.dtype), down.to(weight.dtype)
        merged = weight + up @ down
        ctx.save_for_backward(states, merged, up, down)
        return linear(states, merged, bias)

    @staticmethod
    def backward(ctx: Any, *slopes: Tensor) -> tuple[Tensor | None, ...]:
        """The slopes of states and of both parts of the change."""
        (slope,), (states, merged, up, down) = slopes, ctx.saved_tensors
        own = slope @ merged if ctx.needs_input_grad[0] else None
        return own, None, None, (slope.t() @ (states @ down.t())).float(), ((slope @ up).t() @ states).float()


def fresh(network: Network) -> dict[str, Tensor]:
    """A change that changes nothing, and a judge that has learnt nothing."""
    learnt = {"kinds": torch.zeros(3, network.size)}
    for number in range(FIRST, LAST):
        for part in CHANGED:
            high, wide = network.weights[f"encoder.layer.{number}.{part}.weight"].shape
            learnt[f"{number}.{part}.up"] = torch.zeros(high, RANK)
            learnt[f"{number}.{part}.down"] = torch.randn(RANK, wide) * wide**-0.5
    shapes = {
        "compare": (FOUND, network.size),
        "token": (1, FOUND),
        "overall": (OVERALL, 2 * FOUND + network.size),
        "total": (1, OVERALL),
    }
    for name, (high, wide) in shapes.items():
        learnt[f"{name}.weight"] = torch.empty(high, wide).uniform_(-(wide**-0.5), wide**-0.5)
        learnt[f"{name}.bias"] = torch.empty(high).uniform_(-(wide**-0.5), wide**-0.5)
    learnt["token.weight"] *= 0.3
    learnt["token.bias"].fill_(CALM)
    return learnt


class Learner:
    """The network with what it has learnt so far."""

    def __init__(self, network: Network, tokenizer: Tokenizer) -> None:
        self.learnt = fresh(network)
        self._tokenizer = tokenizer

        def multiply(states: Tensor, name: str) -> Tensor:
            weight, bias = network.weights[f"{name}.weight"], network.weights[f"{name}.bias"]
            number, _, part = name.removeprefix("encoder.layer.").partition(".")
            if int(number) < FIRST:
                return linear(states, weight, bias)
            up, down = self.learnt[f"{number}.{part}.up"], self.learnt[f"{number}.{part}.down"]
            return Changed.apply(states, weight, bias, up, down)  # type: ignore[no-any-return, no-untyped-call]

        self._layers = Layers(network, multiply)

    def judge(self, batch: Batch, learns: bool) -> tuple[Tensor, Tensor]:
        """One number a sentence, and how far each of its tokens speaks against it."""
        places = torch.tensor([at for at, group in enumerate(batch) for _ in group.claims])
        sources = Texts.of(self.ids([SOURCE + group.source for group in batch]))
        claims = Texts.of(self.ids([CLAIM + claim.text for group in batch for claim in group.claims]))
        with torch.no_grad():
            below, own = self._layers.below(sources), self._layers.below(claims)
        held = joint.read_sources(self._layers, sources, below, self.learnt)
        beside = [(keys.index_select(0, places), values.index_select(0, places)) for keys, values in held]
        of_each = Texts(sources.ids[places], sources.mask[places], sources.filled, sources.rows)
        states = joint.read_claims(self._layers, claims, own, of_each, beside, self.learnt)
        found, tokens = joint.against(states, claims.mask, self.learnt, partial(dropout, p=DROPPED, training=learns))
        return joint.judged(states, claims.mask, found, tokens, self.learnt), tokens

    def ids(self, texts: Sequence[str]) -> list[Tensor]:
        """The tokens of texts."""
        return [torch.tensor(one.ids[:LONGEST]) for one in self._tokenizer.encode_batch(list(texts))]

    def loss(self, batch: Batch) -> Tensor:
        """How wrong the sentences of a batch are judged."""
        scores, tokens = self.judge(batch, True)
        carried = torch.tensor([float(claim.carried) for group in batch for claim in group.claims])
        places = torch.tensor([at for at, group in enumerate(batch) for _ in group.claims])
        wanted = carried * (1 - 2 * SMOOTHED) + SMOOTHED
        each = binary_cross_entropy_with_logits(scores, wanted, reduction="none")
        each = each * torch.where(carried > 0, TRUE, FALSE)
        above = ((places[:, None] == places) & (carried[:, None] > carried)).float()
        order = (softplus(scores - scores[:, None]) * above).sum() / above.sum().clamp(min=1)
        return each.mean() + ORDER * order + CHANGE * self._misplaced(batch, tokens)

    def _misplaced(self, batch: Batch, tokens: Tensor) -> Tensor:
        """How wrong the tokens are judged of sentences that were made of others."""
        claims = [claim for group in batch for claim in group.claims]
        total = tokens.new_zeros(())
        for row, claim in enumerate(claims):
            if claim.kind.startswith(MADE):
                own, other = self.ids([CLAIM + claim.text, CLAIM + claim.kind.removeprefix(MADE)])
                wanted = torch.zeros(len(own))
                for what, start, end, *_ in SequenceMatcher(None, own.tolist(), other.tolist(), False).get_opcodes():
                    if what != "equal":  # beside the place where something is left out
                        wanted[max(0, start - (what == "insert")) : end + (what == "insert")] = 1
                each = binary_cross_entropy_with_logits(tokens[row, : len(own)], wanted, reduction="none")
                total = total + sum(each[wanted == side].mean() for side in (0, 1) if (wanted == side).any())
        return total / len(claims)


def batches(groups: Sequence[Group], chance: random.Random) -> Iterator[list[Group]]:
    """All groups in any order, those with sentences of about one length together."""
    found: list[list[Group]] = [[]]
    for group in sorted(groups, key=lambda one: max(len(claim.text) for claim in one.claims) + 30 * chance.random()):
        if sum(len(one.claims) for one in found[-1]) >= BATCH:
            found.append([])
        found[-1].append(group)
    chance.shuffle(found)
    yield from found


def stream(
    maker: Maker, parallel: Parallel, share: Callable[[], float], chance: random.Random
) -> Iterator[list[Group]]:
    """Batches without end; ``share`` says how many sentences of the next few are of help pages."""
    while True:
        groups = [group for group in maker.epoch() if group.claims]
        for start in range(0, len(groups), 120):
            own = groups[start : start + 120]
            count = sum(len(group.claims) for group in own) * share() / (1 - share())
            yield from batches([*own, *parallel.some(int(count / 5))], chance)


def fit(learner: Learner, maker: Maker, parallel: Parallel, steps: int, seed: int) -> None:
    """Learn; prints the loss now and then."""
    learning = [values.requires_grad_(True) for values in learner.learnt.values()]
    optimizer = torch.optim.AdamW(learning, lr=RATE, weight_decay=DECAY, betas=(0.9, 0.98))
    step, losses, started = 0, [], time.process_time()
    following = stream(
        maker, parallel, lambda: float(np.interp(step / steps, (0.25, 0.65), (0.75, 0.1))), random.Random(seed)
    )
    for step in range(steps):
        for part in optimizer.param_groups:
            part["lr"] = RATE * min(1, (step + 1) / 60) * (1 - step / steps)
        loss = learner.loss(next(following))
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(learning, 1.0)
        optimizer.step()
        losses.append(loss.item())
        if not (step + 1) % SHOWN:
            spent = time.process_time() - started
            print(f"step {step + 1}: loss {np.mean(losses[-SHOWN:]):.3f}, {spent:.0f} s", flush=True)
    for values in learning:
        values.requires_grad_(False)


@torch.no_grad()
def measure(learner: Learner, name: str, groups: Sequence[Group]) -> None:
    """Print how many true sentences are refused at a few shares of falsified ones that pass."""
    parts = list(batches(groups, random.Random(0)))
    scores = np.concatenate([learner.judge(part, False)[0].numpy() for part in parts])
    carried = np.array([claim.carried for part in parts for group in part for claim in group.claims])
    shares = (0.03, 0.05, 0.10, 0.20)
    refused = ", ".join(f"{share:.0%}: {_refused(scores, carried, share):.1%}" for share in shares)
    print(f"{name}: true ones refused where so many falsified ones pass: {refused}", flush=True)


def _refused(scores: NDArray[np.float32], carried: NDArray[np.bool_], share: float) -> float:
    wrong = np.sort(scores[~carried])[::-1]
    return float((scores[carried] <= wrong[int(share * len(wrong))]).mean())


def main() -> None:
    """Train, write when asked, and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("english", type=Path, help="a folder of help pages in English")
    parser.add_argument("dutch", type=Path, help="the same pages in Dutch")
    parser.add_argument("--write", action="store_true", help="write what was learnt into the program")
    parser.add_argument("--steps", type=int, default=1700)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    learner = Learner(*base(settings.load(Path(tempfile.gettempdir())), torch.bfloat16))
    maker = Maker([source for file in FILES for source in load(file, "fitting")], options.seed)
    parallel = Parallel(paragraphs(options.english, options.dutch), options.seed + 1)
    fit(learner, maker, parallel, options.steps, options.seed)
    if options.write:
        JOINT.parent.mkdir(exist_ok=True)
        save_file({name: values.half().contiguous() for name, values in learner.learnt.items()}, JOINT)
    for part, files in (("threshold", FILES), ("test", FILES), ("check", CHECKED)):
        for file in files:
            groups = [source.group() for source in load(file, part)]
            if groups:
                measure(learner, f"{file}, {part}", groups)


if __name__ == "__main__":
    main()
