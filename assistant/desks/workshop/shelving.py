"""Workshops as they are kept: each item one part, with what was taken from documents apart from what was typed.

The theme lies in the first part. One that was typed is the trainer's own; one
that was picked from a document's headings or themes goes when that goes.
"""

from collections.abc import Collection, Mapping
from dataclasses import asdict, fields, replace
from typing import Any

from assistant.desks.workshop.types import Audience, Choices, Item, Place, Quote, Section, Workshop
from assistant.kept import Kept, Part, Sort, new

NAME = "Workshop"  # the row's own title: the theme may be a document's
_QUOTE_FIELDS = frozenset(field.name for field in fields(Quote))


def to_kept(workshop: Workshop, owner: str, before: Kept | None = None) -> Kept:
    """A workshop to be kept, in place of what was kept of it before."""
    parts = (_head(workshop), *(_part(item) for item in workshop.items))
    if before is None:
        return replace(new(owner, Sort.WORKSHOP, NAME, parts), id=workshop.id)
    return replace(before, parts=parts)


def from_kept(kept: Kept) -> Workshop | None:
    """A workshop as it was kept; None when it is none, or of a version that this program cannot read."""
    if kept.sort is not Sort.WORKSHOP or not kept.parts:
        return None
    head, *parts = kept.parts
    try:
        own: Mapping[str, Any] = head.own
        picked = bool(own["gekozen"])
        theme = str(head.quoted.get("thema", "")) if picked else str(own["thema"])
        choices = Choices(
            theme,
            Audience(own["doelgroep"]),
            int(own["minuten"]),
            int(own["groep"]),
            Place(own["plek"]),
        )
        found = {str(name): int(count) for name, count in own["gevonden"].items()}
        items = tuple(_item(part) for part in parts)
    except (KeyError, ValueError, TypeError, AttributeError):
        return None
    lost = picked and not theme
    return Workshop(kept.id, choices, items, str(own["titel"]), head.documents, lost, found, kept.changed)


def without(workshop: Workshop, present: Collection[str]) -> Workshop:
    """The workshop without what was taken from documents that are not there any more."""
    gone = set(workshop.theme_documents) - set(present)
    choices = replace(workshop.choices, theme="") if gone else workshop.choices
    items = tuple(
        _lost(item) if any(q.document not in present for q in item.quotes) else item for item in workshop.items
    )
    return replace(workshop, choices=choices, items=items, theme_is_lost=workshop.theme_is_lost or bool(gone))


def _lost(item: Item) -> Item:
    return replace(item, quotes=(), words={}, is_lost=True)


def _head(workshop: Workshop) -> Part:
    choices = workshop.choices
    picked = bool(workshop.theme_documents) or workshop.theme_is_lost
    own = {
        "thema": "" if picked else choices.theme,
        "gekozen": picked,
        "titel": workshop.title,
        "doelgroep": choices.audience.value,
        "minuten": choices.minutes,
        "groep": choices.people,
        "plek": choices.place.value,
        "gevonden": dict(workshop.found),
    }
    quoted = {"thema": choices.theme} if picked and choices.theme else {}
    return Part(own, quoted, workshop.theme_documents if quoted else ())


def _part(item: Item) -> Part:
    own = {"id": item.id, "onderdeel": item.section.value, "tekst": dict(item.own)}
    if not item.quotes:
        return Part(own)
    quoted = {"citaten": [asdict(quote) for quote in item.quotes], "woorden": dict(item.words)}
    return Part(own, quoted, tuple(dict.fromkeys(quote.document for quote in item.quotes)))


def _item(part: Part) -> Item:
    own = {str(name): str(value) for name, value in part.own["tekst"].items()}
    quotes = tuple(
        Quote(**{name: value for name, value in one.items() if name in _QUOTE_FIELDS})
        for one in part.quoted.get("citaten", ())
    )
    words = {str(name): str(value) for name, value in part.quoted.get("woorden", {}).items()}
    was_taken = "bron" in own
    section = Section(part.own["onderdeel"])
    return Item(str(part.own["id"]), section, own, quotes, words, was_taken and not quotes)
