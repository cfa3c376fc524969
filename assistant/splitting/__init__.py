"""From a document's text to passages: blocks first, then passages made of whole blocks."""

from assistant.splitting.passages import SEPARATOR, SPLITTER, split

__all__ = ["SEPARATOR", "SPLITTER", "split"]
