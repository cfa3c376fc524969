"""Files to Markdown, each in a process of its own: what the rest of the program uses.

A PDF of many pages goes through several children, so that each stays within
its bounds and an honest book can still be read, and so does a Word document
of many megabytes; a scan goes page by page through text recognition, where
that is installed.
"""

import json
import tempfile
import time
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Any

from assistant.errors import CorpusError
from assistant.formats.cleaning import joined, one_line
from assistant.formats.model import EXTENSIONS, NOTES, PAGES, PIECE, Converted, Limits, Usage
from assistant.formats.opened import Opened, opened
from assistant.formats.process import Processes
from assistant.formats.reasons import DAMAGED, NO_TEXT, TOO_BIG, TOO_SLOW
from assistant.formats.recognition import recognition_problem

LONG_WORD = "dit Word-bestand is te groot om te lezen; bewaar het als PDF of splits het op"
SCAN = "dit is een scan zonder tekst; {problem}"


class Converter(AbstractContextManager["Converter"]):
    """Reads files; safe for use by one thread at a time, and to be closed."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._processes = Processes(self._limits)
        self._started = False

    def __enter__(self) -> "Converter":
        if not self._started:
            self._processes.start()
            self._started = True
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the processes and remove what they left."""
        if self._started:
            self._processes.stop()
            self._started = False

    @property
    def usage(self) -> list[Usage]:
        """What each child process used, in order."""
        return self._processes.usage

    def convert(self, path: Path) -> Converted:
        """The text of a file and what it says of itself; CorpusError tells why not, in Dutch."""
        self.__enter__()
        with opened(path, self._processes.folder) as file:
            values = self._processes.work("convert", file.stream, suffix=path.suffix)
            remarks: list[str] = []
            if "pages" in values:
                values = self._in_pieces(file, _number(values["pages"]), remarks)
            elif "pieces" in values:
                values = self._in_parts(file, values)
            return _converted(values, remarks, file.digest)

    def unpack(self, path: Path, folder: Path) -> list[tuple[str, Path | CorpusError]]:
        """The members of a ZIP as files under ``folder``: the name of each within it, and its file or why not.

        CorpusError when the archive itself cannot be read.
        """
        self.__enter__()
        with opened(path, self._processes.folder) as file:
            root = folder.resolve()
            values = self._processes.work("unpack", file.stream, folder=str(root), suffixes=sorted(EXTENSIONS))
        found: list[tuple[str, Path | CorpusError]] = []
        for name, place, reason in values["members"]:
            written = root / str(place)
            if place and written.is_file() and not written.is_symlink() and written.resolve().is_relative_to(root):
                found.append((one_line(str(name)), written))
            else:
                found.append((one_line(str(name)), CorpusError(one_line(str(reason)) or DAMAGED)))
        return found

    def _in_pieces(self, file: Opened, count: int, remarks: list[str]) -> dict[str, Any]:
        """A PDF of many pages, or with pages that are scans."""
        end = time.monotonic() + self._limits.total_seconds
        read: list[dict[str, Any]] = []
        head: dict[str, Any] = {}
        todo = [(first, min(first + PIECE, count)) for first in range(0, count, PIECE)]
        while todo:
            if time.monotonic() > end:
                raise CorpusError(TOO_SLOW)
            first, last = todo.pop(0)
            try:
                piece = self._processes.work("pages", file.stream, first=first, last=last)
            except CorpusError as error:
                if last - first == 1 or str(error) not in (TOO_SLOW, TOO_BIG):
                    raise
                middle = (first + last) // 2  # heavy pages: fewer at a time
                todo[:0] = [(first, middle), (middle, last)]
                continue
            head = piece["head"]
            read += piece["read"]
        self._recognise(file, read, remarks)
        return self._assembled({"items": [page["items"] for page in read], "head": head})

    def _in_parts(self, file: Opened, head: dict[str, Any]) -> dict[str, Any]:
        """A long Word document: its pieces under each other, and then all their notes."""
        end = time.monotonic() + self._limits.total_seconds
        texts, notes, count, titles = [], [], 0, [head.get("title")]
        try:
            for place in head["pieces"]:
                if time.monotonic() > end:
                    raise CorpusError(TOO_SLOW)
                read = self._piece(file, place, count)
                texts.append(str(read["text"]))
                notes.append(str(read["said"]))
                count += int(read["notes"])
                titles.append(read["title"])
        except (LookupError, TypeError, ValueError) as error:  # not what a sound child gives
            raise CorpusError(DAMAGED) from error
        heading = f"## {NOTES}" if count else ""
        text = joined([*texts, heading, "\n".join(filter(None, notes))])
        if not any(character.isalnum() for character in text):
            raise CorpusError(NO_TEXT)
        return {**head, "title": next(filter(None, titles), ""), "text": text}

    def _piece(self, file: Opened, place: dict[str, Any], notes: int) -> dict[str, Any]:
        try:
            return self._processes.work("piece", file.stream, place=place, notes=notes)
        except CorpusError as error:
            raise CorpusError(LONG_WORD if str(error) in (TOO_SLOW, TOO_BIG) else str(error)) from error

    def _assembled(self, values: dict[str, Any]) -> dict[str, Any]:
        with tempfile.TemporaryFile(dir=self._processes.folder) as stream:
            stream.write(json.dumps(values).encode("utf-8", "replace"))
            stream.flush()
            return self._processes.work("assemble", stream)

    def _recognise(self, file: Opened, read: list[dict[str, Any]], remarks: list[str]) -> None:
        """Read the pages that are scans, and say of how many that was done."""
        scans = [number for number, page in enumerate(read) if page["scan"]]
        if not scans:
            return
        problem = recognition_problem()
        if problem:
            if not any(page["items"] for number, page in enumerate(read) if number not in scans):
                raise CorpusError(SCAN.format(problem=problem))
            remarks.append(f"{_pages(scans)} zonder tekst niet gelezen: {problem}")
            return
        end = time.monotonic() + self._limits.ocr_seconds
        unread: list[int] = []
        for number in scans:
            try:
                if time.monotonic() > end:
                    raise CorpusError(TOO_SLOW)
                read[number]["items"] = self._processes.work("ocr", file.stream, page=number)["items"]
            except CorpusError:
                unread.append(number)
        if done := len(scans) - len(unread):
            remarks.append(f"{done} {'pagina is' if done == 1 else 'pagina’s zijn'} met tekstherkenning gelezen")
        if unread:
            remarks.append(f"{_pages(unread)} zonder tekst niet gelezen: de tekstherkenning lukte niet")


def _pages(numbers: list[int]) -> str:
    shown = ", ".join(str(number + 1) for number in numbers[:8]) + (" en meer" if len(numbers) > 8 else "")
    return f"pagina {shown}" if len(numbers) == 1 else f"{len(numbers)} pagina’s ({shown})"


def _converted(values: dict[str, Any], remarks: list[str], digest: str) -> Converted:
    """The values of a child, which are not trusted to be of the right kind."""

    def text(key: str) -> str:
        return one_line(value) if isinstance(value := values.get(key, ""), str) else ""

    def texts(key: str) -> tuple[str, ...]:
        found = values.get(key, [])
        return tuple(one_line(value) for value in found if isinstance(value, str)) if isinstance(found, list) else ()

    if not isinstance(values.get("text"), str):
        raise CorpusError(DAMAGED)
    return Converted(
        text=values["text"],
        title=text("title"),
        date=text("date"),
        authors=texts("authors"),
        organisation=text("organisation"),
        remarks=(*texts("remarks"), *remarks),
        digest=digest,
    )


def _number(value: Any) -> int:
    if not isinstance(value, int) or not 0 < value <= PAGES:
        raise CorpusError(DAMAGED)
    return value
