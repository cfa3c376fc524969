"""Where a model is, its key, its packages; and that none of it slows down who has none."""

import logging
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from homes import REPOSITORY
from scripted_model import Call, refuses, scripted_model, writes

from assistant.errors import ModelError, SettingsError
from assistant.models import address_of, open_model
from assistant.models.calling import CalledModel
from assistant.settings import FILE, Settings, load

KEY = "sk-heel-geheim-123"


def opened(settings: Settings) -> CalledModel:
    model = open_model(settings)
    assert model is not None
    return model


@pytest.mark.parametrize(
    ("model", "url", "host", "shown"),
    [
        ("ollama:mistral-small", "", "", "mistral-small"),
        ("ollama:qwen3:8b", "http://localhost:11434", "", "qwen3:8b"),
        ("ollama:qwen3:8b", "http://gpu.gemeente.example:11434", "gpu.gemeente.example", "qwen3:8b"),
        ("ollama:gpt-oss:120b-cloud", "", "ollama.com", "gpt-oss:120b-cloud"),
        ("openai:gpt", "", "api.openai.com", "gpt"),
        ("openai:gpt", "http://127.0.0.1:8000/v1", "", "gpt"),
        ("openai:gpt", "http://[::1]:8000/v1", "", "gpt"),
        ("openai:gpt", "http://127.0.0.1.example.nl/v1", "127.0.0.1.example.nl", "gpt"),
        ("OpenAI:gpt", "https://ai.example.nl/v1", "ai.example.nl", "gpt"),
        ("mistralai:mistral-small", "", "api.mistral.ai", "mistral-small"),
        ("anthropic:claude", "https://api.anthropic.com", "api.anthropic.com", "claude"),
        ("gguf:/map/van/iemand/model.gguf", "", "", "model.gguf"),
    ],
)
def test_where_a_text_goes(empty_home: Settings, model: str, url: str, host: str, shown: str) -> None:
    address = address_of(replace(empty_home, model=model, model_url=url))
    assert address is not None
    assert (address.writing.model, address.writing.host) == (shown, host)
    assert address.writing.is_local == (not host)


@pytest.mark.parametrize(
    ("model", "url", "said"),
    [
        ("mistral", "", "‘model’"),
        (":mistral", "", "‘model’"),
        ("ollama:", "", "‘model’"),
        ("anthropic:claude", "", "‘model_url’"),
        ("openai:gpt", "ftp://127.0.0.1", "‘model_url’"),
        ("openai:gpt", "127.0.0.1:8000", "‘model_url’"),
        ("openai:gpt", "http://[", "‘model_url’"),
        ("openai:gpt", "http://127.0.0.1:poort", "‘model_url’"),
        ("openai:gpt", f"https://naam:{KEY}@example.nl/v1", "‘model_key_file’"),
        ("openai:gpt", f"https://example.nl/v1?key={KEY}", "‘model_key_file’"),
    ],
)
def test_an_address_that_cannot_be_used(empty_home: Settings, model: str, url: str, said: str) -> None:
    with pytest.raises(SettingsError) as caught:
        address_of(replace(empty_home, model=model, model_url=url))
    assert said in str(caught.value)
    assert KEY not in str(caught.value)


def test_no_model_is_the_default(empty_home: Settings) -> None:
    assert open_model(empty_home) is None
    assert open_model(replace(empty_home, model="  ")) is None


def test_a_missing_package_is_named(empty_home: Settings) -> None:
    with pytest.raises(SettingsError, match="pip install langchain-bestaatniet"):
        open_model(replace(empty_home, model="bestaatniet:x", model_url="https://example.nl"))


