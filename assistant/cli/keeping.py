"""Commands that keep the sources and their index."""

import argparse

from assistant.cli.output import print_json
from assistant.cli.progress import progress_line
from assistant.settings import Settings


def index(options: argparse.Namespace, settings: Settings) -> int:
    """Build the index."""
    from assistant.index import build_index
    from assistant.pace import with_time_left
    from assistant.tidying import tidy

    tidy(settings)
    with progress_line() as show:
        built = build_index(settings, settings.corpus, with_time_left(show))
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
