"""One converter for a test module: its processes start once."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.errors import CorpusError
from assistant.formats import Converted, Converter

Convert = Callable[[str, bytes], Converted]


@pytest.fixture(scope="module")
def converter() -> Iterator[Converter]:
    """A converter with the usual limits."""
    with Converter() as opened:
        yield opened


@pytest.fixture
def convert(converter: Converter, tmp_path: Path) -> Convert:
    """Converts bytes under a name."""

    def run(name: str, content: bytes) -> Converted:
        path = tmp_path / name
        path.write_bytes(content)
        return converter.convert(path)

    return run


@pytest.fixture
def refusal(convert: Convert) -> Callable[[str, bytes], str]:
    """The reason why bytes under a name are refused; fails when they are not."""

    def run(name: str, content: bytes) -> str:
        with pytest.raises(CorpusError) as caught:
            convert(name, content)
        return str(caught.value)

    return run
