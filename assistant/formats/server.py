"""The process that forks the children which read files: ``python -m assistant.formats.server``.

It loads the parsers once and reads nothing itself, so that a child costs a
fork (some milliseconds) instead of a start of Python (half a second). Unlike
multiprocessing's forkserver it knows its children's use of memory and time,
ends a child together with everything that the child started, and needs
nothing of the program that asked: no ``__main__``, no environment, no pickle.

A request is a JSON object with two descriptors: the file's copy, and a pipe
for the result. The answer comes when the child is gone:
``{"status", "memory", "cpu"}``. A word to stop, or the end of the connection,
ends the child.
"""

import gc
import json
import os
import resource
import select
import shutil
import signal
import socket
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from assistant.formats import child

STOP = b"stop\n"
GRACE = 2.0  # seconds: the one who asked ends a child first; this is for when it cannot


def main(descriptor: int, folder: Path) -> None:
    """Serve requests from the socket ``descriptor`` until it closes; then ``folder`` is removed."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who asked
    child.preload()
    gc.collect()
    gc.freeze()  # the children share these objects: a collection would copy their pages
    with socket.socket(fileno=descriptor) as link:
        try:
            link.sendall(b"{}\n")
            while True:
                message, given, _, _ = socket.recv_fds(link, 65_536, 2)
                if not message:
                    return
                # a word to stop that came after the child's end may stand before the request
                line = message.removeprefix(STOP)
                if line:
                    _serve(link, json.loads(line), given, folder)
        except OSError:
            return  # the one who asked is gone
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _serve(link: socket.socket, request: dict[str, Any], given: list[int], folder: Path) -> None:
    scratch = Path(tempfile.mkdtemp(dir=folder))
    alive, held = os.pipe()
    pid = os.fork()
    if pid == 0:
        link.close()
        os.close(alive)
        child.run(request, given, scratch)  # never returns
    with suppress(OSError):  # the child does it too, and may be gone already
        os.setpgid(pid, pid)
    for descriptor in (held, *given):
        os.close(descriptor)
    watched: list[Any] = [alive, link]
    try:
        ready, _, _ = select.select(watched, [], [], request["wall"] + GRACE)
    finally:
        # The child is not waited for yet, so that its id is its own; a status that it has is kept.
        with suppress(OSError):
            os.killpg(pid, signal.SIGKILL)
        _, status, used = os.wait4(pid, 0)
        os.close(alive)
        shutil.rmtree(scratch, ignore_errors=True)
    if link in ready:
        link.recv(len(STOP))
    answer = {"status": status, "memory": used.ru_maxrss * 1024, "cpu": used.ru_utime + used.ru_stime}
    link.sendall(json.dumps(answer).encode() + b"\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
