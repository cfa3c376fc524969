"""Files to documents, and what is refused."""

import os
from pathlib import Path

import pytest

from assistant.corpus import corpus_files, document_name, load_corpus, load_folder, read_document
from assistant.corpus.documents import MAXIMUM_BYTES, MAXIMUM_NAME
from assistant.corpus.front_matter import dutch_date, iso_date, separate
from assistant.errors import CorpusError
from assistant.types import Collection, Document, Kind

TEXT = "De wijkteams werken samen met de huisarts.\n"


def read(path: Path, content: str | bytes, collection: Collection = Collection.BRONNEN) -> Document:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_document(path, collection)


def refusal(path: Path) -> str:
    with pytest.raises(CorpusError) as caught:
        read_document(path, Collection.BRONNEN)
    return str(caught.value)


# Front matter


def test_dutch_and_english_keys_mean_the_same() -> None:
    dutch, _ = separate(
        "---\ntitel: Eén team\nauteurs: [A. de Wit, B. Bos]\ndatum: 2016-03-02\nsoort: blog\n"
        "gemeenten: [Delft]\nthemas: [toegang]\norganisatievormen: [stichting]\nherkomst: Eigen werk.\n---\nTekst"
    )
    english, _ = separate(
        "---\ntitle: Eén team\nauthors: [A. de Wit, B. Bos]\ndate: 2016-03-02\nkind: blog\n"
        "municipalities: [Delft]\nthemes: [toegang]\nforms: [stichting]\nsource: Eigen werk.\n---\nTekst"
    )
    assert dutch == english
    assert (dutch.title, dutch.authors, dutch.date) == ("Eén team", ("A. de Wit", "B. Bos"), "2016-03-02")
    assert (dutch.kind, dutch.municipalities, dutch.forms) == (Kind.BLOG, ("Delft",), ("stichting",))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2016-03-02", "2016-03-02"),
        ("2016-03", "2016-03"),
        ("2016", "2016"),
        ("2-3-2016", "2016-03-02"),
        ("02/03/2016", "2016-03-02"),
        ("2 maart 2016", "2016-03-02"),
        ("maart 2016", "2016-03"),
        ("onbekend", ""),
        ("", ""),
    ],
)
def test_dates(written: str, expected: str) -> None:
    assert iso_date(written) == expected
    head, _ = separate(f"---\ndatum: {written}\n---\n{TEXT}")  # as YAML reads it: a date, a number, a text
    assert head.date == expected


@pytest.mark.parametrize("written", ["2016-13-01", "30 februari 2016", "vorig jaar", "16", "2016-02-30"])
def test_a_date_that_is_none_is_refused(written: str) -> None:
    with pytest.raises(CorpusError):
        separate(f"---\ndatum: {written}\n---\n{TEXT}")


@pytest.mark.parametrize(
    ("iso", "dutch"),
    [
        ("2016-03-02", "2 maart 2016"),
        ("2016-03", "maart 2016"),
        ("2016", "2016"),
        ("", "datum onbekend"),
    ],
)
def test_dates_as_dutch_reads_them(iso: str, dutch: str) -> None:
    assert dutch_date(iso) == dutch


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        ("---\nsoort: roman\n---\n", "de soort ‘roman’ bestaat niet"),
        ("---\ntitel: een: twee: drie\n---\n", "klopt niet, regel 2"),
        ("---\ntitel: [open\n---\n", "klopt niet"),
        ("---\n- een\n- twee\n---\n", "naam: waarde"),
        ("---\na: &a [x, x]\nb: &b [*a, *a]\ntitel: *b\n---\n", "klopt niet"),
        ("---\n" + "[" * 1000 + "\n---\n", "klopt niet"),
        ("---\ntitel: nooit gesloten\n\n", "niet afgesloten"),
    ],
)
def test_front_matter_that_cannot_be_used(head: str, reason: str) -> None:
    with pytest.raises(CorpusError, match=reason):
        separate(head + TEXT)


def test_escapes_that_are_no_characters_are_refused() -> None:
    with pytest.raises(CorpusError):
        separate('---\ntitel: "\\ud800"\n---\n' + TEXT)


@pytest.mark.parametrize("text", [TEXT, "---\n\nEen tekst na een streep.\n", "Tekst\n\n---\n\nMeer tekst\n"])
def test_text_without_front_matter_stays_whole(text: str) -> None:
    head, rest = separate(text)
    assert rest == text
    assert head.title == ""


def test_an_empty_block_says_nothing() -> None:
    head, rest = separate(f"---\n---\n{TEXT}")
    assert (head.title, head.kind, rest) == ("", None, TEXT)


# One file


def test_a_document_takes_its_facts_from_the_file(tmp_path: Path) -> None:
    document = read(tmp_path / "001-een-blog.md", f"---\ntitel: Een blog\ndatum: 2020\nsoort: blog\n---\n{TEXT}")
    assert (document.id, document.title, document.kind, document.year) == ("001-een-blog", "Een blog", Kind.BLOG, 2020)
    assert document.text == TEXT


def test_what_front_matter_leaves_out_is_found_in_the_text(tmp_path: Path) -> None:
    document = read(tmp_path / "los.md", "# Teams in Haarlem\n\nDe teams in Haarlem werken samen.\n")
    assert (document.title, document.municipalities, document.year) == ("Teams in Haarlem", ("Haarlem",), None)
    assert read(tmp_path / "zonder.txt", TEXT).title == "zonder"


def test_an_empty_list_of_municipalities_is_meant(tmp_path: Path) -> None:
    assert read(tmp_path / "a.md", f"---\ngemeenten: []\n---\nZo gaat het in Haarlem.\n{TEXT}").municipalities == ()


