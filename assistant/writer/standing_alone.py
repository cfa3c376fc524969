"""Whether a model's standalone question says only what the conversation does."""

import re
from collections.abc import Sequence

from assistant.dutch.words import terms
from assistant.types import Turn

MAXIMUM_CHARACTERS = 400
_NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*")
_NAME = re.compile(r"(?<!^)\b[A-Z][\w'’-]+")


def its_words_come_from(found: str, question: str, by_rules: str, turns: Sequence[Turn]) -> bool:
    """Whether ``found`` is one question whose content words, names and numbers were all asked before.

    Only what the user asked counts, and what the rules made of it: the last answer
    must not steer where the next one is looked for.
    """
    if not found.endswith("?") or len(found) > MAXIMUM_CHARACTERS or not terms(found):
        return False
    said = " ".join([question, by_rules, *(turn.text for turn in turns if turn.role == "user")])
    names = {name.casefold() for name in _NAME.findall(found)}
    if not names <= {word.casefold() for word in re.findall(r"[\w'’-]+", said)}:
        return False
    if not set(_NUMBER.findall(found)) <= set(_NUMBER.findall(said)):
        return False
    own = set(terms(found))
    return own <= set(terms(said)) and bool(own & set(terms(f"{question} {by_rules}")))
