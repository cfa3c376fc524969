"""Measures follow-ups: does the last turn of a conversation get what its full question gets?

    python -m benchmarks.followups --shared ../shared [--shown]

The conversations of ``vragen/gesprekken`` are asked on the seed documents. The
answer to the last turn is right when the first quote of the answer to the full
question, written out beside it, overlaps one of its first three quotes; where the
full question gets no answer, the last turn must get none either. Half of the
conversations were looked at while the rules were written, the other half was not.
Then every question of the sets in ``--shared`` is put behind a random other
question: it stands alone, so it must stay as it is.
"""

import argparse
import json
import random
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant import settings
from assistant.encoder import identify, load_question_encoder
from assistant.followups import standalone
from assistant.index import build_index, open_generation
from assistant.pipeline import Assistant
from assistant.types import Answer, Turn
from benchmarks.common import ROOT
from benchmarks.development import places

CONVERSATIONS = ROOT / "benchmarks" / "vragen" / "gesprekken" / "questions.jsonl"
PARTS = ("fitting", "test")
SEED = 2026
SHOWN = 20


def same(wanted: Answer, found: Answer) -> bool:
    """Whether an answer has the first quote of another among its first three; none where the other has none."""
    if not wanted.evidence:
        return not found.evidence
    first = wanted.evidence[0]
    return any(
        entry.passage.document_id == first.passage.document_id
        and entry.quote_start < first.quote_end
        and first.quote_start < entry.quote_end
        for entry in found.evidence[:3]
    )


def conversed(assistant: Assistant, questions: Sequence[str]) -> Answer:
    """The answer to the last question, each asked as the page asks it."""
    turns: list[Turn] = []
    for question in questions[:-1]:
        answer = assistant.answer(question, turns)
        turns += [Turn("user", answer.query), Turn("assistant", answer.text)]
    return assistant.answer(questions[-1], turns)


def measure(assistant: Assistant, shown: bool) -> None:
    """Print, for each half, how many last turns get what the full question gets, and from the right document."""
    lines = CONVERSATIONS.read_text(encoding="utf-8").splitlines()
    conversations: list[dict[str, Any]] = [json.loads(line) for line in lines]
    for part in PARTS:
        own = [one for one in conversations if one["part"] == part]
        alike = right = right_whole = bare = 0
        for one in own:
            whole = assistant.answer(one["full"])
            last = conversed(assistant, one["turns"])
            good = same(whole, last)
            alike += good
            bare += same(whole, assistant.answer(one["turns"][-1]))
            right_whole += _from(whole, one["document"])
            right += _from(last, one["document"])
            if shown and part == "fitting" and not good:
                print(f"    {one['id']}: {' | '.join(one['turns'])}\n        {last.query}\n        {one['full']}")
        print(
            f"{part}: {alike}/{len(own)} = {alike / len(own):.2f} get what the full question gets (without the turns "
            f"before: {bare}); from the right document {right}, the full questions {right_whole}"
        )


def _from(answer: Answer, document: str) -> bool:
    return any(entry.passage.document_id == document for entry in answer.evidence[:3])


def rewritten(shared: Path, shown: bool) -> None:
    """Print how many questions that stand alone are rewritten behind a random other one."""
    sets = {name: _questions(file) for name, (_, file) in places(shared).items()}
    every = [question for questions in sets.values() for question in questions]
    chance = random.Random(SEED)
    changed = 0
    for name, questions in sets.items():
        wrong = []
        for question in questions:
            found = standalone(question, [Turn("user", chance.choice(every))])
            if found != question:
                wrong.append((question, found))
        changed += len(wrong)
        print(f"    {name}: {len(wrong)}/{len(questions)} rewritten")
        for question, found in wrong[:SHOWN] if shown else ():
            print(f"        {question}\n            {found}")
    print(f"rewritten though they stand alone: {changed}/{len(every)} = {changed / len(every):.2%}")


def _questions(file: Path) -> list[str]:
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    return [" ".join(json.loads(line)["question"].split()) for line in lines if line.strip()]


def main() -> None:
    """Measure both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--shown", action="store_true", help="name what goes wrong in the half that was looked at")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="wijkwijzer-gesprekken-") as scratch:
        own = settings.load(Path(scratch))
        encoder = load_question_encoder(own)
        build_index(own, options.shared / "seeds")
        generation = open_generation(own.indexes, identify(own))
        try:
            measure(Assistant(generation, encoder), options.shown)
        finally:
            generation.close()
    rewritten(options.shared, options.shown)


if __name__ == "__main__":
    main()
