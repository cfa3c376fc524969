"""All personal data in a text: what the finders of each sort see, without overlap."""

import re
from collections.abc import Callable, Iterable
from itertools import chain

from assistant.privacy.addresses import find_addresses
from assistant.privacy.context import Page
from assistant.privacy.dates import find_ages, find_birth_dates
from assistant.privacy.findings import Finding, Sort
from assistant.privacy.folding import fold
from assistant.privacy.names import find_names
from assistant.privacy.numbers import find_accounts, find_bsns
from assistant.privacy.phones import find_mail, find_phones
from assistant.privacy.references import find_cases, find_plates

Span = tuple[Sort, int, int]

# Where two overlap, the earlier in this row wins: an announced case number is no BSN, a part of an IBAN no phone.
_FINDERS: tuple[Callable[[Page], Iterable[Span]], ...] = (
    find_mail,
    find_accounts,
    find_cases,
    find_bsns,
    find_birth_dates,
    find_phones,
    find_plates,
    find_ages,
    find_addresses,
)
_DIGIT = re.compile("[0-9]")  # every sort but mail and names has one; folding makes all digits plain


def find(text: str, names: bool = False) -> tuple[Finding, ...]:
    """What was found, in order and not overlapping.

    With ``names`` also names of persons, by rules and a list of first names:
    a help to whoever reads the text over, never a guarantee.
    """
    folded = fold(text)
    page = Page(folded)
    finders: tuple[Callable[[Page], Iterable[Span]], ...] = _FINDERS if _DIGIT.search(folded.text) else (find_mail,)
    if names:
        finders = (*finders, find_names)
    spans = _without_overlap(chain.from_iterable(finder(page) for finder in finders))
    places = ((sort, *folded.span(start, end)) for sort, start, end in spans)
    return tuple(Finding(sort, start, end, text[start:end], sort.mask) for sort, start, end in places)


def _without_overlap(spans: Iterable[Span]) -> list[Span]:
    """The spans in order of place; each that overlaps an earlier given one is left out."""
    ordered = sorted(enumerate(spans), key=lambda entry: (entry[1][1], entry[0]))
    kept: list[tuple[int, Span]] = []
    for rank, span in ordered:
        if kept and kept[-1][1][2] > span[1]:
            if rank < kept[-1][0]:
                kept[-1] = (rank, span)
        else:
            kept.append((rank, span))
    return [span for _, span in kept]
