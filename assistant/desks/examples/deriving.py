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
from assistant.desks.examples.quoting import Found, Text, found, overlap
from assistant.desks.examples.subjects import About, Grade
from assistant.engine import PASSAGES, Engine, Reading
from assistant.retrieval import Query
from assistant.types import Confidence

DOCUMENTS = 4  # quoted in one cell, the newest
LEAST_PROBABILITY = 0.04  # of the engine's decision, below which a quote that names the place does not stand either
MOMENTS = 24  # kept of one place
_YEAR = re.compile(r"\b(?:19[5-9]\d|20[0-4]\d)\b")
_NOT_A_MOMENT = re.compile(r"\((?:19|20)\d\d[a-z]?\)|\b(?:Wmo|Jeugdwet|Wet [\w ]+) (?:19|20)\d\d")
WAY = 5  # how quotes are chosen and cut: raised when that changes, so that nothing older is shown
VERSION = hashlib.sha256(repr([*map(astuple, ASPECTS), DOCUMENTS, LEAST_PROBABILITY, WAY]).encode()).hexdigest()[:12]


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
    cells: dict[str, tuple[Found, ...]] = {}
    forms: tuple[str, ...] = ()
    for aspect, query in zip(ASPECTS, queries, strict=True):
        quotes = [one for of in _worth_asking(aspect, speaking) for one in _of_document(engine, aspect, query, of)]
        if quotes:
            cells[aspect.key] = tuple(map(found, quotes))
        if aspect.key == FORM_ASPECT:
            claimed = (form for quoted in quotes for about in quoted for form in forms_claimed(about.text))
            forms = tuple(dict.fromkeys(claimed))
    return Derived(cells, moments(speaking), forms)


def moments(speaking: Speaking) -> tuple[Found, ...]:
    """The sentences that name the place, or stand under its name, with a year in them."""
    dated = []
    for of in speaking.sentences.values():
        for about in of:
            text = about.sentence.text
            years = _YEAR.findall(_NOT_A_MOMENT.sub(" ", text))
            if years and about.grade >= Grade.NEARBY and not about.sentence.is_heading and not says_nothing(text):
                dated.append(found([about], int(years[0])))
    return tuple(sorted(dated, key=lambda one: (one.year or 0, one.row, one.start))[:MOMENTS])


def _worth_asking(aspect: Aspect, speaking: Speaking) -> list[tuple[About, ...]]:
    """The documents with a sentence that could answer, in the order they were given (newest first)."""
    return [of for of in speaking.sentences.values() if any(_may_answer(aspect, about) for about in of)][:DOCUMENTS]


def _may_answer(aspect: Aspect, about: About) -> bool:
    """Whether a sentence holds an answer's words; what announces a list can rule that out for its items."""
    sentence = about.sentence
    if sentence.is_heading or aspect.is_ruled_out(about.under):
        return False
    return aspect.is_said(about.text) and not says_nothing(sentence.text)


def _of_document(engine: Engine, aspect: Aspect, query: Query, sentences: Sequence[About]) -> list[Sequence[About]]:
    """The quotes of one document in one cell, best first."""
    rows = sorted({about.row for about in sentences})
    reading = engine.read(query, engine.retrieve_within(query, rows, PASSAGES))
    text = Text(engine.generation.store, sentences)
    chosen: list[Sequence[About]] = []
    for row, first, last in _candidates(aspect, reading, text):
        quoted = text.quote(row, first, last, lambda about: _may_answer(aspect, about))
        if not quoted or not _stands(aspect, reading, quoted):
            continue
        if not any(overlap(quoted, other) for other in chosen):
            chosen.append(quoted)
        if len(chosen) == aspect.quotes:
            break
    return chosen


def _candidates(aspect: Aspect, reading: Reading, text: Text) -> Iterator[tuple[int, int, int]]:
    """Rows, with where sentences begin: the engine's spans, best first; then the sentences that hold an answer's words.

    The engine gives some ten spans that do not overlap, which may all come from
    the part of a long report that is nearest in meaning; of the others the nearest to the question come first.
    """
    for span in reading.spans:
        yield span.hit.row, span.sentences[0].start, span.sentences[-1].start
    nearest = [
        (-float(cosine), hit.row, sentence.start)
        for hit, cosines in zip(reading.found.hits, reading.found.sentence_scores, strict=True)
        for sentence, cosine in zip(hit.passage.sentences, cosines, strict=True)
        if (about := text.about(sentence)) and _may_answer(aspect, about)
    ]
    for _, row, start in sorted(nearest):
        yield row, start, start


def _stands(aspect: Aspect, reading: Reading, quoted: Sequence[About]) -> bool:
    """Whether a quote may stand: the less surely it speaks of the place, the surer the engine must be."""
    decision = reading.decision
    if max(about.grade for about in quoted) == Grade.DOCUMENT:
        return decision.confidence is Confidence.STRONG or (
            decision.confidence is Confidence.PARTIAL and aspect.least == Grade.DOCUMENT
        )
    return decision.confidence is not Confidence.NONE or decision.probability >= LEAST_PROBABILITY
