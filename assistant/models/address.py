"""From the settings to a model's provider, name and place: where a text that it reads goes.

The place is always ours to tell: a provider whose address we do not know needs
``model_url``, and no provider reads its address from the environment, since
then the page could name another host than the one that gets the text.
"""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from assistant.errors import SettingsError
from assistant.settings import Settings
from assistant.types import Writing

GGUF = "gguf"
_OWN_ADDRESS = {
    "ollama": "http://127.0.0.1:11434",
    "openai": "https://api.openai.com/v1",
    "mistralai": "https://api.mistral.ai/v1",
}
_OLLAMA_CLOUD = re.compile(r"(?:[:-])cloud$")  # such a model runs at ollama.com, behind the Ollama of this machine
_EXAMPLE = "Schrijf hem als ‘aanbieder:naam’, zoals ollama:mistral-small, of als ‘gguf:’ met een bestand."


@dataclass(frozen=True, slots=True)
class Address:
    """A model by its provider and name; ``url`` is "" for a file; ``host`` is "" for this machine."""

    provider: str
    name: str
    url: str
    host: str

    @property
    def writing(self) -> Writing:
        """What the page says of it."""
        name = self.name.replace("\\", "/").rsplit("/", 1)[-1] if self.provider == GGUF else self.name
        return Writing(name, self.host)


def address_of(settings: Settings) -> Address | None:
    """Where the model of the settings is; None without one, SettingsError when it cannot be told."""
    if not settings.model.strip():
        return None
    provider, found, name = settings.model.strip().partition(":")
    provider = provider.lower().replace("-", "_")
    if not found or not name or not re.fullmatch(r"[a-z][a-z0-9_]*", provider) or not name.isprintable():
        raise SettingsError(f"De instelling ‘model’ klopt niet. {_EXAMPLE}")
    if provider == GGUF:
        return Address(provider, name, "", "")
    url = settings.model_url.strip() or _OWN_ADDRESS.get(provider, "")
    if not url:
        raise SettingsError("Zeg met de instelling ‘model_url’ op welk adres dit taalmodel staat.")
    host = _host(url)
    if provider == "ollama" and not host and _OLLAMA_CLOUD.search(name):
        host = "ollama.com"
    return Address(provider, name, url, host)


def _host(url: str) -> str:
    """The host's name; "" for this machine."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        host = ""
    if not host or parts.scheme not in ("http", "https") or not url.isprintable() or " " in url:
        raise SettingsError("De instelling ‘model_url’ is een adres dat begint met http:// of https://.")
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        raise SettingsError("Zet geen sleutel of naam in ‘model_url’. Gebruik ‘model_key_file’ voor de sleutel.")
    return "" if _is_loopback(host) else host


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
