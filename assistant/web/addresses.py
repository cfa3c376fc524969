"""What the address of the page asks for: a question with its filters, or a conversation that was kept.

The browser sends the address of the page with every question that it puts; nothing of it is believed.
"""

from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from assistant.types import Collection, Kind
from assistant.web.choices import ALL, Choices
from assistant.web.foot import ADDRESS_FIELDS

QUESTION_CHARACTERS = 2_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an address asks for; ``unknown`` are the values of filters that nothing here has."""

    question: str = ""
    talk: str = ""
    chosen: dict[str, str] = field(default_factory=dict)  # by field of Filters
    unknown: tuple[str, ...] = ()


def wanted(address: str, choices: Choices) -> Wanted:
    """What an address asks for, with only the filters that can be chosen here."""
    try:
        found = parse_qs(urlsplit(address).query, errors="replace", max_num_fields=20)
    except ValueError:
        return Wanted()
    values = {name: given[-1].strip() for name, given in found.items()}
    offered = {
        "collection": [item.value for item in Collection],
        "kind": [item.value for item in Kind],
        "municipality": [value for _, value in choices.municipalities],
        "theme": [value for _, value in choices.themes],
        "year_from": [value for _, value in choices.years],
        "year_to": [value for _, value in choices.years],
    }
    chosen, unknown = {}, []
    for name, word in ADDRESS_FIELDS.items():
        value = values.get(word, ALL)
        if value and value in offered[name]:
            chosen[name] = value
        elif value:
            unknown.append(value)
    return Wanted(values.get("vraag", "")[:QUESTION_CHARACTERS], values.get("gesprek", "")[:64], chosen, tuple(unknown))
