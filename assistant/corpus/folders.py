"""The folders of a corpus: which files count, and what is refused.

``README.md`` and ``SJABLOON.md`` explain; they are never indexed. Names are
sorted, so that the same files give the same index on every machine.
"""

import hashlib
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
    if not folder.is_dir():
        return []
    root = folder.resolve()
    return sorted(path for path in _walk(folder) if path.resolve().is_relative_to(root))


def name_within(folder: Path, path: Path) -> str:
    """The name of a file within a folder; bytes that are no UTF-8 become question marks."""
    return path.relative_to(folder).as_posix().encode("utf-8", "replace").decode("utf-8")


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
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.is_file() and path.name.lower() not in NOT_INDEXED:
            yield path


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
        texts[_text_digest(document)] = document.id
    return Corpus(tuple(documents[key] for key in sorted(documents)), tuple(refused))


def _text_digest(document: Document) -> bytes:
    """By which equal texts are known; the texts themselves would be in memory twice."""
    return hashlib.sha256(" ".join(document.text.split()).encode("utf-8", "surrogatepass")).digest()


def _check_unique(document: Document, documents: dict[str, Document], texts: dict[bytes, str]) -> None:
    if document.id in documents:
        raise CorpusError(f"er is al een document met de naam ‘{document.id}’; geef het bestand een andere naam")
    twin = texts.get(_text_digest(document))
    if twin is not None:
        raise CorpusError(f"deze tekst is gelijk aan ‘{twin}’")