def test_a_note_is_always_a_practice_note(tmp_path: Path) -> None:
    document = read(tmp_path / "a.md", f"---\nsoort: onderzoek\n---\n{TEXT}", Collection.NOTITIES)
    assert (document.kind, document.collection) == (Kind.PRAKTIJKNOTITIE, Collection.NOTITIES)


def test_byte_order_mark_and_line_ends_of_windows(tmp_path: Path) -> None:
    document = read(tmp_path / "a.md", b"\xef\xbb\xbf---\r\ntitel: Ramen\r\n---\r\nEen regel.\r\nNog een.\r\n")
    assert (document.title, document.text) == ("Ramen", "Een regel.\nNog een.\n")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("Ge\xefnteresseerd".encode("latin-1"), "geen UTF-8"),
        (b"", "geen tekst"),
        (b" \n\n ", "geen tekst"),
        (b"---\ntitel: alleen een kop\n---\n", "geen tekst"),
        (b"PK\x00\x03tekst", "geen tekstbestand"),
    ],
)
def test_bytes_that_are_no_source(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "a.md").write_bytes(content)
    assert reason in refusal(tmp_path / "a.md")


def test_things_that_are_no_file(tmp_path: Path) -> None:
    (tmp_path / "map.md").mkdir()
    os.mkfifo(tmp_path / "pijp.md")
    (tmp_path / "scan.pdf").write_bytes(b"%PDF")
    assert "geen gewoon bestand" in refusal(tmp_path / "map.md")
    assert "geen gewoon bestand" in refusal(tmp_path / "pijp.md")
    assert "ik lees .md en .txt" in refusal(tmp_path / "scan.pdf")
    assert "bestaat" in refusal(tmp_path / "weg.md")


def test_names_that_cannot_be_used(tmp_path: Path) -> None:
    for name in ("n" * MAXIMUM_NAME + ".md", "regel\neinde.md", os.fsdecode(b"caf\xe9.md")):
        (tmp_path / name).write_text(TEXT)
        assert "bestandsnaam" in refusal(tmp_path / name)


def test_a_file_that_is_too_big(tmp_path: Path) -> None:
    with (tmp_path / "groot.txt").open("wb") as stream:
        stream.truncate(MAXIMUM_BYTES + 1)
    assert "20 MB" in refusal(tmp_path / "groot.txt")


def test_a_name_is_the_same_however_its_accents_are_written() -> None:
    assert document_name(Path("cafe\u0301.md")) == document_name(Path("caf\u00e9.md"))


# Folders


def test_explanations_and_hidden_files_are_not_sources(tmp_path: Path) -> None:
    for name in ("b.md", "a.txt", "README.md", "SJABLOON.md", ".verborgen.md", ".map/x.md", "sub/c.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT + name)
    assert [path.relative_to(tmp_path).as_posix() for path in corpus_files(tmp_path)] == ["a.txt", "b.md", "sub/c.md"]


def test_a_link_out_of_the_folder_is_left(tmp_path: Path) -> None:
    folder, secret = tmp_path / "bronnen", tmp_path / "geheim.md"
    folder.mkdir()
    secret.write_text(TEXT)
    (folder / "echt.md").write_text(TEXT)
    (folder / "link.md").symlink_to(secret)
    assert [path.name for path in corpus_files(folder)] == ["echt.md"]


def test_a_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TEXT)
    (tmp_path / "b.md").write_bytes(b"\xff\xfe")
    (tmp_path / "c.pdf").write_bytes(b"%PDF")
    (tmp_path / os.fsdecode(b"d\xe9.md")).write_text(f"{TEXT} Meer.")
    (tmp_path / "e.md").write_text(f"{TEXT} Nog meer.")
    corpus = load_folder(tmp_path)
    assert [document.id for document in corpus.documents] == ["a", "e"]
    assert [entry.file for entry in corpus.refused] == ["b.md", "c.pdf", "d?.md"]
    assert all(entry.reason for entry in corpus.refused)


def test_two_files_with_one_name_or_one_text(tmp_path: Path) -> None:
    for name, text in {"a.md": TEXT, "a.txt": "Iets anders.", "z.md": TEXT.replace(" ", "  ")}.items():
        (tmp_path / name).write_text(text)
    corpus = load_folder(tmp_path)
    assert [document.id for document in corpus.documents] == ["a"]
    assert "al een document met de naam ‘a’" in corpus.refused[0].reason
    assert "gelijk aan ‘a’" in corpus.refused[1].reason


def test_the_two_collections_of_a_home(tmp_path: Path) -> None:
    for name in ("bronnen", "notities"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.md").write_text(TEXT + name)
    corpus = load_corpus(tmp_path)
    assert {document.id: document.collection for document in corpus.documents} == {
        "bronnen": Collection.BRONNEN,
        "notities": Collection.NOTITIES,
    }


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="geen map met bronnen"):
        load_folder(tmp_path / "weg")


@pytest.mark.parametrize(
    "head",
    [
        "titel: !!bool foo",
        "titel: !!timestamp foo",
        "titel: !!int ''",
        "titel: 0x" + "f" * 4000,
        "titel: " + "[" * 4900,
    ],
    ids=["bool", "timestamp", "int", "digits", "deep"],
)
def test_front_matter_that_breaks_the_yaml_reader_is_refused(tmp_path: Path, head: str) -> None:
    path = tmp_path / "bom.md"
    path.write_text(f"---\n{head}\n---\nTekst.")
    with pytest.raises(CorpusError, match="bovenaan"):
        read_document(path, Collection.BRONNEN)


def test_a_title_cannot_steer_a_terminal(tmp_path: Path) -> None:
    path = tmp_path / "titel.md"
    path.write_text('---\ntitel: "A\\e]0;x\\aB"\n---\nTekst.')
    assert read_document(path, Collection.BRONNEN).title == "A ]0;x B"
