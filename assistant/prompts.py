"""Every text that a language model reads: files with named holes, checked when they are loaded.

A file is in ``prompts/``: what the model must do, then a line ``---``, then
what it gets. What differs from question to question stands below that line, so
that a server need not read the same instructions anew. A file of the same name
in the home's own ``prompts`` goes before the shipped one. ``regels`` is a part
that the others take in.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from assistant.errors import SettingsError
from assistant.settings import Settings, starter_folder
from assistant.types import Audience

FOLDER = "prompts"
MAXIMUM_CHARACTERS = 20_000  # of a prompt
_HOLE = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_DIVIDER = re.compile(r"^---\s*$", re.MULTILINE)


class PromptName(StrEnum):
    """The prompts that the program uses, by the names of their files."""

    PROFESSIONAL = "antwoord-professional"
    TRAINER = "antwoord-trainer"
    ADVISER = "antwoord-beleidsadviseur"
    COMPARISON = "vergelijking"
    PLAIN = "eenvoudige-taal"
    STANDALONE = "zelfstandige-vraag"


OF_AUDIENCE = {
    Audience.PROFESSIONAL: PromptName.PROFESSIONAL,
    Audience.TRAINER: PromptName.TRAINER,
    Audience.ADVISER: PromptName.ADVISER,
}
_RULES = "regels"
_ANSWERING = frozenset({"merk", "bronnen", "vraag"})
HOLES = {
    _RULES: frozenset(),
    PromptName.PROFESSIONAL: _ANSWERING,
    PromptName.TRAINER: _ANSWERING,
    PromptName.ADVISER: _ANSWERING,
    PromptName.COMPARISON: _ANSWERING,
    PromptName.PLAIN: frozenset({"merk", "bronnen", "antwoord"}),
    PromptName.STANDALONE: frozenset({"merk", "gesprek", "vraag"}),
}


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model must do, and what it gets, both with holes."""

    instructions: str
    given: str

    def render(self, values: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        """The messages of this prompt. What fills a hole is never looked through for holes."""
        return ("system", _filled(self.instructions, values)), ("human", _filled(self.given, values))


def load(settings: Settings) -> dict[PromptName, Prompt]:
    """All prompts; SettingsError names the file and the hole that is missing or unknown."""
    rules = _text(settings, _RULES)
    _check(_RULES, rules, HOLES[_RULES])
    prompts = {}
    for name in PromptName:
        whole = _text(settings, name)
        parts = _DIVIDER.split(whole)
        if len(parts) != 2 or not all(part.strip() for part in parts):
            raise SettingsError(f"In de prompt ‘{name}’ hoort één regel met ---, met tekst erboven en eronder.")
        filled = [part.replace("{{regels}}", rules).strip() for part in parts]
        _check(name, "\n".join(filled), HOLES[name])
        prompts[name] = Prompt(*filled)
    return prompts


def _filled(text: str, values: Mapping[str, str]) -> str:
    return _HOLE.sub(lambda match: values[match.group(1)], text)


def _check(name: str, text: str, holes: frozenset[str]) -> None:
    found = set(_HOLE.findall(text))
    for missing in sorted(holes - found):
        raise SettingsError(f"In de prompt ‘{name}’ ontbreekt {{{{{missing}}}}}. Zet het terug op zijn plaats.")
    for unknown in sorted(found - holes):
        allowed = ", ".join(f"{{{{{hole}}}}}" for hole in sorted(holes))
        raise SettingsError(f"In de prompt ‘{name}’ staat {{{{{unknown}}}}}. Je kunt alleen kiezen uit: {allowed}.")


def _text(settings: Settings, name: str) -> str:
    own, shipped = settings.home / FOLDER / f"{name}.md", starter_folder(FOLDER) / f"{name}.md"
    path = own if own.is_file() else shipped
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"Ik kan de prompt ‘{name}’ niet lezen. Controleer het bestand in de map {FOLDER}."
        ) from error
    if len(text) > MAXIMUM_CHARACTERS:
        raise SettingsError(f"De prompt ‘{name}’ is te lang. Maak hem korter dan {MAXIMUM_CHARACTERS} tekens.")
    return text
