"""Language models: the only home of ``init_chat_model`` and of what runs a GGUF file.

Nothing heavy is imported before the first question that a model answers, so
that citaatmodus starts as quickly as without one.
"""

from assistant.models.address import Address, address_of
from assistant.models.calling import ChatModel, Message
from assistant.models.opening import open_model

__all__ = ["Address", "ChatModel", "Message", "address_of", "open_model"]
