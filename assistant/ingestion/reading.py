"""One original to what is stored of it: a text as it is, anything else as Markdown with a proposed head."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from assistant.corpus.documents import EXTENSIONS as TEXTS
from assistant.corpus.documents import MAXIMUM_BYTES, TITLE_CHARACTERS
from assistant.corpus.front_matter import iso_date
from assistant.corpus.header import block, facts, head_and_body, rewritten
from assistant.dutch.municipalities import municipalities_in
from assistant.errors import CorpusError
from assistant.formats import Converted, Converter
from assistant.formats.model import LARGE
from assistant.formats.opened import too_large
from assistant.ingestion.walk import UNREADABLE, opened
from assistant.types import Collection, Kind

CHUNK = 1 << 20
_PROPOSED = ("title", "authors", "organisation", "date", "kind", "municipalities")
_PLACES = 30  # a text that names more municipalities is about none of them in particular
_AUTHORS = 12  # the block at the head has its bounds
_AUTHOR = 100  # characters

Proposal = Mapping[str, str | list[str]]


@dataclass(frozen=True, slots=True)
class Original:
    """A file that is taken in, under the name that its owner gave it; ``raw`` only where it is a text."""

    path: Path
    name: str
    sha256: str
    raw: bytes | None


@dataclass(frozen=True, slots=True)
class Stored:
    """What is stored of an original, with what was proposed for its head and what its curator should know."""

    raw: bytes
    sha256: str  # of the original as it was read
    proposal: Proposal = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


def is_text(path: Path) -> bool:
    """Whether a file is stored byte for byte."""
    return path.suffix.lower() in TEXTS


def original(path: Path, name: str) -> Original:
    """What an original is now: its digest, and of a text its bytes; CorpusError when it cannot be read."""
    text = is_text(Path(name))
    most = MAXIMUM_BYTES if text else LARGE
    hashed = hashlib.sha256()
    kept = bytearray()
    source = opened(path)
    try:
        if os.fstat(source).st_size > most:
            raise CorpusError(too_large(most))
        size = 0
        while piece := os.read(source, CHUNK):
            size += len(piece)
            if size > most:  # it grows while it is read
                raise CorpusError(too_large(most))
            hashed.update(piece)
            if text:
                kept += piece
    except OSError as error:
        raise CorpusError(UNREADABLE) from error
    finally:
        os.close(source)
    return Original(path, name, hashed.hexdigest(), bytes(kept) if text else None)


def read(
    source: Original, converter: Converter, collection: Collection, old: bytes | None, earlier: Proposal
) -> Stored:
    """What is to be stored of an original; ``old`` is what is stored now, ``earlier`` what was proposed for that.

    Where a curator changed what was proposed, the change is kept.
    """
    if source.raw is not None:
        return Stored(source.raw, source.sha256)
    converted = converter.convert(source.path)
    proposal = _proposal(converted, collection)
    fixed = {"file": _shown(source.name), "sha256": converted.digest}
    body = converted.text if converted.text.startswith("\n") else f"\n{converted.text}"
    if old is None:
        text = block({**proposal, **fixed}) + body
    else:
        head, _ = head_and_body(old.decode("utf-8"))
        kept = _kept(head, earlier)
        text = rewritten(head + body, {**{key: v for key, v in proposal.items() if key not in kept}, **fixed})
    return Stored(text.encode("utf-8", "replace"), converted.digest, proposal, converted.remarks)


def _shown(name: str) -> str:
    return name.encode("utf-8", "replace").decode()[:TITLE_CHARACTERS]


def _proposal(converted: Converted, collection: Collection) -> dict[str, str | list[str]]:
    places, is_note = municipalities_in(converted.text), collection is Collection.NOTITIES
    proposal: dict[str, str | list[str]] = {
        "title": " ".join(converted.title.split())[:TITLE_CHARACTERS],
        # of who wrote a note its role is told, never the name that a program filled in
        "authors": [] if is_note else [author[:_AUTHOR] for author in converted.authors[:_AUTHORS]],
        "organisation": converted.organisation[:TITLE_CHARACTERS],
        "date": _date(converted.date),
        "kind": (Kind.PRAKTIJKNOTITIE if is_note else Kind.ARTIKEL).value,
    }
    if len(places) <= _PLACES:
        proposal["municipalities"] = places
    return {key: value for key, value in proposal.items() if value or key in ("municipalities", "authors")}


def _date(text: str) -> str:
    try:
        return iso_date(text)
    except CorpusError:
        return ""  # no proposal is better than a document that is refused for it


def said(text: str) -> dict[str, str | list[str]]:
    """What the front matter of a file says under the keys that are proposed."""
    found = facts(text)
    values = ((key, getattr(found, key)) for key in _PROPOSED)
    return {key: list(value) if isinstance(value, tuple) else str(value or "") for key, value in values}


def _kept(head: str, earlier: Proposal) -> set[str]:
    """The keys of which the value is no longer the one that was proposed."""
    return {key for key, now in said(head).items() if now != earlier.get(key, [] if isinstance(now, list) else "")}
