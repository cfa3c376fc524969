"""Whether a text speaks for or against, and whether two texts stand against each other on one question.

Opposition is recognised by words, not understood: one text denies, warns or names a drawback in what it says on
the question's subject, and the other speaks in favour of it without any of that. Two texts of which neither does
are two texts, not two sides.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import combinations

from assistant.dutch.sentences import sentence_spans
from assistant.dutch.words import fold, terms, word_pieces

HALF = 8  # letters of a first half that says enough: samenwerking of samenwerkingsorganisatie
SHORT = 2  # words in a subject of which one is enough
ALIKE = 0.65  # share of the runs of letters of a word that another has, to be about the same
_DENIES = re.compile(
    r"\b(?:niet|geen|nooit|nergens|onvoldoende|te (?:weinig|vroeg|duur|zwaar|laat)|overbelast|"
    r"voorkom|vermijd|misgaan|mist|ontbreekt|ontbreken|"
    r"nadel\w*|nadeel|risico\w*|gevaar|valkuil|knelpunt\w*|bottleneck|spelbreker|moeilijk|lastig|bang|bezwa\w+|"
    r"twijfel\w*|vrees\w*|onzeker\w*|overbodig|onnodig)\b"
)
_FAVOURS = re.compile(
    r"\b(?:nodig|noodzaak|noodzakelijk|onmisbaar|belangrijk\w*|voordel\w*|voordeel|goed|beter|past|lukt|slaagt|werkt|"
    r"moet|moeten|hoort|horen|kies|durf|zorg|houd|geef|begin|herken\w*|bevestig\w*|pleit|wil|willen|gewenst|graag|"
    r"makkelijk\w*|sterker|helpt|levert|juist)\b"
)


_REASON = re.compile(r",? (?:want|omdat|doordat|zodat|zolang|tenzij)\b")
_FOR_VIEWS = re.compile(r"\b(?:mening\w*|standpunt\w*|verschil\w*|oneens)\b")
# What a question asks of its subject, and no subject.
_ASKED_OF = (
    "nodig noodzakelijk belangrijk goed beter best slecht meer minder genoeg vinden denken zeggen willen mensen gaan "
    "werken moeten mogen kunnen waarom zinvol nuttig verstandig wenselijk handig mening meningen standpunt standpunten "
    "verschillen verschil oneens over heen"
)


@cache
def _asked_of() -> frozenset[str]:
    return frozenset(terms(_ASKED_OF))


def denies(text: str) -> bool:
    """Whether a text denies something, warns, or names a drawback."""
    return bool(_DENIES.search(fold(text)))


def favours(text: str) -> bool:
    """Whether a text speaks in favour of something, and against nothing."""
    folded = fold(text)
    return bool(_FAVOURS.search(folded)) and not _DENIES.search(folded)


def opposed(question: str, texts: Sequence[str]) -> tuple[int, int] | None:
    """The places of the first two texts that stand against each other on what is asked; None where no two do."""
    said = [on_subject(question, text) for text in texts]
    for one, other in combinations(range(len(texts)), 2):
        if said[one] and said[other] and {_side(said[one]), _side(said[other])} == {True, False}:
            return one, other
    return None


def on_subject(question: str, text: str) -> list[str]:
    """The sentences of a text with a word of the question's subject, or one like it."""
    wanted = _subject(question)
    said = [text[start:end] for start, end in sentence_spans(text)]
    return [one for one in said if any(_is_near(word, one) for word in wanted)]


def is_on_subject(question: str, text: str) -> bool:
    """Whether a text has the question's subject: two of its words, or one of a subject of one or two.

    A question that only asks for views (‘Waarin verschillen de meningen?’) is about whatever is said.
    """
    wanted = _subject(question)
    if not wanted:
        return bool(_FOR_VIEWS.search(fold(question)))
    needed = 1 if len(wanted) <= SHORT else 2
    return sum(_is_near(word, text) for word in wanted) >= needed


def _subject(question: str) -> list[str]:
    """The words of a question that say what it is about."""
    return list(dict.fromkeys(word for word in terms(question) if word not in _asked_of()))


def _is_near(word: str, text: str) -> bool:
    """Whether a text has a word, one like it, or the first half of a compound."""
    pieces = frozenset(word_pieces(word))
    return any(
        len(pieces & frozenset(word_pieces(other))) >= ALIKE * len(pieces)
        or (len(other) >= HALF and word.startswith(other))
        for other in terms(text)
    )


def _side(said: Sequence[str]) -> bool | None:
    """True for in favour, False for against, None for neither; the reasons given decide last."""
    main = [_REASON.split(one)[0] for one in said]
    for texts in (main, said):
        if any(map(denies, texts)):
            return False
        if any(map(favours, texts)):
            return True
    return None
