"""Originals of a kind that needs no library to read, and what came of taking them in."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

from assistant.errors import CorpusError
from assistant.formats import Converted
from assistant.index import current_generation
from assistant.index.child import Progress
from assistant.index.store import Store
from assistant.ingestion import IngestReport
from assistant.settings import Settings
from assistant.types import Document

Take = Callable[..., IngestReport]


class PlainConverter:
    """Reads originals that are JSON with the fields of ``Converted``; ``count`` is how many it read."""

    count = 0

    def close(self) -> None: ...

    def convert(self, path: Path) -> Converted:
        type(self).count += 1
        raw = path.read_bytes()
        try:
            values = json.loads(raw)
        except ValueError as error:
            raise CorpusError("het bestand is beschadigd") from error
        values["authors"] = tuple(values.get("authors", ()))
        values["remarks"] = tuple(values.get("remarks", ()))
        return Converted(**values, digest=hashlib.sha256(raw).hexdigest())

    def unpack(self, path: Path, folder: Path) -> list[tuple[str, Path | CorpusError]]:
        found: list[tuple[str, Path | CorpusError]] = []
        try:
            with zipfile.ZipFile(path) as archive:
                for number, name in enumerate(archive.namelist()):
                    place = folder / f"{number}{Path(name).suffix}"
                    place.write_bytes(archive.read(name))
                    found.append((name, place))
        except zipfile.BadZipFile as error:
            raise CorpusError("dit is geen ZIP-bestand; maak het archief opnieuw") from error
        return found


def ignore(progress: Progress) -> None:
    """Nobody looks."""


def original(path: Path, text: str, **values: object) -> Path:
    """Write an original that is no text of itself."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"text": text, **values}), encoding="utf-8")
    return path


def text_file(path: Path, text: str) -> Path:
    """Write a file that is a text."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def documents(settings: Settings) -> dict[str, Document]:
    """The documents of the current index, with their text."""
    current = current_generation(settings.indexes)
    assert current is not None
    store = Store(current)
    try:
        found = (store.document(document.id) for document in store.documents())
        return {document.id: document for document in found if document is not None}
    finally:
        store.close()


def reasons(report: IngestReport) -> dict[str, str]:
    """Why each file was refused, by the last part of its name."""
    return {entry.file.rpartition("/")[2]: entry.reason for entry in report.refused}
