"""What a library says of a damaged index, as one error that tells the user what to do."""

from collections.abc import Iterator
from contextlib import contextmanager

from assistant.errors import IndexUnavailableError

_KINDS = (ValueError, RuntimeError, OSError, TypeError, KeyError)
_PANIC = "PanicException"  # of Rust, in Chroma and in Tantivy: not an Exception, and each library has its own


@contextmanager
def translated(message: str, *more: type[Exception]) -> Iterator[None]:
    """Every error that reading a damaged file can give, as IndexUnavailableError with ``message``."""
    kinds: tuple[type[Exception], ...] = (*_KINDS, *more)
    try:
        yield
    except kinds as error:
        raise IndexUnavailableError(message) from error
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        raise IndexUnavailableError(message) from error
