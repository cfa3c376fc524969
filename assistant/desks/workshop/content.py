"""What can stand in each section that is taken from documents, the best first."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from math import ceil

from assistant.desks.workshop import wording
from assistant.desks.workshop.citing import without_mark
from assistant.desks.workshop.contrasts import Pair, pairs
from assistant.desks.workshop.drafts import Draft
from assistant.desks.workshop.gathering import Material, Piece, points_back
from assistant.desks.workshop.parties import speaker, subject
from assistant.desks.workshop.stances import Contrast, tells_choice
from assistant.desks.workshop.talking import questions, statements
from assistant.desks.workshop.types import NEEDED, TAKEN, Choices, Section, Werkvorm, Workshop
from assistant.dutch.municipalities import municipalities_in
from assistant.dutch.words import terms

RESERVED = (Section.CARDS, Section.CASES, Section.STATEMENTS)
MOST = 40  # items to choose from in a section, many more than stand in one
CONSIDERED = 200  # pieces that are weighed against each other as quotes
LABEL_CHARACTERS = 60
QUOTE_WORDS = 6  # content words
CASE_QUOTES = 3
CASE_CHARACTERS = 900
CHOICE = 0.15  # what a case gains that tells a choice of form, for a theme that asks after one
SAME_DOCUMENT = 0.08  # what a further quote of one document loses
SAME_HEADING = 0.3
SAME_WORDS = 0.6  # share of common stems from which two quotes say the same
OWN_SHARE = 0.6  # of what a section must have of the theme, for a quote by itself
POINTING_BACK = 0.3  # what a quote loses that needs what stands before it
LEAST_OF_BEST = 0.5  # of the relevance of the best quote, for a quote: less is beside the theme
_NUMBERED = re.compile(r"^\w+ \d+: ")  # Succesfactor 4: …
_TWO_NAMES = re.compile(r"(\w+) (?:of|versus|tegenover) (\w+)")


def wanted(section: Section, choices: Choices) -> int:
    """How many items of a section a workshop of this size can use."""
    return {
        Section.QUOTES: 6 if choices.minutes < 150 else 8,
        Section.CARDS: max(3, min(8, ceil(choices.people / 4))),
        Section.CASES: 2 if choices.minutes < 120 else 3,
        Section.STATEMENTS: 5 if choices.minutes < 120 else 6,
        Section.QUESTIONS: 5 if choices.minutes < 120 else 6,
    }.get(section, 0)


def lacking(workshop: Workshop) -> dict[Section, str]:
    """The parts for which the sources gave less than was looked for, each with a sentence that says so."""
    said: dict[Section, str] = {}
    for section in TAKEN:
        found, sought = workshop.found.get(section.value, 0), wanted(section, workshop.choices)
        if not found:
            said[section] = wording.NOT_QUOTED if workshop.of(section) else wording.NONE
        elif found < sought:
            said[section] = wording.PARTIAL.format(wanted=sought, found=found, advice=wording.ADVICE[section])
    return said


def in_reserve(workshop: Workshop, library: Mapping[str, Werkvorm]) -> set[Section]:
    """The parts that no werkvorm of the programme works with, so that a trainer is not left wondering when to."""
    lines = (library.get(item.own.get("werkvorm", "")) for item in workshop.of(Section.PROGRAMME))
    used = {need for found in lines if found for need in found.needs}
    return {section for section in RESERVED if NEEDED[section] not in used and workshop.of(section)}


def candidates(material: Material, section: Section, choices: Choices, other: bool = False) -> list[Draft]:
    """The items that the sources could give for a section, the best first and ``MOST``; no two quote the same.

    ``other`` is for a trainer who asks for something else: then quotes beside the theme come too.
    """
    makers: dict[Section, Callable[[Material, Choices], Iterator[Draft]]] = {
        Section.QUOTES: partial(_quotes, least=0.0 if other else LEAST_OF_BEST),
        Section.CARDS: _cards,
        Section.CASES: _cases,
        Section.STATEMENTS: statements,
        Section.QUESTIONS: questions,
    }
    chosen: list[Draft] = []
    for draft in makers[section](material, choices):
        if len(chosen) == MOST:
            break
        if not any(draft.overlaps(other) or _says_the_same(draft, other) for other in chosen):
            chosen.append(draft)
    return chosen


def _says_the_same(draft: Draft, other: Draft) -> bool:
    """Whether two single quotes share most of their words: a source that repeats itself in a summary."""
    if len(draft.pieces) != 1 or len(other.pieces) != 1:
        return False
    mine, theirs = (set(terms(_NUMBERED.sub("", one.pieces[0].text.strip("# ")))) for one in (draft, other))
    return len(mine & theirs) > SAME_WORDS * min(len(mine), len(theirs))


def _cards(material: Material, choices: Choices) -> Iterator[Draft]:
    for pair in pairs(material):
        question = wording.for_audience(wording.CARD_QUESTIONS[pair.contrast], choices.audience)
        first, second = _sides(pair)
        words = {"titel": _card_title(pair), "kant1": first, "kant2": second}
        own = {"tegenover": pair.contrast.value, "vraag": question}
        yield Draft(Section.CARDS, (pair.first, pair.second), own, words)


def _card_title(pair: Pair) -> str:
    label, colon, _ = without_mark(pair.first.text).partition(":")
    if pair.contrast is Contrast.NAMED and colon and len(label) <= LABEL_CHARACTERS:
        return label
    if pair.contrast is Contrast.PLACES:
        return " en ".join(_sides(pair))
    return pair.first.heading if pair.first.evidence.heading == pair.second.evidence.heading else ""


def _sides(pair: Pair) -> tuple[str, str]:
    """The name above each side."""
    both = (pair.first, pair.second)
    if pair.contrast is Contrast.PLACES:
        first, second = (next(iter(municipalities_in(side.text)), "") for side in both)
    elif pair.contrast is Contrast.PARTIES:
        first, second = (subject(side.text).capitalize() for side in both)
    elif pair.contrast is Contrast.YES_AND_NO:
        first, second = (speaker(side.evidence.heading.split(" › ")) for side in both)
        if not first or not second or first == second:
            first = second = ""
    elif pair.contrast is Contrast.NAMED and (sides := _TWO_NAMES.fullmatch(_card_title(pair))):
        return sides[1].capitalize(), sides[2].capitalize()
    else:
        return wording.SIDES[pair.contrast]
    return first or "Standpunt 1", second or "Standpunt 2"


def _cases(material: Material, choices: Choices) -> Iterator[Draft]:
    """A municipality each, with what the sources say of it on the theme, in the order of the source."""
    asks_form = any(word.is_form for word in material.topic.words)
    by_place: dict[str, list[Piece]] = {}
    for piece in material.pieces:
        place = _place(piece)
        if place and len(terms(piece.text)) >= QUOTE_WORDS and (piece.lead == "" or piece.is_list):
            by_place.setdefault(place, []).append(piece)
    drafts = []
    for place, pieces in by_place.items():
        chosen = _case(place, pieces)
        if any(piece.is_near or material.topic.speaks(f"{piece.lead} {piece.text}") for piece in chosen):
            most = max(piece.own for piece in chosen) + CHOICE * (
                asks_form and any(tells_choice(piece.text) for piece in chosen)
            )
            drafts.append(((most, sum(piece.relevance for piece in chosen)), place, chosen))
    question = wording.for_audience(wording.CASE_QUESTION, choices.audience)
    for _, place, chosen in sorted(drafts, key=lambda draft: (-draft[0][0], -draft[0][1], draft[1])):
        chosen.sort(key=lambda piece: (piece.document.id, piece.evidence.quote_start))
        yield Draft(Section.CASES, tuple(chosen), {"vraag": question}, {"titel": place})


def _case(place: str, pieces: list[Piece]) -> list[Piece]:
    """What is told of a municipality, with a piece that names it itself; nothing when none does."""
    ordered = sorted(pieces, key=lambda piece: POINTING_BACK * points_back(piece.text) - piece.relevance)
    named = next((piece for piece in ordered if place in piece.text and len(piece.text) <= CASE_CHARACTERS), None)
    if named is None:
        return []
    others = [piece for piece in ordered if piece.own or piece.evidence.heading == named.evidence.heading]
    return _without_overlap([named, *others], CASE_QUOTES, CASE_CHARACTERS)


def _place(piece: Piece) -> str:
    """The one municipality that a piece is about, named in it or above it; a text on one tells of others too."""
    for said in (piece.text, piece.evidence.heading):
        places = list(dict.fromkeys(municipalities_in(said)))
        if places:
            return places[0] if len(places) == 1 else ""
    return ""


def _without_overlap(pieces: list[Piece], count: int, characters: int) -> list[Piece]:
    chosen: list[Piece] = []
    for piece in pieces:
        room = characters - sum(len(one.text) for one in chosen)
        if len(chosen) < count and len(piece.text) <= room and not any(piece.overlaps(one) for one in chosen):
            chosen.append(piece)
    return chosen


def _quotes(material: Material, choices: Choices, least: float) -> Iterator[Draft]:
    """The pieces that say most of the theme, spread over documents and headings."""
    says = [piece for piece in material.pieces if len(terms(piece.text)) >= QUOTE_WORDS and not piece.lead]
    topic = material.topic
    alone = {
        id(piece): piece.relevance + min(len(piece.text), 300) / 3000 - POINTING_BACK * points_back(piece.text)
        for piece in says
        if piece.is_near or piece.own >= OWN_SHARE * topic.least or topic.coverage(piece.heading) >= topic.least
    }
    best = max((piece.relevance for piece in says), default=0.0)
    near = [piece for piece in says if id(piece) in alone and piece.relevance >= least * best]
    rest = sorted(near, key=lambda piece: -alone[id(piece)])[:CONSIDERED]
    documents: dict[str, int] = {}
    headings: dict[str, int] = {}
    while rest:
        chosen = max(
            rest,
            key=lambda piece: (
                alone[id(piece)]
                - SAME_DOCUMENT * documents.get(piece.document.id, 0)
                - SAME_HEADING * headings.get(piece.evidence.heading, 0)
            ),
        )
        rest = [piece for piece in rest if not piece.overlaps(chosen)]
        documents[chosen.document.id] = documents.get(chosen.document.id, 0) + 1
        headings[chosen.evidence.heading] = headings.get(chosen.evidence.heading, 0) + 1
        yield Draft(Section.QUOTES, (chosen,))
