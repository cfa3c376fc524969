"""Which name the document of each file gets."""

import random

import pytest

from assistant.ingestion.names import document_names

CLASHES = {
    ("index.html", "a/index.html", "b/index.html"): ["index", "a-index", "b-index"],
    ("rapport.pdf", "rapport.docx"): ["rapport-pdf", "rapport-docx"],
    ("a/b.md", "c/b.md", "a-b.md"): ["a-b-md", "c-b", None],
    ("A.md", "a.md"): [None, None],
    ("wijk.md", "Wijk.txt"): ["wijk-md", "Wijk-txt"],
    ("README.html", "sub/x.pdf"): ["README-html", "x"],
    ("readme.txt",): ["readme"],
}


@pytest.mark.parametrize("paths", CLASHES, ids=" ".join)
def test_files_with_one_name_are_called_after_their_path(paths: tuple[str, ...]) -> None:
    names = document_names(paths)
    for path, expected in zip(paths, CLASHES[paths], strict=True):
        if expected is not None:
            assert names[path] == expected
    assert len({name.casefold() for name in names.values()}) == len(paths)


@pytest.mark.parametrize(
    "path",
    [
        "n" * 250 + ".html",
        "\U0001f600" * 80 + ".pdf",
        "regel\neinde.pdf",
        "bel\x07.pdf",
        "om\u202egekeerd.pdf",
        "caf\udce9.pdf",
        "map/../../x.pdf",
        "..x/index.pdf",
        "....pdf",
        "é".encode().decode("latin-1") + "/" + "x" * 300 + "/y.pdf",
    ],
    ids=ascii,
)
def test_a_strange_name_becomes_one_that_every_disk_carries(path: str) -> None:
    for name in document_names([path, "ander/" + path]).values():
        assert 0 < len(name) <= 116
        assert len(f"{name}.md".encode()) <= 255
        assert name.isprintable() and "/" not in name and not name.startswith(".")


def test_names_do_not_depend_on_order() -> None:
    random.seed(7)
    parts = ["a", "b", "A", "index", "a-b", "b-index", "n" * 130]
    for _ in range(200):
        paths = {
            "/".join(random.choices(parts, k=random.randint(1, 3))) + random.choice((".md", ".html", ".PDF"))
            for _ in range(8)
        }
        shuffled = random.sample(sorted(paths), len(paths))
        names = document_names(shuffled)
        assert names == document_names(sorted(paths))
        assert len({name.casefold() for name in names.values()}) == len(paths)
