"""One original to what is stored of it: a text as it is, anything else as Markdown with a proposed head."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from assistant.corpus.documents import EXTENSIONS as TEXTS
from assistant.corpus.documents import MAXIMUM_BYTES, TITLE_CHARACTERS
from assistant.corpus.front_matter import FrontMatter, iso_date
from assistant.corpus.header import block, facts, head_and_body, rewritten
from assistant.dutch.municipalities import municipalities_in
from assistant.errors import CorpusError
from assistant.formats import Converted, Converter
from assistant.ingestion.placing import FULL, is_full
from assistant.ingestion.walk import UNREADABLE, opened
from assistant.types import Collection, Kind

MAXIMUM_ORIGINAL = 200_000_000  # bytes
CHUNK = 1 << 20
_MOST = 30  # authors, and municipalities: a text that names more is about none of them in particular

Proposal = Mapping[str, str | list[str]]


@dataclass(frozen=True, slots=True)
class Stored:
    """What is stored of an original, with what was proposed for its head and what its curator should know."""

    raw: bytes
    proposal: Proposal = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


def is_text(path: Path) -> bool:
    """Whether a file is stored byte for byte."""
    return path.suffix.lower() in TEXTS


def digest(path: Path, copy: Path | None = None) -> str:
    """SHA-256 of an original; with ``copy`` its bytes are kept there, so that what is read is what was counted.

    CorpusError when it is no ordinary file, too large, or cannot be read.
    """
    hashed = hashlib.sha256()
    most = MAXIMUM_BYTES if is_text(path) else MAXIMUM_ORIGINAL
    too_large = CorpusError(f"het bestand is groter dan {most // 1_000_000} MB; splits het op")
    source = opened(path)
    try:
        if os.fstat(source).st_size > most:
            raise too_large
        with (copy or Path(os.devnull)).open("wb") as target:
            size = 0
            while piece := os.read(source, CHUNK):
                size += len(piece)
                if size > most:  # it grows while it is read
                    raise too_large
                hashed.update(piece)
                target.write(piece)
    except OSError as error:
        raise CorpusError(FULL if is_full(error) else UNREADABLE) from error
    finally:
        os.close(source)
    return hashed.hexdigest()


def convert(
    converter: Converter,
    copy: Path,
    name: str,
    sha256: str,
    collection: Collection,
    old: bytes | None,
    earlier: Proposal,
) -> Stored:
    """The Markdown file of an original; ``old`` is what is stored of it now, ``earlier`` what was proposed for that.

    Where a curator changed what was proposed, the change is kept.
    """
    converted = converter.convert(copy)
    proposal = _proposal(converted, collection)
    fixed = {"file": name, "sha256": sha256}
    body = converted.text if converted.text.startswith("\n") else f"\n{converted.text}"
    if old is None:
        text = block({**proposal, **fixed}) + body
    else:
        head, _ = head_and_body(old.decode("utf-8"))
        kept = _kept(facts(head), earlier)
        text = rewritten(head + body, {**{key: v for key, v in proposal.items() if key not in kept}, **fixed})
    return Stored(text.encode("utf-8", "replace"), proposal, converted.remarks)


def _proposal(converted: Converted, collection: Collection) -> dict[str, str | list[str]]:
    places = municipalities_in(converted.text)
    proposal: dict[str, str | list[str]] = {
        "title": " ".join(converted.title.split())[:TITLE_CHARACTERS],
        "authors": [author[:TITLE_CHARACTERS] for author in converted.authors[:_MOST]],
        "organisation": converted.organisation[:TITLE_CHARACTERS],
        "date": _date(converted.date),
        "kind": (Kind.PRAKTIJKNOTITIE if collection is Collection.NOTITIES else Kind.ARTIKEL).value,
    }
    if len(places) <= _MOST:
        proposal["municipalities"] = places
    return {key: value for key, value in proposal.items() if value or key in ("municipalities", "authors")}


def _date(text: str) -> str:
    try:
        return iso_date(text)
    except CorpusError:
        return ""  # no proposal is better than a document that is refused for it


def _kept(said: FrontMatter, earlier: Proposal) -> set[str]:
    """The keys of which the value is no longer the one that was proposed."""
    kept = set()
    for key in ("title", "authors", "organisation", "date", "kind", "municipalities"):
        value = getattr(said, key)
        now = list(value) if isinstance(value, tuple) else str(value or "")
        if now != earlier.get(key, [] if isinstance(now, list) else ""):
            kept.add(key)
    return kept
