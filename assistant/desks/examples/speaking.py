"""Reading a generation for places: which there are, and the sentences that speak of each."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from assistant.desks.examples.deriving import Speaking
from assistant.desks.examples.naming import Place, PlaceKind
from assistant.desks.examples.subjects import About, said_in
from assistant.desks.examples.table import newest_first
from assistant.index import Generation

Stop = Callable[[], bool]


def read_places(
    generation: Generation, initiatives: Mapping[str, str], stopped: Stop = lambda: False
) -> list[Speaking]:
    """Every place that a sentence speaks of, by name, each with its documents newest first.

    A document that says something of a region counts for the region, not for the municipalities that it lists.
    """
    numbered = sorted(enumerate(generation.documents), key=lambda pair: newest_first(pair[1]))
    sentences: dict[str, dict[int, list[About]]] = {}
    members: dict[str, tuple[str, ...]] = {}
    for number, document in numbered:
        if stopped():
            break
        said = said_in(document, generation.store.passages(generation.store.rows_of(document.id)), dict(initiatives))
        for region, of in said.members.items():
            members[region] = tuple(dict.fromkeys((*members.get(region, ()), *of)))
        for about in said.sentences:
            for name in about.places:
                sentences.setdefault(name, {}).setdefault(number, []).append(about)
    kinds = dict.fromkeys(initiatives.values(), PlaceKind.INITIATIVE)
    kinds |= dict.fromkeys(members, PlaceKind.REGION)
    return [
        Speaking(
            replace(Place(name, kinds.get(name, PlaceKind.MUNICIPALITY)), members=members.get(name, ())),
            {number: tuple(found) for number, found in by_document.items()},
        )
        for name, by_document in sorted(sentences.items(), key=lambda pair: pair[0].casefold())
    ]
