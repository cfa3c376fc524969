"""The one place that knows the order of the steps, from a question to an answer."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from assistant.comparing import DEPTH, compare, places_to_compare
from assistant.dutch.synonyms import Synonyms, shipped
from assistant.engine import PASSAGES, Engine, Reading
from assistant.errors import PersonalDataError, QuestionError
from assistant.followups import standalone
from assistant.index import Generation
from assistant.privacy import question_problem
from assistant.reader import compose
from assistant.reader.question import has_words
from assistant.reader.wording import NOT_FOUND, evidence_of, extended
from assistant.types import (
    Answer,
    AnswerSentence,
    Confidence,
    Document,
    Evidence,
    Filters,
    Hit,
    Mode,
    Passage,
    PassageReader,
    Status,
    Style,
    TextEncoder,
    Timings,
    Turn,
    Writing,
)

MAXIMUM_QUESTION = 2000  # characters; a question that is longer is a document
CHECKED_FOR_PERSONS = 20_000  # characters; what is longer is refused anyway
NEAREST = 3
SUGGESTIONS = 6


class Assistant:
    """Answers questions from one open generation. Safe to share between threads."""

    def __init__(
        self,
        generation: Generation,
        encoder: TextEncoder,
        synonyms: Synonyms | None = None,
        cross_reader: PassageReader | None = None,
        stops_personal: bool = True,
    ) -> None:
        self._read = checked if stops_personal else tidied
        self._encoder, self._synonyms, self._cross_reader = encoder, synonyms or shipped(), cross_reader
        self._engine = Engine(generation, encoder, self._synonyms, cross_reader)
        self._suggestions: tuple[str, ...] | None = None
        self._lock = threading.Lock()

    @property
    def generation(self) -> Generation:
        """The generation that answers."""
        return self._engine.generation

    @property
    def engine(self) -> Engine:
        """Retrieval and reading, for desks that ask questions of their own."""
        return self._engine

    def on(self, generation: Generation) -> "Assistant":
        """The same assistant, encoder and all, on another generation."""
        return Assistant(generation, self._encoder, self._synonyms, self._cross_reader, self._read is checked)

    def for_measuring(self) -> "Assistant":
        """The same assistant for a curator's own question set: a question that it would stop is measured as well."""
        return Assistant(self.generation, self._encoder, self._synonyms, self._cross_reader, stops_personal=False)

    def close(self) -> None:
        """Let go of the generation."""
        self.generation.close()

    def search(self, question: str, limit: int = 10, filters: Filters = Filters()) -> tuple[Hit, ...]:
        """The passages nearest to a question, best first."""
        (query,) = self._engine.queries([self._read(question)])
        found = self._engine.retrieve(query, max(limit, PASSAGES), filters)
        return self._engine.read(query, found).found.hits[:limit]

    def writing(self) -> Writing | None:
        """The language model that is on; None when every answer is made of quotes."""
        return None

    def answer(
        self, question: str, turns: Sequence[Turn] = (), filters: Filters = Filters(), style: Style = Style()
    ) -> Answer:
        """The answer to a question; PersonalDataError or QuestionError as ``checked`` gives them.

        ``turns`` is what was said before: a question that leans on it is looked for as ``query`` says.
        """
        text = self._standalone(question, turns)
        started = time.perf_counter()
        (query,) = self._engine.queries([text])
        encoded = time.perf_counter()
        found = self._engine.retrieve(query, PASSAGES, filters)
        retrieved = time.perf_counter()
        answer = self._written(writable(question), self._engine.read(query, found), filters)
        ended = time.perf_counter()
        timings = Timings(
            encode=1000 * (encoded - started),
            retrieve=1000 * (retrieved - encoded),
            read=1000 * (ended - retrieved),
            total=1000 * (ended - started),
        )
        return replace(answer, timings=timings)

    def stream(
        self, question: str, turns: Sequence[Turn] = (), filters: Filters = Filters(), style: Style = Style()
    ) -> Iterator[Answer]:
        """Ever fuller answers; the last one is whole."""
        whole = self.answer(question, turns, filters, style)
        for count in range(1, len(whole.sentences)):
            numbers = {number for sentence in whole.sentences[:count] for number in sentence.citations}
            evidence = tuple(entry for entry in whole.evidence if entry.number in numbers)
            yield replace(whole, sentences=whole.sentences[:count], evidence=evidence)
        yield whole

    def _standalone(self, question: str, turns: Sequence[Turn]) -> str:
        """The question as it stands alone; what it borrows is looked through for personal data once more."""
        text = self._read(question)
        whole = standalone(text, turns)
        return text if whole == text else self._read(whole)

    def quotes(
        self, question: str, filters: Filters, keeps: Sequence[Callable[[Passage], bool]]
    ) -> list[Evidence | None]:
        """For each of ``keeps`` the best quote from the passages that it lets through; None where none answers.

        Looks deeper than an answer does, and through the passages once.
        """
        (query,) = self._engine.queries([self._read(question)])
        found = self._engine.retrieve(query, DEPTH, filters)
        readings = [self._engine.read(query, found, lambda hit, keep=keep: keep(hit.passage)) for keep in keeps]  # type: ignore[misc]
        return [
            None
            if reading.decision.confidence is Confidence.NONE
            else evidence_of(extended(reading.spans[0], reading.question), number, self._engine.document)
            for number, reading in enumerate(readings, 1)
        ]

    def document(self, document_id: str) -> Document | None:
        """One document with its text; None when there is none of that name."""
        return self.generation.store.document(document_id)

    def documents(self) -> Sequence[Document]:
        """All documents, without their text."""
        return self.generation.documents

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

    def _written(self, question: str, reading: Reading, filters: Filters) -> Answer:
        confidence = reading.decision.confidence
        if places_to_compare(reading.question):
            sentences, evidence, confidence = compare(self._engine, reading.question, filters)
        elif confidence is not Confidence.NONE:
            sentences, evidence = compose(reading.question, reading.spans, self._engine.document)
        answered = confidence is not Confidence.NONE
        near = () if answered else enumerate(reading.spans[:NEAREST], 1)
        return Answer(
            question=question,
            query=reading.question.text,
            status=Status.ANSWERED if answered else Status.NO_EVIDENCE,
            text=plain_text(sentences) if answered else NOT_FOUND,
            sentences=sentences if answered else (),
            evidence=evidence if answered else (),
            mode=Mode.CITAAT,
            confidence=confidence,
            nearest=tuple(evidence_of(span, number, self._engine.document) for number, span in near),
            answerable=reading.decision.probability,
            also=self._engine.also_asked(reading.found.query),
        )


def checked(question: str) -> str:
    """The question on one line; PersonalDataError when it is about one person, QuestionError as ``tidied`` does.

    Whatever encodes, logs, stores or sends a question calls this first.
    """
    problem = question_problem(question[:CHECKED_FOR_PERSONS])
    if problem is not None:
        raise PersonalDataError(problem.reason, problem.proposal)
    return tidied(question)


def tidied(question: str) -> str:
    """The question on one line; QuestionError when there is nothing to look for, or far too much."""
    text = " ".join(writable(question).split())
    if not has_words(text):
        raise QuestionError("Typ eerst een vraag.")
    if len(text) > MAXIMUM_QUESTION:
        raise QuestionError(f"Je vraag is te lang: {len(text)} tekens. Maak hem korter dan {MAXIMUM_QUESTION} tekens.")
    return text


def writable(question: str) -> str:
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
