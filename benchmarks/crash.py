"""Kills builds, ingestions and deletions, and looks whether exactly the old or the new index is left.

``make crash`` runs ``python -m benchmarks.crash``. Half of the kills (SIGKILL, the
whole process group) come at a seeded random moment, half when a certain file
appears or changes. Each trial: note the index, start the operation, kill it,
sweep as the next start does, note the index again, do the operation again to its
end, note it a third time. The second must equal the first or the third: manifest,
counts, and the hits of 50 questions with their scores. Nothing may be left over.

This process only forks and watches; all that opens an index runs in children.
"""

import argparse
import fcntl
import importlib
import json
import multiprocessing
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from assistant import index, ingestion, state
from assistant.encoder import identify
from assistant.erasure import erase, own_pieces, search
from assistant.index import build, build_index, current_generation, open_generation, processes
from assistant.index.generation import POINTER, previous_generation
from assistant.retrieval import make_query, retrieve
from assistant.settings import Settings
from assistant.tidying import tidy
from assistant.traces import Pieces, text_pieces
from assistant.types import Collection
from benchmarks import common, synthetic

FILE_BYTES = 200_000 * 1024  # as ``ulimit -f 200000``: a broken store of Chroma once grew a file to 65 GB
DOCUMENTS, QUESTIONS, HITS = 6, 50, 10
OPERATIONS = ("build", "ingest", "delete")
EVENTS = ("generation", "store", "chroma", "chroma 2", "chroma 4", "manifest", "proven", "pointer", "swapped", "swept")
LOCKS = {".lock", ".scratch.lock"}


def in_child(work: Callable[[], Any], seconds: float = 120.0) -> Any:
    """What ``work`` gives in a forked child; its error as text."""
    read, write = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(read)
        try:
            result = {"value": work()}
        except Exception as error:
            result = {"error": f"{type(error).__name__}: {error}"}
        with os.fdopen(write, "w") as stream:
            json.dump(result, stream)
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as stream:
        text = stream.read()
    os.waitpid(pid, 0)
    result = json.loads(text or '{"error": "the child died"}')
    if "error" in result:
        raise RuntimeError(result["error"])
    return result["value"]


def fingerprint(settings: Settings) -> dict[str, Any]:
    """Everything by which an index is known."""
    generation = open_generation(settings.indexes, identify(settings))
    texts = synthetic.questions(QUESTIONS)
    encoder = synthetic.make_small_encoder(settings)
    answers = []
    for text, vector in zip(texts, encoder.encode_queries(texts), strict=True):
        hits = retrieve(generation, make_query(text, vector), HITS).hits
        answers.append([[hit.passage.id, round(hit.score, 3)] for hit in hits])
    built = generation.manifest
    counts = [built.documents, built.passages, len(generation.lexical), *generation.store.counts()]
    generation.close()
    return {"content": built.content, "counts": counts, "answers": answers}


def left_over(settings: Settings) -> list[str]:
    """What should not be there after a sweep."""
    indexes = settings.indexes
    current, previous = current_generation(indexes), previous_generation(indexes)
    named = {path.name for path in (current, previous) if path}
    found = {path.name for path in indexes.iterdir()} - named - LOCKS - {POINTER, ".scratch", ".proven", "README.md"}
    found |= {f".proven/{path.name}" for path in (indexes / ".proven").iterdir()} - {f".proven/{n}" for n in named}
    found |= {f".scratch/{path.name}" for path in (indexes / ".scratch").glob("*")}
    for item in Collection:
        found |= {path.name for path in (settings.corpus / item.value).glob(".*")}
    return sorted(found)


class Trial:
    """One operation on one home, prepared but not yet started."""

    def __init__(self, settings: Settings, kind: str, chance: random.Random, outside: Path) -> None:
        self.settings, self.kind, self.outside = settings, kind, outside
        self.document = ""
        self.gone = Pieces([])
        names = sorted((settings.corpus / "bronnen").glob("*.md"))
        chosen = chance.choice(names)
        if kind == "delete":
            self.document = chosen.stem
            self.gone = own_pieces(Pieces(text_pieces(chosen.read_text(encoding="utf-8"))), settings, [chosen])
        elif kind == "build":
            chosen.write_text(_varied(chosen.read_text(encoding="utf-8"), chance), encoding="utf-8")
        else:
            for path in chance.sample(sorted(outside.glob("*.md")), 2):
                path.write_text(_varied(path.read_text(encoding="utf-8"), chance), encoding="utf-8")
            (outside / f"los-{chance.randrange(10**6)}.md").write_text(_new_text(outside.parent, chance))

    def run(self) -> None:
        """Do it, or do it again after it was killed."""
        processes.context = multiprocessing.get_context("fork")
        for module in (build, index):
            module.build_index = _build  # type: ignore[attr-defined]
        import assistant.erasure as erasure

        erasure.build_index = _build  # type: ignore[assignment]
        if self.kind == "ingest":
            ingestion.ingest(self.settings, [self.outside], Collection.BRONNEN, lambda progress: None)
        elif self.kind == "delete" and (self.settings.corpus / "bronnen" / f"{self.document}.md").exists():
            erase(self.settings, self.document, lambda progress: None)
        else:
            _build(self.settings, self.settings.corpus)


