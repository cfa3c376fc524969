"""Whether a text speaks for or against, and whether two texts stand against each other on one question.

Opposition is recognised by words, not understood: one text denies, warns or names a drawback in what it says on
the question's subject, and the other speaks in favour of it without any of that. Two texts of which neither does
are two texts, not two sides.
"""

import re
from collections.abc import Sequence
from itertools import combinations

from assistant.dutch.sentences import sentence_spans
from assistant.dutch.words import fold, terms, word_pieces

ALIKE = 0.65  # share of the runs of letters of a word that another has, to be about the same
_DENIES = re.compile(
    r"\b(?:niet|geen|nooit|nergens|onvoldoende|te weinig|te vroeg|voorkom|vermijd|misgaan|mist|ontbreekt|ontbreken|"
    r"nadel\w*|nadeel|risico\w*|gevaar|valkuil|knelpunt\w*|bottleneck|spelbreker|moeilijk|lastig|bang|bezwa\w+|"
    r"twijfel\w*|vrees\w*|onzeker\w*|overbodig|onnodig)\b"
)
_FAVOURS = re.compile(
    r"\b(?:nodig|noodzaak|noodzakelijk|onmisbaar|belangrijk\w*|voordel\w*|voordeel|goed|beter|past|lukt|slaagt|werkt|"
    r"moet|moeten|hoort|horen|kies|durf|zorg|houd|geef|begin|herken\w*|bevestig\w*|pleit|wil|willen|gewenst|graag|"
    r"makkelijk\w*|sterker|helpt|levert|juist)\b"
)


def denies(text: str) -> bool:
    """Whether a text denies something, warns, or names a drawback."""
    return bool(_DENIES.search(fold(text)))


def favours(text: str) -> bool:
    """Whether a text speaks in favour of something, and against nothing."""
    folded = fold(text)
    return bool(_FAVOURS.search(folded)) and not _DENIES.search(folded)


def opposed(question: str, texts: Sequence[str]) -> tuple[int, int] | None:
    """The places of the first two texts that stand against each other on what is asked; None where no two do."""
    said = [_on_subject(question, text) for text in texts]
    for one, other in combinations(range(len(texts)), 2):
        if said[one] and said[other] and {_side(said[one]), _side(said[other])} == {True, False}:
            return one, other
    return None


def _on_subject(question: str, text: str) -> list[str]:
    """The sentences of a text with a word of the question, or one like it."""
    wanted = [frozenset(word_pieces(word)) for word in terms(question)]
    said = [text[start:end] for start, end in sentence_spans(text)]
    return [one for one in said if any(_is_near(pieces, one) for pieces in wanted)]


def _is_near(pieces: frozenset[str], text: str) -> bool:
    return any(len(pieces & frozenset(word_pieces(word))) >= ALIKE * len(pieces) for word in terms(text))


def _side(said: Sequence[str]) -> bool | None:
    """True for in favour, False for against, None where it is neither."""
    if any(map(denies, said)):
        return False
    return True if any(map(favours, said)) else None
