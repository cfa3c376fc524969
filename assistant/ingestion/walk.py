"""What a folder, an archive or a file holds: which files are taken in, and why the others are not.

Nothing outside the folder is read: a link is followed only to an ordinary file
within it, and each file is opened without following links. Every file ends up
in the report, by name; only what ordinarily lies beside a saved page or a
manual (styles, scripts, pictures) is counted by its extension.
"""

import errno
import os
import stat
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from assistant.corpus import NOT_INDEXED
from assistant.errors import CorpusError
from assistant.formats import ARCHIVES, EXTENSIONS

CLUTTER = frozenset(
    [
        ".css",
        ".js",
        ".mjs",
        ".map",
        ".json",
        ".xml",
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".svg",
        ".webp",
        ".avif",
        ".ico",
        ".bmp",
        ".woff",
        ".woff2",
        ".ttf",
        ".otf",
        ".eot",
        ".mp3",
        ".mp4",
        ".webm",
        ".ogg",
        ".db",
        ".ini",
        ".lnk",
        ".tmp",
        ".ds_store",
    ]
)
CLOSED = "ik mag deze map niet lezen; geef jezelf rechten op de map en probeer het opnieuw"
TOO_DEEP = "deze map ligt te diep; maak de namen van de mappen korter"
STRANGE = "dit is geen gewoon bestand; sla de tekst op als bestand en voeg dat toe"
NOWHERE = "dit is een verwijzing naar een bestand dat er niet is; zet het bestand zelf in de map"
NO_FILE = "dit is een verwijzing naar iets anders dan een bestand; zet de bestanden zelf in de map"
MISSING = "dit bestand of deze map bestaat niet; controleer de naam"
UNREADABLE = "ik kan het bestand niet lezen; controleer of het bestaat en of je er bij mag"
_NEWER = {".doc": ".docx", ".rtf": ".docx", ".ppt": ".pptx", ".xls": ".xlsx", ".pages": ".pdf", ".xps": ".pdf"}


@dataclass(frozen=True, slots=True)
class Found:
    """A file that may be taken in: where it is, its path within what was given, and how that is shown."""

    path: Path
    inner: str
    shown: str


@dataclass(slots=True)
class Walked:
    """The files of one folder, what is refused with its reason, and what could not be looked into.

    ``closed`` holds the paths within the folder of which the contents are unknown; nothing under them is missing.
    """

    files: list[Found] = field(default_factory=list)
    archives: list[Found] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    closed: list[str] = field(default_factory=list)


def walk(folder: Path, shown: str, prefix: str = "") -> Walked:
    """Look through a folder; ``prefix`` is put before the paths within it."""
    walked = Walked()
    root = folder.resolve()
    waiting = [(folder, prefix)]
    while waiting:
        at, inner = waiting.pop()
        try:
            with os.scandir(at) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            walked.closed.append(inner)
            reason = TOO_DEEP if error.errno == errno.ENAMETOOLONG else CLOSED
            walked.refused.append((f"{shown}/{inner.removeprefix(prefix)}".rstrip("/"), reason))
            continue
        for entry in listed:
            path = inner + entry.name
            name = f"{shown}/{path.removeprefix(prefix)}"
            try:
                if not entry.is_symlink() and entry.is_dir(follow_symlinks=False):
                    if entry.name.startswith("."):
                        walked.refused.append((name, "dit is een verborgen map; ik kijk er niet in"))
                    else:
                        waiting.append((Path(entry.path), f"{path}/"))
                    continue
                _sort(walked, Found(_confined(entry, root), path, name))
            except CorpusError as error:
                walked.refused.append((name, str(error)))
    for found in (walked.files, walked.archives):
        found.sort(key=lambda entry: entry.inner)
    walked.refused.sort()
    return walked


def members(unpacked: Iterable[tuple[str, Path | CorpusError]], shown: str, prefix: str = "") -> Walked:
    """The files of an archive that was unpacked, as if it were a folder."""
    walked = Walked()
    for name, path in sorted(unpacked, key=lambda entry: entry[0]):
        if isinstance(path, CorpusError):
            suffix = Path(name).suffix.lower()
            if suffix in CLUTTER:
                walked.skipped[suffix] += 1
            else:
                walked.refused.append((f"{shown}/{name}", str(path)))
        else:
            _sort(walked, Found(path, prefix + name, f"{shown}/{name}"))
    for archive in walked.archives:
        walked.refused.append((archive.shown, "dit is een ZIP in een ZIP; pak hem zelf uit"))
    walked.archives.clear()
    return walked


def single(given: Path) -> Found:
    """A file that was given by itself; CorpusError when it is not one."""
    try:
        if not given.exists():
            raise CorpusError(MISSING)
        found = Found(given.resolve(), str(given.absolute()), str(given))
        if not given.is_file():
            raise CorpusError(STRANGE)
    except OSError as error:  # a name that is too long, a folder that is closed
        raise CorpusError(UNREADABLE) from error
    reason = _refusal(given.name)
    if reason is None and given.suffix.lower() not in EXTENSIONS | ARCHIVES:
        reason = _unknown(given.name)
    if reason is not None:
        raise CorpusError(reason)
    return found


def opened(path: Path) -> int:
    """A descriptor of an ordinary file, opened without following a link or waiting for a pipe."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise CorpusError(UNREADABLE) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise CorpusError(STRANGE)
    return descriptor


def _confined(entry: "os.DirEntry[str]", root: Path) -> Path:
    """The ordinary file that an entry stands for; CorpusError when there is none within the folder."""
    try:
        if entry.is_symlink():
            target = Path(entry.path).resolve(strict=True)
            if not target.is_relative_to(root):
                raise CorpusError("dit is een verwijzing naar buiten de map; zet het bestand zelf in de map")
            if not target.is_file():
                raise CorpusError(NO_FILE)
            return target
        if not entry.is_file(follow_symlinks=False):
            raise CorpusError(STRANGE)
        return Path(entry.path)
    except (OSError, RuntimeError) as error:  # a link to nowhere, or to itself
        raise CorpusError(NOWHERE) from error


def _sort(walked: Walked, found: Found) -> None:
    name = found.inner.rpartition("/")[2]
    suffix = Path(name).suffix.lower()
    known = suffix in EXTENSIONS | ARCHIVES
    if (not known and (suffix or name.lower()) in CLUTTER) or name.startswith(("~$", "._")):
        walked.skipped[suffix or name.lower()] += 1
        return
    reason = _refusal(name) or (None if known else _unknown(name))
    if reason is not None:
        walked.refused.append((found.shown, reason))
    else:
        (walked.archives if suffix in ARCHIVES else walked.files).append(found)


def _refusal(name: str) -> str | None:
    if name.startswith("."):
        return "dit is een verborgen bestand; geef het een naam zonder punt ervoor als het een bron is"
    if name.lower() in NOT_INDEXED:
        return "dit bestand is uitleg en geen bron; geef het een andere naam als het dat wel is"
    return None


def _unknown(name: str) -> str:
    suffix = Path(name).suffix.lower()
    if suffix in _NEWER:
        return f"een bestand dat op {suffix} eindigt kan ik niet lezen; sla het op als {_NEWER[suffix]}"
    readable = ", ".join(sorted(EXTENSIONS | ARCHIVES))
    return f"dit soort bestand kan ik niet lezen; ik lees {readable}"
