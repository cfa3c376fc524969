"""One file into the corpus: known already, new, changed, or refused with the reason."""

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from assistant.corpus import document_name
from assistant.corpus.header import facts, head_and_body
from assistant.errors import CorpusError
from assistant.formats import Converter
from assistant.ingestion import personal
from assistant.ingestion.placing import move, stage
from assistant.ingestion.reading import Original, Stored, is_text, original, read, said
from assistant.ingestion.report import IngestReport, Personal, PersonalReport
from assistant.ingestion.similar import Known
from assistant.ingestion.walk import Found
from assistant.origins import Origin
from assistant.settings import Settings
from assistant.types import Collection, Document

_OUTCOMES = {Personal.MASK: "gemaskeerd", Personal.KEEP: "bewaard", Personal.REFUSE: "geweigerd"}


@dataclass(slots=True)
class Shelf:
    """The corpus as it is during a batch: its files and their origins by name, and the texts that it knows."""

    settings: Settings
    collection: Collection
    work: Path
    report: IngestReport
    converter: Converter
    choice: Personal
    reason: str
    names: bool
    present: dict[str, Path]
    origins: dict[str, Origin]
    known: Known
    fresh: dict[str, str] = field(default_factory=dict)  # what this batch added or changed, and how its file is shown
    seen: set[str] = field(default_factory=set)
    renamed: set[str] = field(default_factory=set)
    folded: dict[str, str] = field(default_factory=dict)
    by_path: dict[str, str] = field(default_factory=dict)  # stored files by the path of their original, at the start

    @property
    def target(self) -> Path:
        """The folder of the collection."""
        return self.settings.corpus / self.collection.value

    def origin(self, name: str) -> Origin:
        """Where the stored file of a document came from; empty where it is not known."""
        place = self.present.get(name)
        return self.origins.get(place.name, Origin()) if place else Origin()

    def put(self, name: str, place: Path, text: str, origin: Origin) -> None:
        """A document is in the corpus now."""
        self.present[name] = place
        self.folded[name.casefold()] = name
        self.origins[place.name] = origin
        self.known.put(name, place, text)

    def drop(self, name: str) -> bool:
        """Take a document out of the corpus; False when it was not there."""
        place = self.present.pop(name, None)
        if place is None:
            return False
        place.unlink(missing_ok=True)
        self.origins.pop(place.name, None)
        self.folded.pop(name.casefold(), None)
        self.known.drop(name)
        return True


def take(shelf: Shelf, found: Found, name: str, folder: str) -> None:
    """Take in one file as the document ``name``; CorpusError gives the reason when it is refused."""
    _check_name(shelf, name)
    source = original(found.path, PurePosixPath(found.inner).name)
    text = source.raw is not None
    place = shelf.target / _file_name(source, name)
    old = shelf.present.get(name)
    origin = Origin(folder=folder, inner=found.inner, sha256=source.sha256)
    shelf.seen.add(name)
    if old is not None and old.name == place.name and _is_same(shelf, name, old, source):
        _unchanged(shelf, found, name, origin)
        return
    if old is not None:
        _check_owner(shelf, name, origin)
    earlier = shelf.origin(name)
    kept = old.read_bytes() if old is not None and not text and _original_of(old) else None
    stored = read(source, shelf.converter, shelf.collection, kept, earlier.proposal)
    document, stored = _approved(shelf, found, place, stored)
    if old is not None and earlier.stored and fingerprint(old.read_bytes(), text) != earlier.stored:
        shelf.report.remarks.append((found.shown, "je aanpassingen in de tekst zijn vervangen door het nieuwe bestand"))
    move(shelf.work, place)
    if old is not None and old != place:
        shelf.drop(name)
    origin = replace(origin, sha256=stored.sha256, stored=fingerprint(stored.raw, text), proposal=stored.proposal)
    shelf.put(name, place, document.text, origin)
    shelf.report.remarks += [(found.shown, remark) for remark in stored.remarks]
    (shelf.report.added if old is None else shelf.report.changed).append(found.shown)
    shelf.fresh[name] = found.shown


def _file_name(source: Original, name: str) -> str:
    """A text keeps its own name and extension, where that is the document's; the others become Markdown."""
    if source.raw is None:
        return f"{name}.md"
    return source.name if document_name(Path(source.name)) == name else f"{name}{Path(source.name).suffix.lower()}"


