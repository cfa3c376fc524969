"""An engine that notes where it is asked to look."""

from collections.abc import Callable, Sequence

from assistant.engine import Engine
from assistant.retrieval import Query, Retrieved


class NotingEngine(Engine):
    """An engine that notes the rows it was asked to look in."""

    asked: list[tuple[int, ...]]

    def retrieve_within(self, query: Query, rows: Sequence[int], limit: int = 12) -> Retrieved:
        self.asked.append(tuple(rows))
        return super().retrieve_within(query, rows, limit)


OnReports = Callable[..., NotingEngine]
