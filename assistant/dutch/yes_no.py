"""Questions that a yes or a no answers, and texts that begin by giving one.

A short answer often repeats nothing of its question: ‘Nee, dat kan niet.’ Neither
its words nor its meaning lead there, but that it begins with a no says which
questions it could answer, and which (when, how many) it could not.
"""

import re

from assistant.dutch.words import tokens

_OPENING_VERB = re.compile(
    r"is|zijn|was|waren|bent?|heb(?:t|ben)?|heeft|had(?:den)?|kan|kunt?|kunnen|kon(?:den)?|mag|mogen|moet(?:en)?|moest|"
    r"hoeft?|hoeven|word(?:t|en)?|werd(?:en)?|zit(?:ten)?|ga(?:at|an)?|doe[tn]?|sta(?:at|an)?|kom(?:t|en)?|"
    r"krijg(?:t|en)?|geld(?:t|en)|besta(?:at|an)|werk(?:t|en)?|help(?:t|en)|lukt|klopt|ken(?:t|nen)?|wil(?:t|len)?|"
    r"zal|zult|zullen|zou(?:den)?|tel(?:t|len)|blij(?:ft|ven)|val(?:t|len)|stop(?:t|pen)"
)
_ASKING = re.compile(r"wat|hoe(?:veel)?|welke?|wiens?|wie|waar(?:om|door|mee|voor)?|wanneer")
_SENTENCE = re.compile(r"(?<=[.?!])\s+")
_CLAUSE = re.compile(r"[,:;]\s*(?:(?:en|of|maar)\s+)?")
_SAID = re.compile(
    r"\W*(?:antwoord\w*\W*\d*\W*)?(?:ja|nee|neen|jawel|zeker|klopt|"
    r"(?:dat|dit) (?:kan|mag|klopt|hangt|hoeft|moet|verschilt))\b",
    re.IGNORECASE,
)


def asks_yes_or_no(question: str) -> bool:
    """Whether the last thing that is asked can be answered with yes or no."""
    sentences = _SENTENCE.split(question.strip())
    asked = [sentence for sentence in sentences if sentence.endswith("?")] or sentences
    clauses = [words for words in map(tokens, _CLAUSE.split(asked[-1])) if words]
    if not clauses or _ASKING.fullmatch(clauses[-1][0]):
        return False
    return any(_OPENING_VERB.fullmatch(words[0]) for words in clauses)


def says_yes_or_no(text: str) -> bool:
    """Whether a text begins with a yes, a no, or words that stand for one (‘Dat mag’)."""
    return bool(_SAID.match(text))
