"""A batch: every file that was given, one after the other, and then the index once."""

import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from assistant import index, state
from assistant.corpus import document_name
from assistant.errors import CorpusError
from assistant.formats import ARCHIVES, Converter
from assistant.index.child import Progress
from assistant.ingestion.names import document_names
from assistant.ingestion.personal import checked_reason
from assistant.ingestion.placing import changing, present_files, sync
from assistant.ingestion.report import IngestReport, Personal
from assistant.ingestion.similar import Known
from assistant.ingestion.storing import Shelf, take
from assistant.ingestion.walk import Found, Walked, members, single, walk
from assistant.origins import Origin, read_origins, write_origins
from assistant.pace import left, with_time_left
from assistant.service import needs_building
from assistant.settings import Settings
from assistant.types import Collection

Sink = Callable[[Progress], None]
READING = "Ik lees de bestanden"


@dataclass(slots=True)
class _Group:
    """What one of the given paths holds; ``folder`` is "" for a file."""

    given: Path
    folder: str
    walked: Walked
    names: dict[str, str]


def ingest(
    settings: Settings,
    paths: Sequence[Path],
    collection: Collection,
    on_progress: Sink,
    personal: Personal = Personal.REFUSE,
    reason: str = "",
    names: bool = True,
) -> IngestReport:
    """Take files, folders and archives into ``collection`` and bring the index up to date.

    ``personal`` decides on personal data in practice notes; keeping it takes a ``reason`` for the audit
    log. ``names`` is whether names of persons count, which their rules may see where there are none. Raises
    CorpusError or IndexUnavailableError when somebody else is changing the corpus or building the index
    (then nothing was touched), when the disk is full, or when the index cannot be built.
    """
    if personal is Personal.KEEP:
        checked_reason(reason)
    report = IngestReport()
    sink = with_time_left(on_progress)
    with changing(settings, collection) as work, ExitStack() as stack:
        converter = Converter()  # its processes start with the first file that needs them
        stack.callback(converter.close)
        sink(Progress("Ik kijk wat er al is"))
        present = present_files(settings.corpus)
        known = Known(settings.corpus, present)
        origins = read_origins(settings.corpus)
        shelf = Shelf(settings, collection, work, report, converter, personal, reason, names, present, origins, known)
        shelf.folded = {name.casefold(): name for name in present}
        shelf.by_path = {origin.path: stored for stored, origin in origins.items() if origin.path}
        try:
            groups = [group for number, given in enumerate(paths) if (group := _group(shelf, given, number, sink))]
            _settle(shelf, groups)
            _take_all(shelf, groups, sink)
            report.similar = [(shelf.fresh[name], other) for name, other in known.alike(shelf.fresh, present)]
        finally:
            _keep(shelf)
        if needs_building(settings):
            index.build_index(settings, settings.corpus, sink)
    counts = {"added": len(report.added), "changed": len(report.changed), "removed": len(report.removed)}
    if any(counts.values()):
        state.audit(settings, "opgenomen", counts=counts)
    return report


def _keep(shelf: Shelf) -> None:
    """Have what was taken in on the disk, and remember where it came from."""
    if shelf.report.added:
        sync(shelf.settings.corpus)
    write_origins(shelf.settings.corpus, shelf.origins)
    with suppress(OSError):  # computed again when it is not there
        shelf.known.save()


def _group(shelf: Shelf, given: Path, number: int, sink: Sink) -> _Group | None:
    """What a given path holds; None when it is refused, which the report then says."""
    try:
        if _is_folder(given):
            walked, folder = walk(given, str(given)), str(given.absolute())
            for count, archive in enumerate(walked.archives):
                _add(walked, _unpacked(shelf, archive, shelf.work / f"zip-{number}-{count}", f"{archive.inner}/", sink))
        else:
            found, walked, folder = single(given), Walked(), ""
            if given.suffix.lower() in ARCHIVES:
                walked, folder = _unpacked(shelf, found, shelf.work / f"zip-{number}", "", sink), str(given.absolute())
            else:
                walked.files.append(found)
    except CorpusError as error:
        shelf.report.refuse(str(given), str(error))
        return None
    for name, reason in walked.refused:
        shelf.report.refuse(name, reason)
    for suffix, files in sorted(walked.skipped.items()):
        shelf.report.skipped[suffix] = shelf.report.skipped.get(suffix, 0) + files
    if folder and not walked.files:
        shelf.report.refuse(str(given), "in deze map staan geen bestanden die ik kan lezen")
    inner = [found.inner for found in walked.files]
    names = document_names(inner) if folder else {path: _own_name(shelf, path) for path in inner}
    return _Group(given, folder, walked, names)


