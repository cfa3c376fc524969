"""Commands that answer: the page, a search, a question."""

import argparse
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.cli.output import print_json
from assistant.cli.progress import progress_line
from assistant.dutch.municipalities import official_name
from assistant.errors import UsageError
from assistant.settings import Settings
from assistant.types import Filters, Mode, Style

if TYPE_CHECKING:
    from assistant.pipeline import Assistant


def serve(options: argparse.Namespace, settings: Settings) -> int:
    """Serve the page until it is stopped."""
    from assistant.desks.workshop.library import FOLDER
    from assistant.keeping import Keeping
    from assistant.kept import Shelf
    from assistant.service import LocalService
    from assistant.web.server import serve

    if options.port is not None:
        settings = replace(settings, port=options.port)
    service = LocalService(settings)
    service.start()
    try:
        serve(service, Keeping(settings), Shelf(settings), settings.port, _announce, settings.home / FOLDER)
    finally:
        service.stop()
    return 0


def _announce(address: str) -> None:
    print(f"Wijkwijzer staat klaar: {address}", flush=True)


def search(options: argparse.Namespace, settings: Settings) -> int:
    """Show the passages nearest to a question."""
    from assistant.pipeline import checked
    from assistant.reporting import plain_lines
    from assistant.service import build_when_missing, open_assistant

    if options.k < 1:
        raise UsageError("Het aantal passages (-k) moet 1 of meer zijn.")
    filters = _filters(options)
    checked(options.question)
    with progress_line() as show:
        build_when_missing(settings, show)
    assistant = open_assistant(replace(settings, model=""))
    try:
        notice = _notice(assistant)
        hits = assistant.search(options.question, options.k, filters)
        titles = {document.id: document.title for document in assistant.documents()}
    finally:
        assistant.close()
    rows = [
        {
            "rank": rank,
            "document": hit.passage.document_id,
            "title": titles[hit.passage.document_id],
            "heading": hit.passage.heading,
            "page": hit.passage.page,
            "text": hit.passage.text,
            "score": round(hit.score, 4),
            "found_by": hit.found_by.value,
        }
        for rank, hit in enumerate(hits, 1)
    ]
    if options.json:
        print_json({"question": options.question, "hits": rows, "notice": notice})
    else:
        for row in rows:
            head = " › ".join(str(part) for part in (row["title"], row["heading"]) if part)
            print(f"{row['rank']}. {head}")
            print("".join(f"   {line}\n" for line in plain_lines(str(row["text"]), head)))
    return 0


def ask(options: argparse.Namespace, settings: Settings) -> int:
    """Answer one question."""
    from assistant.pipeline import checked
    from assistant.reporting import answer_json, answer_text
    from assistant.service import build_when_missing, open_assistant

    filters = _filters(options)
    checked(options.question)
    if options.mode == "taalmodel" and not settings.model:
        raise UsageError(
            "Er is geen taalmodel ingesteld. Zet het in de instelling ‘model’, of vraag met --mode citaat."
        )
    if options.mode == "citaat":
        settings = replace(settings, model="")
    with progress_line() as show:
        build_when_missing(settings, show)
    assistant = open_assistant(settings)
    try:
        notice = _notice(assistant)
        answer = assistant.answer(options.question, filters=filters, style=_style(options))
    finally:
        assistant.close()
    if options.json:
        print_json(answer_json(answer) | {"notice": notice})
    else:
        print(answer_text(answer))
    return 0


def _notice(assistant: "Assistant") -> str | None:
    """What must be known beside the answer, said on standard error: an older index answers."""
    from assistant.index.opening import OLDER

    if not assistant.generation.older:
        return None
    print(OLDER, file=sys.stderr)
    return OLDER


def _style(options: argparse.Namespace) -> Style:
    mode = Mode.CITAAT if options.mode == "citaat" else Mode.TAALMODEL
    return Style(mode, options.audience, options.plain)


def _filters(options: argparse.Namespace) -> Filters:
    first, last = options.year_from, options.year_to
    if first is not None and last is not None and first > last:
        raise UsageError("Het eerste jaar (--year-from) moet voor het laatste (--year-to) liggen.")
    return Filters(options.collection, options.kind, _municipality(options.municipality), first, last, options.theme)


def _municipality(given: str | None) -> str | None:
    """The official name of a municipality, however it was written."""
    if given is None:
        return None
    found = official_name(given)
    if found is None:
        raise UsageError(f"Ik ken geen gemeente met de naam ‘{given}’. Controleer hoe je hem schrijft.")
    return found