def test_a_missing_extra_is_named(empty_home: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.models.opening.find_spec", lambda name: None)
    for model, extra in {
        "ollama:x": "ollama",
        "openai:x": "openai",
        "mistralai:x": "mistral",
        "gguf:x": "gguf",
    }.items():
        with pytest.raises(SettingsError) as caught:
            open_model(replace(empty_home, model=model))
        assert f"pip install '.[{extra}]'" in str(caught.value)


def test_an_import_of_the_program_brings_no_model_library() -> None:
    heavy = ("langchain", "langchain_openai", "openai", "ollama", "xllamacpp", "langsmith", "httpx")
    code = (
        f"import sys, assistant.service, assistant.cli.main\nprint([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# Keys


def key_file(folder: Path, text: str = KEY, mode: int = 0o600) -> Path:
    path = folder / "sleutel"
    path.write_text(text)
    path.chmod(mode)
    return path


def test_a_key_goes_to_the_model_and_nowhere_else(
    empty_home: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with scripted_model() as server:
        settings = replace(empty_home, model="openai:m", model_url=server.url, model_key_file=str(key_file(tmp_path)))
        model = opened(settings)
        server.script = writes("Goed.")
        assert "".join(model.stream([("human", "geheime vraag")])) == "Goed."
        server.script = refuses(401)
        with pytest.raises(ModelError) as caught:
            list(model.stream([("human", "geheime vraag")]))
        model.close()
    assert server.keys == [f"Bearer {KEY}"] * 2
    for text in (str(caught.value), repr(caught.value), repr(settings), repr(vars(model)), caplog.text):
        assert KEY not in text
        assert "geheim" not in text
        assert str(tmp_path) not in text or text == repr(settings)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660, 0o700 | 0o010])
def test_a_key_that_others_can_read_is_refused(empty_home: Settings, tmp_path: Path, mode: int) -> None:
    settings = replace(empty_home, model="openai:m", model_key_file=str(key_file(tmp_path, mode=mode)))
    with pytest.raises(SettingsError, match="chmod 600"):
        open_model(settings)


@pytest.mark.parametrize("text", ["", "  \n", "sleutel met spatie", "sleutel\nandere", "slëutel"])
def test_a_key_that_cannot_be_one(empty_home: Settings, tmp_path: Path, text: str) -> None:
    settings = replace(empty_home, model="openai:m", model_key_file=str(key_file(tmp_path, text)))
    with pytest.raises(SettingsError, match="sleutel"):
        open_model(settings)


def test_a_key_file_that_is_not_there(empty_home: Settings, tmp_path: Path) -> None:
    for path in (tmp_path / "weg", tmp_path):
        with pytest.raises(SettingsError) as caught:
            open_model(replace(empty_home, model="openai:m", model_key_file=str(path)))
        assert str(tmp_path) not in str(caught.value)


def test_a_key_comes_from_the_environment_and_not_from_the_settings_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIJKWIJZER_MODEL_KEY", KEY)
    assert load(tmp_path).model_key == KEY
    assert KEY not in repr(load(tmp_path))
    (tmp_path / FILE).write_text(f'model_key = "{KEY}"')
    with pytest.raises(SettingsError) as caught:
        load(tmp_path)
    assert KEY not in str(caught.value)


def test_keys_and_addresses_of_other_programs_are_not_used(
    empty_home: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page says where a text goes; a variable of another program may not send it elsewhere."""
    for name in ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_ADMIN_KEY"):
        monkeypatch.setenv(name, KEY)
    for name in ("OPENAI_BASE_URL", "OPENAI_API_BASE", "HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    with scripted_model() as server:
        server.script = writes("Goed.")
        model = opened(replace(empty_home, model="openai:m", model_url=server.url))
        assert "".join(model.stream([("human", "vraag")])) == "Goed."
        model.close()
    assert KEY not in server.keys[0]


# Providers


def test_what_is_asked_of_a_server(empty_home: Settings) -> None:
    with scripted_model() as server:
        server.script = writes("Goed.")
        model = opened(replace(empty_home, model="openai:m", model_url=server.url, model_context=1200))
        assert "".join(model.stream([("system", "doe dit"), ("human", "vraag")])) == "Goed."
        model.close()
    body = server.calls[0].body
    assert [message["role"] for message in body["messages"]] == ["system", "user"]
    assert (body["model"], body["stream"], body["temperature"]) == ("m", True, 0)
    assert body.get("max_tokens", body.get("max_completion_tokens")) == model.answer_tokens == 300


def test_mistral_is_called_in_the_same_way(empty_home: Settings, tmp_path: Path) -> None:
    with scripted_model() as server:
        server.script = writes("Goed.")
        settings = replace(empty_home, model="mistralai:m", model_url=server.url, model_seconds=5)
        model = opened(replace(settings, model_key_file=str(key_file(tmp_path))))
        assert "".join(model.stream([("human", "vraag")])) == "Goed."
        server.script = refuses(429)
        with pytest.raises(ModelError, match="te veel vragen"):
            list(model.stream([("human", "vraag")]))
        model.close()
    assert server.keys == [f"Bearer {KEY}"] * 2


def test_ollama_is_told_how_much_it_must_read(empty_home: Settings) -> None:

    def script(call: Call) -> None:
        call.head("application/x-ndjson")
        for text, done in (("Goed", False), (".", True)):
            ending = ', "done_reason": "stop"' if done else ""
            call.raw(
                f'{{"model":"m","created_at":"2026-01-01T00:00:00Z","message":{{"role":"assistant","content":"{text}"}},'
                f'"done":{str(done).lower()}{ending}}}\n'.encode()
            )
        call.raw(b"")

    with scripted_model() as server:
        server.script = script
        url = server.url.removesuffix("/v1")
        model = opened(replace(empty_home, model="ollama:m", model_url=url, model_context=5000))
        assert "".join(model.stream([("human", "vraag")])) == "Goed."
        model.close()
    assert server.calls[0].body["options"]["num_ctx"] == 5000
    assert server.calls[0].body["options"]["num_predict"] == model.answer_tokens


def test_a_server_may_not_send_a_question_on(empty_home: Settings) -> None:
    """A redirect would carry notes to a host that the page does not name."""

    with scripted_model() as server, scripted_model() as elsewhere:

        def script(call: Call) -> None:
            call.handler.send_response(307)
            call.handler.send_header("Location", f"{elsewhere.url}/chat/completions")
            call.handler.send_header("Content-Length", "0")
            call.handler.end_headers()

        server.script = script
        for provider in ("openai", "mistralai", "ollama"):
            model = opened(replace(empty_home, model=f"{provider}:m", model_url=server.url))
            with pytest.raises(ModelError):
                list(model.stream([("human", "vraag")]))
            model.close()
    assert len(server.calls) == 3
    assert elsewhere.calls == []


def test_no_question_goes_to_a_tracing_service(empty_home: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    with scripted_model() as server, scripted_model() as tracing:
        for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2"):
            monkeypatch.setenv(name, "true")
        for name in ("LANGSMITH_ENDPOINT", "LANGCHAIN_ENDPOINT"):
            monkeypatch.setenv(name, tracing.url)
        monkeypatch.setenv("LANGSMITH_API_KEY", "x")
        server.script = writes("Goed.")
        model = opened(replace(empty_home, model="openai:m", model_url=server.url))
        assert "".join(model.stream([("human", "vraag")])) == "Goed."
        model.close()
    assert tracing.calls == []


# Files


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04", b"GGU"])
def test_a_file_that_is_no_gguf(empty_home: Settings, tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "model.gguf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SettingsError) as caught:
        open_model(replace(empty_home, model=f"gguf:{path}"))
    assert "‘model’" in str(caught.value)
    assert str(tmp_path) not in str(caught.value)


def test_a_broken_gguf_takes_no_answer_with_it(empty_home: Settings, tmp_path: Path) -> None:
    path = tmp_path / "model.gguf"
    path.write_bytes(b"GGUF" + bytes(range(256)) * 40)
    model = opened(replace(empty_home, model=f"gguf:{path}", model_seconds=30))
    for _ in range(2):
        with pytest.raises(ModelError, match="bestand met het taalmodel"):
            list(model.stream([("human", "vraag")]))
    model.close()
