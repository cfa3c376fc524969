"""Settings: the environment before the file, the file before the defaults."""

from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.settings import FILE, load, starter_folder


def test_defaults(tmp_path: Path) -> None:
    settings = load(tmp_path)
    assert (settings.home, settings.encoder, settings.precision, settings.port) == (tmp_path, "", "auto", 7860)
    assert settings.corpus == tmp_path / "corpus"
    assert settings.indexes == tmp_path / "indexes"


def test_the_environment_comes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / FILE).write_text('precision = "float32"\nport = 9000\nthreads = 1\n')
    monkeypatch.setenv("WIJKWIJZER_PORT", "9001")
    settings = load(tmp_path)
    assert (settings.precision, settings.port, settings.threads) == ("float32", 9001, 1)


def test_home_and_cache_come_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIJKWIJZER_HOME", str(tmp_path / "huis"))
    monkeypatch.setenv("WIJKWIJZER_CACHE", str(tmp_path / "cache"))
    assert (load().home, load().cache) == (tmp_path / "huis", tmp_path / "cache")
    assert load(tmp_path / "ander").home == tmp_path / "ander"


def test_without_a_home_the_checkout_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WIJKWIJZER_HOME")
    assert load().corpus == starter_folder("corpus")


def test_a_home_is_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load(Path("huis")).home == tmp_path / "huis"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("precision = ", "Ik begrijp"),
        ("onbekend = 1", "‘onbekend’ bestaat niet"),
        ('home = "/elders"', "‘home’ bestaat niet"),
        ("port = 70000", "‘port’"),
        ('port = "veel"', "‘port’"),
        ("threads = -1", "‘threads’"),
        ('precision = "float64"', "‘precision’"),
        ("\x00", "Ik begrijp"),
    ],
)
def test_a_setting_that_cannot_be_used(tmp_path: Path, content: str, reason: str) -> None:
    (tmp_path / FILE).write_text(content)
    with pytest.raises(SettingsError, match=reason):
        load(tmp_path)


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match="Ik begrijp"):
        load(tmp_path)


def test_a_home_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "huis").write_text("tekst")
    with pytest.raises(SettingsError, match="geen map"):
        load(tmp_path / "huis")
