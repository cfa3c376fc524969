"""Running a command in this process, and keeping what it said."""

import json
from pathlib import Path
from typing import Any

import pytest

from assistant import cli


class Run:
    """Runs a command in this process on the home of the test; keeps what it said."""

    def __init__(self, capsys: pytest.CaptureFixture[str], home: Path) -> None:
        self._capsys, self._home = capsys, home
        self.out = self.err = ""

    def __call__(self, *arguments: object, home: Path | None = None) -> int:
        try:
            code = cli.main([*map(str, arguments), "--home", str(home or self._home)])
        except SystemExit as stopped:  # argparse
            code = int(stopped.code or 0)
        self.out, self.err = self._capsys.readouterr()
        return code

    def json(self, *arguments: object) -> dict[str, Any]:
        """The JSON object of a command that succeeds, and nothing else on standard output."""
        assert self(*arguments, "--json") == 0, self.err
        values = json.loads(self.out)
        assert isinstance(values, dict)
        assert self.out.count("\n") == 1
        return values

    def fails(self, *arguments: object, code: int = 1, home: Path | None = None) -> str:
        """The one sentence of a command that fails; the same with ``--json``, as an object."""
        assert self(*arguments, home=home) == code
        said = self.err.strip()
        assert self.out == ""
        assert "Traceback" not in said
        if code == 1:
            assert "\n" not in said
            assert self(*arguments, "--json", home=home) == 1
            assert json.loads(self.out) == {"error": said}
        return said
