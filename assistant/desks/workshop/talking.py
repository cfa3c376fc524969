"""What a group can talk about: statements that take a stand, and questions, each resting on a quote.

A statement is one sentence, or a heading, of a source that says what should be or
how good something is, and that can be read by itself. A question is one that a
source asks, a dilemma that it names, or a stand that it takes with a question of
the program behind it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from assistant.desks.workshop import wording
from assistant.desks.workshop.citing import without_mark
from assistant.desks.workshop.contrasts import is_named_dilemma
from assistant.desks.workshop.drafts import Draft
from assistant.desks.workshop.gathering import Material, Piece, points_back
from assistant.desks.workshop.stances import argues
from assistant.desks.workshop.types import Choices, Section
from assistant.dutch.municipalities import municipalities_in
from assistant.dutch.words import fold, terms
from assistant.reader.signs import is_question

STATEMENT_CHARACTERS = 190
QUESTION_CHARACTERS = 220
ASKED_ABOUT, ASKED_SENTENCES = 260, 2  # of a stand that a question is put behind
LABEL_CHARACTERS = 40
ASKED_WORDS = 3  # content words of a question
STAND_WORDS = 4  # content words: less says nothing
UNDER_THEME = 0.6  # of the theme in a heading, for a sentence below it that has no word of it
HEADING_LOSS = 0.15  # what a further one under one heading loses
NORM = 0.1  # what one gains that says what should be
OPENING = 8  # words in which a text says of whom it tells
_SHOULD = re.compile(
    r"\b(?:moet|moeten|mag|hoort (?:te|er|bij)|hoeft|hoeven|nodig is|is nodig|zijn nodig|noodzakelijk|noodzaak|"
    r"onmisbaar|belangrijk\w*)\b|^(?:\W*\w+ \d+: )?(?:durf|kies|voorkom|houd|investeer|begin|geef|zorg|stel|maak|leg|"
    r"deel|wees|werk|benut|laat|neem|sta|pas op|verbind|ontwikkel|spreek|zoek|let|bekijk|vraag|ga na)\b"
)
_VALUES = re.compile(
    r"\b(?:beter|best|genoeg|onvoldoende|nooit|altijd|te (?:veel|weinig|vaak|vroeg|groot|snel)|net te|bestaat|lukt|"
    r"slaagt|(?:vindt|vinden|gelooft|geloven|stelt|denkt) dat|moeilijk|lastig|makkelijk\w*|effectief|efficient|"
    r"flexibel|nadeel|voordeel|risico|gevaar|valkuil|knelpunt|bottleneck|dilemma|opgave|ongunstig|onzeker\w*|"
    r"geen (?:doel|eigen)|belemmert|verdient|(?:op)?levert|kan alleen|alleen (?:als|met)|juist een|lijk(?:t|en)\b.{9,}|"
    r"maakt\b.{0,60}\buit|zegt\b.{0,30}\bweinig)\b"
)
_WARNS = re.compile(
    r"\b(?:voorkom|risico\w*|gevaar|nadel\w*|nadeel|valkuil|knelpunt\w*|moeilijk|lastig|bang|pas op|te weinig)\b"
)
_TELLS_OF_ITSELF = re.compile(
    r"\b(?:artikel|blog|verslag\w*|sessie|deelsessie|discussie|bijlagen?|rapport|schrijvers?|onderzoekers?|reactie)\b"
)
_LEFT_OPEN = re.compile(r"^de vraag (?:is|blijft) (?:hoe|of|wat|wie|welke|waarom|wanneer)\b")
_ASKS_INDIRECTLY = re.compile(
    r"^(?:wat|hoe|waarom|welke?|wanneer)\b|\b(?:laat zien|laten zien|weten|vertelt|toont|beschrijft|vraagt)\b"
    r".{0,30}\b(?:wat|welke?|hoe|of|wie|waarom)\b|^(?:\w+ ){1,3}dan\b"
)
_HAPPENED = re.compile(
    r"\b(?:was|waren|werd|werden|had|hadden|kreeg|kregen|ging|gingen|wilde|wilden|kwam|kwamen|deed)\b|"
    r"\b(?:heeft|hebben)\b.*\b(?:ervaren|gekregen|gehad|gemaakt|gekozen|gedaan|gezien|gewerkt|besloten|verzameld)\b"
)


def statements(material: Material, choices: Choices) -> Iterator[Draft]:
    """Single sentences that take a stand and can be read by themselves, the nearest to the theme first."""
    found = [piece for piece in material.said if is_statement(material, piece)]
    for piece in _spread_out(found):
        yield Draft(Section.STATEMENTS, (piece,))


def questions(material: Material, choices: Choices) -> Iterator[Draft]:
    """The dilemmas that the sources name, what they ask themselves, and stands that they take, to ask about."""
    for piece in material.pieces:
        if not piece.is_list and len(piece.text) <= 2 * QUESTION_CHARACTERS and is_named_dilemma(piece) and piece.lead:
            ask = wording.DILEMMA_QUESTION
            yield Draft(Section.QUESTIONS, (piece,), {"vorm": "dilemma", "vraag": ask})
    asking: dict[str, list[Piece]] = {}
    for piece in material.said:
        if _asks(piece):
            asking.setdefault(piece.evidence.heading, []).append(piece)
    for heading in dict.fromkeys(stretch.heading for stretch in material.stretches):
        for piece in asking.get(heading, ()):
            yield Draft(Section.QUESTIONS, (piece,), {"vorm": "vraag"})
    few = (piece for piece in material.pieces if len(piece.sentences) <= ASKED_SENTENCES)
    stands = [piece for piece in few if can_be_asked_about(material, piece)]
    asked: Counter[str] = Counter()
    for piece in _spread_out(stands):
        kind = kind_of(without_mark(piece.text), argues(piece.lead or piece.heading) is False)
        texts = wording.STAND_QUESTIONS[kind]
        ask = wording.for_audience(texts[asked[kind] % len(texts)], choices.audience)
        asked[kind] += 1
        yield Draft(Section.QUESTIONS, (piece,), {"vorm": "citaat", "vraag": ask})


def _asks(piece: Piece) -> bool:
    """Whether a single sentence asks something that a group can talk about without what stands around it."""
    plain = without_mark(piece.text)
    if len(plain) > QUESTION_CHARACTERS or len(terms(plain)) < ASKED_WORDS or piece.sentences[0].is_heading:
        return False
    said = fold(plain)
    asks = is_question(piece.sentences[0]) or leaves_open(plain)
    return asks and not points_back(plain) and not _TELLS_OF_ITSELF.search(said)


def leaves_open(text: str) -> bool:
    """Whether a sentence names a question and leaves it open."""
    return bool(_LEFT_OPEN.search(fold(text)))


def is_statement(material: Material, piece: Piece) -> bool:
    """Whether a piece is one sentence, or a heading, that takes a stand on the theme."""
    plain = without_mark(piece.text)
    if len(piece.sentences) != 1 or len(plain) > STATEMENT_CHARACTERS:
        return False
    if piece.sentences[0].is_heading:
        return bool(_SHOULD.search(fold(plain))) and _stands_alone(material, piece, plain)
    label, colon, _ = plain.partition(":")
    is_clear = not colon or (piece.sentences[0].is_item and len(label) <= LABEL_CHARACTERS)
    return is_clear and plain.endswith((".", "!")) and _stands_alone(material, piece, plain)


def can_be_asked_about(material: Material, piece: Piece) -> bool:
    """Whether a piece takes a stand on the theme that a group can weigh, in a few sentences."""
    plain = without_mark(piece.text)
    ends = plain.endswith((".", "!")) and not any(is_question(sentence) for sentence in piece.sentences)
    return len(plain) <= ASKED_ABOUT and ends and _stands_alone(material, piece, plain) and _ends_in_a_stand(piece)


def _ends_in_a_stand(piece: Piece) -> bool:
    """Whether the last of several sentences says something of the stand: not who it is that takes it."""
    last = fold(piece.sentences[-1].text)
    return len(piece.sentences) == 1 or bool(piece.lead) or bool(_SHOULD.search(last) or _VALUES.search(last))


def _stands_alone(material: Material, piece: Piece, plain: str) -> bool:
    """Whether a text on the theme takes a stand, and needs nothing before it. What once happened somewhere is none."""
    topic = material.topic
    on_theme = piece.is_near or piece.own > 0 or topic.coverage(piece.heading) >= UNDER_THEME
    if piece.is_list or not on_theme or not plain[:1].isupper() or points_back(plain):
        return False
    said = fold(plain)
    opening = " ".join(said.split()[:OPENING])
    if len(terms(plain)) < STAND_WORDS or _ASKS_INDIRECTLY.search(said) or is_named_dilemma(piece):
        return False
    if _TELLS_OF_ITSELF.search(opening) or _HAPPENED.search(opening) or _HAPPENED.search(said.partition(".")[0]):
        return False
    stands = _SHOULD.search(said) or _VALUES.search(said) or argues(piece.lead or piece.heading) is not None
    return not _names_place(piece, said) and bool(stands)


def _names_place(piece: Piece, said: str) -> bool:
    """Whether a text is about a municipality: by its name, or by what is made of it (Haarlemse)."""
    names = [fold(name) for name in piece.document.municipalities]
    return bool(municipalities_in(piece.text)) or any(name in said for name in names)


def kind_of(text: str, warned: bool = False) -> str:
    """Which question fits a stand; ``warned`` when what stands above it announces drawbacks."""
    said = fold(text)
    warns, advises = bool(_WARNS.search(said)), any(map(_SHOULD.search, said.split(". ")))
    if warned or _WARNS.match(said):
        return "waarschuwing"
    if warns == advises:  # neither, or a warning and what to do about it: only agreeing can be asked after
        return "oordeel"
    return "waarschuwing" if warns else "advies"


def _said(piece: Piece) -> str:
    return fold(without_mark(piece.text))


def _spread_out(found: Sequence[Piece]) -> Iterator[Piece]:
    """The best first, and each further one under the same heading a little later."""
    rest, seen = list(found), Counter[str]()
    worth = {id(piece): piece.relevance + NORM * bool(_SHOULD.search(_said(piece))) for piece in found}
    while rest:
        best = max(rest, key=lambda piece: worth[id(piece)] - HEADING_LOSS * seen[piece.evidence.heading])
        rest.remove(best)
        seen[best.evidence.heading] += 1
        yield best
