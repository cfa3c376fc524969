"""What is turned round without a denial: less for more, later for first, wel for niet."""

from assistant.dutch.wordlists import word_set
from assistant.grounding.alignment import Alignment
from assistant.grounding.reading import Text

DENIALS = word_set("niet geen")
AFTERWARDS = word_set("daarna vervolgens dan later")
MUCH = word_set("meer veel vele meeste")
LITTLE = word_set("minder weinig geen minste")


def affirmed(found: Alignment) -> bool:
    """Whether the sentence stresses that something is so (wel) where the evidence denies."""
    own = {word.folded for word in found.sentence.words}
    other = {word.folded for word in found.beside}
    return "wel" in own and not own & DENIALS and bool(other & DENIALS) and "wel" not in other


def amount_turned(found: Alignment) -> int:
    """How many nouns have more before them where the evidence has less, or the other way round."""
    count = 0
    for at, places in found.said.items():
        mine = _amount(found.sentence, at)
        theirs = {_amount(found.evidence, place) for place in places}
        count += bool(mine) and theirs == {-mine}
    return count


def _amount(text: Text, at: int) -> int:
    before = text.words[at - 1].folded if at else ""
    return (before in MUCH) - (before in LITTLE)


def order_turned(found: Alignment) -> bool:
    """Whether what comes first in the sentence comes later in the evidence, and the other way round."""
    first, later = _sequence(found.sentence)
    their_first, their_later = _sequence(found.evidence)
    if not first or not their_first:
        return False

    def goes(own: frozenset[int], other: frozenset[int]) -> int:
        return sum(bool(found.said[at] & other) for at in own if at in found.said)

    kept = goes(first, their_first - their_later) + goes(later, their_later - their_first)
    changed = goes(first, their_later - their_first) > 0 and goes(later, their_first - their_later) > 0
    return changed and goes(first, their_later) + goes(later, their_first) > kept


def _sequence(text: Text) -> tuple[frozenset[int], frozenset[int]]:
    """The content words of what happens first, and of what happens later; empty where no order is told."""
    for at, word in enumerate(text.words):
        if word.folded not in AFTERWARDS and word.folded not in ("voordat", "nadat"):
            continue
        near = [p for p, w in enumerate(text.words) if w.is_content and abs(w.sentence - word.sentence) <= 1]
        before = frozenset(p for p in near if p < at)
        clause = text.words[min(at + 1, len(text.words) - 1)].clause
        inside = frozenset(p for p in near if p >= at and text.words[p].clause == clause)
        rest = frozenset(p for p in near if p > at)
        opens = not any(text.words[p].sentence == word.sentence for p in before)
        if word.folded == "voordat":
            return (rest - inside, inside) if opens else (before, inside)
        if word.folded == "nadat":
            return (inside, rest - inside) if opens else (inside, before)
        return before, rest
    return frozenset(), frozenset()
