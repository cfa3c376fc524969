"""The systems that ``peers`` compares, each as its own documentation sets it up.

The weights are the same folder for all. Nobody is told e5's prompts: a system
uses them where it finds them by itself. Imports stand in the methods, so that a
process loads only what it measures.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage: its document, and its text as everyone gets it."""

    id: str
    document: str
    text: str


class System(Protocol):
    """A way to index passages and to find them again."""

    def load(self, model: str) -> None:
        """Load the encoder."""

    def build(self, pieces: Sequence[Piece], folder: Path) -> None:
        """Index the passages and store the index."""

    def open(self, folder: Path) -> None:
        """Open a stored index, with what has to be rebuilt."""

    def search(self, question: str, limit: int) -> list[str]:
        """The documents of the best passages, best first."""

    def split(self, documents: Sequence[tuple[str, str]]) -> list[Piece]:
        """Passages by the system's own splitter with its defaults; from (id, text)."""


def _pieces(documents: Sequence[tuple[str, str]], cut: Callable[[str], Sequence[str]]) -> list[Piece]:
    return [Piece(f"{name}-{i}", name, text) for name, whole in documents for i, text in enumerate(cut(whole))]


class LangChain:
    """HuggingFaceEmbeddings and Chroma; the same beside BM25 when ``hybrid``."""

    def __init__(self, hybrid: bool = False) -> None:
        self._hybrid = hybrid

    def load(self, model: str) -> None:
        from langchain_huggingface import HuggingFaceEmbeddings

        self._embeddings = HuggingFaceEmbeddings(model_name=model, model_kwargs={"device": "cpu"})

    def build(self, pieces: Sequence[Piece], folder: Path) -> None:
        from langchain_chroma import Chroma
        from langchain_core.documents import Document

        documents = [Document(piece.text, metadata={"document": piece.document}) for piece in pieces]
        Chroma.from_documents(documents, self._embeddings, persist_directory=str(folder))
        if self._hybrid:
            self._words(documents)

    def open(self, folder: Path) -> None:
        from langchain_chroma import Chroma
        from langchain_core.documents import Document

        self._store = Chroma(persist_directory=str(folder), embedding_function=self._embeddings)
        if self._hybrid:
            stored = self._store.get()
            pairs = zip(stored["documents"], stored["metadatas"], strict=True)
            self._bm25 = self._words([Document(text, metadata=metadata) for text, metadata in pairs])

    def search(self, question: str, limit: int) -> list[str]:
        retriever: Any = self._store.as_retriever(search_kwargs={"k": limit})
        if self._hybrid:
            from langchain_classic.retrievers import EnsembleRetriever

            self._bm25.k = limit
            retriever = EnsembleRetriever(retrievers=[self._bm25, retriever], weights=[0.5, 0.5])
        return [found.metadata["document"] for found in retriever.invoke(question)]

    def split(self, documents: Sequence[tuple[str, str]]) -> list[Piece]:
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        return _pieces(documents, RecursiveCharacterTextSplitter().split_text)

    def _words(self, documents: Sequence[Any]) -> Any:
        from langchain_community.retrievers import BM25Retriever

        return BM25Retriever.from_documents(documents)


class LlamaIndex:
    """VectorStoreIndex on Chroma."""

    def load(self, model: str) -> None:
        from llama_index.embeddings.huggingface import HuggingFaceEmbedding

        self._model = HuggingFaceEmbedding(model_name=model, device="cpu")

    def _store(self, folder: Path) -> Any:
        import chromadb
        from llama_index.vector_stores.chroma import ChromaVectorStore

        client = chromadb.PersistentClient(path=str(folder))
        return ChromaVectorStore(chroma_collection=client.get_or_create_collection("passages"))

    def build(self, pieces: Sequence[Piece], folder: Path) -> None:
        from llama_index.core import StorageContext, VectorStoreIndex
        from llama_index.core.schema import TextNode

        nodes = [
            TextNode(text=p.text, metadata={"document": p.document}, excluded_embed_metadata_keys=["document"])
            for p in pieces
        ]
        context = StorageContext.from_defaults(vector_store=self._store(folder))
        VectorStoreIndex(nodes, storage_context=context, embed_model=self._model)

    def open(self, folder: Path) -> None:
        from llama_index.core import VectorStoreIndex

        self._index = VectorStoreIndex.from_vector_store(self._store(folder), embed_model=self._model)

    def search(self, question: str, limit: int) -> list[str]:
        found = self._index.as_retriever(similarity_top_k=limit).retrieve(question)
        return [entry.node.metadata["document"] for entry in found]

    def split(self, documents: Sequence[tuple[str, str]]) -> list[Piece]:
        from llama_index.core.node_parser import SentenceSplitter

        return _pieces(documents, SentenceSplitter().split_text)


