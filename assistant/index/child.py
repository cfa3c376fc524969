"""What the child process does: from a folder of sources to a whole generation.

Sentences are encoded one by one beside their passage, so that an answer costs no encoding but the question's.
Without title or heading in front: on raw web text those pull all sentences of a document together (answer first
on the seeds .53 with them, .60 without).
"""

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from assistant.corpus import Corpus, load_corpus, load_folder
from assistant.corpus.documents import file_digest
from assistant.index import dense, files, lexical, manifest, space, store, vectors
from assistant.index.generation import source_paths
from assistant.index.manifest import Manifest, SourceFile
from assistant.index.reuse import OldVectors
from assistant.settings import Settings
from assistant.splitting import SPLITTER, split
from assistant.types import Collection, Document, Passage, TextEncoder

# Passages encoded between two reports: at most, at least (some batches for each worker), and so many reports at least.
CHUNK, LEAST, STEPS = 128, 16, 16


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is; ``step`` is a Dutch phrase, ``file`` the one at hand, ``total`` 0 while it is unknown."""

    step: str
    done: int = 0
    total: int = 0
    file: str = ""
    seconds_left: float | None = None  # None while it cannot be estimated


@dataclass(frozen=True, slots=True)
class Request:
    """What to build, where, and where old vectors may be found."""

    settings: Settings
    corpus: Path
    folder: Path
    previous: Path | None
    make_encoder: Callable[[Settings], TextEncoder]


@dataclass(slots=True)
class _Entry:
    row: int
    document: int
    passage: Passage
    key: bytes
    first_sentence: int


@dataclass(slots=True)
class _Clock:
    seconds: dict[str, float] = field(default_factory=dict)
    at: float = field(default_factory=time.perf_counter)

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self.seconds[name] = round(self.seconds.get(name, 0.0) + now - self.at, 4)
        self.at = now


def build_generation(request: Request, report: Callable[[Progress], None]) -> None:
    """Write the whole generation of ``request`` in this process."""
    finish_generation(request.folder, write_texts(request, report))


def write_texts(request: Request, report: Callable[[Progress], None], confined: bool = False) -> Manifest:
    """Write all but Chroma's part; gives what the manifest will say. ``confined`` bounds what this process writes."""
    from assistant.encoder import identify

    clock = _Clock()
    identity = identify(request.settings)
    report(Progress("Ik lees de bronnen"))
    sources = _sources(request.corpus)
    corpus = read_corpus(request.corpus)
    documents = corpus.documents
    entries = _entries(documents, identity.digest)
    clock.lap("read")
    request.folder.mkdir()
    dimension, embedded = _write_vectors(request, entries, documents, report, clock, confined)
    report(Progress("Ik schrijf de index"))  # no count: Chroma and Tantivy tell nothing on the way
    store.write(request.folder, documents, ((e.row, e.document, e.passage, e.first_sentence) for e in entries))
    rows = ((e.row, _text(documents, e), _filter_values(documents[e.document])) for e in entries)
    with space.writing():
        lexical.write(request.folder, rows)
    clock.lap("index")
    return Manifest(
        generation=request.folder.name,
        encoder=identity.name,
        encoder_digest=identity.digest,
        dimension=dimension,
        documents=len(documents),
        passages=len(entries),
        sentences=sum(len(entry.passage.sentences) for entry in entries),
        sources=sources,
        refused=tuple((refusal.file, refusal.reason) for refusal in corpus.refused),
        content=_content_digest(documents, entries, identity.digest),
        files={},
        embedded=embedded,
        seconds=clock.seconds,
    )


def finish_generation(folder: Path, begun: Manifest) -> None:
    """Write Chroma's part from the vectors alone, and the manifest, which comes last."""
    clock = _Clock(dict(begun.seconds))
    passages = vectors.open_array(folder, vectors.PASSAGES, begun.passages, begun.dimension)
    with space.writing():
        dense.write(folder, passages)
    clock.lap("chroma")
    manifest.write(replace(begun, files=files.measure(folder), seconds=clock.seconds), folder)


def read_corpus(corpus: Path) -> Corpus:
    """The documents of a home's corpus, or of a plain folder of sources."""
    if any((corpus / item.value).is_dir() for item in Collection):
        return load_corpus(corpus)
    return load_folder(corpus)


def embedding_text(document: Document, passage: Passage) -> str:
    """What the encoder and the lexical index read of a passage: title and headings, then its text."""
    title = document.title if document.title != document.id else ""
    context = [part for part in (title, passage.heading) if part and not passage.text.startswith(part)]
    return "\n".join([*context, passage.text])


def _sources(corpus: Path) -> tuple[SourceFile, ...]:
    found = []
    for name, path in source_paths(corpus).items():
        try:
            status = path.stat()
            found.append(SourceFile(name, status.st_size, status.st_mtime_ns, file_digest(path)))
        except OSError:
            found.append(SourceFile(name, -1, -1, ""))  # unreadable now: it is refused below, and stale when it heals
    return tuple(found)


