"""A folder with ten good files between everything that can be wrong with a file or with its name."""

import os
import socket
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from hostile import LAUGHS, MEGABYTE, flat_archive, locked, overlapping, replaced
from pdfs import Pages
from samples import PAGE, SAMPLES, epub, odt, slides, workbook, zipped

SECRET = "Het geheim van de burgemeester staat hier."
NAMES = (b"regel\neinde.md", b"esc\x1b[31;1m\x1b]0;titel\x07.docx", b"csi\xc2\x9b31m.docx", b"caf\xe9.docx")
NAMES += ("bidi\u202egnp.docx".encode(), b"n" * 250 + b".docx", "é".encode() * 120 + b".docx")
_SHEET = (
    '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Gemeente met tabel</t></is>'
    '</c></row><row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>einde</t></is></c></row></sheetData></worksheet>'
)
HEADS = {
    "alias": "a: &a [x, x, x]\nb: &b [*a, *a, *a]\ntitel: *b",
    "kring": "a: &a [*a]",
    "tag": "titel: !!python/object/apply:os.system ['touch ontsnapt']",
    "diep": f"a: {'[' * 900}{']' * 900}",
    "lang": f"titel: {'x' * 100_000}",
    "getal": f"titel: {'9' * 4_500}",
    "soort": r'soort: "\e[31mrood\u202e"',
    "datum": "datum: 31 februari 2020",
    "lijst": "- a\n- b: c",
}


def good() -> dict[str, bytes]:
    """Ten files that are as they should be, of every format, by name."""
    other = PAGE.replace("Toegang tot zorg", "Wonen met hulp").replace("De gemeente regelt", "De provincie betaalt")
    made = {f"goed-{suffix[1:]}{suffix}": make() for suffix, make in SAMPLES.items() if suffix != ".mhtml"}
    made["goed-txt.txt"] = b"In Zeist overlegt men elke week met de school over jeugd.\n"
    made["goed-html.html"] = other.encode()
    return made


def bad() -> dict[str, bytes]:
    """Files that cannot be taken in, by name."""
    pages = Pages()
    pages.set_encryption(owner_password="a", user_password="geheim")
    pages.add_page()
    pages.lines(["tekst"])
    truncated = {f"half{suffix}": SAMPLES[suffix]()[:-2_000] for suffix in (".docx", ".pptx", ".xlsx", ".pdf")}
    heads = {f"kop-{name}.md": f"---\n{head}\n---\nTekst over {name}.\n".encode() for name, head in HEADS.items()}
    spaces = b" " * 120 * MEGABYTE
    return {
        **truncated,
        **heads,
        "kop-open.md": b"---\ntitel: nooit dicht\nTekst over de wijk.\n",
        "lach.docx": replaced(SAMPLES[".docx"](), "word/document.xml", f"{LAUGHS}<x>&j;</x>".encode()),
        "lach.pptx": replaced(slides(), "ppt/presentation.xml", f"{LAUGHS}<x>&j;</x>".encode()),
        "lach.xlsx": replaced(workbook(), "xl/workbook.xml", f"{LAUGHS}<x>&j;</x>".encode()),
        "lach.odt": replaced(odt(), "content.xml", f"{LAUGHS}<x>&j;</x>".encode()),
        "lach.epub": replaced(epub(), "OEBPS/boek.opf", f"{LAUGHS}<x>&j;</x>".encode()),
        "bom.epub": replaced(epub(), "OEBPS/a.xhtml", b"<p>" + spaces),
        "bom.zip": flat_archive(300),
        "overlap.zip": overlapping(3_000),
        "stuk.zip": b"PK\x03\x04stuk",
        "geen.zip": b"geen archief",
        "slot.pdf": bytes(pages.output()),
        "slot.docx": locked(SAMPLES[".docx"]()),
        "slot.zip": locked(zipped({"a.txt": "tekst"})),
        "leeg.md": b"",
        "leeg.txt": b" \n\n",
        "leeg.pdf": b"",
        "leeg.eml": b"",
        "programma.pdf": b"MZ\x90\x00" + bytes(range(256)) * 20,
        "programma.md": b"MZ\x90\x00" + bytes(range(256)) * 20,
        "elf.docx": b"\x7fELF" + bytes(range(256)) * 20,
        "diep.html": b"<body>" + b"<table><tr><td>" * 20_000 + b"diep",
        "utf16.txt": "Een tekst in UTF-16 zonder merk.".encode("utf-16-le"),
        "utf16.html": "<html><body><p>Een pagina in UTF-16 zonder merk.</p></body></html>".encode("utf-16-le"),
        "latijn.md": "coördinator".encode("latin-1"),
        "postbus.mbox": b"From a@voorbeeld.nl\n",
    }


