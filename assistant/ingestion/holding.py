"""A note from a file that waits until its curator has chosen what to do with the personal data in it."""

from dataclasses import dataclass
from pathlib import Path

from assistant import privacy
from assistant.corpus.header import head_and_body
from assistant.formats import Converter
from assistant.ingestion import personal
from assistant.ingestion.reading import is_text, original, read
from assistant.privacy import Finding
from assistant.types import Collection


@dataclass(frozen=True, slots=True)
class Held:
    """A note as its curator sees it: its text with what was found in it, and the proposal.

    ``sent`` is the name of the file, ``name`` that under which it is stored. ``head`` is the front matter
    that was made for it; it is not shown, and holds no personal data.
    """

    name: str
    sent: str
    text: str
    findings: tuple[Finding, ...]
    proposal: str
    head: str = ""


def held_note(path: Path, converter: Converter) -> Held | None:
    """A refused note as it would be stored; None when its own text is not what it was refused for."""
    stored = read(original(path, path.name), converter, Collection.NOTITIES, None, {})
    text = stored.raw.decode("utf-8-sig")
    proposal, head = personal.masked_file(text, names=True), ""
    if not is_text(path):  # a head of ours says nothing to its curator, unless there is something in it
        (own, body), (masked, rest) = head_and_body(text), head_and_body(proposal)
        if own == masked:
            head, text, proposal = own, body.strip(), rest.strip()
    findings = privacy.find(text, names=True)
    name = path.name if is_text(path) else f"{path.stem}.md"
    return Held(name, path.name, text, findings, proposal, head) if findings else None