def _entries(documents: Sequence[Document], encoder_digest: str) -> list[_Entry]:
    entries: list[_Entry] = []
    first_sentence = 0
    for number, document in enumerate(documents):
        for passage in split(document):
            text = embedding_text(document, passage)
            sentences = "\0".join(sentence.text for sentence in passage.sentences)
            key = hashlib.sha256(f"{encoder_digest}\0{text}\0\0{sentences}".encode()).digest()
            entries.append(_Entry(len(entries), number, passage, key, first_sentence))
            first_sentence += len(passage.sentences)
    return entries


def _text(documents: Sequence[Document], entry: _Entry) -> str:
    """Made again where it is needed: a million of them would be a second copy of the corpus in memory."""
    return embedding_text(documents[entry.document], entry.passage)


def _write_vectors(
    request: Request,
    entries: list[_Entry],
    documents: Sequence[Document],
    report: Callable[[Progress], None],
    clock: _Clock,
    confined: bool,
) -> tuple[int, int]:
    """Write the arrays; gives the dimension and how many passages were encoded."""
    old = OldVectors(request.previous)
    places = [old.place(entry.key) for entry in entries]
    fresh = [entry for entry, place in zip(entries, places, strict=True) if place is None]
    encoder = None
    if fresh or not entries or old.dimension == 0:
        report(Progress("Ik laad het zoekmodel"))
        encoder = request.make_encoder(request.settings)
        clock.lap("load")
    dimension = encoder.dimension if encoder else old.dimension
    total = entries[-1].first_sentence + len(entries[-1].passage.sentences) if entries else 0
    needed = space.needed_bytes(sum(len(document.text) for document in documents), len(entries), total, dimension)
    space.check_free(request.folder, needed)
    if confined:
        space.bound_files(needed)
    numbered = ((entry.key, entry.first_sentence, len(entry.passage.sentences)) for entry in entries)
    vectors.write_places(request.folder, numbered, len(entries))
    if not entries:
        vectors.write(request.folder, vectors.PASSAGES, np.zeros((0, dimension), np.float16))
        vectors.write(request.folder, vectors.SENTENCES, np.zeros((0, dimension), np.float16))
        return dimension, 0
    passages = vectors.create(request.folder, vectors.PASSAGES, len(entries), dimension)
    sentences = vectors.create(request.folder, vectors.SENTENCES, total, dimension)
    for entry, place in zip(entries, places, strict=True):
        if place is not None:
            passages[entry.row], sentences[_sentence_slice(entry)] = old.take(place)
    report(Progress("Ik lees en begrijp de passages", 0, len(fresh)))
    size = min(CHUNK, max(LEAST, len(fresh) // STEPS))
    for start in range(0, len(fresh), size):
        assert encoder is not None
        chunk = fresh[start : start + size]
        _encode(encoder, chunk, [_text(documents, entry) for entry in chunk], passages, sentences, clock)
        report(Progress("Ik lees en begrijp de passages", start + len(chunk), len(fresh)))
    passages.flush()
    sentences.flush()
    return dimension, len(fresh)


def _encode(
    encoder: TextEncoder,
    chunk: list[_Entry],
    texts: list[str],
    passages: np.memmap,
    sentences: np.memmap,
    clock: _Clock,
) -> None:
    encoded = encoder.encode_passages(texts)
    clock.lap("passages")
    lines = [" ".join(sentence.text.split()) for entry in chunk for sentence in entry.passage.sentences]
    encoded_sentences = encoder.encode_passages(lines)
    clock.lap("sentences")
    at = 0
    for entry, vector in zip(chunk, encoded, strict=True):
        passages[entry.row] = vector
        sentences[_sentence_slice(entry)] = encoded_sentences[at : at + len(entry.passage.sentences)]
        at += len(entry.passage.sentences)


def _sentence_slice(entry: _Entry) -> slice:
    return slice(entry.first_sentence, entry.first_sentence + len(entry.passage.sentences))


def _filter_values(document: Document) -> dict[str, object]:
    single = {"collection": document.collection.value, "kind": document.kind.value, "year": document.year}
    return {**single, "municipalities": document.municipalities, "themes": document.themes}


def _content_digest(documents: Sequence[Document], entries: Sequence[_Entry], encoder_digest: str) -> str:
    digest = hashlib.sha256(f"{manifest.FORMAT}\0{SPLITTER}\0{encoder_digest}".encode())
    for document in documents:
        digest.update(f"\0{document.collection}\0{document.id}\0{document.digest}".encode())
    for entry in entries:
        digest.update(f"\0{entry.passage.id}\0{entry.key.hex()}".encode())
    return digest.hexdigest()
