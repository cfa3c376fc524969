"""Comparisons: what the sources say of each municipality that a question names, under its own name.

A question that only says "compare" is asked as the aspects that people in the
field compare on; a question with words of its own is asked once per place.
Every line is a quote from a passage that speaks of that place, or it says that
the sources hold nothing.
"""

import re
from collections.abc import Sequence

from assistant.engine import PASSAGES, Engine, Reading
from assistant.reader import QuestionType
from assistant.reader.decision import speaks_of
from assistant.reader.question import Question
from assistant.reader.wording import answer_sentence, evidence_of, extended
from assistant.types import AnswerSentence, Confidence, Evidence, Filters

ASPECTS = (
    ("Organisatievorm", "Welke organisatievorm heeft {place}?"),
    ("Sturing", "Wie stuurt de teams en medewerkers in {place} aan?"),
    ("Waarom", "Waarom koos {place} voor deze vorm?"),
    ("Nadelen", "Welke nadelen of problemen zijn er in {place}?"),
)
ABSENT = "Niet in de bronnen."
DEPTH = 4 * PASSAGES  # passages looked through, as most will speak of another place
_COMPARING = re.compile(
    r"\b(?:vergelijk\w*|verschil(?:len)?|overeenkomst(?:en)?|tussen|versus|vs|tegenover|met|en|of|de|het|wat|is|zijn|"
    r"gemeenten?|welke?|hoe|aanpak)\b",
    re.IGNORECASE,
)


def places_to_compare(question: Question) -> tuple[str, ...]:
    """The municipalities that a question sets side by side; empty when it does not compare."""
    places = question.municipalities
    return places if len(places) >= 2 and question.kind is QuestionType.COMPARISON else ()


def compare(
    engine: Engine, question: Question, filters: Filters
) -> tuple[tuple[AnswerSentence, ...], tuple[Evidence, ...], Confidence]:
    """One block of quotes a place, in the order of the question."""
    places = places_to_compare(question)
    asked = [(place, aspect, text) for place in places for aspect, text in _questions(question, place)]
    readings = _readings(engine, asked, filters)
    sentences: list[AnswerSentence] = []
    evidence: list[Evidence] = []
    for place in places:
        said: list[tuple[str, Reading]] = [
            (aspect, reading) for (where, aspect, _), reading in zip(asked, readings, strict=True) if where == place
        ]
        block = _block(engine, place, said, evidence)
        sentences += block or [AnswerSentence(ABSENT, (), place)]
    answered = {place for place in places if any(s.heading.startswith(place) and s.citations for s in sentences)}
    if not answered:
        return (), (), Confidence.NONE
    return tuple(sentences), tuple(evidence), Confidence.STRONG if len(answered) == len(places) else Confidence.PARTIAL


def _questions(question: Question, place: str) -> list[tuple[str, str]]:
    own = _COMPARING.sub(" ", question.text)
    for name in question.municipalities:
        own = own.replace(name, " ")
    if any(character.isalpha() for character in own):
        return [("", f"{' '.join(own.split()).strip(' ?.,')} in {place}?")]
    return [(aspect, text.format(place=place)) for aspect, text in ASPECTS]


def _readings(engine: Engine, asked: Sequence[tuple[str, str, str]], filters: Filters) -> list[Reading]:
    queries = engine.queries([text for _, _, text in asked])
    return [
        engine.read(
            query,
            engine.retrieve(query, DEPTH, filters),
            lambda hit, place=place: speaks_of(place, [hit], engine.document),  # type: ignore[misc]
        )
        for (place, _, _), query in zip(asked, queries, strict=True)
    ]


def _block(
    engine: Engine, place: str, said: Sequence[tuple[str, Reading]], evidence: list[Evidence]
) -> list[AnswerSentence]:
    """The quotes of one place; what an earlier aspect quoted is not quoted again."""
    sentences = []
    for aspect, reading in said:
        heading = f"{place}: {aspect.lower()}" if aspect else place
        if reading.decision.confidence is Confidence.NONE:
            if aspect:
                sentences.append(AnswerSentence(ABSENT, (), heading))
            continue
        span = extended(reading.spans[0], reading.question)
        entry = evidence_of(span, len(evidence) + 1, engine.document)
        known = next((e for e in evidence if e.quote_start == entry.quote_start and e.quote == entry.quote), None)
        if known is None:
            evidence.append(entry)
        sentences.append(answer_sentence(span, (known or entry).number, heading))
    return sentences if any(sentence.citations for sentence in sentences) else []
