"""Nothing looks up a host or connects outside the machine."""

import os
import socket
from pathlib import Path

import pytest
import tiny_e5
from homes import Build, Open

from assistant.encoder import load_encoder
from assistant.pipeline import Assistant
from assistant.settings import Settings


def test_the_libraries_are_told_to_stay_offline() -> None:
    assert os.environ["HF_HUB_OFFLINE"] == "1"
    assert os.environ["GRADIO_ANALYTICS_ENABLED"] == "False"


def test_a_question_reaches_for_no_network(
    home: Settings, build: Build, opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached: list[object] = []

    def refuse(*arguments: object, **_: object) -> None:
        reached.append(arguments)
        raise OSError("no network in this test")

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    folder = tiny_e5.unpack(tiny_e5.write(tmp_path / "tiny.bin"), tmp_path / "cache")
    encoder = load_encoder(Settings(home=home.home, cache=home.cache, encoder=str(folder)))
    assert encoder.encode_queries(["wijk"]).shape == (1, tiny_e5.HIDDEN)
    build(home)
    assistant = Assistant(opened(home), encoder)
    assert encoder.dimension == assistant.generation.manifest.dimension
    assistant.answer("Waarom koos Delft voor een projectorganisatie?")
    assert reached == []
