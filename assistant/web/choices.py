"""What the filters offer, from the documents that there are, and what was chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.types import Collection, Document, Filters, Kind
from assistant.web import texts

Options = list[tuple[str, str]]
ALL = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """For each filter what can be chosen, as (shown, value); the first of each lets everything through."""

    collections: Options
    kinds: Options
    municipalities: Options
    themes: Options
    years: Options


def choices_of(documents: Sequence[Document]) -> Choices:
    """The choices that leave at least one of ``documents``."""
    municipalities = {name for document in documents for name in document.municipalities}
    themes = {name for document in documents for name in document.themes}
    years = {document.year for document in documents if document.year is not None}
    kinds = {document.kind for document in documents}
    return Choices(
        collections=[
            (texts.ALL_COLLECTIONS, ALL),
            (texts.ONLY_SOURCES, Collection.BRONNEN.value),
            (texts.ONLY_NOTES, Collection.NOTITIES.value),
        ],
        kinds=[(texts.ALL_KINDS, ALL), *((kind.value, kind.value) for kind in Kind if kind in kinds)],
        municipalities=[
            (texts.ALL_MUNICIPALITIES, ALL),
            *((name, name) for name in sorted(municipalities, key=str.casefold)),
        ],
        themes=[(texts.ALL_THEMES, ALL), *((name, name) for name in sorted(themes, key=str.casefold))],
        years=[(texts.ALL_YEARS, ALL), *((str(year), str(year)) for year in sorted(years))],
    )


def filters_from(
    collection: str | None,
    kind: str | None,
    municipality: str | None,
    theme: str | None,
    year_from: str | None,
    year_to: str | None,
) -> Filters:
    """The chosen filters; years the wrong way round are turned, as that is what was meant."""
    first = int(year_from) if year_from else None
    last = int(year_to) if year_to else None
    if first is not None and last is not None and first > last:
        first, last = last, first
    return Filters(
        collection=Collection(collection) if collection else None,
        kind=Kind(kind) if kind else None,
        municipality=municipality or None,
        year_from=first,
        year_to=last,
        theme=theme or None,
    )
