"""What a reader could ask next: questions that stand in the sources themselves, and that the sources answer.

The curator's questions of the documents that were quoted come first, then headings there that ask something, then
the questions of documents on the same themes or municipalities. Each one is asked before it is offered, and stays
only where its own document answers it well; a few at most are tried, as every try costs a whole answer.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

from assistant.dutch.words import terms
from assistant.splitting.blocks import Shape, blocks, heading_text
from assistant.types import Answer, Confidence, Document, Filters, Mode, Style, Turn

OFFERED = 3
TRIED = 8
NEIGHBOURS = 2
CHARACTERS = 110  # a longer heading is no question to press
ALIKE = 0.75  # of the words of the shorter: then it is the same question
# A heading that opens with a question word mostly tells (‘Hoe de Toegang werkt’); a question has its verb second.
_ASKS = re.compile(
    r"(?:wat|hoe|waarom|wie|wanneer|waar)\b(?=.*\?$| (?:is|zijn|was|waren|heeft|hebben|kan|kunnen|moet|moeten|mag|doet|"
    r"doen|werkt|werken|gaat|gaan|kost|kosten|betekent|wordt|worden|maakt|maken|krijgt|krijgen|vindt|vinden|weet|weten|"
    r"komt|komen|helpt|helpen|leidt|levert|regelt|regelen|zorgt|koos|kiest|kiezen)\b)|(?:welke?|hoeveel)\b.*\?$",
    re.IGNORECASE,
)
QUOTES = Style(mode=Mode.CITAAT)


@dataclass(frozen=True, slots=True)
class Further:
    """A question to ask next, and the document whose words it is made of."""

    question: str
    document: str


class Sources(Protocol):
    """``assistant.pipeline.Assistant`` fits."""

    def document(self, document_id: str) -> Document | None: ...
    def documents(self) -> Sequence[Document]: ...
    def stream(
        self, question: str, turns: Sequence[Turn] = (), filters: Filters = ..., style: Style = ...
    ) -> Iterator[Answer]: ...


def further(sources: Sources, answer: Answer, asked: Sequence[str]) -> tuple[Further, ...]:
    """Up to three questions to ask after an answer, none of which is like one of ``asked``."""
    found: list[Further] = []
    before = [*asked, answer.question, answer.query]
    for _, one in zip(range(TRIED), _fresh(_candidates(sources, answer), before)):
        if not any(_alike(one.question, other.question) for other in found) and _answers(sources, one):
            found.append(one)
        if len(found) == OFFERED:
            break
    return tuple(found)


def _fresh(candidates: Iterator[Further], before: Sequence[str]) -> Iterator[Further]:
    for one in candidates:
        if not any(_alike(one.question, other) for other in before):
            yield one


def _candidates(sources: Sources, answer: Answer) -> Iterator[Further]:
    quoted = list(dict.fromkeys(entry.passage.document_id for entry in answer.evidence))
    known = {document.id: document for document in sources.documents()}
    here = [known[name] for name in quoted if name in known]
    yield from chain.from_iterable(map(_own, here))
    for document in here[:1]:
        whole = sources.document(document.id)
        yield from headings(whole) if whole else ()
    yield from chain.from_iterable(map(_own, _neighbours(here, list(known.values()))))


def _own(document: Document) -> Iterator[Further]:
    return (Further(question, document.id) for question in document.questions)


def headings(document: Document) -> Iterator[Further]:
    """Headings that ask something, as they stand there, each with its question mark."""
    for block in blocks(document.text):
        if block.shape is Shape.HEADING:
            text = heading_text(document.text, block)
            if _ASKS.match(text) and len(text) <= CHARACTERS:
                yield Further(f"{text.rstrip('.?')}?", document.id)


def _neighbours(here: Sequence[Document], known: Sequence[Document]) -> list[Document]:
    """The documents that share most themes and municipalities with those that were quoted."""
    about = {word for document in here for word in (*document.themes, *document.municipalities)}
    others = [document for document in known if document not in here and document.questions]
    shared = [(len(about.intersection((*other.themes, *other.municipalities))), other) for other in others]
    return [other for count, other in sorted(shared, key=lambda pair: -pair[0]) if count][:NEIGHBOURS]


def _answers(sources: Sources, one: Further) -> bool:
    last = list(sources.stream(one.question, style=QUOTES))[-1]
    first = last.evidence[0].passage.document_id if last.evidence else ""
    return last.confidence is Confidence.STRONG and first == one.document


def _alike(question: str, other: str) -> bool:
    words, others = set(terms(question)), set(terms(other))
    return bool(words and others) and len(words & others) >= ALIKE * min(len(words), len(others))
