"""Numbers and texts of others, made fit for a terminal and for Markdown."""

import re

_MARKDOWN = re.compile(r"([\\`*_\[\]{}()#|~$!])")
_LINKS = re.compile(r"(?i)(www)\.|(?<=[a-z]):(?=//)")
NONE = "–"
MINUS = "−"


def printable(text: str) -> str:
    """Text on one line, without what can steer a terminal or turn the direction of writing."""
    kept = (char if char.isprintable() else " " if char.isspace() else "" for char in text)
    return " ".join("".join(kept).split())


def clipped(text: str, width: int) -> str:
    """Printable text of at most ``width`` characters."""
    plain = printable(text)
    return plain if len(plain) <= width else f"{plain[: width - 1]}…"


def markdown(text: str) -> str:
    """Text as Markdown that shows exactly that text: no marks, no HTML, no links."""
    plain = printable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    marked = _MARKDOWN.sub(r"\\\1", plain)
    return _LINKS.sub(lambda match: f"{match[1]}\\." if match[1] else "\\:", marked)


def decimal(value: float, digits: int = 1) -> str:
    """A number as Dutch writes it."""
    return f"{value:.{digits}f}".replace(".", ",").replace("-", MINUS)


def signed(value: float, digits: int = 1) -> str:
    """A difference with its sign; nothing has no sign."""
    rounded = round(value, digits)
    return decimal(abs(rounded), digits) if not rounded else f"{'+' if rounded > 0 else MINUS}{decimal(abs(rounded))}"


def percentage(share: float) -> str:
    """A share as a percentage."""
    return f"{decimal(100 * share)}%"
