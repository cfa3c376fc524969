"""What in an exported file would reach out, run or lead away when it is opened."""

import csv
import io
import re
import zipfile

from markdown_it import MarkdownIt

_TARGET = re.compile(r'<Relationship [^>]*?Target="([^"]*)"[^>]*?TargetMode="External"|'
                     r'<Relationship [^>]*?TargetMode="External"[^>]*?Target="([^"]*)"')  # fmt: skip
_OFFICE = re.compile(
    r"<f[ >]|<w:instrText|w:instr=\"(?!PAGE\")|<oleObject|<o:OLEObject|externalLink|attachedTemplate|<hlinkClick"
)
_PDF = re.compile(rb"/URI\b|/JavaScript\b|/JS\b|/Launch\b|/EmbeddedFile\b|/SubmitForm\b|/AcroForm\b|/GoToR\b|/AA\b")
_TEXT = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "p", "em", "strong", "blockquote", "ul", "ol", "li", "br"])
_BARE = re.compile(r"(?<!\\)://|www\.|mailto:|(?<!\\)@", re.IGNORECASE)


def faults(name: str, raw: bytes, own: str) -> list[str]:
    """What is wrong with a file; links to ``own``, the address of the page itself, are allowed."""
    ending = name.rpartition(".")[2]
    if ending == "pdf":
        return [found.decode() for found in _PDF.findall(raw)]
    if ending == "md":
        return _markdown(raw.decode("utf-8"))
    if ending == "csv":
        return _table(raw.decode("utf-8-sig"))
    return _office(raw, own)


def _office(raw: bytes, own: str) -> list[str]:
    wrong = []
    with zipfile.ZipFile(io.BytesIO(raw)) as file:
        for name in file.namelist():
            if "vba" in name.lower() or "embeddings" in name or "activeX" in name:
                wrong.append(name)
            text = file.read(name).decode("utf-8", "replace") if name.endswith((".xml", ".rels")) else ""
            wrong += _OFFICE.findall(text)
            targets = [first or second for first, second in _TARGET.findall(text)]
            wrong += [target for target in targets if not target.startswith((f"{own}/document/", "#"))]
    return wrong


def _markdown(text: str) -> list[str]:
    tags = re.findall(r"</?([a-z][a-z0-9]*)", MarkdownIt("commonmark").render(text))
    return [*(tag for tag in tags if tag not in _TEXT), *_BARE.findall(text)]


def _table(text: str) -> list[str]:
    cells = [cell for line in csv.reader(io.StringIO(text), delimiter=";") for cell in line]
    return [
        cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
    ]
