"""Taking files into the corpus.

A file is read and checked before it is copied; it lands under its own name by
an atomic rename. Where it came from is remembered, so that taking in the same
folder again also removes what is no longer there. After that the index is
built once, for all files together.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.corpus import NOT_INDEXED, Refusal, corpus_files, document_name, read_document
from assistant.errors import CorpusError
from assistant.index import build_index
from assistant.index.child import Progress
from assistant.origins import FRESH, corpus_lock, read_origins, sweep_hidden, write_origins
from assistant.service import needs_building
from assistant.settings import Settings
from assistant.types import Collection, Document

ProgressSink = Callable[[Progress], None]


@dataclass(slots=True)
class IngestReport:
    """What happened to each file, by the name that the user gave it."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)

    @property
    def taken(self) -> bool:
        """Whether at least one file is in the corpus now."""
        return bool(self.added or self.changed or self.unchanged or self.removed)

    def as_json(self) -> dict[str, Any]:
        """The JSON object of the design."""
        refused = [{"file": refusal.file, "reason": refusal.reason} for refusal in self.refused]
        return {
            "added": self.added,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "removed": self.removed,
            "refused": refused,
        }


def ingest(
    settings: Settings, paths: Sequence[Path], collection: Collection, on_progress: ProgressSink
) -> IngestReport:
    """Take files and folders into ``collection`` and bring the index up to date."""
    report = IngestReport()
    target = settings.corpus / collection.value
    try:
        target.mkdir(parents=True, exist_ok=True)
        with corpus_lock(settings.corpus):
            sweep_hidden(settings.corpus)
            _take(settings.corpus, target, collection, paths, report)
            if needs_building(settings):
                build_index(settings, settings.corpus, on_progress)
    except OSError as error:
        raise CorpusError(
            "Ik kan niet schrijven in de map met bronnen. "
            "Controleer de schijf en de rechten, of kies een map met --home."
        ) from error
    return report


def _take(corpus: Path, target: Path, collection: Collection, paths: Sequence[Path], report: IngestReport) -> None:
    origins = read_origins(corpus)
    present = {document_name(path): path for item in Collection for path in corpus_files(corpus / item.value)}
    groups = []
    for given in paths:
        try:
            groups.append((given, _files(given)))
        except CorpusError as error:
            report.refused.append(Refusal(str(given), str(error)))
    for given, files in groups:  # first, so that a file with another name than before is no twin of itself
        if files and given.is_dir():  # a folder that is empty may be a share that is gone: nothing is removed
            _remove_missing(given, {document_name(path) for path in files}, present, origins, report)
    texts = _texts(present)
    seen: set[str] = set()
    for given, files in groups:
        for path in files:
            shown = str(given / path.relative_to(given)) if given.is_dir() else str(given)
            try:
                document = _checked(path, collection, present, texts, seen)
                _store(path, document, target, present, origins, given, report, shown)
            except CorpusError as error:
                report.refused.append(Refusal(shown, str(error)))
        if not files:
            report.refused.append(Refusal(str(given), "in deze map staan geen bestanden die ik kan lezen"))
    write_origins(corpus, origins)


def _files(given: Path) -> list[Path]:
    try:
        if given.is_dir():
            return corpus_files(given)
        if given.exists():
            if given.name.startswith(".") or given.name.lower() in NOT_INDEXED:
                raise CorpusError("dit bestand is geen bron; geef het een andere naam als het dat wel is")
            return [given]
    except OSError as error:  # a name that is too long, a folder that is closed
        raise CorpusError("ik kan het bestand niet lezen; controleer of het bestaat en of je er bij mag") from error
    raise CorpusError("dit bestand of deze map bestaat niet")


def _checked(
    path: Path, collection: Collection, present: dict[str, Path], texts: dict[str, str], seen: set[str]
) -> Document:
    document = read_document(path, collection)
    if document.id in seen:
        raise CorpusError(f"er is al een document met de naam ‘{document.id}’; geef het bestand een andere naam")
    twin = texts.get(_key(document))
    if twin is not None and twin != document.id:
        raise CorpusError(f"deze tekst is gelijk aan ‘{twin}’")
    seen.add(document.id)
    old = present.get(document.id)
    if old is not None and old.parent.name != collection.value:
        raise CorpusError(f"er is al een document met de naam ‘{document.id}’ in {old.parent.name}")
    texts[_key(document)] = document.id
    return document


def _store(
    path: Path,
    document: Document,
    target: Path,
    present: dict[str, Path],
    origins: dict[str, str],
    given: Path,
    report: IngestReport,
    shown: str,
) -> None:
    old = present.get(document.id)
    place = target / path.name
    if given.is_dir():
        origins[place.name] = str(given.absolute())
    raw = path.read_bytes()
    if old is not None and old.name == path.name and old.read_bytes() == raw:
        report.unchanged.append(shown)
        return
    fresh = target / f".{os.getpid()}{FRESH}"
    with fresh.open("wb") as stream:
        stream.write(raw)
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(place)
    if old is not None and old != place:
        old.unlink()
    (report.changed if old is not None else report.added).append(shown)
    present[document.id] = place


def _remove_missing(
    given: Path, names: set[str], present: dict[str, Path], origins: dict[str, str], report: IngestReport
) -> None:
    """Remove what an earlier run took from this folder and what is no longer in it."""
    root = str(given.absolute())
    for stored in [name for name, origin in origins.items() if origin == root]:
        name = document_name(Path(stored))
        if name not in names:
            del origins[stored]
            place = present.pop(name, None)
            if place is not None:
                place.unlink(missing_ok=True)
                report.removed.append(str(given / stored))


def _texts(present: dict[str, Path]) -> dict[str, str]:
    texts = {}
    for name, path in present.items():
        try:
            texts[_key(read_document(path, Collection.BRONNEN))] = name
        except CorpusError:
            continue  # reported when the index is built
    return texts


def _key(document: Document) -> str:
    return " ".join(document.text.split())
