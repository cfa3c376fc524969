"""The near end of ``server``: one child process for each piece of work, with its result or the reason.

A child's result is JSON in bytes, of a bounded size: nothing that a hostile
file may have made of the child can run here. The server starts with the first
file and is started again when it died. It gets a small environment of its
own: no secret of this program's is in a process that reads strange files.
"""

import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import IO, Any

import assistant
from assistant.errors import CorpusError
from assistant.formats.child import OUT_OF_MEMORY
from assistant.formats.model import Limits, Usage
from assistant.formats.reasons import BUSY, DAMAGED, TOO_BIG, TOO_LONG, TOO_SLOW
from assistant.formats.server import GRACE, STOP

PREFIX = "wijkwijzer-lezer-"
NO_PROCESS = "ik kan geen proces starten om het bestand te lezen; sluit andere programma's en probeer het opnieuw"
STARVED = 0.4  # of the wall time: a child that got no more than this waited for other programs, not for its file
_PATH = "/usr/local/bin:/usr/bin:/bin"


class Processes:
    """Gives each piece of work a child process; ``usage`` tells what each used."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.usage: list[Usage] = []
        self.folder = Path()
        self._server: subprocess.Popen[bytes] | None = None
        self._link: socket.socket | None = None
        self._lock = threading.Lock()

    def start(self) -> None:
        """Make the folder for temporary files; folders of programs that are gone are removed."""
        _sweep(Path(tempfile.gettempdir()))
        self.folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))

    def stop(self) -> None:
        """End the server and remove all temporary files."""
        if self._link is not None:
            self._link.close()
            self._link = None
        if self._server is not None:
            try:
                self._server.wait(GRACE)
            except subprocess.TimeoutExpired:
                self._server.kill()
                self._server.wait()
            self._server = None
        shutil.rmtree(self.folder, ignore_errors=True)

    def work(self, task: str, stream: IO[bytes], **options: Any) -> dict[str, Any]:
        """What the child made of ``task``; CorpusError with the reason when there is no result."""
        with self._lock:
            link = self._connected()
            reader, writer = os.pipe()
            started = time.monotonic()
            request = {"task": task, "options": options, "wall": self.limits.wall_seconds, **self._bounds()}
            try:
                try:
                    socket.send_fds(link, [json.dumps(request).encode() + b"\n"], [stream.fileno(), writer])
                finally:
                    os.close(writer)
                result, reason = self._read(reader, started + self.limits.wall_seconds)
                if reason:
                    link.sendall(STOP)
                ended = json.loads(_line(link))
            except (OSError, ValueError) as error:
                self._drop()
                raise CorpusError(NO_PROCESS) from error
            except BaseException:  # Ctrl-C: the answer to this request is not to be taken for that to the next
                self._drop()
                raise
            finally:
                os.close(reader)
        self.usage.append(Usage(time.monotonic() - started, ended["cpu"], ended["memory"]))
        if reason == TOO_SLOW and ended["cpu"] < self.limits.wall_seconds * STARVED:
            reason = BUSY
        return _checked(result, reason or _failure(ended["status"]))

    def _bounds(self) -> dict[str, int]:
        return {"memory": self.limits.memory, "cpu": self.limits.cpu_seconds, "file": self.limits.file}

    def _read(self, reader: int, deadline: float) -> tuple[bytes, str]:
        """The whole result, or why there is none."""
        parts: list[bytes] = []
        size = 0
        while True:
            ready, _, _ = select.select([reader], [], [], max(deadline - time.monotonic(), 0))
            if not ready:
                return b"", TOO_SLOW
            block = os.read(reader, 1 << 20)
            if not block:
                return b"".join(parts), ""
            parts.append(block)
            size += len(block)
            if size > self.limits.output:
                return b"", TOO_LONG

    def _connected(self) -> socket.socket:
        if self._link is not None and self._server is not None and self._server.poll() is None:
            return self._link
        self._drop()
        near, far = socket.socketpair()
        source = str(Path(assistant.__file__).parent.parent)
        home = Path(tempfile.mkdtemp(dir=self.folder))
        try:
            self._server = subprocess.Popen(
                [sys.executable, "-P", "-m", "assistant.formats.server", str(far.fileno()), str(home)],
                pass_fds=[far.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                cwd=home,
                env={
                    "PATH": _PATH,
                    "LANG": "C.UTF-8",
                    "PYTHONPATH": source,
                    "OMP_THREAD_LIMIT": "1",
                    "HOME": str(home),
                },
            )
            far.close()
            _line(near)  # it is ready
        except OSError as error:
            near.close()
            far.close()
            raise CorpusError(NO_PROCESS) from error
        self._link = near
        return near

    def _drop(self) -> None:
        if self._server is not None:
            self._server.kill()
            self._server.wait()
        if self._link is not None:
            self._link.close()
        self._server = self._link = None


def _line(link: socket.socket) -> bytes:
    line = b""
    while not line.endswith(b"\n"):
        part = link.recv(65_536)
        if not part:
            raise ConnectionError("the server is gone")
        line += part
    return line


def _failure(status: int) -> str:
    code = os.waitstatus_to_exitcode(status)
    if code == OUT_OF_MEMORY:
        return TOO_BIG
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return TOO_SLOW
    if code == -signal.SIGXFSZ:
        return TOO_LONG
    return DAMAGED if code else ""


def _checked(result: bytes, reason: str) -> dict[str, Any]:
    if reason:
        raise CorpusError(reason)
    try:
        values = json.loads(result)
    except (ValueError, RecursionError) as error:
        raise CorpusError(DAMAGED) from error
    if not isinstance(values, dict):
        raise CorpusError(DAMAGED)
    refused = values.get("refused")
    if refused is not None:
        raise CorpusError(" ".join(str(refused).split())[:500])
    return values


def _sweep(parent: Path) -> None:
    """Remove the temporary files of programs that were ended before they could."""
    for path in parent.glob(f"{PREFIX}*-*"):
        pid = path.name.removeprefix(PREFIX).split("-")[0]
        if pid.isdigit() and not Path(f"/proc/{pid}").exists():
            shutil.rmtree(path, ignore_errors=True)
