"""Writing front matter: a new block, or other values in one that its curator wrote.

A block keeps its own lines: only those of the keys that change are written
anew, so comments, other keys and the text under it stay byte for byte. What is
written is read back before it counts.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from assistant.corpus.front_matter import UNKNOWN, FrontMatter, canonical, separate
from assistant.errors import CorpusError

Value = str | Sequence[str] | None
DUTCH = {
    "title": "titel",
    "authors": "auteurs",
    "organisation": "organisatie",
    "date": "datum",
    "kind": "soort",
    "municipalities": "gemeenten",
    "themes": "themas",
    "forms": "organisatievormen",
    "questions": "vragen",
    "source": "herkomst",
    "role": "rol",
    "visibility": "zichtbaarheid",
    "file": "bestand",
    "sha256": "sha256",
}
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]*(?:\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]|\Z)")
_ENDS = "\n\r\x0b\x0c\x85\u2028\u2029"
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


def block(values: Mapping[str, Value]) -> str:
    """A new block with the values that say something, under their Dutch keys, in the order given."""
    return "".join(
        ["---\n", *(f"{_line(key, value)}\n" for key, value in values.items() if value is not None), "---\n"]
    )


def head_and_body(text: str) -> tuple[str, str]:
    """The block as it stands in the file, fences included, and the rest; "" where there is none."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    lines = _lines(text.removeprefix(mark))
    end = _end(lines)
    if not _is_block(text) or end is None:
        return "", text
    head = mark + "".join(lines[: end + 1])
    return head, text[len(head) :]


def rewritten(text: str, changes: Mapping[str, Value]) -> str:
    """``text`` with these values in its front matter; None takes a key out.

    Keys are Dutch or English. CorpusError when the block cannot be read, or when a value is refused.
    """
    wanted = {canonical(key): _clean(value) for key, value in changes.items()}
    head, body = head_and_body(text)
    ending = "\r\n" if "\r\n" in text[:2000] else "\n"
    lines = _lines(head)[1:-1] if head else []
    kept = _kept_lines(lines, wanted)
    added = [
        _line(key, value) + ending for key, value in wanted.items() if value is not None and key not in kept.places
    ]
    for key, place in kept.places.items():
        value = wanted[key]
        kept.lines[place] = "" if value is None else _line(key, value) + ending
    fences = _lines(head)
    first, last = (fences[0], fences[-1]) if head else (f"---{ending}", f"---{ending}")
    fresh = "".join([first, *kept.lines, *added, last]) + body
    _check(fresh, body, wanted)
    return fresh


class _Kept:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.places: dict[str, int] = {}


def _kept_lines(lines: Sequence[str], wanted: Mapping[str, Value]) -> _Kept:
    """The lines of a block, with an empty one at the place of each key that is wanted."""
    kept = _Kept()
    plain = "\n".join(line.rstrip(_ENDS) for line in lines)
    node = yaml.compose(plain, yaml.SafeLoader) if plain.strip() else None
    keys = node.value if isinstance(node, yaml.MappingNode) else []
    starts = [key.start_mark.line for key, _ in keys]
    if len(set(starts)) < len(starts) or (isinstance(node, yaml.MappingNode) and node.flow_style):
        values = yaml.safe_load(plain)
        lines = [f"{_dumped(str(name))}: {_dumped(value)}\n" for name, value in values.items()]
        return _kept_lines(lines, wanted)
    at, ends = 0, [*starts[1:], len(lines)] if starts else []
    for (key, _), start, end in zip(keys, starts, ends, strict=True):
        name = canonical(str(key.value))
        kept.lines += lines[at:start]
        if name in wanted:
            while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
                end -= 1  # blank lines and comments belong to what follows
            if name in kept.places:
                kept.lines[kept.places[name]] = ""
            kept.places[name] = len(kept.lines)
            kept.lines.append("")
        else:
            kept.lines += lines[start:end]
        at = end
    kept.lines += lines[at:]
    if kept.lines and kept.lines[-1] and kept.lines[-1][-1] not in _ENDS:
        kept.lines[-1] += "\n"
    return kept


def _check(fresh: str, body: str, wanted: Mapping[str, Value]) -> None:
    head, rest = separate(_normal(fresh))
    if rest != _normal(body):
        raise CorpusError(
            "het blok bovenaan (tussen de regels ---) kan ik niet veranderen; doe het in het bestand zelf"
        )

    def known(value: Value) -> Value:
        return "" if value is None or str(value).lower() == UNKNOWN else value

    for key, value in wanted.items():
        if key in ("title", "organisation", "source", "role") and getattr(head, key) != known(value):
            raise CorpusError(f"de waarde van ‘{DUTCH[key]}’ kan ik niet opschrijven; kies een andere")


def facts(text: str) -> FrontMatter:
    """What the front matter of a file's text says; CorpusError when it cannot be understood."""
    return separate(_normal(text))[0]


def _is_block(text: str) -> bool:
    normal = _normal(text)
    return len(separate(normal)[1]) < len(normal)


def _end(lines: Sequence[str]) -> int | None:
    """The number of the line that closes the block; None where there is no block."""
    fences = [number for number, line in enumerate(lines) if line.rstrip(_ENDS + " \t") == "---"]
    return fences[1] if len(fences) > 1 and fences[0] == 0 else None


def _normal(text: str) -> str:
    return re.sub("\r\n|[\r\x0b\x0c\x85\u2028\u2029]", "\n", text.removeprefix("\ufeff"))


def _lines(text: str) -> list[str]:
    return [line for line in _LINE.findall(text) if line]


def _clean(value: Value) -> Value:
    if value is None:
        return None
    if isinstance(value, str):
        return " ".join(_UNPRINTABLE.sub(" ", value).split())
    return [text for text in (" ".join(_UNPRINTABLE.sub(" ", item).split()) for item in value) if text]


def _line(key: str, value: Value) -> str:
    name = DUTCH.get(canonical(key), key)
    clean = _clean(value)
    if isinstance(clean, str) and canonical(key) == "date" and _DATE.fullmatch(clean):
        return f"{name}: {clean}"
    return f"{name}: {_dumped(clean)}"


def _dumped(value: Any) -> str:
    text: str = yaml.safe_dump(value, allow_unicode=True, width=10**9, sort_keys=False, default_flow_style=True)
    return text.removesuffix("...\n").strip()
