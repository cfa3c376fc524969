"""How long a workshop takes on a large corpus: ``python -m benchmarks.workshop --documents 2000``.

The documents and vectors are made up (``synthetic``), so this says nothing of
the quality of a workshop, only of the time: searching, reading the passages
around what was found, setting pieces side by side and planning. Encoding the
questions is measured apart with the bundled encoder, as made-up vectors take
no time.
"""

import argparse
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import platformdirs

from assistant.desks.workshop.editing import total
from assistant.desks.workshop.gathering import SIDES
from assistant.desks.workshop.library import FOLDER, load
from assistant.desks.workshop.making import make, renew
from assistant.desks.workshop.offers import offers
from assistant.desks.workshop.types import Choices, Section, WorkshopError
from assistant.encoder import identify, load_question_encoder
from assistant.exports import cards_pdf, workshop_docx, workshop_pptx
from assistant.index import build_index, open_generation
from assistant.pipeline import Assistant
from assistant.settings import Settings, starter_folder
from benchmarks.common import envelope, heading, percentiles, save, table, timed
from benchmarks.synthetic import make_clustered_encoder, write_corpus

THEMES = (
    "dilemma's tussen gemeente en zorgorganisaties",
    "generalist of specialist",
    "van projectorganisatie naar definitieve organisatie",
    "wachttijden in de jeugdhulp",
    "samenwerken",
)
MINUTES = (60, 120, 240)
REPEATS = 3


def main() -> None:
    """Measure and print; with ``--write`` also ``results/workshop.md`` and ``.json``."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--write", action="store_true", help="write results/workshop.md and .json")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        settings = Settings(home=home, cache=Path(platformdirs.user_cache_dir("wijkwijzer")))
        write_corpus(settings.corpus, options.documents)
        build_index(settings, settings.corpus, make_encoder=make_clustered_encoder)
        generation = open_generation(settings.indexes, identify(settings))
        assistant = Assistant(generation, make_clustered_encoder(settings))
        result = envelope(["tantivy", "numpy", "torch"]) | {
            "documents": options.documents,
            "passages": generation.manifest.passages,
            **_measured(assistant),
            "encoding_ms": _encoding(settings),
        }
        assistant.close()
    text = _text(result)
    print(text)
    if options.write:
        save("workshop", result, text)


def _text(result: dict[str, Any]) -> str:
    rows = [
        ["a whole workshop", *result["making_ms"].values()],
        ["its seven questions encoded by the bundled encoder, to be added", *result["encoding_ms"].values()],
        ["one part made again", *result["making_one_part_again_ms"].values()],
        ["one file (draaiboek, hand-out, slides, cards)", *result["one_file_ms"].values()],
        ["themes to choose from, once for each index", result["offering_ms"], ""],
    ]
    counts = [[theme, *found.values()] for theme, found in result["found"].items()]
    names = next(iter(result["found"].values()))
    return (
        heading(result, "A workshop on a large corpus")
        + f"\n{result['documents']} made-up documents, {result['passages']} passages; vectors are made up too.\n\n"
        + table(["milliseconds", "p50", "p95"], rows)
        + "\nHow much was found for the last workshop of each theme:\n\n"
        + table(["theme", *names], counts)
    )


def _measured(assistant: Assistant) -> dict[str, Any]:
    engine, library = assistant.engine, load(starter_folder("prompts") / FOLDER).werkvormen
    making: list[float] = []
    again: list[float] = []
    writing: list[float] = []
    counts: dict[str, dict[str, int]] = {}
    for _ in range(REPEATS):
        for theme in THEMES:
            for minutes in MINUTES:
                choices = Choices(theme, minutes=minutes, people=20)
                workshop, took = timed(lambda choices=choices: make(engine, library, choices))  # type: ignore[misc]
                assert total(workshop) == minutes
                making.append(took)
                counts[theme] = dict(workshop.found)
            with suppress(WorkshopError):  # made-up texts may hold nothing else on a theme
                _, took = timed(lambda one=workshop: renew(engine, library, one, Section.QUOTES))  # type: ignore[misc]
                again.append(took)
            writing.append(timed(lambda one=workshop: workshop_docx.script(one, library))[1])  # type: ignore[misc]
            writing.append(timed(lambda one=workshop: workshop_docx.handout(one))[1])  # type: ignore[misc]
            writing.append(timed(lambda one=workshop: workshop_pptx.slides(one, library))[1])  # type: ignore[misc]
            writing.append(timed(lambda one=workshop: cards_pdf.cards(one))[1])  # type: ignore[misc]
    _, offering = timed(lambda: offers(engine))
    return {
        "making_ms": percentiles(making),
        "making_one_part_again_ms": percentiles(again) if again else {"p50": None, "p95": None},
        "one_file_ms": percentiles(writing),
        "offering_ms": round(offering),
        "found": counts,
    }


def _encoding(settings: Settings) -> dict[str, float]:
    encoder = load_question_encoder(settings)
    questions = [[side.format(theme=theme) for side in SIDES] for theme in THEMES for _ in range(REPEATS)]
    encoder.encode_queries(questions[0])
    return percentiles([timed(lambda texts=texts: encoder.encode_queries(texts))[1] for texts in questions])  # type: ignore[misc]


if __name__ == "__main__":
    main()
