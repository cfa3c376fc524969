"""The one place that knows the order of the steps, from a question to an answer."""

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import zip_longest
from math import log

from assistant.errors import QuestionError
from assistant.index import Generation
from assistant.reader import choose_spans, compose, decide, read_spans, rerank, understand
from assistant.reader.question import Question, has_words
from assistant.reader.wording import NOT_FOUND, evidence_of
from assistant.retrieval import Query, Retrieved, make_query, retrieve
from assistant.types import (
    Answer,
    AnswerSentence,
    Confidence,
    Document,
    Filters,
    Hit,
    Mode,
    Status,
    TextEncoder,
    Timings,
    Turn,
)

MAXIMUM_QUESTION = 2000  # characters; a question that is longer is a document
PASSAGES = 12
NEAREST = 3
SUGGESTIONS = 6


class Assistant:
    """Answers questions from one open generation. Safe to share between threads."""

    def __init__(self, generation: Generation, encoder: TextEncoder) -> None:
        self._generation = generation
        self._encoder = encoder
        self._suggestions: tuple[str, ...] | None = None
        self._lock = threading.Lock()
        self._metadata = lru_cache(maxsize=4096)(self._document_without_text)

    @property
    def generation(self) -> Generation:
        """The generation that answers."""
        return self._generation

    def close(self) -> None:
        """Let go of the generation."""
        self._generation.close()

    def search(self, question: str, limit: int = 10, filters: Filters = Filters()) -> tuple[Hit, ...]:
        """The passages nearest to a question, best first."""
        query = self._query(checked(question))
        found = retrieve(self._generation, query, max(limit, PASSAGES), filters)
        return rerank(found, read_spans(found, self._understand(query))).hits[:limit]

    def answer(self, question: str, turns: Sequence[Turn] = (), filters: Filters = Filters()) -> Answer:
        """The answer to a question; QuestionError when it is empty or far too long."""
        text = checked(question)
        started = time.perf_counter()
        query = self._query(text)
        encoded = time.perf_counter()
        found = retrieve(self._generation, query, PASSAGES, filters)
        retrieved = time.perf_counter()
        answer = self._read(_writable(question), text, found)
        ended = time.perf_counter()
        timings = Timings(
            encode=1000 * (encoded - started),
            retrieve=1000 * (retrieved - encoded),
            read=1000 * (ended - retrieved),
            total=1000 * (ended - started),
        )
        return replace(answer, timings=timings)

    def stream(self, question: str, turns: Sequence[Turn] = (), filters: Filters = Filters()) -> Iterator[Answer]:
        """Ever fuller answers; the last one is whole."""
        whole = self.answer(question, turns, filters)
        for count in range(1, len(whole.sentences)):
            numbers = {number for sentence in whole.sentences[:count] for number in sentence.citations}
            evidence = tuple(entry for entry in whole.evidence if entry.number in numbers)
            yield replace(whole, sentences=whole.sentences[:count], evidence=evidence)
        yield whole

    def document(self, document_id: str) -> Document | None:
        """One document with its text; None when there is none of that name."""
        return self._generation.store.document(document_id)

    def documents(self) -> Sequence[Document]:
        """All documents, without their text."""
        return self._generation.documents

    def suggestions(self) -> Sequence[str]:
        """Questions that the sources really answer: the curators' own, each asked once and checked."""
        with self._lock:
            if self._suggestions is None:
                self._suggestions = tuple(self._checked_questions())
            return self._suggestions

    def _checked_questions(self) -> Iterator[str]:
        by_document = [iter(document.questions) for document in self.documents() if document.questions]
        sources = [document.id for document in self.documents() if document.questions]
        offered = 0
        for place, question in ((i, q) for turn in zip_longest(*by_document) for i, q in enumerate(turn) if q):
            answer = self.answer(question)
            right = answer.evidence and answer.evidence[0].passage.document_id == sources[place]
            if right and answer.confidence is Confidence.STRONG:
                yield question
                offered += 1
            if offered == SUGGESTIONS:
                return

    def _query(self, text: str) -> Query:
        return make_query(text, self._encoder.encode_questions([text])[0])

    def _understand(self, query: Query) -> Question:
        """The question with the rarity of each of its words, as BM25 weighs it."""
        lexical = self._generation.lexical
        total = len(lexical)
        counts = {term: lexical.document_frequency(term) for term in query.terms}
        weights = {term: log(1 + (total - count + 0.5) / (count + 0.5)) for term, count in counts.items()}
        return understand(query.text, weights, frozenset(term for term, count in counts.items() if not count))

    def _read(self, question: str, text: str, found: Retrieved) -> Answer:
        understood = self._understand(found.query)
        read = read_spans(found, understood)
        found, spans = rerank(found, read), choose_spans(read)
        decision = decide(understood, found, spans, self._metadata)
        answered = decision.confidence is not Confidence.NONE
        sentences, evidence = compose(understood, spans, self._metadata) if answered else ((), ())
        nearest = (
            ()
            if answered
            else tuple(evidence_of(span, number, self._metadata) for number, span in enumerate(spans[:NEAREST], 1))
        )
        return Answer(
            question=question,
            query=text,
            status=Status.ANSWERED if answered else Status.NO_EVIDENCE,
            text=plain_text(sentences) if answered else NOT_FOUND,
            sentences=sentences,
            evidence=evidence,
            mode=Mode.CITAAT,
            confidence=decision.confidence,
            nearest=nearest,
            answerable=decision.probability,
        )

    def _document_without_text(self, document_id: str) -> Document | None:
        return next((document for document in self._generation.documents if document.id == document_id), None)


def checked(question: str) -> str:
    """The question on one line; QuestionError when there is nothing to look for, or far too much."""
    text = " ".join(_writable(question).split())
    if not has_words(text):
        raise QuestionError("Typ eerst een vraag.")
    if len(text) > MAXIMUM_QUESTION:
        raise QuestionError(f"Je vraag is te lang: {len(text)} tekens. Maak hem korter dan {MAXIMUM_QUESTION} tekens.")
    return text


def _writable(question: str) -> str:
    """The question with a question mark for each half character, as bytes that are no UTF-8 give."""
    return question.encode("utf-8", "replace").decode("utf-8")


def plain_text(sentences: Sequence[AnswerSentence]) -> str:
    """The answer as plain text, with its numbers between brackets."""
    return "\n\n".join(_plain(sentence) for sentence in sentences)


def _plain(sentence: AnswerSentence) -> str:
    numbers = "".join(f" [{number}]" for number in sentence.citations)
    heading = f"{sentence.heading}\n" if sentence.heading else ""
    items = "".join(f"\n- {item}" for item in sentence.items)
    return f"{heading}{sentence.text}{items}{numbers}"
