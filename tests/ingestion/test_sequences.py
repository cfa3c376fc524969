"""Random histories: whatever was added, changed, moved and removed, the index is the one of what is there now."""

import random
import shutil
from pathlib import Path

import pytest
from homes import Build
from originals import PlainConverter, Take, ignore, original, text_file

from assistant.index import current_generation, manifest
from assistant.index.manifest import Manifest
from assistant.ingestion import ingest
from assistant.settings import Settings
from assistant.types import Collection

PATHS = [
    *("index.html", "a/index.html", "b/index.html", "a/b/index.html"),
    *("wijk.md", "Wijk.txt", "a/wijk.pdf", "a-wijk.md", "los.docx", "verslag.txt"),
]
WORDS = ["wijkteam", "huisarts", "gemeente", "Delft", "Zeist", "overleg", "inwoner", "toegang", "regie", "school"]


def built(settings: Settings) -> Manifest:
    current = current_generation(settings.indexes)
    assert current is not None
    return manifest.read(current)


def write(folder: Path, path: str, chosen: random.Random) -> None:
    """Give a file a text that no other has."""
    text = f"Verhaal {chosen.random()} gaat over {' '.join(chosen.choices(WORDS, k=12))}."
    if path.endswith((".md", ".txt")):
        text_file(folder / path, text)
    else:
        original(folder / path, text, title=f"Titel {chosen.randint(0, 9)}", date=str(chosen.randint(1990, 2024)))


@pytest.mark.parametrize("seed", range(6))
def test_any_history_gives_the_index_of_what_is_there(
    take: Take, plain: type[PlainConverter], empty_home: Settings, folder: Path, tmp_path: Path, build: Build, seed: int
) -> None:
    chosen = random.Random(seed)
    write(folder, "blijft.md", chosen)
    for step in range(5):
        for path in chosen.sample(PATHS, 4):
            if (folder / path).exists() and chosen.random() < 0.5:
                (folder / path).unlink()
            else:
                write(folder, path, chosen)
        report = take(folder)
        assert report.refused == []
        files = [path for path in folder.rglob("*") if path.is_file()]
        assert len(report.added) + len(report.changed) + len(report.unchanged) == len(files)
        ours = built(empty_home)
        assert ours.documents == len(files)

        copied = Settings(home=tmp_path / f"kopie-{step}", cache=empty_home.cache)
        shutil.copytree(empty_home.corpus, copied.corpus)
        assert build(copied).content == ours.content  # from the same corpus, without what was before

        fresh = Settings(home=tmp_path / f"vers-{step}", cache=empty_home.cache)
        ingest(fresh, [folder], Collection.BRONNEN, ignore)
        assert built(fresh).content == ours.content  # from the same folder, in a home of its own

        read = plain.count
        again = take(folder)
        assert (again.added, again.changed, again.removed, len(again.unchanged)) == ([], [], [], len(files))
        assert (built(empty_home).generation, plain.count) == (ours.generation, read)
        assert build(empty_home).embedded == 0
