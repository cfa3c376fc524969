"""One archive with everything of a home that is not derived, and the way back.

A ZIP with the corpus (both collections, and where its files came from), the
settings, the synonyms, the home's own prompts and werkvormen, the state database as JSON (the log, and what
users keep), and a list of all these with their digests. The index is left out: it is built from the files, and gives
the same digest. There is no secret in the settings.

Putting back: everything is unpacked and checked beside the home first. Renaming
``.import-…`` to ``.import`` decides; what a power cut leaves of the moves after
that is finished by the next command (``finish``). Own prompts and werkvormen that
the archive does not bring stay: archives of an older program never held them. Where
the home is the checkout, its prompts are the program's own: they stay out of it.
"""

import fcntl
import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant import __version__, home, kept, state
from assistant.archive import LIST, is_safe, unpack
from assistant.corpus import corpus_files
from assistant.dutch import synonyms
from assistant.errors import BackupError, WijkwijzerError
from assistant.index.generation import builder_lock, drop
from assistant.origins import FILE as ORIGINS
from assistant.origins import corpus_lock, sweep_hidden
from assistant.settings import FILE as SETTINGS
from assistant.settings import IMPORT, Settings, starter_folder
from assistant.types import Collection

STATE = "state.json"
OWN = ("prompts", "werkvormen")  # folders with a home's own texts beside those of the program
PARTS = ("corpus", SETTINGS, synonyms.FILE, *OWN)  # what is moved into its place
_NEW, _OLD = ".nieuw.json", ".oud"
_FULL = "Ik kan het bestand niet schrijven. Controleer de schijf en de rechten van de map waarin het moet komen."


@dataclass(frozen=True, slots=True)
class Contents:
    """How many sources and notes an archive holds."""

    documents: int
    notes: int


def export(settings: Settings, file: Path) -> Contents:
    """Write the archive ``file``; BackupError when it cannot be written, and then nothing is left of it.

    An earlier archive of that name is replaced, another file never.
    """
    if file.exists() and not _is_archive(file):
        raise BackupError("Dat bestand bestaat al en is geen export van Wijkwijzer. Kies een andere naam.")
    fresh = file.with_name(f".{file.name}.deel")
    try:
        settings.corpus.mkdir(parents=True, exist_ok=True)
        with corpus_lock(settings.corpus):
            sweep_hidden(settings.corpus)
            names = _write(settings, fresh)
        fresh.replace(file)
    except OSError as error:
        raise BackupError(_FULL) from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
    contents = _contents(names)
    state.audit(settings, "export", counts={"documents": contents.documents, "notes": contents.notes})
    return contents


def restore(settings: Settings, file: Path, replace: bool = False) -> Contents:
    """Put an archive back into a home that is empty, or with ``replace`` in place of what is there.

    BackupError leaves the home as it was. The index is dropped: build it again.
    """
    finish(settings)
    if not replace and _is_used(settings):
        raise BackupError("In deze map staan al bronnen of instellingen. Kies een lege map, of gebruik --replace.")
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
        settings.corpus.mkdir(exist_ok=True)
        settings.indexes.mkdir(exist_ok=True)
        with _home_lock(settings.home), corpus_lock(settings.corpus), builder_lock(settings.indexes):
            staging = Path(tempfile.mkdtemp(prefix=f"{IMPORT}-", dir=settings.home))
            try:
                listed = unpack(file, staging)
                (staging / "corpus").mkdir(exist_ok=True)
                dumped = json.loads((staging / STATE).read_text(encoding="utf-8"))
                values = state.read_dump(dumped)
                rows = kept.read_dump(dumped.get("kept", []))  # an older program wrote none
                new = [part for part in PARTS if (staging / part).exists() and not _is_programs(settings, part)]
                (staging / _NEW).write_text(json.dumps(new), encoding="utf-8")
                _sync(staging)
                staging.rename(settings.home / IMPORT)
            except BaseException:
                shutil.rmtree(staging, ignore_errors=True)
                raise
            _move(settings)
    except (OSError, ValueError) as error:
        raise BackupError("Ik kan dit bestand niet terugzetten. Controleer het bestand en de schijf.") from error
    home.mark(settings.home)
    with suppress(WijkwijzerError):  # lines of the log; the sources are back without them
        state.load(settings, values)
    kept.load(settings, rows)
    contents = _contents(list(listed))
    state.audit(settings, "import", counts={"documents": contents.documents, "notes": contents.notes})
    return contents


