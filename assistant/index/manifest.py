"""What a generation was made of, and whether it still fits this program and these sources.

A difference is never migrated: the index is derived, so it is built again.
"""

import json
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path

from assistant.encoder import EncoderIdentity
from assistant.errors import IndexUnavailableError
from assistant.splitting import SPLITTER

FORMAT = 10  # the layout of a generation folder
FILE = "manifest.json"
REBUILD = "Bouw de index opnieuw: wijkwijzer index."


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it was when the index was built; ``changed`` is its mtime in nanoseconds."""

    name: str
    size: int
    changed: int
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """Versions, encoder, counts and sources of one generation."""

    generation: str
    encoder: str
    encoder_digest: str
    dimension: int
    documents: int
    passages: int
    sentences: int
    sources: tuple[SourceFile, ...]
    refused: tuple[tuple[str, str], ...]
    content: str  # digest of everything that decides an answer; equal corpora give equal digests
    files: dict[str, tuple[int, str]]  # size and digest of each: a wrong byte gives wrong answers in silence
    embedded: int  # passages encoded for this build; the others kept their vectors
    seconds: dict[str, float] = field(default_factory=dict)
    splitter: str = SPLITTER
    format: int = FORMAT
    versions: dict[str, str] = field(default_factory=lambda: library_versions())


def library_versions() -> dict[str, str]:
    """The versions whose file formats a generation depends on."""
    return {name: version(name) for name in ("chromadb", "tantivy")}


def write(manifest: Manifest, folder: Path) -> None:
    """Write the manifest; the last file of a generation, so that its presence means whole."""
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1)
    (folder / FILE).write_text(text, encoding="utf-8")


def read(folder: Path) -> Manifest:
    """Read a manifest; IndexUnavailableError when it is missing or cannot be understood."""
    try:
        values = json.loads((folder / FILE).read_text(encoding="utf-8"))
        values["sources"] = tuple(SourceFile(**entry) for entry in values["sources"])
        values["files"] = {name: (int(size), str(digest)) for name, (size, digest) in values["files"].items()}
        values["refused"] = tuple((name, reason) for name, reason in values["refused"])
        return Manifest(**values)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise IndexUnavailableError(f"De index is beschadigd. {REBUILD}") from error


def misfit(manifest: Manifest, identity: EncoderIdentity) -> str | None:
    """Why this generation may not answer, in Dutch; None when it fits."""
    if manifest.format != FORMAT or manifest.splitter != SPLITTER:
        return "De index is van een andere versie van Wijkwijzer."
    if manifest.versions != library_versions():
        return "De index is met andere versies van Chroma of Tantivy gemaakt."
    if manifest.encoder_digest != identity.digest:
        return f"De index is met een ander zoekmodel gemaakt ({manifest.encoder})."
    return None
