"""From the sentences that answer to the quote around them: what they lean on, the whole of their list, and no more.

A list that the end of a passage cuts is read on in the passages beside it, so
that a quote that announces three things shows three. What a quote points back to
must stand in it, in its heading or be the place that it names; else nobody can
tell of what it speaks, and it does not stand.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.desks.examples.aspects import says_nothing
from assistant.desks.examples.subjects import About, Grade
from assistant.dutch.words import fold, terms
from assistant.index.store import Store
from assistant.reader.signs import leans_back
from assistant.reader.spans import after_mark
from assistant.types import Sentence

QUOTE_CHARACTERS = 900
LIST_CHARACTERS = 1800  # of a quote with a list, which is shown whole or not at all
LEANS = 2  # sentences taken in before one that points back
JOINED = 6  # passages to either side into which a list is followed
_POINTS = re.compile(
    r"\b(?:[Dd]eze|[Dd]it|zo['’]n|dergelijke) [a-z]{3,}|\b(?:[Vv]oor|[Uu]it|[Ii]n|[Mm]et|[Bb]ij|[Dd]oor|[Vv]an|[Nn]a) "
    r"(?:die|dat) [a-z]{3,}|^(?:Die|Dat) |\b(?:daardoor|hierdoor|daarbij|daarmee)\b|"
    r"^(?:Een|Het) (?:nadeel|voordeel|gevaar|risico|gevolg|probleem) (?:is|was|blijft)\b"
)
_BARE = re.compile(
    r"\b[Dd]it (?:in|bij|van|voor|ook|nog|niet|al|wel|een|het|heel|goed|vaak|soms|toen|nu|is|was|werkt|lukt|gaat)\b"
)
_DEMONSTRATED = re.compile(r"\b(?:deze|dit|zo['’]n|dergelijke|zulke) ((?:[a-z]+e )?[a-z-]{3,})")
_ITSELF = re.compile(r"(?:\w*gemeente|\w*stad|\w*dorp|\w*wijk|\w*team|\w*teams|\w*organisatie|\w*regio|jaar|moment)")


@dataclass(frozen=True, slots=True)
class Found:
    """Where a quote stands: ``start`` counts in the passage of ``row``, ``end`` in that of ``last``.

    Offsets in passages and not in the document, so that they hold also after something before them changed.
    """

    row: int
    start: int
    end: int
    last: int
    year: int | None = None


class Text:
    """What a document says of a place, to cut quotes from."""

    def __init__(self, store: Store, sentences: Sequence[About]) -> None:
        self._store = store
        self._own: Mapping[int, About] = {about.sentence.start: about for about in sentences}
        self._rows = {about.row for about in sentences}
        self._read: dict[int, tuple[Sentence, ...]] = {}

    def about(self, sentence: Sentence) -> About | None:
        """What is known of a sentence; None for one that is not about the place."""
        return self._own.get(sentence.start)

    def quote(self, row: int, first: int, last: int, answers: Callable[[About], bool]) -> list[About]:
        """The sentences to quote of those that begin from ``first`` to ``last``; none where none answers."""
        sentences = self._around(row)
        found = [
            at
            for at, sentence in enumerate(sentences)
            if first <= sentence.start <= last and (about := self.about(sentence)) and answers(about)
        ]
        if not found:
            return []
        begin, end = found[0], found[-1]
        if not all(self._is_own(sentences, at) for at in range(begin, end + 1)):
            end = begin
        begin, end = self._whole(sentences, begin, end)
        quoted = sentences[begin : end + 1]
        has_list = any(sentence.is_item for sentence in quoted)
        if quoted[-1].end - quoted[0].start > (LIST_CHARACTERS if has_list else QUOTE_CHARACTERS):
            quoted = sentences[found[0] : found[0] + 1]
        if _announces(quoted[-1]) or self._hangs(quoted[0]):
            return []
        return [self._own[sentence.start] for sentence in quoted]

    def _around(self, row: int) -> tuple[Sentence, ...]:
        """The sentences of a passage and of those beside it into which a list runs on."""
        if row not in self._read:
            before = self._beside(row, -1, lambda near, far: _runs_on(far[-1], near[0]))
            after = self._beside(row, 1, lambda near, far: _runs_on(near[-1], far[0]))
            parts = [*reversed(list(before)), self._of(row), *after]
            self._read[row] = tuple(sentence for part in parts for sentence in part)
        return self._read[row]

    def _beside(
        self, row: int, step: int, goes_on: Callable[[Sequence[Sentence], Sequence[Sentence]], bool]
    ) -> Iterator[tuple[Sentence, ...]]:
        near = self._of(row)
        for other in range(row + step, row + step * (JOINED + 1), step):
            if other not in self._rows or not goes_on(near, far := self._of(other)):
                return
            yield far
            near = far

    def _of(self, row: int) -> tuple[Sentence, ...]:
        (stored,) = self._store.passages([row])
        return stored.passage.sentences

    def _is_own(self, sentences: Sequence[Sentence], at: int) -> bool:
        return 0 <= at < len(sentences) and not sentences[at].is_heading and self.about(sentences[at]) is not None

    def _whole(self, sentences: Sequence[Sentence], first: int, last: int) -> tuple[int, int]:
        """With the sentence that the first leans on, the list that the last announces, and what introduces an item."""
        if sentences[first].is_item:
            while self._is_own(sentences, first - 1) and sentences[first - 1].is_item:
                first -= 1
            if self._is_own(sentences, first - 1) and _announces(sentences[first - 1]):
                first -= 1
        for _ in range(LEANS):
            if not _leans(sentences[first]) or not self._is_own(sentences, first - 1):
                break
            if not _are_together(sentences, first) or says_nothing(sentences[first - 1].text):
                break
            first -= 1
        if sentences[last].is_item or _announces(sentences[last]):
            while self._is_own(sentences, last + 1) and sentences[last + 1].is_item:
                last += 1
        return first, last

    def _hangs(self, sentence: Sentence) -> bool:
        """Whether a quote that opens with this sentence points back to what is not there."""
        about = self._own[sentence.start]
        if _BARE.search(sentence.text):
            return True
        if about.grade is Grade.NAMED or sentence.is_item:
            return False
        shown = terms(sentence.heading)
        named = (match.split() for match in _DEMONSTRATED.findall(fold(sentence.text)))
        return any(not _ITSELF.fullmatch(words[-1]) and not set(terms(words[-1])) & set(shown) for words in named)


def found(quoted: Sequence[About], year: int | None = None) -> Found:
    """Where these sentences stand; a quote that opens with an item opens after the mark of its list."""
    first, last = quoted[0], quoted[-1]
    return Found(first.row, after_mark(first.sentence) - first.offset, last.sentence.end - last.offset, last.row, year)


def overlap(one: Sequence[About], other: Sequence[About]) -> bool:
    """Whether two quotes of one document share text."""
    return one[0].sentence.start < other[-1].sentence.end and other[0].sentence.start < one[-1].sentence.end


def _announces(sentence: Sentence) -> bool:
    return not sentence.is_item and sentence.text.rstrip().endswith(":")


def _runs_on(before: Sentence, after: Sentence) -> bool:
    """Whether a list goes on from one sentence to the next."""
    return after.is_item and (_announces(before) or (before.is_item and before.block == after.block))


def _leans(sentence: Sentence) -> bool:
    """Whether a sentence says little without the one before it: it points back in its first or later words."""
    return not sentence.is_item and (
        leans_back(sentence.text) or bool(_POINTS.search(sentence.text)) or bool(_BARE.search(sentence.text))
    )


def _are_together(sentences: Sequence[Sentence], at: int) -> bool:
    """Whether a sentence continues the paragraph of the one before it."""
    same = sentences[at].block == sentences[at - 1].block or sentences[at].start - sentences[at - 1].end <= 1
    return same and not sentences[at].is_item
