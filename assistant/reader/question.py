"""What kind of answer a Dutch question asks for, and which names and numbers it holds."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from assistant.dutch.municipalities import municipalities_in, official_name
from assistant.dutch.synonyms import Alternatives
from assistant.dutch.words import fold, stem, stop_words, terms, tokens, word_pieces
from assistant.dutch.yes_no import asks_yes_or_no


class QuestionType(StrEnum):
    """What an answer must hold."""

    NUMBER = "hoeveel"
    TIME = "wanneer"
    REASON = "waarom"
    PERSON = "wie"
    PLACE = "waar"
    LIST = "welke"
    DEFINITION = "wat is"
    MANNER = "hoe"
    YES_NO = "ja of nee"
    COMPARISON = "vergelijk"
    OTHER = "anders"


# In this order: the first that fits decides.
_PATTERNS: tuple[tuple[QuestionType, str], ...] = (
    (QuestionType.COMPARISON, r"\bvergelijk\w*|\bverschil(?:len)?\b.*\btussen\b|\bovereenkomst(?:en)?\b.*\btussen\b"),
    (
        QuestionType.TIME,
        r"\bwanneer\b|\bsinds wanneer\b|\b(?:in )?welke? (?:jaar|datum|maand|dag|periode|eeuw)\b|\bhoe laat\b",
    ),
    (
        QuestionType.NUMBER,
        r"\bhoeveel\w*\b|\bhoe (?:vaak|lang|groot|oud|hoog|ver|veel|duur|snel|breed|diep|zwaar)\b|"
        r"\bwat kost\b|\bwelk (?:aantal|percentage|deel|bedrag)\b",
    ),
    (
        QuestionType.REASON,
        r"\bwaarom\b|\bwaardoor\b|\bhoe komt het\b|\bom welke reden\w*\b|\bwat is de reden\b|\bwaarvoor\b",
    ),
    (QuestionType.PERSON, r"^(?:\w+ )?wie\b|\bdoor wie\b|\bvan wie\b|\bwiens\b"),
    (
        QuestionType.PLACE,
        r"^waar\b|\bwaar (?:vind|ligt|staat|is|zijn|kan)\b|\bwaarheen\b|"
        r"\bin welke? (?:stad|land|plaats|gemeente|provincie)\b",
    ),
    (QuestionType.LIST, r"\bwelke\b|\bwat zijn\b|\bnoem\b|\bgeef .*voorbeelden\b|\bwat voor\b"),
    (QuestionType.DEFINITION, r"^wat (?:is|was|betekent|houdt)\b|\bwat wordt bedoeld\b|\bwat verstaan\b"),
    (QuestionType.MANNER, r"\bhoe\b|\bop welke (?:manier|wijze)\b"),
    (
        QuestionType.YES_NO,
        r"^(?:is|zijn|was|waren|heeft|hebben|had|kan|kun|kunnen|mag|mogen|moet|moeten|wordt|worden|zit|zitten|gaat|gaan|doet|doen|staat|komt|krijgt|geldt|bestaat|werkt|werken|lukt|wil|zal|zou)\b",
    ),
)
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)
_NAME = re.compile(r"(?<![.?!]\s)(?<!^)\b[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)*")
_NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*")
PLURAL = re.compile(r"\b(?:welke|wat zijn de|wat zijn|noem)\b[^?]*?\b\w+(?:en|s|['’]s)\b")


@dataclass(frozen=True, slots=True)
class Question:
    """A question as the reader sees it; ``weights`` gives each stem its rarity in the corpus."""

    text: str
    kind: QuestionType
    wants_list: bool
    municipalities: tuple[str, ...]
    names: tuple[str, ...]
    numbers: tuple[str, ...]
    terms: tuple[str, ...]
    weights: Mapping[str, float]
    unknown: frozenset[str] = frozenset()  # terms that stand in no passage
    alternatives: Mapping[str, Alternatives] = field(default_factory=dict)  # stems that say the same as a term
    asks_yes_or_no: bool = False
    pieces: tuple[tuple[str, float, frozenset[str]], ...] = ()  # each content word, its weight, its runs of letters

    @property
    def weight(self) -> float:
        """The sum of the weights of the question's terms; never 0."""
        return sum(self.weights[term] for term in self.terms) or 1.0


def understand(
    text: str,
    weights: Mapping[str, float],
    unknown: frozenset[str] = frozenset(),
    alternatives: Mapping[str, Alternatives] | None = None,
) -> Question:
    """Read a question; ``weights`` holds at least its own terms, ``unknown`` those that no passage has."""
    folded = " ".join(fold(text).split())
    kind = next((kind for kind, pattern in _COMPILED if pattern.search(folded)), QuestionType.OTHER)
    names = tuple(dict.fromkeys(match.group() for match in _NAME.finditer(text)))
    return Question(
        text=text,
        kind=kind,
        wants_list=bool(PLURAL.search(folded)),
        municipalities=_places(text, names),
        names=names,
        numbers=tuple(_NUMBER.findall(text)),
        terms=tuple(dict.fromkeys(terms(text))),
        weights=weights,
        unknown=unknown,
        alternatives=alternatives or {},
        asks_yes_or_no=asks_yes_or_no(text),
        pieces=tuple(
            (word, weights[stem(word)], frozenset(word_pieces(word)))
            for word in dict.fromkeys(tokens(text))
            if word not in stop_words()
        ),
    )


def _places(text: str, names: Sequence[str]) -> tuple[str, ...]:
    """The municipalities that are asked about; in a question a capital tells ‘Best’ and ‘Goes’ from the words."""
    by_name = [place for name in names if (place := official_name(name))]
    return tuple(dict.fromkeys([*municipalities_in(text), *by_name]))


def has_words(text: str) -> bool:
    """Whether there is anything to look for in a question."""
    return bool(tokens(text))
