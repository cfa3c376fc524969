"""The members of a ZIP as files, in a child process: no name in it decides where something is written."""

import re
import unicodedata
import zipfile
from pathlib import Path, PurePosixPath
from typing import IO, Any

from assistant.errors import CorpusError
from assistant.formats.container import UNREADABLE
from assistant.formats.container import archive as opened_archive
from assistant.formats.model import LARGE, MEGABYTE
from assistant.formats.opened import too_large
from assistant.formats.reasons import DAMAGED, LINK, LOCKED, TRAP, UNKNOWN

MEMBERS = 5_000
TOTAL = 1_000 * MEGABYTE
NAME = 120  # characters
NESTED = "dit is een archief in een archief; pak het uit en voeg de bestanden toe"
TOO_MANY = f"er zitten meer dan {MEMBERS} bestanden in; splits het archief op"
NO_NAME = f"de bestandsnaam kan ik niet gebruiken; maak hem korter dan {NAME} tekens"
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069\\/:]")
_LINK = 0o120000


def unpack(stream: IO[bytes], folder: str, suffixes: list[str]) -> dict[str, Any]:
    """Write the members of a kind that is read; gives (name within it, file under ``folder`` or "", reason) of each.

    Every file gets a folder of its own with a number, so that equal names do not
    meet. Folders and what hides (``__MACOSX``, names with a dot) are passed over.
    """
    if not stream.read(4).startswith(b"PK"):
        raise CorpusError("dit is geen ZIP-bestand; maak het archief opnieuw")
    stream.seek(0)
    found: list[tuple[str, str, str]] = []
    with opened_archive(stream) as opened:
        members = [member for member in opened.infolist() if not _is_passed_over(member)]
        if len(members) > MEMBERS:
            raise CorpusError(TOO_MANY)
        if sum(member.file_size for member in members) > TOTAL:
            raise CorpusError(TRAP)
        for number, member in enumerate(members):
            shown = _shown(member.filename)
            try:
                found.append((shown, _written(opened, member, Path(folder), number, suffixes), ""))
            except CorpusError as error:
                found.append((shown, "", str(error)))
    if not found:
        raise CorpusError("het archief is leeg; controleer of er bestanden in zitten")
    return {"members": found}


def _is_passed_over(member: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(member.filename.replace("\\", "/")).parts
    return member.is_dir() or any(part == "__MACOSX" or (part[0] == "." and part != "..") for part in parts)


def _shown(name: str) -> str:
    """A member's name as it may stand in a report."""
    parts = (_UNSAFE.sub("_", part) for part in PurePosixPath(name.replace("\\", "/")).parts if part != "/")
    return unicodedata.normalize("NFC", "/".join(parts))[:500]


def _written(opened: zipfile.ZipFile, member: zipfile.ZipInfo, folder: Path, number: int, suffixes: list[str]) -> str:
    """Write one member under its own last name; gives its place under ``folder``."""
    name = _shown(member.filename).rsplit("/", 1)[-1]
    suffix = PurePosixPath(name).suffix.lower()
    if member.external_attr >> 16 & 0o170000 == _LINK:
        raise CorpusError(LINK)
    if suffix == ".zip":
        raise CorpusError(NESTED)
    if suffix not in suffixes:
        raise CorpusError(UNKNOWN)
    if member.flag_bits & 1:
        raise CorpusError(LOCKED)
    if member.file_size > LARGE:
        raise CorpusError(too_large(LARGE))
    if name in ("", ".", "..") or len(name) > NAME or len(name.encode()) > 250:
        raise CorpusError(NO_NAME)
    place = Path(f"{number:05}") / name
    target = folder / place
    target.parent.mkdir()
    try:
        with opened.open(member) as source, target.open("xb") as copy:
            while block := source.read(MEGABYTE):
                copy.write(block)
    except UNREADABLE as error:
        target.unlink(missing_ok=True)
        raise CorpusError(DAMAGED) from error
    return str(place)
