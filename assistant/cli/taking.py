"""Commands that bring something into the corpus: files, a note, a correction."""

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.output import print_json
from assistant.cli.progress import progress_line, visible
from assistant.errors import CorpusError, UsageError
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.ingestion import IngestReport
    from assistant.notes import NoteDraft

NAMED = 20  # files of one sort on a terminal
_HEADS = (
    ("added", "toegevoegd", "Toegevoegd"),
    ("changed", "gewijzigd", "Gewijzigd"),
    ("unchanged", "ongewijzigd", "Ongewijzigd"),
    ("removed", "verwijderd", "Verwijderd"),
)
_EDITS = {
    "title": "titel",
    "date": "datum",
    "author": "auteurs",
    "organisation": "organisatie",
    "municipality": "gemeenten",
    "theme": "themas",
    "kind": "soort",
    "source": "herkomst",
    "role": "rol",
    "visibility": "zichtbaarheid",
}


def ingest(options: argparse.Namespace, settings: Settings) -> int:
    """Take in files, folders and archives."""
    from assistant.ingestion import Personal, ingest

    choice = Personal(options.personal)
    with progress_line() as show:
        report = ingest(settings, options.paths, options.collection, show, personal=choice, reason=options.reason)
    if options.json:
        print_json(report.as_json())
    else:
        print("\n".join(report_lines(report)))
    return 0 if report.taken or not report.refused else 1


def report_lines(report: "IngestReport") -> list[str]:
    """The report for a terminal: how many of each first, then the names.

    Of what needs nobody's attention only the first names: the others would push what was refused out of sight.
    """
    values = report.as_json()
    counts = [(len(values[key]), word) for key, word, _ in _HEADS] + [(len(report.refused), "geweigerd")]
    said = [f"{count} {word}" for count, word in counts if count]
    first = next((count for count, _ in counts if count), 0)
    if said:
        said[0] = said[0].replace(" ", " document " if first == 1 else " documenten ", 1)
    lines = [", ".join(said) + "." if said else "Er is niets veranderd."]
    for key, _, head in _HEADS:
        lines += _section(head, _first(list(map(visible, values[key]))))
    lines += _section("Geweigerd", (f"{visible(entry.file)}: {entry.reason}" for entry in report.refused))
    alike = [f"{visible(file)} lijkt sterk op ‘{other}’" for file, other in report.similar]
    lines += _section("Lijkt op een ander document", _first(alike))
    lines += _section(
        "Persoonsgegevens", (f"{visible(entry.file)}: {entry.summary} ({entry.outcome})" for entry in report.personal)
    )
    remarks = [f"{visible(file)}: {remark}" for file, remark in report.remarks]
    return lines + _section("Let op", [*remarks, *_skipped(report.skipped)])


def note(options: argparse.Namespace, settings: Settings) -> int:
    """Write a practice note."""
    from assistant.ingestion.personal import checked_reason
    from assistant.notes import NoteDraft, add_note, check_note, masked_note

    if options.personal == "keep":
        checked_reason(options.reason)
    draft = NoteDraft(
        title=options.title,
        municipality=options.municipality,
        date=options.date,
        themes=tuple(options.theme),
        role=options.role,
        visibility=options.visibility,
        text=_note_text(options),
    )
    findings = check_note(draft, names=True)
    if findings and options.personal == "refuse":
        if not options.json:
            _show_proposal(draft, masked_note(draft, names=True))
        raise CorpusError(
            "De notitie is niet bewaard: er staan persoonsgegevens in. Haal ze weg, of kies "
            "--personal mask (afdekken zoals hierboven) of --personal keep --reason ‘waarom’."
        )
    if options.personal == "mask":
        draft = masked_note(draft, names=True)
    with progress_line() as show:
        document = add_note(settings, draft, show, reason=options.reason)
    if options.json:
        print_json({"document": document, "personal": len(findings)})
    else:
        print(f"Bewaard als ‘{document}’.")
    return 0


def edit(options: argparse.Namespace, settings: Settings) -> int:
    """Correct what is known of a document."""
    from assistant.ingestion import correct

    changes = {key: getattr(options, name) for name, key in _EDITS.items() if getattr(options, name) is not None}
    if not changes:
        raise UsageError("Zeg wat er anders moet, bijvoorbeeld met --title of --date.")
    with progress_line() as show:
        correct(settings, options.document, changes, show)
    if options.json:
        print_json({"document": options.document, "changed": sorted(changes)})
    else:
        print(f"Aangepast in ‘{options.document}’: {', '.join(changes)}.")
    return 0


def _note_text(options: argparse.Namespace) -> str:
    if options.text is not None and options.file is not None:
        raise UsageError("Geef de tekst met --text of in een bestand, niet allebei.")
    if options.text is not None:
        return str(options.text)
    try:
        if options.file is not None and str(options.file) != "-":
            return str(Path(options.file).read_text(encoding="utf-8-sig"))
        if sys.stdin.isatty():
            print("Typ de notitie; sluit af met Ctrl+D op een lege regel.", file=sys.stderr)
        return sys.stdin.read()
    except UnicodeDecodeError as error:
        raise CorpusError("De tekst is geen UTF-8. Sla het bestand op als UTF-8 en probeer het opnieuw.") from error
    except OSError as error:
        raise CorpusError("Ik kan het bestand met de tekst niet lezen. Controleer de naam en de rechten.") from error


def _show_proposal(draft: "NoteDraft", masked: "NoteDraft") -> None:
    for before, after in ((draft.title, masked.title), (draft.role, masked.role), (draft.text, masked.text)):
        if before != after:
            print("\n".join(map(visible, after.splitlines())), file=sys.stderr)


def _first(names: Sequence[str]) -> Sequence[str]:
    if len(names) <= NAMED:
        return names
    return [*names[:NAMED], f"… en nog {len(names) - NAMED} (alle namen: --json)"]


def _section(head: str, names: Iterable[str]) -> list[str]:
    listed: Sequence[str] = [f"  {name}" for name in names]
    return ["", head, *listed] if listed else []


def _skipped(kinds: dict[str, int]) -> list[str]:
    if not kinds:
        return []
    count = sum(kinds.values())
    files = "1 bestand dat geen tekst is" if count == 1 else f"{count} bestanden die geen tekst zijn"
    return [f"overgeslagen: {files} ({', '.join(visible(kind) for kind in sorted(kinds))})"]