def _build(settings: Settings, corpus: Path, on_progress: Any = lambda progress: None) -> Any:
    return build_index(settings, corpus, on_progress, synthetic.make_small_encoder)


def _new_text(folder: Path, chance: random.Random) -> str:
    """A text of its own: twins would be found in either order, so that equal indexes seem to differ."""
    synthetic.write_corpus(folder / "los", 1, chance.randrange(10**9))
    return (folder / "los" / "bronnen" / "0000000.md").read_text(encoding="utf-8")


def _varied(text: str, chance: random.Random) -> str:
    words = text.rstrip().split(" ")
    return " ".join([*words, "Dit", "wijkteam", "kreeg", "nummer", f"{chance.randrange(10**9)}.\n"])


def start(work: Callable[[], None]) -> int:
    """Start ``work`` in a process group of its own."""
    pid = os.fork()
    if not pid:
        os.setsid()
        try:
            work()
        except BaseException as error:
            os.write(2, f"{type(error).__name__}: {error}\n".encode())
            os._exit(1)
        os._exit(0)
    while os.getpgid(pid) != pid:  # the group to kill is there
        time.sleep(0.0005)
    return pid


def watched(settings: Settings, event: str) -> Callable[[], bool]:
    """Whether the event has happened since this was called."""
    indexes = settings.indexes
    before = current_generation(indexes)
    pointer = (indexes / POINTER).stat().st_mtime_ns
    changes: list[object] = []

    def fresh() -> Path | None:
        return next((path for path in indexes.glob("g-*") if path not in (before, settled)), None)

    settled = previous_generation(indexes)

    def happened() -> bool:
        folder = fresh()
        if event == "pointer":
            return (indexes / f"{POINTER}.tmp").exists()
        if event == "swapped":
            return (indexes / POINTER).stat().st_mtime_ns != pointer
        if event == "swept":
            return before is not None and not before.exists()
        if folder is None:
            return False
        if event == "proven":
            return (indexes / ".proven" / folder.name).exists()
        if event.startswith("chroma"):
            state = [(path.name, path.stat().st_mtime_ns) for path in (folder / "chroma").glob("**/*.*")]
            if state and (not changes or changes[-1] != state):
                changes.append(state)
            return len(changes) >= int(event.removeprefix("chroma") or 1)
        names = {"generation": "", "store": "store.sqlite", "manifest": "manifest.json"}
        return (folder / names[event]).exists()

    def safely() -> bool:
        try:
            return happened()
        except OSError:
            return False

    return safely


def kill_at(pid: int, is_time: Callable[[], bool]) -> bool:
    """Kill the group when it is time; False when the work was done before."""
    while True:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            if status:
                raise RuntimeError(f"the operation failed by itself: {status}")
            return False
        if is_time():
            os.killpg(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            return True
        time.sleep(0.0005)


def _wait_for_locks(settings: Settings) -> None:
    """Forked children share the locks of the killed process: wait until the last of its threads has gone."""
    for path in (settings.corpus / ".lock", settings.indexes / ".lock"):
        with path.open("a") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX)


def trial(settings: Settings, outside: Path, chance: random.Random, kind: str, event: str, usual: float) -> str:
    """One kill; says what was left: old, new, or done when it came too late. RuntimeError when anything else was."""
    one = Trial(settings, kind, chance, outside)
    before = in_child(lambda: fingerprint(settings))
    is_time = watched(settings, event) if event else _after(chance.uniform(0, usual))
    killed = kill_at(start(one.run), is_time)
    _wait_for_locks(settings)
    in_child(lambda: tidy(settings))
    found = left_over(settings)
    if found:
        raise RuntimeError(f"left over after the sweep: {found}")
    between = in_child(lambda: fingerprint(settings))
    in_child(lambda: one.run())
    after = in_child(lambda: fingerprint(settings))
    if between != before and between != after:
        parts = [name for name in before if between[name] not in (before[name], after[name])]
        raise RuntimeError(f"neither the old nor the new index: {parts or 'a mixture'}")
    if left_over(settings) or search(settings, one.gone):
        raise RuntimeError(f"left over at the end: {left_over(settings)} {search(settings, one.gone)}")
    return "done" if not killed else "old" if between == before else "new"


