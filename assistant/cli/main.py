"""One command from its arguments to its exit code; every failure becomes one sentence."""

import argparse
import io
import logging
import os
import sys
import traceback
from collections.abc import Sequence

from assistant import settings as settings_module
from assistant.cli.output import print_json
from assistant.cli.parser import Command, make_parser
from assistant.errors import PersonalDataError, UsageError, WijkwijzerError
from assistant.settings import Settings

UNEXPECTED = "Er ging iets mis. Probeer het opnieuw; blijft het misgaan, meld het dan met WIJKWIJZER_DEBUG=1 erbij."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code."""
    options = make_parser().parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a file's name need not be UTF-8
    logging.basicConfig(level=logging.ERROR, stream=sys.stderr, format="%(message)s")
    try:
        settings = _settings(options)
        command: Command = options.run
        return command(options, settings)
    except UsageError as error:
        print(error, file=sys.stderr)
        return 2
    except PersonalDataError as error:
        _say_error(options, str(error), error.proposal)
        return 1
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


def _settings(options: argparse.Namespace) -> Settings:
    """The settings of the home, after an import that was cut off."""
    settings = settings_module.load(options.home)
    if any(settings.home.glob(f"{settings_module.IMPORT}*")):
        from assistant.backup import finish

        finish(settings)
        settings = settings_module.load(options.home)
    return settings


def _say_error(options: argparse.Namespace, message: str, proposal: str = "") -> None:
    print(message, file=sys.stderr)
    if proposal:
        print(f"Stel hem bijvoorbeeld zo: {proposal}", file=sys.stderr)
    if getattr(options, "json", False):
        print_json({"error": message} | ({"proposal": proposal} if proposal else {}))
