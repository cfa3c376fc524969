"""Building a generation in a child process, and swapping it in.

The child reads the sources, splits them, takes the vectors of unchanged
passages from the current generation, encodes the rest and writes a new folder.
Torch and Chroma live and die in it: a crash there leaves the old index as it
was, and the parent's memory stays small.
"""

import errno
import multiprocessing
import shutil
import traceback
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from assistant.encoder import load_encoder
from assistant.errors import IndexUnavailableError, WijkwijzerError
from assistant.index import generation, manifest
from assistant.index.child import Progress, Request, build_generation
from assistant.index.manifest import Manifest
from assistant.settings import Settings
from assistant.types import TextEncoder

EncoderFactory = Callable[[Settings], TextEncoder]
ProgressSink = Callable[[Progress], None]
STOP_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did; ``refused`` holds (file, reason in Dutch)."""

    manifest: Manifest
    folder: Path

    @property
    def refused(self) -> tuple[tuple[str, str], ...]:
        """The files that could not be used."""
        return self.manifest.refused


def build_index(
    settings: Settings,
    corpus: Path,
    on_progress: ProgressSink = lambda progress: None,
    make_encoder: EncoderFactory = load_encoder,
) -> BuildReport:
    """Build the index of ``corpus`` under ``settings.indexes`` and make it current.

    Raises WijkwijzerError with a Dutch message; the index that was current stays so.
    """
    indexes = settings.indexes
    try:
        indexes.mkdir(parents=True, exist_ok=True)
        with generation.builder_lock(indexes):
            previous = _previous(indexes)
            generation.sweep(indexes, previous)
            folder = indexes / f"{generation.PREFIX}{uuid.uuid4().hex[:12]}"
            try:
                built = _run_child(Request(settings, corpus, folder, previous, make_encoder), on_progress)
                generation.swap_in(indexes, folder)
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise
            generation.sweep(indexes, folder)
            return BuildReport(built, folder)
    except OSError as error:
        raise IndexUnavailableError(_disk_message(error)) from error


def _previous(indexes: Path) -> Path | None:
    try:
        return generation.current_generation(indexes)
    except IndexUnavailableError:
        return None  # a damaged pointer: everything is encoded anew


def _disk_message(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return "De schijf is vol. Maak ruimte vrij en probeer het opnieuw. De oude index blijft gelden."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "Ik mag niet schrijven in de map van Wijkwijzer. Kies een andere map met --home."
    return "Ik kan de index niet wegschrijven. Controleer de schijf en probeer het opnieuw."


def _run_child(request: Request, on_progress: ProgressSink) -> Manifest:
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(request, sender), daemon=True)
    process.start()
    sender.close()
    try:
        outcome = _listen(receiver, on_progress)
    finally:
        receiver.close()
        if process.is_alive():
            process.join(STOP_SECONDS)
        if process.is_alive():
            process.kill()
        process.join()
    if isinstance(outcome, WijkwijzerError | OSError):
        raise outcome
    if outcome is not None or process.exitcode != 0:
        raise IndexUnavailableError(
            "Het bouwen van de index is afgebroken. Probeer het opnieuw: wijkwijzer index. De oude index blijft gelden."
        )
    return manifest.read(request.folder)


def _listen(receiver: Connection, on_progress: ProgressSink) -> Any:
    """What went wrong in the child, None when nothing did; "gone" when it died without a word."""
    while True:
        try:
            message = receiver.recv()
        except EOFError:
            return "gone"
        if isinstance(message, Progress):
            on_progress(message)
        else:
            return message


def _child(request: Request, sender: Connection) -> None:
    try:
        build_generation(request, sender.send)
        sender.send(None)
    except (WijkwijzerError, OSError) as error:
        sender.send(error)
    except BaseException:
        traceback.print_exc()  # to standard error, for whoever looks into it
        sender.send("failed")
        raise
