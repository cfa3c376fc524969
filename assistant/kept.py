"""What users keep for later: conversations, workshops, judgements, and questions for the curator.

Each lies in the state database as parts. A part has two halves: what the user
typed or chose (``own``) and what was taken from documents (``quoted``), with
the ids of those documents. When a document is erased, the second half of every
part that quotes it goes; what the user wrote stays, but for a text in which the
document's words stand, typed over. ``own`` is never given text of a document.

``owner`` tells the users of one page apart (a cookie that cannot be guessed);
"" is for all. Whoever writes something here has checked it for personal data.
"""

import json
import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from assistant.settings import Settings
from assistant.state import StateError, connected, exists, schema

__all__ = ["StateError"]

TITLE_CHARACTERS = 200
PER_OWNER = 500  # of one sort; the oldest go


class Sort(StrEnum):
    """What sort of thing was kept."""

    CONVERSATION = "gesprek"
    WORKSHOP = "workshop"
    JUDGEMENT = "oordeel"
    QUESTION = "vraag"


@dataclass(frozen=True, slots=True)
class Part:
    """One exchange of a conversation, or one part of a workshop; both halves are JSON objects."""

    own: dict[str, Any] = field(default_factory=dict)
    quoted: dict[str, Any] = field(default_factory=dict)
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """Something kept; times are UTC in ISO form."""

    id: str
    owner: str
    sort: Sort
    title: str
    created: str
    changed: str
    parts: tuple[Part, ...] = ()


