"""Files that are sent: written straight to a folder of their own, within limits, and never served back.

Starlette's own form parser has no limit for a file and puts it in the system's
temporary folder; what is sent may be personal, so it goes nowhere else.
"""

import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request

from assistant.errors import CorpusError
from assistant.web import words

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

MAXIMUM_FILE = 100_000_000  # bytes
MAXIMUM_TOGETHER = 2_000_000_000  # bytes; the guard refuses more at the door
MAXIMUM_FILES = 2_000
MAXIMUM_FIELD = 2_000_000  # bytes
MAXIMUM_FIELDS = 50
MAXIMUM_NAME = 200  # bytes: a file system takes 255, and the index adds to it
SPARE = 200_000_000  # bytes that stay free on the disk
_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\\ud800-\udfff]+")


@dataclass(slots=True)
class Sent:
    """A form as it came in: fields, files in ``folder``, and files that were not kept, with the reason."""

    fields: dict[str, str] = field(default_factory=dict)
    files: list[Path] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


async def receive(request: Request, folder: Path) -> Sent:
    """Read a form with files into ``folder``; CorpusError when it cannot be understood."""
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    boundary = options.get(b"boundary")
    if kind != b"multipart/form-data" or not boundary:
        raise CorpusError(words.UPLOAD_BROKEN)
    length = int(request.headers.get("content-length", "0"))
    if shutil.disk_usage(folder).free < 2 * length + SPARE:  # the file and what is made of it
        raise CorpusError(words.DISK_FULL)
    reader = _Reader(folder)
    try:
        parser = MultipartParser(boundary, reader.callbacks())
        async for chunk in request.stream():
            await run_in_threadpool(parser.write, chunk)
        parser.finalize()
    except (ValueError, ClientDisconnect) as error:  # the parser's errors are ValueErrors
        raise CorpusError(words.UPLOAD_BROKEN) from error
    except OSError as error:
        raise CorpusError(words.UPLOAD_NOT_WRITTEN) from error
    finally:
        reader.close()
    if not reader.complete:
        raise CorpusError(words.UPLOAD_BROKEN)
    return reader.sent


def safe_name(given: str) -> str:
    """The last part of a name as a browser sends it, with nothing in it that a file system obeys."""
    name = _UNSAFE.sub(" ", re.split(r"[/\\]", given)[-1]).strip().lstrip(".")
    stem, dot, extension = name.rpartition(".")
    while len(name.encode()) > MAXIMUM_NAME:
        stem = stem[:-1]
        name = f"{stem}{dot}{extension}" if stem else extension[:40]
    return name or words.NAMELESS_FILE


class _Reader:
    """What the parser calls for every piece."""

    def __init__(self, folder: Path) -> None:
        self.sent = Sent()
        self.complete = False
        self._folder = folder
        self._header = [b"", b""]
        self._headers: dict[bytes, bytes] = {}
        self._field = ""
        self._name = ""
        self._value = bytearray()
        self._file: BinaryIO | None = None
        self._size = self._count = 0

    def callbacks(self) -> "MultipartCallbacks":
        """By the parser's names."""
        return {
            "on_part_begin": self._begin,
            "on_header_field": lambda data, start, end: self._add_header(0, data[start:end]),
            "on_header_value": lambda data, start, end: self._add_header(1, data[start:end]),
            "on_header_end": self._end_header,
            "on_headers_finished": self._open,
            "on_part_data": lambda data, start, end: self._write(data[start:end]),
            "on_part_end": self._end,
            "on_end": self._finish,
        }

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def _begin(self) -> None:
        self._headers = {}
        self._name = self._field = ""
        self._value = bytearray()
        self._size = 0

    def _add_header(self, place: int, data: bytes) -> None:
        self._header[place] += data

    def _end_header(self) -> None:
        self._headers[self._header[0].lower()] = self._header[1]
        self._header = [b"", b""]

    def _open(self) -> None:
        _, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        self._field = options.get(b"name", b"").decode("utf-8", "replace")
        given = options.get(b"filename")
        if given is None:
            if len(self.sent.fields) >= MAXIMUM_FIELDS:
                raise ValueError("too many fields")
            return
        self._name = safe_name(given.decode("utf-8", "replace")) if given else ""
        if not self._name:
            return  # a field for files in which nothing was chosen
        if len(self.sent.files) >= MAXIMUM_FILES:
            self._refuse(words.TOO_MANY_FILES.format(count=MAXIMUM_FILES))
            return
        place = self._folder / str(self._count)  # two files may have one name
        place.mkdir()
        self._count += 1
        self._file = (place / self._name).open("wb")
        self.sent.files.append(place / self._name)

    def _write(self, data: bytes) -> None:
        self._size += len(data)
        if self._file is not None:
            if self._size > MAXIMUM_FILE:
                self.close()
                self.sent.files.pop().unlink()
                self._refuse(words.FILE_TOO_LARGE.format(megabytes=MAXIMUM_FILE // 1_000_000))
                return
            self._file.write(data)
        elif not self._name:
            if self._size > MAXIMUM_FIELD:
                raise ValueError("a field is too long")
            self._value += data

    def _end(self) -> None:
        self.close()
        if not self._name and self._field:
            self.sent.fields[self._field] = self._value.decode("utf-8", "replace")

    def _finish(self) -> None:
        self.complete = True

    def _refuse(self, reason: str) -> None:
        self.sent.refused.append((self._name, reason))
