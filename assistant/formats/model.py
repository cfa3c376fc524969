"""What comes out of a file, and how much its reading may cost."""

from dataclasses import dataclass
from enum import StrEnum

MEGABYTE = 1_000_000
PIECE = 40  # pages of a PDF that one child reads
PAGES = 5_000  # of a PDF
NOTES = "Voetnoten"  # the heading above the notes of a document
EXTENSIONS = frozenset(
    {
        ".md",
        ".txt",
        ".html",
        ".htm",
        ".xhtml",
        ".mhtml",
        ".mht",
        ".pdf",
        ".docx",
        ".odt",
        ".pptx",
        ".xlsx",
        ".epub",
        ".eml",
    }
)
ARCHIVES = frozenset({".zip"})
LARGE = 100 * MEGABYTE  # of a file of an office program, a PDF or an archive
SMALL = 20 * MEGABYTE  # of a file that is text


class Format(StrEnum):
    """What a file is, by its content."""

    TEXT = "text"
    HTML = "html"
    MHTML = "mhtml"
    MAIL = "mail"
    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    PPTX = "pptx"
    XLSX = "xlsx"
    EPUB = "epub"
    ZIP = "zip"


TEXT_FORMATS = frozenset({Format.TEXT, Format.HTML, Format.MHTML, Format.MAIL})


@dataclass(frozen=True, slots=True)
class Converted:
    """A file as Markdown; where the format has pages, each ends with a form feed.

    ``title``, ``date`` (ISO: day, month or year), ``authors`` and ``organisation`` are proposals
    for the curator; ``remarks`` are Dutch phrases for the report; ``digest`` is the SHA-256 of
    the bytes that were read.
    """

    text: str
    title: str = ""
    date: str = ""
    authors: tuple[str, ...] = ()
    organisation: str = ""
    remarks: tuple[str, ...] = ()
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one child process may use, and all children of one file together."""

    memory: int = 480 * MEGABYTE  # bytes
    cpu_seconds: int = 20
    wall_seconds: float = 30.0
    output: int = 60 * MEGABYTE  # bytes of the result
    file: int = LARGE  # bytes of any file that a child writes
    total_seconds: float = 300.0  # for a file that is read in pieces
    ocr_seconds: float = 900.0  # for the pages of a scan


@dataclass(frozen=True, slots=True)
class Usage:
    """What one child process used: seconds of wall time, seconds of processor time, peak memory in bytes."""

    wall: float
    cpu: float
    memory: int
