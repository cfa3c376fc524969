"""The command line: the only part that prints.

Reports go to standard output, everything else to standard error. Exit code 0
is done, 1 a clear error, 2 wrong usage.
"""

from assistant.cli.main import main

__all__ = ["main"]
