"""Reads the word lists beside it; a line that starts with ``#`` is a comment."""

from functools import cache
from importlib.resources import files


def lines(text: str) -> tuple[str, ...]:
    """The lines of a word list that are not empty and not a comment."""
    return tuple(line.rstrip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def read(name: str) -> tuple[str, ...]:
    """The lines of the word list ``name`` in the package's data folder."""
    return lines((files("assistant.dutch.data") / name).read_text(encoding="utf-8"))


def word_set(words: str) -> frozenset[str]:
    """Words between spaces, for lists of a line or two that belong to one rule."""
    return frozenset(words.split())
