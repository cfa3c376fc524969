"""ZIP files, which most formats are: looked through before anything is unpacked.

A member says how large it is; ``zipfile`` never gives more than that. So the
sizes, the ratio and the overlap of members can be judged from the directory,
and the bounds of the process are only the second line.
"""

import lzma
import re
import zipfile
import zlib
from typing import IO

from lxml import etree

from assistant.errors import CorpusError
from assistant.formats.model import MEGABYTE
from assistant.formats.reasons import DAMAGED, LOCKED, TRAP, UNTRUSTED

MEMBERS = 10_000
TOTAL = 600 * MEGABYTE
MEMBER = 150 * MEGABYTE
RATIO = 200  # text of an office program goes to a tenth, a repetitive one to a hundredth
RATIO_FROM = 8 * MEGABYTE
UNREADABLE = (  # what zipfile raises for a member that is damaged or packed in a way of its own
    KeyError,
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
_ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def archive(stream: IO[bytes]) -> zipfile.ZipFile:
    """An archive that may be unpacked; CorpusError when it is damaged, locked or a trap."""
    try:
        opened = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError) as error:
        raise CorpusError(DAMAGED) from error
    members = opened.infolist()
    if len(members) > MEMBERS or sum(member.file_size for member in members) > TOTAL:
        raise CorpusError(TRAP)
    ends = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        if member.header_offset < ends:
            raise CorpusError(DAMAGED)  # members that share their bytes: bytes are missing, or it is a trap
        ends = member.header_offset + member.compress_size
        if member.file_size > max(RATIO_FROM, RATIO * member.compress_size):
            raise CorpusError(TRAP)
    return opened


def member(opened: zipfile.ZipFile, name: str, limit: int = MEMBER) -> bytes:
    """The bytes of a member; CorpusError when it is missing, damaged, locked or too large."""
    try:
        info = opened.getinfo(name)
        if info.flag_bits & 1:
            raise CorpusError(LOCKED)
        if info.file_size > limit:
            raise CorpusError(TRAP)
        return opened.read(info)
    except UNREADABLE as error:
        raise CorpusError(DAMAGED) from error


def xml(opened: zipfile.ZipFile, name: str) -> etree._Element:
    """A member as XML without entities and without the network; CorpusError when it is none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        return etree.fromstring(member(opened, name), parser)
    except (etree.LxmlError, ValueError) as error:
        raise CorpusError(DAMAGED) from error


def check_office(opened: zipfile.ZipFile) -> None:
    """CorpusError for an office document with a document type: no program writes one, only an attacker does."""
    for info in opened.infolist():
        if info.flag_bits & 1:
            raise CorpusError(LOCKED)
        if info.filename.endswith((".xml", ".rels")) and info.file_size:
            try:
                with opened.open(info) as part:
                    head = part.read(4_096)
            except UNREADABLE as error:
                raise CorpusError(DAMAGED) from error
            if _ENTITY.search(head.replace(b"\x00", b"")):
                raise CorpusError(UNTRUSTED)


def properties(opened: zipfile.ZipFile, name: str = "docProps/core.xml") -> dict[str, str]:
    """The properties of an office document by their local names; none when they are missing or damaged."""
    try:
        root = xml(opened, name)
    except CorpusError:
        return {}
    found: dict[str, str] = {}
    for element in root.iter(etree.Element):
        words = (element.text or "").strip()
        if words:
            found.setdefault(etree.QName(element).localname, words[:1_000])
    return found
