"""Whether a source carries a sentence, by the bundled network; loaded when it is first asked.

Only answers in a language model's words need it, so nothing of it is read before.
It is the same with every encoder in the settings: what was fitted on one network
would mean nothing on another.
"""

import json
import struct
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from assistant.encoder import weights
from assistant.encoder.e5_file import E5File
from assistant.encoder.model import wants_bfloat16, wants_bytes
from assistant.errors import EncoderError
from assistant.settings import Settings

LEARNT = Path(__file__).parent / "data" / "entailment.safetensors"
LAYERS = "encoder.layer."
WORDS = "embeddings.word_embeddings.weight"
DAMAGED = "De controle van zinnen is beschadigd. Installeer Wijkwijzer opnieuw: make run."


class _Judges(Protocol):
    def prepare(self, sources: Sequence[str]) -> None: ...
    def scores(self, claim: str, sources: Sequence[str]) -> list[float]: ...


class PairReader:
    """Judges sentences beside sources. Safe to share between threads."""

    def __init__(self, settings: Settings, learnt: Path = LEARNT) -> None:
        self._settings, self._learnt = settings, learnt
        self._lock = threading.Lock()
        self._loaded: _Judges | None = None

    def prepare(self, sources: Sequence[str]) -> None:
        """Read sources ahead; ``scores`` works without it. EncoderError when the network cannot be loaded."""
        self._pairs().prepare(sources)

    def scores(self, claim: str, sources: Sequence[str]) -> list[float]:
        """How far each source carries the claim: log-odds on the set it was fitted on; EncoderError as above."""
        return self._pairs().scores(claim, sources)

    def _pairs(self) -> _Judges:
        with self._lock:
            if self._loaded is None:
                self._loaded = _load(self._settings, self._learnt)
            return self._loaded


def base(settings: Settings, dtype: Any) -> tuple[Any, Any]:
    """The original network and its tokenizer: the layers from the package's file, not from the unpacked folder."""
    import torch
    from safetensors import safe_open
    from tokenizers import Tokenizer

    from assistant.encoder.light import Network

    folder = weights.unpack(settings.cache)
    own = E5File.read(weights.bundled_file()).arrays(LAYERS)
    tensors = {name: torch.from_numpy(values.copy()).to(dtype) for name, values in own.items()}
    with safe_open(str(folder / "model.safetensors"), framework="pt") as file:
        for name in file.keys():  # noqa: SIM118 - a safe_open is no mapping
            if not name.startswith(LAYERS):
                values = file.get_tensor(name)
                tensors[name] = values if name == WORDS else values.to(dtype)
    shape = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(shape["max_position_embeddings"])
    return Network.of(tensors, shape), tokenizer


def _load(settings: Settings, learnt: Path) -> _Judges:
    import torch
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    from assistant.encoder.light import multiplied_in_bytes
    from assistant.encoder.pairs import Pairs

    try:
        dtype = torch.bfloat16 if wants_bfloat16(settings) else torch.float32
        in_bytes = wants_bytes(settings)
        network, tokenizer = base(settings, torch.float32 if in_bytes else dtype)
        if in_bytes:
            network = multiplied_in_bytes(network, dtype)
        found = {name: values.float() for name, values in load_file(str(learnt)).items()}
    except (OSError, ValueError, KeyError, RuntimeError, IndexError, struct.error, SafetensorError) as error:
        raise EncoderError(DAMAGED) from error
    return Pairs(network, found, tokenizer)
