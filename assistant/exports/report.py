"""A report before it has a file format: headings, paragraphs, quotes and lists, each of a few runs of text."""

from dataclasses import dataclass, field
from enum import StrEnum

from assistant.citations import reference_parts
from assistant.types import Document


class Look(StrEnum):
    """How a paragraph stands on the page."""

    PLAIN = "plain"
    SOFT = "soft"  # what is said about the text: dates, how it was made
    QUOTE = "quote"
    ITEM = "item"


class Letter(StrEnum):
    """How a run of text is set."""

    PLAIN = ""
    BOLD = "B"
    ITALIC = "I"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one letter."""

    text: str
    letter: Letter = Letter.PLAIN


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` is 1 for a part and 2 within it. The title of the report stands apart."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, quote or item of a list."""

    runs: tuple[Run, ...]
    look: Look = Look.PLAIN
    keeps: bool = False  # on the page of what follows it


Block = Heading | Paragraph


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report; ``subtitle`` says what it is and of when."""

    title: str
    subtitle: str = ""
    blocks: tuple[Block, ...] = field(default=())


def paragraph(text: str, look: Look = Look.PLAIN, letter: Letter = Letter.PLAIN, keeps: bool = False) -> Paragraph:
    """A paragraph of one run."""
    return Paragraph((Run(text, letter),), look, keeps)


def reference_runs(document: Document) -> tuple[Run, ...]:
    """A reference with its title in italics: Veuger, N. & Klokman, S. (2016). *Titel*. Organisatie."""
    before, title, after = reference_parts(document)
    return (Run(before), Run(title, Letter.ITALIC), Run(after))


def writable(text: str) -> str:
    """``text`` without what a file cannot hold: control characters and halves of a character."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(character for character in whole if character in "\t\n" or _is_allowed(character))


def on_one_line(text: str) -> str:
    """``text`` as ``writable`` gives it, with its white space collapsed."""
    return " ".join(writable(text).split())


def _is_allowed(character: str) -> bool:
    """Whether XML 1.0 knows this character, and it is no control character."""
    is_text = "\xa0" <= character < "\ufffe" and not "\ufdd0" <= character <= "\ufdef"
    return is_text or character.isprintable()
