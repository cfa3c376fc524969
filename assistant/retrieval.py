"""Retrieval: words and meaning, each with its own candidates, fused into one order.

The fused score is the weighted sum of the two scores, each less its mean over
the candidates and divided by its deviation. On Dutch text that beats reciprocal
rank fusion, which throws the distances away. Words count as stems and as runs
of four letters, which find halves of compounds and misspelt words (BM25 alone,
nDCG@10 on five Dutch sets: .745 by stems, .783 by runs). A passage's meaning is
mostly its own vector, and partly its best three neighbouring sentences.

A passage that begins with yes or no ranks higher for a question that asks for
that and lower for one that does not: nDCG@10 on three Dutch FAQ sets rises by
.009 to .017, and from .670 to .689 on a fourth that had no part in the choice.
Other signs, weights fitted by learning to rank, and more ways to put the
question gave no more than chance (``benchmarks/README.md`` lists them).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.dutch.synonyms import Alternatives, Synonyms, shipped
from assistant.dutch.words import pieces, terms
from assistant.dutch.yes_no import asks_yes_or_no, says_yes_or_no
from assistant.encoder import similarities
from assistant.index import Generation
from assistant.index.store import StoredPassage
from assistant.types import Filters, FoundBy, Hit, Vectors

CANDIDATES = 60  # from each search
SCANNED = 128  # of a scan, whose cosines are rounded to three decimals; the candidates are the best of these, exactly
LEXICAL_DEPTH = 200  # how deep the lexical score of a candidate found by meaning is looked up
WITHIN_DEPTH = 5000  # the same where only some passages may be found
LEXICAL_WEIGHT = 0.55
SYNONYM_WEIGHT = 0.5
PIECE_WEIGHT = 0.3  # of a run of letters beside a stem
CROSS_WEIGHT = 2.0  # of a cross-encoder beside the fused score
WINDOW_WEIGHT = 0.2
YES_NO_WEIGHT = 1.0
WINDOW = 3  # sentences


@dataclass(frozen=True, slots=True)
class Query:
    """A question made ready: its vector, its stems, and (field, term, weight) for the lexical search.

    ``subwords`` has a row for each of its subwords, as long as that weighs; the lengths sum to 1.
    Where the encoder shows none, the question counts as one.
    """

    text: str
    vector: Vectors
    subwords: Vectors
    terms: tuple[str, ...]
    weighted: tuple[tuple[str, str, float], ...]
    alternatives: Mapping[str, Alternatives] = field(default_factory=dict)
    asks_yes_or_no: bool = False


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The hits, best first, with the cosines of each hit's sentences with the question, and with its subwords.

    The latter have shape (sentences, subwords), each already times what its subword weighs.
    """

    query: Query
    hits: tuple[Hit, ...] = ()
    sentence_scores: tuple[NDArray[np.float32], ...] = ()
    subword_scores: tuple[NDArray[np.float32], ...] = ()

    def picked(self, places: Iterable[int]) -> "Retrieved":
        """The hits at these places, in this order."""
        kept = tuple(places)
        return replace(
            self,
            hits=tuple(self.hits[at] for at in kept),
            sentence_scores=tuple(self.sentence_scores[at] for at in kept),
            subword_scores=tuple(self.subword_scores[at] for at in kept),
        )


def make_query(text: str, vector: Vectors, synonyms: Synonyms | None = None, subwords: Vectors | None = None) -> Query:
    """The query of a question; each term counts once, a synonym counts half."""
    asked = terms(text)
    alternatives = (synonyms or shipped()).alternatives(asked)
    weights = dict.fromkeys(asked, 1.0)
    for others in alternatives.values():
        for stems in others:
            for stem in stems:
                weights.setdefault(stem, SYNONYM_WEIGHT / len(stems))
    weighted = [("body", term, weight) for term, weight in weights.items()]
    weighted += [("pieces", piece, PIECE_WEIGHT) for piece in dict.fromkeys(pieces(text))]
    parts = vector[None] if subwords is None or not len(subwords) else subwords
    own = tuple(dict.fromkeys(asked))
    return Query(text, vector, parts, own, tuple(weighted), alternatives, asks_yes_or_no(text))


def retrieve(generation: Generation, query: Query, limit: int, filters: Filters = Filters()) -> Retrieved:
    """The best ``limit`` passages for a query, under filters."""
    if not generation.manifest.passages:
        return Retrieved(query)
    by_words = generation.lexical.search(query.weighted, LEXICAL_DEPTH, _lexical_filters(filters))
    lexical = dict(by_words[:CANDIDATES])
    dense = dict(_dense_candidates(generation, query.vector, filters))
    return _fused(generation, query, limit, dict(by_words), lexical, dense)


def retrieve_within(generation: Generation, query: Query, rows: Sequence[int], limit: int) -> Retrieved:
    """The best ``limit`` of these passages: each is weighed, whatever else the index holds."""
    own = set(rows)
    found = generation.lexical.search(query.weighted, min(len(generation.lexical), WITHIN_DEPTH))
    scores = {row: score for row, score in found if row in own}
    return _fused(generation, query, limit, scores, scores, dict.fromkeys(own, 0.0))


