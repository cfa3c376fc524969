"""Commands that let documents go for good, and that keep a home safe elsewhere."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from assistant.cli.output import print_json
from assistant.cli.progress import progress_line
from assistant.dutch.counting import counted
from assistant.settings import Settings
from assistant.settings import load as load_settings

_Command = Callable[[argparse.Namespace, Settings], int]
_Add = Callable[[str, _Command, str], argparse.ArgumentParser]
_NO_LOG = "Let op: de regel in het logboek kon ik niet schrijven. Controleer de map state."
_KEPT = "De originelen buiten de map van Wijkwijzer heb ik niet aangeraakt."
_NOTES = "Let op: je praktijknotities staan erin. Bewaar het bestand waar alleen jij erbij kunt."


def add_commands(add: _Add) -> None:
    """The arguments of these commands."""
    command = add("delete", delete, "verwijder een document en alles wat ervan is afgeleid")
    command.add_argument("document", metavar="DOCUMENT")
    command = add("export", export, "bewaar bronnen, notities, instellingen en logboek in één bestand")
    command.add_argument("file", type=Path, metavar="BESTAND")
    command = add("import", restore, "zet terug wat je met export hebt bewaard")
    command.add_argument("file", type=Path, metavar="BESTAND")
    command.add_argument("--replace", action="store_true", help="vervang wat er nu staat")


def delete(options: argparse.Namespace, settings: Settings) -> int:
    """Remove a document and everything derived from it."""
    from assistant.erasure import erase

    with progress_line() as show:
        erased = erase(settings, options.document, show)
    if not erased.logged:
        print(_NO_LOG, file=sys.stderr)
    if options.json:
        print_json({"document": erased.document, "removed": erased.passages, "left": erased.left})
    else:
        print(erased.proof)
        print(_KEPT)
    return 0


def export(options: argparse.Namespace, settings: Settings) -> int:
    """Write the archive."""
    from assistant.backup import export

    made = export(settings, options.file)
    if options.json:
        print_json({"file": str(options.file), "documents": made.documents, "notes": made.notes})
        return 0
    print(f"Bewaard: {_both(made.documents, made.notes)} in {options.file}.")
    if made.notes:
        print(_NOTES)
    return 0


def restore(options: argparse.Namespace, settings: Settings) -> int:
    """Put an archive back and build its index."""
    from assistant.backup import restore
    from assistant.index import build_index

    found = restore(settings, options.file, options.replace)
    own = load_settings(settings.home)  # the archive may hold other settings
    with progress_line() as show:
        built = build_index(own, own.corpus, show).manifest
    if options.json:
        values = {"documents": found.documents, "notes": found.notes, "passages": built.passages}
        print_json({"file": str(options.file), **values})
    else:
        print(f"Teruggezet: {_both(found.documents, found.notes)}.")
        documents, passages = counted(built.documents, "document", "documenten"), built.passages
        print(f"De index is gebouwd: {documents}, {counted(passages, 'passage', 'passages')}.")
    return 0


def _both(sources: int, notes: int) -> str:
    return f"{counted(sources, 'bron', 'bronnen')} en {counted(notes, 'praktijknotitie', 'praktijknotities')}"
