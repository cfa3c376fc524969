"""From a theme to the sections of documents that speak of it, and from those to pieces that can be quoted.

The engine is asked the theme once as it is and once for each side that a
workshop needs; what it finds is read with the passages beside it, so that a
section is whole.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

import numpy as np

from assistant.desks.workshop.stretches import Stretch, stretches
from assistant.desks.workshop.topic import Topic, topic_of
from assistant.dutch.words import fold, tokens
from assistant.engine import Engine
from assistant.reader.signs import is_question, leans_back
from assistant.reader.spans import starts_item
from assistant.types import Document, Evidence, Filters, Sentence, Vectors

SIDES = (
    "{theme}",
    "dilemma's, keuzes en tegenstellingen: {theme}",
    "voordelen en nadelen van {theme}",
    "wat gaat goed en wat is moeilijk bij {theme}",
    "voorbeelden van gemeenten: {theme}",
    "wie doet wat, rollen en verantwoordelijkheden: {theme}",
    "wat is er nodig bij {theme}",
)
PASSAGES = 24  # looked at for each side
QUOTE_CHARACTERS = 520  # a longer paragraph is quoted in part
POINTER_WORDS = 7
POINTER_CHARACTERS = 70
_OPENS_BACK = re.compile(
    r"(?:met|door|voor|in|bij|na|van|uit|naast|op|over|tijdens|binnen) (?:die|deze|dit|dat|zulke)\b"
    r"|tegelijk\b|namelijk\b"
)
_SECOND = re.compile(r"hetzelfde (?:geldt|is|doet)\b|tegelijk\w*\b|ten tweede\b")  # of two things of which one was told
_THAT = re.compile(r"\b(?:lijkt|is|komt|begrijpen|doet|leiden|leidt|ontbreken) (?:dat|deze)\b|\bdat (?:te|komt|is)\b")
_POINTERS = frozenset(
    ("deze", "dit", "daar", "daarbij", "daarvoor", "daarmee", "daarom", "hierbij", "zulke", "zij", "hen", "hun")
)
RUN = 3  # sentences of prose in a piece


@dataclass(frozen=True, slots=True)
class Piece:
    """What can be quoted as it is; ``lead`` announces the list that it is an item of."""

    evidence: Evidence
    sentences: tuple[Sentence, ...]
    relevance: float
    lead: str = ""
    is_list: bool = False
    own: float = 1.0  # of the theme, in its own words and its lead
    is_near: bool = False  # of a section that is on the theme in other words
    vector: Vectors | None = field(default=None, compare=False)  # of its meaning, of length 1

    @property
    def document(self) -> Document:
        """The document it stands in."""
        assert self.evidence.document is not None
        return self.evidence.document

    @property
    def text(self) -> str:
        """The quote on one line."""
        return " ".join(self.evidence.quote.split())

    @property
    def heading(self) -> str:
        """The nearest heading above it."""
        return self.evidence.heading.rpartition(" › ")[2]

    def overlaps(self, other: "Piece") -> bool:
        """Whether two pieces share text."""
        mine, theirs = self.evidence, other.evidence
        same = mine.passage.document_id == theirs.passage.document_id
        return same and mine.quote_start < theirs.quote_end and theirs.quote_start < mine.quote_end


@dataclass(frozen=True, slots=True)
class Material:
    """What the corpus holds on a theme, the most relevant first."""

    topic: Topic
    stretches: tuple[Stretch, ...]
    pieces: tuple[Piece, ...]
    said: tuple[Piece, ...] = ()  # the same in single sentences, with the headings and what is asked


def gather(engine: Engine, theme: str, filters: Filters = Filters()) -> Material:
    """What the corpus holds on a theme."""
    queries = engine.queries([side.format(theme=theme) for side in SIDES])
    topic = topic_of(engine, queries[0])
    rows: dict[int, None] = {}
    for query in queries:
        rows.update(dict.fromkeys(hit.row for hit in engine.retrieve(query, PASSAGES, filters).hits))
    found = list(stretches(engine, topic, rows, queries[0].vector))
    found.sort(key=lambda stretch: (-stretch.relevance, stretch.document.id, stretch.sentences[0].start))
    pieces = [piece for stretch in found for piece in pieces_of(topic, stretch)]
    pieces.sort(key=lambda piece: (-piece.relevance, piece.document.id, piece.evidence.quote_start))
    said = [piece for stretch in found for piece in sentences_of(topic, stretch)]
    said.sort(key=lambda piece: (-piece.relevance, piece.document.id, piece.evidence.quote_start))
    return Material(topic, tuple(found), tuple(pieces), tuple(said))


def _goes_on(sentence: Sentence) -> bool:
    """Whether a sentence belongs to what stands before it."""
    return leans_back(sentence.text) or bool(_SECOND.match(fold(sentence.text)))


def points_back(text: str) -> bool:
    """Whether the first words of a text point to something before it."""
    plain = fold(text).lstrip("-•*0123456789. ")
    if leans_back(plain) or _OPENS_BACK.match(plain) or _THAT.search(plain[:POINTER_CHARACTERS]):
        return True
    return not _POINTERS.isdisjoint(tokens(plain)[:POINTER_WORDS])


def pieces_of(topic: Topic, stretch: Stretch) -> Iterator[Piece]:
    """Paragraphs, whole lists and the items of lists, each by itself."""
    sentences = stretch.sentences
    for is_item, group in groupby(range(len(sentences)), key=lambda at: sentences[at].is_item):
        numbers = list(group)
        if is_item:
            yield from _listed(topic, stretch, numbers)
        else:
            for _, block in groupby(numbers, key=lambda at: sentences[at].block):
                yield from _prose(topic, stretch, list(block))


def _listed(topic: Topic, stretch: Stretch, numbers: Sequence[int]) -> Iterator[Piece]:
    first = numbers[0]
    before = stretch.sentences[first - 1] if first else None
    announces = before is not None and not before.is_item and before.text.rstrip().endswith((":", "?"))
    whole = [first - 1, *numbers] if announces else list(numbers)
    if _length(stretch, whole) <= 2 * QUOTE_CHARACTERS:
        yield _piece(topic, stretch, whole, is_list=True)
    starts = [at for at in numbers if starts_item(stretch.sentences[at])] or [first]
    lead = " ".join(before.text.split()) if announces and before is not None else ""
    for at, end in zip(starts, [*starts[1:], numbers[-1] + 1], strict=True):
        item = list(range(at, end))
        if _length(stretch, item) <= QUOTE_CHARACTERS:
            yield _piece(topic, stretch, item, lead=lead)


def _prose(topic: Topic, stretch: Stretch, numbers: Sequence[int]) -> Iterator[Piece]:
    """Runs of sentences that can stand alone: none opens by pointing back, none ends in a question or a colon."""
    for place, first in enumerate(numbers):
        if place and leans_back(stretch.sentences[first].text):
            continue
        for last in range(place, min(place + RUN, len(numbers))):
            run = list(numbers[place : last + 1])
            end = stretch.sentences[run[-1]]
            if is_question(end) or end.text.rstrip().endswith(":") or _length(stretch, run) > QUOTE_CHARACTERS:
                continue
            following = stretch.sentences[run[-1] + 1] if last + 1 < len(numbers) else None
            if following is not None and _goes_on(following) and last < place + RUN - 1:
                continue  # what follows belongs to it
            if not is_question(stretch.sentences[first]) or len(run) > 1:
                yield _piece(topic, stretch, run)


def _piece(topic: Topic, stretch: Stretch, numbers: Sequence[int], lead: str = "", is_list: bool = False) -> Piece:
    sentences = tuple(stretch.sentences[at] for at in numbers)
    start, end = sentences[0].start, sentences[-1].end
    passage, document = stretch.passage, stretch.document
    text = passage.text[start - passage.start : end - passage.start]
    own = topic.coverage(f"{lead} {text}")
    near = max(stretch.cosines[at] for at in numbers)
    heading = topic.coverage(stretch.heading)
    relevance = 0.45 * own + 0.25 * heading + 0.3 * stretch.relevance + 2.0 * max(0.0, near - 0.8)
    evidence = Evidence(0, passage, text, start, end, relevance, stretch.heading, document, document.page_at(start))
    mean = stretch.vectors[numbers[0] : numbers[-1] + 1].mean(axis=0)
    unit = mean / (np.linalg.norm(mean) or 1.0)
    return Piece(evidence, sentences, relevance, lead, is_list, own, stretch.is_near, unit)


def sentences_of(topic: Topic, stretch: Stretch) -> Iterator[Piece]:
    """Every sentence of a section by itself, and its heading."""
    if stretch.title is not None:
        yield _title(topic, stretch, stretch.title)
    announced = ""
    for at, sentence in enumerate(stretch.sentences):
        if not sentence.is_item:
            announced = sentence.text if sentence.text.rstrip().endswith((":", "?")) else ""
        if len(sentence.text) <= QUOTE_CHARACTERS:
            yield _piece(topic, stretch, [at], lead=" ".join(announced.split()) if sentence.is_item else "")


def _title(topic: Topic, stretch: Stretch, title: Sentence) -> Piece:
    """The heading of a section without its marks; the headings above it stay what it stands under."""
    passage, document = stretch.passage, stretch.document
    whole = passage.text[title.start - passage.start : title.end - passage.start]
    text = whole.lstrip("# ")
    start = title.end - len(text)
    relevance = 0.45 * topic.coverage(text) + 0.25 * topic.coverage(stretch.heading) + 0.3 * stretch.relevance
    above = stretch.heading.rpartition(" › ")[0]
    evidence = Evidence(0, passage, text, start, title.end, relevance, above, document, document.page_at(start))
    return Piece(evidence, (title,), relevance, own=topic.coverage(text), is_near=stretch.is_near)


def _length(stretch: Stretch, numbers: Sequence[int]) -> int:
    return stretch.sentences[numbers[-1]].end - stretch.sentences[numbers[0]].start
