"""What was derived, as it lies beside its generation: hashes and offsets, no text.

A place is known by a hash of all that its cells depend on: the sentences that
speak of it. Where that is the same in the next generation, and the questions and
the encoder are, its cells hold there too. What is carried from one generation
to the next names municipalities, from the country's own list, and nothing that
only a document names: such a name goes with its document.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.desks.examples.deriving import VERSION, Derived, Speaking
from assistant.desks.examples.naming import Place, PlaceKind
from assistant.desks.examples.quoting import Found
from assistant.index import Generation, derived
from assistant.types import Document

DESK = "voorbeelden"


@dataclass(slots=True)
class Kept:
    """The cells of places by their digest, the digest of each place, and whether that is all of this generation."""

    cells: dict[str, Any] = field(default_factory=dict)
    places: dict[Place, str] = field(default_factory=dict)
    is_whole: bool = False

    def of(self, digest: str, rows: Mapping[str, int]) -> Derived | None:
        """The cells of a place as far as their passages are here; None when nothing was derived.

        ``rows`` gives the row of a passage by its id.
        """
        try:
            cells, moments, forms = self.cells[digest]
            found = {key: _present(of, rows) for key, of in cells.items()}
            return Derived(found, _present(moments, rows), tuple(forms))
        except (KeyError, TypeError, ValueError, AttributeError, IndexError):
            return None

    def keep(self, place: Place, digest: str, found: Derived, ids: Sequence[str]) -> None:
        """Keep the cells of a place; ``ids`` gives the passage of each row."""
        cells = {key: [_packed(one, ids) for one in of] for key, of in found.cells.items()}
        self.cells[digest] = [cells, [_packed(one, ids) for one in found.moments], list(found.forms)]
        self.places[place] = digest

    def write(self, generation: Generation, basis: str) -> bool:
        """Write them beside the generation; False when that cannot be."""
        held = derived.read(generation.folder)
        official = {p.name: d for p, d in self.places.items() if p.kind is PlaceKind.MUNICIPALITY}
        others = [[p.name, p.kind.value, p.members, d] for p, d in self.places.items() if p.name not in official]
        digests = set(self.places.values())
        cells = {digest: found for digest, found in self.cells.items() if digest in digests}
        held[derived.CARRIED][DESK] = {"version": basis, "cells": cells, "places": official}
        held[derived.OWN][DESK] = {"version": basis, "others": others, "whole": self.is_whole}
        return derived.write(generation.folder, held)


def read(generation: Generation, basis: str) -> Kept:
    """What lies beside a generation; nothing where it was derived in another way."""
    held = derived.read(generation.folder)
    carried, own = held[derived.CARRIED].get(DESK), held[derived.OWN].get(DESK)
    try:
        if not isinstance(carried, dict) or carried["version"] != basis:
            return Kept()
        kept = Kept(dict(carried["cells"]), {Place(name): digest for name, digest in carried["places"].items()})
        if isinstance(own, dict) and own["version"] == basis:
            kept.is_whole = own["whole"] is True
            for name, kind, members, digest in own["others"]:
                kept.places[Place(name, PlaceKind(kind), tuple(members))] = digest
        return kept
    except (KeyError, TypeError, ValueError, AttributeError):
        return Kept()


def digest_of(speaking: Speaking, ids: Sequence[str], documents: Sequence[Document]) -> str:
    """What the cells of a place depend on."""
    found = hashlib.sha256(speaking.place.name.encode())
    for number, sentences in speaking.sentences.items():
        found.update(f"\0{documents[number].title}\0".encode())  # it is encoded with every passage
        for about in sentences:
            found.update(f"{ids[about.row]}\1{about.sentence.start}\1{about.grade}\1{about.said}\2".encode())
    return found.hexdigest()[:32]


def basis(generation: Generation, initiatives: Mapping[str, str]) -> str:
    """What all cells depend on: the questions, the encoder, and the names that a curator added."""
    names = hashlib.sha256(repr(sorted(initiatives.items())).encode()).hexdigest()[:8]
    return f"{VERSION}-{generation.manifest.encoder_digest[:16]}-{names}"


def _present(packed: Iterable[Any], rows: Mapping[str, int]) -> tuple[Found, ...]:
    """The quotes of which the passages are still there, still beside each other."""
    return tuple(found for one in packed if (found := _found(one, rows)) is not None)


def _found(packed: Any, rows: Mapping[str, int]) -> Found | None:
    passages, start, end, year = packed
    if any(passage not in rows for passage in passages):
        return None
    first, last = rows[passages[0]], rows[passages[-1]]
    if [rows[passage] for passage in passages] != list(range(first, last + 1)):
        return None
    return Found(first, int(start), int(end), last, None if year is None else int(year))


def _packed(found: Found, ids: Sequence[str]) -> list[Any]:
    return [[ids[row] for row in range(found.row, found.last + 1)], found.start, found.end, found.year]
