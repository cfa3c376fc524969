"""Measures how far each column goes that ``assistant/encoder/whole_numbers.py`` brings to bytes.

``python -m benchmarks.fit_whole_numbers`` reads the starter corpus in float32, in pieces as
long as passages, as questions and as a word (the shorter a text, the further its first and last
tokens go), and writes the data file.
"""

import tempfile
from collections import defaultdict
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor

from assistant import settings
from assistant.encoder.entailment import base
from assistant.encoder.in_bytes import INPUTS, REACH
from assistant.encoder.light import Network
from benchmarks.common import ROOT

PIECES = (  # prompt, characters, from one to the next
    ("passage: ", 700, 2000),
    ("query: ", 60, 2000),
    *((prompt, characters, 3000) for prompt in ("passage: ", "query: ") for characters in (1, 3, 8, 15)),
)


class Watched(Network):
    """A network that notes how far the columns of its matrices' inputs go."""

    __slots__ = ()
    reach: dict[str, Tensor] = defaultdict(lambda: torch.zeros(1))  # noqa: RUF012 - one for the one run

    def _linear(self, states: Tensor, name: str) -> Tensor:
        self.reach[name] = torch.maximum(self.reach[name], states.abs().flatten(0, -2).amax(0))
        return super()._linear(states, name)


def measured() -> dict[str, Tensor]:
    """How far the columns of each kind of input go, shape (layers, columns)."""
    plain, tokenizer = base(settings.load(Path(tempfile.gettempdir())), torch.float32)
    network = Watched(plain.weights, plain.layers, plain.heads, plain.size, plain.epsilon)
    text = " ".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "corpus").rglob("*.md")))
    for prompt, characters, step in PIECES:
        for at in range(0, len(text), step):
            with torch.inference_mode():
                states = network.embedded(torch.tensor([tokenizer.encode(prompt + text[at : at + characters]).ids]))
                for number in range(network.layers):
                    states = network.layer(states, None, number)
    return {
        kind: torch.stack([Watched.reach[f"encoder.layer.{number}.{name}."] for number in range(network.layers)])
        for kind, name in INPUTS.items()
    }


def main() -> None:
    """Measure and write."""
    reach = measured()
    save_file({kind: values.half() for kind, values in reach.items()}, REACH)
    print(f"{REACH.name}: {REACH.stat().st_size} bytes")


if __name__ == "__main__":
    main()
