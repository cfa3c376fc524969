"""Files to Documents: reading, front matter, and the folders of a home."""

from assistant.corpus.documents import Refusal, document_name, read_document, read_text
from assistant.corpus.folders import (
    NOT_INDEXED,
    Corpus,
    corpus_files,
    guides,
    load_corpus,
    load_folder,
    name_within,
    text_key,
)

__all__ = [
    "NOT_INDEXED",
    "Corpus",
    "Refusal",
    "corpus_files",
    "document_name",
    "guides",
    "load_corpus",
    "load_folder",
    "name_within",
    "read_document",
    "read_text",
    "text_key",
]
