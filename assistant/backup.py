"""One archive with everything of a home that is not derived, and the way back."""

from dataclasses import dataclass
from pathlib import Path

from assistant.errors import WijkwijzerError
from assistant.settings import Settings


class BackupError(WijkwijzerError):
    """An archive cannot be written, or not be put back."""


@dataclass(frozen=True, slots=True)
class Contents:
    """How many sources and notes an archive holds."""

    documents: int
    notes: int


def export(settings: Settings, file: Path) -> Contents:
    """Write the archive ``file``; BackupError when it cannot be written, and then nothing is left of it."""
    raise NotImplementedError


def restore(settings: Settings, file: Path, replace: bool = False) -> Contents:
    """Put an archive back into a home that is empty, or with ``replace`` in place of what is there.

    BackupError leaves the home as it was. The index is dropped: build it again.
    """
    raise NotImplementedError
