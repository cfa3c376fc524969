"""Matrices in whole numbers of eight bits, for processors that multiply those fastest.

AVX512-VNNI multiplies bytes some 1.7 times as fast as bfloat16, and there are half as many
of them to fetch. Each number of a matrix and each number that goes into it becomes one of
255. What goes in is first divided, column by column, by a factor that moves its few large
columns into the matrix (SmoothQuant: Xiao et al., 2023, arXiv 2211.10438). Behind GELU no
factor can be moved: there the one or two columns of a layer that go ten times as far as the
others are cut in parts, each a column of its own. Without that, this matrix alone would bring
the cosine with float32 from .9997 to .997; with it, all together are at .9995 on average and .9990
for a single word. How far each column goes was measured on the starter corpus
(``benchmarks/fit_whole_numbers.py``). The steps are fixed, so a text's vector does not
depend on what stands beside it.

The operators are torch's own but not documented ones. They are tried once on a small sum;
where they are missing, warn or err, the plain layers stay. Processors without VNNI may
overflow on the way, and keep the plain layers unasked.
"""

import warnings
from dataclasses import dataclass
from functools import cache

import torch
from torch import Tensor
from torch.nn.functional import gelu, linear

MIDDLE = 128  # the byte that stands for nothing
DIP = 0.17  # how far GELU goes below nought
BENT = 3.0  # where GELU has become straight
SPARE = 32  # columns that are parts of others
BEYOND = 1.2  # other texts go further than those that were measured
Both = tuple[Tensor, Tensor]  # a matrix or a norm: weight and bias


def has_fast_bytes() -> bool:
    """Whether this processor multiplies bytes in hardware without overflowing on the way, and torch can do so."""
    return bool(getattr(torch.cpu, "_is_vnni_supported", bool)()) and _is_right()


@dataclass(frozen=True, slots=True)
class Steps:
    """What a byte stands for: ``size`` times its distance to ``middle``."""

    size: float
    middle: int = MIDDLE


@dataclass(frozen=True, slots=True)
class Matrix:
    """One matrix in bytes, for an input in bytes of ``steps``."""

    steps: Steps
    packed: Tensor
    scale: Tensor
    zeros: Tensor
    bias: Tensor

    @classmethod
    def of(cls, weight: Tensor, bias: Tensor, steps: Steps) -> "Matrix":
        """From a matrix in float32, shape (out, in)."""
        scale = weight.abs().amax(1).clamp(min=1e-12) / 127
        rounded = torch.round(weight / scale[:, None]).to(torch.int8)
        packed = torch.ops.onednn.qlinear_prepack(rounded, None)
        return cls(steps, packed, scale, torch.zeros(len(bias), dtype=torch.int32), bias.contiguous())

    def times(self, given: Tensor, dtype: torch.dtype) -> Tensor:
        """The product, shape (rows, out), of an input in bytes, shape (rows, in)."""
        return self._times(given, Steps(1.0, 0), dtype, "none")

    def gelu(self, given: Tensor, steps: Steps) -> Tensor:
        """The same through GELU, in bytes of ``steps``; what lies beyond a byte becomes the last one."""
        return self._times(given, steps, torch.uint8, "gelu")

    def _times(self, given: Tensor, to: Steps, dtype: torch.dtype, after: str) -> Tensor:
        multiply, matrix = torch.ops.onednn.qlinear_pointwise, (self.packed, self.scale, self.zeros, self.bias)
        size, middle = self.steps.size, self.steps.middle
        product: Tensor = multiply(given, size, middle, *matrix, to.size, to.middle, dtype, after, [], "none")
        return product


def eased(weight: Tensor, reach: Tensor) -> tuple[Tensor, Tensor, Steps]:
    """What levels a matrix's input: its factors, shape (in,), the matrix without them, and the steps it then has.

    ``reach``, shape (in,): how far the input's columns go.
    """
    columns = weight.abs().amax(0).clamp(min=1e-4)
    ease = (columns / reach.clamp(min=1e-3)).sqrt()
    step = float((reach * ease).amax()) / (MIDDLE - 1)
    return ease / step, weight / ease, Steps(step)


def to_bytes(states: Tensor, ease: Tensor) -> Tensor:
    """Float32 states, shape (rows, size), in bytes."""
    return rounded(torch.addcmul(HALF, states, ease))


def rounded(shifted: Tensor) -> Tensor:
    """Bytes of what has MIDDLE and a half in it already."""
    return shifted.clamp_(0, 255).to(torch.int16).to(torch.uint8)  # straight from floats takes four times as long


HALF = torch.tensor(MIDDLE + 0.5)


def split(reach: Tensor) -> tuple[Steps, Tensor]:
    """The steps of what comes out of GELU, and by how many columns each of its columns is carried.

    The few that go far are carried by several, each with the part above the one before,
    so that the steps of all the others can be small; SPARE more columns in all.
    """
    far = reach.clamp(min=0.1) * BEYOND
    most = float(far.amax())
    while 0.97 * most >= BENT and int(torch.ceil(far / (0.97 * most)).sum()) <= len(far) + SPARE:
        most *= 0.97
    size = (most + DIP) / 255
    return Steps(size, round(DIP / size)), torch.ceil(far / most).long()


def carried(wide: Both, narrow: Both, reach: Tensor) -> tuple[Both, Both, Steps]:
    """Two matrices around GELU with the columns that ``split`` adds between them."""
    steps, times = split(reach)
    highest = (255 - steps.middle) * steps.size
    again = torch.repeat_interleave(times - 1)
    part = 1 + torch.arange(len(again)) - torch.searchsorted(again, again)
    rest = SPARE - len(again)
    return (
        (
            torch.cat([wide[0], wide[0][again], wide[0].new_zeros(rest, wide[0].shape[1])]),
            torch.cat([wide[1], wide[1][again] - part * highest, wide[1].new_zeros(rest)]),
        ),
        (torch.cat([narrow[0], narrow[0][:, again], narrow[0].new_zeros(len(narrow[0]), rest)], 1), narrow[1]),
        steps,
    )


@cache
def _is_right() -> bool:
    """Whether torch's undocumented operators are there and multiply even the largest bytes without overflowing."""
    draw = torch.Generator().manual_seed(1)
    weight, bias = torch.randn(48, 64, generator=draw), torch.randn(48, generator=draw)
    weight[0], weight[1] = 3.0, -3.0
    states = torch.randn(5, 64, generator=draw)
    states[0], states[1] = 4.0, -4.0
    wanted = linear(states, weight, bias)
    steps = Steps((float(wanted.amax()) + DIP) / 255, 0)
    try:
        with warnings.catch_warnings(), torch.inference_mode():
            warnings.simplefilter("error")
            ease, level, own = eased(weight, states.abs().amax(0))
            given, matrix = to_bytes(states, ease), Matrix.of(level, bias, own)
            found = [matrix.times(given, torch.float32), steps.size * matrix.gelu(given, steps).float()]
    except (AttributeError, RuntimeError, TypeError, ValueError, Warning):
        return False
    return all(
        float((one - other).abs().max()) < 0.01 * float(other.abs().max())
        for one, other in zip(found, (wanted, gelu(wanted)), strict=True)
    )
