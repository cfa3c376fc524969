"""What a language model's answers come to: how many are told, how many fall back to quotes, what is withheld.

    python -m benchmarks.told --model gguf:/map/model.gguf --corpus MAP --questions vragen.jsonl --out uitslag.json

A sentence that is shown is held against its quotes once more, by another rule
than the program's own: its numbers, its names and most of its content words
must stand in them.
"""

import argparse
import json
import re
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from assistant import settings as settings_module
from assistant.dutch.words import fold, terms
from assistant.index import build_index
from assistant.service import open_assistant
from assistant.types import Answer, Evidence, Mode, Status

WORDS = 0.5  # of a shown sentence's content words that must stand in its quotes
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"(?<!^)\b[A-Z][a-z]{2,}\b")


@dataclass
class Outcome:
    """Counts over a question set."""

    told: int = 0  # answers in the model's words
    fell_back: int = 0
    not_asked: int = 0  # nothing in the sources: the model is not called
    shown: int = 0  # sentences and items of told answers
    withheld: int = 0
    unsupported: list[str] = field(default_factory=list)  # shown, and not carried by the other rule
    unusable: list[str] = field(default_factory=list)  # questions without an answer that can be read
    remarks: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0

    def add(self, answer: Answer) -> None:
        """Count one answer."""
        self.withheld += len(answer.withheld)
        if answer.remark:
            self.remarks[answer.remark] = self.remarks.get(answer.remark, 0) + 1
        if answer.status is Status.NO_EVIDENCE:
            self.not_asked += 1
        elif answer.mode is Mode.TAALMODEL:
            self.told += 1
            for text, quotes in shown_sentences(answer):
                self.shown += 1
                if not carried(text, quotes):
                    self.unsupported.append(text)
        else:
            self.fell_back += 1
        if not usable(answer):
            self.unusable.append(answer.question)


def usable(answer: Answer) -> bool:
    """Whether a reader can do something with it: sentences with quotes, or plainly nothing found."""
    if answer.status is Status.NO_EVIDENCE:
        return bool(answer.text)
    numbers = {entry.number for entry in answer.evidence}
    cited = {number for sentence in answer.sentences for number in sentence.citations}
    return bool(answer.text and answer.sentences) and cited <= numbers and bool(cited)


def shown_sentences(answer: Answer) -> Iterator[tuple[str, Sequence[Evidence]]]:
    """Every sentence and item of an answer with the evidence that it cites."""
    by_number = {entry.number: entry for entry in answer.evidence}
    for sentence in answer.sentences:
        quotes = [by_number[number] for number in sentence.citations]
        yield from ((text, quotes) for text in (sentence.items or (sentence.text,)))


def carried(text: str, quotes: Sequence[Evidence]) -> bool:
    """Whether the numbers, the names and most content words of a sentence stand in what it cites."""
    said = " ".join(
        f"{entry.quote} {entry.heading} {entry.document.title if entry.document else ''}" for entry in quotes
    )
    folded = fold(said)
    if not set(_NUMBER.findall(text)) <= set(_NUMBER.findall(said)):
        return False
    if any(fold(name) not in folded for name in _NAME.findall(text)):
        return False
    words = set(terms(text))
    return bool(words) and len(words & set(terms(said))) >= WORDS * len(words)


def main() -> None:
    """Ask every question once, and write the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--corpus", "--questions"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--model", required=True)
    parser.add_argument("--context", type=int, default=2048)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--out", type=Path, default=None)
    options = parser.parse_args()
    questions = [json.loads(line) for line in options.questions.read_text(encoding="utf-8").splitlines() if line]
    with tempfile.TemporaryDirectory() as scratch:
        settings = replace(
            settings_module.load(Path(scratch)),
            model=options.model,
            model_context=options.context,
            model_seconds=options.seconds,
        )
        build_index(settings, options.corpus.absolute())
        outcome = asked(settings, [str(question["question"]) for question in questions])
    values: dict[str, Any] = {"questions": len(questions), **vars(outcome)}
    text = json.dumps(values, ensure_ascii=False, indent=1)
    print(text)
    if options.out is not None:
        options.out.write_text(text + "\n", encoding="utf-8")


def asked(settings: settings_module.Settings, questions: Sequence[str]) -> Outcome:
    """The outcome of asking each question."""
    outcome = Outcome()
    assistant = open_assistant(settings, check_stale=False)
    started = time.perf_counter()
    try:
        for number, question in enumerate(questions, 1):
            answer = assistant.answer(question)
            outcome.add(answer)
            print(f"{number}/{len(questions)} {answer.mode.value} {len(answer.withheld)} {answer.remark}", flush=True)
    finally:
        assistant.close()
    outcome.seconds = round(time.perf_counter() - started, 1)
    return outcome


if __name__ == "__main__":
    main()
