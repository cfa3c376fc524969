"""The starter corpus: complete front matter, and no sentence taken over from the originals."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from homes import SEEDS, SOURCES

from assistant.corpus import load_corpus, read_document
from assistant.dutch.municipalities import municipalities
from assistant.dutch.words import tokens
from assistant.types import Collection

FILES = sorted(SOURCES.glob("*.md"))
KEYS = {"titel", "auteurs", "organisatie", "datum", "soort", "gemeenten", "themas", "organisatievormen", "herkomst"}
RUN = 8  # words in a row that nobody writes down twice by chance


def runs(text: str) -> Iterator[tuple[str, ...]]:
    words = tokens(text)
    return (tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def test_all_sources_can_be_used() -> None:
    corpus = load_corpus(SOURCES.parent)
    assert not corpus.refused
    assert (
        len([document for document in corpus.documents if document.collection is Collection.BRONNEN]) == len(FILES) > 0
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_front_matter_is_complete(path: Path) -> None:
    values = yaml.safe_load(path.read_text(encoding="utf-8").split("---")[1])
    assert set(values) >= KEYS
    assert all(values[key] for key in ("titel", "soort", "gemeenten", "organisatievormen", "herkomst"))
    assert (
        values["auteurs"]
        or values["organisatie"] != "onbekend"
        or "auteur" in values["herkomst"].lower()
        or ("geschreven door" in values["herkomst"])
    )
    assert 4 <= len(values["themas"]) <= 8
    assert len(values["vragen"]) >= 3
    assert set(values["gemeenten"]) <= {place.name for place in municipalities()} | {"Molenwaard", "Zederik"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_text_starts_with_its_title(path: Path) -> None:
    document = read_document(path, Collection.BRONNEN)
    assert document.text.lstrip().startswith(f"# {document.title}\n")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.skipif(not SEEDS.is_dir(), reason="the originals are not on this machine")
def test_no_sentence_is_taken_over(path: Path) -> None:
    originals = {run for seed in sorted(SEEDS.glob("*.txt")) for run in runs(seed.read_text(encoding="utf-8"))}
    document = read_document(path, Collection.BRONNEN)
    own = document.text.replace(document.title, "")  # a title is named, not taken over
    assert not {" ".join(run) for run in runs(own) if run in originals}
