"""The programme: which werkvormen in which order, and minutes that add up to exactly the time there is.

Phases are filled in the order of what a workshop can least do without; a phase
can come twice when there is much time. The minutes that are left are shared
out in fives, so that a programme reads 25 and not 23; what cannot be shared so
goes to the longest line. A workshop of more than two hours has a pause, of more
than three two.
"""

import random
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.desks.workshop.types import PAUSE_FROM, Choices, Needs, Phase, Place, Werkvorm, WorkshopError

LONG = 150  # minutes: from here a welcome takes longer
TWO_PAUSES_FROM = 180
PAUSE = 15
STEP = 5
USUAL = 0.35  # of the way from a werkvorm's shortest to its longest time
_FILLED = (
    Phase.DILEMMA, Phase.CLOSING, Phase.EXPLORING, Phase.MEETING, Phase.APPLYING, Phase.DEEPENING,
    Phase.DEEPENING, Phase.EXPLORING, Phase.DILEMMA, Phase.APPLYING, Phase.MEETING, Phase.CLOSING,
)  # fmt: skip
NO_FIT = "Voor deze groep en tijd past geen werkvorm. Kies een andere groepsgrootte, of voeg eigen werkvormen toe."


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a programme; ``kind`` is a phase, or welkom, pauze or evaluatie; ``werkvorm`` is "" for those."""

    kind: str
    minutes: int
    werkvorm: str = ""


WELCOME, BREAK, EVALUATING = "welkom", "pauze", "evaluatie"


def fits(werkvorm: Werkvorm, choices: Choices, available: Collection[Needs]) -> bool:
    """Whether a werkvorm can be done with this group, at this place, with what the workshop holds."""
    least, most = werkvorm.people
    in_place = werkvorm.online or choices.place is Place.ON_SITE
    return least <= choices.people <= most and in_place and set(werkvorm.needs) <= set(available)


def plan(
    choices: Choices, library: Mapping[str, Werkvorm], available: Collection[Needs], seed: int = 0
) -> tuple[Line, ...]:
    """A programme of exactly ``choices.minutes`` minutes; another seed may choose other werkvormen.

    WorkshopError when nothing in the library fits, or when all that fits together cannot fill the time.
    """
    fixed = _fixed(choices.minutes)
    left = choices.minutes - sum(line.minutes for line in fixed)
    fitting = [werkvorm for werkvorm in library.values() if fits(werkvorm, choices, available)]
    chosen = _chosen(fitting, left, seed)
    if not chosen:
        raise WorkshopError(NO_FIT)
    minutes = _shared_out(chosen, left)
    lines = [Line(one.phase.value, count, one.id) for one, count in zip(chosen, minutes, strict=True)]
    order = list(Phase)
    lines.sort(key=lambda line: order.index(Phase(line.kind)))
    return tuple(_with_fixed(lines, fixed))


def alternatives(
    werkvorm: str,
    phase: str,
    minutes: int,
    choices: Choices,
    library: Mapping[str, Werkvorm],
    available: Collection[Needs],
    used: Collection[str] = (),
) -> list[Werkvorm]:
    """What can come in a werkvorm's place, the same phase first and those that fit the time before others."""
    found = [
        one for one in library.values() if one.id != werkvorm and one.id not in used and fits(one, choices, available)
    ]
    return sorted(
        found, key=lambda one: (one.phase != phase, not one.minutes[0] <= minutes <= one.minutes[1], one.name)
    )


def _fixed(minutes: int) -> list[Line]:
    """What every workshop has."""
    welcome = 10 if minutes >= LONG else 5
    pauses = 0 if minutes <= PAUSE_FROM else 1 if minutes <= TWO_PAUSES_FROM else 2
    return [Line(WELCOME, welcome), *[Line(BREAK, PAUSE)] * pauses, Line(EVALUATING, 5)]


def _chosen(fitting: Sequence[Werkvorm], left: int, seed: int) -> list[Werkvorm]:
    """Werkvormen whose shortest times fit in ``left`` and whose longest times fill it."""
    chance = random.Random(seed)
    by_phase = {phase: _ranked([one for one in fitting if one.phase is phase], chance, seed) for phase in Phase}
    chosen: list[Werkvorm] = []
    for phase in _FILLED:
        if sum(_usual(one) for one in chosen) >= left <= sum(one.minutes[1] for one in chosen):
            break
        room = left - sum(one.minutes[0] for one in chosen)
        pick = next((one for one in by_phase[phase] if one not in chosen and one.minutes[0] <= room), None)
        if pick is not None:
            chosen.append(pick)
    rest = [one for ranked in by_phase.values() for one in ranked if one not in chosen]
    while sum(one.minutes[1] for one in chosen) < left and rest:  # few fit: whatever still does
        room = left - sum(one.minutes[0] for one in chosen)
        pick = next((one for one in rest if one.minutes[0] <= room), None)
        if pick is None:
            break
        rest.remove(pick)
        chosen.append(pick)
    return chosen if sum(one.minutes[1] for one in chosen) >= left else []


def _usual(werkvorm: Werkvorm) -> float:
    """The minutes that a werkvorm does well with."""
    least, most = werkvorm.minutes
    return least + USUAL * (most - least)


def _ranked(found: list[Werkvorm], chance: random.Random, seed: int) -> list[Werkvorm]:
    """Those that work with the workshop's own material first, and what applies it in little time.

    Another seed gives another order among equals.
    """
    ranked = sorted(found, key=lambda one: one.id)
    if seed:
        chance.shuffle(ranked)
    return sorted(ranked, key=lambda one: (one.minutes[0] if one.phase is Phase.APPLYING else 0, not one.needs))


def _shared_out(chosen: Sequence[Werkvorm], left: int) -> list[int]:
    """Minutes for each, within its own limits, together exactly ``left``."""
    minutes = [one.minutes[0] for one in chosen]
    rest = left - sum(minutes)
    weight = {Phase.DILEMMA: 4, Phase.DEEPENING: 4, Phase.EXPLORING: 3, Phase.APPLYING: 3}
    for step in (STEP, 1):
        while rest >= step:
            open_ = [at for at, one in enumerate(chosen) if minutes[at] + step <= one.minutes[1]]
            if not open_:
                break
            at = min(
                open_, key=lambda at: ((minutes[at] - chosen[at].minutes[0]) / weight.get(chosen[at].phase, 1), at)
            )
            minutes[at] += step
            rest -= step
    return minutes


def _with_fixed(lines: Sequence[Line], fixed: Sequence[Line]) -> Iterator[Line]:
    """The lines with welcome, evaluation, and the pauses where the time is best divided."""
    pauses = sum(line.kind == BREAK for line in fixed)
    total = sum(line.minutes for line in lines)
    yield fixed[0]
    done, taken = 0, 0
    for at, line in enumerate(lines):
        yield line
        done += line.minutes
        due = total * (taken + 1) / (pauses + 1)
        following = lines[at + 1].minutes if at + 1 < len(lines) else 0
        if taken < pauses and following and abs(done - due) <= abs(done + following - due):
            taken += 1
            yield Line(BREAK, PAUSE)
    for _ in range(taken, pauses):
        yield Line(BREAK, PAUSE)
    yield fixed[-1]
