"""The program in processes that reach nothing but this machine, and that tell it when they try."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from homes import BLOG, CACHE, REPOSITORY

_HOOK = """
import socket, sys
def refuse(self, address, *rest):
    if self.family in (socket.AF_INET, socket.AF_INET6) and str(address[0]) not in ("127.0.0.1", "::1"):
        sys.stderr.write("REACHED OUT\\n")
        raise OSError("no network in this test")
    return connect(self, address, *rest)
connect = socket.socket.connect
socket.socket.connect = refuse
look_up = socket.getaddrinfo
def getaddrinfo(host, *rest, **more):
    if host not in (None, "127.0.0.1", "localhost", "::1"):
        sys.stderr.write("LOOKED UP\\n")
        raise socket.gaierror("no network in this test")
    return look_up(host, *rest, **more)
socket.getaddrinfo = getaddrinfo
"""


@dataclass(frozen=True)
class Sealed:
    """A home, a file to take in, and how its commands are run."""

    home: Path
    file: Path
    hook: Path
    prefix: tuple[str, ...]  # a namespace without interfaces, where this user may make one

    def environment(self, *paths: Path) -> dict[str, str]:
        """That of a process with these folders in its path."""
        return {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(map(str, (*paths, REPOSITORY))),
            "WIJKWIJZER_HOME": str(self.home),
            "WIJKWIJZER_CACHE": str(CACHE),
        }

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """One command of the program, as it is installed."""
        command = [*self.prefix, sys.executable, "-m", "assistant.cli", *arguments]
        return subprocess.run(
            command, cwd=self.home, capture_output=True, text=True, env=self.environment(self.hook), check=False
        )


def sealed(folder: Path) -> Sealed:
    """An empty home in ``folder``, with the hook and a file beside it."""
    for name in ("huis", "hook"):
        (folder / name).mkdir()
    (folder / "hook" / "sitecustomize.py").write_text(_HOOK)
    (folder / "delft.md").write_text(BLOG, encoding="utf-8")
    may = subprocess.run(["unshare", "-n", "true"], capture_output=True, check=False).returncode == 0
    return Sealed(folder / "huis", folder / "delft.md", folder / "hook", ("unshare", "-n") if may else ())
