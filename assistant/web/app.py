"""The web application: own routes, Gradio mounted under them, and the guard around both."""

import asyncio
import logging
import os
import tempfile
from importlib import resources
from pathlib import Path
from typing import Any

import gradio as gr
from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse
from starlette.concurrency import run_in_threadpool

from assistant.errors import WijkwijzerError
from assistant.kept import Shelf
from assistant.web import sources, standing, texts
from assistant.web.curating import Desk
from assistant.web.curator import Curator
from assistant.web.examples import ExamplesDesk
from assistant.web.guard import LOOPBACK_HOSTS, Guard
from assistant.web.page import create_page
from assistant.web.service import Service
from assistant.web.talks.routes import TalkRoutes
from assistant.web.talks.talks import Talks
from assistant.web.workshops import WorkshopDesk

ASSETS = {
    "style.css": "text/css; charset=utf-8",
    "desk.css": "text/css; charset=utf-8",
    "voorbeelden.css": "text/css; charset=utf-8",
    "workshop.css": "text/css; charset=utf-8",
    "desk.js": "text/javascript; charset=utf-8",
    "talk.js": "text/javascript; charset=utf-8",
    "stand.js": "text/javascript; charset=utf-8",
    "files.js": "text/javascript; charset=utf-8",
    "page.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}
MAXIMUM_UPLOAD = 1  # byte; the route is closed as well

log = logging.getLogger(__name__)


def create_app(
    service: Service,
    curator: Curator,
    shelf: Shelf,
    hosts: frozenset[str] = LOOPBACK_HOSTS,
    werkvormen: Path | None = None,
) -> FastAPI:
    """The whole page for ``service`` and ``curator``; it answers only to the names in ``hosts``.

    ``shelf`` holds what its users keep; ``werkvormen`` is a folder with this home's own, where there is one.
    """
    # Gradio keeps files that pass through it in a folder that every user of the page can read.
    folder = tempfile.TemporaryDirectory(prefix="wijkwijzer-", ignore_cleanup_errors=True)
    os.environ["GRADIO_TEMP_DIR"] = folder.name
    app = FastAPI(title=texts.NAME, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.temporary_folder = folder  # lives as long as the application
    app.state.shelf = shelf
    app.state.closing = asyncio.Event()  # set it to end every open stream
    _add_routes(app, service)
    app.state.desk = Desk(service, curator)
    app.state.talks = talks = Talks(service, shelf)
    app.include_router(TalkRoutes(talks).router())
    app.include_router(app.state.desk.router())
    app.state.examples = ExamplesDesk(service)
    app.include_router(app.state.examples.router())
    app.include_router(WorkshopDesk(service, shelf, werkvormen).router())
    app.add_middleware(Guard, closing=app.state.closing, hosts=hosts)
    return _with_gradio(app, create_page(service, app.state.desk.notice, talks))


def _with_gradio(app: FastAPI, page: Any) -> FastAPI:
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        page,
        path="/",
        footer_links=[],
        run_history=False,
        show_error=False,
        max_file_size=MAXIMUM_UPLOAD,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        allowed_paths=[],
        theme=gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"]),
        app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None},
    )
    return mounted


def _add_routes(app: FastAPI, service: Service) -> None:
    folder = resources.files("assistant.web").joinpath("assets")

    @app.get("/wijkwijzer/stand")
    async def state() -> Response:
        return Response(await run_in_threadpool(_state, service), media_type="text/plain")

    @app.get("/wijkwijzer/{name}")
    def asset(name: str) -> Response:
        if name not in ASSETS:
            return Response(status_code=404)
        return Response(folder.joinpath(name).read_bytes(), media_type=ASSETS[name])

    @app.get("/document/{document_id:path}")
    async def document(document_id: str, request: Request) -> HTMLResponse:
        mark = (_number(request, "van"), _number(request, "tot"))
        try:
            page = await run_in_threadpool(_document_page, service, document_id, mark)
        except Exception:
            log.exception("a document could not be shown")
            page = None
        return HTMLResponse(page or sources.missing_page(), status_code=200 if page else 404)


def _state(service: Service) -> str:
    try:
        return standing.state(service.assistant())
    except WijkwijzerError:
        return ""


def _document_page(service: Service, document_id: str, mark: tuple[int, int]) -> str | None:
    assistant = service.assistant()
    found = assistant.document(document_id) if assistant else None
    return sources.document_page(found, mark) if found else None


def _number(request: Request, name: str) -> int:
    value = request.query_params.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 12 else 0
