"""A long Word document in pieces: its XML, cut between paragraphs, lists and the rows of tables.

mammoth builds the whole tree of a document twice, some fifty times its bytes:
past ten megabytes of XML a child has no room for it. A piece is the head of that
XML, some megabytes of its body and the closing tags, in an archive that has
styles, numbering and notes as the whole one does. A table that is cut goes on
under its own first row. Expat only counts bytes: it builds nothing.
"""

import io
import zipfile
from dataclasses import dataclass
from typing import IO, Any
from xml.parsers import expat

from assistant.errors import CorpusError
from assistant.formats.container import UNREADABLE, archive
from assistant.formats.docx import converted, in_two
from assistant.formats.model import MEGABYTE
from assistant.formats.proposals import first_heading, title
from assistant.formats.reasons import DAMAGED, UNTRUSTED

DOCUMENT = "word/document.xml"
PIECE = 3 * MEGABYTE // 2  # of XML: some two seconds of paragraphs
WHOLE = 3 * MEGABYTE  # up to this a document is read at once
OF_TABLE = 0.5  # of a piece: rows take three times as long, and a shorter table stays whole
_BODY, _BLOCK, _ROW = 2, 3, 4  # depths


@dataclass(slots=True)
class _Table:
    name: str
    start: int
    rows: int = 0
    body: int = 0  # where its second row begins


class _Cuts:
    """Where the pieces begin and end, in bytes; ``pieces`` holds what ``piece`` takes."""

    def __init__(self) -> None:
        self.pieces: list[dict[str, Any]] = []
        self.names: list[str] = []
        self._head = self._start = self._due = 0
        self._open = (0, 0)
        self._table: _Table | None = None
        self._parser = parser = expat.ParserCreate()
        parser.StartElementHandler = self._begins
        parser.EndElementHandler = self._ends
        parser.StartDoctypeDeclHandler = self._refuse

    def read(self, stream: IO[bytes]) -> None:
        """Look through the whole XML; CorpusError when it is none."""
        try:
            while block := stream.read(MEGABYTE):
                self._parser.Parse(block)
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise CorpusError(DAMAGED) from error

    def _refuse(self, *_: object) -> None:
        raise CorpusError(UNTRUSTED)

    def _begins(self, name: str, attributes: dict[str, str]) -> None:
        self.names.append(name)
        depth, at = len(self.names), self._parser.CurrentByteIndex
        if depth == _BLOCK and self._is_body():
            self._block(name, at)
        elif depth == _ROW and self._table is not None and _local(name) == "tr":
            self._row(self._table, at)
        elif self._due and _local(name) == "numPr":
            self._due = 0  # an item of a list: its number would begin again

    def _is_body(self) -> bool:
        return _local(self.names[_BODY - 1]) == "body"

    def _block(self, name: str, at: int) -> None:
        if self._due:
            self._cut(self._due)
            self._due = 0
        if not self._head:
            self._head = self._start = at
        elif at - self._start >= PIECE:
            self._due = at  # unless it turns out to be an item of a list
        self._table = _Table(name, at) if _local(name) == "tbl" else None

    def _row(self, table: _Table, at: int) -> None:
        table.rows += 1
        if table.rows == 2:
            table.body = at
        if table.rows > 2 and at - max(self._start, table.start) >= OF_TABLE * PIECE:
            self._due = 0
            self._cut(at, f"</{table.name}>")
            self._open = (table.start, table.body)

    def _ends(self, name: str) -> None:
        if len(self.names) == _BODY and self._is_body():
            if self._due:
                self._cut(self._due)
            self._cut(self._parser.CurrentByteIndex)
        self.names.pop()

    def _cut(self, at: int, close: str = "") -> None:
        closing = close + "".join(f"</{name}>" for name in reversed(self.names[:_BODY]))
        self.pieces.append(
            {"head": self._head, "table": self._open, "start": self._start, "end": at, "closing": closing}
        )
        self._start, self._open = at, (0, 0)


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def pieces(opened: zipfile.ZipFile) -> list[dict[str, Any]]:
    """What ``piece`` takes for each piece of a document that is too long to be read at once; none when it is not."""
    if opened.getinfo(DOCUMENT).file_size <= WHOLE:
        return []
    cuts = _Cuts()
    try:
        with opened.open(DOCUMENT) as stream:
            if b"\x00" in stream.read(100):  # not one byte to a letter: offsets would lie
                return []
        with opened.open(DOCUMENT) as stream:
            cuts.read(stream)
    except UNREADABLE as error:
        raise CorpusError(DAMAGED) from error
    return cuts.pieces


def piece(stream: IO[bytes], place: dict[str, Any], notes: int) -> dict[str, Any]:
    """The Markdown of a piece, its notes apart; ``notes`` is how many the pieces before it had."""
    with archive(stream) as opened:
        cut = _archive_of(opened, place)
    text, said, count = in_two(converted(cut), notes)
    return {"text": text, "said": said, "notes": count, "title": title(first_heading(text))}


def _archive_of(opened: zipfile.ZipFile, place: dict[str, Any]) -> IO[bytes]:
    """The document with nothing but this piece as its text."""
    target = io.BytesIO()
    try:
        with zipfile.ZipFile(target, "w") as made:
            for info in opened.infolist():
                if info.filename != DOCUMENT and not info.filename.startswith("word/media/"):
                    made.writestr(info.filename, opened.read(info))
            with opened.open(DOCUMENT) as stream:
                whole = stream.read(place["end"])
            first, last = place["table"]
            parts = (whole[: place["head"]], whole[first:last], whole[place["start"] :], place["closing"].encode())
            made.writestr(DOCUMENT, b"".join(parts))
    except UNREADABLE as error:
        raise CorpusError(DAMAGED) from error
    target.seek(0)
    return target
