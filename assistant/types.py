"""The words of the program: what flows from a file to an answer.

Every type is frozen and knows nothing of files, models or screens. Offsets
are in characters of ``Document.text``, so that a quote can be shown in place.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from assistant.kinds import Audience as Audience
from assistant.kinds import Collection as Collection
from assistant.kinds import Confidence as Confidence
from assistant.kinds import FoundBy as FoundBy
from assistant.kinds import Kind as Kind
from assistant.kinds import Mode as Mode
from assistant.kinds import Status as Status
from assistant.kinds import Visibility as Visibility

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Document:
    """One file of the corpus; ``date`` is ISO (full, month or year) or empty when unknown."""

    id: str
    title: str
    text: str
    kind: Kind
    source: str
    date: str
    municipalities: tuple[str, ...]
    themes: tuple[str, ...]
    collection: Collection
    digest: str
    authors: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    organisation: str = ""
    questions: tuple[str, ...] = ()  # that a reader could ask of it, as its curator wrote them
    role: str = ""  # of a note's writer: wijkverpleegkundige, never a name
    visibility: str = ""  # a Visibility; "" for a source that says nothing
    pages: tuple[int, ...] = ()  # the offset at which each page begins; empty when it has none

    @property
    def year(self) -> int | None:
        """The year of ``date``; None when unknown."""
        return int(self.date[:4]) if self.date[:4].isdigit() else None

    def page_at(self, offset: int) -> int | None:
        """The number from 1 of the page on which an offset lies; None when there are no pages."""
        return bisect_right(self.pages, offset) or None if self.pages else None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or list item of a passage; ``start`` and ``end`` count in the document's text."""

    text: str
    start: int
    end: int
    heading: str = ""
    block: int = 0
    is_item: bool = False
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document: ``text == document.text[start:end]``, always."""

    id: str
    document_id: str
    heading: str
    page: int | None
    text: str
    start: int
    end: int
    sentences: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Filters:
    """Which documents a search may use; an empty field lets everything through."""

    collection: Collection | None = None
    kind: Kind | None = None
    municipality: str | None = None
    year_from: int | None = None
    year_to: int | None = None
    theme: str | None = None

    def __bool__(self) -> bool:
        return self != Filters()


@dataclass(frozen=True, slots=True)
class Style:
    """How an answer is told; without a language model every answer is made of quotes.

    mode: CITAAT asks for quotes alone, also where there is a language model.
    plain: whether a language model says it again at level B1.
    """

    mode: Mode = Mode.TAALMODEL
    audience: Audience = Audience.PROFESSIONAL
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Writing:
    """The language model that is on: its name, and where a text that it reads goes (a host's name)."""

    model: str
    host: str  # "" is this machine

    @property
    def is_local(self) -> bool:
        """Whether nothing leaves this machine."""
        return not self.host


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a search found; ``score`` is the fused score, higher is better."""

    passage: Passage
    score: float
    found_by: FoundBy
    lexical: float = 0.0
    dense: float = 0.0
    row: int = -1


@dataclass(frozen=True, slots=True)
class Evidence:
    """A literal quote: ``quote == document.text[quote_start:quote_end]``; ``number`` counts from 1."""

    number: int
    passage: Passage
    quote: str
    quote_start: int
    quote_end: int
    score: float
    heading: str = ""
    document: Document | None = None
    page: int | None = None  # on which the quote begins


@dataclass(frozen=True, slots=True)
class AnswerSentence:
    """A piece of the answer as shown, with the numbers of the evidence that carries it."""

    text: str
    citations: tuple[int, ...]
    heading: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds spent in each step of an answer."""

    encode: float = 0.0
    retrieve: float = 0.0
    read: float = 0.0
    total: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What the user gets: sentences with citations, or the nearest passages as such."""

    question: str
    query: str
    status: Status
    text: str
    sentences: tuple[AnswerSentence, ...]
    evidence: tuple[Evidence, ...]
    mode: Mode
    confidence: Confidence
    timings: Timings = field(default_factory=Timings)
    nearest: tuple[Evidence, ...] = ()
    answerable: float = 0.0
    withheld: tuple[str, ...] = ()  # what a language model wrote and the evidence does not carry
    also: tuple[str, ...] = ()  # words for the same thing that were looked for too, as the curator wrote them
    remark: str = ""  # one Dutch sentence about how the answer was made: why quotes took a model's place, say


@dataclass(frozen=True, slots=True)
class Turn:
    """One line of a conversation; ``role`` is ``user`` or ``assistant``."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """A question as an encoder reads it: its unit vector, and of each of its subwords the id and the unit vector."""

    vector: Vectors
    ids: tuple[int, ...]
    subwords: Vectors  # shape (len(ids), dimension)


class TextEncoder(Protocol):
    """Turns text into unit vectors; the real one and the tests' fake both fit."""

    name: str
    digest: str
    dimension: int

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of questions, shape (len(texts), dimension)."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of passages, shape (len(texts), dimension)."""
        ...


@runtime_checkable
class SubwordEncoder(TextEncoder, Protocol):
    """An encoder that also shows the parts of a question."""

    def read_queries(self, texts: Sequence[str]) -> list[ReadQuestion]:
        """Questions with their subwords, without those of the prompt."""
        ...

    def subword_ids(self, texts: Sequence[str]) -> list[tuple[int, ...]]:
        """The subwords of texts."""
        ...


class PassageReader(Protocol):
    """Reads a question and a passage together; the real cross-encoder and the tests' fake both fit."""

    def scores(self, question: str, passages: Sequence[str]) -> Vectors:
        """One score a passage, higher is better, shape (len(passages),)."""
        ...
