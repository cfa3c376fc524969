"""The encoder as LangChain sees it: an ``Embeddings``.

In a module of its own, because importing LangChain takes longer than answering.
"""

from langchain_core.embeddings import Embeddings

from assistant.types import TextEncoder


class LangChainEmbeddings(Embeddings):
    """Any of our encoders where LangChain wants embeddings."""

    def __init__(self, encoder: TextEncoder) -> None:
        self._encoder = encoder

    def embed_query(self, text: str) -> list[float]:
        """One question's vector."""
        return [float(value) for value in self._encoder.encode_queries([text])[0]]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Passages' vectors."""
        return [[float(value) for value in row] for row in self._encoder.encode_passages(texts)]
