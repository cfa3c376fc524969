"""Which address shows or does what. The guard decides which of them exist for the outside."""

import shutil
from dataclasses import replace
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool

from assistant.citations import display_title
from assistant.errors import WijkwijzerError
from assistant.keeping import Entry
from assistant.notes import NoteDraft
from assistant.types import Collection
from assistant.web import words
from assistant.web.curating import forms, pages, reports, uploads
from assistant.web.curating.choosing import Choice, choose, entered
from assistant.web.curating.jobs import Jobs, Task
from assistant.web.curating.work import Work
from assistant.web.curator import Curator
from assistant.web.frame import DESK_PATH, desk_page
from assistant.web.routing import Handler, form, safely
from assistant.web.service import Service


class Desk:
    """The curator's desk: pages that read, and forms that start a job."""

    def __init__(self, service: Service, curator: Curator) -> None:
        self._service = service
        self._curator = curator
        self.jobs = Jobs()
        self._work = Work(service, curator)

    def notice(self) -> str | None:
        """What the service has to say, but not that sources changed while a job here is busy with that."""
        return None if self.jobs.busy() else self._service.notice()

    def router(self) -> APIRouter:
        """Every route of the desk."""
        router = APIRouter(prefix=DESK_PATH)
        for path, show in {
            "": self._list,
            "/toevoegen": self._upload_form,
            "/notitie": self._note_form,
            "/document": self._document,
            "/verwijderen": self._delete_form,
            "/taak/{token}": self._job,
            "/nakijken/{token}": self._held_form,
        }.items():
            router.add_api_route(path, _safely(show), methods=["GET"])
        for path, do in {
            "/toevoegen": self._take_in,
            "/notitie": self._save_note,
            "/gegevens": self._correct,
            "/verwijderen": self._erase,
            "/opnieuw/{token}": self._again,
            "/nakijken/{token}": self._settle,
        }.items():
            router.add_api_route(path, _safely(do), methods=["POST"])
        return router

    async def _list(self, request: Request) -> Response:
        asked = request.query_params
        page = asked.get("blad", "")
        look = pages.Look(
            asked.get("zoek", "")[:200].strip(),
            asked.get("verzameling", ""),
            int(page) if page.isascii() and page.isdigit() and len(page) < 9 else 1,
        )
        entries = await run_in_threadpool(self._curator.entries)
        return _shown(pages.document_list(entries, look, self.notice()))

    async def _upload_form(self, request: Request) -> Response:
        return _shown(forms.upload())

    async def _note_form(self, request: Request) -> Response:
        return _shown(forms.note(_draft({}), self._curator.municipalities()))

    async def _document(self, request: Request) -> Response:
        entry = await self._entry(request.query_params.get("naam", ""))
        return _shown(pages.document(entry)) if entry else _missing()

    async def _delete_form(self, request: Request) -> Response:
        entry = await self._entry(request.query_params.get("naam", ""))
        return _shown(pages.delete_question(entry)) if entry else _missing()

    async def _job(self, request: Request) -> Response:
        job = self.jobs.find(request.path_params["token"])
        return _shown(reports.job(job)) if job else _missing(words.FORGOTTEN)

    async def _held_form(self, request: Request) -> Response:
        token = request.path_params["token"]
        held = self._work.held.get(token)
        if held is None:
            return _missing(words.HELD_GONE)
        return _shown(forms.held_choice(token, held, {}))

    async def _take_in(self, request: Request) -> Response:
        folder = await run_in_threadpool(self._curator.inbox)

        def remove() -> None:
            shutil.rmtree(folder, ignore_errors=True)

        try:
            sent = await uploads.receive(request, folder)
        except WijkwijzerError as error:
            remove()
            return _shown(forms.upload(str(error)))
        except BaseException:
            remove()
            raise
        chosen = sent.fields.get("verzameling", "")
        collection = Collection.NOTITIES if chosen == Collection.NOTITIES else Collection.BRONNEN
        if not sent.files and not sent.refused:
            remove()
            return _shown(forms.upload(words.NO_FILES_CHOSEN, collection))
        return self._started(Task(words.TAKING_IN, self._work.intake(sent, collection), done=remove))

    async def _save_note(self, request: Request) -> Response:
        typed = await form(request)
        draft = _draft(typed)
        places = self._curator.municipalities()
        try:
            checked = await run_in_threadpool(self._curator.check, draft)
        except WijkwijzerError as error:
            return _shown(forms.note(draft, places, str(error)))
        if not checked:
            return self._start_note(draft, "")
        if "gezien" not in typed:
            return _shown(forms.note_choice(draft, places, checked, {}))
        others = " \n".join((draft.title, draft.role, *draft.themes))
        chosen = choose(typed, lambda text: bool(self._curator.findings(text) or self._curator.findings(others)))
        if isinstance(chosen, str):
            return _shown(forms.note_choice(draft, places, checked, entered(typed), chosen))
        picked = {Choice.PROPOSAL: checked.proposal, Choice.OWN: replace(draft, text=chosen.own), Choice.LEAVE: draft}
        return self._start_note(picked[chosen.choice], chosen.reason)

    async def _settle(self, request: Request) -> Response:
        token = request.path_params["token"]
        held = self._work.held.get(token)
        if held is None:
            return _missing(words.HELD_GONE)
        typed = await form(request)
        chosen = choose(typed, lambda text: bool(self._curator.findings(text)))
        if isinstance(chosen, str):
            return _shown(forms.held_choice(token, held, entered(typed), chosen))
        picked = {Choice.PROPOSAL: held.proposal, Choice.OWN: chosen.own, Choice.LEAVE: held.text}
        title = words.HELD_TITLE.format(name=held.sent)
        work = self._work.settling(token, held, picked[chosen.choice], chosen.reason)
        return self._started(Task(title, work, lambda problem: forms.held_choice(token, held, entered(typed), problem)))

    async def _correct(self, request: Request) -> Response:
        typed = await form(request)
        entry = await self._entry(typed.get("naam", ""))
        if entry is None:
            return _missing()
        title = words.CORRECTING.format(title=display_title(entry.document))
        values = {**forms.known(entry.document), **typed}
        return self._started(
            Task(title, self._work.correction(entry, typed), lambda problem: pages.document(entry, values, problem))
        )

    async def _erase(self, request: Request) -> Response:
        entry = await self._entry((await form(request)).get("naam", ""))
        if entry is None:
            return _missing()
        title = words.ERASING.format(title=display_title(entry.document))
        return self._started(Task(title, self._work.erasure(entry)))

    async def _again(self, request: Request) -> Response:
        token = request.path_params["token"]
        self.jobs.again(token)
        return _to(token)

    def _start_note(self, draft: NoteDraft, reason: str) -> Response:
        places = self._curator.municipalities()
        return self._started(
            Task(words.SAVING_NOTE, self._work.note(draft, reason), lambda problem: forms.note(draft, places, problem))
        )

    def _started(self, task: Task) -> Response:
        return _to(self.jobs.start(task))

    async def _entry(self, name: str) -> Entry | None:
        return await run_in_threadpool(self._curator.entry, name)


def _safely(handler: Handler) -> Handler:
    return safely(handler, lambda _, sentence, status: _missing(sentence, status), words.PAGE_BROKEN)


def _draft(typed: dict[str, str]) -> NoteDraft:
    names = ("titel", "gemeente", "datum", "rol", "zichtbaarheid", "tekst")
    title, place, date, role, visibility, text = (typed.get(name, "") for name in names)
    themes = tuple(theme.strip() for theme in typed.get("themas", "").split(",") if theme.strip())
    return NoteDraft(title, place, date, themes, role, visibility, text)


def _shown(main: str, status: int = 200) -> HTMLResponse:
    return HTMLResponse(desk_page(words.DESK, main), status_code=status)


def _missing(sentence: str = words.MISSING, status: int = 404) -> HTMLResponse:
    return _shown(pages.missing(sentence), status)


def _to(token: str) -> Response:
    return RedirectResponse(f"{DESK_PATH}/taak/{quote(token)}", status_code=303)