def _is_folder(given: Path) -> bool:
    try:
        return given.is_dir()
    except OSError:  # a name that is too long
        return False


def _own_name(shelf: Shelf, path: str) -> str:
    """The name of a file that was given by itself: the one it has when it came with its folder before."""
    stored = shelf.by_path.get(path)
    return document_name(Path(stored)) if stored else document_names([Path(path).name])[Path(path).name]


def _unpacked(shelf: Shelf, archive: Found, folder: Path, prefix: str, sink: Sink) -> Walked:
    sink(Progress("Ik pak een archief uit", file=archive.shown))
    try:
        folder.mkdir()
        return members(shelf.converter.unpack(archive.path, folder), archive.shown, prefix)
    except CorpusError as error:
        return Walked(refused=[(archive.shown, str(error))], closed=[prefix])


def _add(walked: Walked, more: Walked) -> None:
    walked.files += more.files
    walked.refused += more.refused
    walked.skipped += more.skipped
    walked.closed += more.closed


def _settle(shelf: Shelf, groups: Sequence[_Group]) -> None:
    """First what left its folder or got another name, so that no file is a twin of its former self."""
    for group in groups:
        if group.folder and group.walked.files:  # an empty folder may be a share that is gone: nothing is removed
            _remove_missing(shelf, group)
            while _rename_some(shelf, group):
                pass


def _remove_missing(shelf: Shelf, group: _Group) -> None:
    owners = {name: inner for inner, name in group.names.items()}
    mine = _stored(shelf, group)
    elsewhere = {origin.inner for _, origin in mine.values()}  # files that have a document of their own already
    for name, (stored, origin) in mine.items():
        if origin.inner in group.names or any(origin.inner.startswith(closed) for closed in group.walked.closed):
            continue
        if name not in owners or (origin.inner and owners[name] in elsewhere):
            shelf.drop(name)
            shelf.report.removed.append(str(group.given / (origin.inner or stored)))


def _rename_some(shelf: Shelf, group: _Group) -> bool:
    """Give documents the name that their file has now, as far as it is free; False when there was none."""
    moved = False
    for name, (_, origin) in _stored(shelf, group).items():
        wanted = group.names.get(origin.inner, name)
        if wanted != name and wanted not in shelf.present:
            _rename(shelf, name, wanted)
            moved = True
    return moved


def _stored(shelf: Shelf, group: _Group) -> dict[str, tuple[str, Origin]]:
    """What came from this folder before, by the name of its document."""
    named = ((document_name(Path(stored)), stored, origin) for stored, origin in shelf.origins.items())
    return {
        name: (stored, origin)
        for name, stored, origin in named
        if origin.folder == group.folder and name in shelf.present
    }


def _rename(shelf: Shelf, name: str, wanted: str) -> None:
    """Give a document another name because its folder now holds more files with the old one."""
    place = shelf.present.pop(name)
    fresh = place.with_name(f"{wanted}{place.suffix}")
    place.rename(fresh)
    shelf.present[wanted] = fresh
    shelf.origins[fresh.name] = shelf.origins.pop(place.name)
    shelf.folded.pop(name.casefold(), None)
    shelf.folded[wanted.casefold()] = wanted
    shelf.known.rename(name, wanted, fresh)
    shelf.renamed.add(wanted)


def _take_all(shelf: Shelf, groups: Sequence[_Group], sink: Sink) -> None:
    files = [(group, found) for group in groups for found in group.walked.files]
    sizes = [_size(found.path) for _, found in files]
    began, done = time.monotonic(), 0
    for number, (group, found) in enumerate(files):
        progress = Progress(READING, number, len(files), found.shown)
        sink(replace(progress, seconds_left=left(done, sum(sizes), began, time.monotonic())))
        name = group.names[found.inner]
        if name != Path(found.inner).stem:
            shelf.report.names[found.shown] = name
        try:
            take(shelf, found, name, group.folder)
        except CorpusError as error:
            shelf.report.refuse(found.shown, str(error))
        done += sizes[number]


def _size(path: Path) -> int:
    try:
        return path.stat().st_size + 1000  # opening a file takes time too
    except OSError:
        return 1000
