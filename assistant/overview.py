"""What there is in a home, at a glance."""

from pathlib import Path
from typing import Any

from assistant.encoder import identify
from assistant.index import current_generation, manifest
from assistant.index.opening import damage
from assistant.service import STALE, needs_building
from assistant.settings import Settings


def status(settings: Settings) -> dict[str, Any]:
    """What there is, for ``wijkwijzer status``; counts are 0 when there is no index."""
    values: dict[str, Any] = {
        "home": str(settings.home),
        "generation": None,
        "documents": 0,
        "passages": 0,
        "encoder": identify(settings).name,
        "stale": True,
        "notice": None,
    }
    folder: Path | None = current_generation(settings.indexes)
    if folder is not None:
        built = manifest.read(folder)
        values |= {
            "generation": built.generation,
            "documents": built.documents,
            "passages": built.passages,
            "encoder": built.encoder,
            "stale": needs_building(settings),
            "refused": [{"file": name, "reason": reason} for name, reason in built.refused],
        }
        values["notice"] = damage(settings.indexes, settings.corpus) or (STALE if values["stale"] else None)
    return values
