"""Retrieval as LangChain sees it: a ``BaseRetriever`` that gives LangChain documents.

In a module of its own, because importing LangChain takes longer than answering.
"""

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.retrieval import make_query, retrieve
from assistant.types import Filters, Hit


class HybridRetriever(BaseRetriever):
    """The same search as LangChain sees it: passages as LangChain documents."""

    model_config = ConfigDict(arbitrary_types_allowed=True)
    generation: Any
    encoder: Any
    limit: int = 10
    filters: Any = Filters()

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        vector = self.encoder.encode_queries([query])[0]
        found = retrieve(self.generation, make_query(query, vector), self.limit, self.filters)
        return [_langchain_document(hit) for hit in found.hits]


def _langchain_document(hit: Hit) -> LangChainDocument:
    passage = hit.passage
    return LangChainDocument(
        page_content=passage.text,
        id=passage.id,
        metadata={
            "document": passage.document_id,
            "heading": passage.heading,
            "start": passage.start,
            "end": passage.end,
            "score": hit.score,
            "found_by": hit.found_by.value,
        },
    )
