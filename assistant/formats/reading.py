"""One file to its Markdown and proposals, in a child process: finds out what it is and has it read."""

from collections.abc import Callable
from typing import IO, Any

from assistant.errors import CorpusError
from assistant.formats import docx, docx_pieces, epub, mail, odt, pdf, pptx, xlsx
from assistant.formats.container import archive, check_office
from assistant.formats.model import SMALL, TEXT_FORMATS, Format
from assistant.formats.opened import too_large
from assistant.formats.reasons import LOCKED, OLD
from assistant.formats.sniffing import by_content, by_members, has_old_office
from assistant.formats.web_page import convert_page

_OFFICE: dict[Format, Callable[..., dict[str, Any]]] = {
    Format.DOCX: docx.convert_docx,
    Format.ODT: odt.convert_odt,
    Format.PPTX: pptx.convert_pptx,
    Format.XLSX: xlsx.convert_xlsx,
}
_TEXTS: dict[Format, Callable[[bytes], dict[str, Any]]] = {
    Format.HTML: convert_page,
    Format.MHTML: mail.convert_mhtml,
    Format.MAIL: mail.convert_mail,
}


def convert(stream: IO[bytes], suffix: str) -> dict[str, Any]:
    """The fields of ``Converted``; ``{"pages": number}`` or ``{"pieces": places}`` for what is read in pieces."""
    head = stream.read(65_536)
    if has_old_office(head):
        raise CorpusError(LOCKED if "EncryptedPackage".encode("utf-16-le") in head + stream.read() else OLD)
    kind = by_content(head, suffix)
    size = stream.seek(0, 2)
    stream.seek(0)
    if kind in TEXT_FORMATS and size > SMALL:
        raise CorpusError(too_large(SMALL))
    if kind is Format.PDF:
        return pdf.convert_pdf(stream)
    if kind is Format.TEXT:
        return plain(stream.read())
    if kind is not Format.ZIP:
        return _TEXTS[kind](stream.read())
    with archive(stream) as opened:
        kind = by_members(opened)
        if kind is Format.ZIP:
            raise CorpusError("dit is een archief; geef het de naam .zip en voeg het als archief toe")
        if kind is Format.EPUB:
            return epub.convert_epub(opened)
        check_office(opened)
        if kind is Format.DOCX and (places := docx_pieces.pieces(opened)):
            return {"pieces": places, **docx.stated(opened)}
        return _OFFICE[kind](stream, opened)


def plain(raw: bytes) -> dict[str, Any]:
    """A Markdown or text file as it is; CorpusError when it is not UTF-8."""
    try:
        return {"text": raw.decode("utf-8-sig")}
    except UnicodeDecodeError as error:
        raise CorpusError("het bestand is geen UTF-8-tekst; sla het op als UTF-8 en probeer het opnieuw") from error