def _fused(
    generation: Generation,
    query: Query,
    limit: int,
    scores: Mapping[int, float],
    lexical: Mapping[int, float],
    dense: Mapping[int, float],
) -> Retrieved:
    rows = sorted({*lexical, *dense})
    if not rows:
        return Retrieved(query)
    stored = generation.store.passages(rows)
    own = np.asarray(generation.passage_vectors[rows], np.float32) @ query.vector
    vectors = [_sentence_vectors(generation, passage) for passage in stored]
    window = np.array([_best_window(of_passage, query.vector) for of_passage in vectors], np.float32)
    words = np.array([scores.get(row, 0.0) for row in rows], np.float32)
    meaning = WINDOW_WEIGHT * window + (1 - WINDOW_WEIGHT) * own
    fused = LEXICAL_WEIGHT * _standardised(words) + _standardised(meaning) + YES_NO_WEIGHT * _yes_or_no(query, stored)
    order = np.argsort(-fused, kind="stable")[:limit]
    hits = tuple(
        Hit(
            passage=stored[i].passage,
            score=float(fused[i]),
            found_by=_found_by(rows[i], lexical, dense),
            lexical=float(words[i]),
            dense=float(own[i]),
            row=rows[i],
        )
        for i in order
    )
    by_sentence, by_subword = ([vectors[i] @ side for i in order] for side in (query.vector, query.subwords.T))
    return Retrieved(query, hits, tuple(by_sentence), tuple(by_subword))


def reordered(found: Retrieved, scores: NDArray[np.float32]) -> Retrieved:
    """The first hits in the order of a cross-encoder's scores and their own together; the rest as it was."""
    count = len(scores)
    own = np.array([hit.score for hit in found.hits[:count]], np.float32)
    together = _standardised(own) + CROSS_WEIGHT * _standardised(scores)
    order = [*np.argsort(-together, kind="stable").tolist(), *range(count, len(found.hits))]
    ranked = sorted((hit.score for hit in found.hits), reverse=True)
    return scored(found.picked(order), ranked)


def scored(found: Retrieved, scores: Iterable[float]) -> Retrieved:
    """The same hits with these scores."""
    return replace(found, hits=tuple(replace(hit, score=score) for hit, score in zip(found.hits, scores, strict=True)))


def _dense_candidates(generation: Generation, vector: Vectors, filters: Filters) -> Sequence[tuple[int, float]]:
    if not filters and generation.dense is not None:
        return generation.dense.search(vector, CANDIDATES)
    scores = similarities(generation.passage_vectors, vector)
    kept = generation.kept_rows(filters) if filters else np.arange(len(scores))
    if not len(kept):
        return []
    scores = scores[kept]
    near = kept[np.argpartition(-scores, SCANNED)[:SCANNED]] if len(scores) > SCANNED else kept
    exact = np.asarray(generation.passage_vectors[near], np.float32) @ vector
    return [(int(near[i]), float(exact[i])) for i in np.lexsort((near, -exact))[:CANDIDATES]]


def _sentence_vectors(generation: Generation, stored: StoredPassage) -> Vectors:
    first, count = stored.first_sentence, len(stored.passage.sentences)
    return np.asarray(generation.sentence_vectors[first : first + count], np.float32)


def _best_window(sentences: Vectors, query: Vectors) -> float:
    """The cosine of the question with the mean of the nearest three neighbouring sentences."""
    sums = np.cumsum(np.vstack([np.zeros((1, sentences.shape[1]), np.float32), sentences]), axis=0)
    size = min(WINDOW, len(sentences))
    windows = sums[size:] - sums[:-size]
    return float(np.max(windows @ query / np.linalg.norm(windows, axis=1)))


def _yes_or_no(query: Query, stored: Sequence[StoredPassage]) -> NDArray[np.float32]:
    """1 for a passage that begins with yes or no where the question asks for it, -1 where it does not, else 0."""
    said = [next((s.text for s in entry.passage.sentences if not s.is_heading), "") for entry in stored]
    sense = 1.0 if query.asks_yes_or_no else -1.0
    return np.array([sense * says_yes_or_no(text) for text in said], np.float32)


def _standardised(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    deviation = scores.std()
    result: NDArray[np.float32] = (scores - scores.mean()) / (deviation if deviation > 0 else 1.0)
    return result


def _found_by(row: int, lexical: Mapping[int, float], dense: Mapping[int, float]) -> FoundBy:
    if row in lexical and row in dense:
        return FoundBy.BOTH
    return FoundBy.LEXICAL if row in lexical else FoundBy.DENSE


def _lexical_filters(filters: Filters) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = [
        (name, value)
        for name, value in (
            ("collection", filters.collection and filters.collection.value),
            ("kind", filters.kind and filters.kind.value),
            ("municipality", filters.municipality),
            ("theme", filters.theme),
        )
        if value
    ]
    if filters.year_from is not None or filters.year_to is not None:
        found.append(("year", (filters.year_from or 1, filters.year_to or 9999)))
    return found
