"""Commands that keep the sources and their index."""

import argparse

from assistant.cli.output import print_json, show_progress
from assistant.settings import Settings

_WORDS = {
    "added": "toegevoegd",
    "changed": "gewijzigd",
    "unchanged": "ongewijzigd",
    "removed": "verwijderd",
}


def ingest(options: argparse.Namespace, settings: Settings) -> int:
    """Take in files and folders."""
    from assistant.ingestion import ingest

    report = ingest(settings, options.paths, options.collection, show_progress)
    values = report.as_json()
    if options.json:
        print_json(values)
        return 0 if report.taken or not report.refused else 1
    for key, word in _WORDS.items():
        for name in values[key]:
            print(f"{word}: {name}")
    for entry in values["refused"]:
        print(f"geweigerd: {entry['file']}: {entry['reason']}")
    return 0 if report.taken or not report.refused else 1


def index(options: argparse.Namespace, settings: Settings) -> int:
    """Build the index."""
    from assistant.index import build_index
    from assistant.tidying import tidy

    tidy(settings)
    built = build_index(settings, settings.corpus, show_progress)
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
        print(f"Klaar: {values['documents']} documenten, {values['passages']} passages.")
        for name, reason in built.refused:
            print(f"geweigerd: {name}: {reason}")
    return 0


def status(options: argparse.Namespace, settings: Settings) -> int:
    """Say what there is."""
    from assistant.overview import status

    values = status(settings)
    if options.json:
        print_json(values)
    else:
        for key, value in values.items():
            print(f"{key}: {value}")
    return 0
