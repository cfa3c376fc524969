"""Asking a language model, in pieces as they come, with a bound on every wait.

The call runs in an event loop in a thread of its own, whatever the provider:
so it can be ended at any moment, also while nothing comes in, and the wait is
counted in pieces of the answer, not in bytes that keep a connection alive.
"""

import asyncio
import logging
import queue
import threading
import time
from collections.abc import Callable, Coroutine, Generator, Iterator, Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, Protocol

from pydantic import SecretStr

from assistant.errors import ModelError
from assistant.models.failures import LATE, STOPPED, UNREADABLE, reason_of
from assistant.types import Writing

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

log = logging.getLogger(__name__)
Message = tuple[str, str]  # "system" or "human", and the text
BEAT_SECONDS = 0.2  # between two signs that a call still waits
MAXIMUM_CHARACTERS = 24_000  # of one answer; what is longer never ends
WAITS_IN_ALL = 6  # so many times the longest wait for a piece: what is not done by then is cut off
_ENDINGS = ("finish_reason", "done_reason", "stop_reason")


class ChatModel(Protocol):
    """What the writer needs of a language model; the real one and the tests' fakes fit."""

    @property
    def writing(self) -> Writing:
        """Its name and where it is."""
        ...

    @property
    def context(self) -> int:
        """Tokens that it reads and writes together."""
        ...

    @property
    def answer_tokens(self) -> int:
        """Tokens that it writes at most."""
        ...

    @property
    def secret(self) -> str:
        """Its key, which its server knows and may not tell; "" without one."""
        ...

    @property
    def seconds(self) -> float:
        """How long to wait for its first word, and between two words."""
        ...

    def stream(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        """The answer in pieces; "" while nothing comes, several times a second, so that it can be closed.

        ModelError when there is no answer, or only a part of one.
        """
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


class CalledModel:
    """A LangChain chat model, called with bounds. Safe to share between threads.

    make: the chat model, made at the first question; ``ready`` is looked at until it
    holds, in the thread that asks.
    """

    def __init__(
        self,
        writing: Writing,
        context: int,
        answer_tokens: int,
        seconds: float,
        make: Callable[[], "BaseChatModel"],
        ready: Callable[[], bool] = lambda: True,
        closing: Callable[[], None] = lambda: None,
        tells_its_end: bool = True,
        secret: str = "",
    ) -> None:
        self._secret = SecretStr(secret)  # never shown by a repr
        self.writing, self.context, self.answer_tokens = writing, context, answer_tokens
        self.seconds, self._make, self._ready, self._closing = seconds, make, ready, closing
        self._tells_its_end = tells_its_end
        self._chat: BaseChatModel | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._lock = threading.Lock()

    @property
    def secret(self) -> str:
        """Its key."""
        return self._secret.get_secret_value()

    def stream(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        """The answer in pieces; see ``ChatModel``."""
        started = time.monotonic()
        while not self._ready():
            if time.monotonic() - started > self.seconds:
                raise ModelError(LATE)
            time.sleep(BEAT_SECONDS)
            yield ""
        pieces: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        chat = self._chat = self._chat or self._make()
        call = self._started(self._pump(chat, messages, pieces.put))
        call.add_done_callback(lambda _: pieces.put(None))
        try:
            yield from self._waited(pieces)
        finally:
            call.cancel()
        error = call.exception() if call.done() and not call.cancelled() else None
        if error is not None:
            self._chat = None  # another try with another connection
            reason = str(error) if isinstance(error, ModelError) else reason_of(error)
            log.warning("the language model failed: %s", type(error).__name__)
            raise ModelError(reason)

    def close(self) -> None:
        """Stop what runs; an answer that is being made fails."""
        with self._lock:
            loop, self._loop = self._loop, None
        if loop is not None:
            loop.call_soon_threadsafe(loop.stop)
        self._closing()

    def _waited(self, pieces: "queue.SimpleQueue[str | None]") -> Iterator[str]:
        began = last = time.monotonic()
        while True:
            try:
                piece = pieces.get(timeout=BEAT_SECONDS)
            except queue.Empty:
                piece = ""
            now = time.monotonic()
            if piece is None:
                return
            if piece:
                last = now
            if now - last > self.seconds:
                raise ModelError(LATE)
            if now - began > WAITS_IN_ALL * self.seconds:
                return
            yield piece

    async def _pump(
        self, chat: "BaseChatModel", messages: Sequence[Message], put: Callable[[str | None], None]
    ) -> None:
        from langsmith import tracing_context

        ended, count = False, 0
        with tracing_context(enabled=False):  # no question goes to a tracing service that the environment names
            async for chunk in chat.astream(list(messages)):
                text = chunk.text
                ended = ended or any(chunk.response_metadata.get(name) for name in _ENDINGS)
                count += len(text)
                if text:
                    put(text)
                if count > MAXIMUM_CHARACTERS:
                    return
        if self._tells_its_end and not ended:
            raise ModelError(STOPPED if count else UNREADABLE)

    def _started(self, work: Coroutine[Any, Any, None]) -> "Future[None]":
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                threading.Thread(target=_run, args=(self._loop,), name="wijkwijzer-model", daemon=True).start()
            return asyncio.run_coroutine_threadsafe(work, self._loop)


def _run(loop: asyncio.AbstractEventLoop) -> None:
    try:
        loop.run_forever()
    finally:
        loop.run_until_complete(_cancelled(asyncio.all_tasks(loop)))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()


async def _cancelled(tasks: "set[asyncio.Task[Any]]") -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
