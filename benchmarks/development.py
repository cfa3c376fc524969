"""The development sets, each with an index of its own, for fitting and for measuring."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant import settings as settings_module
from assistant.dutch.synonyms import shipped
from assistant.encoder import identify, load_question_encoder
from assistant.engine import Engine
from assistant.evaluation import EvaluationQuestion, read_questions
from assistant.index import build_index, open_generation

OWN = Path(__file__).parent / "vragen" / "overheid"
WITHOUT_GOLD = ("isociaaldomein_faq", "minvws_faq", "rivm_faq")
WITH_GOLD = ("seeds", "xquad_nl", "overheid")


@dataclass(frozen=True, slots=True)
class Set:
    """A question set with the engine that answers it."""

    name: str
    questions: list[EvaluationQuestion]
    engine: Engine


def places(shared: Path) -> dict[str, tuple[Path, Path]]:
    """Folder of documents and file of questions of every set that is there."""
    found = {
        name: (shared / "eval" / name / "corpus", shared / "eval" / name / "questions.jsonl")
        for name in (*WITHOUT_GOLD, "xquad_nl")
    }
    found["seeds"] = (shared / "seeds", shared / "eval" / "seeds" / "questions.jsonl")
    found["overheid"] = (OWN / "corpus", OWN / "questions.jsonl")
    return {name: (corpus, file) for name, (corpus, file) in found.items() if file.is_file()}


@contextmanager
def opened(shared: Path) -> Iterator[list[Set]]:
    """Every set, indexed with the bundled encoder in a temporary home."""
    base = settings_module.load(Path(tempfile.gettempdir()))
    encoder = load_question_encoder(base)
    with tempfile.TemporaryDirectory(prefix="wijkwijzer-fit-") as scratch:
        sets = []
        for name, (corpus, file) in places(shared).items():
            own = settings_module.load(Path(scratch) / name)
            build_index(own, corpus)
            engine = Engine(open_generation(own.indexes, identify(own)), encoder, shipped())
            sets.append(Set(name, read_questions(file), engine))
        try:
            yield sets
        finally:
            for one in sets:
                one.engine.generation.close()
