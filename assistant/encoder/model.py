"""The encoder: the bundled model or one of sentence-transformers, with its prompts, giving unit vectors.

A question is read with the question's prompt alone. The mean with its reading as
a passage did as well on the sets it was chosen on, and worse on others: nDCG@10
.711 against .725 on four sets of headings and the sections under them.

The bundled one in bytes where the processor multiplies those fastest (``whole_numbers``). Else
bfloat16 where the processor multiplies in it (1.9 to 2.9 times the passages per
second of float32 on AVX512-BF16, by machine), float32 elsewhere, where bfloat16 would be
slower. Pooled vectors are normalised again in float32: bfloat16 rounds a unit
vector to a length of 0.99 to 1.01, which would favour some passages.
"""

import hashlib
import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.encoder import weights
from assistant.errors import EncoderError
from assistant.settings import Settings
from assistant.types import ReadQuestion, Vectors

PASSAGE_BATCH = 8  # texts of some 200 tokens: larger batches spend more on padding and on cache misses
SHORT_BATCH = 32  # texts of a sentence or two
SHORT_CHARACTERS = 320
E5_PROMPTS = ("query: ", "passage: ")


@dataclass(frozen=True, slots=True)
class EncoderIdentity:
    """Which encoder a setting means, known without loading it.

    ``digest`` covers weights, tokenizer and prompts: vectors of two encoders
    with the same digest may stand in one index.
    """

    name: str
    digest: str
    query_prompt: str
    passage_prompt: str
    folder: Path | None


def identify(settings: Settings) -> EncoderIdentity:
    """The identity of the encoder in ``settings``; EncoderError when it is not on this machine."""
    if not settings.encoder:
        folder, name, own = None, weights.NAME, E5_PROMPTS
        fingerprint = f"{weights.PACKAGE} {weights.PACKAGE_VERSION} {weights.FOLDER_FORMAT}"
    else:
        folder = local_folder(settings.encoder)
        name = folder.name if Path(settings.encoder).is_dir() else settings.encoder
        own = _own_prompts(folder)
        fingerprint = _folder_fingerprint(folder)
    query = own[0] if settings.query_prompt is None else settings.query_prompt
    passage = own[1] if settings.passage_prompt is None else settings.passage_prompt
    digest = hashlib.sha256(repr((fingerprint, query, passage)).encode()).hexdigest()
    return EncoderIdentity(name, digest, query, passage, folder)


class Encoder:
    """A loaded encoder. Safe to share between threads: calls wait for each other."""

    def __init__(self, model: Any, identity: EncoderIdentity) -> None:
        self._model = model
        self._identity = identity
        self._lock = threading.Lock()
        self.name = identity.name
        self.digest = identity.digest
        self.dimension = int(model.get_embedding_dimension())

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of questions, float32, shape (len(texts), dimension)."""
        return self._encode(texts, self._identity.query_prompt)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of passages, float32, shape (len(texts), dimension)."""
        return self._encode(texts, self._identity.passage_prompt)

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        batch = SHORT_BATCH if max(map(len, texts)) <= SHORT_CHARACTERS else PASSAGE_BATCH
        with self._lock:
            tensor = self._model.encode(
                [prompt + text for text in texts],
                batch_size=batch,
                convert_to_tensor=True,
                show_progress_bar=False,
            )
        return _checked(tensor.float().cpu().numpy())


class BundledEncoder(Encoder):
    """The bundled encoder, which also shows the subwords of a question."""

    def read_queries(self, texts: Sequence[str]) -> list[ReadQuestion]:
        """Questions with their subwords, without those of the prompt; all vectors have length 1."""
        with self._lock:
            found = [self._model.read(self._identity.query_prompt, text) for text in texts]
        vectors = [_checked(np.vstack([whole.numpy()[None], parts.numpy()])) for whole, _, parts in found]
        return [ReadQuestion(own[0], tuple(ids), own[1:]) for own, (_, ids, _) in zip(vectors, found, strict=True)]

    def subword_ids(self, texts: Sequence[str]) -> list[tuple[int, ...]]:
        """The subwords of texts, without a prompt."""
        return [tuple(ids) for ids in self._model.token_ids(texts)]


