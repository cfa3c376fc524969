"""How long something still takes, from what was done so far."""

import time
from collections.abc import Callable
from dataclasses import replace

from assistant.index.child import Progress

Sink = Callable[[Progress], None]
_SURE_SECONDS = 2.0  # before that an estimate jumps
_SURE_PART = 0.01


def with_time_left(sink: Sink, clock: Callable[[], float] = time.monotonic) -> Sink:
    """A sink that adds the seconds left in a step, from its own count, where the step did not say them."""
    step, began, first = "", 0.0, 0

    def report(progress: Progress) -> None:
        nonlocal step, began, first
        if progress.step != step:
            step, began, first = progress.step, clock(), progress.done
        if progress.seconds_left is None:
            seconds = left(progress.done - first, progress.total - first, began, clock())
            progress = replace(progress, seconds_left=seconds)
        sink(progress)

    return report


def left(done: float, total: float, began: float, now: float) -> float | None:
    """The seconds that the rest takes at the same pace; None while that is a guess, and at the end."""
    passed = now - began
    if not 0 < done < total or passed < _SURE_SECONDS or done < total * _SURE_PART:
        return None
    return passed / done * (total - done)
