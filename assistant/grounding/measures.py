"""Quantities that are told another way: a kwartier is fifteen minutes, 93 procent on time is 7 procent too late.

Times up to weeks are compared in minutes; ‘een week’ counts as one here, though its article is no number elsewhere.

What was reckoned may be right or a slip, so it counts as a sign against a
sentence where ``told_otherwise`` only says the same in another measure.
"""

from itertools import combinations, pairwise

from assistant.grounding.quantities import UNITS, Quantity
from assistant.grounding.reading import Text

_MINUTES = {"minuut": 1.0, "uur": 60.0, "dag": 1440.0, "week": 10_080.0}
_MONTHS = {"maand": 1.0, "kwartaal": 3.0, "halfjaar": 6.0, "jaar": 12.0}
_BASE = {
    str(UNITS[unit]): (kind, size)
    for kind, sizes in (("minutes", _MINUTES), ("months", _MONTHS))
    for unit, size in sizes.items()
}
_HOUR, _NOON = str(UNITS["uur"]), 12
_HALF = 50.0  # what ‘half’ is read as


def _measure(text: Text, one: Quantity) -> tuple[str, float] | None:
    """A time in minutes or months; None for what is none."""
    found = _BASE.get(one.unit)
    if found is None or one.sort != "number":
        return None
    is_half = one.value == _HALF and text.words[one.at].folded in ("half", "halve")
    return found[0], round((0.5 if is_half else one.value) * found[1], 4)


def _singles(text: Text) -> list[Quantity]:
    """The times with an article, which is no number elsewhere: binnen een week."""
    return [
        Quantity("number", 1.0, at, str(UNITS[unit.folded]))
        for at, (word, unit) in enumerate(pairwise(text.words))
        if word.folded == "een" and unit.folded in UNITS
    ]


def told_otherwise(sentence: Text, evidence: Text) -> frozenset[int]:
    """The places of the sentence's quantities that the evidence has in another measure."""
    told = {_measure(evidence, one) for one in (*evidence.quantities, *_singles(evidence))} - {None}
    hours = (one.value for one in evidence.quantities if one.unit == _HOUR and _NOON < one.value <= 2 * _NOON)
    told |= {("minutes", 60 * (hour - _NOON)) for hour in hours}  # 21.00 is nine in the evening
    return frozenset(one.at for one in sentence.quantities if _measure(sentence, one) in told)


def reckoned(sentence: Text, evidence: Text) -> frozenset[int]:
    """The places of the sentence's numbers that are a difference, a rest or a sum of two numbers of the evidence."""
    found: set[tuple[float, str]] = set()
    numbers = [one for one in evidence.quantities if one.sort == "number"]
    found.update((round(100 - one.value, 4), "%") for one in numbers if one.unit == "%")
    for one, other in combinations(numbers, 2):
        if one.value != other.value and (not one.unit or not other.unit or one.unit == other.unit):
            unit = one.unit or other.unit
            found.update((round(value, 4), unit) for value in (abs(one.value - other.value), one.value + other.value))
    return frozenset(
        one.at for one in sentence.quantities if one.sort == "number" and (round(one.value, 4), one.unit) in found
    )
