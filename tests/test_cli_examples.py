"""``wijkwijzer examples``: the table on the terminal and as JSON."""

import json

import invented_reports as reports
import pytest
from homes import Build

from assistant.cli import main
from assistant.settings import Settings


@pytest.mark.usefixtures("quick")
def test_the_table_is_listed(empty_home: Settings, build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    reports.write(empty_home.corpus)
    build(empty_home)
    assert main(["examples", "--home", str(empty_home.home)]) == 0
    shown = capsys.readouterr().out
    assert "Goes (gemeente)" in shown and "Regio Vaartstreek (regio)" in shown
    assert "  Organisatievorm: ‘De gemeente Goes bracht de wijkteams onder in een stichting.’ [artikel, 2019]" in shown
    assert "  Niet in de bronnen: " in shown
    assert main(["examples", "--home", str(empty_home.home), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    (region,) = [place for place in found["places"] if place["kind"] == "regio"]
    assert region["municipalities"] == ["Assen", "Meppel", "Hoogeveen"]
    assert found["only_named"] == [] or all(isinstance(name, str) for name in found["only_named"])
