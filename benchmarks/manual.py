"""A large manual through the converter: pages a second, the memory of a child, and what was refused.

``python -m benchmarks.manual FOLDER`` reads every file under the folder of a
kind that Wijkwijzer reads; the help of a large program is such a folder
(Debian: ``apt install libreoffice-help-nl``, in ``/usr/share/libreoffice/help/nl``).
``--losses`` also counts the words that a page shows and its Markdown does not.
"""

import argparse
import json
import re
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from assistant.errors import CorpusError
from assistant.formats import EXTENSIONS, Converter

_WORD = re.compile(r"\w+")


def measure(folder: Path, limit: int, losses: bool) -> dict[str, Any]:
    """Convert the files under ``folder`` one after the other; gives the figures."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in EXTENSIONS and path.is_file())[:limit]
    refused: Counter[str] = Counter()
    characters = shown = kept = 0
    with Converter() as converter:
        started = time.perf_counter()
        for path in paths:
            try:
                text = converter.convert(path.resolve()).text
            except CorpusError as error:
                refused[str(error)] += 1
                continue
            characters += len(text)
            if losses and path.suffix.lower() in (".html", ".htm", ".xhtml"):
                there, found = _words(path, text)
                shown, kept = shown + there, kept + found
        seconds = time.perf_counter() - started
        usage = converter.usage
    return {
        "files": len(paths),
        "seconds": round(seconds, 1),
        "files_a_second": round(len(paths) / seconds, 1),
        "characters": characters,
        "peak_megabytes": round(max((use.memory for use in usage), default=0) / 1e6),
        "slowest_seconds": round(max((use.wall for use in usage), default=0.0), 2),
        "words_kept": round(kept / shown, 4) if shown else None,
        "refused": dict(refused.most_common()),
    }


def _words(path: Path, text: str) -> tuple[int, int]:
    """How many words a page shows in all, menus included, and how many of these are in its text."""
    from lxml import html

    root = html.fromstring(path.read_bytes())
    for element in root.xpath("//script|//style|//noscript|//template|//head"):
        element.drop_tree()
    there = Counter(_WORD.findall(" ".join(root.itertext())))
    found = Counter(_WORD.findall(text))
    return there.total(), (there & found).total()


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int, default=sys.maxsize)
    parser.add_argument("--losses", action="store_true")
    options = parser.parse_args()
    print(json.dumps(measure(options.folder, options.limit, options.losses), ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
