"""The command line: the only module that prints.

Reports go to standard output, everything else to standard error. Exit code 0
is done, 1 a clear error, 2 wrong usage.
"""

import argparse
import io
import json
import logging
import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

from assistant import settings as settings_module
from assistant.errors import UsageError, WijkwijzerError
from assistant.settings import Settings
from assistant.types import Collection, Filters, Kind

UNEXPECTED = "Er ging iets mis. Probeer het opnieuw; blijft het misgaan, meld het dan met WIJKWIJZER_DEBUG=1 erbij."


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        print(f"Dit begrijp ik niet: {message}", file=sys.stderr)
        raise SystemExit(2)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code."""
    options = _parser().parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a file's name need not be UTF-8
    logging.basicConfig(level=logging.ERROR, stream=sys.stderr, format="%(message)s")
    try:
        settings = settings_module.load(options.home)
        command: Callable[[argparse.Namespace, Settings], int] = options.run
        return command(options, settings)
    except UsageError as error:
        print(error, file=sys.stderr)
        return 2
    except WijkwijzerError as error:
        _say_error(options, str(error))
        return 1
    except KeyboardInterrupt:
        print("Gestopt.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception:
        if os.environ.get("WIJKWIJZER_DEBUG"):
            traceback.print_exc()
        _say_error(options, UNEXPECTED)
        return 1


def _say_error(options: argparse.Namespace, message: str) -> None:
    print(message, file=sys.stderr)
    if getattr(options, "json", False):
        _print_json({"error": message})


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="wijkwijzer", description="Antwoorden in letterlijke citaten, met de bron ernaast.")
    common = _Parser(add_help=False)
    common.add_argument("--home", type=_path, default=None, help="map met bronnen, index en instellingen")
    common.add_argument("--json", action="store_true", help="geef het resultaat als één JSON-object")
    commands = parser.add_subparsers(required=True, metavar="OPDRACHT")

    def add(name: str, run: Callable[[argparse.Namespace, Settings], int], text: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, parents=[common], help=text, description=text)
        command.set_defaults(run=run)
        return command

    serve = add("serve", _serve, "start de pagina op deze computer")
    serve.add_argument("--port", type=int, default=None, help="poort; 0 kiest een vrije")
    ingest = add("ingest", _ingest, "voeg bestanden of mappen toe en werk de index bij")
    ingest.add_argument("paths", nargs="+", type=_path, metavar="PAD")
    ingest.add_argument("--collection", type=Collection, choices=list(Collection), default=Collection.BRONNEN)
    add("index", _index, "bouw de index")
    delete = add("delete", _delete, "verwijder een document en alles wat ervan is afgeleid")
    delete.add_argument("document", metavar="DOCUMENT")
    search = add("search", _search, "zoek passages")
    search.add_argument("question", metavar="VRAAG")
    search.add_argument("-k", type=int, default=10, help="aantal passages")
    _add_filters(search)
    ask = add("ask", _ask, "stel een vraag")
    ask.add_argument("question", metavar="VRAAG")
    _add_filters(ask)
    evaluate = add("evaluate", _evaluate, "meet hoe goed vragen worden beantwoord")
    evaluate.add_argument("--corpus", type=_path, default=None, help="map met bronnen; anders die van --home")
    evaluate.add_argument("--questions", type=_path, required=True, help="vragen, één JSON-object per regel")
    add("status", _status, "laat zien wat er is")
    return parser


def _add_filters(command: argparse.ArgumentParser) -> None:
    command.add_argument("--collection", type=Collection, choices=list(Collection), default=None)
    command.add_argument("--kind", type=Kind, choices=list(Kind), default=None)
    command.add_argument("--municipality", default=None, help="naam van een gemeente")
    command.add_argument("--year-from", type=_year, default=None)
    command.add_argument("--year-to", type=_year, default=None)


def _path(text: str) -> Path:
    if not text:  # Path("") is the working directory
        raise argparse.ArgumentTypeError("een leeg pad")
    return Path(text)


def _year(text: str) -> int:
    if not (text.isdecimal() and len(text) <= 4 and int(text)):
        raise argparse.ArgumentTypeError(f"{text} is geen jaar")
    return int(text)


def _filters(options: argparse.Namespace) -> Filters:
    return Filters(options.collection, options.kind, options.municipality, options.year_from, options.year_to)


def _serve(options: argparse.Namespace, settings: Settings) -> int:
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


def _ingest(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.ingestion import ingest

    report = ingest(settings, options.paths, options.collection, _progress)
    values = report.as_json()
    if options.json:
        _print_json(values)
        return 0 if report.taken or not report.refused else 1
    words = {
        "added": "toegevoegd",
        "changed": "gewijzigd",
        "unchanged": "ongewijzigd",
        "removed": "verwijderd",
    }
    for key, word in words.items():
        for name in values[key]:
            print(f"{word}: {name}")
    for entry in values["refused"]:
        print(f"geweigerd: {entry['file']}: {entry['reason']}")
    return 0 if report.taken or not report.refused else 1


def _index(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.index import build_index

    built = build_index(settings, settings.corpus, _progress)
    values = {
        "generation": built.manifest.generation,
        "documents": built.manifest.documents,
        "passages": built.manifest.passages,
        "embedded": built.manifest.embedded,
        "refused": [{"file": name, "reason": reason} for name, reason in built.refused],
        "seconds": built.manifest.seconds,
    }
    if options.json:
        _print_json(values)
    else:
        print(f"Klaar: {values['documents']} documenten, {values['passages']} passages.")
        for name, reason in built.refused:
            print(f"geweigerd: {name}: {reason}")
    return 0


def _delete(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.ingestion import delete

    removed = delete(settings, options.document, _progress)
    if options.json:
        _print_json({"document": options.document, "removed": removed, "left": 0})
    else:
        print(f"Verwijderd: {removed} passages, 0 over.")
    return 0


def _search(options: argparse.Namespace, settings: Settings) -> int:
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
        _print_json({"question": options.question, "hits": rows})
    else:
        for row in rows:
            print(f"{row['rank']}. {row['title']} › {row['heading']}\n   {' '.join(str(row['text']).split())}\n")
    return 0


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.reporting import answer_json, answer_text
    from assistant.service import open_assistant

    assistant = open_assistant(settings)
    try:
        answer = assistant.answer(options.question, filters=_filters(options))
    finally:
        assistant.close()
    if options.json:
        _print_json(answer_json(answer))
    else:
        print(answer_text(answer))
    return 0


def _evaluate(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.evaluation import evaluate, read_questions
    from assistant.index import build_index
    from assistant.service import open_assistant

    questions = read_questions(options.questions)
    with tempfile.TemporaryDirectory(prefix="wijkwijzer-") as scratch:
        own = settings
        if options.corpus is not None:
            own = replace(settings, home=Path(scratch))
            build_index(own, options.corpus.absolute(), _progress)
        assistant = open_assistant(own, check_stale=options.corpus is None)
        try:
            report = evaluate(assistant, questions, _count).report()
        finally:
            assistant.close()
    if options.json:
        _print_json(report)
    else:
        print(json.dumps(report, indent=2, ensure_ascii=False))
    return 0


def _status(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.service import status

    values = status(settings)
    if options.json:
        _print_json(values)
    else:
        for key, value in values.items():
            print(f"{key}: {value}")
    return 0


def _print_json(values: dict[str, Any]) -> None:
    print(json.dumps(values, ensure_ascii=False), flush=True)


def _progress(progress: Any) -> None:
    if sys.stderr.isatty():
        count = f" {progress.done}/{progress.total}" if progress.total else ""
        print(f"\r\033[K{progress.step}{count}", end="" if count else "\n", file=sys.stderr, flush=True)


def _count(done: int, total: int) -> None:
    if sys.stderr.isatty():
        print(
            f"\r\033[KIk stel vraag {done} van {total}",
            end="\n" if done == total else "",
            file=sys.stderr,
            flush=True,
        )


if __name__ == "__main__":
    raise SystemExit(main())
