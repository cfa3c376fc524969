"""What every request and response passes: who may ask, which routes exist, which headers go out.

Gradio opens far more routes than this page uses (upload, file, proxy, api,
monitoring, run history); whatever is not listed here does not exist. It also
answers in English and sends no security headers; both are put right here.
This is plain ASGI because Starlette's own middleware would hold up streams.
"""

import asyncio
import json
import logging
import re
import secrets
from collections.abc import Iterable
from urllib.parse import SplitResult, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web import texts, words
from assistant.web.curating.uploads import MAXIMUM_TOGETHER
from assistant.web.first_page import rewritten
from assistant.web.frame import failure_page
from assistant.web.routing import COOKIE, owner_of

LOOPBACK_HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})
MAXIMUM_BODY = 1_000_000  # bytes
READABLE = re.compile(
    r"/|/theme\.css|/(?:assets|static|wijkwijzer)/.*|/document/.*"
    r"|/gradio_api/(?:queue/data|startup-events|app_id|heartbeat/[\w-]+)"
    r"|/bronnen(?:/(?:toevoegen|notitie|document|verwijderen|vragen|(?:taak|nakijken)/[\w-]+))?"
    r"|/(?:voorbeelden|workshop|gesprekken)(?:/[\w-][\w.-]*){0,3}"
)
WRITABLE = re.compile(r"/gradio_api/(?:queue/join|reset)/?")
CHANGES = re.compile(
    r"/bronnen/(?:toevoegen|notitie|gegevens|verwijderen|vragen|(?:opnieuw|nakijken)/[\w-]+)"
    r"|/(?:voorbeelden|workshop|gesprekken)(?:/[\w-]+){0,3}"
)
UPLOAD = "/bronnen/toevoegen"
_KEPT = f"Path=/; Max-Age={400 * 24 * 3600}; HttpOnly; SameSite=Strict"  # as long as browsers keep a cookie
LASTING = re.compile(r"/(?:assets|static)/.*")
_POLICY = (
    "default-src 'self'; script-src 'self'{nonce}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-src 'none'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}

log = logging.getLogger(__name__)


class Guard:
    """Lets through what this page needs, and makes every failure one Dutch sentence."""

    def __init__(self, app: ASGIApp, closing: asyncio.Event, hosts: Iterable[str] = LOOPBACK_HOSTS) -> None:
        self._app = app
        self._closing = closing
        self._hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # this page uses no websockets
        reply = _Reply(scope, send)
        refusal = self._refusal(scope)
        if refusal is not None:
            await reply.fail(*refusal)
            return
        try:
            await self._app(_without_compression(scope), self._until_closing(receive), reply)
            await reply.finish()
        except Exception:
            log.exception("a request failed")
            if reply.started:
                raise
            await reply.fail(500, texts.SERVER_FAILED)

    def _until_closing(self, receive: Receive) -> Receive:
        """``receive``, which says that the reader is gone once the server stops.

        Every open page keeps streams open; without this they are cut off in
        the end, each with a traceback in the terminal.
        """

        async def next_message() -> Message:
            message = asyncio.ensure_future(receive())
            closing = asyncio.ensure_future(self._closing.wait())
            try:
                await asyncio.wait({message, closing}, return_when=asyncio.FIRST_COMPLETED)
                return message.result() if message.done() else {"type": "http.disconnect"}
            finally:
                message.cancel()
                closing.cancel()

        return next_message

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        """Status and sentence when this request may not go on.

        The check of the host stops DNS rebinding: a foreign page whose name
        suddenly points at this machine would otherwise read the local notes.
        """
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if _parsed(f"//{host}").hostname not in self._hosts:
            return 421, texts.WRONG_HOST
        origin = headers.get("origin")
        if origin is not None and _parsed(origin).netloc != host:
            return 403, texts.WRONG_ORIGIN
        method, path = scope["method"], scope["path"]
        changes = CHANGES.fullmatch(path)
        if method == "POST" and changes and origin is None:
            return 403, texts.WRONG_ORIGIN  # every browser tells where a form comes from
        if method == "POST" and (changes or WRITABLE.fullmatch(path)):
            most, sentence = (
                (MAXIMUM_TOGETHER, words.UPLOAD_TOO_LARGE)
                if path == UPLOAD
                else (MAXIMUM_BODY, words.TYPED_TOO_LARGE if changes else texts.TOO_LARGE)
            )
            length = headers.get("content-length", "")
            return None if length.isdigit() and len(length) < 16 and int(length) <= most else (413, sentence)
        if method in ("GET", "HEAD") and READABLE.fullmatch(path):
            return None
        return 404, texts.NOT_FOUND


class _Reply:
    """Sends a response on with its headers; rewrites the first page and English failures."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._path: str = scope["path"]
        self._is_known = owner_of(cookie_parser(Headers(scope=scope).get("cookie", "")).get(COOKIE)) != ""
        self._wants_text = "text/html" in Headers(scope=scope).get("accept", "")
        self._is_visit = Headers(scope=scope).get("sec-fetch-dest") == "document"
        self._is_head = scope["method"] == "HEAD"
        self._send = send
        self._held: list[bytes] | None = None
        self._nonce = ""
        self._replaced = False
        self._open = False
        self.started = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            await self._start(message)
        elif message["type"] == "http.response.body" and not self._replaced:
            await self._body(message)

    async def fail(self, status: int, sentence: str) -> None:
        """Answer with one Dutch sentence: as a page to a visitor, as text to a reader, as JSON to a script."""
        self.started = self._replaced = True
        kind, text = "application/json", json.dumps({"detail": sentence}, ensure_ascii=False)
        if self._is_visit:
            kind, text = "text/html; charset=utf-8", failure_page(sentence, has_way_on=status != 421)
        elif self._wants_text:
            kind, text = "text/plain; charset=utf-8", sentence
        body = text.encode()
        start: Message = {"type": "http.response.start", "status": status, "headers": []}
        headers = MutableHeaders(scope=start)
        headers.update({"Content-Type": kind, "Content-Length": str(len(body))})
        self._is_known = True  # a failure begins no acquaintance
        self._protect(headers)
        await self._send(start)
        await self._send({"type": "http.response.body", "body": b"" if self._is_head else body})

    async def finish(self) -> None:
        """Close a stream that was broken off because the server stops."""
        if self._open:
            self._open = False
            await self._send({"type": "http.response.body", "body": b""})

    async def _start(self, message: Message) -> None:
        headers = MutableHeaders(scope=message)
        is_page = headers.get("content-type", "").startswith("text/html")
        if message["status"] >= 400 and not is_page:
            sentence = texts.NOT_FOUND if message["status"] == 404 else texts.SERVER_FAILED
            await self.fail(message["status"], sentence)
            return
        self.started = True
        if self._path == "/" and is_page and not self._is_head:
            self._nonce = secrets.token_urlsafe(16)
            self._held = []
            self._waiting = message
            return
        self._open = True
        self._protect(headers)
        await self._send(message)

    async def _body(self, message: Message) -> None:
        if self._held is None:
            self._open = bool(message.get("more_body"))
            await self._send(message)
            return
        self._held.append(message.get("body", b""))
        if message.get("more_body"):
            return
        page = rewritten(b"".join(self._held).decode(), self._nonce).encode()
        headers = MutableHeaders(scope=self._waiting)
        headers["Content-Length"] = str(len(page))
        self._protect(headers)
        await self._send(self._waiting)
        await self._send({"type": "http.response.body", "body": page})

    def _protect(self, headers: MutableHeaders) -> None:
        nonce = f" 'nonce-{self._nonce}'" if self._nonce else ""
        headers["Content-Security-Policy"] = _POLICY.format(nonce=nonce)
        headers.update(_HEADERS)
        if not self._is_known and headers.get("content-type", "").startswith("text/html"):
            headers.append("Set-Cookie", f"{COOKIE}={secrets.token_urlsafe(32)}; {_KEPT}")
        if not LASTING.fullmatch(self._path):
            # A shared computer should not keep answers and notes after the browser is closed.
            headers["Cache-Control"] = "no-store"


def _parsed(address: str) -> SplitResult:
    """The parts of ``address``; all empty, so never the right ones, when it cannot be read."""
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("", "", "", "", "")


def _without_compression(scope: Scope) -> Scope:
    """The first page has to be rewritten, so it must come as it is."""
    if scope["path"] != "/":
        return scope
    kept = [(name, value) for name, value in scope["headers"] if name.lower() != b"accept-encoding"]
    return {**scope, "headers": kept}
