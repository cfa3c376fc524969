"""What a desk derived from a generation, beside it in its folder: where quotes stand, never a text.

It is no part of the generation's proof, for it is made after it and may be made
again. What is ``carried`` a build takes over from the generation before, so that
what did not change need not be derived again; what is ``own`` holds for this
generation alone and may name what its documents name. With the folder both go.
"""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

FILE = "afgeleid.json"
CARRIED, OWN = "carried", "own"


def read(folder: Path) -> dict[str, dict[str, Any]]:
    """What was derived, by desk, under ``carried`` and ``own``; empty where nothing can be read."""
    with suppress(OSError, ValueError):
        found = json.loads((folder / FILE).read_text(encoding="utf-8"))
        if isinstance(found, dict) and all(isinstance(part, dict) for part in found.values()):
            return {CARRIED: found.get(CARRIED, {}), OWN: found.get(OWN, {})}
    return {CARRIED: {}, OWN: {}}


def write(folder: Path, derived: dict[str, dict[str, Any]]) -> bool:
    """Keep what was derived; False when the folder is gone or cannot be written to: it is derived again then."""
    fresh = folder / f"{FILE}.{os.getpid()}"
    try:
        fresh.write_text(json.dumps(derived, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
        fresh.replace(folder / FILE)
    except OSError:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        return False
    return True


def carry(previous: Path | None, folder: Path) -> None:
    """Take over what may be carried from the generation before."""
    carried = read(previous)[CARRIED] if previous is not None else {}
    if carried:
        write(folder, {CARRIED: carried, OWN: {}})