def _after(seconds: float) -> Callable[[], bool]:
    until = time.monotonic() + seconds
    return lambda: time.monotonic() >= until


def prepared(folder: Path, chance: random.Random) -> tuple[Settings, Path]:
    """A home with an index, and a folder outside it that was taken in."""
    settings, outside = Settings(home=folder / "huis", cache=folder / "cache"), folder / "elders"
    folder.mkdir(parents=True, exist_ok=True)
    synthetic.write_corpus(settings.corpus, DOCUMENTS, chance.randrange(10**6))
    outside.mkdir()
    for number in range(4):
        (outside / f"buiten-{number}.md").write_text(_new_text(folder, chance), encoding="utf-8")
    in_child(lambda: _forked_build(settings))
    return settings, outside


def _forked_build(settings: Settings) -> None:
    processes.context = multiprocessing.get_context("fork")
    _build(settings, settings.corpus)


def warm(work: Path) -> None:
    """Import here, once, what the children would import each: found by letting one of them do everything."""
    settings, _ = prepared(work / "warm", random.Random(0))

    def imported() -> list[str]:
        fingerprint(settings)
        state.audit(settings, "index")
        return sorted(sys.modules)

    for name in in_child(imported):
        if name not in sys.modules and "__mp_main__" not in name:
            with suppress(ImportError):
                importlib.import_module(name)
    if len(os.listdir("/proc/self/task")) > 1:  # noqa: PTH208
        raise RuntimeError("a library started a thread: forking from here is not safe")


def run(kills: int, seed: int, work: Path, first: int = 0) -> dict[str, Any]:
    """So many trials from that number on, a fresh home after every ten."""
    outcomes: Counter[str] = Counter()
    usual = dict.fromkeys(OPERATIONS, 3.0)
    failures = []
    for number in range(first, first + kills):
        chance = random.Random(f"{seed}-{number}")
        if number % 10 == 0:
            shutil.rmtree(work / "home", ignore_errors=True)
            (work / "home").mkdir(parents=True)
            settings, outside = prepared(work / "home", chance)
        kind = OPERATIONS[number // 2 % 3]
        event = EVENTS[number // 2 % len(EVENTS)] if number % 2 else ""
        began = time.monotonic()
        try:
            left = trial(settings, outside, chance, kind, event, usual[kind])
        except RuntimeError as error:
            print(error, flush=True)
            failures.append({"kill": number, "operation": kind, "event": event or "random", "reason": str(error)})
            left = "wrong"
        if left == "done" and not event:
            usual[kind] = max(0.3, 0.8 * usual[kind])  # the moments were too late
        outcomes[f"{kind} | {event or 'random'} | {left}"] += 1
        print(number, kind, event or "random", left, round(time.monotonic() - began, 1), flush=True)
    return {"kills": kills, "seed": seed, "outcomes": dict(sorted(outcomes.items())), "failures": failures}


def report(result: dict[str, Any]) -> str:
    """The page of the results."""
    rows: dict[tuple[str, str], Counter[str]] = {}
    total: Counter[str] = Counter()
    for key, count in result["outcomes"].items():
        kind, event, left = key.split(" | ")
        rows.setdefault((kind, event), Counter())[left] += count
        total[left] += count
    columns = ["operation", "moment", "old index", "new index", "ended before the kill", "anything else"]
    ways = ("old", "new", "done", "wrong")
    table = [[*key, *(counts[way] for way in ways)] for key, counts in sorted(rows.items())]
    table.append(["all", "", *(total[way] for way in ways)])
    return (
        common.heading(result, "Kills")
        + f"\n{result['kills']} trials, seed {result['seed']}, under a file limit of {FILE_BYTES} bytes. What was left "
        f"after SIGKILL to the whole process group, by manifest, counts and the {HITS} hits of {QUESTIONS} questions; "
        "each trial then swept, found nothing left over, and did the operation again to its end.\n\n"
        + common.table(columns, table)
        + "".join(f"\n- {failure}" for failure in result["failures"])
    )


def main() -> None:
    """Run the trials and keep what came out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--first", type=int, default=0, help="the number of the first trial, a multiple of ten")
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--results", type=Path, default=common.RESULTS)
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))
    result = common.envelope(["chromadb", "tantivy", "sqlalchemy"])
    with tempfile.TemporaryDirectory(prefix="crash-") as work:
        warm(Path(work))
        result |= run(options.kills, options.seed, Path(work), options.first)
    result["load_after"] = round(os.getloadavg()[0], 2)
    common.save("crash", result, report(result), options.results)
    raise SystemExit(1 if result["failures"] else 0)


if __name__ == "__main__":
    main()
