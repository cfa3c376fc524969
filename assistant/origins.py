"""What a corpus folder remembers beside its files: where each came from, and who is changing it now.

A file that left the folder it was taken from is removed here too; a file that
is being removed is only hidden until the new index is there. What was proposed
for a document is remembered as well, to tell a curator's correction from it.
"""

import fcntl
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from assistant.errors import CorpusError
from assistant.types import Collection

FILE = ".herkomst.json"
SKETCHES = ".gelijkenis.npy"
LOCK = ".lock"
HIDDEN = ".weg-"
FRESH = "-nieuw"
WORK = ".bezig-"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a stored file came from; every field "" or empty where it is not known.

    folder: the folder or archive that was given, in full; "" for a file given by itself.
    inner: the path within it, with "/"; the whole path for a file given by itself.
    sha256: of the original's bytes. stored: of the bytes as they were stored.
    proposal: what was proposed for its front matter, by English key.
    """

    folder: str = ""
    inner: str = ""
    sha256: str = ""
    stored: str = ""
    proposal: Mapping[str, str | list[str]] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The original's own path; "" when it is not known."""
        return f"{self.folder}/{self.inner}" if self.folder and self.inner else self.inner


def read_origins(corpus: Path) -> dict[str, Origin]:
    """The origin by the name of the stored file; empty when nothing is known."""
    try:
        values = json.loads((corpus / FILE).read_text(encoding="utf-8"))
        return {str(name): _origin(value) for name, value in values.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}  # without it nothing is removed, and nothing is lost


def _origin(value: Any) -> Origin:
    return Origin(folder=value) if isinstance(value, str) else Origin(**value)


def write_origins(corpus: Path, origins: Mapping[str, Origin]) -> None:
    """Remember the origins; the file is replaced as a whole."""
    path = corpus / FILE
    if origins or path.exists():
        values = {name: {key: value for key, value in asdict(of).items() if value} for name, of in origins.items()}
        fresh = path.with_suffix(".tmp")
        fresh.write_text(json.dumps(values, ensure_ascii=True, indent=1, sort_keys=True), encoding="utf-8")
        fresh.replace(path)


def forget(corpus: Path, names: Sequence[str]) -> None:
    """Remember nothing any more of these stored files, nor what was computed from any text."""
    origins = read_origins(corpus)
    write_origins(corpus, {name: origin for name, origin in origins.items() if name not in names})
    (corpus / SKETCHES).unlink(missing_ok=True)


def hidden_files(corpus: Path, pattern: str = f"{HIDDEN}*") -> list[Path]:
    """The files that an erasure hid, which a killed one leaves."""
    return [path for item in Collection for path in (corpus / item.value).rglob(pattern) if path.is_file()]


def sweep_hidden(corpus: Path) -> None:
    """Finish what a run that was killed left: a file half copied, a document half deleted, what was known of it."""
    for path in (*hidden_files(corpus), *hidden_files(corpus, f".[0-9]*{FRESH}")):
        path.unlink()
    for path in corpus.glob(f"{WORK}*"):
        shutil.rmtree(path, ignore_errors=True)
    origins = read_origins(corpus)
    if origins:
        present = {path.name for item in Collection for path in (corpus / item.value).rglob("*")}
        gone = [name for name in origins if name not in present]
        if gone:
            forget(corpus, gone)


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
