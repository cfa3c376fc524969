"""Honest files with some bytes wrong: seeded, over every format, as a bad disk or an attacker makes them."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from samples import SAMPLES

from assistant.errors import CorpusError
from assistant.formats import Converter

MEMORY = 500_000_000  # bytes
SECONDS = 30.0
KINDS = ("flip", "cut", "insert", "splice", "zero")


@dataclass(slots=True)
class Outcome:
    """What became of a batch of mutated files."""

    files: int = 0
    read: int = 0
    lost: int = 0  # neither read nor refused: the batch would have stopped
    without_reason: list[str] = field(default_factory=list)
    over: list[str] = field(default_factory=list)  # processes over the memory or the time
    reasons: Counter[str] = field(default_factory=Counter)
    peak_memory: int = 0
    longest: float = 0.0


def mutated(seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """``count`` files, in turn of each format: a name that tells how it was made, and its bytes."""
    honest = {suffix: make() for suffix, make in sorted(SAMPLES.items())}
    suffixes = list(honest)
    for number in range(count):
        chance = random.Random(f"{seed}-{number}")
        suffix = suffixes[number % len(suffixes)]
        content = honest[suffix]
        kinds = [chance.choice(KINDS) for _ in range(chance.choice((1, 1, 2, 4)))]
        for kind in kinds:
            content = _mutated(content, kind, chance, honest)
        yield f"{number:05}-{'-'.join(kinds)}{suffix}", content


def _mutated(content: bytes, kind: str, chance: random.Random, honest: dict[str, bytes]) -> bytes:
    changed = bytearray(content)
    at = chance.randrange(len(changed) + 1)
    size = chance.choice((1, 4, 16, 64, 512, 4_096))
    if kind == "flip":
        for _ in range(size if changed else 0):
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    elif kind == "cut":
        del changed[at : at + size]
    elif kind == "insert":
        changed[at:at] = chance.randbytes(size)
    elif kind == "zero":
        changed[at : at + size] = bytes(len(changed[at : at + size]))
    else:
        other = honest[chance.choice(sorted(honest))]
        start = chance.randrange(len(other))
        changed[at : at + size] = other[start : start + size]
    return bytes(changed)


def run(converter: Converter, folder: Path, files: Iterable[tuple[str, bytes]]) -> Outcome:
    """Convert files one after the other and note what became of them."""
    outcome = Outcome()
    seen = len(converter.usage)
    for name, content in files:
        outcome.files += 1
        path = folder / name
        path.write_bytes(content)
        try:
            text = converter.convert(path).text
            outcome.read += isinstance(text, str)
        except CorpusError as error:
            reason = str(error)
            outcome.reasons[reason] += 1
            if len(reason) < 15 or "\n" in reason or str(folder) in reason:
                outcome.without_reason.append(name)
        except Exception as error:  # noqa: BLE001  # what would have stopped a batch is counted
            outcome.lost += 1
            outcome.without_reason.append(f"{name}: {type(error).__name__}")
        for used in converter.usage[seen:]:
            outcome.peak_memory = max(outcome.peak_memory, used.memory)
            outcome.longest = max(outcome.longest, used.wall)
            if used.memory > MEMORY or used.wall > SECONDS:
                outcome.over.append(name)
        seen = len(converter.usage)
        path.unlink()
    return outcome
