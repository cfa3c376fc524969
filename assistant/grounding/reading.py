"""A text as the check reads it: its words with their stems, clauses, roles, quantities and denials.

No parser: a clause ends at a mark or at a word that begins another, and a noun's
role is the preposition before it, or who does what by the order of the others.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.dutch.wordlists import word_set
from assistant.dutch.words import fold, stem, stop_words
from assistant.grounding.actors import is_actor
from assistant.grounding.light import LIGHT
from assistant.grounding.quantities import MONTHS, UNITS, Quantity, quantities

LONGEST = 400  # words
_WORD = re.compile(r"€|%|[^\W_]+(?:[.,:/'’-][^\W_]+)*%?|[,;:()–—.!?]")
_MARKS = frozenset(",;:()–—.!?")
_OPENS = word_set(
    "maar terwijl omdat want doordat zodat als wanneer tenzij hoewel dat indien mits nadat voordat totdat "
    "zodra waarbij waardoor waarin waarmee die wie wat toen"
)
_LINKS = word_set("en of dan")
DETERMINERS = word_set(
    "de het een geen deze dit die dat elk elke ieder iedere alle beide sommige enkele hun haar zijn uw je "
    "jouw onze ons mijn veel weinig andere één"
)
PREPOSITIONS = word_set(
    "aan achter bij binnen boven buiten door in langs met na naar naast om onder op over per rond sinds tegen "
    "tijdens tot tussen uit van vanaf vanuit vanwege via volgens voor zonder"
)
PRONOUNS = word_set("ik je jij u we wij ze zij hij men het dat die dit deze jullie hen hem er wie")
_DENY = word_set("niet geen nooit niets niemand")
_HOLDS = word_set("is zijn was waren heeft hebben wordt worden werd werden mag mogen moet moeten kan kunnen")
_SUBJECTS = word_set("ik je jij u we wij ze zij hij men")
_PARTICIPLE = re.compile(r"(?:ge|be|ver|ont|her)\w{2,}(?:d|t|en)|\w{2,6}ge\w{2,}(?:d|t|en)")
_LIKE_ADJECTIVE = re.compile(r"\w{3,}e")
_MORE = frozenset(("meer", "langer", "later", "hoger", "ouder", "vaker", "verder"))
_NOUN_ENDINGS = ("ie", "age", "mte", "gte")
PASSIVE = word_set("wordt worden werd werden is zijn was waren")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as written, folded, its stem, and the clause that it stands in.

    is_noun: whether it stands where Dutch has a noun.
    role: the preposition that a noun hangs on, subject or object; "" for other words.
    """

    written: str
    folded: str
    stem: str
    clause: int
    is_content: bool
    sentence: int = 0
    is_noun: bool = False
    role: str = ""

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.written[:1].isupper()

    @property
    def is_light(self) -> bool:
        """Whether a rewording may add it freely."""
        return self.folded in LIGHT


@dataclass(frozen=True, slots=True)
class Text:
    """What is known of a text; ``quantities`` point into ``words``."""

    words: tuple[Word, ...]
    quantities: tuple[Quantity, ...]
    counted: frozenset[int]  # places of words that are part of a quantity

    @property
    def content(self) -> tuple[Word, ...]:
        """The words that say something."""
        return tuple(word for word in self.words if word.is_content)

    def clauses(self) -> list[list[int]]:
        """The places of the words of each clause, in order."""
        found: dict[int, list[int]] = {}
        for at, word in enumerate(self.words):
            found.setdefault(word.clause, []).append(at)
        return list(found.values())


@lru_cache(maxsize=4096)
def read(text: str) -> Text:
    """Read a text of a few sentences; of a longer one its first 400 words."""
    pieces = _WORD.findall(unicodedata.normalize("NFC", text))[: 2 * LONGEST]
    words: list[Word] = []
    kept: list[str] = []
    clause = 0
    begins = {0}  # clauses that open a sentence
    stops = stop_words()
    for at, piece in enumerate(pieces):
        if piece in _MARKS:
            clause += 1
            if piece in ".!?":
                begins.add(clause)
            continue
        following = [fold(other) for other in pieces[at + 1 : at + 5]]
        before = words[-1].folded if words else ""
        folded = _renamed(piece, fold(piece), following, before)
        if _begins_clause(folded, before, following[0] if following else ""):
            clause += 1
        base = re.sub(r"['’]s?$", "", folded) or folded
        is_content = base not in stops and any(map(str.isalnum, base))
        words.append(Word(piece, base, stem(base), clause, is_content, len(begins)))
        kept.append(piece)
    words, kept = words[:LONGEST], kept[:LONGEST]
    found = quantities(kept)
    counted = frozenset(one.at for one in found)
    return Text(tuple(_with_roles(_merged(words, begins), counted)), found, counted)


def _renamed(piece: str, folded: str, following: Sequence[str], before: str) -> str:
    """A word under the name of what it means here: voor 1 maart is before, in plaats van denies."""
    if folded == "voor" and (piece.lower() == "vóór" or (len(following) > 1 and following[1] in MONTHS)):
        return "voordat"
    if folded == "niets" and before in ("kost", "kosten", "kostte"):
        return "gratis"
    if folded in ("niet", "nooit") and following[:1] and following[0] in _MORE and "dan" in following:
        return "hoogstens"
    if folded == "schaffen" and before == "te":
        return "afschaffen"
    if folded in ("ziet", "zien", "zag", "zagen") and following[:1] == ["af"]:
        return "zietaf"
    if folded == "pas" and following[:1] and following[0] in ("als", "wanneer", "nadat"):
        return "nadat"
    return "inplaatsvan" if folded == "in" and list(following[:2]) == ["plaats", "van"] else folded


