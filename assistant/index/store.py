"""Documents and passages in one SQLite file, written once and then only read.

Random access by row keeps a million passages off the heap. The file is opened
as immutable: no lock, no journal, and a read-only medium is fine.
"""

import json
import sqlite3
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import IndexUnavailableError
from assistant.index import space
from assistant.types import Collection, Document, Kind, Passage, Sentence

FILE = "store.sqlite"
_SCHEMA = """
CREATE TABLE documents (
    number INTEGER PRIMARY KEY, id TEXT UNIQUE, title TEXT, kind TEXT, source TEXT, date TEXT,
    collection TEXT, digest TEXT, lists TEXT, text TEXT);
CREATE TABLE passages (
    row INTEGER PRIMARY KEY, id TEXT, document INTEGER, heading TEXT, page INTEGER,
    start INTEGER, end INTEGER, text TEXT, first_sentence INTEGER, sentences TEXT);
CREATE INDEX passages_by_document ON passages (document);
"""
_PASSAGE = (
    "SELECT p.row, p.id, d.id, p.heading, p.page, p.start, p.end, p.text, p.first_sentence, p.sentences "
    "FROM passages p JOIN documents d ON d.number = p.document"
)
PAGE = 5000  # rows asked for at once: SQLite knows 32,766 places for values
_DOCUMENT = "id, title, kind, source, date, collection, digest, lists"


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with its row and the place of its first sentence vector."""

    row: int
    passage: Passage
    first_sentence: int


def write(folder: Path, documents: Sequence[Document], rows: Iterable[tuple[int, int, Passage, int]]) -> None:
    """Write the store; ``rows`` are (row, document number, passage, first sentence)."""
    connection = sqlite3.connect(folder / FILE, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")  # the whole folder is synced before the swap
        connection.executescript(_SCHEMA)
        connection.execute("BEGIN")
        connection.executemany(
            "INSERT INTO documents VALUES (?,?,?,?,?,?,?,?,?,?)",
            ((number, *_document_values(document)) for number, document in enumerate(documents)),
        )
        connection.executemany(
            "INSERT INTO passages VALUES (?,?,?,?,?,?,?,?,?,?)",
            (_passage_values(*row) for row in rows),
        )
        connection.execute("COMMIT")
    except sqlite3.OperationalError as error:  # the disk: nothing else writes here
        raise IndexUnavailableError(space.FULL if space.is_full(error) else space.UNWRITTEN) from error
    finally:
        connection.close()


class Store:
    """Read access to a written store; safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        path = folder / FILE
        if not path.is_file():
            raise IndexUnavailableError("De index is beschadigd. Bouw hem opnieuw: wijkwijzer index.")
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )

    def close(self) -> None:
        """Close the file, after the reading that is going on: SQLite does not survive the two at once."""
        with self._lock:
            self._connection.close()

    def passages(self, rows: Sequence[int]) -> list[StoredPassage]:
        """The passages of these rows, in the same order; missing rows raise IndexUnavailableError."""
        found = {}
        for start in range(0, len(rows), PAGE):
            page = [int(row) for row in rows[start : start + PAGE]]
            marks = ",".join("?" * len(page))
            query = f"{_PASSAGE} WHERE p.row IN ({marks})"
            found.update({values[0]: _stored_passage(values) for values in self._all(query, page)})
        try:
            return [found[int(row)] for row in rows]
        except KeyError as error:
            raise IndexUnavailableError("De index is beschadigd. Bouw hem opnieuw: wijkwijzer index.") from error

    def document(self, document_id: str) -> Document | None:
        """One document with its text; None when there is none of that name."""
        rows = self._all(f"SELECT {_DOCUMENT}, text FROM documents WHERE id = ?", [document_id])
        return _document(rows[0]) if rows else None

    def documents(self) -> list[Document]:
        """All documents without their text, in the order of their numbers."""
        rows = self._all(f"SELECT {_DOCUMENT}, '' FROM documents ORDER BY number", [])
        return [_document(row) for row in rows]

    def document_numbers(self) -> list[int]:
        """The number of the document of each passage, by row."""
        return [number for (number,) in self._all("SELECT document FROM passages ORDER BY row", [])]

    def passage_ids(self) -> list[str]:
        """The id of each passage, by row."""
        return [name for (name,) in self._all("SELECT id FROM passages ORDER BY row", [])]

    def rows_of(self, document_id: str) -> list[int]:
        """The rows of a document's passages, in order."""
        query = "SELECT row FROM passages WHERE document = (SELECT number FROM documents WHERE id = ?) ORDER BY row"
        return [row for (row,) in self._all(query, [document_id])]

    def counts(self) -> tuple[int, int]:
        """How many documents and passages there are."""
        ((documents, passages),) = self._all(
            "SELECT (SELECT COUNT(*) FROM documents), (SELECT COUNT(*) FROM passages)", []
        )
        return documents, passages

    def _all(self, query: str, values: Sequence[Any]) -> list[Any]:
        try:
            with self._lock:
                return self._connection.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise IndexUnavailableError("De index is beschadigd. Bouw hem opnieuw: wijkwijzer index.") from error


def _document_values(document: Document) -> tuple[Any, ...]:
    lists = json.dumps(
        [
            document.municipalities,
            document.themes,
            document.authors,
            document.forms,
            document.questions,
            [document.organisation, document.role, document.visibility],
            document.pages,
        ],
        ensure_ascii=False,
    )
    return (
        document.id,
        document.title,
        document.kind.value,
        document.source,
        document.date,
        document.collection.value,
        document.digest,
        lists,
        document.text,
    )


def _document(values: Sequence[Any]) -> Document:
    lists = (tuple(entry) for entry in json.loads(values[7]))
    municipalities, themes, authors, forms, questions, single, pages = lists
    return Document(
        id=values[0],
        title=values[1],
        text=values[8],
        kind=Kind(values[2]),
        source=values[3],
        date=values[4],
        municipalities=municipalities,
        themes=themes,
        collection=Collection(values[5]),
        digest=values[6],
        authors=authors,
        organisation=single[0],
        role=single[1],
        visibility=single[2],
        forms=forms,
        questions=questions,
        pages=pages,
    )


def _passage_values(row: int, document: int, passage: Passage, first_sentence: int) -> tuple[Any, ...]:
    sentences = [
        [
            s.start - passage.start,
            s.end - passage.start,
            s.heading,
            s.block,
            int(s.is_item),
            int(s.is_heading),
        ]
        for s in passage.sentences
    ]
    packed = json.dumps(sentences, ensure_ascii=False, separators=(",", ":"))
    place = (passage.heading, passage.page, passage.start, passage.end, passage.text)
    return (row, passage.id, document, *place, first_sentence, packed)


def _stored_passage(values: Sequence[Any]) -> StoredPassage:
    row, passage_id, document_id, heading, page, start, end, text, first, packed = values
    sentences = tuple(
        Sentence(text[a:b], start + a, start + b, sentence_heading, block, bool(item), bool(is_heading))
        for a, b, sentence_heading, block, item, is_heading in json.loads(packed)
    )
    return StoredPassage(row, Passage(passage_id, document_id, heading, page, text, start, end, sentences), first)
