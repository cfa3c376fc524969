"""Denials, opposites, quantifiers and bounds: what turns a sentence round with one word."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.dutch import wordlists
from assistant.dutch.wordlists import word_set
from assistant.dutch.words import fold, stem
from assistant.grounding.reading import Text, Word

NEGATORS = word_set(
    "niet geen nooit niemand niets nergens zonder noch nauwelijks evenmin behalve zelden niks tenzij verbiedt "
    "ontbreekt ontbreken ontbrak"
)
ALL = word_set(
    "alle allemaal iedereen ieder iedere elk elke altijd steeds allen alles overal volledig volledige geheel "
    "helemaal telkens"
)
SOME = word_set(
    "sommige sommigen enkele soms deel bepaalde paar weinig gedeeltelijk deels incidenteel mogelijk misschien "
    "wellicht kan kunnen kunt zelden"
)
MOST = word_set(
    "meeste meestal vaak veel vele merendeel meerderheid grotendeels doorgaans gewoonlijk hoofdzakelijk vooral "
    "gemiddeld regelmatig"
)
ONLY = word_set("alleen slechts uitsluitend enkel enige louter pas mits")
AT_LEAST = word_set("minstens minimaal vanaf boven minimum ruim tenminste minste meer ouder langer hoger")
AT_MOST = word_set(
    "hoogstens maximaal tot onder binnen uiterlijk maximum hoogste minder jonger korter lager bijna hooguit"
)
DUTY = word_set("moet moeten moest moesten verplicht dient dienen verplichting")
MAY = word_set("mag mogen mocht kan kunnen kunt vrijwillig wil willen")


@cache
def _opposites() -> dict[str, frozenset[str]]:
    """For each stem, the stems of the words that say the opposite."""
    found: dict[str, set[str]] = {}
    for line in wordlists.read("tegenstellingen.txt"):
        sides = [[fold(word.strip()) for word in side.split(",") if word.strip()] for side in line.split("|")]
        if len(sides) != 2:
            continue
        one, other = ({stem(word) for word in side if " " not in word} for side in sides)
        for own, against in ((one, other), (other, one)):
            for word in own - against:
                found.setdefault(word, set()).update(against - own)
    return {word: frozenset(against) for word, against in found.items()}


def opposites(word: str) -> frozenset[str]:
    """The stems that say the opposite of a stem."""
    return _opposites().get(word, frozenset())


def turns(words: Sequence[Word]) -> int:
    """How many denials there are among words."""
    return sum(word.folded in NEGATORS for word in words)


@dataclass(frozen=True, slots=True)
class Scope:
    """Which quantifiers, bounds and modals a text has."""

    all: bool
    some: bool
    most: bool
    only: bool
    least: bool
    most_at: bool
    duty: bool
    may: bool


def scope(text: Text) -> Scope:
    """The scope of a text."""
    words = {word.folded for word in text.words}
    sets = (ALL, SOME, MOST, ONLY, AT_LEAST, AT_MOST, DUTY, MAY)
    return Scope(*(not words.isdisjoint(one) for one in sets))
