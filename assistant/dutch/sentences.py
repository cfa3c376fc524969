"""Sentence boundaries in Dutch text, as spans; nothing is changed or dropped.

A full stop ends a sentence unless it belongs to an abbreviation, an initial,
a number or a web address. Raw web text breaks lines in mid-sentence, so a line
end alone ends nothing here: ``splitting`` decides what a paragraph is.
"""

import re
from collections.abc import Iterator
from functools import cache

from assistant.dutch import wordlists

_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*(?=\s)|(?<![!?])[!?]++(?=[\"'”’»)\]]*[A-Z])")
_WORD_BEFORE = re.compile(r"[\w.]+$")
_OPENING = "\"'‘“«(["
MINIMUM_LETTERS = 2


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str]]:
    never: set[str] = set()
    sometimes: set[str] = set()
    for line in wordlists.read("afkortingen.txt"):
        word, _, mark = line.partition("\t")
        (sometimes if mark.strip() == "?" else never).add(word.strip().rstrip("."))
    return frozenset(never), frozenset(sometimes)


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Spans of the sentences in ``text[start:end]``, without the white space around them."""
    stop = len(text) if end is None else end
    at = counted = start
    letters = 0
    for match in _END.finditer(text, start, stop):
        if match.end() < stop and not _ends_sentence(text, match, stop):
            continue
        letters += sum(map(str.isalnum, text[counted : match.end()]))
        counted = match.end()
        if letters < MINIMUM_LETTERS:
            continue
        span = _trimmed(text, at, match.end())
        if span is not None:
            yield span
        at, letters = match.end(), 0
    last = _trimmed(text, at, stop)
    if last is not None:
        yield last


def _ends_sentence(text: str, match: re.Match[str], stop: int) -> bool:
    following = match.end()
    while following < stop and (text[following].isspace() or text[following] in _OPENING):
        following += 1
    next_character = text[following] if following < stop else ""
    if next_character.islower() and not match.group().startswith(("..", "…", "!")):
        return "?" in match.group() and "\n" in text[match.end() : following]
    if match.group()[0] != "." or match.group().startswith(".."):
        return not next_character.islower()
    before = _WORD_BEFORE.search(text, max(0, match.start() - 30), match.start())
    word = before.group().lower() if before else ""
    never, sometimes = _abbreviations()
    if word in never or (len(word) == 1 and word.isalpha()) or re.fullmatch(r"(?:[a-z]\.)+[a-z]", word):
        return word in sometimes and next_character.isupper()
    if word in sometimes:
        return next_character.isupper()
    # "1. Investeer": the number of an item stays with its text.
    line_start = text.rfind("\n", 0, match.start()) + 1
    return not (word.isdigit() and len(word) <= 2 and text[line_start : match.start()].strip() == word)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if end > start else None
