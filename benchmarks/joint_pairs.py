"""Help pages in English and Dutch as sources with sentences: a Dutch sentence beside its paragraph in English.

A sentence in another language than its source cannot be judged by the words that both
have, so it teaches to compare what they mean. True are the sentences of a paragraph's
translation. Falsified are the same with one thing changed by rule, and sentences of other
paragraphs that have most of their words and another original: near misses that people
wrote. The pages are those of LibreOffice (Debian's ``libreoffice-help-en-us`` and
``libreoffice-help-nl``, 7.4, under the Mozilla Public Licence 2.0): a paragraph has the same
id in both. They are only learnt from, and nothing of them is in this repository.
"""

import html
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import sparse

from assistant.dutch.sentences import sentence_spans
from benchmarks.entailment_pairs import Claim, Group, Maker, Source

MADE = "made:"  # and the sentence that it was made of
SHORTEST, LONGEST = 60, 420  # characters of a paragraph
SENTENCE = (30, 180)  # characters
LETTERS = 0.88  # of a sentence; what has fewer is code or a path
ALIKE = (0.5, 0.97)  # cosine of near misses
AT_ONCE = 1000
_PARAGRAPH = re.compile(r'<(?:p|h\d)[^>]*id="([^"]*)"[^>]*>(.*?)</(?:p|h\d)>', re.DOTALL)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A Dutch paragraph with its sentences, the original of it, and the page it stands on."""

    original: str
    source: Source
    page: str


def paragraphs(english: Path, dutch: Path) -> list[Paragraph]:
    """The paragraphs that both folders have, each Dutch text once."""
    found: dict[str, tuple[str, str]] = {}
    for page in sorted(dutch.rglob("*.html")):
        name = page.relative_to(dutch)
        if (english / name).is_file():
            originals, texts = dict(_texts(english / name)), dict(_texts(page))
            for key in originals.keys() & texts.keys():
                if originals[key] != texts[key]:
                    found[texts[key]] = originals[key], str(name)
    return [
        Paragraph(original, Source("", "", text, sentences, ()), page)
        for text, (original, page) in sorted(found.items(), key=lambda item: (item[1][1], item[0]))
        if SHORTEST < len(text) < LONGEST and len(original) < LONGEST and (sentences := _sentences(text))
    ]


def _texts(page: Path) -> Iterator[tuple[str, str]]:
    for key, text in _PARAGRAPH.findall(page.read_text(encoding="utf-8", errors="replace")):
        plain = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())
        yield key, re.sub(r" ([.,;:)])", r"\1", plain)


def _sentences(text: str) -> tuple[str, ...]:
    cut = (text[start:end].strip() for start, end in sentence_spans(text))
    return tuple(one for one in cut if _is_sentence(one))


def _is_sentence(text: str) -> bool:
    letters = sum(sign.isalpha() or sign == " " for sign in text)
    fits = SENTENCE[0] < len(text) < SENTENCE[1] and letters > LETTERS * len(text)
    return fits and text[0].isupper() and text.endswith((".", "?"))


class Parallel:
    """Groups of paragraphs with what they say and do not say."""

    def __init__(self, found: list[Paragraph], seed: int) -> None:
        self._found = found
        self._maker = Maker([one.source for one in found], seed)
        self._random = random.Random(seed)
        self._misses = _misses(found)

    def some(self, count: int) -> list[Group]:
        """So many of them, any."""
        return [self._group(at) for at in self._random.sample(range(len(self._found)), min(count, len(self._found)))]

    def _group(self, at: int) -> Group:
        one, misses = self._found[at], self._misses.get(at, [])
        chosen = self._random.sample(one.source.true, min(2, len(one.source.true)))
        text = one.original if self._random.random() > 0.15 else one.source.text
        claims = [Claim(sentence, True, "true") for sentence in chosen]
        for sentence in chosen:
            for _ in range(self._random.choice((0, 1, 1) if misses else (1, 1, 2))):
                wrong = self._maker.falsified(sentence, one.source.text)
                claims += [Claim(wrong, False, MADE + sentence)] if wrong else []
        claims += [Claim(wrong, False, "miss") for wrong in self._random.sample(misses, min(2, len(misses)))]
        near = self._found[(at + self._random.choice((-2, -1, 1, 2))) % len(self._found)]
        if near.page == one.page and self._random.random() < 0.5:
            added = self._random.choice(near.source.true)
            if self._random.random() < 0.5:
                text = self._random.choice((f"{text} {near.original}", f"{near.original} {text}"))
            elif added not in one.source.true:
                claims.append(Claim(added, False, "near"))
        return Group(text, tuple(claims))


def _misses(found: list[Paragraph]) -> dict[int, list[str]]:
    """Sentences of other paragraphs that nearly are those of a paragraph, by its place."""
    sentences = [(text, at) for at, one in enumerate(found) for text in one.source.true]
    own = [_words(one.source.text) for one in found]
    originals = [_words(one.original) for one in found]
    vectors, misses = _vectors([text for text, _ in sentences]), dict[int, list[str]]()
    for start in range(0, len(sentences), AT_ONCE):
        rows = sparse.csr_matrix(vectors[start : start + AT_ONCE] @ vectors.T)
        for row, (_, at) in enumerate(sentences[start : start + AT_ONCE]):
            alike = rows.getrow(row)
            kept = (alike.data > ALIKE[0]) & (alike.data < ALIKE[1])
            for _, place in sorted(zip(alike.data[kept], alike.indices[kept], strict=True), reverse=True)[:4]:
                text, other = sentences[place]
                if other != at and originals[other] - originals[at] and _words(text) - own[at]:
                    misses.setdefault(at, []).append(text)
    return misses


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))


def _vectors(texts: list[str]) -> sparse.csr_matrix:
    """Unit vectors of the words of texts, the rare ones heavier."""
    places: dict[str, int] = {}
    rows, columns = [], []
    for row, text in enumerate(texts):
        for word in sorted(_words(text)):
            rows.append(row)
            columns.append(places.setdefault(word, len(places)))
    rarity = np.log(len(texts) / np.bincount(columns))
    values = rarity[columns]
    lengths = np.sqrt(np.bincount(rows, values**2, len(texts))) + 1e-9
    return sparse.csr_matrix((values / lengths[rows], (rows, columns)), shape=(len(texts), len(places)))
