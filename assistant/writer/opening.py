"""A writer from the settings."""

from assistant import prompts
from assistant.encoder import PairReader
from assistant.grounding import Grounding
from assistant.models import open_model
from assistant.settings import Settings
from assistant.writer.telling import Writer


def open_writer(settings: Settings) -> Writer | None:
    """What tells answers through the language model of the settings; None without one.

    SettingsError says how to mend what a model or a prompt lacks.
    """
    model = open_model(settings)
    return None if model is None else Writer(model, Grounding(PairReader(settings)), prompts.load(settings))
