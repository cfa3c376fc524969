"""The name of each document that comes from one folder.

A name is the file's own, without its extension. Where files of one folder
share it, each of those is called after its path; the extension, and then a few
digits of a digest, are added where that is not enough. Names that differ in
capitals only count as one: on another disk they would be the same file. The
result depends on the paths alone, never on their order.
"""

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath

from assistant.corpus import NOT_INDEXED
from assistant.corpus.documents import EXTENSIONS, MAXIMUM_NAME

_LONGEST = MAXIMUM_NAME - len(".txt")  # characters
_BYTES = 240  # a name of a file is at most 255 bytes
_UNUSABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff/\\]+")


def document_names(paths: Iterable[str]) -> dict[str, str]:
    """The name of the document for each path within a folder (with "/"); every name once."""
    step = dict.fromkeys(sorted(set(paths)), 0)
    while True:
        named: dict[str, list[str]] = defaultdict(list)
        for path, number in step.items():
            named[_STEPS[number](path).casefold()].append(path)
        clashing = [path for same in named.values() if len(same) > 1 for path in same]
        again = [path for path in clashing if step[path] < len(_STEPS) - 1]
        if not again:
            return {path: _STEPS[number](path) for path, number in step.items()}
        for path in again:
            step[path] += 1


def usable(name: str, path: str) -> str:
    """A name that every disk and terminal can carry; what is cut off or replaced leaves a digest of the path."""
    plain = unicodedata.normalize("NFC", name)
    clean = _UNUSABLE.sub("-", plain).strip().lstrip(".")
    if clean == plain and clean and len(clean) <= _LONGEST and len(clean.encode()) <= _BYTES:
        return clean
    short = clean[: _LONGEST - 9].encode()[: _BYTES - 9].decode("utf-8", "ignore").rstrip(" .-")
    return f"{short or 'document'}-{_digest(path)}"


def _stem(path: str) -> str:
    return _indexed(PurePosixPath(path).stem, path)


def _joined(path: str) -> str:
    inner = PurePosixPath(path)
    return _indexed("-".join([*inner.parts[:-1], inner.stem]), path)


def _indexed(name: str, path: str) -> str:
    """A name under which the Markdown of a file counts as a source: ``readme.md`` does not."""
    if f"{name.lower()}.md" in NOT_INDEXED and PurePosixPath(path).suffix.lower() not in EXTENSIONS:
        return _with_extension(path)
    return usable(name, path)


def _with_extension(path: str) -> str:
    inner = PurePosixPath(path)
    return usable(f"{'-'.join([*inner.parts[:-1], inner.stem])}-{inner.suffix.lower().lstrip('.')}", path)


def _with_digest(path: str) -> str:
    return f"{_with_extension(path)[: _LONGEST - 9]}-{_digest(path)}"


def _digest(path: str) -> str:
    return hashlib.sha256(path.encode("utf-8", "surrogateescape")).hexdigest()[:8]


_STEPS: tuple[Callable[[str], str], ...] = (_stem, _joined, _with_extension, _with_digest)
