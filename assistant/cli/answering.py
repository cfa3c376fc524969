"""Commands that answer: the page, a search, a question."""

import argparse
from dataclasses import replace

from assistant.cli.output import print_json
from assistant.errors import UsageError
from assistant.settings import Settings
from assistant.types import Filters


def serve(options: argparse.Namespace, settings: Settings) -> int:
    """Serve the page until it is stopped."""
    from assistant.service import LocalService
    from assistant.web.server import serve

    if options.port is not None:
        settings = replace(settings, port=options.port)
    service = LocalService(settings)
    service.start()
    try:
        serve(service, settings.port, lambda url: print(f"Wijkwijzer staat klaar: {url}", flush=True))
    finally:
        service.stop()
    return 0


def search(options: argparse.Namespace, settings: Settings) -> int:
    """Show the passages nearest to a question."""
    from assistant.service import open_assistant

    if options.k < 1:
        raise UsageError("Het aantal passages (-k) moet 1 of meer zijn.")
    assistant = open_assistant(settings)
    try:
        hits = assistant.search(options.question, options.k, _filters(options))
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
        print_json({"question": options.question, "hits": rows})
    else:
        for row in rows:
            print(f"{row['rank']}. {row['title']} › {row['heading']}\n   {' '.join(str(row['text']).split())}\n")
    return 0


def ask(options: argparse.Namespace, settings: Settings) -> int:
    """Answer one question."""
    from assistant.reporting import answer_json, answer_text
    from assistant.service import open_assistant

    assistant = open_assistant(settings)
    try:
        answer = assistant.answer(options.question, filters=_filters(options))
    finally:
        assistant.close()
    if options.json:
        print_json(answer_json(answer))
    else:
        print(answer_text(answer))
    return 0


def _filters(options: argparse.Namespace) -> Filters:
    return Filters(options.collection, options.kind, options.municipality, options.year_from, options.year_to)
