"""What a file is: by its first bytes and its members, not by its name.

A PDF that is called .docx is read as the PDF that it is. The name only tells
kinds of text apart.
"""

import re
import zipfile

from assistant.errors import CorpusError
from assistant.formats.model import Format
from assistant.formats.reasons import UNKNOWN

_HTML = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_HEADER = re.compile(rb"\A(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}")
_MULTIPART = re.compile(rb"^Content-Type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_BY_SUFFIX = {
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".mhtml": Format.MHTML,
    ".mht": Format.MHTML,
    ".eml": Format.MAIL,
    ".md": Format.TEXT,
    ".txt": Format.TEXT,
}
_REFUSED = (
    (b"{\\rtf", "dit is een RTF-bestand; bewaar het als .docx"),
    (b"\x89PNG", "dit is een afbeelding; voeg de tekst toe als document"),
    (b"\xff\xd8\xff", "dit is een afbeelding; voeg de tekst toe als document"),
    (b"GIF8", "dit is een afbeelding; voeg de tekst toe als document"),
    (b"Rar!", "dit is een RAR-archief; pak het uit of maak er een .zip van"),
    (b"7z\xbc\xaf", "dit is een 7z-archief; pak het uit of maak er een .zip van"),
    (b"\x1f\x8b", "dit is een gz-archief; pak het uit of maak er een .zip van"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")


def has_old_office(head: bytes) -> bool:
    """Whether a file is a container as old versions of Office and locked new documents have."""
    return head.startswith(_OLE)


def by_content(head: bytes, suffix: str) -> Format:
    """The format of a file by its first bytes, ``ZIP`` for all that are archives; CorpusError when it is not read."""
    if head.startswith(_ZIP):
        return Format.ZIP
    if b"%PDF-" in head[:1_024]:
        return Format.PDF
    for start, reason in _REFUSED:
        if head.startswith(start):
            raise CorpusError(reason)
    kind = _BY_SUFFIX.get(suffix.lower())
    if kind is not Format.TEXT and (found := _text_kind(head)) is not None:
        return found
    if kind is None:
        raise CorpusError(UNKNOWN)
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise CorpusError("dit is geen tekstbestand; bewaar het opnieuw of voeg de tekst toe als document")
    return kind


def _text_kind(head: bytes) -> Format | None:
    if _HTML.match(head):
        return Format.HTML
    headers = _HEADER.match(head)
    if headers is None:
        return None
    names = {line.split(b":", 1)[0].lower() for line in headers.group().split(b"\n")}
    if _MULTIPART.search(headers.group()) and (b"snapshot-content-location" in names or b"to" not in names):
        return Format.MHTML
    return Format.MAIL if names & {b"from", b"subject", b"received"} else None


def by_members(opened: zipfile.ZipFile) -> Format:
    """Which format an archive is; ``ZIP`` when it is only that."""
    names = set(opened.namelist())
    for member, kind in (
        ("word/document.xml", Format.DOCX),
        ("ppt/presentation.xml", Format.PPTX),
        ("xl/workbook.xml", Format.XLSX),
        ("META-INF/container.xml", Format.EPUB),
    ):
        if member in names:
            return kind
    if "content.xml" in names and "META-INF/manifest.xml" in names:
        return Format.ODT
    if "[Content_Types].xml" in names or "EncryptedPackage" in names:
        raise CorpusError(UNKNOWN)
    return Format.ZIP
