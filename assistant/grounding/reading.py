"""A text as the check reads it: its words with their stems, clauses, quantities, names and denials."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from assistant.dutch.wordlists import word_set
from assistant.dutch.words import fold, stem, stop_words
from assistant.grounding.quantities import Quantity, quantities

_WORD = re.compile(r"€|[^\W_]+(?:[.,:/'’-][^\W_]+)*%?|[,;:()–—.!?]")
_CLAUSE_MARKS = frozenset(",;:()–—.!?")
_CLAUSE_WORDS = word_set(
    "maar terwijl omdat want doordat zodat als wanneer tenzij hoewel en of dan dat indien mits nadat voordat "
    "totdat zodra waarbij waardoor waarin waarmee"
)
_LIGHT = word_set("mee heel erg zeer vooral bijvoorbeeld onder namelijk verder zelf")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as written, folded, its stem, and the clause that it stands in."""

    written: str
    folded: str
    stem: str
    clause: int
    is_content: bool

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.written[:1].isupper()


@dataclass(frozen=True, slots=True)
class Text:
    """What is known of a text; ``quantities`` point into ``words``."""

    words: tuple[Word, ...]
    quantities: tuple[Quantity, ...]

    @property
    def content(self) -> tuple[Word, ...]:
        """The words that say something."""
        return tuple(word for word in self.words if word.is_content)


@lru_cache(maxsize=4096)
def read(text: str) -> Text:
    """Read a text of a few sentences."""
    pieces = _WORD.findall(unicodedata.normalize("NFC", text))
    words: list[Word] = []
    clause = 0
    stops = stop_words()
    kept: list[str] = []
    for piece in pieces:
        if piece in _CLAUSE_MARKS:
            clause += 1
            continue
        folded = fold(piece)
        if folded in _CLAUSE_WORDS:
            clause += 1
        base = re.sub(r"['’]s?$", "", folded) or folded
        is_content = base not in stops and base not in _LIGHT and any(map(str.isalnum, base))
        words.append(Word(piece, base, stem(base), clause, is_content))
        kept.append(piece)
    return Text(tuple(words), quantities(kept))
