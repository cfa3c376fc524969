"""The command that measures: a table, a report of what went wrong, and a comparison with an earlier run."""

import argparse
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.output import print_json, show_count, wants_colour
from assistant.cli.progress import progress_line
from assistant.errors import UsageError
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.evaluation import Comparison, Evaluation, EvaluationQuestion


def evaluate(options: argparse.Namespace, settings: Settings) -> int:
    """Ask a question set, and show, save and compare what came out."""
    from assistant.evaluation import check_comparable, compare, read_questions, read_run

    _check_files(options)
    questions = read_questions(options.questions)
    earlier = read_run(options.compare) if options.compare else None
    if earlier:
        check_comparable(earlier, questions)
    run = _measured(options, settings, questions)
    _write(options, run)
    comparison = compare(earlier, run) if earlier else None
    if options.json:
        print_json(run.report() | ({"comparison": comparison.as_json()} if comparison else {}))
    else:
        _show(options, run, comparison)
    return 0


def _check_files(options: argparse.Namespace) -> None:
    """Nothing that was asked for is overwritten, and nothing is measured in vain."""
    from assistant.evaluation import check_writable

    written = [path for path in (options.report, options.save) if path]
    for path in written:
        if path.resolve() == options.questions.resolve():
            raise UsageError("Dat is je bestand met vragen. Kies een andere naam bij --report of --save.")
        check_writable(path)
    if len({path.resolve() for path in written}) < len(written):
        raise UsageError("--report en --save kunnen niet naar hetzelfde bestand. Kies twee namen.")
    if options.report and options.compare and options.report.resolve() == options.compare.resolve():
        raise UsageError("Dat is de meting waarmee je vergelijkt. Kies een andere naam bij --report.")


def _measured(
    options: argparse.Namespace, settings: Settings, questions: "Sequence[EvaluationQuestion]"
) -> "Evaluation":
    from assistant.evaluation import evaluate
    from assistant.index import build_index
    from assistant.service import open_assistant

    with tempfile.TemporaryDirectory(prefix="wijkwijzer-") as scratch:
        own = replace(settings, model="")  # what is measured is the quotes
        if options.corpus is not None:
            own = replace(own, home=Path(scratch))
            with progress_line() as show:
                build_index(own, options.corpus.absolute(), show)
        assistant = open_assistant(own, check_stale=options.corpus is None)
        try:
            return evaluate(assistant.for_measuring(), questions, show_count, own)
        finally:
            assistant.close()


def _write(options: argparse.Namespace, run: "Evaluation") -> None:
    from assistant.evaluation import report_text, run_text, write_text

    date = datetime.now().astimezone().isoformat(timespec="seconds")
    if options.save:
        write_text(options.save, run_text(run, date))
    if options.report:
        write_text(options.report, report_text(run, date, options.report.suffix.lower() == ".json"))


def _show(options: argparse.Namespace, run: "Evaluation", comparison: "Comparison | None") -> None:
    from assistant.evaluation import comparison_table, measures_table

    print(measures_table(run))
    if comparison:
        print(f"\n{comparison_table(comparison, wants_colour())}")
    print()
    if options.save:
        print(f"Bewaard: {options.save}")
    if options.report:
        print(f"Verslag per vraag: {options.report}")
    else:
        print("Wil je per vraag zien wat er misging? Gebruik --report verslag.md.")
