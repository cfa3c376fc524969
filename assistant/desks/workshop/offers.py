"""Themes and dilemmas that the corpus can carry, to choose from.

Themes come from the front matter of documents; what names a dilemma, a choice
or two sides comes from headings. Each is looked up, and offered only when
enough passages speak of it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from assistant.desks.workshop.topic import topic_of
from assistant.dutch.words import fold, terms
from assistant.engine import Engine
from assistant.types import Document, Filters

LEAST_PASSAGES = 2
THEMES = 24
DILEMMAS = 8
SAME_WORDS = 0.75  # share of common stems from which two headings say the same
TRIED = 40  # themes that are looked up
PASSAGES = 12
HEADING_CHARACTERS = (15, 90)
_SIDES = re.compile(
    r"\bdilemma|\bkeuzes?\b|\bvoordel|\bvoordeel|\bnadel|\bnadeel|\bgevaar\b|\bknelpunt|\btegenover\b|\bin plaats van\b"
)
_NUMBERED = re.compile(r"^(?:[\w ]{1,20} \d{1,2}|\d{1,2}[.)])\s*:?\s*")
ASKED = "dilemma's, keuzes, voordelen en nadelen"


@dataclass(frozen=True, slots=True)
class Offer:
    """A theme or dilemma, the documents that name it, and how many passages were found for it."""

    text: str
    documents: tuple[str, ...]
    passages: int


@dataclass(frozen=True, slots=True)
class Offers:
    """What can be chosen, each the best first."""

    themes: tuple[Offer, ...]
    dilemmas: tuple[Offer, ...]

    def find(self, text: str) -> Offer | None:
        """The offer of that text; None when it is the trainer's own."""
        return next((offer for offer in (*self.dilemmas, *self.themes) if fold(offer.text) == fold(text)), None)


def offers(engine: Engine) -> Offers:
    """What this corpus can carry; nothing when it is empty."""
    themes = _carried(engine, list(_themes(engine.generation.documents).items())[:TRIED])
    dilemmas = _carried(engine, _headings(engine))
    return Offers(tuple(islice(themes, THEMES)), tuple(islice(_distinct(dilemmas), DILEMMAS)))


def _themes(documents: Sequence[Document]) -> dict[str, tuple[str, ...]]:
    """The themes of front matter with their documents, those of most documents first."""
    counted: Counter[str] = Counter()
    written: dict[str, str] = {}
    carriers: dict[str, list[str]] = {}
    for document in documents:
        for theme in dict.fromkeys(document.themes):
            key = fold(theme)
            counted[key] += 1
            written.setdefault(key, theme)
            carriers.setdefault(key, []).append(document.id)
    order = sorted(counted, key=lambda key: (-counted[key], key))
    return {written[key]: tuple(carriers[key]) for key in order}


def _headings(engine: Engine) -> list[tuple[str, tuple[str, ...]]]:
    """Headings that name two sides, from the passages nearest to that."""
    (query,) = engine.queries([ASKED])
    found: dict[str, tuple[str, ...]] = {}
    for hit in engine.retrieve(query, 5 * PASSAGES, Filters()).hits:
        for sentence in hit.passage.sentences:
            heading = _NUMBERED.sub("", sentence.heading.rpartition(" › ")[2])
            least, most = HEADING_CHARACTERS
            if least <= len(heading) <= most and _SIDES.search(fold(heading)):
                found.setdefault(heading[:1].upper() + heading[1:], (hit.passage.document_id,))
    return list(found.items())


def _carried(engine: Engine, named: Sequence[tuple[str, tuple[str, ...]]]) -> Iterator[Offer]:
    queries = engine.queries([text for text, _ in named]) if named else []
    for (text, documents), query in zip(named, queries, strict=True):
        topic = topic_of(engine, query)
        if not topic.is_telling:
            continue
        hits = engine.retrieve(query, PASSAGES, Filters()).hits
        said = (f"{hit.passage.heading} {hit.passage.text}" for hit in hits)
        count = sum(map(topic.speaks, said))
        if count >= LEAST_PASSAGES:
            yield Offer(text, documents, count)


def _distinct(found: Iterable[Offer]) -> Iterator[Offer]:
    """Without those that say nearly the same as one before."""
    said: list[frozenset[str]] = []
    for offer in found:
        words = frozenset(terms(offer.text))
        if not any(len(words & other) >= SAME_WORDS * min(len(words), len(other)) for other in said):
            said.append(words)
            yield offer
