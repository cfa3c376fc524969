"""One file to one Document.

A file is read once, as bytes; its digest is of those bytes. Text is taken as
UTF-8 and nothing else: guessing an encoding gives a text with wrong letters
that nobody notices. Offsets count in the text after the front matter.
"""

import hashlib
import re
import stat
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.corpus.front_matter import FrontMatter, separate
from assistant.dutch.municipalities import municipalities_in
from assistant.errors import CorpusError
from assistant.splitting.blocks import Shape, blocks, heading_text
from assistant.types import Collection, Document, Kind, Visibility

EXTENSIONS = frozenset({".md", ".txt"})
MAXIMUM_BYTES = 20_000_000
MAXIMUM_NAME = 120  # characters
TITLE_CHARACTERS = 160
# Surrogates stand for bytes that are no UTF-8; controls and changes of direction would steer a terminal.
_NO_NAME = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x85\u2028\u2029]")
PAGE_END = "\f"  # as pdftotext writes it


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not taken in, and why, in Dutch."""

    file: str
    reason: str


def document_name(path: Path) -> str:
    """The name by which a file's document is known everywhere: its own, without the extension."""
    return unicodedata.normalize("NFC", path.stem)


def file_digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read_document(path: Path, collection: Collection) -> Document:
    """Read a Markdown or text file; CorpusError gives the reason in Dutch, without the file's name."""
    raw = read_bytes(path)
    head, text, pages = _parts(raw)
    document = _document(document_name(path), head, text, collection, hashlib.sha256(raw).hexdigest())
    return replace(document, pages=pages)


def read_text(path: Path) -> str:
    """The text of a file's document alone, without looking for what it is about: in a fifth of the time."""
    return _parts(read_bytes(path))[1]


def _parts(raw: bytes) -> tuple[FrontMatter, str, tuple[int, ...]]:
    try:
        decoded = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CorpusError("het bestand is geen UTF-8-tekst; sla het op als UTF-8 en probeer het opnieuw") from error
    decoded = _LINE_ENDS.sub("\n", decoded)
    if _CONTROL.search(decoded) and "\x00" in decoded:
        raise CorpusError("dit is geen tekstbestand; sla de tekst op als UTF-8 en probeer het opnieuw")
    decoded = _CONTROL.sub(" ", decoded)
    head, text = separate(decoded.replace(PAGE_END, "\n"))
    pages = _pages(decoded[len(decoded) - len(text) :])
    if not any(character.isalnum() for character in text):
        raise CorpusError("er staat geen tekst in; controleer of het goed is opgeslagen")
    return head, text, pages


def read_bytes(path: Path) -> bytes:
    """The bytes of an ordinary file of a known kind; CorpusError when it is anything else."""
    if path.suffix.lower() not in EXTENSIONS:
        raise CorpusError("dit soort bestand kan ik nog niet lezen; ik lees .md en .txt")
    if len(path.name) > MAXIMUM_NAME or _NO_NAME.search(path.name):
        raise CorpusError(
            f"de bestandsnaam kan ik niet gebruiken; gebruik gewone letters en minder dan {MAXIMUM_NAME} tekens"
        )
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise CorpusError("dit is geen gewoon bestand; sla de tekst op als bestand en voeg dat toe")
        if status.st_size > MAXIMUM_BYTES:
            raise CorpusError("het bestand is groter dan 20 MB; splits het op")
        return path.read_bytes()
    except OSError as error:
        raise CorpusError("ik kan het bestand niet lezen; controleer of het bestaat en of je er bij mag") from error


def _document(name: str, head: FrontMatter, text: str, collection: Collection, digest: str) -> Document:
    is_note = collection is Collection.NOTITIES
    found = head.municipalities
    return Document(
        id=name,
        title=(head.title or _first_heading(text) or name)[:TITLE_CHARACTERS],
        text=text,
        kind=Kind.PRAKTIJKNOTITIE if is_note else (head.kind or Kind.ARTIKEL),
        source=head.source,
        date=head.date,
        municipalities=tuple(municipalities_in(text)) if found is None else found,
        themes=head.themes,
        collection=collection,
        digest=digest,
        authors=head.authors,
        organisation=head.organisation,
        forms=head.forms,
        questions=head.questions,
        role=head.role,
        visibility=head.visibility or (Visibility.LOCAL if is_note else ""),
    )


def _pages(text: str) -> tuple[int, ...]:
    """Where each page begins, by the character that ends one; none when there is no such character."""
    starts = [0, *(match.end() for match in re.finditer(PAGE_END, text))]
    if not text[starts[-1] :].strip():
        starts.pop()  # what ends the last page begins none
    return tuple(starts) if len(starts) > 1 or PAGE_END in text else ()


def _first_heading(text: str) -> str:
    """The first heading within the first few lines; "" when the text begins otherwise."""
    for block in blocks(text[:4000])[:4]:
        if block.shape is Shape.HEADING:
            return heading_text(text, block)
    return ""
