"""An optional second opinion: a cross-encoder that reads question and passage together.

Off by default: it costs some 20 to 100 times a question's own encoding. Any
sentence-transformers ``CrossEncoder`` on this machine is one setting.
"""

import threading
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.encoder.model import local_folder
from assistant.errors import EncoderError
from assistant.settings import Settings

Scores = NDArray[np.float32]


class CrossReader:
    """A loaded cross-encoder. Safe to share between threads: calls wait for each other."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self._lock = threading.Lock()

    def scores(self, question: str, passages: Sequence[str]) -> Scores:
        """One score a passage, higher is better; only their order and distances mean something."""
        if not passages:
            return np.empty(0, np.float32)
        with self._lock:
            raw = self._model.predict([(question, text) for text in passages], show_progress_bar=False)
        scores = np.asarray(raw, np.float32)
        if scores.ndim != 1 or not np.isfinite(scores).all():
            raise EncoderError("De ‘cross_encoder’ geeft geen bruikbare scores. Kies een ander model of laat hem weg.")
        return scores


def load_cross_reader(settings: Settings) -> CrossReader | None:
    """The cross-encoder in ``settings``; None when there is none, EncoderError when it cannot be loaded."""
    if not settings.cross_encoder:
        return None
    folder = local_folder(settings.cross_encoder)
    from sentence_transformers import CrossEncoder

    try:
        model = CrossEncoder(str(folder), device="cpu", local_files_only=True, trust_remote_code=False)
    except (OSError, ValueError, RuntimeError, KeyError, TypeError) as error:
        raise EncoderError(
            "Ik kan de cross-encoder niet laden. Controleer de instelling ‘cross_encoder’ of laat hem weg."
        ) from error
    return CrossReader(model)
