"""What someone decides about personal data in a note: the proposal, an own text, or leave it with a reason."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from assistant.web import words
from assistant.web.curating.forms import Values


class Choice(StrEnum):
    """The choices, by their value in the form."""

    PROPOSAL = "voorstel"
    OWN = "zelf"
    LEAVE = "laten"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A choice that can be carried out; ``reason`` says why personal data stays."""

    choice: Choice
    own: str
    reason: str


def choose(typed: Values, is_personal: Callable[[str], bool]) -> Chosen | str:
    """The choice that a form brought, or a Dutch sentence that says what is missing.

    Personal data that stays, in the text as it was or in an own one, takes a reason.
    """
    own, reason = typed.get("aangepast", ""), " ".join(typed.get("reden", "").split())
    try:
        choice = Choice(typed.get("keuze", ""))
    except ValueError:
        return words.CHOICE_MISSING
    if choice is Choice.OWN and not own.strip():
        return words.NO_TEXT_LEFT
    stays = choice is Choice.LEAVE or (choice is Choice.OWN and is_personal(own))
    if stays and not reason:
        return words.REASON_MISSING if choice is Choice.LEAVE else words.STILL_THERE
    return Chosen(choice, own, reason if stays else "")


def entered(typed: Values) -> dict[str, str]:
    """What was filled in, to be shown again."""
    return {name: typed[name] for name in ("keuze", "reden", "aangepast") if typed.get(name)}
