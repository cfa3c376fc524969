"""The sections of documents that speak of a theme, whole, from the passages that a search found.

A section that has too little of the theme is left out: the nearest passage to
a subject that the corpus does not hold is about another one. Only where a
curator filed the whole document under the theme, its sections that are nearest
in meaning count as well, in whatever words.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import groupby

import numpy as np

from assistant.desks.workshop.topic import Topic
from assistant.engine import Engine
from assistant.index.store import StoredPassage
from assistant.types import Document, Passage, Sentence, Vectors

NEAREST_SECTIONS = 5  # of a document that its curator filed under the theme
NEAR_SECTIONS = 1  # of these, that can be quoted as they are
ABOUT_FROM = 0.8  # coverage from which a theme in front matter is this one


@dataclass(frozen=True, slots=True)
class Stretch:
    """The sentences under one heading, without the headings; ``vectors`` has a row for each."""

    document: Document
    heading: str
    sentences: tuple[Sentence, ...]
    vectors: Vectors = field(compare=False)
    cosines: tuple[float, ...]  # with the theme
    passage: Passage
    relevance: float
    title: Sentence | None = None  # its own heading, where the passages that were read hold it
    is_near: bool = False  # on the theme in other words: the nearest of a document that is filed under it


def stretches(engine: Engine, topic: Topic, rows: Iterable[int], vector: Vectors) -> Iterator[Stretch]:
    """The sections on a theme around these rows of passages; ``vector`` is that of the theme."""
    for document, passages in _neighbourhoods(engine, rows):
        yield from _stretches(engine, topic, document, passages, vector)


def _neighbourhoods(engine: Engine, rows: Iterable[int]) -> Iterator[tuple[Document, list[StoredPassage]]]:
    """The passages found and those beside them, by document and in order."""
    total = engine.generation.manifest.passages
    wanted = sorted({near for row in rows for near in (row - 1, row, row + 1) if 0 <= near < total})
    stored = engine.generation.store.passages(wanted)
    for document_id, group in groupby(stored, key=lambda one: one.passage.document_id):
        document = engine.document(document_id)
        if document is not None:
            yield document, list(group)


_Read = tuple[StoredPassage, Sentence, Vectors]


def _stretches(
    engine: Engine, topic: Topic, document: Document, stored: Sequence[StoredPassage], vector: Vectors
) -> Iterator[Stretch]:
    read = [
        (passage, sentence, own)
        for passage in stored
        for sentence, own in zip(passage.passage.sentences, _vectors(engine, passage), strict=True)
    ]
    found: list[Stretch] = []
    for heading, group in groupby(read, key=lambda one: one[1].heading):
        read_here = list(group)
        inside = [one for one in read_here if not one[1].is_heading]
        title = next((one[1] for one in read_here if one[1].is_heading), None)
        above = topic.coverage(f"{document.title} {heading}")
        for run in _without_gaps(inside):
            body = " ".join(one[1].text for one in run)
            relevance = 0.35 * above + 0.65 * topic.coverage(f"{heading} {body}")
            vectors = np.stack([one[2] for one in run])
            cosines = tuple(float(cosine) for cosine in vectors @ vector)
            sentences = tuple(one[1] for one in run)
            found.append(Stretch(document, heading, sentences, vectors, cosines, run[0][0].passage, relevance, title))
            title = None  # it stands above the first run only
    full = cache(lambda: engine.generation.store.document(document.id))  # once for all sections of it
    for stretch in _on_theme(topic, document, found):
        touched = [one.passage for one in stored if _touches(one.passage, stretch)]
        passage = _whole(full, touched)
        title = stretch.title if stretch.title and passage.start <= stretch.title.start < passage.end else None
        yield replace(stretch, passage=passage, title=title)


def _on_theme(topic: Topic, document: Document, found: Sequence[Stretch]) -> Iterator[Stretch]:
    """The sections that have enough of the theme; of a document that is filed under it also the nearest in meaning."""
    is_about = any(topic.coverage(theme) >= ABOUT_FROM for theme in document.themes)
    nearest = sorted(found, key=lambda stretch: -max(stretch.cosines))[: NEAREST_SECTIONS if is_about else 0]
    others = [id(stretch) for stretch in nearest if not _speaks(topic, stretch)]
    for stretch in found:
        if _speaks(topic, stretch):
            yield stretch
        elif id(stretch) in others:
            yield replace(stretch, relevance=topic.least, is_near=id(stretch) in others[:NEAR_SECTIONS])


def _speaks(topic: Topic, stretch: Stretch) -> bool:
    if stretch.relevance < topic.least or not topic.is_between:
        return stretch.relevance >= topic.least
    return topic.speaks(" ".join([stretch.heading, *(sentence.text for sentence in stretch.sentences)]))


def _touches(passage: Passage, stretch: Stretch) -> bool:
    return passage.start < stretch.sentences[-1].end and stretch.sentences[0].start < passage.end


def _without_gaps(read: Sequence[_Read]) -> Iterator[list[_Read]]:
    """Runs of which each passage is the next one of the document."""
    run: list[_Read] = []
    for one in read:
        if run and one[0].row > run[-1][0].row + 1:
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _whole(read_document: Callable[[], Document | None], passages: Sequence[Passage]) -> Passage:
    """One passage for a stretch, also where it crosses the border between two: then with the text between them."""
    parts = list({passage.id: passage for passage in passages}.values())
    if len(parts) == 1:
        return parts[0]
    full = read_document()
    text = full.text[parts[0].start : parts[-1].end] if full else ""
    sentences = tuple(sentence for part in parts for sentence in part.sentences)
    return replace(parts[0], text=text, end=parts[-1].end, sentences=sentences)


def _vectors(engine: Engine, stored: StoredPassage) -> Vectors:
    first, count = stored.first_sentence, len(stored.passage.sentences)
    return np.asarray(engine.generation.sentence_vectors[first : first + count], np.float32)
