"""What a language model gets to read: the one place that decides what may leave this machine.

A practice note that is ``alleen lokaal`` never goes to a model elsewhere; one
without a visibility is treated the same. Of a conversation only the user's own
questions are given, as an answer may quote such a note.
"""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from assistant.citations import labels
from assistant.types import Collection, Evidence, Turn, Visibility, Writing
from assistant.writer.cleaning import as_data, on_one_line

TURNS = 3  # questions of a conversation
CONVERSATION = 2000  # characters of a conversation
_HEAD = 160  # characters of a title or heading
_MARK_BYTES = 8
_LONGEST_WORD = 40  # letters
_WORD = re.compile(r"[A-Za-z]+")
_VOWEL = re.compile(r"[aeiouy]", re.I)
OPENS = "‹‹"  # a delimiter; no text of others holds it


@dataclass(frozen=True, slots=True)
class Parcel:
    """Evidence as a model reads it; ``left_out`` did not fit, ``kept_here`` may not leave this machine."""

    text: str
    evidence: tuple[Evidence, ...]
    left_out: int
    kept_here: int


def new_mark() -> str:
    """What the delimiters of one question hold, so that no text can imitate them."""
    return secrets.token_hex(_MARK_BYTES)


def may_be_sent(entry: Evidence, writing: Writing) -> bool:
    """Whether a model may read this."""
    if writing.is_local:
        return True
    document = entry.document
    if document is None:
        return False
    if document.collection is Collection.NOTITIES:
        return document.visibility == Visibility.MODEL
    return document.visibility != Visibility.LOCAL


def parcel(evidence: Sequence[Evidence], writing: Writing, room: int, mark: str) -> Parcel:
    """The evidence, best first, that may be sent and fits in ``room`` tokens; the best stand first and last."""
    allowed = [entry for entry in evidence if may_be_sent(entry, writing)]
    fitting: list[tuple[Evidence, str]] = []
    for entry in allowed:
        text = _delimited(entry, mark)
        if tokens(text) <= room:
            room -= tokens(text)
            fitting.append((entry, text))
    placed = [fitting[0], *fitting[2:], *fitting[1:2]] if fitting else []
    return Parcel(
        "\n\n".join(text for _, text in placed),
        tuple(entry for entry, _ in fitting),
        len(allowed) - len(fitting),
        len(evidence) - len(allowed),
    )


def conversation(turns: Sequence[Turn]) -> str:
    """The last questions of the user, oldest first, bounded."""
    asked = [turn.text for turn in turns if turn.role == "user"][-TURNS:]
    lines: list[str] = []
    room = CONVERSATION
    for text in reversed(asked):
        line = on_one_line(text, CONVERSATION)
        room -= len(line)
        if room < 0:
            break
        lines.insert(0, f"- {line}")
    return "\n".join(lines)


def tokens(text: str) -> int:
    """How many tokens a text takes at most.

    Measured with the tokenizer of SmolLM2, which knows little Dutch: a tenth too high or more over
    pieces of 600 characters. Runs of letters that are no words take a token a letter.
    """
    words = _WORD.findall(text)
    odd = sum(len(word) for word in words if len(word) > _LONGEST_WORD or len(word) > 4 * len(_VOWEL.findall(word)))
    letters = sum(map(len, words)) - odd + text.count(" ")
    ascii_only = sum(map(str.isascii, text))
    rare = len(text.encode("utf-8")) - ascii_only
    return ceil(letters / 2.4) + odd + ceil(1.1 * (ascii_only - letters - odd)) + rare


def _delimited(entry: Evidence, mark: str) -> str:
    document = entry.document
    title = on_one_line(document.title, _HEAD) if document else ""
    about = "; ".join(labels(document)) if document else ""
    heading = on_one_line(entry.heading, _HEAD)
    head = " | ".join(part for part in (title, on_one_line(about, _HEAD), heading) if part)
    own = as_data(entry.quote).strip()
    return f"{OPENS}BRON {mark} {entry.number}\n{head}\n{own}\n{OPENS}EINDE {mark} {entry.number}"
