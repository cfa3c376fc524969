"""The one SQL database: what happened in a home, without a word of what it was about.

SQLite in the home's own ``state`` folder, or what ``state_url`` names. A file's
name may itself be about a person, so a line holds no name but a mark of it: a
hash with a salt that belongs to this home. Who knows the name of a document can
ask what happened to it; who only has the database cannot read names from it.
"""

import hashlib
import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from assistant.errors import WijkwijzerError
from assistant.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy import Connection, MetaData

FILE = "wijkwijzer.sqlite"
ACTIONS = frozenset({"opgenomen", "notitie", "gewijzigd", "verwijderd", "export", "import", "index"})
WAIT_SECONDS = 5
_SALT = "salt"


class StateError(WijkwijzerError):
    """The database cannot be read or written."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the log; ``document`` is a mark (see ``mark_of``), ``time`` is UTC in ISO form."""

    time: str
    action: str
    document: str = ""
    generation: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    detail: str = ""

    def as_json(self) -> dict[str, Any]:
        """The line as a JSON object."""
        return asdict(self)


def audit(
    settings: Settings,
    action: str,
    document: str = "",
    generation: str = "",
    counts: Mapping[str, int] | None = None,
    detail: str = "",
) -> bool:
    """Write a line; False when the database could not be written, which never stops what was being done.

    ``document`` is a document's id, of which only a mark is kept. ``detail`` is a
    word of the program, never of a document, a file or a user.
    """
    if action not in ACTIONS:
        raise ValueError(f"no such action: {action}")
    time = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        with connected(settings) as connection:
            mark = _mark(_salt(connection), document) if document else ""
            _insert(connection, [Line(time, action, mark, generation, dict(counts or {}), detail)])
    except StateError:
        return False
    return True


def lines(settings: Settings, limit: int = 100, action: str | None = None) -> list[Line]:
    """The last lines, newest first; of one action where that is given. StateError when it cannot be read."""
    if not exists(settings):
        return []
    with connected(settings) as connection:
        return _select(connection, limit, action)


def mark_of(settings: Settings, document: str) -> str:
    """The mark by which lines name a document; StateError when the database cannot be used."""
    with connected(settings) as connection:
        return _mark(_salt(connection), document)


def dump(settings: Settings) -> dict[str, Any]:
    """Everything in the database, for an export."""
    if not exists(settings):
        return {"salt": "", "lines": []}
    with connected(settings) as connection:
        return {
            "salt": _salt(connection),
            "lines": [line.as_json() for line in reversed(_select(connection, None, None))],
        }


def load(settings: Settings, values: Mapping[str, Any]) -> None:
    """Add what an export holds to the database; lines that are there already stay once, and none is lost."""
    from sqlalchemy import delete, insert

    with connected(settings) as connection:
        known = _select(connection, None, None)
        if not known and values["salt"]:  # marks of an export are of its own salt
            table = schema().tables["marks"]
            connection.execute(delete(table))
            connection.execute(insert(table), {"name": _SALT, "value": str(values["salt"])})
        _insert(connection, [line for line in map(_line, values["lines"]) if line not in known])


def read_dump(values: Any) -> dict[str, Any]:
    """A dump as ``dump`` gives it; ValueError when it is something else."""
    try:
        found = [_line(entry).as_json() for entry in values["lines"]]
        return {"salt": str(values["salt"])[:64], "lines": found}
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError("no dump of the state database") from error


def _line(values: Mapping[str, Any]) -> Line:
    counts = {str(name): int(count) for name, count in values["counts"].items()}
    time, action, document, generation, detail = (
        str(values[name]) for name in ("time", "action", "document", "generation", "detail")
    )
    return Line(time, action, document, generation, counts, detail)


def _mark(salt: str, document: str) -> str:
    return hashlib.sha256(f"{salt}\0{document}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _salt(connection: "Connection") -> str:
    from sqlalchemy import insert, select

    table = schema().tables["marks"]
    found = connection.execute(select(table.c.value).where(table.c.name == _SALT)).scalar()
    if found is None:
        found = secrets.token_hex(16)
        connection.execute(insert(table), {"name": _SALT, "value": found})
    return str(found)


def _insert(connection: "Connection", entries: Sequence[Line]) -> None:
    from sqlalchemy import insert

    if entries:
        rows = [line.as_json() | {"counts": json.dumps(line.counts)} for line in entries]
        connection.execute(insert(schema().tables["audit"]), rows)


def _select(connection: "Connection", limit: int | None, action: str | None) -> list[Line]:
    from sqlalchemy import select

    table = schema().tables["audit"]
    columns = (table.c[name] for name in ("time", "action", "document", "generation", "counts", "detail"))
    query = select(*columns).order_by(table.c.number.desc()).limit(limit)
    if action is not None:
        query = query.where(table.c.action == action)
    return [
        Line(time, done, document, generation, json.loads(counts), detail)
        for time, done, document, generation, counts, detail in connection.execute(query)
    ]


def schema() -> "MetaData":
    """Every table of the database."""
    from sqlalchemy import Column, Integer, MetaData, String, Table, Text

    metadata = MetaData()
    names = (
        ("time", 32),
        ("action", 16),
        ("document", 32),
        ("generation", 32),
        ("counts", 400),
        ("detail", 200),
    )  # as long as a reason may be
    columns = (Column(name, String(length), nullable=False) for name, length in names)
    Table("audit", metadata, Column("number", Integer, primary_key=True, autoincrement=True), *columns)
    Table("marks", metadata, Column("name", String(16), primary_key=True), Column("value", String(64), nullable=False))
    kept = (
        ("owner", String(64)),
        ("sort", String(16)),
        ("title", Text),
        ("created", String(32)),
        ("changed", String(32)),
    )
    Table(
        "kept",
        metadata,
        Column("id", String(32), primary_key=True),
        *(Column(name, kind, nullable=False) for name, kind in (*kept, ("parts", Text))),
    )
    return metadata


def exists(settings: Settings) -> bool:
    """Whether there is a database yet; it is made by the first thing that is written."""
    return bool(settings.state_url) or (settings.state / FILE).is_file()


@contextmanager
def connected(settings: Settings) -> Iterator["Connection"]:
    """A connection with the tables there, committed when the block ends well."""
    from sqlalchemy import create_engine, event
    from sqlalchemy.exc import SQLAlchemyError
    from sqlalchemy.pool import NullPool

    try:
        if not settings.state_url:
            settings.state.mkdir(parents=True, exist_ok=True)
        url = settings.state_url or f"sqlite:///{settings.state / FILE}"
        engine = create_engine(url, poolclass=NullPool)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _prepare_sqlite)
        with engine.begin() as connection:
            schema().create_all(connection)
            yield connection
    except (SQLAlchemyError, OSError, ImportError, ValueError, TypeError) as error:
        raise StateError(
            "Ik kan niet lezen of schrijven wat er bewaard is. Controleer de map state en de instelling ‘state_url’."
        ) from error


def _prepare_sqlite(connection: Any, _: Any) -> None:
    """No write-ahead file that keeps what was deleted, and deleted rows are overwritten."""
    connection.execute(f"PRAGMA busy_timeout = {1000 * WAIT_SECONDS}")
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA secure_delete = ON")
