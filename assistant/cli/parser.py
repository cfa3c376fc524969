"""The commands with their arguments."""

import argparse
from collections.abc import Callable
from pathlib import Path

from assistant.cli import answering, evaluating, keeping, listing, safeguarding, taking
from assistant.cli.dutch_parser import DutchParser
from assistant.settings import Settings
from assistant.types import Audience, Collection, Kind, Visibility

Command = Callable[[argparse.Namespace, Settings], int]
_Add = Callable[[str, Command, str], argparse.ArgumentParser]
_EDITS = {
    "title": "titel",
    "date": "datum: 2016-03-02, 2016-03, 2016 of onbekend",
    "organisation": "organisatie",
    "source": "herkomst, in een zin",
    "role": "rol van wie een notitie schreef",
}
_MODES = ("citaat", "taalmodel")
_VISIBILITY = "of een taalmodel op een andere computer de notitie mag lezen"
_LISTS = {"author": "auteur", "municipality": "gemeente", "theme": "thema"}


def make_parser() -> argparse.ArgumentParser:
    """The parser; what it gives has the command to run as ``run``."""
    parser = DutchParser(prog="wijkwijzer", description="Antwoorden in letterlijke citaten, met de bron ernaast.")
    common = DutchParser(add_help=False)
    common.add_argument("--home", type=_path, default=None, help="map met bronnen, index en instellingen")
    common.add_argument("--json", action="store_true", help="geef het resultaat als één JSON-object")
    commands = parser.add_subparsers(required=True, metavar="OPDRACHT")

    def add(name: str, run: Command, text: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, parents=[common], help=text, description=text)
        command.set_defaults(run=run)
        return command

    serve = add("serve", answering.serve, "start de pagina op deze computer")
    serve.add_argument("--port", type=int, default=None, help="poort; 0 kiest een vrije")
    _add_taking(add)
    add("index", keeping.index, "bouw de index")
    safeguarding.add_commands(add)
    _add_questions(add)
    _add_evaluate(add)
    add("examples", listing.examples, "laat per gemeente zien wat de bronnen zeggen")
    add("status", keeping.status, "laat zien wat er is")
    return parser


def _add_taking(add: _Add) -> None:
    ingest = add("ingest", taking.ingest, "voeg bestanden, mappen of ZIP’s toe en werk de index bij")
    ingest.add_argument("paths", nargs="+", type=_path, metavar="PAD")
    ingest.add_argument(
        "--collection",
        type=Collection,
        choices=list(Collection),
        default=Collection.BRONNEN,
        help="bronnen (openbaar) of notities (van je eigen team)",
    )
    note = add("note", taking.note, "schrijf een praktijknotitie")
    note.add_argument("file", nargs="?", default=None, metavar="BESTAND", help="de tekst; zonder bestand van invoer")
    note.add_argument("--text", default=None, help="de tekst zelf")
    note.add_argument("--title", required=True, help="korte titel")
    note.add_argument("--municipality", default="", help="gemeente waar het speelde")
    note.add_argument("--date", default="", help="datum; zonder datum is het vandaag")
    note.add_argument("--theme", action="append", default=[], help="thema; mag vaker")
    note.add_argument("--role", default="", help="jouw rol, geen naam")
    note.add_argument(
        "--visibility", type=Visibility, choices=list(Visibility), default=Visibility.LOCAL, help=_VISIBILITY
    )
    for command in (ingest, note):
        command.add_argument(
            "--personal",
            choices=("mask", "keep", "refuse"),
            default="refuse",
            help="persoonsgegevens in een notitie: afdekken (mask), laten staan (keep) of weigeren (refuse)",
        )
        command.add_argument("--reason", default="", help="waarom persoonsgegevens blijven staan (bij keep)")
    edit = add("edit", taking.edit, "verbeter wat er over een document bekend is")
    edit.add_argument("document", metavar="DOCUMENT")
    for name, text in _EDITS.items():
        edit.add_argument(f"--{name}", default=None, help=text)
    for name, text in _LISTS.items():
        edit.add_argument(f"--{name}", action="append", default=None, help=f"{text}; mag vaker, leeg is geen")
    edit.add_argument("--kind", type=Kind, choices=list(Kind), default=None, help="soort bron")
    edit.add_argument("--visibility", type=Visibility, choices=list(Visibility), default=None, help=_VISIBILITY)


def _add_questions(add: _Add) -> None:
    search = add("search", answering.search, "zoek passages")
    search.add_argument("question", metavar="VRAAG")
    search.add_argument("-k", type=int, default=10, help="aantal passages")
    ask = add("ask", answering.ask, "stel een vraag")
    ask.add_argument("question", metavar="VRAAG")
    ask.add_argument(
        "--mode", choices=_MODES, default=None, help="citaat: alleen citaten; taalmodel: verteld door het taalmodel"
    )
    ask.add_argument(
        "--audience",
        type=Audience,
        choices=list(Audience),
        default=Audience.PROFESSIONAL,
        help="voor wie het taalmodel vertelt",
    )
    ask.add_argument("--plain", action="store_true", help="laat het taalmodel in eenvoudige taal vertellen (B1)")
    for command in (search, ask):
        command.add_argument(
            "--collection", type=Collection, choices=list(Collection), default=None, help="alleen hierin"
        )
        command.add_argument("--kind", type=Kind, choices=list(Kind), default=None, help="alleen dit soort bronnen")
        command.add_argument("--municipality", default=None, help="naam van een gemeente")
        command.add_argument("--theme", default=None, help="thema, zoals het bij de bron staat")
        command.add_argument("--year-from", type=_year, default=None, help="alleen bronnen vanaf dit jaar")
        command.add_argument("--year-to", type=_year, default=None, help="alleen bronnen tot en met dit jaar")


def _add_evaluate(add: _Add) -> None:
    command = add("evaluate", evaluating.evaluate, "meet hoe goed vragen worden beantwoord")

    def takes(name: str, metavar: str, text: str, required: bool = False) -> None:
        command.add_argument(name, type=_path, required=required, metavar=metavar, help=text)

    takes("--questions", "BESTAND", "vragen, één JSON-object per regel", required=True)
    takes("--corpus", "MAP", "map met bronnen; anders de index van --home")
    takes("--report", "BESTAND", "schrijf per vraag op wat er misging: Markdown, of JSON als de naam eindigt op .json")
    takes("--save", "BESTAND", "bewaar deze meting")
    takes("--compare", "BESTAND", "vergelijk met een meting die je eerder bewaarde")


def _path(text: str) -> Path:
    if not text:  # Path("") is the working directory
        raise argparse.ArgumentTypeError("een leeg pad")
    return Path(text)


def _year(text: str) -> int:
    if not (text.isdecimal() and len(text) <= 4 and int(text)):
        raise argparse.ArgumentTypeError(f"{text} is geen jaar")
    return int(text)
