"""The words of the workshop desk: what a trainer chooses, what a workshop is made of, and its quotes.

A workshop is a row of items, each of one section. An item has two halves, as
``kept.Part`` has: what the trainer chose or typed (``own``, with the program's
own sentences), and what was taken from documents (``quotes`` and ``words``).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from assistant.errors import WijkwijzerError

MINUTES = (60, 240)
PEOPLE = (3, 60)
PAUSE_FROM = 120  # minutes: a longer workshop has a pause


class WorkshopError(WijkwijzerError):
    """A workshop cannot be made or changed as was asked."""


class Audience(StrEnum):
    """For whom the workshop is."""

    PROFESSIONALS = "professionals in de wijk"
    ADVISERS = "beleidsadviseurs"
    MANAGERS = "leidinggevenden en bestuurders"
    COUNCIL = "raadsleden"
    VOLUNTEERS = "vrijwilligers en inwoners"
    MIXED = "een gemengde groep"


class Place(StrEnum):
    """Where the group meets."""

    ON_SITE = "op locatie"
    ONLINE = "online"


class Phase(StrEnum):
    """The phases of a workshop, in their order."""

    MEETING = "kennismaking"
    EXPLORING = "verkenning"
    DEEPENING = "verdieping"
    DILEMMA = "dilemma"
    APPLYING = "toepassing"
    CLOSING = "afsluiting"


class Needs(StrEnum):
    """What of the workshop's own material a werkvorm works with."""

    CARDS = "kaarten"
    CASES = "casussen"
    STATEMENTS = "stellingen"
    QUOTES = "citaten"
    QUESTIONS = "vragen"


class Section(StrEnum):
    """The parts of a workshop, by their name in addresses, in their order on paper."""

    GOALS = "doelen"
    PROGRAMME = "programma"
    QUOTES = "citaten"
    CARDS = "kaarten"
    CASES = "casussen"
    STATEMENTS = "stellingen"
    QUESTIONS = "vragen"
    EVALUATION = "evaluatie"


NEEDED = {
    Section.QUOTES: Needs.QUOTES,
    Section.CARDS: Needs.CARDS,
    Section.CASES: Needs.CASES,
    Section.STATEMENTS: Needs.STATEMENTS,
    Section.QUESTIONS: Needs.QUESTIONS,
}
TAKEN = (Section.QUOTES, Section.CARDS, Section.CASES, Section.STATEMENTS, Section.QUESTIONS)  # from documents


@dataclass(frozen=True, slots=True)
class Choices:
    """What a trainer chooses; ``theme`` is empty where it was taken from a document that is gone."""

    theme: str
    audience: Audience = Audience.PROFESSIONALS
    minutes: int = 120
    people: int = 12
    place: Place = Place.ON_SITE


@dataclass(frozen=True, slots=True)
class Werkvorm:
    """A way of working with a group; ``minutes`` and ``people`` are (least, most)."""

    id: str
    name: str
    aim: str
    minutes: tuple[int, int]
    people: tuple[int, int]
    online: bool
    phase: Phase
    materials: tuple[str, ...]
    steps: tuple[str, ...]
    needs: tuple[Needs, ...] = ()
    online_steps: str = ""  # what is different online
    is_own: bool = False  # of this home, not of the program


@dataclass(frozen=True, slots=True)
class Quote:
    """A literal piece of a document: ``text == document.text[start:end]`` when it was taken."""

    document: str
    title: str
    reference: str
    kind: str
    year: str  # "" when unknown
    is_note: bool
    heading: str
    text: str
    start: int
    end: int
    page: int | None = None
    lead: str = ""  # the sentence that announces the list which this is an item of


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a section; ``words`` are the headings and names that were taken with the quotes."""

    id: str
    section: Section
    own: Mapping[str, str] = field(default_factory=dict)
    quotes: tuple[Quote, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    is_lost: bool = False  # it had quotes, and their source was removed


@dataclass(frozen=True, slots=True)
class Workshop:
    """A whole workshop; ``theme_documents`` are those that the theme was taken from, none when it was typed."""

    id: str
    choices: Choices
    items: tuple[Item, ...]
    title: str = ""  # the trainer's own; "" takes the theme
    theme_documents: tuple[str, ...] = ()
    theme_is_lost: bool = False
    found: Mapping[str, int] = field(default_factory=dict)  # how many of what was looked for the sources gave
    changed: str = ""

    def of(self, section: Section) -> tuple[Item, ...]:
        """The items of a section, in order."""
        return tuple(item for item in self.items if item.section is section)

    def item(self, identity: str) -> Item | None:
        """The item of that id; None when there is none (any more)."""
        return next((item for item in self.items if item.id == identity), None)
