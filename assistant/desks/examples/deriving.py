"""The cells of one place: the questions put to the engine, and the quotes that may stand.

Per question and document the engine reads the passages that speak of the place,
as it does for a user, and gives its best spans. Of these the first stands that,
cut down to the sentences about this place, says what the aspect asks for. The
engine's own doubt counts: where it would answer ‘niet gevonden’, a quote
stands only if its sentence names the place. Each document has its own
quote in a cell, so that an old report and a new one stand side by side.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass

from assistant.desks.examples.aspects import ASPECTS, FORM_ASPECT, Aspect, forms_claimed, says_nothing
from assistant.desks.examples.naming import Place
from assistant.desks.examples.subjects import About, Grade
from assistant.engine import PASSAGES, Engine, Reading
from assistant.reader.signs import leans_back
from assistant.reader.spans import ITEM_MARK
from assistant.retrieval import Query
from assistant.types import Confidence, Hit, Sentence

DOCUMENTS = 4  # quoted in one cell, the newest
LEAST_PROBABILITY = 0.04  # of the engine's decision, below which a quote that names the place does not stand either
QUOTE_CHARACTERS = 900
LEANS = 2  # sentences taken in before one that points back
MOMENTS = 24  # kept of one place
_YEAR = re.compile(r"\b(?:19[5-9]\d|20[0-4]\d)\b")
_POINTS = re.compile(
    r"\b(?:[Dd]eze|[Dd]it|zo['’]n|dergelijke) [a-z]{3,}|\b(?:[Vv]oor|[Uu]it|[Ii]n|[Mm]et|[Bb]ij|[Dd]oor|[Vv]an|[Nn]a) "
    r"(?:die|dat) [a-z]{3,}|^(?:Die|Dat) "
)
_NOT_A_MOMENT = re.compile(r"\((?:19|20)\d\d[a-z]?\)|\b(?:Wmo|Jeugdwet|Wet [\w ]+) (?:19|20)\d\d")
WAY = 4  # how quotes are chosen and cut: raised when that changes, so that nothing older is shown
VERSION = hashlib.sha256(repr([*map(astuple, ASPECTS), DOCUMENTS, LEAST_PROBABILITY, WAY]).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Found:
    """Where a quote stands: the row of its passage, and its offsets in the document."""

    row: int
    start: int
    end: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Speaking:
    """What the corpus says of one place: the sentences about it by document number, in order."""

    place: Place
    sentences: Mapping[int, tuple[About, ...]]

    @property
    def rows(self) -> list[int]:
        """The passages that hold them."""
        return sorted({about.row for of in self.sentences.values() for about in of})


@dataclass(frozen=True, slots=True)
class Derived:
    """The quotes of one place by the aspect's key, its moments, and the organisation forms that its quotes claim."""

    cells: Mapping[str, tuple[Found, ...]]
    moments: tuple[Found, ...]
    forms: tuple[str, ...] = ()


def questions(engine: Engine) -> list[Query]:
    """The question of every aspect made ready, once for all places."""
    return engine.queries([aspect.question for aspect in ASPECTS])


def derive(engine: Engine, queries: Sequence[Query], speaking: Speaking) -> Derived:
    """Ask the engine every question about one place."""
    cells = {}
    for aspect, query in zip(ASPECTS, queries, strict=True):
        found = [one for of in _worth_asking(aspect, speaking) for one in _of_document(engine, aspect, query, of)]
        if found:
            cells[aspect.key] = tuple(found)
    return Derived(cells, moments(speaking), _forms(speaking, cells.get(FORM_ASPECT, ())))


def _forms(speaking: Speaking, quotes: Sequence[Found]) -> tuple[str, ...]:
    """The organisation forms that sentences of these quotes claim of the place."""
    texts = [
        about.text
        for of in speaking.sentences.values()
        for about in of
        for quote in quotes
        if quote.start < about.sentence.end <= quote.end and quote.row == about.row
    ]
    return tuple(dict.fromkeys(form for text in texts for form in forms_claimed(text)))


def moments(speaking: Speaking) -> tuple[Found, ...]:
    """The sentences that name the place, or stand under its name, with a year in them."""
    found = []
    for of in speaking.sentences.values():
        for about in of:
            text = about.sentence.text
            years = _YEAR.findall(_NOT_A_MOMENT.sub(" ", text))
            if years and about.grade >= Grade.NEARBY and not about.sentence.is_heading and not says_nothing(text):
                found.append(Found(about.row, _start(about.sentence), about.sentence.end, int(years[0])))
    return tuple(sorted(found, key=lambda one: (one.year or 0, one.row, one.start))[:MOMENTS])


def _worth_asking(aspect: Aspect, speaking: Speaking) -> list[tuple[About, ...]]:
    """The documents with a sentence that could answer, in the order they were given (newest first)."""
    return [of for of in speaking.sentences.values() if any(_may_answer(aspect, about) for about in of)][:DOCUMENTS]


