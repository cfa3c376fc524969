"""Files that hang, grow or lie cost one line in the report, and nothing of them stays behind."""

import os
import threading
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hostile import HOSTILE, READ_ANYWAY, flat_archive, flate_pdf, locked, lying, overlapping
from pdfs import Pages
from samples import PAGE, SAMPLES, odt, word, zipped

from assistant.errors import CorpusError
from assistant.formats import Converted, Converter, Limits, opened, process, reasons
from assistant.formats.model import LARGE, SMALL

Convert = Callable[[str, bytes], Converted]
Refusal = Callable[[str, bytes], str]
MEMORY = 500_000_000


def check(reason: str) -> None:
    """A reason is one Dutch sentence that says what to do, without a path or a trace."""
    assert ";" in reason, reason
    assert not any(word in reason for word in ("Traceback", "Error", "/tmp", "!", "\n"))
    assert reason[0].islower() or reason.startswith("PDF")
    assert len(reason) < 200


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_costs_one_reason(refusal: Refusal, converter: Converter, name: str) -> None:
    check(refusal(name, HOSTILE[name]()))
    assert all(used.memory < MEMORY for used in converter.usage)


@pytest.mark.parametrize("name", READ_ANYWAY)
def test_a_strange_file_is_read_or_refused(convert: Convert, converter: Converter, name: str) -> None:
    try:
        assert "diep" in convert(name, READ_ANYWAY[name]()).text
    except CorpusError as error:
        check(str(error))
    assert converter.usage[-1].memory < MEMORY


def test_nothing_outside_is_read_through_an_entity(convert: Convert) -> None:
    page = '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]><body><p>tekst &a; einde</p></body>'
    assert "root:" not in convert("a.html", page.encode()).text


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".pptx", ".xlsx", ".epub", ".pdf"])
@pytest.mark.parametrize("share", [0.2, 0.6, 0.95])
def test_a_truncated_file_is_refused(refusal: Refusal, suffix: str, share: float) -> None:
    whole = SAMPLES[suffix]()
    reason = refusal(f"half{suffix}", whole[: int(share * len(whole))])
    assert "beschadigd of niet compleet" in reason


def test_a_locked_file_says_so(refusal: Refusal) -> None:
    pages = Pages()
    pages.set_encryption(owner_password="a", user_password="geheim")
    pages.add_page()
    pages.lines(["tekst"])
    manifest = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    for name, content in (("a.pdf", bytes(pages.output())), ("a.docx", locked(word())), ("a.odt", odt("", manifest))):
        assert "wachtwoord" in refusal(name, content)


# Limits


def test_a_file_that_is_too_large_is_refused_before_it_is_read(converter: Converter, tmp_path: Path) -> None:
    for name, size, words in (("a.pdf", LARGE + 1, "100 MB"), ("b.html", SMALL + 1, "20 MB")):
        path = tmp_path / name
        with path.open("wb") as stream:
            stream.write(b"<html>")
            stream.truncate(size)  # sparse: it takes no room
        with pytest.raises(CorpusError, match=words):
            converter.convert(path)


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(memory=90_000_000), reasons.TOO_BIG),
        (Limits(cpu_seconds=1), reasons.TOO_SLOW),
        (Limits(output=20_000), reasons.TOO_LONG),
    ],
)
def test_each_limit_has_its_reason(tmp_path: Path, limits: Limits, reason: str) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"<body>" + b"<p>Een <i>alinea</i> over het wijkteam.</p>" * 150_000)
    with Converter(limits) as converter:
        with pytest.raises(CorpusError) as caught:
            converter.convert(path)
        assert str(caught.value) == reason
        path.write_text("Het werkt daarna nog.", encoding="utf-8")
        if limits.wall_seconds > 1:
            assert converter.convert(path.rename(tmp_path / "a.txt")).text == "Het werkt daarna nog."


