"""Where things are, and what stands in the small home of the tests."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import platformdirs

from assistant.index import Generation, Manifest
from assistant.settings import Settings

REPOSITORY = Path(__file__).resolve().parent.parent
SOURCES = REPOSITORY / "corpus" / "bronnen"
SEEDS = REPOSITORY.parent / "shared" / "seeds"
CACHE = Path(os.environ.get("WIJKWIJZER_CACHE") or platformdirs.user_cache_dir("wijkwijzer"))

BLOG = """---
titel: De Toegang in Delft
auteurs: [Anna de Boer]
datum: 2016-03-02
soort: blog
gemeenten: [Delft]
herkomst: Een verzonnen blog voor de tests.
vragen:
  - "Waarom koos Delft voor een projectorganisatie?"
---
# De Toegang in Delft

## Waarom een projectorganisatie

Delft koos voor een projectorganisatie, omdat de wethouder snel wilde beginnen met de Toegang.
Een eigen rechtsvorm kon later nog.

## Wat er nodig is

Voor een goede start zijn deze dingen nodig:

- een vaste teamleider;
- tijd om elkaar te leren kennen;
- een gedeeld registratiesysteem.
"""
REPORT = """---
titel: Wijkteams in Haarlem
datum: 2021
soort: onderzoek
gemeenten: [Haarlem]
---
# Wijkteams in Haarlem

In Haarlem werken sinds 2012 negen sociale wijkteams. De gemeente stuurt de netwerkorganisatie zelf aan.
"""
NOTE = """---
titel: Huisbezoek samen met de wijkverpleegkundige
datum: mei 2023
gemeenten: [Delft]
---
Wij gaan samen met de wijkverpleegkundige op huisbezoek. Dat scheelt inwoners een gesprek.
"""


class Build(Protocol):
    """Builds the index of a home, of its own corpus or of another folder."""

    def __call__(self, settings: Settings, corpus: Path | None = None) -> Manifest: ...


Open = Callable[[Settings], Generation]
