"""Examples for policy advisers: a table of places in the corpus, each cell a literal quote or nothing."""

from assistant.desks.examples.aspects import ASPECTS, BY_KEY, FORMS, Aspect
from assistant.desks.examples.derivation import Derivation, Examples, derivation_of
from assistant.desks.examples.naming import Place, PlaceKind
from assistant.desks.examples.table import ABSENT, Quote, Row, Shown, Table, moments, quotes_of, shown

__all__ = [
    "ABSENT",
    "ASPECTS",
    "BY_KEY",
    "FORMS",
    "Aspect",
    "Derivation",
    "Examples",
    "Place",
    "PlaceKind",
    "Quote",
    "Row",
    "Shown",
    "Table",
    "derivation_of",
    "moments",
    "quotes_of",
    "shown",
]