class Haystack:
    """The in-memory store, its BM25 and its embedding retriever joined by reciprocal ranks."""

    def load(self, model: str) -> None:
        from haystack.utils import ComponentDevice
        from haystack_integrations.components.embedders.sentence_transformers import (
            SentenceTransformersDocumentEmbedder,
            SentenceTransformersTextEmbedder,
        )

        device = ComponentDevice.from_str("cpu")
        self._documents = SentenceTransformersDocumentEmbedder(model=model, device=device, progress_bar=False)
        self._question = SentenceTransformersTextEmbedder(model=model, device=device, progress_bar=False)
        self._documents.warm_up()
        self._question.warm_up()

    def build(self, pieces: Sequence[Piece], folder: Path) -> None:
        from haystack import Document
        from haystack.document_stores.in_memory import InMemoryDocumentStore

        store = InMemoryDocumentStore()
        documents = [Document(id=piece.id, content=piece.text, meta={"document": piece.document}) for piece in pieces]
        store.write_documents(self._documents.run(documents)["documents"])
        folder.mkdir(parents=True)
        store.save_to_disk(str(folder / "store.json"))

    def open(self, folder: Path) -> None:
        from haystack.components.joiners import DocumentJoiner
        from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
        from haystack.document_stores.in_memory import InMemoryDocumentStore

        store = InMemoryDocumentStore.load_from_disk(str(folder / "store.json"))
        self._bm25, self._dense = InMemoryBM25Retriever(store), InMemoryEmbeddingRetriever(store)
        self._joiner = DocumentJoiner(join_mode="reciprocal_rank_fusion")

    def search(self, question: str, limit: int) -> list[str]:
        vector = self._question.run(question)["embedding"]
        words = self._bm25.run(query=question, top_k=limit)["documents"]
        dense = self._dense.run(query_embedding=vector, top_k=limit)["documents"]
        joined = self._joiner.run(documents=[words, dense], top_k=limit)["documents"]
        return [document.meta["document"] for document in joined]

    def split(self, documents: Sequence[tuple[str, str]]) -> list[Piece]:
        from haystack import Document
        from haystack.components.preprocessors import DocumentSplitter

        splitter = DocumentSplitter()
        splitter.warm_up()
        return _pieces(
            documents, lambda text: [d.content or "" for d in splitter.run([Document(content=text)])["documents"]]
        )


class Txtai:
    """Embeddings with ``hybrid=True``."""

    def load(self, model: str) -> None:
        from txtai import Embeddings

        self._path = model
        self._embeddings = Embeddings(path=model, hybrid=True, gpu=False)
        self._embeddings.batchtransform(["een zin"])

    def build(self, pieces: Sequence[Piece], folder: Path) -> None:
        self._embeddings.index([(f"{piece.document}\n{piece.id}", piece.text, None) for piece in pieces])
        self._embeddings.save(str(folder))

    def open(self, folder: Path) -> None:
        self._embeddings.load(str(folder))

    def search(self, question: str, limit: int) -> list[str]:
        return [key.split("\n")[0] for key, _ in self._embeddings.search(question, limit)]

    def split(self, documents: Sequence[tuple[str, str]]) -> list[Piece]:
        return _pieces(documents, lambda text: [text])  # it splits nothing unless asked


SYSTEMS: dict[str, Callable[[], System]] = {
    "langchain": LangChain,
    "langchain-hybrid": lambda: LangChain(hybrid=True),
    "llamaindex": LlamaIndex,
    "haystack": Haystack,
    "txtai": Txtai,
}
