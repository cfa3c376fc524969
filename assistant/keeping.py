"""What a curator's desk works with: the documents that there are, and what comes in and goes out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from assistant.corpus.documents import EXTENSIONS as READABLE
from assistant.types import Collection, Document

EXTENSIONS = tuple(sorted(READABLE))


class Step(Protocol):
    """How far the work is; ``total`` is 0 and ``seconds_left`` None while unknown."""

    @property
    def step(self) -> str: ...
    @property
    def done(self) -> int: ...
    @property
    def total(self) -> int: ...
    @property
    def file(self) -> str: ...
    @property
    def seconds_left(self) -> float | None: ...


Report = Callable[[Step], None]


class Finding(Protocol):
    """Personal data in a text; ``sort`` in the words that users see. ``privacy.Finding`` fits."""

    @property
    def sort(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def mask(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """A document without its text, and in how many passages it can be found."""

    document: Document
    passages: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A practice note as it was typed; ``themes`` is a line with commas."""

    title: str = ""
    municipality: str = ""
    date: str = ""
    themes: str = ""
    role: str = ""
    visibility: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A note that was taken from a file and waits for a choice, because personal data was found in it."""

    name: str
    text: str
    findings: Sequence[Finding]


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of each file, by the name under which it was sent."""

    added: Sequence[str] = ()
    changed: Sequence[str] = ()
    unchanged: Sequence[str] = ()
    refused: Sequence[tuple[str, str]] = ()
    similar: Sequence[tuple[str, str]] = ()
    personal: Sequence[tuple[str, Sequence[tuple[str, int]]]] = ()
    remarks: Sequence[str] = ()
    held: Sequence[Held] = ()


@dataclass(frozen=True, slots=True)
class Erased:
    """How many passages of a document were removed, and how many a search still finds: 0."""

    passages: int
    left: int


class Curator(Protocol):
    """Keeps the corpus; every sentence of a WijkwijzerError that it raises can be shown."""

    def entries(self) -> Sequence[Entry]:
        """Every document that can be searched."""
        ...

    def entry(self, document_id: str) -> Entry | None:
        """One of them; None when there is none of that name."""
        ...

    def municipalities(self) -> Sequence[str]:
        """The names to choose from."""
        ...

    def inbox(self) -> Path:
        """A fresh folder for files that are sent; whoever asked for it removes it."""
        ...

    def take_in(self, files: Sequence[Path], collection: Collection, report: Report) -> Intake:
        """Take files into a collection."""
        ...

    def take_held(self, held: Held, text: str, reason: str, report: Report) -> Intake:
        """Take in a note that was held, with the text that was chosen and why data was left standing."""
        ...

    def findings(self, text: str) -> Sequence[Finding]:
        """Personal data in a note's text, in order."""
        ...

    def masked(self, text: str, findings: Sequence[Finding]) -> str:
        """The text with a mask in the place of each finding."""
        ...

    def check(self, draft: Draft) -> Sequence[Finding]:
        """Personal data in a draft's text; CorpusError when a field cannot be used."""
        ...

    def add_note(self, draft: Draft, reason: str, report: Report) -> str:
        """Save a note; gives its document's name. ``reason`` says why data was left standing."""
        ...

    def correct(self, document_id: str, changes: dict[str, str | list[str]], report: Report) -> None:
        """Other values in a document's front matter; CorpusError says what is wrong with one."""
        ...

    def erase(self, document_id: str, report: Report) -> Erased:
        """Remove a document and everything made of it."""
        ...
