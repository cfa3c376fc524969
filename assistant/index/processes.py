"""Work in a process of its own: what happens to it never happens to the caller."""

import logging
import multiprocessing
import os
import threading
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from typing import Any

from assistant.errors import IndexUnavailableError, WijkwijzerError

log = logging.getLogger(__name__)
STOP_SECONDS = 10.0
# A new interpreter: its memory has held no text, and no library has threads in it.
context: BaseContext = multiprocessing.get_context("spawn")
Send = Callable[[object], None]


def run_apart(
    target: Callable[..., Any],
    arguments: tuple[Any, ...],
    on_message: Callable[[Any], None] = lambda message: None,
    died: str = "",
) -> Any:
    """What ``target(*arguments, send)`` gives in a child process; what it sends goes to ``on_message``.

    Its WijkwijzerError or OSError is raised here; when it dies or fails in
    another way, IndexUnavailableError with the sentence ``died``.
    """
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(target, arguments, sender), daemon=True)  # type: ignore[attr-defined]
    process.start()
    sender.close()
    try:
        kind, value = _listen(receiver, on_message)
    finally:
        receiver.close()
        if process.is_alive():
            process.join(STOP_SECONDS)
        lingers = process.is_alive()
        if lingers:  # what it gave is whole; on a busy machine a library may take long to let go
            process.kill()
        process.join()
    if kind == "error":
        raise value
    if kind != "done" or (process.exitcode != 0 and not lingers):
        log.warning("a child process ended with code %s and %s", process.exitcode, kind)
        raise IndexUnavailableError(died)
    return value


def _listen(receiver: Connection, on_message: Callable[[Any], None]) -> tuple[str, Any]:
    while True:
        try:
            kind, value = receiver.recv()
        except EOFError:  # it died without a word
            return "gone", None
        if kind != "message":
            return kind, value
        on_message(value)


def _end_with_the_parent() -> None:
    """A child whose caller was killed writes on for nobody: it ends at once."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _child(target: Callable[..., Any], arguments: tuple[Any, ...], sender: Connection) -> None:
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    # Before torch is imported: threads that wait for each other sleep instead of spin. Beside other work on two
    # cores that is the difference between 4 and 12 to 24 passages a second.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    try:
        sender.send(("done", target(*arguments, lambda message: sender.send(("message", message)))))
    except (WijkwijzerError, OSError) as error:
        sender.send(("error", error))
    except BaseException:
        traceback.print_exc()  # to standard error, for whoever looks into it
        sender.send(("failed", None))
        raise
