"""What went wrong with a language model, as a Dutch clause that can stand in a remark.

The texts of libraries never reach a user or a log: they may hold an address,
a key or the question.
"""

from http import HTTPStatus

UNREACHABLE = "het taalmodel is niet bereikbaar"
REFUSED = "het taalmodel weigert de sleutel"
UNKNOWN = "de server kent dit taalmodel niet"
BUSY = "het taalmodel krijgt te veel vragen tegelijk"
BROKEN = "het taalmodel heeft een storing"
LATE = "het taalmodel gaf niet op tijd antwoord"
STOPPED = "het taalmodel hield midden in het antwoord op"
UNREADABLE = "het taalmodel gaf een antwoord dat ik niet kan lezen"
TOO_LONG = "de vraag en de bronnen zijn te lang voor het taalmodel"
SILENT = "het taalmodel gaf geen tekst"
NO_FILE = "het bestand met het taalmodel werkt niet"

_BY_NAME = (  # the classes of httpx, httpx2, openai and ollama, without importing them
    (LATE, ("Timeout", "TimeoutException", "TimeoutError", "APITimeoutError", "StreamChunkTimeoutError")),
    (STOPPED, ("RemoteProtocolError", "ReadError", "IncompleteRead")),
    (UNREACHABLE, ("ConnectError", "ConnectionError", "APIConnectionError", "NetworkError", "OSError")),
    (UNREADABLE, ("ValueError", "TypeError", "LookupError", "AttributeError", "DecodingError", "Warning")),
)


def reason_of(error: BaseException) -> str:
    """The clause for what a library raised."""
    status = _status(error)
    if status is not None:
        return _by_status(status)
    seen: BaseException | None = error
    for _ in range(4):  # openai wraps what the transport raised
        names = {kind.__name__ for kind in type(seen).__mro__}
        for reason, known in _BY_NAME:
            if names & set(known) and (reason != UNREACHABLE or seen is None or seen.__cause__ is None):
                return reason
        seen = seen.__cause__ if seen is not None else None
    return UNREACHABLE if "APIConnectionError" in {kind.__name__ for kind in type(error).__mro__} else BROKEN


def _status(error: BaseException) -> int | None:
    """The HTTP status that an error carries; None when it carries none."""
    for holder in (error, getattr(error, "response", None)):
        status = getattr(holder, "status_code", None)
        if isinstance(status, int) and status >= HTTPStatus.MULTIPLE_CHOICES:
            return status
    return None


def _by_status(status: int) -> str:
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        return REFUSED
    if status == HTTPStatus.NOT_FOUND:
        return UNKNOWN
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return BUSY
    if status in (HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE):
        return TOO_LONG
    return BROKEN