@pytest.mark.parametrize(("share", "reason"), [(0.0, reasons.TOO_SLOW), (1e6, reasons.BUSY)])
def test_a_child_that_waited_for_other_programs_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, share: float, reason: str
) -> None:
    monkeypatch.setattr(process, "STARVED", share)  # at 0 no child is starved, at a million every one is
    path = tmp_path / "a.html"
    path.write_bytes(b"<body>" + b"<p>Een <i>alinea</i> over het wijkteam.</p>" * 150_000)
    with Converter(Limits(wall_seconds=0.05)) as converter:
        with pytest.raises(CorpusError) as caught:
            converter.convert(path)
        assert str(caught.value) == reason


def test_a_file_in_pieces_has_a_limit_as_a_whole(tmp_path: Path) -> None:
    pages = Pages()
    for _ in range(41):
        pages.add_page()
        pages.lines(["Een regel over het wijkteam."])
    with Converter(Limits(total_seconds=-1.0)) as converter, pytest.raises(CorpusError) as caught:
        converter.convert(pages.save(tmp_path / "a.pdf"))
    assert str(caught.value) == reasons.TOO_SLOW


def test_a_reading_that_is_broken_off_does_not_answer_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks_off(self: process.Processes, reader: int, deadline: float) -> tuple[bytes, str]:
        raise KeyboardInterrupt

    first, second = tmp_path / "a.html", tmp_path / "b.html"
    first.write_text("<p>De eerste tekst.</p>", encoding="utf-8")
    second.write_text("<p>De tweede tekst.</p>", encoding="utf-8")
    with Converter() as converter:
        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr(process.Processes, "_read", breaks_off)
            converter.convert(first)
        assert converter.convert(second).text == "De tweede tekst."


def test_the_server_may_die(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGE, encoding="utf-8")
    with Converter() as converter:
        converter.convert(path)
        server = converter._processes._server
        assert server is not None
        server.kill()
        server.wait()
        assert converter.convert(path).title == "Toegang tot zorg"


def test_nothing_stays_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process.tempfile, "tempdir", str(tmp_path / "tijdelijk"))
    (tmp_path / "tijdelijk").mkdir()
    gone = tmp_path / "tijdelijk" / f"{process.PREFIX}999999999-abc"
    gone.mkdir()
    (tmp_path / "a.pdf").write_bytes(flate_pdf(300))
    with Converter(Limits(wall_seconds=1.0)) as converter:
        with pytest.raises(CorpusError):
            converter.convert(tmp_path / "a.pdf")
        server = converter._processes._server
        assert server is not None
        assert [list(folder.iterdir()) for folder in converter._processes.folder.iterdir()] == [[]]
    assert server.poll() is not None
    assert not list((tmp_path / "tijdelijk").iterdir())


def test_the_children_know_no_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GEHEIME_SLEUTEL", "s3cr3t")
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    with Converter() as converter:
        converter.convert(tmp_path / "a.html")
        server = converter._processes._server
        assert server is not None
        assert b"s3cr3t" not in Path(f"/proc/{server.pid}/environ").read_bytes()


# What a name may point to