def _checked(vectors: Vectors) -> Vectors:
    """The vectors at length 1; EncoderError where a model gives what is no number."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    if not np.isfinite(lengths).all() or (lengths == 0).any():
        raise EncoderError("Het zoekmodel geeft onbruikbare getallen. Zet ‘precision’ op float32 en bouw opnieuw.")
    unit: Vectors = vectors / lengths
    return unit


def load_encoder(settings: Settings) -> Encoder:
    """Load the encoder in ``settings`` for a build, on every core; unpacks the bundled one first when needed."""
    identity = identify(settings)
    return _bundled(settings, identity, building=True) if identity.folder is None else _by_library(settings, identity)


def load_question_encoder(settings: Settings) -> Encoder:
    """Load the encoder for answering: the bundled one on one thread, another as ``load_encoder`` does.

    A question is too short to share between threads, and threads that wait for
    each other spin: beside a build, two took 615 ms for a question, one 60 ms.
    """
    identity = identify(settings)
    return _bundled(settings, identity, building=False) if identity.folder is None else _by_library(settings, identity)


def _bundled(settings: Settings, identity: EncoderIdentity, *, building: bool) -> Encoder:
    folder = weights.unpack(settings.cache)
    import torch

    from assistant.encoder.light import LightEncoder

    dtype = torch.bfloat16 if wants_bfloat16(settings) else torch.float32
    workers = (settings.threads or len(os.sched_getaffinity(0))) if building else 1
    torch.set_num_threads(1 if building else settings.threads or 1)  # each of a build's workers has a core to itself
    return BundledEncoder(LightEncoder(folder, dtype, workers, in_bytes=wants_bytes(settings)), identity)


def _by_library(settings: Settings, identity: EncoderIdentity) -> Encoder:
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.set_verbosity_error()
    logging.disable_progress_bar()
    if settings.threads:
        torch.set_num_threads(settings.threads)
    options = {"dtype": torch.bfloat16 if wants_bfloat16(settings) else torch.float32}
    try:
        model = SentenceTransformer(
            str(identity.folder), device="cpu", local_files_only=True, trust_remote_code=False, model_kwargs=options
        )
    except (OSError, ValueError, RuntimeError, KeyError, TypeError) as error:
        raise EncoderError(
            f"Ik kan het zoekmodel ‘{identity.name}’ niet laden. Controleer de instelling ‘encoder’."
        ) from error
    model.eval()
    return Encoder(model, identity)


def has_fast_bfloat16() -> bool:
    """Whether this processor multiplies bfloat16 in hardware."""
    import torch

    probes = ("_is_avx512_bf16_supported", "_is_amx_tile_supported")
    if any(getattr(torch.cpu, name, bool)() for name in probes):
        return True
    try:
        return " bf16 " in Path("/proc/cpuinfo").read_text(encoding="utf-8")  # ARM
    except OSError:
        return False


def wants_bfloat16(settings: Settings) -> bool:
    """Whether this machine and the settings want the network in bfloat16."""
    return settings.precision == "bfloat16" or (settings.precision == "auto" and has_fast_bfloat16())


def wants_bytes(settings: Settings) -> bool:
    """Whether this machine and the settings want the bundled network's matrices in bytes."""
    from assistant.encoder.whole_numbers import has_fast_bytes

    return settings.precision == "auto" and has_fast_bytes()


def local_folder(name: str) -> Path:
    """The folder of a model by its own path or by its name in the local hub cache; EncoderError when absent."""
    folder = Path(name).expanduser()
    if folder.is_dir():
        return folder.absolute()
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    wanted = [name] if "/" in name else [f"sentence-transformers/{name}", name]
    for candidate in wanted:
        try:
            return Path(snapshot_download(candidate, local_files_only=True))
        except (LocalEntryNotFoundError, HFValidationError):
            continue
    raise EncoderError(
        f"Het zoekmodel ‘{name}’ staat niet op deze computer. Geef de map waar het staat in de instelling ‘encoder’."
    )


def _own_prompts(folder: Path) -> tuple[str, str]:
    """The prompts that a model brings itself, or e5's where its name says that it is one."""
    import json

    try:
        content = json.loads((folder / "config_sentence_transformers.json").read_text(encoding="utf-8"))
        prompts = content.get("prompts") or {}
    except (OSError, ValueError, AttributeError):
        prompts = {}
    query, passage = prompts.get("query", ""), prompts.get("passage") or prompts.get("document") or ""
    is_e5 = "e5" in folder.as_posix().lower() and "instruct" not in folder.as_posix().lower()
    return (query, passage) if query or passage or not is_e5 else E5_PROMPTS


def _folder_fingerprint(folder: Path) -> str:
    """Names and sizes of a model's files, and the digest of its small ones: enough to tell two models apart."""
    digest = hashlib.sha256()
    for root, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            path = Path(root) / name
            if path.suffix in {".json", ".safetensors", ".bin", ".txt", ".model"}:
                size = path.stat().st_size
                digest.update(f"{path.relative_to(folder)}:{size}".encode())
                with path.open("rb") as stream:
                    digest.update(stream.read(1_000_000))
                    stream.seek(max(0, size - 1_000_000))
                    digest.update(stream.read())
    return digest.hexdigest()
