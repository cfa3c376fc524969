"""A folder full of what is wrong, through the program itself: the good files come in, each other one is named."""

import json
import os
import pty
import resource
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from homes import CACHE, REPOSITORY
from hostile_folder import NAMES, SECRET, bad, furnished, good, strange

from assistant.index import current_generation, manifest

FILE_BYTES = 200_000 * 1024
PROGRAM = """
import sys
sys.path[:0] = [{tests!r}]
from fakes import make_fake_encoder
from assistant import cli, index
build = index.build_index
index.build_index = lambda settings, corpus, show: build(settings, corpus, show, make_fake_encoder)
if __name__ == "__main__":
    sys.exit(cli.main(sys.argv[1:]))
"""
Ingest = Callable[..., tuple[int, bytes, bytes]]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "huis"
    folder.mkdir()
    return folder


@pytest.fixture
def ingest(home: Path, tmp_path: Path) -> Ingest:
    """Runs the command on a terminal of its own: exit code, standard output, and what the terminal showed."""
    script = tmp_path / "wijkwijzer.py"
    script.write_text(PROGRAM.format(tests=str(REPOSITORY / "tests")))
    scratch = tmp_path / "tijdelijk"
    scratch.mkdir()

    def run(*arguments: str) -> tuple[int, bytes, bytes]:
        far, near = pty.openpty()
        shown: list[bytes] = []

        def listen() -> None:
            while True:
                try:
                    shown.append(os.read(far, 65_536))
                except OSError:  # the terminal is gone
                    return

        listener = threading.Thread(target=listen)
        listener.start()
        environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "WIJKWIJZER_CACHE": str(CACHE)}
        running = subprocess.Popen(
            [sys.executable, str(script), "ingest", *arguments, "--home", str(home)],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=near,
            env={**environment, "TMPDIR": str(scratch)},
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES)),
        )  # fmt: skip
        os.close(near)
        out, _ = running.communicate()
        listener.join()
        os.close(far)
        assert not list(scratch.iterdir()), "a temporary file stays"
        assert not _processes(scratch), "a process stays"
        return running.returncode, out, b"".join(shown)

    return run


def _processes(scratch: Path) -> list[str]:
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = path.read_bytes()
        except OSError:
            continue
        if os.fsencode(scratch) in words:
            found.append(path.parent.name)
    return found


@pytest.mark.slow
def test_the_good_files_come_in_and_every_other_one_is_named(ingest: Ingest, home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "map"
    folder.mkdir()
    with furnished(folder, tmp_path / "buiten"):
        code, out, shown = ingest(str(folder))
        said = out.decode()
        assert code == 0, shown[-2_000:]
        assert "Traceback" not in said and b"Traceback" not in shown
        assert all(line.isprintable() for line in said.split("\n")), "nothing steers the terminal"
        assert shown.count(b"\r\x1b[K") > 20, "the bar shows each file"
        assert shown.replace(b"\r\x1b[K", b"").decode().isprintable()
        first = current_generation(home / "indexes")
        code, out, _ = ingest(str(folder), "--json")
    assert code == 0
    assert current_generation(home / "indexes") == first, "nothing was built again"
    report = json.loads(out)
    assert report["added"] == report["changed"] == report["removed"] == []
    inside = [str(Path(name).relative_to(folder)) for name in report["unchanged"]]
    reasons = {str(Path(entry["file"]).relative_to(folder)): entry["reason"] for entry in report["refused"]}
    assert set(good()) | {"regel.html", "afmeting.xlsx", "bijlagen.eml", "codes.md"} <= set(inside)
    assert set(strange()) <= {name.split("/")[0] for name in inside}
    links = {"uit.md", "uitmap", "lus.md", "lusmap", "proces.md", "pijp.md", "pijp.zip", "deur.md"}
    named = {os.fsdecode(name) for name in NAMES} | set(bad()) | links
    assert named <= {name.removesuffix("/a.txt") for name in reasons}
    assert any(name.startswith("d" * 240) for name in reasons)
    for name, reason in reasons.items():
        assert ";" in reason and "/" not in reason.replace(str(folder), "") and len(reason) < 250, (name, reason)
    around = [Path("ontsnapt"), Path("/ontsnapt.md"), *tmp_path.glob("ontsnapt*"), *folder.glob("ontsnapt*.md")]
    assert not any(path.exists() for path in around)
    for path in home.rglob("*"):
        assert not path.is_file() or SECRET.encode() not in path.read_bytes(), path
    assert first is not None and manifest.read(first).refused == ()
