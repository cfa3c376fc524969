"""Cutting what a model writes into sentences while it is still being written.

A sentence is finished when the next one begins, at the end of its line, or at
the end of the answer; numbers of sources behind its full stop belong to it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.dutch.sentences import sentence_spans
from assistant.writer.cleaning import plain, visible

MAXIMUM_CHARACTERS = 1200  # of a sentence; what is longer has no end
_LISTED = r"\d{1,3}(?:\s*(?:,|;|-|–|en|,?\s*bron)\s*\d{1,3})*"
_CITATION = re.compile(rf"[\[【]\s*(?:bron(?:nen)?\s*)?({_LISTED})\s*[\]】]|\(bron(?:nen)?\s*({_LISTED})\)", re.I)
_BRACKETED = r"\[(?:bron(?:nen)?\s*)?\d[\d\s,;–-]{0,20}\]"
_BEHIND_STOP = re.compile(rf"([.!?…]+[\"'”’»)]*)[ \t]*((?:{_BRACKETED}[ \t]*)+)(?=[^\s\[]|$)", re.I)
_ITEM = re.compile(r"\s*(?:[-*+•·◦▪‣–]|\(?\d{1,2}[.)])\s+")
_HEADING = re.compile(r"\s*#{1,6}\s+\S|\s*\*\*[^*]+\*\*:?\s*$")
_THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.S)
_LAST_NUMBER = 1000


@dataclass(frozen=True, slots=True)
class Piece:
    """A finished sentence as plain text, and the numbers of the sources that the model gave."""

    text: str
    cited: tuple[int, ...]
    is_item: bool = False
    leads_in: bool = False  # announces the list that follows


class Cutter:
    """Takes text as it comes, gives sentences as they are finished."""

    def __init__(self) -> None:
        self._line = ""  # what is not given out yet of the line that is being written
        self._starts_line = True
        self._is_thinking: bool | None = None  # None until the first word is there

    def feed(self, text: str) -> Iterator[Piece]:
        """The sentences that are finished now."""
        self._line += visible(text.replace("\r", "\n"))
        if self._thinks():
            return
        while "\n" in self._line:
            line, _, self._line = self._line.partition("\n")
            yield from self._whole(line)
            self._starts_line = True
        yield from self._finished()
        if len(self._line) > MAXIMUM_CHARACTERS:
            yield from self.finish()

    def finish(self) -> Iterator[Piece]:
        """What is left at the end."""
        line, self._line = self._line, ""
        if not self._is_thinking:
            yield from self._whole(line)

    def _thinks(self) -> bool:
        """Whether the model is thinking aloud before it answers; that is no part of the answer."""
        if self._is_thinking is None:
            begun = self._line.lstrip()
            if not begun or "<thinking>".startswith(begun):
                return True
            self._is_thinking = begun.startswith(("<think>", "<thinking>"))
        if self._is_thinking and re.search(r"</think(?:ing)?>", self._line):
            self._line, self._is_thinking = _THOUGHT.sub("", self._line), False
        return self._is_thinking

    def _whole(self, line: str) -> Iterator[Piece]:
        if self._starts_line and _HEADING.match(line):
            return
        line = _citations_before_stop(line)
        for start, end in sentence_spans(line):
            yield from self._piece(line[start:end], is_last=end == len(line.rstrip()))

    def _finished(self) -> Iterator[Piece]:
        if self._starts_line and _HEADING.match(self._line.partition("\n")[0] or "-"):
            return
        self._line = _citations_before_stop(self._line, ends=False)
        spans = list(sentence_spans(self._line))
        while len(spans) > 1:
            rest = self._line[spans[1][0] :]
            if rest.startswith("["):  # perhaps the number of this sentence's source, and not all of it is there yet
                return
            (start, end), following = spans[0], spans[1][0]
            piece = self._line[start:end]
            self._line = self._line[following:]
            yield from self._piece(piece, is_last=False)
            spans = list(sentence_spans(self._line))

    def _piece(self, sentence: str, is_last: bool) -> Iterator[Piece]:
        is_item = self._starts_line and bool(_ITEM.match(sentence))
        self._starts_line = False
        cited = tuple(
            dict.fromkeys(number for match in _CITATION.finditer(sentence) for number in _numbers(match[1] or match[2]))
        )
        said = plain(_CITATION.sub(" ", _ITEM.sub("", sentence, count=1) if is_item else sentence))
        if any(character.isalnum() for character in said):
            yield Piece(said, cited, is_item, leads_in=is_last and not is_item and said.endswith(":"))


def _citations_before_stop(line: str, ends: bool = True) -> str:
    """Numbers behind a full stop moved to before it; at the open end of a line only when they are complete."""

    def moved(match: re.Match[str]) -> str:
        if not ends and match.end() == len(line):
            return match.group()
        return f" {match[2].strip()}{match[1]} "

    return _BEHIND_STOP.sub(moved, line)


def _numbers(listed: str) -> Iterator[int]:
    """1, 3 and 5-7 as numbers; a range that never ends is cut off."""
    for part in re.split(r"[,;]|en", listed):
        ends = [int(number) for number in re.findall(r"\d+", part)]
        if len(ends) == 2 and ends[0] <= ends[1] < ends[0] + 20:
            yield from range(ends[0], ends[1] + 1)
        else:
            yield from (number for number in ends if number < _LAST_NUMBER)
