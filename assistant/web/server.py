"""Serves the page on this machine alone."""

import errno
import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from assistant.errors import WijkwijzerError
from assistant.kept import Shelf
from assistant.web import texts
from assistant.web.app import create_app
from assistant.web.curator import Curator
from assistant.web.service import Service

ADDRESS = "127.0.0.1"
STOP_SECONDS = 2  # an open page keeps a stream open; stopping should not wait for it


class _Server(uvicorn.Server):
    """Says where the page is as soon as it can be opened, and lets open pages go when it stops."""

    def __init__(self, app: FastAPI, config: uvicorn.Config, started: Callable[[], None]) -> None:
        super().__init__(config)
        self._app = app
        self._say_started = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started and not self.should_exit:
            self._say_started()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._app.state.closing.set()
        self._app.state.desk.jobs.close()
        self._app.state.examples.examples.stop()
        await super().shutdown(sockets=sockets)


def serve(
    service: Service,
    curator: Curator,
    shelf: Shelf,
    port: int,
    announce: Callable[[str], None],
    werkvormen: Path | None = None,
) -> None:
    """Serve until interrupted; ``announce`` gets the address once the page can be opened.

    Port 0 takes a free one; ``werkvormen`` is as in ``create_app``. WijkwijzerError when the port cannot be used.
    """
    with _listening(port) as listening:
        address = f"http://{ADDRESS}:{listening.getsockname()[1]}/"
        app = create_app(service, curator, shelf, werkvormen=werkvormen)
        config = uvicorn.Config(
            app,
            log_config=None,  # the command line decides where lines go
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=STOP_SECONDS,
        )
        _Server(app, config, lambda: announce(address)).run(sockets=[listening])


def _listening(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((ADDRESS, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        taken = error.errno == errno.EADDRINUSE
        raise WijkwijzerError((texts.PORT_TAKEN if taken else texts.PORT_REFUSED).format(port=port)) from error
    return listening
