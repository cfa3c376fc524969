"""Waarom? waarom niet? hoe komt dat? – as ‘Waarom …’ of the question before."""

import re

from assistant.dutch.words import fold
from assistant.followups.grammar import (
    DETERMINERS,
    FILLERS,
    PREPOSITIONS,
    PRONOUNS,
    VERBS,
    lowered_first,
    parse,
    sentence,
    without_tail,
)

_WHY = re.compile(
    r"(?:waarom|hoezo|waardoor|hoe komt dat|om welke reden)(?P<not> niet)?(?P<rest>(?: \w+){0,2}?)"
    r"(?: (?:is|was) (?:dat|dit|het)(?: zo)?| (?:doen|deden|kiezen|kozen|willen) (?:ze|zij|we)"
    r" (?:dat|dit|daarvoor)(?: zo)?"
    r"| dat| dit| zo| wel| eigenlijk| dan| precies| juist){0,2}(?P<late> niet)?"
)


def why(plain: str, before: str) -> str | None:
    """The question for the reason, when ``plain`` (folded) asks only for that; None when it asks something else."""
    asked = _WHY.fullmatch(plain)
    if asked is None:
        return None
    return _why(before, bool(asked["not"] or asked["late"]), _kept(asked["rest"]))


def _kept(words: str) -> str:
    return " ".join(word for word in words.split() if word not in FILLERS | VERBS | PRONOUNS)


def _why(before: str, is_denied: bool, extra: str) -> str:
    """‘Waarom …’ of the question before; denied when the follow-up is."""
    parsed = parse(before)
    if parsed is None:
        return sentence(f"Waarom is dat zo: {lowered_first(before)}")
    opening = fold(" ".join(parsed.opening))
    if opening == "waarom":
        return before
    subject, rest = list(parsed.subject), list(parsed.rest)
    if is_denied or extra:
        return sentence(" ".join(["Waarom", parsed.verb, *subject, *_denied(rest, extra, is_denied)]))
    if not opening:
        return sentence(" ".join(["Waarom", parsed.verb, *subject, *rest]))
    if fold(parsed.verb) in ("is", "zijn", "was", "waren") and opening in ("wat", "wie"):
        link = "er" if fold(next(iter(subject or rest), "")) in {"een"} else "dat"
        return sentence(" ".join(["Waarom", parsed.verb, link, *subject, *rest]))
    if opening.startswith("hoe") and not parsed.asked_noun:
        kept = without_tail(rest)
        return sentence(
            " ".join(["Waarom", parsed.verb, *subject, *kept, "zo", *opening.split()[1:], *rest[len(kept) :]])
        )
    if opening.startswith("hoeveel"):
        return sentence(" ".join(["Waarom", parsed.verb, *subject, "zoveel", *parsed.asked_noun, *rest]))
    if opening.startswith("welk"):
        if not subject:
            return sentence(" ".join(["Waarom", parsed.verb, "juist deze", *parsed.asked_noun, *rest]))
        which = "deze" if opening.startswith("welke") else "dit"
        return sentence(" ".join(["Waarom", parsed.verb, *subject, which, *parsed.asked_noun, *rest]))
    return sentence(f"Waarom is dat zo: {lowered_first(before)}")


def _denied(rest: list[str], extra: str, is_denied: bool) -> list[str]:
    """What follows the subject, with niet or geen where Dutch puts it."""
    if any(fold(word) in ("niet", "geen") for word in rest) and not extra:
        return rest
    if is_denied and not extra:
        if rest and fold(rest[0]) == "een":
            return ["geen", *rest[1:]]
        if rest and fold(rest[0]) not in PREPOSITIONS | DETERMINERS | VERBS | FILLERS and rest[0].endswith(("en", "s")):
            return ["geen", *rest]
    denial = [*(["niet"] if is_denied else []), *extra.split()]
    for at, word in enumerate(rest):
        if fold(word) in PREPOSITIONS:
            return [*rest[:at], *denial, *rest[at:]]
    kept = without_tail(rest)
    return [*kept, *denial, *rest[len(kept) :]]
