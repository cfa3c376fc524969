"""What an address of this desk asks for, and addresses that ask for it again."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from types import MappingProxyType
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from assistant.desks.examples import BY_KEY, FORMS, Aspect
from assistant.desks.examples.looking import Look, Order
from assistant.types import Collection, Kind
from assistant.web.frame import EXAMPLES_PATH

MAXIMUM_NAME = 100
COLUMN = "kolom"  # the aspect that a number of the picture is of
NAMES = {
    "query": "zoek",
    "aspect": "onderwerp",
    "form": "vorm",
    "kind": "soort",
    "collection": "verzameling",
    "year_from": "vanaf",
    "year_to": "tot",
    "order": "volgorde",
    "page": "blad",
}


def look_of(asked: QueryParams) -> Look:
    """The filters of an address; what is no filter lets everything through."""
    return Look(
        query=" ".join(asked.get("zoek", "")[:MAXIMUM_NAME].split()),
        aspect=_one_of(asked.get("onderwerp", ""), BY_KEY),
        form=_one_of(asked.get("vorm", ""), FORMS),
        kind=_one_of(asked.get("soort", ""), [kind.value for kind in Kind]),
        collection=_one_of(asked.get("verzameling", ""), [item.value for item in Collection]),
        year_from=_number(asked.get("vanaf", ""), 4),
        year_to=_number(asked.get("tot", ""), 4),
        order=Order(_one_of(asked.get("volgorde", ""), [order.value for order in Order]) or Order.NAME.value),
        page=_number(asked.get("blad", ""), 6) or 1,
    )


def places_of(asked: QueryParams) -> list[str]:
    """The places that an address chooses, each once."""
    return list(dict.fromkeys(name[:MAXIMUM_NAME] for name in asked.getlist("plaats") if name.strip()))[:50]


def column_of(asked: QueryParams) -> Aspect | None:
    """The aspect whose quotes are asked for."""
    return BY_KEY.get(asked.get(COLUMN, ""))


def address(path: str, look: Look, places: Sequence[str] = (), also: Mapping[str, str] = MappingProxyType({})) -> str:
    """An address within this desk that asks for this; ``also`` are further fields. Not escaped for HTML."""
    asked = [(NAMES[field.name], getattr(look, field.name)) for field in fields(Look)]
    kept = [(name, str(value)) for name, value in asked if value not in ("", None, Order.NAME, 1) or name == ""]
    query = urlencode([*kept, *(("plaats", name) for name in places), *also.items()])
    return f"{EXAMPLES_PATH}{path}{'?' if query else ''}{query}"


def _one_of(value: str, known: Mapping[str, object] | Sequence[str]) -> str:
    return value if value in known else ""


def _number(value: str, digits: int) -> int | None:
    return int(value) if value.isascii() and value.isdigit() and len(value) <= digits and int(value) else None
