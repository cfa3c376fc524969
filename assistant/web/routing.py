"""What the routes of every desk share: who asks, and what was typed."""

import hashlib
import logging
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs

from fastapi import Request, Response

from assistant.errors import WijkwijzerError

COOKIE = "ww-lezer"
TOKEN = re.compile(r"[A-Za-z0-9_-]{32,64}")
MAXIMUM_FIELDS = 200

Handler = Callable[[Request], Awaitable[Response]]

log = logging.getLogger(__name__)


def safely(handler: Handler, instead: Callable[[Request, str, int], Response], broken: str) -> Handler:
    """The handler with an answer for each of its failures: ``instead`` of a request, a sentence and a status.

    ``broken`` is the sentence where the program itself is at fault.
    """

    async def handle(request: Request) -> Response:
        try:
            return await handler(request)
        except WijkwijzerError as error:
            return instead(request, str(error), 503)
        except Exception:
            log.exception("a page of a desk failed")
            return instead(request, broken, 500)

    return handle


def owner_of(token: str | None) -> str:
    """By what name the things are kept of whoever holds this cookie; "" without a usable one.

    Not the cookie itself: who can read the database should not be able to pass for its users.
    """
    if not token or not TOKEN.fullmatch(token):
        return ""
    return hashlib.sha256(token.encode()).hexdigest()[:40]


def owner(request: Request) -> str:
    """Whose request this is, see ``owner_of``."""
    return owner_of(request.cookies.get(COOKIE))


async def form(request: Request) -> dict[str, str]:
    """The fields of a form that holds no files; of a field that comes twice, the last."""
    return {key: values[-1] for key, values in (await form_lists(request)).items()}


async def form_lists(request: Request) -> dict[str, list[str]]:
    """The fields of a form that holds no files, each with all its values; line ends are line feeds."""
    body = (await request.body()).decode("ascii", "replace")
    found: dict[str, Any] = {}
    with suppress(ValueError):  # more fields than any form here has
        found = parse_qs(body, keep_blank_values=True, errors="replace", max_num_fields=MAXIMUM_FIELDS)
    return {key: [value.replace("\r\n", "\n") for value in values] for key, values in found.items()}
