"""PDF by pypdfium2: the reader of Chrome, quick and kept up, with a licence that suits.

pypdf and pdfminer are ten to fifty times slower and gave more than ten ways
to hang in 2026; PyMuPDF is AGPL. What pdfium gives is characters with their
places; columns, paragraphs and headings are made of them here. The library
is C++ that reads hostile files: it only runs in a child process.
"""

import ctypes
import json
from typing import IO, Any

import pypdfium2
import pypdfium2.raw as raw

from assistant.errors import CorpusError
from assistant.formats.model import PAGES, PIECE
from assistant.formats.pdf_layout import Item, laid_out
from assistant.formats.pdf_segments import segments
from assistant.formats.pdf_text import assembled
from assistant.formats.proposals import first_heading, iso, names, title
from assistant.formats.reasons import DAMAGED, LOCKED, NO_TEXT

FEW = 8  # characters: a page with less, and with a picture, is a scan
CHARACTERS = 200_000  # of one page
_END = b"%%EOF"


def convert_pdf(stream: IO[bytes]) -> dict[str, Any]:
    """The whole of a short PDF with text; ``{"pages": number}`` for another, which is read in pieces."""
    with _opened(stream) as document:
        count = len(document)
        if not count:
            raise CorpusError("er staat geen pagina in; bewaar het bestand opnieuw")
        if count > PAGES:
            raise CorpusError(f"het bestand heeft meer dan {PAGES} pagina's; splits het op")
        if count > PIECE:
            return {"pages": count}
        read = [_page(document, number) for number in range(count)]
        if any(page["scan"] for page in read):
            return {"pages": count}
        return _whole([page["items"] for page in read], _head(document))


def pages(stream: IO[bytes], first: int, last: int) -> dict[str, Any]:
    """The pages from ``first`` up to ``last``, counted from 0: their items, and whether each is a scan."""
    with _opened(stream) as document:
        return {"read": [_page(document, number) for number in range(first, last)], "head": _head(document)}


def assemble(stream: IO[bytes]) -> dict[str, Any]:
    """The text of the pages that other children read: ``{"items": a list for each page, "head": …}`` as JSON."""
    values = json.loads(stream.read())
    return _whole(values["items"], values["head"])


def opened_pdf(stream: IO[bytes]) -> pypdfium2.PdfDocument:
    """A PDF, to be closed; CorpusError when it is damaged, locked or not complete."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - 65_536))
    if _END not in stream.read():
        raise CorpusError(DAMAGED)
    stream.seek(0)
    try:
        return pypdfium2.PdfDocument(stream)
    except pypdfium2.PdfiumError as error:
        raise CorpusError(LOCKED if "assword" in str(error) else DAMAGED) from error


_opened = opened_pdf


def _page(document: pypdfium2.PdfDocument, number: int) -> dict[str, Any]:
    try:
        page = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise CorpusError(f"pagina {number + 1} is beschadigd; bewaar het bestand opnieuw") from error
    try:
        if raw.FPDFText_CountChars(text) > CHARACTERS:
            raise CorpusError(f"op pagina {number + 1} staat te veel tekst; splits het bestand op")
        width, height = page.get_size()
        if page.get_rotation() % 180:
            width, height = height, width  # the size is that of the turned page, places are those of the unturned
        items: list[Item] = laid_out(*segments(text, width, height))
        scan = _is_unreadable(items) or (sum(len(item.text) for item in items) < FEW and _has_picture(page))
        return {"items": [] if scan else [item.packed() for item in items], "scan": scan}
    finally:
        text.close()
        page.close()


def _is_unreadable(items: list[Item]) -> bool:
    """Whether the page has letters of which the file does not tell what they are."""
    text = "".join(item.text for item in items)
    return len(text) > 10 * FEW and sum(letter.isalnum() for letter in text) < 0.3 * len(text)


def _has_picture(page: pypdfium2.PdfPage) -> bool:
    """Whether an image or a drawing of letters is on the page; an empty page is no scan."""
    count = raw.FPDFPage_CountObjects(page)
    kinds = [raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, at)) for at in range(min(count, 2_000))]
    if raw.FPDF_PAGEOBJ_IMAGE in kinds or raw.FPDF_PAGEOBJ_FORM in kinds:
        return True
    return kinds.count(raw.FPDF_PAGEOBJ_PATH) > 200


def _whole(items: list[list[list[Any]]], head: dict[str, str]) -> dict[str, Any]:
    text = assembled([[Item.unpacked(values) for values in page] for page in items])
    if not any(character.isalnum() for character in text):
        raise CorpusError(NO_TEXT)
    return {
        "text": text,
        "title": title(head["Title"], first_heading(text)),
        "date": iso(head["CreationDate"]) or iso(head["ModDate"]),
        "authors": names([head["Author"]]),
    }


def _head(document: pypdfium2.PdfDocument) -> dict[str, str]:
    return {key: _meta(document, key)[:1_000] for key in ("Title", "Author", "CreationDate", "ModDate")}


def _meta(document: pypdfium2.PdfDocument, key: str) -> str:
    name = key.encode()
    size = min(raw.FPDF_GetMetaText(document, name, None, 0), 10_000)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDF_GetMetaText(document, name, buffer, size)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\x00")