def _may_answer(aspect: Aspect, about: About) -> bool:
    sentence = about.sentence
    return not sentence.is_heading and aspect.is_said(about.text) and not says_nothing(sentence.text)


def _of_document(engine: Engine, aspect: Aspect, query: Query, sentences: Sequence[About]) -> list[Found]:
    """The quotes of one document in one cell, best first."""
    rows = sorted({about.row for about in sentences})
    reading = engine.read(query, engine.retrieve_within(query, rows, PASSAGES))
    own = {about.sentence.start: about for about in sentences}
    chosen: list[Found] = []
    for hit, first, last in _candidates(aspect, reading, own):
        cut = _cut(aspect, hit.passage.sentences, first, last, own)
        if cut is None or not _stands(aspect, reading, [own[s.start] for s in cut]):
            continue
        found = Found(hit.row, _start(cut[0]), cut[-1].end)
        if not any(found.start < other.end and other.start < found.end for other in chosen):
            chosen.append(found)
        if len(chosen) == aspect.quotes:
            break
    return chosen


def _candidates(aspect: Aspect, reading: Reading, own: Mapping[int, About]) -> Iterator[tuple[Hit, int, int]]:
    """The engine's spans, best first; then the sentences that hold an answer's words, nearest to the question first.

    The engine gives some ten spans that do not overlap, which may all come from
    the part of a long report that is nearest in meaning.
    """
    for span in reading.spans:
        yield span.hit, span.first, span.last
    nearest = [
        (-float(cosine), hit.row, at, hit)
        for hit, cosines in zip(reading.found.hits, reading.found.sentence_scores, strict=True)
        for at, (sentence, cosine) in enumerate(zip(hit.passage.sentences, cosines, strict=True))
        if sentence.start in own and _may_answer(aspect, own[sentence.start])
    ]
    for _, _, at, hit in sorted(nearest, key=lambda one: one[:3]):
        yield hit, at, at


def _stands(aspect: Aspect, reading: Reading, quoted: Sequence[About]) -> bool:
    """Whether a quote may stand: the less surely it speaks of the place, the surer the engine must be."""
    decision = reading.decision
    if max(about.grade for about in quoted) == Grade.DOCUMENT:
        return decision.confidence is Confidence.STRONG or (
            decision.confidence is Confidence.PARTIAL and aspect.least == Grade.DOCUMENT
        )
    return decision.confidence is not Confidence.NONE or decision.probability >= LEAST_PROBABILITY


def _cut(
    aspect: Aspect, sentences: Sequence[Sentence], first: int, last: int, own: Mapping[int, About]
) -> list[Sentence] | None:
    """The sentences of a span around the one that answers, as far as they are about this place."""
    answers = [
        at for at in range(first, last + 1) if (about := own.get(sentences[at].start)) and _may_answer(aspect, about)
    ]
    if not answers:
        return None
    first, last = answers[0], answers[-1]
    if any(sentences[at].start not in own or sentences[at].is_heading for at in range(first, last + 1)):
        last = first
    first, last = _whole(sentences, first, last, own)
    quoted = list(sentences[first : last + 1])
    return (
        quoted if quoted[-1].end - quoted[0].start <= QUOTE_CHARACTERS else list(sentences[answers[0] : answers[0] + 1])
    )


def _whole(sentences: Sequence[Sentence], first: int, last: int, own: Mapping[int, About]) -> tuple[int, int]:
    """With the sentence that the first leans on, the list that the last announces, and what introduces an item."""

    def is_own(at: int) -> bool:
        return 0 <= at < len(sentences) and sentences[at].start in own and not sentences[at].is_heading

    if sentences[first].is_item:
        while is_own(first - 1) and sentences[first - 1].is_item:
            first -= 1
        if is_own(first - 1) and sentences[first - 1].text.rstrip().endswith(":"):
            first -= 1
    steps = 0
    while steps < LEANS and _leans(sentences[first]) and is_own(first - 1) and _are_together(sentences, first):
        first, steps = first - 1, steps + 1
    if sentences[last].is_item or sentences[last].text.rstrip().endswith(":"):
        while is_own(last + 1) and sentences[last + 1].is_item:
            last += 1
    return first, last


def _start(sentence: Sentence) -> int:
    """Where a quote that opens with this sentence starts: after the mark of a list."""
    mark = ITEM_MARK.match(sentence.text) if sentence.is_item else None
    return sentence.start + (mark.end() if mark else 0)


def _leans(sentence: Sentence) -> bool:
    """Whether a sentence says little without the one before it: it points back in its first or later words."""
    return not sentence.is_item and (leans_back(sentence.text) or bool(_POINTS.search(sentence.text)))


def _are_together(sentences: Sequence[Sentence], at: int) -> bool:
    """Whether a sentence continues the paragraph of the one before it."""
    same = sentences[at].block == sentences[at - 1].block or sentences[at].start - sentences[at - 1].end <= 1
    return same and not sentences[at].is_item
