"""The municipalities of the Netherlands, recognised in text by name and alias.

Many names are words as well (Best, Goes, Houten, Bergen): those count only
where the text speaks of a place (``gemeente Best``, ``in Goes``), and always
with a capital.
"""

import re
from dataclasses import dataclass
from functools import cache

from assistant.dutch import wordlists

_PLACE_BEFORE = r"(?:[Gg]emeenten?|[Ss]tad|[Ww]ijkteams?|[Tt]eams?|[Ii]nwoners van|[Ii]n|[Tt]e|[Uu]it|[Nn]aar|[Bb]ij)"


@dataclass(frozen=True, slots=True)
class Municipality:
    """One of the 342; ``is_word`` when its name is an ordinary word too."""

    name: str
    province: str
    aliases: tuple[str, ...]
    is_word: bool


@cache
def municipalities() -> tuple[Municipality, ...]:
    """All municipalities, in the order of the file."""
    result = []
    for line in wordlists.read("gemeenten.tsv"):
        name, province, aliases, is_word = (*line.split("\t"), "", "", "")[:4]
        names = tuple(alias.strip() for alias in aliases.split("|") if alias.strip())
        result.append(Municipality(name.strip(), province.strip(), names, is_word.strip() == "1"))
    return tuple(result)


@cache
def _names() -> dict[str, str]:
    names = {}
    for place in municipalities():
        for name in (*place.aliases, place.name):
            names[name] = place.name
    return names


@cache
def _pattern() -> re.Pattern[str]:
    words = {place.name for place in municipalities() if place.is_word}
    plain = sorted((name for name in _names() if name not in words), key=len, reverse=True)
    alone = "|".join(map(re.escape, plain)) or "(?!)"
    with_context = "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"
    return re.compile(rf"(?<![\w-])(?:({alone})|{_PLACE_BEFORE} ({with_context}))(?![\w])")


def official_name(name: str) -> str | None:
    """The official name for a name or alias in any case; None when there is no such municipality."""
    wanted = name.strip().casefold()
    return next((place for known, place in _names().items() if known.casefold() == wanted), None)


def mentions_in(text: str) -> list[tuple[int, int, str]]:
    """Where ``text`` names a municipality: (start, end, official name), in order."""
    return [(*_place_of(match), _names()[match.group(1) or match.group(2)]) for match in _pattern().finditer(text)]


def municipalities_in(text: str) -> list[str]:
    """Official names of the municipalities that ``text`` speaks of, each once, in order."""
    return list(dict.fromkeys(name for _, _, name in mentions_in(text)))


def _place_of(match: re.Match[str]) -> tuple[int, int]:
    return match.span(1) if match.group(1) else match.span(2)
