"""The key of a language model: from the environment or a file that only its owner can read."""

import os
import stat
from pathlib import Path

from assistant.errors import SettingsError
from assistant.settings import Settings

MAXIMUM_BYTES = 10_000


def key_of(settings: Settings) -> str:
    """The key; "" without one. SettingsError when the file cannot be used."""
    key = settings.model_key.strip() or _from_file(settings)
    if any(not 32 < ord(character) < 127 for character in key):
        raise SettingsError("De sleutel van het taalmodel bevat tekens die niet mogen. Kopieer hem opnieuw.")
    return key


def _from_file(settings: Settings) -> str:
    if not settings.model_key_file.strip():
        return ""
    path = settings.home / Path(settings.model_key_file.strip()).expanduser()
    try:
        with path.open("rb") as stream:
            found = os.fstat(stream.fileno())
            if not stat.S_ISREG(found.st_mode):
                raise SettingsError("De instelling ‘model_key_file’ wijst niet naar een bestand. Kies een ander.")
            if found.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
                raise SettingsError(
                    "Anderen kunnen het bestand met de sleutel lezen. Maak het alleen voor jou leesbaar (chmod 600)."
                )
            key = stream.read(MAXIMUM_BYTES).decode("utf-8").strip()
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise SettingsError("Ik kan het bestand met de sleutel niet lezen. Controleer ‘model_key_file’.") from error
    if not key:
        raise SettingsError("Het bestand met de sleutel is leeg. Zet er de sleutel van het taalmodel in.")
    return key
