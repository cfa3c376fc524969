"""A server on loopback that speaks OpenAI's language and does what a script says, also what no server should do."""

import json
import select
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

LONGEST_SECONDS = 30.0  # no script goes on for longer, whatever the client does


@dataclass
class Call:
    """One request, and the line along which it is answered."""

    handler: BaseHTTPRequestHandler
    body: dict[str, Any]
    started: float = field(default_factory=time.monotonic)
    left_after: float | None = None  # seconds after which the client was gone

    @property
    def prompt(self) -> str:
        """All that the model reads."""
        return "\n".join(str(message["content"]) for message in self.body["messages"])

    @property
    def is_listened_to(self) -> bool:
        """Whether the client is still there; remembers when it went."""
        if self.left_after is None:
            line = self.handler.connection
            with suppress(OSError):
                readable, _, _ = select.select([line], [], [], 0)
                if not readable or line.recv(1, socket.MSG_PEEK):
                    return time.monotonic() - self.started < LONGEST_SECONDS
            self.left_after = time.monotonic() - self.started
        return False

    def head(self, kind: str = "text/event-stream") -> None:
        self.handler.send_response(200)
        self.handler.send_header("Content-Type", kind)
        self.handler.send_header("Transfer-Encoding", "chunked")
        self.handler.end_headers()

    def raw(self, data: bytes) -> None:
        """Bytes as one chunk; the end of the client's interest is remembered."""
        try:
            self.handler.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
            self.handler.wfile.flush()
        except OSError:
            if self.left_after is None:
                self.left_after = time.monotonic() - self.started
            raise

    def event(self, text: str | None, reason: str | None = None) -> bytes:
        choice = {"index": 0, "delta": {} if text is None else {"content": text}, "finish_reason": reason}
        chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}
        return f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n".encode()

    def say(self, text: str) -> None:
        self.raw(self.event(text))

    def end(self) -> None:
        self.raw(self.event(None, "stop"))
        self.raw(b"data: [DONE]\n\n")
        self.raw(b"")

    def wait(self) -> None:
        """Say nothing for as long as the client is there."""
        while self.is_listened_to:
            time.sleep(0.02)


Script = Callable[[Call], None]


def writes(text: str | Callable[[str], str], pause: float = 0.0) -> Script:
    """The text in small pieces; or what a function makes of the prompt."""

    def run(call: Call) -> None:
        whole = text if isinstance(text, str) else text(call.prompt)
        call.head()
        for at in range(0, len(whole), 7):
            call.say(whole[at : at + 7])
            time.sleep(pause)
        call.end()

    return run


def refuses(status: int) -> Script:
    """An error, with a body that names what it should not."""

    def run(call: Call) -> None:
        body = json.dumps({"error": {"message": f"key sk-geheim of {call.prompt}", "path": "/srv/model"}}).encode()
        call.handler.send_response(status)
        call.handler.send_header("Content-Type", "application/json")
        call.handler.send_header("Content-Length", str(len(body)))
        call.handler.end_headers()
        call.handler.wfile.write(body)

    return run


def silent(call: Call) -> None:
    """Not one byte."""
    call.wait()


def hangs_after(text: str) -> Script:
    """A beginning, and then nothing."""

    def run(call: Call) -> None:
        call.head()
        call.say(text)
        call.wait()

    return run


def cut_after(text: str) -> Script:
    """A beginning, and then the line is broken."""

    def run(call: Call) -> None:
        call.head()
        call.say(text)
        call.handler.connection.shutdown(socket.SHUT_RDWR)

    return run


def stops_quietly(text: str) -> Script:
    """A whole body, but not a whole answer: nothing says that it is done."""

    def run(call: Call) -> None:
        call.head()
        call.say(text)
        call.raw(b"")

    return run


def sends(data: bytes, kind: str = "text/event-stream") -> Script:
    """Bytes as they are."""

    def run(call: Call) -> None:
        call.head(kind)
        call.raw(data)
        call.raw(b"")

    return run


def splits_characters(text: str) -> Script:
    """Every byte in a chunk of its own."""

    def run(call: Call) -> None:
        call.head()
        for byte in call.event(text) + call.event(None, "stop") + b"data: [DONE]\n\n":
            call.raw(bytes([byte]))
        call.raw(b"")

    return run


def goes_on(text: str, pause: float = 0.0) -> Script:
    """The same text for ever."""

    def run(call: Call) -> None:
        call.head()
        while call.is_listened_to:
            call.say(text)
            time.sleep(pause)

    return run


def one_line_for_ever(call: Call) -> None:
    """A line that never ends."""
    call.head()
    call.raw(b"data: ")
    while call.is_listened_to:
        call.raw(b"x" * 65_536)


def keeps_alive(call: Call) -> None:
    """Signs of life, but no word."""
    call.head()
    while call.is_listened_to:
        call.raw(b": nog even\n\n")
        time.sleep(0.05)


@dataclass
class ScriptedModel:
    """The server: its address, its script, and every call that it got."""

    url: str
    script: Script
    calls: list[Call] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    @property
    def prompts(self) -> list[str]:
        return [call.prompt for call in self.calls]


@contextmanager
def scripted_model() -> Iterator[ScriptedModel]:
    """Serves until the test is over."""
    model = ScriptedModel("", writes("Dit staat niet in de bronnen."))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            call = Call(self, json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            model.calls.append(call)
            model.keys.append(self.headers.get("Authorization", ""))
            self.close_connection = True
            with suppress(OSError):
                model.script(call)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: a test's output is its own."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, request: object, client_address: object) -> None:
            """A client that goes away is what these tests are about."""

    server = Server(("127.0.0.1", 0), Handler)
    model.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()
