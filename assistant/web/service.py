"""What the page needs of the rest of the program, as Protocols: tests give fakes that fit."""

from collections.abc import Callable, Generator, Sequence
from typing import Protocol

from assistant.engine import Engine
from assistant.types import Answer, Document, Evidence, Filters, Passage, Style, Turn, Writing


class Progress(Protocol):
    """How far something is; ``step`` is a Dutch phrase, ``total`` is 0 when unknown, ``file`` the one at hand."""

    @property
    def step(self) -> str: ...
    @property
    def done(self) -> int: ...
    @property
    def total(self) -> int: ...
    @property
    def file(self) -> str: ...
    @property
    def seconds_left(self) -> float | None: ...


class Assistant(Protocol):
    """Answers questions; ``assistant.pipeline.Assistant`` fits."""

    @property
    def engine(self) -> Engine | None:
        """What desks put questions of their own to; None for a fake that has no index."""
        ...

    def stream(
        self, question: str, turns: Sequence[Turn] = (), filters: Filters = ..., style: Style = ...
    ) -> Generator[Answer, None, None]:
        """Ever fuller answers, or the same again while nothing is new; the last one is complete."""
        ...

    def writing(self) -> Writing | None:
        """The language model that is on; None where every answer is made of quotes."""
        ...

    def quotes(
        self, question: str, filters: Filters, keeps: Sequence[Callable[[Passage], bool]]
    ) -> Sequence[Sequence[Evidence]]:
        """For each of ``keeps`` the best quotes from the passages that it lets through; none where none answers."""
        ...

    def document(self, document_id: str) -> Document | None:
        """The document of that name; None when there is none."""
        ...

    def documents(self) -> Sequence[Document]:
        """Every document that can be searched."""
        ...

    def suggestions(self) -> Sequence[str]:
        """Questions that these documents really answer."""
        ...


class Service(Protocol):
    """Where the page gets its assistant, which may still be on its way."""

    def assistant(self) -> Assistant | None:
        """None while the index is being built."""
        ...

    def progress(self) -> Progress | None:
        """How far the index is; None when nothing is known or nothing is being built."""
        ...

    def failure(self) -> str | None:
        """Why there will be no assistant, as one Dutch sentence to show; None when all is well."""
        ...

    def notice(self) -> str | None:
        """What to know beside the answers, as one Dutch sentence: that an older index gives them, say."""
        ...

    def refresh(self) -> None:
        """Look at once whether there is another index: sources were changed."""
        ...
