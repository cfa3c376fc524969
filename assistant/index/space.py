"""Room on the disk: asked for before a build, bounded during it, and named when it is gone.

Estimates rest on the sizes that ``benchmarks/scale`` measured: per passage of
384 dimensions Chroma takes 1.9 to 2.9 kB, and store and word index together
some 4 bytes for each byte of text.
"""

import errno
import os
import resource
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import IndexUnavailableError

FULL_NUMBERS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
KEPT = "De oude index blijft gelden."
FULL = f"De schijf is vol. Maak ruimte vrij en probeer het opnieuw. {KEPT}"
UNWRITTEN = f"Ik kan de index niet wegschrijven. Maak ruimte vrij op de schijf en probeer het opnieuw. {KEPT}"
_FULL_WORDS = (
    "disk is full",
    "requested and",  # what numpy says of an array of which it wrote a part
    *(f"os error {number}" for number in sorted(FULL_NUMBERS)),
    *map(os.strerror, sorted(FULL_NUMBERS)),
)
_MARGIN = 8_000_000
_BOUND_TIMES, _BOUND_LEAST = 4, 1_000_000_000  # a broken store of Chroma 1.5.9 has grown a file to 65 GB


def dense_bytes(passages: int, dimension: int) -> int:
    """What Chroma takes at most for so many vectors."""
    return passages * (8 * dimension + 500)


def needed_bytes(characters: int, passages: int, sentences: int, dimension: int) -> int:
    """What a build takes at most, its probe's copy of Chroma's part included."""
    arrays = 2 * dimension * (passages + sentences) + 50 * passages
    return arrays + 2 * dense_bytes(passages, dimension) + 6 * characters + 40 * sentences + _MARGIN


def check_free(folder: Path, needed: int) -> None:
    """IndexUnavailableError when the disk of ``folder`` has less room than ``needed`` bytes."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise IndexUnavailableError(
            f"De schijf is te vol: de index heeft {_megabytes(needed)} MB nodig en er is {free // 1_000_000} MB vrij. "
            f"Maak ruimte vrij en probeer het opnieuw. {KEPT}"
        )


def bound_files(expected: int) -> None:
    """Let no file that this process writes grow far past ``expected`` bytes; a limit that is lower stays."""
    bound = max(_BOUND_TIMES * expected, _BOUND_LEAST)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    limits = [limit for limit in (bound, soft, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_FSIZE, (min(limits), hard))


def is_full(error: BaseException) -> bool:
    """Whether an error, of the system or of a library, speaks of a disk without room."""
    if isinstance(error, OSError) and error.errno in FULL_NUMBERS:
        return True
    said = str(error)
    return any(words in said for words in _FULL_WORDS)


@contextmanager
def writing() -> Iterator[None]:
    """What Chroma, Tantivy or SQLite say when they cannot write, as one error that tells the user what to do."""
    try:
        yield
    except (IndexUnavailableError, MemoryError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic of Rust is no Exception
        if isinstance(error, OSError) and not is_full(error):
            raise
        raise IndexUnavailableError(FULL if is_full(error) else UNWRITTEN) from error


def _megabytes(count: int) -> int:
    return -(-count // 1_000_000)
