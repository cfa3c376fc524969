"""Which address of the workshop desk shows or does what.

The pages work without a script; ``desk.js`` only puts them in place. A file is
made when it is asked for, and kept nowhere.
"""

from pathlib import Path
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool

from assistant.desks.workshop import editing, making
from assistant.desks.workshop.library import Library
from assistant.desks.workshop.types import Section, Workshop, WorkshopError
from assistant.engine import Engine
from assistant.errors import PersonalDataError, WijkwijzerError
from assistant.kept import Shelf
from assistant.web.frame import desk_page
from assistant.web.routing import Handler, form, owner, safely
from assistant.web.service import Service
from assistant.web.workshops import files, forms, pages, words
from assistant.web.workshops.bench import Bench, Change
from assistant.web.workshops.quotes import PATH, Shown


class WorkshopDesk:
    """The trainer's desk. ``own`` is the folder of this home's own werkvormen."""

    def __init__(self, service: Service, shelf: Shelf, own: Path | None = None) -> None:
        self._service = service
        self._bench = Bench(service, shelf, own)

    def router(self) -> APIRouter:
        """Every route of the desk."""
        router = APIRouter(prefix=PATH)
        one = "/{workshop}"
        for path, show in {
            "": self._start,
            one: self._whole,
            f"{one}/aanpassen/{{section}}": self._edit_form,
            f"{one}/wissel/{{line}}": self._swap_form,
            f"{one}/verwijderen": self._remove_form,
            f"{one}/{{name}}": self._file,
        }.items():
            router.add_api_route(path, _safely(show), methods=["GET"])
        for path, do in {
            "": self._make,
            f"{one}/aanpassen/{{section}}": self._edit,
            f"{one}/wissel/{{line}}": self._swap,
            f"{one}/opnieuw": self._again,
            f"{one}/ander": self._other,
            f"{one}/titel": self._rename,
            f"{one}/verwijderen": self._remove,
        }.items():
            router.add_api_route(path, _safely(do), methods=["POST"])
        return router

    async def _start(self, request: Request) -> Response:
        return await self._start_page(request, {})

    async def _make(self, request: Request) -> Response:
        typed = await form(request)
        who = owner(request)
        if not who:
            return await self._start_page(request, typed, words.NO_COOKIE)
        engine = self._bench.engine()
        if engine is None:
            return await self._start_page(request, typed)
        try:
            workshop = await run_in_threadpool(self._made, engine, typed)
            await run_in_threadpool(self._bench.keep, who, workshop)
        except PersonalDataError as error:
            return await self._start_page(request, {**typed, "thema": ""}, str(error))
        except WijkwijzerError as error:
            return await self._start_page(request, typed, str(error))
        return _to(workshop)

    async def _whole(self, request: Request) -> Response:
        workshop = await self._found(request)
        if workshop is None:
            return _missing()
        return await self._shown(workshop, request.query_params.get("deel", ""))

    async def _edit_form(self, request: Request) -> Response:
        workshop = await self._found(request)
        section = _section(request.path_params["section"])
        if workshop is None or section is None:
            return _missing()
        return _page(forms.edit(await self._ready(workshop), section, {}))

    async def _edit(self, request: Request) -> Response:
        section = _section(request.path_params["section"])
        if section is None:
            return _missing()
        typed = await form(request)
        chosen = section

        def change(workshop: Workshop, library: Library, engine: Engine | None) -> Workshop:
            return editing.edited(workshop, chosen, typed)

        done = await self._changed(request, change)
        if isinstance(done, str):
            workshop = await self._found(request)
            return _page(forms.edit(await self._ready(workshop), section, typed, done)) if workshop else _missing()
        return _to(done, section) if done else _missing()

    async def _swap_form(self, request: Request) -> Response:
        workshop = await self._found(request)
        return await self._swap_page(workshop, request.path_params["line"]) if workshop else _missing()

    async def _swap(self, request: Request) -> Response:
        line, picked = request.path_params["line"], (await form(request)).get("werkvorm", "")

        def change(workshop: Workshop, library: Library, engine: Engine | None) -> Workshop:
            return editing.swapped(workshop, library.werkvormen, line, picked)

        done = await self._changed(request, change)
        if isinstance(done, str):
            workshop = await self._found(request)
            return await self._swap_page(workshop, line, done) if workshop else _missing()
        return _to(done, Section.PROGRAMME) if done else _missing()

    async def _again(self, request: Request) -> Response:
        section = _section((await form(request)).get("onderdeel", ""))
        if section is None:
            return _missing()
        chosen = section

        def change(workshop: Workshop, library: Library, engine: Engine | None) -> Workshop:
            return making.renew(_needed(engine), library.werkvormen, workshop, chosen)

        return await self._done(request, change, section)

    async def _other(self, request: Request) -> Response:
        identity = (await form(request)).get("deel", "")

        def change(workshop: Workshop, library: Library, engine: Engine | None) -> Workshop:
            return making.renew_item(_needed(engine), workshop, identity)

        workshop = await self._found(request)
        item = workshop.item(identity) if workshop else None
        return await self._done(request, change, item.section if item else None)

    async def _rename(self, request: Request) -> Response:
        title = (await form(request)).get("titel", "")
        return await self._done(request, lambda workshop, library, engine: editing.renamed(workshop, title), None)

    async def _remove_form(self, request: Request) -> Response:
        workshop = await self._found(request)
        return _page(pages.remove_question(workshop)) if workshop else _missing()

    async def _remove(self, request: Request) -> Response:
        await run_in_threadpool(self._bench.remove, owner(request), request.path_params["workshop"])
        return RedirectResponse(PATH, status_code=303)

    async def _file(self, request: Request) -> Response:
        workshop = await self._found(request)
        if workshop is None or request.path_params["name"] not in files.MAKERS:
            return _missing()
        shown = await self._ready(workshop)
        return await run_in_threadpool(files.made, request.path_params["name"], shown)

    def _made(self, engine: Engine, typed: dict[str, str]) -> Workshop:
        choices, documents = forms.chosen(typed, self._bench.offered(engine))
        return making.make(engine, self._bench.library().werkvormen, choices, documents)

    async def _start_page(self, request: Request, typed: dict[str, str], problem: str = "") -> Response:
        engine = self._bench.engine()
        if engine is None:
            return _page(pages.missing(self._service.failure() or words.NOT_READY))
        found = await run_in_threadpool(self._bench.offered, engine)
        said = "" if engine.generation.documents else words.NO_SOURCES
        mine = await run_in_threadpool(self._bench.mine, owner(request))
        return _page(pages.start(forms.choices(found, typed), mine, problem, said))

    async def _swap_page(self, workshop: Workshop, line: str, problem: str = "") -> Response:
        item = workshop.item(line)
        if item is None or item.section is not Section.PROGRAMME:
            return _missing(editing.CHANGED)
        shown = await self._ready(workshop)
        return _page(forms.swap(shown, item, editing.options(workshop, shown.library, item), problem))

    async def _done(self, request: Request, change: Change, section: Section | None) -> Response:
        """The page after a change; where that could not be made, with the sentence that says why."""
        done = await self._changed(request, change)
        if isinstance(done, Workshop):
            return _to(done, section)
        workshop = await self._found(request)
        if workshop is None or done is None:
            return _missing()
        return await self._shown(workshop, "", done)

    async def _changed(self, request: Request, change: Change) -> Workshop | str | None:
        return await run_in_threadpool(self._bench.change, owner(request), request.path_params["workshop"], change)

    async def _found(self, request: Request) -> Workshop | None:
        return await run_in_threadpool(self._bench.find, owner(request), request.path_params["workshop"])

    async def _shown(self, workshop: Workshop, here: str, problem: str = "") -> Response:
        library = await run_in_threadpool(self._bench.library)
        return _page(pages.whole(await self._ready(workshop, here), problem, library.problems))

    async def _ready(self, workshop: Workshop, here: str = "") -> Shown:
        library = await run_in_threadpool(self._bench.library)
        changed = await run_in_threadpool(self._bench.changed_quotes, workshop)
        return Shown(workshop, library.werkvormen, changed, here)


def _needed(engine: Engine | None) -> Engine:
    if engine is None:
        raise WorkshopError(words.NOT_READY)
    return engine


def _section(name: str) -> Section | None:
    return next((section for section in Section if section.value == name), None)


def _safely(handler: Handler) -> Handler:
    return safely(handler, lambda _, sentence, status: _missing(sentence, status), words.BROKEN)


def _page(main: str, status: int = 200) -> HTMLResponse:
    return HTMLResponse(desk_page(words.DESK, main, PATH), status_code=status)


def _missing(sentence: str = words.MISSING, status: int = 404) -> HTMLResponse:
    return _page(pages.missing(sentence), status)


def _to(workshop: Workshop, section: Section | None = None) -> Response:
    place = f"?deel={section}#{section}" if section else ""
    return RedirectResponse(f"{PATH}/{quote(workshop.id)}{place}", status_code=303)
