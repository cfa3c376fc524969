"""A file, read once and safely: the program only ever sees its own copy.

The name is opened without following a link and without waiting (a FIFO would
block for ever), the descriptor is asked what it is, and its bytes are copied
while they are counted. A file that changed meanwhile is refused: half of the
old and half of the new text is nobody's text.
"""

import errno
import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from assistant.errors import CorpusError
from assistant.formats.model import LARGE, MEGABYTE
from assistant.formats.reasons import LINK

_CANNOT = "ik kan het bestand niet lezen; controleer of het bestaat en of je er bij mag"
_FLAGS = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NOCTTY


@dataclass(frozen=True, slots=True)
class Opened:
    """A private copy of a file without a name, with its size in bytes, digest and first bytes."""

    stream: IO[bytes]
    size: int
    digest: str
    head: bytes


@contextmanager
def opened(path: Path, folder: Path) -> Iterator[Opened]:
    """The copy of an ordinary file of at most ``LARGE`` bytes; CorpusError when it is anything else."""
    try:
        with tempfile.TemporaryFile(dir=folder) as copy:
            yield _copied(path, copy)
    except ValueError as error:  # a name with a NUL in it
        raise CorpusError(_CANNOT) from error


def _copied(path: Path, copy: IO[bytes]) -> Opened:
    try:
        source = os.open(path, _FLAGS)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise CorpusError(LINK) from error
        raise CorpusError(_CANNOT) from error
    digest = hashlib.sha256()
    try:
        before = os.fstat(source)
        _check(before)
        while block := os.read(source, MEGABYTE):
            digest.update(block)
            if copy.tell() + len(block) > LARGE:
                raise CorpusError(too_large(LARGE))
            copy.write(block)
        copy.flush()
        after = os.fstat(source)
    except OSError as error:
        raise CorpusError(_CANNOT) from error
    finally:
        os.close(source)
    if copy.tell() != before.st_size or _stamp(before) != _stamp(after):
        raise CorpusError("het bestand veranderde terwijl ik het las; probeer het opnieuw als het klaar is")
    copy.seek(0)
    head = copy.read(65_536)
    copy.seek(0)
    return Opened(copy, before.st_size, digest.hexdigest(), head)


def too_large(limit: int) -> str:
    """Why a file of more than ``limit`` bytes is refused."""
    return f"het bestand is groter dan {limit // MEGABYTE} MB; splits het op"


def _check(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise CorpusError("dit is geen gewoon bestand; sla de tekst op als bestand en voeg dat toe")
    if status.st_size > LARGE:
        raise CorpusError(too_large(LARGE))
    if not status.st_size:
        raise CorpusError("het bestand is leeg; controleer of het goed is opgeslagen")


def _stamp(status: os.stat_result) -> tuple[int, int, int, int]:
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns
