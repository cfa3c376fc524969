"""A service to build the page on: three small documents, and answers that are known beforehand."""

import threading
import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field, replace

from fake_curator import FakeCurator

from assistant.dutch.sentences import sentence_spans
from assistant.engine import Engine
from assistant.errors import PersonalDataError, QuestionError
from assistant.types import (
    Answer,
    AnswerSentence,
    Collection,
    Confidence,
    Document,
    Evidence,
    Filters,
    Kind,
    Mode,
    Passage,
    Sentence,
    Status,
    Style,
    Turn,
    Writing,
)
from assistant.web.talks.talks import Talks

HOSTILE = '<img src=x onerror="alert(1)"><script>alert(2)</script>**vet** ${7*7} {{7*7}} $$x$$ &amp; </div>'

DELFT = """# De Toegang in Delft

Dit is het eerste deel van een reeks.

## Waarom Delft geen wijkteams heeft

De gemeente Delft koos bewust anders. Delft heeft één centrale **projectorganisatie** en geen wijkteams.

De nadelen van een projectorganisatie zijn:

- de afstand tot de wijk is groter;
- medewerkers kennen de buurt minder goed;
- het voorliggend veld blijft verder weg.

## Tot slot

""" + "\n\n".join(f"Alinea {number} over de omslag van recht naar maatwerk in de wijk." for number in range(40))

REMARK = "Eén zin was te lang en is ingekort."
SAYS_CITY = "De gemeente vindt na bezinning dat zij zelf moet sturen."
SAYS_NURSE = "Volgens de wijkverpleegkundige vraagt sturen op afstand om bezinning."

HAARLEM = f"""Sociale wijkteams in Haarlem

Haarlem heeft negen sociale wijkteams. Elk team werkt voor een eigen deel van de stad en kent de buurt goed.

{SAYS_CITY}
"""

NOTE = f"""# Wat wij leerden van huisbezoeken

Wij gaan altijd met zijn tweeën op huisbezoek. Dat geeft rust in het gesprek.

{SAYS_NURSE}
"""


def document(name: str, title: str, text: str, kind: Kind, date: str, place: str) -> Document:
    """A document; a praktijknotitie belongs to the notes."""
    notes = kind is Kind.PRAKTIJKNOTITIE
    collection = Collection.NOTITIES if notes else Collection.BRONNEN
    return Document(name, title, text, kind, "", date, (place,), (), collection, "0" * 64)


DOCUMENTS = (
    replace(
        document("delft", "De Toegang in Delft", DELFT, Kind.BLOG, "2016-03-02", "Delft"),
        questions=("Waarom heeft Delft geen wijkteams?",),
    ),
    document("haarlem", "Wijkteams in Haarlem", HAARLEM, Kind.SESSIEVERSLAG, "2015-11", "Haarlem"),
    document("huisbezoek", "Wat wij leerden van huisbezoeken", NOTE, Kind.PRAKTIJKNOTITIE, "2024", "Delft"),
)


def evidence(number: int, source: Document, quote: str, heading: str = "", end: str = "") -> Evidence:
    """A quote in its document, with the paragraphs around it as its passage."""
    start = source.text.index(quote)
    stop = source.text.index(end, start) + len(end) if end else start + len(quote)
    first = source.text.rfind("\n\n", 0, source.text.rfind("\n\n", 0, start)) + 1
    last = source.text.find("\n\n", stop) if "\n\n" in source.text[stop:] else len(source.text)
    first += len(source.text[first:last]) - len(source.text[first:last].lstrip())
    text = source.text[first:last]
    sentences = tuple(Sentence(text[at:end], first + at, first + end, heading) for at, end in sentence_spans(text))
    passage = Passage(f"{source.id}:{first}", source.id, heading, None, text, first, last, sentences)
    return Evidence(number, passage, source.text[start:stop], start, stop, 0.9, heading, source)


def answered(question: str, *sentences: AnswerSentence, found: tuple[Evidence, ...]) -> Answer:
    """A complete answer in citaatmodus."""
    text = " ".join(sentence.text for sentence in sentences)
    status, mode, confidence = Status.ANSWERED, Mode.CITAAT, Confidence.STRONG
    return Answer(question, question, status, text, sentences, found, mode, confidence)


def delft_answer(question: str = "Waarom koos Delft niet voor wijkteams?") -> Answer:
    """A quote, a list with one number for all of it, and a note."""
    heading = "Waarom Delft geen wijkteams heeft"
    found = (
        evidence(1, DOCUMENTS[0], "De gemeente Delft koos", heading, end="geen wijkteams."),
        evidence(2, DOCUMENTS[0], "De nadelen van", heading, end="verder weg."),
        evidence(3, DOCUMENTS[2], "Wij gaan altijd met zijn tweeën op huisbezoek."),
    )
    items = ("de afstand tot de wijk is groter;", "medewerkers kennen de buurt minder goed;",
             "het voorliggend veld blijft verder weg.")  # fmt: skip
    quote = AnswerSentence(" ".join(found[0].quote.split()), (1,), heading)
    drawbacks = AnswerSentence("De nadelen van een projectorganisatie zijn:", (2,), heading, items)
    return answered(question, quote, drawbacks, AnswerSentence(found[2].quote, (3,)), found=found)


def compared(question: str) -> Answer:
    """Two places, aspect by aspect."""
    found = (
        evidence(1, DOCUMENTS[1], "Haarlem heeft negen sociale wijkteams."),
        evidence(2, DOCUMENTS[0], "Delft heeft één centrale", end="geen wijkteams."),
    )
    sentences = (
        AnswerSentence(found[0].quote, (1,), "Haarlem: organisatievorm"),
        AnswerSentence("Niet in de bronnen.", (), "Haarlem: nadelen"),
        AnswerSentence(found[1].quote.replace("**", ""), (2,), "Delft: organisatievorm"),
        AnswerSentence("Niet in de bronnen.", (), "Delft: nadelen"),
    )
    return answered(question, *sentences, found=found)


def not_found(question: str) -> Answer:
    """Nothing in the sources, with what comes closest."""
    near = (evidence(1, DOCUMENTS[1], "Haarlem heeft negen sociale wijkteams."),)
    text = "Dit staat niet in de bronnen."
    status, mode, confidence = Status.NO_EVIDENCE, Mode.CITAAT, Confidence.NONE
    return Answer(question, question, status, text, (), (), mode, confidence, nearest=near)


def long_answer(question: str) -> Answer:
    """Many quotes under one long heading, and a list."""
    heading = "Wat de gemeente, de aanbieders, de vrijwilligers en de bewoners van de omslag naar maatwerk verwachtten"
    found = tuple(evidence(number + 1, DOCUMENTS[0], f"Alinea {number} over", heading, ".") for number in range(14))
    sentences = tuple(
        AnswerSentence(one.quote, (one.number,), heading, ("een eerste punt;", "een tweede punt.") if place % 5 else ())
        for place, one in enumerate(found)
    )
    return answered(question, *sentences, found=found)


@dataclass
class FakeAssistant:
    """Answers by a word in the question; ``hold`` keeps the last step of a streamed answer back, or standpoints."""

    hold: threading.Event = field(default_factory=threading.Event)
    asked: list[tuple[str, tuple[Turn, ...], Filters]] = field(default_factory=list)
    texts: tuple[Document, ...] = DOCUMENTS
    styles: list[Style] = field(default_factory=list)
    model: Writing | None = None
    pause: float = 0.03  # seconds between two steps of an answer
    engine: Engine | None = None  # a test of a desk that asks an index gives it one

    def writing(self) -> Writing | None:
        return self.model

    def stream(
        self, question: str, turns: Sequence[Turn] = (), filters: Filters = Filters(), style: Style = Style()
    ) -> Generator[Answer, None, None]:
        self.asked.append((question, tuple(turns), filters))
        self.styles.append(style)
        if "kapot" in question:
            raise RuntimeError("Traceback: secret path /home/user")
        if "123456782" in question:
            raise PersonalDataError(
                "Je vraag is niet gesteld: er staat een BSN in. Stel hem zonder die gegevens.",
                question.replace("123456782", "[BSN]"),
            )
        if len(question) > 1000:
            raise QuestionError("Je vraag is te lang. Maak er hoogstens 1.000 tekens van.")
        if "Amsterdam" in question:
            yield not_found(question)
            return
        made = {"Vergelijk": compared, "uitgebreide": long_answer}
        complete = next((make for word, make in made.items() if word in question), delft_answer)(question)
        if question == "En waarom?":
            complete = replace(complete, query="Waarom koos Delft niet voor wijkteams?")
        if "gebiedsteams" in question:
            complete = replace(complete, also=("wijkteam", "sociaal team"))
        if self.model and style.mode is Mode.TAALMODEL:
            complete = replace(complete, mode=Mode.TAALMODEL, withheld=("Delft is <b>klaar</b>.",), remark=REMARK)
        for count in range(1, len(complete.sentences)):
            yield replace(complete, sentences=complete.sentences[:count])
            time.sleep(self.pause)
        if "langzaam" in question:
            self.hold.wait(10)
        yield complete

    def quotes(
        self, question: str, filters: Filters, keeps: Sequence[Callable[[Passage], bool]]
    ) -> Sequence[Sequence[Evidence]]:
        if "bezinning" in question:
            self.hold.wait(10)
        if "verschillen" not in question:
            return [() for _ in keeps]
        said = (evidence(1, DOCUMENTS[1], SAYS_CITY), evidence(2, DOCUMENTS[2], SAYS_NURSE))
        return [tuple(one for one in said if keep(one.passage)) for keep in keeps]

    def document(self, document_id: str) -> Document | None:
        return next((found for found in self.texts if found.id == document_id), None)

    def documents(self) -> Sequence[Document]:
        return self.texts

    def suggestions(self) -> Sequence[str]:
        return ("Waarom koos Delft niet voor wijkteams?", "Hoeveel wijkteams heeft Haarlem?")


@dataclass(frozen=True)
class FakeProgress:
    step: str
    done: int
    total: int
    file: str = ""
    seconds_left: float | None = None


@dataclass
class FakeService:
    """A service whose state a test sets by hand."""

    ready: FakeAssistant | None = field(default_factory=FakeAssistant)
    building: FakeProgress | None = None
    broken: str | None = None
    noticed: str | None = None
    refreshed: int = 0

    def assistant(self) -> FakeAssistant | None:
        return self.ready

    def progress(self) -> FakeProgress | None:
        return self.building

    def failure(self) -> str | None:
        return self.broken

    def notice(self) -> str | None:
        return self.noticed

    def refresh(self) -> None:
        self.refreshed += 1


@dataclass
class Running:
    """A page that is being served."""

    address: str
    service: FakeService
    curator: FakeCurator
    talks: Talks

    @property
    def assistant(self) -> FakeAssistant:
        assert self.service.ready is not None
        return self.service.ready
