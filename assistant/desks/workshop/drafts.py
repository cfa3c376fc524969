"""What an item of a workshop could be, before it is chosen."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.desks.workshop.gathering import Piece
from assistant.desks.workshop.types import Section


@dataclass(frozen=True, slots=True)
class Draft:
    """An item to be: its pieces, and the words in both halves."""

    section: Section
    pieces: tuple[Piece, ...]
    own: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)

    def overlaps(self, other: "Draft") -> bool:
        """Whether two drafts quote the same."""
        return any(mine.overlaps(theirs) for mine in self.pieces for theirs in other.pieces)
