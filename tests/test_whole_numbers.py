"""The encoder's arithmetic in bytes beside the plain one, and what happens where it cannot be had."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch

from assistant.encoder import load_encoder, load_question_encoder, whole_numbers
from assistant.encoder.entailment import base
from assistant.encoder.in_bytes import WholeNumbers, reaches
from assistant.encoder.light import LightEncoder
from assistant.encoder.whole_numbers import Matrix, has_fast_bytes
from assistant.settings import Settings

TEXTS = [
    "Het wijkteam is er voor alle inwoners.",
    "Wie zorg nodig heeft, belt met de huisarts.",
    "De aanvraag loopt via het loket van de gemeente, en die beslist binnen acht weken (zie artikel 2.3.5).",
    "x",
    "",
    " ".join(f"Punt {at}: de mantelzorger vraagt {at * 13} euro aan." for at in range(70)),
]


@pytest.fixture
def forget() -> Any:
    """What was found of torch's operators is forgotten, before and after."""
    whole_numbers._is_right.cache_clear()
    yield
    whole_numbers._is_right.cache_clear()


needs_bytes = pytest.mark.skipif(not has_fast_bytes(), reason="this processor does not multiply bytes fast enough")


@needs_bytes
def test_vectors_are_nearly_those_of_float32(empty_home: Settings) -> None:
    plain = load_encoder(replace(empty_home, precision="float32"))
    for own in (load_encoder(empty_home), load_question_encoder(empty_home)):
        for one, other in (
            (own.encode_passages(TEXTS), plain.encode_passages(TEXTS)),
            (own.encode_queries(TEXTS), plain.encode_queries(TEXTS)),
        ):
            assert 0.998 < np.einsum("ij,ij->i", one, other).min() < 1 - 1e-6
            assert np.allclose(np.linalg.norm(one, axis=1), 1, atol=1e-5)


@needs_bytes
def test_a_vector_is_the_same_in_every_batch(empty_home: Settings) -> None:
    own = load_encoder(empty_home)
    together = own.encode_passages(TEXTS)
    alone = np.concatenate([own.encode_passages([text]) for text in TEXTS])
    assert np.allclose(together, alone, atol=1e-5)


@needs_bytes
def test_layers_give_the_states_of_the_plain_ones(empty_home: Settings) -> None:
    network, tokenizer = base(empty_home, torch.float32)
    own = WholeNumbers(network, torch.float32, reaches())
    ids = torch.tensor([tokenizer.encode(TEXTS[2]).ids, tokenizer.encode(TEXTS[2]).ids])
    mask = torch.ones_like(ids, dtype=torch.bool)
    mask[1, 9:] = False
    with torch.inference_mode():
        one, other = own.embedded(ids), network.embedded(ids)
        assert torch.allclose(one, other, atol=1e-5)
        for number in range(3):
            kept = one.clone()
            above = own.layer(one, mask[:, None, None, :], number)
            assert torch.equal(one, kept)  # whoever keeps the states of a layer finds them as they were
            one, other = above, network.layer(other, mask[:, None, None, :], number)
        near = torch.nn.functional.cosine_similarity(one[mask], other[mask], dim=-1)
    assert float(near.min()) > 0.998


def _fails(*_: object) -> None:
    raise RuntimeError("no such operator")


def _overflows(real: Callable[..., torch.Tensor]) -> Callable[..., torch.Tensor]:
    return lambda *given: real(*given).clamp(-30, 30)


@needs_bytes
@pytest.mark.parametrize("broken", ["missing", "wrong"])
def test_without_the_operator_everything_stays_as_it_was(
    empty_home: Settings, broken: str, monkeypatch: pytest.MonkeyPatch, forget: None
) -> None:
    real = Matrix.times
    monkeypatch.setattr(Matrix, "times", _fails if broken == "missing" else _overflows(real))
    assert not has_fast_bytes()
    encoder = load_question_encoder(empty_home)
    assert isinstance(encoder._model, LightEncoder)
    assert not isinstance(encoder._model._network, WholeNumbers)
    assert np.isfinite(encoder.encode_queries(TEXTS)).all()


def test_a_processor_without_them_is_believed(monkeypatch: pytest.MonkeyPatch, forget: None) -> None:
    monkeypatch.setattr(torch.cpu, "_is_vnni_supported", lambda: False)
    assert not has_fast_bytes()


@needs_bytes
@pytest.mark.parametrize("precision", ["float32", "bfloat16"])
def test_who_asks_for_a_precision_gets_it(empty_home: Settings, precision: str) -> None:
    encoder = load_question_encoder(replace(empty_home, precision=precision))
    assert not isinstance(encoder._model._network, WholeNumbers)
