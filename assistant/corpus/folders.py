"""The folders of a corpus: which files count, and what is refused.

``README.md`` and ``SJABLOON.md`` explain; they are never indexed. Names are
sorted, so that the same files give the same index on every machine.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.corpus.documents import EXTENSIONS, Refusal, read_document
from assistant.errors import CorpusError
from assistant.types import Collection, Document

NOT_INDEXED = frozenset({"readme.md", "sjabloon.md"})


@dataclass(frozen=True, slots=True)
class Corpus:
    """The documents that can be used, by name, and the files that cannot."""

    documents: tuple[Document, ...]
    refused: tuple[Refusal, ...]


def corpus_files(folder: Path) -> list[Path]:
    """The files of a folder that are meant as sources, sorted by name; links out of it are left."""
    return sorted(_walk(folder)) if folder.is_dir() else []


def guides(folder: Path) -> list[Path]:
    """The files in a folder and its folders that explain and are never indexed."""
    return sorted(path for path in folder.glob("**/*.md") if path.name.lower() in NOT_INDEXED and path.is_file())


def name_within(folder: Path, path: Path) -> str:
    """The name of a file within a folder; bytes that are no UTF-8 become question marks."""
    return path.relative_to(folder).as_posix().encode("utf-8", "replace").decode("utf-8")


def text_key(text: str) -> bytes:
    """A digest of 16 bytes that is equal for texts that differ in white space only; it holds no zero byte."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).digest()[:16].replace(b"\0", b"\1")


def load_corpus(corpus: Path) -> Corpus:
    """Both collections of a home's corpus folder."""
    parts = [(path, item) for item in Collection for path in corpus_files(corpus / item.value)]
    return _load(parts, corpus)


def load_folder(folder: Path, collection: Collection = Collection.BRONNEN) -> Corpus:
    """Every source under one folder, as one collection; CorpusError when it is not there."""
    if not folder.is_dir():
        raise CorpusError(
            "Er is geen map met bronnen. Voeg bronnen toe: wijkwijzer ingest PAD, of controleer de naam van de map."
        )
    return _load([(path, collection) for path in corpus_files(folder)], folder)


def _walk(folder: Path) -> Iterator[Path]:
    root = folder.resolve()
    waiting = [str(folder)]
    while waiting:  # scandir knows the kind of an entry without asking the disk again: 10,000 files in 40 ms
        try:
            with os.scandir(waiting.pop()) as entries:
                listed = [entry for entry in entries if not entry.name.startswith(".")]
        except OSError:
            continue  # a folder that is closed holds no sources
        for entry in listed:
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            elif entry.name.lower() not in NOT_INDEXED and _is_own_file(entry, root):
                yield Path(entry.path)


def _is_own_file(entry: "os.DirEntry[str]", root: Path) -> bool:
    try:
        if not entry.is_symlink():
            return entry.is_file(follow_symlinks=False)
        return entry.is_file() and Path(entry.path).resolve().is_relative_to(root)
    except (OSError, RuntimeError):  # a link to itself
        return False


def _load(files: Iterable[tuple[Path, Collection]], root: Path) -> Corpus:
    documents: dict[str, Document] = {}
    texts: dict[bytes, str] = {}
    refused = []
    for path, collection in files:
        name = name_within(root, path)
        try:
            if path.suffix.lower() not in EXTENSIONS:
                raise CorpusError("dit soort bestand kan ik nog niet lezen; ik lees .md en .txt")
            document = read_document(path, collection)
            _check_unique(document, documents, texts)
        except CorpusError as error:
            refused.append(Refusal(name, str(error)))
            continue
        documents[document.id] = document
        texts[text_key(document.text)] = document.id
    return Corpus(tuple(documents[key] for key in sorted(documents)), tuple(refused))


def _check_unique(document: Document, documents: dict[str, Document], texts: dict[bytes, str]) -> None:
    if document.id in documents:
        raise CorpusError(f"er is al een document met de naam ‘{document.id}’; geef het bestand een andere naam")
    twin = texts.get(text_key(document.text))
    if twin is not None:
        raise CorpusError(f"deze tekst is gelijk aan ‘{twin}’; je hoeft niets te doen")
