"""The one place that knows the order of the steps, from a question to an answer."""

import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from assistant.asking import checked as checked
from assistant.asking import tidied, writable
from assistant.comparing import DEPTH, compare, places_to_compare
from assistant.dutch.synonyms import Synonyms, shipped
from assistant.engine import PASSAGES, Engine, Reading
from assistant.errors import ModelError, QuestionError
from assistant.followups import standalone
from assistant.index import Generation
from assistant.reader import compose, wide_evidence
from assistant.reader.wording import NOT_FOUND, evidence_of, plain_text
from assistant.types import (
    Answer,
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
from assistant.writer import Writer, instead

NEAREST = 3
SUGGESTIONS = 6
QUOTES = Style(mode=Mode.CITAAT)


class Assistant:
    """Answers questions from one open generation. Safe to share between threads."""

    def __init__(
        self,
        generation: Generation,
        encoder: TextEncoder,
        synonyms: Synonyms | None = None,
        cross_reader: PassageReader | None = None,
        stops_personal: bool = True,
        writer: Writer | None = None,
    ) -> None:
        self._writer = writer
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
        stops = self._read is checked
        return Assistant(generation, self._encoder, self._synonyms, self._cross_reader, stops, self._writer)

    def for_measuring(self) -> "Assistant":
        """The same assistant for a curator's own question set: it answers in quotes, also what it would stop."""
        return Assistant(self.generation, self._encoder, self._synonyms, self._cross_reader, stops_personal=False)

    def close(self) -> None:
        """Let go of the generation and of the language model."""
        self.generation.close()
        if self._writer is not None:
            self._writer.close()

    def search(self, question: str, limit: int = 10, filters: Filters = Filters()) -> tuple[Hit, ...]:
        """The passages nearest to a question, best first."""
        (query,) = self._engine.queries([self._read(question)])
        found = self._engine.retrieve(query, max(limit, PASSAGES), filters)
        return self._engine.read(query, found).found.hits[:limit]

    def answer(
        self, question: str, turns: Sequence[Turn] = (), filters: Filters = Filters(), style: Style = Style()
    ) -> Answer:
        """The answer to a question; PersonalDataError or QuestionError as ``checked`` gives them.

        ``turns`` is what was said before: a question that leans on it is looked for as ``query`` says.
        """
        steps = self.stream(question, turns, filters, style)
        answer = next(steps)
        for answer in steps:  # noqa: B007
            pass
        return answer

    def stream(
        self, question: str, turns: Sequence[Turn] = (), filters: Filters = Filters(), style: Style = Style()
    ) -> Generator[Answer, None, None]:
        """Ever fuller answers; the last one is whole.

        While a language model is silent the same answer comes again, several times a
        second, so that this can be closed at any moment; the first has no sentences then.
        """
        text = self._standalone(question, turns)
        writer, remark = self._writer if style.mode is Mode.TAALMODEL else None, ""
        if writer is not None and text != self._read(question):
            text, remark = yield from self._understood(writer, writable(question), turns, text)
        started = time.perf_counter()
        (query,) = self._engine.queries([text])
        encoded = time.perf_counter()
        found = self._engine.retrieve(query, PASSAGES, filters)
        retrieved = time.perf_counter()
        reading = self._engine.answering(query, found)
        quoted = self._written(writable(question), reading, filters)

        def timed(answer: Answer) -> Answer:
            now = time.perf_counter()
            times = (encoded - started, retrieved - encoded, now - retrieved, now - started)
            return replace(answer, timings=Timings(*(1000 * seconds for seconds in times)))

        if writer is None or remark or quoted.status is Status.NO_EVIDENCE:
            yield from _growing(timed(replace(quoted, remark=remark)))
            return
        compares = bool(places_to_compare(reading.question))
        wide = quoted.evidence if compares else wide_evidence(reading.question, reading.spans, self._engine.document)
        for answer in writer.tell(quoted, wide, style, compares):
            yield timed(answer)

    def writing(self) -> Writing | None:
        """The language model that tells answers, and where it is; None where every answer is made of quotes."""
        return self._writer.writing if self._writer is not None else None

    def _understood(
        self, writer: Writer, question: str, turns: Sequence[Turn], by_rules: str
    ) -> Generator[Answer, None, tuple[str, str]]:
        """The standalone question with the model's help, and a remark when the model does not work."""
        found = by_rules
        waiting = Answer(question, by_rules, Status.ANSWERED, "", (), (), Mode.TAALMODEL, Confidence.NONE)
        try:
            for step in writer.standalone(question, turns, by_rules):
                found = step
                if not step:
                    yield waiting
            return self._read(found), ""
        except ModelError as error:
            return by_rules, instead(str(error))
        except QuestionError:  # what it borrows makes it too long, or a question about one person
            return by_rules, ""

    def _standalone(self, question: str, turns: Sequence[Turn]) -> str:
        """The question as it stands alone; what it borrows is looked through for personal data once more."""
        text = self._read(question)
        whole = standalone(text, turns)
        return text if whole == text else self._read(whole)

    def quotes(
        self, question: str, filters: Filters, keeps: Sequence[Callable[[Passage], bool]]
    ) -> list[tuple[Evidence, ...]]:
        """For each of ``keeps`` the best quotes from the passages that it lets through; none where none answers.

        Looks deeper than an answer does, and through the passages once.
        """
        (query,) = self._engine.queries([self._read(question)])
        found = self._engine.retrieve(query, DEPTH, filters)
        readings = [self._engine.read(query, found, lambda hit, keep=keep: keep(hit.passage)) for keep in keeps]  # type: ignore[misc]
        return [
            tuple(evidence_of(span, number, self._engine.document) for number, span in enumerate(reading.spans, 1))
            if reading.decision.confidence is not Confidence.NONE
            else ()
            for reading in readings
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
            answer = self.answer(question, style=QUOTES)
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
        near = () if answered else enumerate((reading.nearest or reading.spans)[:NEAREST], 1)
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


def _growing(whole: Answer) -> Iterator[Answer]:
    """An answer a sentence at a time."""
    for count in range(1, len(whole.sentences)):
        numbers = {number for sentence in whole.sentences[:count] for number in sentence.citations}
        evidence = tuple(entry for entry in whole.evidence if entry.number in numbers)
        yield replace(whole, sentences=whole.sentences[:count], evidence=evidence)
    yield whole
