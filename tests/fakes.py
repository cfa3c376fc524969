"""An encoder that needs no model: in a module of its own, so that the building child process can import it."""

import hashlib
import os
import time
from collections.abc import Sequence
from typing import NoReturn

import numpy as np

from assistant.dutch.words import terms
from assistant.encoder import identify
from assistant.errors import EncoderError
from assistant.index import build_index
from assistant.settings import Settings
from assistant.types import TextEncoder, Vectors

BUSY = "bezig"
DIMENSION = 32
COMMON = 0.7  # what all texts share


class FakeEncoder:
    """A hashed bag of stems: texts that share words lie close; as with e5, no two texts lie far apart."""

    def __init__(self, digest: str, dimension: int = DIMENSION) -> None:
        self.name = "namaak"
        self.digest = digest
        self.dimension = dimension

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts)

    def _encode(self, texts: Sequence[str]) -> Vectors:
        vectors = np.full((len(texts), self.dimension), COMMON, np.float32)
        for row, text in enumerate(texts):
            for term in terms(text):
                vectors[row, int(hashlib.sha256(term.encode()).hexdigest(), 16) % self.dimension] += 1.0
        unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit


def make_fake_encoder(settings: Settings) -> TextEncoder:
    """What ``load_encoder`` does, without a model."""
    return FakeEncoder(identify(settings).digest)


def make_no_encoder(settings: Settings) -> TextEncoder:
    """A factory whose model cannot be loaded."""
    raise EncoderError("Ik kan het zoekmodel niet laden.")


def crash(settings: Settings) -> NoReturn:
    """A factory that takes its whole process with it, as a fault in a native library does."""
    os._exit(9)


def wait_for_the_end(settings: Settings) -> NoReturn:
    """A factory that takes for ever: until the process that builds was killed."""
    builder = os.getppid()
    (settings.home / BUSY).touch()
    while os.getppid() == builder:
        time.sleep(0.02)
    os._exit(9)


def build_for_ever(settings: Settings) -> None:
    """A build that is never done, as the target of a process of its own."""
    build_index(settings, settings.corpus, make_encoder=wait_for_the_end)


def break_down(settings: Settings) -> NoReturn:
    """A factory with a fault that nobody foresaw."""
    raise ZeroDivisionError
