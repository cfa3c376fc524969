"""From a question to the spans that could answer it: what single answers and comparisons share."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

import numpy as np
from numpy.typing import NDArray

from assistant.dutch.synonyms import Synonyms
from assistant.dutch.words import terms
from assistant.index import Generation
from assistant.reader import (
    Decision,
    Question,
    Span,
    choose_spans,
    decide,
    is_of_another,
    read_spans,
    rerank,
    understand,
    with_cut_list,
)
from assistant.retrieval import Query, Retrieved, make_query, reordered, retrieve, retrieve_within
from assistant.types import (
    Document,
    Filters,
    Hit,
    Passage,
    PassageReader,
    ReadQuestion,
    SubwordEncoder,
    TextEncoder,
)

PASSAGES = 12
SAMPLED = 100  # passages in which a question's subwords are counted


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found for a question: the passages in order, the spans, and whether they answer."""

    question: Question
    found: Retrieved
    spans: tuple[Span, ...]
    decision: Decision
    nearest: tuple[Span, ...] = ()  # what comes near and may not answer; empty where that is ``spans``


class Engine:
    """Retrieval and reading on one generation. Safe to share between threads."""

    def __init__(
        self,
        generation: Generation,
        encoder: TextEncoder,
        synonyms: Synonyms,
        cross_reader: PassageReader | None = None,
    ) -> None:
        self.generation = generation
        self._cross_reader = cross_reader
        self._encoder = encoder
        self._synonyms = synonyms

    @cached_property
    def _documents(self) -> dict[str, Document]:
        return {document.id: document for document in self.generation.documents}

    def document(self, document_id: str) -> Document | None:
        """A document without its text; None when there is none of that name."""
        return self._documents.get(document_id)

    def queries(self, texts: Sequence[str]) -> list[Query]:
        """Questions made ready, all encoded at once."""
        if not isinstance(self._encoder, SubwordEncoder):
            vectors = self._encoder.encode_queries(texts)
            return [make_query(text, vector, self._synonyms) for text, vector in zip(texts, vectors, strict=True)]
        read = self._encoder.read_queries(texts)
        return [
            make_query(text, one.vector, self._synonyms, one.subwords * self._subword_shares(one)[:, None])
            for text, one in zip(texts, read, strict=True)
        ]

    def _subword_shares(self, read: ReadQuestion) -> NDArray[np.float32]:
        """What each subword of a question weighs by its rarity; together 1."""
        counts, total = self._subword_counts
        rarity = np.array([log(1 + (total - counts[one] + 0.5) / (counts[one] + 0.5)) for one in read.ids], np.float32)
        return rarity / (rarity.sum() or 1.0)

    @cached_property
    def _subword_counts(self) -> tuple[Counter[int], int]:
        """In how many passages of an even sample each subword stands, and how many these are.

        A sample of thirty already weighs as well as all passages: on eight question
        sets the reader's first quote is right .669 of the time with 30 and with all.
        """
        assert isinstance(self._encoder, SubwordEncoder)
        count = self.generation.manifest.passages
        stored = self.generation.store.passages(range(0, count, -(-count // SAMPLED) or 1))
        titles = [self._documents[entry.passage.document_id].title for entry in stored]
        texts = [
            f"{title}\n{entry.passage.heading}\n{entry.passage.text}"
            for title, entry in zip(titles, stored, strict=True)
        ]
        read = self._encoder.subword_ids(texts)
        return Counter(one for ids in read for one in set(ids)), len(read)

    def retrieve(self, query: Query, limit: int, filters: Filters) -> Retrieved:
        """The passages for a query, as retrieval orders them."""
        found = retrieve(self.generation, query, limit, filters)
        return self._reordered(query, found)

    def retrieve_within(self, query: Query, rows: Sequence[int], limit: int = PASSAGES) -> Retrieved:
        """The best of these passages for a query, ordered alike."""
        return self._reordered(query, retrieve_within(self.generation, query, rows, limit))

    def _reordered(self, query: Query, found: Retrieved) -> Retrieved:
        if self._cross_reader is None or not found.hits:
            return found
        texts = [f"{hit.passage.heading}\n{hit.passage.text}" for hit in found.hits[:PASSAGES]]
        return reordered(found, self._cross_reader.scores(query.text, texts))

    def understand(self, query: Query) -> Question:
        """The question with the rarity of each of its words, as BM25 weighs it."""
        lexical = self.generation.lexical
        total = len(lexical)
        counts = {term: lexical.document_frequency(term) for term in query.terms}
        weights = {term: log(1 + (total - count + 0.5) / (count + 0.5)) for term, count in counts.items()}
        unknown = frozenset(term for term, count in counts.items() if not count)
        return understand(query.text, weights, unknown, query.alternatives)

    def also_asked(self, query: Query) -> tuple[str, ...]:
        """Synonyms that are looked for too, as the curator wrote them, where a passage has their words."""
        groups = self._synonyms.explain(terms(query.text)).values()
        words = dict.fromkeys(word for group in groups for word in group)
        return tuple(word for word in words if all(map(self.generation.lexical.document_frequency, terms(word))))

    def answering(self, query: Query, found: Retrieved) -> Reading:
        """Read the passages found; those about other municipalities than the question's only come near."""
        reading = self.read(query, found)
        places = reading.question.municipalities
        elsewhere = [len(places) == 1 and is_of_another(places[0], hit, self.document) for hit in reading.found.hits]
        if not any(elsewhere):
            return reading
        others = {hit.passage.id for hit, other in zip(reading.found.hits, elsewhere, strict=True) if other}
        spans = self.read(query, found, lambda hit: hit.passage.id not in others).spans
        order = sorted(range(len(elsewhere)), key=elsewhere.__getitem__)
        ordered = reading.found.picked(order)
        decision = decide(reading.question, ordered, spans, self.document)
        return Reading(reading.question, ordered, spans, decision, reading.spans)

    def read(self, query: Query, found: Retrieved, keep: Callable[[Hit], bool] | None = None) -> Reading:
        """Read the passages found; with ``keep`` only those that it lets through."""
        question = self.understand(query)
        if keep is not None:
            found = found.picked(at for at, hit in enumerate(found.hits) if keep(hit))
        read = read_spans(found, question)
        found = rerank(found, read)
        spans = choose_spans(read)
        decision = decide(question, found, spans, self.document)
        whole = tuple(with_cut_list(span, self._passage_at, self._text_of) for span in spans)
        return Reading(question, found, whole, decision)

    def _passage_at(self, row: int) -> Passage | None:
        if not 0 <= row < self.generation.manifest.passages:
            return None
        (stored,) = self.generation.store.passages([row])
        return stored.passage

    def _text_of(self, document_id: str) -> str:
        document = self.generation.store.document(document_id)
        return document.text if document else ""
