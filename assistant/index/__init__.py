"""The index: generations on disk, each whole, never changed after it was built.

The only home of chromadb and tantivy. A generation holds:

- ``manifest.json``: what it was made of and with; see ``manifest``;
- ``store.sqlite``: documents and passages, read only; see ``store``;
- ``passages.npy``, ``sentences.npy``: unit vectors in float16, and ``places.npy``:
  which passage each belongs to; see ``vectors``;
- ``lexical/``: Tantivy; ``chroma/``: Chroma.

``CURRENT`` names the generation that answers, and the one before it where that may
answer when the first is damaged. Nothing writes to a folder that
serves: Chroma 1.5.9 is not crash-safe when updated in place, and its deletes
leave text on disk. So every change is a new folder, built in a child process,
swapped in by one atomic rename.
"""

from assistant.index import manifest
from assistant.index.build import BuildReport, build_index
from assistant.index.generation import Generation, current_generation, is_stale
from assistant.index.manifest import Manifest
from assistant.index.opening import open_generation

__all__ = [
    "BuildReport",
    "Generation",
    "Manifest",
    "build_index",
    "current_generation",
    "is_stale",
    "manifest",
    "open_generation",
]
