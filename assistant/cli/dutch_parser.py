"""argparse in Dutch: its headings, its help and what it says of wrong use."""

import argparse
import re
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

_SAYINGS = (
    (r"the following arguments are required: (.+)", r"er ontbreekt nog iets: \1."),
    (r"unrecognized arguments: (.+)", r"‘\1’ ken ik niet."),
    (r"ambiguous option: (.+) could match (.+)", r"‘\1’ kan op meer manieren: \2."),
    (r"argument (.+?): invalid int value: '(.*)'", r"bij \1 hoort een getal, niet ‘\2’."),
    (r"argument (.+?): invalid choice: '?(.*?)'? \(choose from (.*)\)", r"bij \1 kan ‘\2’ niet. Kies uit: \3."),
    (r"argument (.+?): invalid \w+ value: '(.*)'", r"bij \1 kan ‘\2’ niet."),
    (r"argument (.+?): expected (?:one|at least one) argument", r"bij \1 hoort nog een waarde."),
    (r"argument (.+?): ignored explicit argument '?(.*?)'?", r"bij \1 hoort geen waarde."),
    (r"argument (.+?): (.+)", r"bij \1: \2."),
)


_VALUES = {
    "home": "MAP",
    "port": "POORT",
    "k": "AANTAL",
    "text": "TEKST",
    "title": "TITEL",
    "date": "DATUM",
    "theme": "THEMA",
    "author": "AUTEUR",
    "role": "ROL",
    "source": "HERKOMST",
    "organisation": "ORGANISATIE",
    "municipality": "GEMEENTE",
    "reason": "REDEN",
    "year_from": "JAAR",
    "year_to": "JAAR",
}


class _Formatter(argparse.HelpFormatter):
    def _get_default_metavar_for_optional(self, action: argparse.Action) -> str:
        return _VALUES.get(action.dest, "WAARDE")

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "Gebruik: " if prefix is None else prefix)


class DutchParser(argparse.ArgumentParser):
    """A parser that speaks Dutch; wrong use ends the program with code 2."""

    def __init__(
        self, *, add_help: bool = True, parents: Sequence[argparse.ArgumentParser] = (), **options: Any
    ) -> None:
        super().__init__(add_help=False, formatter_class=_Formatter, **options)
        # argparse has no public way to name its own two groups.
        self._positionals.title, self._optionals.title = "wat je opgeeft", "opties"
        if add_help:
            self.add_argument("-h", "--help", action="help", help="laat deze uitleg zien")
        for parent in parents:  # after the groups have their names, by which they are joined
            self._add_container_actions(parent)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and how the command is used."""
        self.print_usage(sys.stderr)
        print(f"Dit begrijp ik niet: {in_dutch(message)}", file=sys.stderr)
        raise SystemExit(2)


def in_dutch(message: str) -> str:
    """What argparse says of wrong use; what is not known stays as it is."""
    for english, dutch in _SAYINGS:
        if found := re.fullmatch(english, message, re.DOTALL):
            return found.expand(dutch)
    return message
