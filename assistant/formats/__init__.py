"""Any file as Markdown text, read in a child process with bounds.

``Converter`` is all that the rest of the program needs. The libraries that
parse strange files live in this package and run in its children only.
"""

from assistant.formats.converter import Converter
from assistant.formats.model import Converted, Limits, Usage

EXTENSIONS = frozenset(
    {
        ".md",
        ".txt",
        ".html",
        ".htm",
        ".xhtml",
        ".mhtml",
        ".mht",
        ".pdf",
        ".docx",
        ".odt",
        ".pptx",
        ".xlsx",
        ".epub",
        ".eml",
    }
)
ARCHIVES = frozenset({".zip"})

__all__ = ["ARCHIVES", "EXTENSIONS", "Converted", "Converter", "Limits", "Usage"]
