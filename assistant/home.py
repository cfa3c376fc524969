"""Which version of the program made a home, so that an older program never works on a newer one.

A home without a marker is one of before there were markers: what is derived in
it (the index) is built again, what is not (files, settings) is read as it is.
"""

import json
import os
from contextlib import suppress
from pathlib import Path

from assistant import __version__
from assistant.errors import SettingsError

FORMAT = 1  # what stands where in a home; raise it when an older program would misread or lose something
FOLDER = "state"
FILE = "home.json"
NEWER = "Deze map is van een nieuwere versie van Wijkwijzer ({version}). Werk eerst Wijkwijzer zelf bij."


def check(home: Path) -> None:
    """SettingsError when ``home`` was made by a program that is newer than this one; nothing is changed."""
    try:
        values = json.loads((home / FOLDER / FILE).read_text(encoding="utf-8"))
        made, version = int(values["format"]), str(values["program"])[:20]
    except (OSError, ValueError, TypeError, KeyError):
        return  # no marker, or one that cannot be read: the files themselves say what they are
    if made > FORMAT:
        raise SettingsError(NEWER.format(version=version))


def mark(home: Path) -> None:
    """Write down that this program keeps ``home``; a home that cannot be written stays unmarked."""
    path = home / FOLDER / FILE
    text = json.dumps({"format": FORMAT, "program": __version__})
    with suppress(OSError):
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f"{FILE}.{os.getpid()}")
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(path)