def _check_name(shelf: Shelf, name: str) -> None:
    other = "geef het bestand een andere naam"
    if name in shelf.seen:
        raise CorpusError(f"er is al een document met de naam ‘{name}’; {other}")
    twin = shelf.folded.get(name.casefold(), name)
    if twin != name:
        raise CorpusError(f"er is al een document met de naam ‘{twin}’; alleen de hoofdletters verschillen; {other}")
    old = shelf.present.get(name)
    if old is not None and old.relative_to(shelf.settings.corpus).parts[0] != shelf.collection.value:
        where = old.relative_to(shelf.settings.corpus).parts[0]
        raise CorpusError(f"er is al een document met de naam ‘{name}’ in {where}; {other}")


def _check_owner(shelf: Shelf, name: str, origin: Origin) -> None:
    """Refuse to put another file in the place of one that is still where it came from."""
    earlier = shelf.origin(name).path
    if earlier and earlier != origin.path and any(path.is_file() for path in (Path(earlier), *Path(earlier).parents)):
        raise CorpusError(
            f"er is al een document met de naam ‘{name}’ uit een ander bestand; "
            "geef dit bestand een andere naam, of verwijder eerst het document"
        )


def _is_same(shelf: Shelf, name: str, old: Path, source: Original) -> bool:
    known = shelf.origin(name).sha256
    if known:
        return known == source.sha256
    return old.read_bytes() == source.raw if source.raw is not None else _original_of(old) == source.sha256


def _original_of(old: Path) -> str:
    """The digest of the original that a file was made from, as its front matter says; "" when it does not."""
    try:
        return facts(old.read_bytes().decode("utf-8")).sha256
    except (OSError, UnicodeDecodeError, CorpusError):
        return ""


def _unchanged(shelf: Shelf, found: Found, name: str, origin: Origin) -> None:
    place = shelf.present[name]
    earlier = shelf.origins.get(place.name, Origin())
    if origin.folder or not earlier.folder:  # a file of a folder stays so when it is given by itself too
        text = is_text(Path(found.inner))
        stored = earlier.stored or fingerprint(place.read_bytes(), text)
        shelf.origins[place.name] = replace(origin, stored=stored, proposal=earlier.proposal)
    (shelf.report.changed if name in shelf.renamed else shelf.report.unchanged).append(found.shown)


def _approved(shelf: Shelf, found: Found, place: Path, stored: Stored) -> tuple[Document, Stored]:
    """The document that is staged, and what is stored of it after what was decided on personal data."""
    replaces = place.exists()
    document = stage(shelf.work, place.name, stored.raw, shelf.collection, synced=replaces)
    twin = shelf.known.twin(document.text)
    if twin is not None and twin != document.id:
        raise CorpusError(f"deze tekst is gelijk aan ‘{twin}’; je hoeft niets te doen")
    text = stored.raw.decode("utf-8")
    is_note = shelf.collection is Collection.NOTITIES
    findings = personal.in_file(text, document.id, public=not is_note, names=is_note and shelf.names)
    if not findings:
        return document, stored
    outcome = _OUTCOMES[shelf.choice] if is_note else "gemeld"
    shelf.report.personal.append(PersonalReport(found.shown, personal.counts(findings), outcome))
    if not is_note:
        return document, stored
    decided = personal.decide(text, document.id, findings, shelf.choice, shelf.names)
    if shelf.choice is Personal.KEEP:
        personal.record_kept(shelf.settings, document.id, findings, shelf.reason)
    elif decided != text:
        proposal = {key: value for key, value in said(decided).items() if key in stored.proposal}
        stored = replace(stored, raw=decided.encode(), proposal=proposal)
        document = stage(shelf.work, place.name, stored.raw, shelf.collection, synced=replaces)
    return document, stored


def fingerprint(raw: bytes, text: bool) -> str:
    """A digest of what a correction of the text would change: without the head, where that was proposed."""
    if text:
        return hashlib.sha256(raw).hexdigest()
    return hashlib.sha256(head_and_body(raw.decode("utf-8", "replace"))[1].encode()).hexdigest()
