"""The workshop desk: from a theme to a workshop of quotes, that a trainer can change and print.

``gathering`` finds what the corpus holds on a theme, ``contrasts`` what stands
against each other in it, ``content`` what can stand in each section;
``planning`` makes a programme from the ``library``; ``making`` puts it together
and makes parts again; ``editing`` changes, ``shelving`` keeps, ``citing`` numbers.
"""

from assistant.desks.workshop.types import Choices, Item, Quote, Section, Werkvorm, Workshop, WorkshopError

__all__ = ["Choices", "Item", "Quote", "Section", "Werkvorm", "Workshop", "WorkshopError"]