class Shelf:
    """What is kept in one home; every method is the function of that name."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def save(self, kept: Kept) -> None:
        """Keep it, in place of what was kept under its id."""
        save(self._settings, kept)

    def find(self, owner: str, identity: str) -> Kept | None:
        """What this owner kept under that id."""
        return find(self._settings, owner, identity)

    def listed(self, owner: str, sort: Sort) -> list[Kept]:
        """What this owner kept of a sort, the last changed first."""
        return listed(self._settings, owner, sort)

    def rename(self, owner: str, identity: str, title: str) -> bool:
        """Give it another title."""
        return rename(self._settings, owner, identity, title)

    def remove(self, owner: str, identity: str) -> bool:
        """Let it go."""
        return remove(self._settings, owner, identity)


def new(owner: str, sort: Sort, title: str, parts: Iterable[Part] = ()) -> Kept:
    """Something that was not kept before; ``save`` keeps it."""
    now = _now()
    return Kept(secrets.token_urlsafe(12), owner, sort, title[:TITLE_CHARACTERS], now, now, tuple(parts))


def save(settings: Settings, kept: Kept) -> None:
    """Keep it, in place of what was kept under its id; StateError when that cannot be written."""
    from sqlalchemy import delete, insert, select

    table = schema().tables["kept"]
    row = {
        "id": kept.id,
        "owner": kept.owner,
        "sort": kept.sort.value,
        "title": kept.title[:TITLE_CHARACTERS],
        "created": kept.created,
        "changed": _now(),
        "parts": _written(kept.parts),
    }
    with connected(settings) as connection:
        connection.execute(delete(table).where(table.c.id == kept.id, table.c.owner == kept.owner))
        connection.execute(insert(table), row)
        same = (table.c.owner == kept.owner, table.c.sort == kept.sort.value)
        order = select(table.c.id).where(*same).order_by(table.c.changed.desc(), table.c.id).offset(PER_OWNER)
        old = connection.execute(order).scalars().all()
        connection.execute(delete(table).where(table.c.id.in_(old)))


def find(settings: Settings, owner: str, identity: str) -> Kept | None:
    """What this owner kept under that id; None when there is nothing."""
    found = _select(settings, owner=owner, id=identity)
    return found[0] if found else None


def listed(settings: Settings, owner: str, sort: Sort) -> list[Kept]:
    """What this owner kept of a sort, whole, the last changed first."""
    return _select(settings, owner=owner, sort=sort.value)


def rename(settings: Settings, owner: str, identity: str, title: str) -> bool:
    """Give it another title; False when there is nothing of that id."""
    kept = find(settings, owner, identity)
    if kept is None:
        return False
    save(settings, replace(kept, title=title))
    return True


def remove(settings: Settings, owner: str, identity: str) -> bool:
    """Let it go; False when there was nothing of that id."""
    from sqlalchemy import delete

    if not exists(settings):
        return False
    table = schema().tables["kept"]
    with connected(settings) as connection:
        done = connection.execute(delete(table).where(table.c.id == identity, table.c.owner == owner))
        return bool(done.rowcount)


def forget_document(settings: Settings, document: str, holds: Callable[[str], bool] = lambda text: False) -> int:
    """Remove what was taken from a document from all that anybody kept; gives how many parts lost something.

    ``holds`` tells whether a text holds words of the document: a user may have typed them.
    """
    from sqlalchemy import update

    count = 0
    table = schema().tables["kept"]
    for kept in _select(settings):
        parts = tuple(_without(part, document, holds) for part in kept.parts)
        lost = sum(old is not fresh for old, fresh in zip(kept.parts, parts, strict=True))
        title = "" if holds(kept.title) else kept.title
        if lost or title != kept.title:
            with connected(settings) as connection:
                one = update(table).where(table.c.id == kept.id)
                connection.execute(one.values(title=title, parts=_written(parts)))
            count += lost
    return count


def dump(settings: Settings) -> list[dict[str, Any]]:
    """Everything that is kept, for an export."""
    return [_as_json(kept) for kept in _select(settings)]


def read_dump(values: Any) -> list[dict[str, Any]]:
    """A dump as ``load`` takes it; ValueError when it is something else than ``dump`` gives."""
    try:
        return [_row(entry) for entry in values]
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError("no dump of what was kept") from error


def load(settings: Settings, rows: Sequence[dict[str, Any]]) -> int:
    """Keep what ``read_dump`` gave; what is kept under the same id stays. Gives how many things are new."""
    from sqlalchemy import insert

    known = {kept.id for kept in _select(settings)}
    fresh = [row for row in rows if row["id"] not in known]
    if fresh:
        with connected(settings) as connection:
            connection.execute(insert(schema().tables["kept"]), fresh)
    return len(fresh)


def _without(part: Part, document: str, holds: Callable[[str], bool]) -> Part:
    own = _blanked(part.own, holds)
    if document in part.documents or own != part.own or holds(json.dumps(part.quoted, ensure_ascii=False)):
        return Part(own=own, documents=())
    return part


def _blanked(value: Any, holds: Callable[[str], bool]) -> Any:
    """``value`` with an empty text for every text that ``holds``."""
    if isinstance(value, dict):
        return {name: _blanked(one, holds) for name, one in value.items()}
    if isinstance(value, list):
        return [_blanked(one, holds) for one in value]
    return "" if isinstance(value, str) and holds(value) else value


def _select(settings: Settings, **equal: str) -> list[Kept]:
    from sqlalchemy import select

    if not exists(settings):
        return []
    table = schema().tables["kept"]
    names = ("id", "owner", "sort", "title", "created", "changed", "parts")
    query = select(*(table.c[name] for name in names)).order_by(table.c.changed.desc(), table.c.id)
    query = query.where(*(table.c[name] == value for name, value in equal.items()))
    with connected(settings) as connection:
        rows = connection.execute(query).all()
    return [Kept(row[0], row[1], Sort(row[2]), row[3], row[4], row[5], _parts(json.loads(row[6]))) for row in rows]


def _parts(values: Sequence[dict[str, Any]]) -> tuple[Part, ...]:
    return tuple(Part(dict(one["own"]), dict(one["quoted"]), tuple(map(str, one["documents"]))) for one in values)


def _written(parts: Sequence[Part]) -> str:
    values = [{"own": part.own, "quoted": part.quoted, "documents": part.documents} for part in parts]
    return json.dumps(values, ensure_ascii=False)


def _as_json(kept: Kept) -> dict[str, Any]:
    own = ("id", "owner", "title", "created", "changed")
    return {
        **{name: getattr(kept, name) for name in own},
        "sort": kept.sort.value,
        "parts": json.loads(_written(kept.parts)),
    }


def _row(values: Any) -> dict[str, Any]:
    names = ("id", "owner", "title", "created", "changed")
    row: dict[str, Any] = {name: str(values[name]) for name in names}
    return row | {"sort": Sort(values["sort"]).value, "parts": _written(_parts(values["parts"]))}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