def finish(settings: Settings) -> None:
    """Finish an import that was decided but not done, and remove what one left that was not decided."""
    if any(settings.home.glob(f"{IMPORT}*")):
        with suppress(BackupError), _home_lock(settings.home):
            _move(settings)
            for path in settings.home.glob(f"{IMPORT}-*"):
                shutil.rmtree(path, ignore_errors=True)


def _move(settings: Settings) -> None:
    """Put everything in its place; each step may be done again."""
    staged = settings.home / IMPORT
    if not staged.is_dir():
        return
    if not (staged / _NEW).is_file():
        shutil.rmtree(staged)  # it stands in its place already: only the end was not reached
        return
    new = json.loads((staged / _NEW).read_text(encoding="utf-8"))
    (staged / _OLD).mkdir(exist_ok=True)
    for part in PARTS:
        target, fresh = settings.home / part, staged / part
        if part in new and not fresh.exists():
            continue  # it stands in its place already
        if part in OWN and part not in new:
            continue
        if target.exists():
            target.rename(staged / _OLD / part)
        if fresh.exists():
            fresh.rename(target)
    settings.indexes.mkdir(exist_ok=True)
    drop(settings.indexes)  # it holds what was there before
    shutil.rmtree(staged)


def _write(settings: Settings, fresh: Path) -> list[str]:
    files: dict[str, dict[str, Any]] = {}
    with fresh.open("wb") as stream:
        fresh.chmod(0o600)
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, raw in _members(settings):
                archive.writestr(name, raw)
                files[name] = {"size": len(raw), "sha256": hashlib.sha256(raw).hexdigest()}
            made = datetime.now(UTC).isoformat(timespec="seconds")
            head = {"format": home.FORMAT, "program": __version__, "made": made, "files": files}
            archive.writestr(LIST, json.dumps(head, ensure_ascii=False, indent=1))
        stream.flush()
        os.fsync(stream.fileno())
    return list(files)


def _members(settings: Settings) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of everything that is kept."""
    corpus = settings.corpus
    for folder in (*(f"corpus/{item.value}" for item in Collection), *_own(settings)):
        for path in _files(settings.home / folder):
            yield _name(path.relative_to(settings.home).as_posix()), path.read_bytes()
    for path, name in (
        (corpus / ORIGINS, f"corpus/{ORIGINS}"),
        (settings.home / SETTINGS, SETTINGS),
        (settings.home / synonyms.FILE, synonyms.FILE),
    ):
        if path.is_file():
            yield name, path.read_bytes()
    dumped = {**state.dump(settings), "kept": kept.dump(settings)}
    yield STATE, json.dumps(dumped, ensure_ascii=False).encode()


def _own(settings: Settings) -> list[str]:
    return [name for name in OWN if not _is_programs(settings, name)]


def _is_programs(settings: Settings, name: str) -> bool:
    """Whether this is the folder with the program's own prompts."""
    return name == "prompts" and (settings.home / name).resolve() == starter_folder(name).resolve()


def _files(folder: Path) -> list[Path]:
    """The files under a folder, without hidden ones and links."""
    found = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return [path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts)]


def _name(name: str) -> str:
    """The name of a file as it may stand in an archive; BackupError for one that could not be put back."""
    shown = name.encode("utf-8", "replace").decode()
    if shown != name or not is_safe(name):
        shown = "".join(character if character.isprintable() else "?" for character in shown)
        raise BackupError(f"De naam van ‘{shown}’ kan niet in een export staan. Geef dat bestand een andere naam.")
    return name


def _contents(names: list[str]) -> Contents:
    own = [Path(name) for name in names if Path(name).name.lower() not in ("readme.md", "sjabloon.md")]
    parts = [path.parts[:2] for path in own if len(path.parts) > 2]
    return Contents(*(parts.count(("corpus", item.value)) for item in Collection))


def _is_archive(file: Path) -> bool:
    try:
        with zipfile.ZipFile(file) as archive:
            return LIST in archive.namelist()
    except (OSError, zipfile.BadZipFile):
        return False


def _is_used(settings: Settings) -> bool:
    files = any(corpus_files(settings.corpus / item.value) for item in Collection)
    files = files or any(_files(settings.home / name) for name in _own(settings))
    return files or any((settings.home / name).exists() for name in (SETTINGS, synonyms.FILE))


@contextmanager
def _home_lock(folder: Path) -> Iterator[None]:
    """Hold the right to put an import in its place."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise BackupError("Er wordt al iets teruggezet. Wacht tot dat klaar is en probeer opnieuw.") from error
    finally:
        os.close(descriptor)


def _sync(folder: Path) -> None:
    for path in [*folder.rglob("*"), folder]:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
