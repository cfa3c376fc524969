"""Building a generation in child processes, and swapping it in.

The first child reads the sources, splits them, takes the vectors of unchanged
passages from the current generation, encodes the rest and writes texts, words
and vectors. The second writes Chroma's part and has never held any text: what
an erased document left in a memory cannot reach its files. The third opens the
result as a reader does (``probe``). A crash of any of them leaves the old index
as it was, and the parent's memory stays small.

After the swap the generation before it is kept for when the new one is found
damaged, but only if all its documents are in the new one unchanged.
"""

import errno
import shutil
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assistant import home, state
from assistant.encoder import load_encoder
from assistant.errors import IndexUnavailableError
from assistant.index import derived, generation, manifest, space
from assistant.index.child import Progress, Request, finish_generation, write_texts
from assistant.index.manifest import Manifest
from assistant.index.probe import prove
from assistant.index.processes import Send, run_apart
from assistant.settings import Settings
from assistant.types import TextEncoder

EncoderFactory = Callable[[Settings], TextEncoder]
ProgressSink = Callable[[Progress], None]
DIED = "Het bouwen van de index is afgebroken. Probeer het opnieuw: wijkwijzer index. De oude index blijft gelden."


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
            previous = _sound(indexes)
            folder = indexes / f"{generation.PREFIX}{uuid.uuid4().hex[:12]}"
            try:
                built = _built(Request(settings, corpus, folder, previous, make_encoder), on_progress)
                derived.carry(previous, folder)
                kept = previous if previous is not None and _is_part(previous, built) else None
                generation.swap_in(indexes, folder, kept)
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise
            generation.sweep(indexes, folder, kept)
    except OSError as error:
        raise IndexUnavailableError(_disk_message(error)) from error
    home.mark(settings.home)
    counts = {"documents": built.documents, "passages": built.passages}
    state.audit(settings, "index", generation=built.generation, counts=counts)
    return BuildReport(built, folder)


def _sound(indexes: Path) -> Path | None:
    """The generation whose vectors can be taken over, after a sweep; None when all must be encoded anew."""
    try:
        current, older = generation.current_generation(indexes), generation.previous_generation(indexes)
    except IndexUnavailableError:
        return None  # a damaged pointer; what lies there goes when a new index is there
    generation.sweep(indexes, current, older)
    for folder in (current, older):
        if folder is not None and (folder / manifest.FILE).is_file():
            return folder
    return None


def _built(request: Request, on_progress: ProgressSink) -> Manifest:
    begun = run_apart(_write_texts, (request,), on_progress, DIED)
    run_apart(_finish, (request.folder, begun), died=DIED)
    on_progress(Progress("Ik controleer de index"))
    prove(request.folder)
    return manifest.read(request.folder)


def _write_texts(request: Request, send: Send) -> Manifest:
    return write_texts(request, send, confined=True)


def _finish(folder: Path, begun: Manifest, _: Send) -> None:
    space.bound_files(space.dense_bytes(begun.passages, begun.dimension))
    finish_generation(folder, begun)


def _is_part(previous: Path, built: Manifest) -> bool:
    """Whether all documents of the previous generation are in the new one as they were."""
    try:
        before = {(source.name, source.digest) for source in manifest.read(previous).sources}
    except IndexUnavailableError:
        return False
    return before <= {(source.name, source.digest) for source in built.sources}


def _disk_message(error: OSError) -> str:
    if space.is_full(error):
        return space.FULL
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "Ik mag niet schrijven in de map van Wijkwijzer. Kies een andere map met --home."
    return "Ik kan de index niet wegschrijven. Controleer de schijf en probeer het opnieuw."
