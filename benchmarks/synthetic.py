"""Dutch sources in any number, and an encoder without a model, for measures of size.

The texts are the sentences of the starter corpus and of benchmarks/vragen, in
another order, with other place names, numbers and words. The vectors lie in
seeded clusters around one shared direction, so that two texts have a cosine of
0.7 to 0.97 as with e5; which cluster a text is in says nothing of its meaning,
so quality cannot be measured on them.
"""

import random
import re
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from assistant.corpus.front_matter import separate
from assistant.dutch.sentences import sentence_spans
from assistant.encoder import identify
from assistant.settings import Settings
from assistant.types import TextEncoder, Vectors
from benchmarks.common import OWN_QUESTIONS, ROOT, read_questions

PLACES = [
    "Almere",
    "Breda",
    "Ede",
    "Emmen",
    "Gouda",
    "Haarlem",
    "Heerlen",
    "Hoorn",
    "Leiden",
    "Venlo",
    "Zeist",
    "Zwolle",
]
RARE_PLACE = "Delft"  # of one document in a hundred
KINDS = ["onderzoek", "artikel", "blog", "sessieverslag", "discussie"]
YEARS = range(2015, 2025)
PARAGRAPH = 620  # characters from which a paragraph is long enough
PARAGRAPHS = 10  # in a document
SWAPPED = 0.12  # share of the longer words that become another word
_WORD = re.compile(r"\b[a-zëïéèö]{6,}\b")
_NUMBER = re.compile(r"\d+")
_NAME = re.compile(r"(?<=[a-z] )[A-Z][a-z]{3,}(?:beek|meer|woude|recht|dam|stad)?\b")


def sentences() -> list[str]:
    """The sentences that everything is made of."""
    paths = [*sorted((ROOT / "corpus" / "bronnen").glob("*.md")), *sorted((OWN_QUESTIONS / "corpus").glob("*.txt"))]
    found = []
    for path in paths:
        _, text = separate(path.read_text(encoding="utf-8"))
        for line in text.splitlines():
            if not line.startswith("#"):
                found += [line[start:end].strip(" -*") for start, end in sentence_spans(line)]
    return sorted({sentence for sentence in found if 40 <= len(sentence) <= 260})


def questions(count: int) -> list[str]:
    """Questions about what the texts are made of, spread over their subjects."""
    every = [entry["question"] for entry in read_questions(OWN_QUESTIONS)]
    return every[:: max(1, len(every) // count)][:count]


def write_corpus(folder: Path, documents: int, seed: int = 1) -> None:
    """Write so many sources, nine in ten as ``bronnen``, the others as ``notities``."""
    pool = sentences()
    vocabulary = sorted({word for sentence in pool for word in _WORD.findall(sentence)})
    chance = random.Random(seed)
    for name in ("bronnen", "notities"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for number in range(documents):
        is_note = number % 10 == 9
        head = [
            "---",
            f'titel: "{" ".join(chance.sample(vocabulary, 3)).capitalize()} ({number})"',
            f"datum: {YEARS[number // 10 % len(YEARS)]}",
            f"gemeenten: [{RARE_PLACE if number % 100 == 50 else chance.choice(PLACES)}]",
        ]
        head += [] if is_note else [f"soort: {KINDS[number % len(KINDS)]}"]
        body = "\n\n".join(_paragraphs(pool, vocabulary, chance))
        path = folder / ("notities" if is_note else "bronnen") / f"{number:07d}.md"
        path.write_text("\n".join([*head, "---", body, ""]), encoding="utf-8")


def _paragraphs(pool: Sequence[str], vocabulary: Sequence[str], chance: random.Random) -> Iterator[str]:
    for place in range(PARAGRAPHS):
        if place % 3 == 0:
            yield f"## {' '.join(chance.sample(vocabulary, 3)).capitalize()}"
        said: list[str] = []
        while sum(map(len, said)) < PARAGRAPH:
            said.append(_varied(chance.choice(pool), vocabulary, chance))
        yield " ".join(said)


def _varied(sentence: str, vocabulary: Sequence[str], chance: random.Random) -> str:
    text = _NUMBER.sub(lambda match: str(chance.randrange(1, 10 ** min(len(match.group()), 6))), sentence)
    text = _NAME.sub(lambda match: chance.choice(PLACES), text)
    return _WORD.sub(lambda match: chance.choice(vocabulary) if chance.random() < SWAPPED else match.group(), text)


class ClusteredEncoder:
    """Unit vectors that depend on the text alone: a cluster's centre with two of many seeded deviations."""

    CLUSTERS, DEVIATIONS, SHARED, SPREAD = 512, 8192, 2.2, 0.35

    def __init__(self, digest: str, dimension: int = 384) -> None:
        self.name, self.digest, self.dimension = "clusters", digest, dimension
        chance = np.random.default_rng(7)
        directions = chance.standard_normal((1 + self.CLUSTERS + self.DEVIATIONS, dimension)).astype(np.float32)
        directions /= np.linalg.norm(directions, axis=1, keepdims=True)
        self._centres = self.SHARED * directions[0] + directions[1 : 1 + self.CLUSTERS]
        self._deviations = self.SPREAD * directions[1 + self.CLUSTERS :]

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of questions."""
        return self.encode_passages(texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of passages."""
        keys = np.array([(zlib.crc32(text.encode()), zlib.adler32(text.encode())) for text in texts], np.int64)
        first, second = keys.reshape(-1, 2).T
        near = self._deviations[first // 512 % self.DEVIATIONS] + self._deviations[second % self.DEVIATIONS]
        vectors = self._centres[first % self.CLUSTERS] + near
        unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit


def make_clustered_encoder(settings: Settings) -> TextEncoder:
    """What ``load_encoder`` does, without a model."""
    return ClusteredEncoder(identify(settings).digest)


def make_small_encoder(settings: Settings) -> TextEncoder:
    """The same with few dimensions, for runs of many small builds."""
    return ClusteredEncoder(identify(settings).digest, 64)
