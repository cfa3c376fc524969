"""A language model from the settings; what is heavy waits for the first question."""

import logging
import warnings
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import ModelError, SettingsError
from assistant.models.address import GGUF, Address, address_of
from assistant.models.calling import CalledModel
from assistant.models.failures import BROKEN
from assistant.models.gguf import GgufServer
from assistant.models.key import key_of
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

ANSWER_TOKENS = 600
MAXIMUM_BYTES = 8_000_000  # of one answer as it comes over the line: a line without an end would fill the memory
_EXTRAS = {"ollama": "ollama", "openai": "openai", "mistralai": "mistral", GGUF: "gguf"}
_PACKAGES = {GGUF: ("xllamacpp", "langchain_openai"), "azure_openai": ("langchain_openai",)}
_NO_KEY = "geen"  # a server without keys ignores it; without one the client does not start
_TALKATIVE = ("openai", "httpx", "httpx2", "httpcore", "httpcore2", "ollama", "langchain_openai", "langchain_core")


def open_model(settings: Settings) -> CalledModel | None:
    """The model of the settings; None without one. SettingsError says how to mend what it lacks."""
    address = address_of(settings)
    if address is None:
        return None
    _check_packages(address.provider)
    answer_tokens = min(ANSWER_TOKENS, settings.model_context // 4)
    if address.provider == GGUF:
        return _from_file(address, settings, answer_tokens)
    key = key_of(settings)
    return CalledModel(
        address.writing,
        settings.model_context,
        answer_tokens,
        settings.model_seconds,
        lambda: _chat_model(address, key, settings, answer_tokens),
        tells_its_end=address.provider in _EXTRAS,
        secret=key,
    )


def _from_file(address: Address, settings: Settings, answer_tokens: int) -> CalledModel:
    path = settings.home / Path(address.name).expanduser()
    server = GgufServer(path, settings.model_context, settings.threads)
    server.start()

    def make() -> "BaseChatModel":
        local = Address("openai", GGUF, server.url, "")
        return _chat_model(local, server.key, settings, answer_tokens)

    return CalledModel(
        address.writing, settings.model_context, answer_tokens, settings.model_seconds, make, server.ready, server.close
    )


def _check_packages(provider: str) -> None:
    names = _PACKAGES.get(provider, (f"langchain_{provider}",))
    if all(find_spec(name) for name in names):
        return
    extra = _EXTRAS.get(provider)
    command = f"pip install '.[{extra}]'" if extra else f"pip install {names[0].replace('_', '-')}"
    raise SettingsError(f"Het pakket voor dit taalmodel ontbreekt. Installeer het met: {command}")


def _chat_model(address: Address, key: str, settings: Settings, answer_tokens: int) -> "BaseChatModel":
    """The chat model, without retries: a second try would double every wait."""
    from langchain.chat_models import init_chat_model

    values = _values(address, key, settings, answer_tokens)
    try:
        model: BaseChatModel = init_chat_model(address.name, model_provider=address.provider, **values)
    except (ValueError, TypeError, ImportError) as error:
        logging.getLogger(__name__).warning("the language model cannot be made: %s", type(error).__name__)
        raise ModelError(BROKEN) from None  # what the library says may hold the key
    warnings.filterwarnings("ignore", module="pydantic")  # it shows the answer that it does not understand
    for name in _TALKATIVE:  # at lower levels they write questions and addresses down
        logging.getLogger(name).setLevel(logging.ERROR)
    return model


def _values(address: Address, key: str, settings: Settings, answer_tokens: int) -> dict[str, Any]:
    client = _client_values(address, settings.model_seconds)
    if address.provider == "ollama":
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        return {
            "base_url": address.url,
            "num_ctx": settings.model_context,  # Ollama's own is 2,048, and it cuts what is longer without a word
            "num_predict": answer_tokens,
            "temperature": 0,
            "async_client_kwargs": client | {"headers": headers},
        }
    values = {"base_url": address.url, "api_key": key or _NO_KEY, "temperature": 0, "max_tokens": answer_tokens}
    if address.provider == "openai":
        return values | {
            "max_retries": 0,
            "stream_chunk_timeout": None,
            "stream_usage": False,
            "use_responses_api": False,  # other servers that speak OpenAI's language do not know it
            "http_async_client": _client(client),
        }
    if address.provider == "mistralai":
        headers = {"Authorization": f"Bearer {values['api_key']}", "Accept": "application/json"}
        return values | {
            "max_retries": 1,  # tries
            "async_client": _client(client | {"base_url": address.url, "headers": headers}),
        }
    return values | {"max_retries": 0}


def _client_values(address: Address, seconds: float) -> dict[str, Any]:
    """No redirect, which could lead a note off this machine, and no proxy on the way to this machine."""
    return {
        "follow_redirects": False,
        "trust_env": bool(address.host),
        "timeout": seconds + 5,  # the caller's own bound comes first
        "event_hooks": {"response": [_bounded]},
    }


def _client(values: dict[str, Any]) -> Any:
    import httpx

    return httpx.AsyncClient(**values)


async def _bounded(response: Any) -> None:
    """An httpx hook: what comes after ``MAXIMUM_BYTES`` is not read."""
    response.stream = _bounded_stream(response.stream)


def _bounded_stream(stream: Any) -> Any:
    import httpx

    class Bounded(httpx.AsyncByteStream):
        async def __aiter__(self) -> Any:
            left = MAXIMUM_BYTES
            async for chunk in stream:
                left -= len(chunk)
                if left < 0:
                    raise httpx.DecodingError("too long")
                yield chunk

        async def aclose(self) -> None:
            await stream.aclose()

    return Bounded()