def strange() -> dict[str, bytes]:
    """Files that are odd and that are taken in all the same, by name."""
    deep = zipped({"diep.md": "Diepste tekst over de wijk."})
    for _ in range(2):
        deep = zipped({"laag.zip": deep, f"naast-{len(deep)}.md": f"Naast laag {len(deep)} ligt tekst over het team."})
    slip = {"../../ontsnapt.md": "Ik ontsnap omhoog.", "/ontsnapt.md": "Ik ontsnap naar de wortel.", "n" * 4_096: "x"}
    line = b"".join(b"<p>Zin %d over het team in de wijk.</p>" % number for number in range(2_000))
    mail = "From: A <a@voorbeeld.nl>\nSubject: binnenste\n\nEen bericht over de wijk.\n"
    for level in range(40):
        mail = (
            f"From: A <a@voorbeeld.nl>\nSubject: laag {level}\nMIME-Version: 1.0\n"
            f"Content-Type: multipart/mixed; boundary=m{level}\n\n--m{level}\n\nLaag {level} gaat over het team.\n"
            f"--m{level}\nContent-Type: message/rfc822\n\n{mail}\n--m{level}--\n"
        )
    return {
        "zips.zip": deep,
        "ontsnapt.zip": zipped(slip),
        "regel.html": b"<html><body>" + line + b"</body></html>",
        "afmeting.xlsx": replaced(workbook(), "xl/worksheets/sheet1.xml", _SHEET.encode()),
        "bijlagen.eml": mail.encode(),
        "codes.md": b"# Kop\x1b[31m\xc2\x9b31m\n\nTekst met \x1b]0;x\x07 codes en \xe2\x80\xae omgekeerd.\n",
    }


@contextmanager
def furnished(folder: Path, outside: Path) -> Iterator[None]:
    """Fill a folder; ``outside`` is a folder beside it that links point to."""
    for name, content in {**good(), **bad(), **strange()}.items():
        (folder / name).write_bytes(content)
    for name in NAMES:
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_bytes(b"")
    outside.mkdir()
    (outside / "geheim.md").write_text(SECRET)
    (folder / "uit.md").symlink_to(outside / "geheim.md")
    (folder / "uitmap").symlink_to(outside)
    (folder / "lus.md").symlink_to("lus.md")
    (folder / "lusmap").symlink_to(".")
    (folder / "proces.md").symlink_to("/proc/self/environ")
    os.mkfifo(folder / "pijp.md")
    os.mkfifo(folder / "pijp.zip")
    with suppress(OSError):  # only root makes a device
        os.mknod(folder / "apparaat.md", stat.S_IFCHR | 0o666, os.makedev(1, 5))
    _deep(folder)
    with socket.socket(socket.AF_UNIX) as bound:
        here = Path.cwd()
        os.chdir(folder)  # the name of a socket is short
        try:
            bound.bind("deur.md")
        finally:
            os.chdir(here)
        yield


def _deep(folder: Path) -> None:
    """Folders in folders, past what a path may be."""
    at = os.open(folder, os.O_RDONLY)
    for _ in range(18):
        os.mkdir("d" * 240, dir_fd=at)
        below = os.open("d" * 240, os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = below
    os.close(at)
