"""An archive from outside, unpacked only when all of it is what its list says.

Nothing of a name that leads out of the folder, a link, a member twice, or more
bytes than the list names; what is not on the list is refused as well.
"""

import hashlib
import json
import shutil
import stat
import zipfile
import zlib
from pathlib import Path
from typing import Any

from assistant import home
from assistant.errors import BackupError

LIST = "wijkwijzer.json"
MAXIMUM_FILES = 200_000
MAXIMUM_BYTES = 20_000_000_000
MAXIMUM_FILE = 500_000_000
MAXIMUM_LIST = 60_000_000
_ROOTS = ("corpus/bronnen/", "corpus/notities/", "prompts/", "werkvormen/")
_SINGLE = frozenset({"corpus/.herkomst.json", "instellingen.toml", "synoniemen.txt", "state.json"})
_FOREIGN = "Dit bestand is geen export van Wijkwijzer, of het is beschadigd. Kies een ander bestand."
_NEWER = "Deze export is van een nieuwere versie van Wijkwijzer ({version}). Werk eerst Wijkwijzer zelf bij."
_LARGE = "Deze export is te groot om terug te zetten. Maak ruimte vrij op de schijf en probeer het opnieuw."


def unpack(file: Path, folder: Path) -> list[str]:
    """Unpack an archive into an empty folder; gives the names of its files. BackupError when it cannot be trusted."""
    try:
        with zipfile.ZipFile(file) as archive:
            listed = _list(archive)
            _check(archive, listed, shutil.disk_usage(folder).free)
            for name, (size, digest) in listed.items():
                _unpack_one(archive, name, folder / name, size, digest)
            return list(listed)
    except FileNotFoundError as error:
        raise BackupError("Dit bestand bestaat niet. Controleer de naam.") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        raise BackupError(_FOREIGN) from error


def _list(archive: zipfile.ZipFile) -> dict[str, tuple[int, str]]:
    if LIST not in archive.namelist() or archive.getinfo(LIST).file_size > MAXIMUM_LIST:
        raise BackupError(_FOREIGN)
    try:
        values: dict[str, Any] = json.loads(archive.read(LIST))
        if int(values["format"]) > home.FORMAT:
            raise BackupError(_NEWER.format(version=str(values["program"])[:20]))
        return {str(name): (int(entry["size"]), str(entry["sha256"])) for name, entry in values["files"].items()}
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BackupError(_FOREIGN) from error


def _check(archive: zipfile.ZipFile, listed: dict[str, tuple[int, str]], free: int) -> None:
    entries = archive.infolist()
    names = sorted(entry.filename for entry in entries)
    if names != sorted([*listed, LIST]) or len(names) > MAXIMUM_FILES:
        raise BackupError(_FOREIGN)
    for entry in entries:
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if entry.flag_bits & 1 or kind not in (0, stat.S_IFREG):
            raise BackupError(_FOREIGN)
        if entry.filename != LIST and (not is_safe(entry.filename) or entry.file_size != listed[entry.filename][0]):
            raise BackupError(_FOREIGN)
    total = sum(size for size, _ in listed.values())
    if total > min(MAXIMUM_BYTES, free) or any(not 0 <= size <= MAXIMUM_FILE for size, _ in listed.values()):
        raise BackupError(_LARGE)


def is_safe(name: str) -> bool:
    """Whether a file may have this name in an archive."""
    if name in _SINGLE:
        return True
    parts = name.split("/")
    if not name.startswith(_ROOTS) or "\\" in name or any(ord(character) < 32 for character in name):
        return False
    return all(part and not part.startswith(".") and len(part.encode("utf-8", "replace")) < 256 for part in parts)


def _unpack_one(archive: zipfile.ZipFile, name: str, path: Path, size: int, digest: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    found, left = hashlib.sha256(), size
    with archive.open(name) as source, path.open("xb") as target:
        while chunk := source.read(min(1 << 20, left + 1)):
            left -= len(chunk)
            if left < 0:
                raise BackupError(_FOREIGN)
            found.update(chunk)
            target.write(chunk)
    if left or found.hexdigest() != digest:
        raise BackupError(_FOREIGN)
