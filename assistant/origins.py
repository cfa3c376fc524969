"""What a corpus folder remembers beside its files: where each came from, and who is changing it now.

A file that left the folder it was taken from is removed here too; a file that
is being removed is only hidden until the new index is there.
"""

import fcntl
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import CorpusError
from assistant.types import Collection

FILE = ".herkomst.json"
LOCK = ".lock"
HIDDEN = ".weg-"
FRESH = "-nieuw"


def read_origins(corpus: Path) -> dict[str, str]:
    """The folder of origin by file name; empty when nothing is known."""
    try:
        values = json.loads((corpus / FILE).read_text(encoding="utf-8"))
        return {str(name): str(origin) for name, origin in values.items()}
    except (OSError, ValueError, AttributeError):
        return {}  # without it nothing is removed, and nothing is lost


def write_origins(corpus: Path, origins: dict[str, str]) -> None:
    """Remember the folders of origin; the file is replaced as a whole."""
    path = corpus / FILE
    if origins or path.exists():
        fresh = path.with_suffix(".tmp")
        fresh.write_text(json.dumps(origins, ensure_ascii=False, indent=1), encoding="utf-8")
        fresh.replace(path)


def sweep_hidden(corpus: Path) -> None:
    """Finish what a run that was killed left: a file half copied, a document half deleted."""
    for item in Collection:
        for pattern in (f"{HIDDEN}*", f".[0-9]*{FRESH}"):
            for path in filter(Path.is_file, (corpus / item.value).rglob(pattern)):
                path.unlink()


@contextmanager
def corpus_lock(corpus: Path) -> Iterator[None]:
    """Hold the right to change the corpus; CorpusError when another process holds it."""
    with (corpus / LOCK).open("w") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CorpusError(
                "Er is al iemand bezig met de bronnen. Wacht tot dat klaar is en probeer opnieuw."
            ) from error
        yield


def forget(corpus: Path, names: Sequence[str]) -> None:
    """Forget where these files came from."""
    origins = read_origins(corpus)
    write_origins(corpus, {name: origin for name, origin in origins.items() if name not in names})
