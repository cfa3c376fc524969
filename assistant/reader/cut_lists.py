"""Lists that the end of a passage cuts: put together again from the passages beside it.

A passage is as long as the encoder reads well, so a long list stands in several.
Who asks for the list wants it whole, and a quote must be one piece of the text:
the passages between which the list runs on become one for this quote.
"""

from collections.abc import Callable
from dataclasses import replace

from assistant.reader.spans import Span
from assistant.types import Passage, Sentence

PASSAGES_JOINED = 6  # to either side; what runs on for longer is no list that a reader wants whole

PassageAt = Callable[[int], Passage | None]
TextOf = Callable[[str], str]


def with_cut_list(span: Span, passage_at: PassageAt, text_of: TextOf) -> Span:
    """The span in a passage that holds the whole of every list that it touches; itself where none is cut."""
    lists = {sentence.block for sentence in span.sentences if sentence.is_item}
    passage, row = span.hit.passage, span.hit.row
    before = _beside(passage, lists, passage_at, row, -1)
    after = _beside(passage, lists, passage_at, row, 1)
    if not before and not after:
        return span
    parts = [*reversed(before), passage, *after]
    start, end = parts[0].start, parts[-1].end
    sentences = tuple(sentence for part in parts for sentence in part.sentences)
    text = text_of(passage.document_id)[start:end]
    joined = replace(passage, text=text, start=start, end=end, page=parts[0].page, sentences=sentences)
    shift = sum(len(part.sentences) for part in before)
    return replace(span, hit=replace(span.hit, passage=joined), first=span.first + shift, last=span.last + shift)


def _beside(passage: Passage, lists: set[int], passage_at: PassageAt, row: int, step: int) -> list[Passage]:
    """The passages of the same document, nearest first, into which one of the lists runs on."""
    found: list[Passage] = []
    edge, meets = (-1, 0) if step > 0 else (0, -1)
    while len(found) < PASSAGES_JOINED and _is_in(passage.sentences[edge], lists):
        row += step
        other = passage_at(row)
        if other is None or other.document_id != passage.document_id or not _is_in(other.sentences[meets], lists):
            break
        found.append(other)
        passage = other
    return found


def _is_in(sentence: Sentence, lists: set[int]) -> bool:
    return sentence.is_item and sentence.block in lists
