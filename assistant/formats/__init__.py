"""Any file as Markdown text, read in a child process with bounds.

``Converter`` is all that the rest of the program needs. The libraries that
parse strange files live in this package and run in its children only.
"""

from assistant.formats.converter import Converter
from assistant.formats.model import ARCHIVES, EXTENSIONS, Converted, Limits, Usage

__all__ = ["ARCHIVES", "EXTENSIONS", "Converted", "Converter", "Limits", "Usage"]
