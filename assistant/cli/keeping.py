"""Commands that keep the sources and their index."""

import argparse

from assistant.cli.output import print_json
from assistant.cli.progress import progress_line, visible
from assistant.dutch.counting import counted
from assistant.settings import Settings

_STATUS = {
    "home": "Map",
    "generation": "Index",
    "documents": "Documenten",
    "passages": "Passages",
    "encoder": "Zoekmodel",
    "notice": "Let op",
}


def index(options: argparse.Namespace, settings: Settings) -> int:
    """Build the index."""
    from assistant.index import build_index
    from assistant.tidying import tidy

    tidy(settings)
    with progress_line() as show:
        built = build_index(settings, settings.corpus, show)
    values = {
        "generation": built.manifest.generation,
        "documents": built.manifest.documents,
        "passages": built.manifest.passages,
        "embedded": built.manifest.embedded,
        "refused": [{"file": name, "reason": reason} for name, reason in built.refused],
        "seconds": built.manifest.seconds,
    }
    if options.json:
        print_json(values)
    else:
        made = built.manifest
        passages = counted(made.passages, "passage", "passages")
        print(f"Klaar: {counted(made.documents, 'document', 'documenten')}, {passages}.")
        for name, reason in built.refused:
            print(f"geweigerd: {visible(name)}: {reason}")
    return 0


def status(options: argparse.Namespace, settings: Settings) -> int:
    """Say what there is."""
    from assistant.overview import status

    values = status(settings)
    if options.json:
        print_json(values)
    else:
        for key, word in _STATUS.items():
            if values.get(key) not in (None, ""):
                print(f"{word}: {values[key]}")
        if values["generation"] is None:
            print("Er is nog geen index.")
        else:
            print("De index is " + ("niet meer gelijk aan de bronnen." if values["stale"] else "bij."))
        for entry in values.get("refused", ()):
            print(f"geweigerd: {visible(entry['file'])}: {entry['reason']}")
    return 0
