"""A report as Markdown, in which text of a source or a user never becomes markup.

Nor a link: many programs make one of a bare address, also of one that a document lures to.
"""

import re

from assistant.exports.report import Block, Heading, Letter, Look, Paragraph, Report, on_one_line

_MARKS = re.compile(r"([\\`*_\[\]<>~|@]|:(?=//)|(?<=www)\.|(?<=mailto):|(?<=xmpp):)", re.IGNORECASE)
_FIRST = re.compile(r"^(\s*)([#>+=-]|\d+[.)])")
_PREFIX = {Look.PLAIN: "", Look.SOFT: "", Look.QUOTE: "> ", Look.ITEM: "- "}
_AROUND = {Letter.PLAIN: "", Letter.BOLD: "**", Letter.ITALIC: "*"}


def markdown_bytes(report: Report) -> bytes:
    """The report as a Markdown file in UTF-8."""
    parts = [f"# {inline(report.title)}", inline(report.subtitle), *map(_block, report.blocks)]
    text = ""
    for part, before in zip(parts, [None, None, *report.blocks]):
        tight = part.startswith("- ") and isinstance(before, Paragraph) and text.rpartition("\n")[2].startswith("- ")
        text += part if not text else f"\n{part}" if tight else f"\n\n{part}" if part else ""
    return f"{text}\n".encode()


def inline(text: str) -> str:
    """``text`` on one line, with everything escaped that Markdown would read as markup."""
    return _FIRST.sub(lambda found: f"{found[1]}{_numbered(found[2])}", _escaped(text))


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\1", on_one_line(text)).replace("&", "&amp;")


def _numbered(mark: str) -> str:
    return f"{mark[:-1]}\\{mark[-1]}"


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * (block.level + 1)} {inline(block.text)}"
    written = ""
    for run in block.runs:
        before, after = (" " if run.text[:1].isspace() else ""), (" " if run.text[-1:].isspace() else "")
        piece = inline(run.text) if not written else _escaped(run.text)
        around = _AROUND[run.letter]
        written += f"{before}{around}{piece}{around}{after}" if piece else before
    return f"{_PREFIX[block.look]}{written.strip()}"
