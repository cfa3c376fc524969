"""Tables in quotes: each row as one line that says what its cells are.

A Markdown table on one line is a row of bars that nobody reads; in an answer
a row says ‘Team: Noord, Leden: 8’. The quote itself stays as it is.
"""

import re

_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[\s|:-]+")


def is_table(text: str) -> bool:
    """Whether a piece of text is a Markdown table, or rows of one."""
    return text.startswith("|") and bool(_BAR.search(text, 1))


def rows(text: str) -> tuple[str, ...]:
    """The rows of a table, each on one line, with the names of its columns where it has them."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    ruled = len(lines) > 1 and bool(_RULE.fullmatch(lines[1]))
    names = _cells(lines[0]) if ruled else []
    own = [_cells(line) for line in (lines[2:] if ruled else lines) if not _RULE.fullmatch(line)]
    return tuple(filter(None, (_row(names, cells) for cells in own))) or (", ".join(filter(None, names)),)


def _cells(line: str) -> list[str]:
    return [" ".join(cell.replace("\\|", "|").split()) for cell in _BAR.split(line.strip("|"))]


def _row(names: list[str], cells: list[str]) -> str:
    if not names:
        return " – ".join(filter(None, cells))
    named = [*names, *[""] * (len(cells) - len(names))]
    return ", ".join(f"{name}: {cell}" if name else cell for name, cell in zip(named, cells, strict=False) if cell)
