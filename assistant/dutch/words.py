"""Words and their stems: one analysis for the lexical index, questions and word overlap.

Lower-cased, without diacritics, without function words, stemmed by Snowball's
Dutch stemmer with a list of exceptions (it takes gemeente to meen and gezin to
zin). Codes, dates and numbers keep their form: ``OP033x1`` and ``1,5`` are words.
"""

import re
import unicodedata
from functools import cache, lru_cache

import Stemmer

from assistant.dutch import wordlists

_TOKEN = re.compile(r"\d+(?:[.,:/-]\d+)+|[^\W_]+(?:['’][^\W_]+)*", re.UNICODE)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_POSSESSIVE = re.compile(r"['’]s?$|['’](?:tje|tjes)$")
CACHED_WORDS = 200_000
PIECE = 4  # letters; three finds too much, five too little
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_stemmer = Stemmer.Stemmer("dutch", 0)


def fold(text: str) -> str:
    """Lower case without diacritics; soft hyphens and zero-width characters are gone."""
    lowered = text.lower()
    if lowered.isascii():
        return lowered
    return _NOT_ASCII.sub(lambda match: _plain(match.group()), lowered)


@lru_cache(maxsize=4096)
def _plain(run: str) -> str:
    """A run of characters that are not ASCII, without diacritics; most texts hold a few kinds only."""
    decomposed = unicodedata.normalize("NFKD", run.translate(_INVISIBLE))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def tokens(text: str) -> list[str]:
    """The words of ``text``, folded, in order, function words included."""
    folded = fold(text)
    words = _TOKEN.findall(folded)
    if "'" not in folded and "’" not in folded:
        return words
    return [_POSSESSIVE.sub("", word) or word for word in words]


@cache
def stop_words() -> frozenset[str]:
    """Function words, folded."""
    return frozenset(fold(word) for word in wordlists.read("stopwoorden.txt"))


@cache
def _exceptions() -> dict[str, str]:
    pairs = (line.split("\t")[:2] for line in wordlists.read("stamuitzonderingen.txt") if "\t" in line)
    return {fold(word.strip()): fold(stem.strip()) for word, stem in pairs}


@lru_cache(maxsize=CACHED_WORDS)
def stem(word: str) -> str:
    """The stem of one folded word; words with a digit stay as they are."""
    if not word.isalpha():
        return word
    exception = _exceptions().get(word)
    return exception if exception is not None else str(_stemmer.stemWord(word))


def terms(text: str) -> list[str]:
    """The stems of the content words of ``text``, in order, repeats kept."""
    stops = stop_words()
    return [stem(word) for word in tokens(text) if word not in stops]


def pieces(text: str) -> list[str]:
    """Runs of four letters of the content words, word ends marked, in order, repeats kept.

    They find half of a compound (schuld in schuldhulpverlening), another
    inflection and a misspelt word, without a list of any of these.
    """
    stops = stop_words()
    return [piece for word in tokens(text) if word not in stops for piece in word_pieces(word)]


@lru_cache(maxsize=CACHED_WORDS)
def word_pieces(word: str) -> tuple[str, ...]:
    """The pieces of one folded word; a word of up to two letters is one piece."""
    marked = f"_{word}_"
    return tuple(marked[at : at + PIECE] for at in range(max(1, len(marked) - PIECE + 1)))
