"""Words: Tantivy over terms that ``dutch.words`` made.

The analysis happens in Python, so that index, question and reader share one
stemmer with its exceptions; Tantivy splits at white space only. Filters are
terms that must be there and that add nothing to the score.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import tantivy

from assistant.dutch.words import pieces, terms
from assistant.index.damage import translated
from assistant.index.scratch import Scratch

FOLDER = "lexical"
LOCK = ".tantivy-meta.lock"
HEAP_BYTES = 128_000_000
YEAR_UNKNOWN = 0
TOKENIZER = "terms"
TEXT_FIELDS = ("body", "pieces")  # stems of words, and runs of four letters
_DAMAGED = "De woordindex is beschadigd. Bouw hem opnieuw: wijkwijzer index."


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in TEXT_FIELDS:
        builder.add_text_field(name, stored=False, tokenizer_name=TOKENIZER, index_option="freq")
    for name in ("collection", "kind", "municipality", "theme"):
        builder.add_text_field(name, stored=False, tokenizer_name="raw", index_option="basic")
    # A signed field: an unsigned fast field panics on Python ints in tantivy 0.27.
    builder.add_integer_field("row", stored=True, indexed=False, fast=True)
    builder.add_integer_field("year", stored=False, indexed=True, fast=True)
    return builder.build()


def _register(index: tantivy.Index) -> tantivy.Index:
    analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer(TOKENIZER, analyzer)
    return index


def write(folder: Path, rows: Iterable[tuple[int, str, Mapping[str, Any]]]) -> None:
    """Write the lexical index; ``rows`` are (row, text, the document's filter values)."""
    path = folder / FOLDER
    path.mkdir()
    index = _register(tantivy.Index(_schema(), path=str(path)))
    writer = index.writer(HEAP_BYTES, 1)  # one thread: the same documents give the same segments
    for row, text, values in rows:
        document = tantivy.Document(row=row, year=int(values["year"] or YEAR_UNKNOWN), body=" ".join(terms(text)))
        document.add_text("pieces", " ".join(pieces(text)))
        document.add_text("collection", values["collection"])
        document.add_text("kind", values["kind"])
        for municipality in values["municipalities"]:
            document.add_text("municipality", municipality)
        for theme in values["themes"]:
            document.add_text("theme", theme)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


class Lexical:
    """Search by words. Safe to share between threads; close it when done."""

    def __init__(self, folder: Path) -> None:
        path = folder / FOLDER
        self._scratch = None
        if not os.access(path / LOCK, os.W_OK):  # Tantivy opens its lock for writing: here on a copy
            self._scratch = Scratch(path, _DAMAGED)
            path = self._scratch.path
        with translated(_DAMAGED):
            self._index = _register(tantivy.Index.open(str(path)))
            self._searcher = self._index.searcher()

    def close(self) -> None:
        """Remove the copy, where there is one."""
        if self._scratch is not None:
            self._scratch.release()

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def document_frequency(self, term: str) -> int:
        """In how many passages a term stands."""
        with translated(_DAMAGED):
            return int(self._searcher.doc_freq("body", term))

    def search(
        self, weighted: Sequence[tuple[str, str, float]], limit: int, filters: Sequence[tuple[str, Any]] = ()
    ) -> list[tuple[int, float]]:
        """(row, summed BM25 score) of the best passages, best first.

        ``weighted`` are (field, term, weight) with the field ``body`` or ``pieces``.
        ``filters`` are (field, value) pairs that must all hold; for ``year`` and ``row``
        the value is a (lowest, highest) pair.
        """
        if not weighted or not len(self):
            return []
        parts = [
            (tantivy.Occur.Should, tantivy.Query.boost_query(self._term(field, term), weight))
            for field, term, weight in weighted
        ]
        query = tantivy.Query.boolean_query(parts)
        if filters:
            musts = [(tantivy.Occur.Must, self._filter(field, value)) for field, value in filters]
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), *musts])
        with translated(_DAMAGED):
            result = self._searcher.search(query, limit, count=False)
            rows = self._searcher.fast_field_values("row", [address for _, address in result.hits])
            return [(int(row), float(score)) for row, (score, _) in zip(rows, result.hits, strict=True)]

    def _term(self, field: str, value: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._index.schema, field, value, "freq" if field in TEXT_FIELDS else "basic")

    def _filter(self, field: str, value: Any) -> tantivy.Query:
        if field in ("year", "row"):
            inside = tantivy.Query.range_query(self._index.schema, field, tantivy.FieldType.Integer, *value)
        else:
            inside = self._term(field, value)
        return tantivy.Query.const_score_query(inside, 0.0)
