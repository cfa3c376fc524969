"""The failures that a user can meet, each with one Dutch sentence that says what to do.

The message is shown as it is, on the page and in the terminal: it holds no
path outside what the user typed, and no text of a document.
"""


class WijkwijzerError(Exception):
    """A failure with a message for the user, in Dutch."""


class UsageError(WijkwijzerError):
    """The call itself is wrong: the command line answers with exit code 2."""


class SettingsError(WijkwijzerError):
    """A setting cannot be used."""


class CorpusError(WijkwijzerError):
    """A file or folder of the corpus cannot be used."""


class EncoderError(WijkwijzerError):
    """The encoder cannot be loaded or gives vectors that cannot be used."""


class IndexUnavailableError(WijkwijzerError):
    """There is no index that may answer: missing, foreign, stale or damaged."""


class QuestionError(WijkwijzerError):
    """The question cannot be answered as it was typed: empty or far too long."""


class PersonalDataError(QuestionError):
    """The question holds personal data; ``proposal`` is how it can be asked without."""

    def __init__(self, reason: str, proposal: str) -> None:
        super().__init__(reason)
        self.proposal = proposal


class ModelError(WijkwijzerError):
    """The language model gives no answer that can be used; the message is a clause, for in a remark."""


class EvaluationError(WijkwijzerError):
    """A question set cannot be used; the message names the line."""


class BackupError(WijkwijzerError):
    """An archive cannot be written, or not be put back."""