def _begins_clause(word: str, before: str, following: str) -> bool:
    if word == "dat" and before in PASSIVE | {"zonder"}:
        return False
    if word == "als":
        return following in DETERMINERS | PRONOUNS | PREPOSITIONS or following.endswith(("en", "s"))
    if word in _LINKS:
        opens = following in DETERMINERS | PREPOSITIONS | PRONOUNS | LIGHT | {"niet", "nooit"}
        return opens or following[:1].isdigit() or _PARTICIPLE.fullmatch(following) is not None
    return word in _OPENS or word == "inplaatsvan"


def _merged(words: Sequence[Word], begins: set[int]) -> list[Word]:
    """Words with clauses that hold a single word or only a number taken into their neighbour in the sentence."""
    heavy: dict[int, int] = {}
    for word in words:
        is_heavy = word.is_content and word.folded not in ("euro", "procent")
        heavy[word.clause] = (
            heavy.get(word.clause, 0)
            + is_heavy
            + 2 * (word.folded in _DENY)
            + (word.folded in _HOLDS or word.folded == "maar")
        )
    names: dict[int, int] = {}
    last = waiting = -1
    for clause, count in heavy.items():
        if begins & set(range(last + 1, clause + 1)) or last < 0:
            last, waiting = clause, clause if count < 2 else -1
        elif waiting >= 0:
            last, waiting = waiting, -1  # what opened the sentence was too short to stand alone
        elif count > 1:
            last = clause
        names[clause] = last
    return [replace(word, clause=names[word.clause]) for word in words]


def _with_roles(words: Sequence[Word], counted: frozenset[int]) -> list[Word]:
    """Words with what is a noun, and the role of each."""
    result = list(words)
    by_clause: dict[int, list[int]] = {}
    for at, word in enumerate(words):
        if word.is_content and at not in counted and _is_noun(words, at, counted):
            result[at] = replace(word, is_noun=True, role=_link(words, at, counted))
            by_clause.setdefault(word.clause, []).append(at)
    for clause, places in by_clause.items():
        own = [word for word in words if word.clause == clause]
        bare = [at for at in places if result[at].role == ""]
        by_whom = [at for at in places if result[at].role == "door"]
        passive = any(word.folded in PASSIVE for word in own) and any(_PARTICIPLE.fullmatch(w.folded) for w in own)
        says_who = any(word.folded in _SUBJECTS for word in own)
        first, second = ("object", "object") if passive or says_who else ("subject", "object")
        for place, at in enumerate(bare):
            joined = place > 0 and (
                any(w.folded in ("en", "of") for w in words[bare[place - 1] + 1 : at])
                or (at == bare[place - 1] + 1 and words[at].is_capital)  # gemeente Noordhoek
            )
            role = result[bare[place - 1]].role if joined else (first if place == 0 else second)
            result[at] = replace(result[at], role=role)
        for at in by_whom if passive else ():
            result[at] = replace(result[at], role="subject")
    return result


def _is_noun(words: Sequence[Word], at: int, counted: frozenset[int]) -> bool:
    word, before = words[at], words[at - 1] if at else None
    following = words[at + 1] if at + 1 < len(words) else None
    if word.folded in LIGHT or word.folded in UNITS:
        return False
    if is_actor(word.folded):
        return True
    is_adjective = _LIKE_ADJECTIVE.fullmatch(word.folded) and following is not None and following.is_content
    if word.is_capital and not (is_adjective and (before is None or before.sentence != word.sentence)):
        return True
    if before is None or before.clause != word.clause:
        follows = following is not None and following.folded in _HOLDS | LIGHT | PREPOSITIONS
        return word.folded.endswith(("en", "s")) and follows
    if _is_adjective(word) and following is not None and following.is_content and following.clause == word.clause:
        return False
    if before.folded in PREPOSITIONS and before.folded != "om":
        return not _PARTICIPLE.fullmatch(word.folded) or word.folded.endswith(("en", "er", "ing"))
    opens = at == 1 or words[at - 2].sentence != before.sentence  # ‘Jonge gezinnen’
    described = _is_adjective(before) or (opens and _LIKE_ADJECTIVE.fullmatch(before.folded) is not None)
    return before.folded in DETERMINERS or at - 1 in counted or (described and not _is_adjective(word))


def _is_adjective(word: Word) -> bool:
    if word.folded.endswith(_NOUN_ENDINGS) or is_actor(word.folded):
        return False
    return word.is_content and word.folded.endswith("e") and len(word.folded) > 3 and not word.is_capital


def _link(words: Sequence[Word], at: int, counted: frozenset[int]) -> str:
    """The preposition that a noun hangs on; "" when it hangs on none."""
    for place in range(at - 1, max(-1, at - 6), -1):
        word = words[place]
        if word.folded in PREPOSITIONS or word.folded in ("als", "dan"):
            return word.folded
        skips = word.folded in DETERMINERS or place in counted or _is_adjective(word) or word.is_capital
        if word.clause != words[at].clause or not skips:
            return ""
    return ""
