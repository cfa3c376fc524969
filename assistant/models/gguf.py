"""A GGUF file run by llama.cpp, in a child process that serves it on loopback.

In a process of its own: a file that llama.cpp cannot bear takes no answer with
it. The child belongs to this program's process group and ends when its standard
input closes, however this program ends. A key of the moment keeps other users
of the machine out.
"""

import json
import logging
import secrets
import subprocess
import sys
import threading
import weakref
from contextlib import suppress
from pathlib import Path

from assistant.errors import ModelError, SettingsError
from assistant.models.failures import NO_FILE

log = logging.getLogger(__name__)
STOP_SECONDS = 2.0
_MAGIC = b"GGUF"


class GgufServer:
    """Starts the child when it is first needed; ``url`` is known once it is ready. Safe between threads."""

    def __init__(self, path: Path, context: int, threads: int) -> None:
        _check(path)
        self.url = ""
        self.key = secrets.token_hex(16)
        self._order = {"path": str(path), "context": context, "threads": threads, "key": self.key}
        self._child: subprocess.Popen[str] | None = None
        self._failed = False
        self._lock = threading.Lock()
        self._finalizer: weakref.finalize[..., GgufServer] | None = None  # also when nobody holds this any more

    def start(self) -> None:
        """Start the child, so that the file is read while other things are made ready."""
        with self._lock:
            if self._child is None and not self._failed:
                self._start()

    def ready(self) -> bool:
        """Whether it answers; starts it when it does not run. ModelError when it cannot."""
        with self._lock:
            if self._child is not None and self.url and self._child.poll() is not None:
                self._child, self.url = None, ""  # it broke down while it worked: once more
            if self._child is None and not self._failed:
                self._start()
        if self._failed:
            raise ModelError(NO_FILE)
        return bool(self.url)

    def close(self) -> None:
        """End the child."""
        with self._lock:
            self._child, finalizer = None, self._finalizer
        if finalizer is not None:
            finalizer()

    def _start(self) -> None:
        program = Path(__file__).with_name("gguf_child.py")
        try:
            self._child = subprocess.Popen(
                [sys.executable, "-P", str(program)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # llama.cpp names files, and at its wordiest what it is asked
                text=True,
            )
            assert self._child.stdin is not None
            self._child.stdin.write(json.dumps(self._order) + "\n")
            self._child.stdin.flush()
        except OSError:
            self._failed = True
            return
        self._finalizer = weakref.finalize(self, _end, self._child)
        threading.Thread(target=self._listen, args=(self._child,), name="wijkwijzer-gguf", daemon=True).start()

    def _listen(self, child: "subprocess.Popen[str]") -> None:
        assert child.stdout is not None
        line = child.stdout.readline().strip()
        if line.startswith("http://127.0.0.1:"):
            self.url = f"{line}/v1"
        else:
            log.warning("llama.cpp did not start")
            self._failed = True


def _end(child: "subprocess.Popen[str]") -> None:
    if child.stdin is not None:
        with suppress(OSError):
            child.stdin.close()
    try:
        child.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _check(path: Path) -> None:
    try:
        with path.open("rb") as stream:
            found = stream.read(len(_MAGIC))
    except (OSError, ValueError) as error:
        raise SettingsError(
            "Ik kan het bestand van het taalmodel niet lezen. Controleer de instelling ‘model’."
        ) from error
    if found != _MAGIC:
        raise SettingsError("Het bestand van het taalmodel is geen GGUF-bestand. Kies een ander bij ‘model’.")
