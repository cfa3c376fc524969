"""Files that are made to harm: bombs of every kind, each with what makes it one."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from samples import odt, slides, word, workbook, zipped

MEGABYTE = 1_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600  # how files of old versions of Office begin
_ZEROS = b" " * MEGABYTE
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def replaced(archive: bytes, name: str, content: bytes) -> bytes:
    """An archive with another member of that name."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        members = {member: opened.read(member) for member in opened.namelist()}
    return zipped({**members, name: content})


def flate_pdf(megabytes: int) -> bytes:
    """A page whose content unpacks to so many megabytes of drawing."""
    packer = zlib.compressobj(9)
    line = b"BT /F1 12 Tf 10 10 Td (lang) Tj ET\n" * 28_000
    content = b"".join(packer.compress(line) for _ in range(megabytes)) + packer.flush()
    return _pdf(content)


def looping_pdf() -> bytes:
    """A page tree that is its own child."""
    return _pdf(b"", kids="2 0 R 2 0 R 3 0 R")


def _pdf(content: bytes, kids: str = "3 0 R") -> bytes:
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count 1 >>".encode(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 5\n0000000000 65535 f \n%btrailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(out),
    )


def flat_archive(megabytes: int) -> bytes:
    """A ZIP with one member of so many megabytes, in a thousandth of that."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("lang.txt", "w", force_zip64=True) as member,
    ):
        for _ in range(megabytes):
            member.write(_ZEROS)
    return buffer.getvalue()


def overlapping(count: int) -> bytes:
    """A ZIP whose directory names the same bytes under many names."""
    one = zipped({"a.txt": b"Een tekst die steeds opnieuw telt. " * 1000})
    start = one.index(b"PK\x01\x02")
    entry = one[start : one.index(b"PK\x05\x06")]
    entries = b"".join(entry.replace(b"a.txt", b"%05d" % number) for number in range(count))
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(entries), start, 0)
    return one[:start] + entries + end


def lying() -> bytes:
    """A ZIP whose directory says that its member is small, while it is not."""
    whole = bytearray(zipped({"a.txt": b"tekst " * 200_000}))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = whole.index(mark) + place
        whole[at : at + 4] = struct.pack("<I", 10)
    return bytes(whole)


def locked(archive: bytes) -> bytes:
    """An archive whose members say that they are locked with a password."""
    whole = bytearray(archive)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := whole.find(mark, at + 1)) >= 0:
            whole[at + place] |= 1
    return bytes(whole)


def _nested_html() -> bytes:
    return b"<body>" + b"<div>" * 200_000 + b"diep" + b"</div>" * 200_000


HOSTILE: dict[str, Callable[[], bytes]] = {
    "flate-bom.pdf": lambda: flate_pdf(300),
    "kring.pdf": looping_pdf,
    "zonder-bladzijden.pdf": lambda: _pdf(b"", kids="").replace(b"/Count 1", b"/Count 0"),
    "zip-bom.docx": lambda: replaced(word(), "word/document.xml", b"<w:p>" + b" " * 120 * MEGABYTE),
    "zip-bom.xlsx": lambda: replaced(workbook(), "xl/worksheets/sheet1.xml", b"<row>" + b" " * 120 * MEGABYTE),
    "veel-leden.docx": lambda: zipped({f"{number}.xml": "" for number in range(20_000)}),
    "dubbel.docx": lambda: overlapping(5_000),
    "lach.docx": lambda: replaced(word(), "word/document.xml", f"{LAUGHS}<x>&j;</x>".encode()),
    "lach.pptx": lambda: replaced(slides(), "ppt/presentation.xml", f"{LAUGHS}<x>&j;</x>".encode()),
    "lach.xlsx": lambda: replaced(workbook(), "xl/workbook.xml", f"{LAUGHS}<x>&j;</x>".encode()),
    "lach.odt": lambda: replaced(odt(), "content.xml", f"{LAUGHS}<x>&j;</x>".encode()),
    "buiten.odt": lambda: replaced(odt(), "content.xml", f"{OUTSIDE}<x>&a;</x>".encode()),
    "buiten.docx": lambda: replaced(word(), "word/document.xml", f"{OUTSIDE}<x>&a;</x>".encode()),
    "gewoon-archief.docx": lambda: zipped({"a.txt": "tekst"}),
    "slot.docx": lambda: locked(word()),
    "slot-oud.docx": lambda: _OLE + "EncryptedPackage".encode("utf-16-le"),
    "oud.doc": lambda: _OLE,
    "leeg.docx": lambda: b"",
    "foto.pdf": lambda: b"\x89PNG\r\n\x1a\n" + b"\x00" * 100,
    "rtf.docx": lambda: b"{\\rtf1 tekst}",
    "binair.txt": lambda: b"tekst\x00\x01\x02",
    "latijn.txt": lambda: "coördinator".encode("latin-1"),
    "half.docx": lambda: word()[:-3000],
    "half.xlsx": lambda: workbook()[:2000],
    "leeg.html": lambda: b"<html><body><script>x</script></body></html>",
    "onbekend.xyz": lambda: b"tekst",
}
READ_ANYWAY: dict[str, Callable[[], bytes]] = {"diep.html": _nested_html}
