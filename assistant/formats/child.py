"""What one child process does: bound itself, read one piece of a file, write the result, end.

The bounds hold before the first byte of the file is looked at. Memory is
bounded as address space: what the process has now and what it may grow by,
so that its resident memory stays under the limit whatever the libraries map.
These are bounds, no cage: a child runs as the same user and can reach what that
user can.
"""

import ctypes
import importlib
import json
import os
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from assistant.errors import CorpusError

OUT_OF_MEMORY = 77
DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG
_TASKS = {
    "convert": "assistant.formats.reading",
    "pages": "assistant.formats.pdf",
    "assemble": "assistant.formats.pdf",
    "ocr": "assistant.formats.ocr",
    "piece": "assistant.formats.docx_pieces",
    "unpack": "assistant.formats.archive",
}
_PARSERS = (
    "lxml.html",
    "mammoth",
    "openpyxl",
    "pptx",
    "pypdfium2",
    "assistant.formats.reading",
    "assistant.formats.pdf",
    "assistant.formats.archive",
)


def preload() -> None:
    """Load the parsers, for all children."""
    sys.setrecursionlimit(10_000)  # of HTML as deep as lxml allows; Python's own frames are on the heap
    for name in _PARSERS:
        importlib.import_module(name)


def run(request: dict[str, Any], given: list[int], scratch: Path) -> None:
    """Do the work of ``request`` in this process and end it; an error of a parser is its exit code."""
    code = 1
    try:
        os.setpgid(0, 0)
        _bound(request)
        os.chdir(scratch)
        os.environ["TMPDIR"] = str(scratch)
        with os.fdopen(given[0], "rb") as stream:
            stream.seek(0)
            result = _result(request["task"], stream, request["options"])
        with os.fdopen(given[1], "wb") as pipe:
            pipe.write(json.dumps(result, ensure_ascii=False).encode("utf-8", "replace"))
        code = 0
    except MemoryError:
        code = OUT_OF_MEMORY
    finally:
        os._exit(code)  # nothing of the server's is undone in its child


def _result(task: str, stream: IO[bytes], options: dict[str, Any]) -> dict[str, Any]:
    work: Callable[..., dict[str, Any]] = getattr(importlib.import_module(_TASKS[task]), task)
    try:
        return work(stream, **options)
    except CorpusError as error:
        return {"refused": str(error)}


def _bound(request: dict[str, Any]) -> None:
    ctypes.CDLL(None).prctl(DEATH_SIGNAL, signal.SIGKILL)
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()
    mapped, resident = (int(count) * resource.getpagesize() for count in pages[:2])
    space = mapped + max(request["memory"] - resident, 0)
    resource.setrlimit(resource.RLIMIT_AS, (space, space))
    resource.setrlimit(resource.RLIMIT_CPU, (request["cpu"], request["cpu"] + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (request["file"], request["file"]))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)  # Python ignores it, and a parser may too