def test_only_ordinary_files_are_opened(converter: Converter, tmp_path: Path) -> None:
    (tmp_path / "echt.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "verwijzing.html").symlink_to(tmp_path / "echt.html")
    os.mkfifo(tmp_path / "pijp.html")
    (tmp_path / "map.html").mkdir()
    names = ["verwijzing.html", "pijp.html", "map.html", "weg.html", "n" * 300 + ".html", "nul\x00.html"]
    for path in [Path("/dev/zero"), Path("/dev/stdin"), *(tmp_path / name for name in names)]:
        with pytest.raises(CorpusError) as caught:
            converter.convert(path)
        check(str(caught.value))


def test_a_file_that_changes_meanwhile_is_refused(
    converter: Converter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGE, encoding="utf-8")
    read = os.read

    def reads_and_changes(descriptor: int, size: int) -> bytes:
        block = read(descriptor, size)
        os.utime(path, (1, 1))
        return block

    monkeypatch.setattr(opened.os, "read", reads_and_changes)
    with pytest.raises(CorpusError, match="veranderde terwijl ik het las"):
        converter.convert(path)


# Archives


def test_an_archive_is_unpacked_without_trust(converter: Converter, tmp_path: Path) -> None:
    path, folder = tmp_path / "a.zip", tmp_path / "uit"
    folder.mkdir()
    path.write_bytes(
        zipped(
            {
                "map/verslag.html": PAGE,
                "andere/verslag.html": PAGE,
                "../../buiten.html": PAGE,
                "/vast/pad.txt": "tekst",
                "..\\venster.txt": "tekst",
                "regel\neinde.txt": "tekst",
                "n" * 200 + ".txt": "tekst",
                "in.zip": zipped({"a.txt": "x"}),
                "programma.exe": "MZ",
                "__MACOSX/a.html": "x",
                "map/.verborgen.txt": "x",
                "map/": "",
            }
        )
    )
    found = converter.unpack(path, folder)
    places = {name: result for name, result in found if isinstance(result, Path)}
    reasons = {name: str(result) for name, result in found if isinstance(result, CorpusError)}
    assert [place.name for place in places.values()] == [
        "verslag.html",
        "verslag.html",
        "buiten.html",
        "pad.txt",
        "venster.txt",
        "regel_einde.txt",
    ]
    assert len(set(places.values())) == 6
    assert all(place.resolve().is_relative_to(folder.resolve()) for place in places.values())
    assert sorted(file for file in tmp_path.rglob("*") if file.is_file()) == sorted([path, *places.values()])
    assert converter.convert(places["map/verslag.html"]).title == "Toegang tot zorg"
    assert len(reasons) == 3
    for reason in reasons.values():
        check(reason)


def test_an_archive_with_a_link_and_a_locked_member(converter: Converter, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    (tmp_path / "b.zip").write_bytes(locked(zipped({"a.txt": "tekst"})))
    for number, words in ((0, "verwijzing"), (1, "wachtwoord")):
        folder = tmp_path / str(number)
        folder.mkdir()
        ((_, result),) = converter.unpack(tmp_path / f"{'ab'[number]}.zip", folder)
        assert words in str(result)
        assert not [file for file in folder.rglob("*") if file.is_file()]


@pytest.mark.parametrize(
    "content", [flat_archive(300), overlapping(3_000), b"PK\x03\x04stuk", b"geen archief", zipped({})]
)
def test_a_trap_of_an_archive_is_refused(converter: Converter, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    (tmp_path / "uit").mkdir()
    with pytest.raises(CorpusError) as caught:
        converter.unpack(path, tmp_path / "uit")
    check(str(caught.value))


def test_a_member_that_lies_about_its_size_is_refused(converter: Converter, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(lying())
    (tmp_path / "uit").mkdir()
    ((_, result),) = converter.unpack(path, tmp_path / "uit")
    assert isinstance(result, CorpusError)


def test_threads_may_share_a_converter(converter: Converter, tmp_path: Path) -> None:
    paths = []
    for number in range(8):
        paths.append(tmp_path / f"{number}.html")
        paths[-1].write_text(f"<body><p>Tekst nummer {number} van het team.</p>", encoding="utf-8")
    texts: dict[int, str] = {}

    def run(number: int) -> None:
        texts[number] = converter.convert(paths[number]).text

    threads = [threading.Thread(target=run, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert texts == {number: f"Tekst nummer {number} van het team." for number in range(8)}


def test_a_child_dies_with_the_server(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(flate_pdf(300))
    with Converter() as converter:

        def run() -> None:
            with pytest.raises(CorpusError):
                converter.convert(path)

        thread = threading.Thread(target=run)
        thread.start()
        while converter._processes._server is None:
            time.sleep(0.01)
        server = converter._processes._server
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children")
        while thread.is_alive() and not (found := children.read_text().split()):
            time.sleep(0.01)
        server.kill()
        thread.join()
        deadline = time.monotonic() + 10
        while any(Path(f"/proc/{pid}").exists() for pid in found) and time.monotonic() < deadline:
            time.sleep(0.01)
        assert not any(Path(f"/proc/{pid}").exists() for pid in found)
