"""What a theme is about, and how much of it a text has.

Words that are about working with themes (dilemma, keuze, workshop) say nothing
of the subject, so they do not count. A word counts as found when the text has
its stem, a synonym, or one word with most of its runs of letters, so that
generalist is found in generalistisch and organisatie in organisatievorm. A word
for a party counts when the text names that party by another word, and a form of
organisation when the text names another form that the corpus knows: who asks
after a change of form is helped by what others chose.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.desks.workshop.parties import names_party, party_of_word
from assistant.dutch.words import fold, stem, stop_words, tokens, word_pieces
from assistant.engine import Engine
from assistant.reader import Question
from assistant.retrieval import Query

SYNONYM_SHARE = 0.8
PARTY_SHARE = 0.7
FORM_SHARE = 0.6
PARTY_WEIGHT = 1.0  # parties are named everywhere
PIECES_FROM = 0.65  # share of a word's runs of letters from which another word says the same
COVERED_FROM = 0.34  # of a theme, for a section that speaks of it
FORM_FROM = 0.24  # of a theme that names a form of organisation: another form is worth reading too
BOTH_FROM = 0.45  # of a theme that names parties only, when a section names each of them
LEAST_FORM = 6  # characters
SIDE_WORD = 0.4  # of the heaviest word: what weighs less is beside the subject
_ABOUT_THEMES = re.compile(
    r"^(?:dilemma\w*|keuze\w*|thema\w*|workshop\w*|vraagstuk\w*|onderwerp\w*|discussie\w*|versus|tussen|tegenover|"
    r"voordel\w*|nadel\w*|rond\w*|omgaan|omgang|samen|goed\w*|nieuw\w*|ander\w*)$"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A telling word of a theme; ``party`` and ``is_form`` say of which kind it is, where it is of one."""

    text: str
    weight: float
    pieces: frozenset[str]
    party: str = ""
    is_form: bool = False


@dataclass(frozen=True, slots=True)
class Topic:
    """The subject of a theme, with each of its words, and the forms of organisation that the corpus knows."""

    text: str
    question: Question
    words: tuple[Word, ...]
    forms: tuple[str, ...] = ()
    _read: dict[str, tuple[float, ...]] = field(default_factory=dict, init=False, compare=False, repr=False)
    _alike: dict[str, tuple[float, ...]] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def is_telling(self) -> bool:
        """Whether it has a word of its own, and not only words that say that it is a theme."""
        return any(not _ABOUT_THEMES.match(fold(word.text)) for word in self.words)

    @property
    def is_between(self) -> bool:
        """Whether it names parties only: what is between two is about both."""
        return len(self.words) > 1 and all(word.party for word in self.words)

    @property
    def least(self) -> float:
        """The coverage from which a section speaks of the theme."""
        if self.is_between:
            return BOTH_FROM
        return FORM_FROM if any(word.is_form for word in self.words) else COVERED_FROM

    @property
    def subject(self) -> tuple[Word, ...]:
        """The words that two texts on one subject share: no parties beside others, nor words that stand everywhere."""
        heaviest = max((word.weight for word in self.words), default=0.0)
        telling = tuple(word for word in self.words if not word.party and word.weight >= SIDE_WORD * heaviest)
        return telling or self.words  # a theme that only names parties is about them

    def coverage(self, text: str) -> float:
        """The share of the theme's words, weighed by rarity, that a text has; from 0 to 1."""
        total = sum(word.weight for word in self.words)
        found = sum(word.weight * share for word, share in zip(self.words, self._presences(text), strict=True))
        return found / total if total else 0.0

    def speaks(self, text: str, share: float = 1.0) -> bool:
        """Whether a text has enough of the theme, or that ``share`` of enough; of parties, each one."""
        is_whole = not self.is_between or all(self._presences(text))
        return is_whole and self.coverage(text) >= share * self.least

    def has(self, word: Word, text: str) -> bool:
        """Whether a text has a word of the theme."""
        return self._presences(text)[self.words.index(word)] > 0

    def _presences(self, text: str) -> tuple[float, ...]:
        """How much a text has of each word of the theme; a text is read once, as it is asked after many times."""
        if text not in self._read:
            said = _Said.of(text, self)
            self._read[text] = tuple(self._presence(at, word, said) for at, word in enumerate(self.words))
        return self._read[text]

    def _presence(self, at: int, word: Word, said: "_Said") -> float:
        if stem(word.text) in said.stems:
            return 1.0
        if any(others <= said.stems for others in self.question.alternatives.get(stem(word.text), ())):
            return SYNONYM_SHARE
        if word.party and names_party(word.party, said.folded):
            return PARTY_SHARE
        if said.alike[at] >= PIECES_FROM:
            return said.alike[at]
        return FORM_SHARE if word.is_form and any(form in said.folded for form in self.forms) else 0.0

    def alike(self, token: str) -> tuple[float, ...]:
        """The share of the runs of letters of each word of the theme that a word of a text has."""
        if token not in self._alike:
            own = frozenset(word_pieces(token))
            self._alike[token] = tuple(len(word.pieces & own) / len(word.pieces) for word in self.words)
        return self._alike[token]


@dataclass(frozen=True, slots=True)
class _Said:
    """A text as words are looked for in it."""

    folded: str
    stems: frozenset[str]
    alike: tuple[float, ...]  # for each word of the theme, the most that one word of the text has of it

    @classmethod
    def of(cls, text: str, topic: Topic) -> "_Said":
        words, stops = set(tokens(text)), stop_words()
        alike = [topic.alike(word) for word in words]
        most = tuple(map(max, zip(*alike, strict=True))) if alike else (0.0,) * len(topic.words)
        return cls(fold(text), frozenset(stem(word) for word in words if word not in stops), most)


def topic_of(engine: Engine, query: Query) -> Topic:
    """The subject of a theme, weighed by how rare its words are in this corpus."""
    question = engine.understand(query)
    forms = _forms(form for document in engine.generation.documents for form in document.forms)
    telling = tuple(entry for entry in question.pieces if not _ABOUT_THEMES.match(fold(entry[0])))
    entries = telling or question.pieces
    parties = [party_of_word(text) for text, _, _ in entries]
    if len({party for party in parties if party}) < 2:
        parties = [""] * len(parties)  # one party alone is just a word
    heaviest = max((weight for _, weight, _ in entries), default=1.0)
    words = tuple(_word(entry, party, forms, heaviest) for entry, party in zip(entries, parties, strict=True))
    return Topic(query.text, question, words, forms)


def _word(entry: tuple[str, float, frozenset[str]], party: str, forms: tuple[str, ...], heaviest: float) -> Word:
    text, weight, own = entry
    if party:
        return Word(text, PARTY_WEIGHT, own, party)
    is_form = len(text) >= LEAST_FORM and fold(text) in forms
    return Word(text, heaviest if is_form else weight, own, "", is_form)


def _forms(named: Iterable[str]) -> tuple[str, ...]:
    """Names of forms of organisation, folded; long descriptions are no names."""
    found = {fold(form) for form in named if len(form.split()) <= 2 and len(form) >= LEAST_FORM}
    return (*sorted(found), "organisatievorm", "rechtsvorm")
