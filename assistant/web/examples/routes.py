"""Which address of this desk shows or does what. The guard decides which of them exist for the outside."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool

from assistant.desks.examples import Examples, Row, Table, moments, quotes_of, shown
from assistant.desks.examples.looking import fitting
from assistant.engine import Engine
from assistant.web.examples import files, pages, pictures, words
from assistant.web.examples.asking import column_of, look_of, places_of
from assistant.web.frame import EXAMPLES_PATH, desk_page
from assistant.web.routing import Handler, safely
from assistant.web.service import Service

Show = Callable[[Request, Engine, Table], Response]


class ExamplesDesk:
    """The desk with the table of places: pages that read, two buttons, and files."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self.examples = Examples()

    def router(self) -> APIRouter:
        """Every route of the desk."""
        router = APIRouter(prefix=EXAMPLES_PATH)
        for path, show in {
            "": _table,
            "/vergelijk": _compare,
            "/plaats": _place,
            "/overzicht": _picture,
            "/citaten": _counted,
            "/tijdlijn": _timeline,
        }.items():
            router.add_api_route(path, self._reading(show), methods=["GET"])
        for ending in files.WRITERS:
            router.add_api_route(f"/{words.FILE}.{ending}", self._reading(_file(ending)), methods=["GET"])
        router.add_api_route("/bijwerken", self._doing(self._start), methods=["POST"])
        router.add_api_route("/stoppen", self._doing(self._stop), methods=["POST"])
        return router

    def _reading(self, show: Show) -> Handler:
        def answer(request: Request) -> Response:
            engine = self._engine()
            if engine is None:
                return _page(self._waiting())
            return show(request, engine, self.examples.table(engine))

        return _safely(answer)

    def _doing(self, do: Callable[[], None]) -> Handler:
        def answer(_: Request) -> Response:
            do()
            return RedirectResponse(EXAMPLES_PATH, status_code=303)

        return _safely(answer)

    def _engine(self) -> Engine | None:
        assistant = self._service.assistant()
        return assistant.engine if assistant is not None else None

    def _waiting(self) -> str:
        failure, progress = self._service.failure(), self._service.progress()
        if failure:
            return pages.waiting(failure, failure=True)
        return pages.waiting(progress.step if progress else words.LOOKING, failure=False)

    def _start(self) -> None:
        engine = self._engine()
        if engine is not None:
            self.examples.start(engine)

    def _stop(self) -> None:
        self.examples.stop()


def _safely(answer: Callable[[Request], Response]) -> Handler:
    async def handle(request: Request) -> Response:
        return await run_in_threadpool(answer, request)

    return safely(handle, lambda _, sentence, status: _page(pages.missing(sentence), status), words.BROKEN)


def _table(request: Request, engine: Engine, table: Table) -> Response:
    found = fitting(table.rows, look_of(request.query_params))
    rows, look = pages.part_of(found, look_of(request.query_params))
    return _page(pages.table(table, pages.Part(shown(engine.generation, rows), found, look)))


def _compare(request: Request, engine: Engine, table: Table) -> Response:
    look = look_of(request.query_params)
    names = places_of(request.query_params)
    if not 2 <= len(names) <= pages.MOST:
        rows, first = pages.part_of(table.rows, look)
        part = pages.Part(shown(engine.generation, rows), table.rows, first)
        return _page(pages.table(table, part, words.COMPARE_NONE.format(count=len(names))))
    rows = _chosen(fitting(table.rows, look), names)
    known = {name for row in rows for name in (row.place.name, *row.place.members)}
    return _page(pages.comparison(shown(engine.generation, rows), [n for n in names if n not in known], look))


def _place(request: Request, engine: Engine, table: Table) -> Response:
    row = table.row(request.query_params.get("naam", ""))
    if row is None:
        return _page(pages.missing(words.UNKNOWN_PLACE), 404)
    dated = [quote for _, quote in moments(engine.generation, [row])]
    return _page(pages.place(shown(engine.generation, [row])[0], dated))


def _picture(request: Request, engine: Engine, table: Table) -> Response:
    look = look_of(request.query_params)
    return _page(pictures.picture(table, fitting(table.rows, look), look))


def _counted(request: Request, engine: Engine, table: Table) -> Response:
    """The quotes of one aspect that a number of the picture counts, a page of them."""
    look, aspect = look_of(request.query_params), column_of(request.query_params)
    name = next(iter(places_of(request.query_params)), "")
    if aspect is None:
        return _page(pages.missing(words.UNKNOWN_ASPECT), 404)
    rows = [row for row in fitting(table.rows, look) if not name or row.place.name == name]
    every = [(row, one) for row in rows for one in row.cells.get(aspect.key, ())]
    if not every:
        return _page(pages.missing(words.NOTHING_COUNTED), 404)
    last = -(-len(every) // pictures.QUOTES_SHOWN)
    look = replace(look, page=min(max(look.page, 1), last))
    first = (look.page - 1) * pictures.QUOTES_SHOWN
    found = quotes_of(
        engine.generation, [(row.place, one) for row, one in every[first : first + pictures.QUOTES_SHOWN]]
    )
    return _page(pictures.counted(aspect, found, len(every), look, name))


def _timeline(request: Request, engine: Engine, table: Table) -> Response:
    look = look_of(request.query_params)
    rows = fitting(table.rows, look)
    return _page(pictures.timeline(table, moments(engine.generation, rows, pictures.MOMENTS_SHOWN), look))


def _file(ending: str) -> Show:
    media_type, write = files.WRITERS[ending]

    def answer(request: Request, engine: Engine, table: Table) -> Response:
        rows: Sequence[Row] = fitting(table.rows, look_of(request.query_params))
        names = places_of(request.query_params)
        if names:
            rows = _chosen(rows, names)
        made = write(files.sheet(shown(engine.generation, rows), str(request.base_url)))
        name = f'attachment; filename="{words.FILE}.{ending}"'
        return Response(made, media_type=media_type, headers={"Content-Disposition": name})

    return answer


def _chosen(rows: Sequence[Row], names: Sequence[str]) -> list[Row]:
    """The rows of these places in this order, a region for its municipality, each once."""
    table = Table(tuple(rows))
    found = (table.row(name) for name in names)
    return list({row.place.name: row for row in found if row is not None}.values())


def _page(main: str, status: int = 200) -> HTMLResponse:
    return HTMLResponse(desk_page(words.DESK, main, EXAMPLES_PATH), status_code=status)
