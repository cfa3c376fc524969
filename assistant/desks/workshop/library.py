"""The library of werkvormen: those of the program in ``prompts/werkvormen``, and those of this home beside them.

An own file takes the place of the program's file of that name. A file that
cannot be used costs one sentence that names it; the others go on working.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.corpus.front_matter import block
from assistant.desks.workshop.types import MINUTES, PEOPLE, Needs, Phase, Werkvorm, WorkshopError
from assistant.errors import CorpusError

FOLDER = "werkvormen"
MAXIMUM_FILE = 20_000  # characters
MAXIMUM_FILES = 500
MAXIMUM_LINE = 600  # characters of a name, an aim or a step
_KEYS = frozenset(
    ("naam", "doel", "minuten", "groep", "online", "fase", "gebruikt", "materialen", "stappen", "online_aanpak")
)
_ANSWERS = {"ja": True, "nee": False, "true": True, "false": False}
NONE_LEFT = "Ik kan geen enkele werkvorm lezen. Zet de map prompts/werkvormen terug, of installeer Wijkwijzer opnieuw."


@dataclass(frozen=True, slots=True)
class Library:
    """The werkvormen by id, in order of phase and name; ``problems`` says which files cannot be used, and why."""

    werkvormen: Mapping[str, Werkvorm]
    problems: tuple[str, ...] = ()


def load(shipped: Path, own: Path | None = None) -> Library:
    """Read both folders; WorkshopError when there is no usable werkvorm at all."""
    found: dict[str, Werkvorm] = {}
    problems: list[str] = []
    for folder, is_own in ((shipped, False), (own, True)):
        if folder is None or not folder.is_dir():
            continue
        for path in sorted(folder.glob("*.md"))[:MAXIMUM_FILES]:
            try:
                found[path.stem] = read(path, is_own)
            except CorpusError as error:
                problems.append(f"De werkvorm {path.name} doet niet mee: {error}.")
    if not found:
        raise WorkshopError(NONE_LEFT)
    order = list(Phase)
    ranked = sorted(found.values(), key=lambda one: (order.index(one.phase), one.name))
    return Library({one.id: one for one in ranked}, tuple(problems))


def read(path: Path, is_own: bool = False) -> Werkvorm:
    """One werkvorm; CorpusError says in Dutch what is wrong with its file."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError("ik kan het bestand niet lezen; bewaar het als tekst in UTF-8") from error
    if len(text) > MAXIMUM_FILE:
        raise CorpusError(f"het bestand is langer dan {MAXIMUM_FILE} tekens")
    values, _ = block(text)
    unknown = sorted(set(values) - _KEYS)
    if unknown:
        raise CorpusError(f"het veld ‘{unknown[0][:40]}’ ken ik niet")
    steps = _lines(values, "stappen")
    if len(steps) < 2:
        raise CorpusError("er zijn minstens twee stappen nodig")
    return Werkvorm(
        id=path.stem,
        name=_line(values, "naam"),
        aim=_line(values, "doel"),
        minutes=_range(values, "minuten", (1, MINUTES[1])),
        people=_range(values, "groep", (2, PEOPLE[1])),
        online=_answer(values, "online"),
        phase=_phase(values),
        materials=_lines(values, "materialen"),
        steps=steps,
        needs=tuple(_need(word) for word in _lines(values, "gebruikt")),
        online_steps=_line(values, "online_aanpak", optional=True),
        is_own=is_own,
    )


def _line(values: Mapping[str, Any], name: str, optional: bool = False) -> str:
    value = values.get(name, "")
    if not isinstance(value, str) or (not value.strip() and not optional):
        raise CorpusError(f"bij ‘{name}’ hoort een zin")
    return _short(name, value)


def _short(name: str, value: str) -> str:
    text = " ".join(value.split())
    if len(text) > MAXIMUM_LINE:
        raise CorpusError(f"bij ‘{name}’ staat meer dan {MAXIMUM_LINE} tekens")
    return text


def _lines(values: Mapping[str, Any], name: str) -> tuple[str, ...]:
    found = values.get(name, [])
    if not isinstance(found, list) or not all(isinstance(value, str | int | float) for value in found):
        raise CorpusError(f"bij ‘{name}’ hoort een lijst; zet een zin met een dubbele punt tussen aanhalingstekens")
    return tuple(_short(name, str(value)) for value in found if str(value).strip())


def _range(values: Mapping[str, Any], name: str, limits: tuple[int, int]) -> tuple[int, int]:
    found = values.get(name)
    numbers = found if isinstance(found, list) else []
    if len(numbers) != 2 or not all(isinstance(one, int) and not isinstance(one, bool) for one in numbers):
        raise CorpusError(f"bij ‘{name}’ horen twee gehele getallen, zoals [{limits[0]}, {limits[1]}]")
    least, most = numbers
    if not limits[0] <= least <= most <= limits[1]:
        raise CorpusError(
            f"bij ‘{name}’ horen twee getallen van {limits[0]} tot en met {limits[1]}, het kleinste eerst"
        )
    return least, most


def _answer(values: Mapping[str, Any], name: str) -> bool:
    answer = _ANSWERS.get(str(values.get(name, "")).strip().lower())
    if answer is None:
        raise CorpusError(f"bij ‘{name}’ hoort ja of nee")
    return answer


def _phase(values: Mapping[str, Any]) -> Phase:
    try:
        return Phase(str(values.get("fase", "")).strip().lower())
    except ValueError as error:
        raise CorpusError(f"bij ‘fase’ hoort een van: {', '.join(Phase)}") from error


def _need(word: str) -> Needs:
    try:
        return Needs(word.strip().lower())
    except ValueError as error:
        raise CorpusError(f"bij ‘gebruikt’ horen woorden uit: {', '.join(Needs)}") from error
