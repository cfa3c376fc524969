"""Settings: the only module that reads the environment and the settings file.

What is set in the environment (``WIJKWIJZER_…``) comes before what stands in
``instellingen.toml`` in the home folder, and that comes before the defaults.
Without a home, the checkout's own folders are used; installed as a package,
the user's data folder, which then starts with a copy of the starter corpus.
"""

import os
import re
import shutil
import tomllib
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import platformdirs

from assistant import home as home_version
from assistant.errors import SettingsError

FILE = "instellingen.toml"
IMPORT = ".import"  # in a home: an import that is being put in its place
ENVIRONMENT = "WIJKWIJZER_"
MAXIMUM_CHARACTERS = 1000  # of a setting
_NUMBERS = {  # the least and the most that a setting may be
    "threads": (0, 65_535),
    "port": (0, 65_535),
    "model_context": (1024, 10_000_000),
    "model_seconds": (1, 3600),
}
_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, with its default.

    encoder: "" is the bundled multilingual-e5-small; else the name or folder of
        a sentence-transformers model that is on this machine.
    query_prompt, passage_prompt: text before each question and passage; None
        takes the model's own prompts.
    cross_encoder: name or folder of a sentence-transformers CrossEncoder that reads
        the best passages again; "" is none.
    precision: auto (int8 or bfloat16 where the processor has it), float32 or bfloat16.
    threads: 0 leaves the number to torch.
    port: where the page is served on loopback; 0 takes a free one.
    state_url: SQLAlchemy's name of the state database; "" is SQLite in the home itself.
    model: the language model that tells answers, as ``provider:name`` or ``gguf:file``; "" is none.
    model_url: where it is, as the base URL of its API; "" is the provider's own.
    model_context: tokens that it reads and writes together.
    model_seconds: wait for its first word, and between two words.
    model_key_file: a file with its key that nobody but its owner can read.
    model_key: the key itself. In the environment only: the settings file is shown, kept and exported.
    """

    home: Path
    cache: Path
    encoder: str = ""
    query_prompt: str | None = None
    passage_prompt: str | None = None
    precision: str = "auto"
    cross_encoder: str = ""
    threads: int = 0
    port: int = 7860
    state_url: str = ""
    model: str = ""
    model_url: str = ""
    model_context: int = 8192
    model_seconds: int = 60
    model_key_file: str = ""
    model_key: str = field(default="", repr=False)

    @property
    def corpus(self) -> Path:
        """The folder with ``bronnen`` and ``notities``."""
        return self.home / "corpus"

    @property
    def indexes(self) -> Path:
        """The folder with the generations of the index and the pointer to the current one."""
        return self.home / "indexes"

    @property
    def state(self) -> Path:
        """The folder with the state database and the version of the home."""
        return self.home / home_version.FOLDER


def load(home: Path | None = None) -> Settings:
    """The settings for ``home``; SettingsError names a setting that cannot be used."""
    chosen = home or _path_from_environment("HOME")
    if chosen is None:
        chosen = _default_home()
    chosen = chosen.expanduser().absolute()
    home_version.check(chosen)
    cache = _path_from_environment("CACHE") or Path(platformdirs.user_cache_dir("wijkwijzer"))
    values = _read_file(chosen / FILE)
    if "model_key" in values:
        raise SettingsError(
            f"Een sleutel hoort niet in {FILE}. Zet hem in {ENVIRONMENT}MODEL_KEY of gebruik model_key_file."
        )
    for setting in fields(Settings):
        variable = os.environ.get(ENVIRONMENT + setting.name.upper())
        if variable is not None and setting.name not in ("home", "cache"):
            values[setting.name] = variable
    return replace(Settings(home=chosen, cache=cache.expanduser().absolute()), **_checked(values))


def starter_folder(name: str) -> Path:
    """Where ``corpus`` or ``prompts`` of the program itself lie: the checkout, or inside the wheel."""
    in_checkout = _CHECKOUT / name
    return in_checkout if (_CHECKOUT / "pyproject.toml").is_file() else _PACKAGE / "starter" / name


def is_checkout(home: Path) -> bool:
    """Whether a home is the program's own checkout, where more lies than a home's files."""
    return home == _CHECKOUT and (_CHECKOUT / "pyproject.toml").is_file()


def _path_from_environment(name: str) -> Path | None:
    value = os.environ.get(ENVIRONMENT + name, "").strip()
    return Path(value) if value else None


def _default_home() -> Path:
    if (_CHECKOUT / "pyproject.toml").is_file():
        return _CHECKOUT
    home = Path(platformdirs.user_data_dir("wijkwijzer"))
    if not (home / "corpus").exists():
        try:
            home.mkdir(parents=True, exist_ok=True)
            fresh = home / f".corpus-{os.getpid()}"
            shutil.copytree(starter_folder("corpus"), fresh, dirs_exist_ok=True)
            fresh.rename(home / "corpus")
        except OSError as error:
            raise SettingsError(
                "Ik kan de map voor je bronnen niet aanmaken. Kies een map waar je mag schrijven met --home."
            ) from error
    return home


def _read_file(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as stream:
            return tomllib.load(stream)
    except FileNotFoundError:
        return {}
    except (ValueError, RecursionError) as error:  # what tomllib says is English
        where = re.search(r"line (\d+)", str(error))
        line = f" (regel {where.group(1)})" if where else ""
        raise SettingsError(f"Ik begrijp {FILE} niet{line}. Verbeter de regel en start opnieuw.") from error
    except NotADirectoryError as error:
        raise SettingsError("Wat je als map van Wijkwijzer koos, is geen map. Kies een map met --home.") from error
    except OSError as error:
        raise SettingsError(f"Ik kan {FILE} niet lezen. Controleer de rechten van dat bestand.") from error


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    known = {setting.name for setting in fields(Settings)} - {"home", "cache"}
    checked: dict[str, Any] = {}
    for name, value in values.items():
        if name not in known:
            allowed = ", ".join(sorted(known - {"model_key"}))
            raise SettingsError(f"De instelling ‘{name}’ bestaat niet. Je kunt kiezen uit: {allowed}.")
        checked[name] = _whole_number(name, value) if name in _NUMBERS else _words(name, value)
    if checked.get("precision", "auto") not in ("auto", "float32", "bfloat16"):
        raise SettingsError("De instelling ‘precision’ is auto, float32 of bfloat16.")
    return checked


def _words(name: str, value: Any) -> str:
    if not isinstance(value, str) or len(value) > MAXIMUM_CHARACTERS:
        raise SettingsError(f"De instelling ‘{name}’ moet een korte tekst tussen aanhalingstekens zijn.")
    return value


def _whole_number(name: str, value: Any) -> int:
    least, most = _NUMBERS[name]
    try:
        number = -1 if isinstance(value, bool | float) else int(value)
    except (TypeError, ValueError):
        number = -1
    if not least <= number <= most:
        raise SettingsError(f"De instelling ‘{name}’ moet een geheel getal van {least} tot en met {most} zijn.")
    return number
