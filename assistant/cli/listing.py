"""The command that lists what the sources say of which place."""

import argparse
from typing import Any

from assistant.cli.output import print_json
from assistant.cli.progress import progress_line
from assistant.settings import Settings


def examples(options: argparse.Namespace, settings: Settings) -> int:
    """Derive the table with examples where that is needed, and show it."""
    from assistant.corpus.front_matter import UNDATED
    from assistant.desks.examples import ASPECTS, derivation_of, shown
    from assistant.service import build_when_missing, open_assistant

    with progress_line() as show:
        build_when_missing(settings, show)
    assistant = open_assistant(settings)
    try:
        derivation = derivation_of(assistant.engine)
        table = derivation.run()
        rows = shown(assistant.generation, table.rows)
    finally:
        assistant.close()
    if options.json:
        named = [place.name for place in table.only_named]
        print_json({"places": [_values(row) for row in rows], "only_named": named})
        return 0
    for row in rows:
        print(f"{row.place.name} ({row.place.kind.value})")
        for aspect in ASPECTS:
            for quote in row.cells.get(aspect.key, ()):
                year = quote.document.year or UNDATED
                print(f"  {aspect.name}: ‘{quote.words}’ [{quote.document.kind.value}, {year}]")
        absent = [aspect.name for aspect in ASPECTS if not row.cells.get(aspect.key)]
        if absent:
            print(f"  Niet in de bronnen: {', '.join(absent)}")
    if not rows:
        print("In de bronnen staat nog niets over gemeenten of initiatieven.")
    return 0


def _values(row: Any) -> dict[str, Any]:
    cells = {
        key: [
            {
                "quote": quote.text,
                "document": quote.document.id,
                "start": quote.start,
                "end": quote.end,
                "page": quote.page,
                "date": quote.document.date,
                "kind": quote.document.kind.value,
                "collection": quote.document.collection.value,
            }
            for quote in of
        ]
        for key, of in row.cells.items()
    }
    place = row.place
    return {"place": place.name, "kind": place.kind.value, "municipalities": list(place.members), "cells": cells}
