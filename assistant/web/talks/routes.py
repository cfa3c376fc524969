"""Which address shows or does what with conversations, judgements and questions for the curator."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool

from assistant import privacy
from assistant.exports.conversation import answer_lines, conversation_report
from assistant.exports.docx import docx_bytes
from assistant.exports.markdown import markdown_bytes
from assistant.exports.pdf import pdf_bytes
from assistant.web import texts
from assistant.web.frame import DESK_PATH, TALKS_PATH, desk_page
from assistant.web.routing import Handler, form, owner, safely
from assistant.web.talks import pages
from assistant.web.talks.talks import Talks, asked_of, day_of, title_of

REASON_CHARACTERS = 500
TITLE_CHARACTERS = 120
_WRITERS = {
    "docx": (docx_bytes, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (pdf_bytes, "application/pdf"),
    "md": (markdown_bytes, "text/markdown; charset=utf-8"),
}


class TalkRoutes:
    """Every route of ``/gesprekken``, and the curator's list of what was asked and judged."""

    def __init__(self, talks: Talks) -> None:
        self._talks = talks

    def router(self) -> APIRouter:
        """Every route."""
        router = APIRouter()
        for path, show in {
            TALKS_PATH: self._list,
            f"{TALKS_PATH}/{{talk}}": self._one,
            f"{TALKS_PATH}/{{talk}}/gesprek.{{ending}}": self._file,
            f"{TALKS_PATH}/{{talk}}/{{mark}}/tekst": self._text,
            f"{DESK_PATH}/vragen": self._curator,
        }.items():
            router.add_api_route(path, _safely(show), methods=["GET"], response_model=None)
        for path, do in {
            f"{TALKS_PATH}/vraag/weg": self._withdraw,
            f"{TALKS_PATH}/{{talk}}/naam": self._rename,
            f"{TALKS_PATH}/{{talk}}/weg": self._remove,
            f"{TALKS_PATH}/{{talk}}/{{mark}}/oordeel": self._judge,
            f"{TALKS_PATH}/{{talk}}/{{mark}}/redactie": self._submit,
            f"{DESK_PATH}/vragen": self._settle,
        }.items():
            router.add_api_route(path, _safely(do), methods=["POST"], response_model=None)
        return router

    async def _list(self, request: Request) -> Response:
        query = request.query_params.get("zoek", "")[:200].strip()
        kept = await run_in_threadpool(self._talks.listed, owner(request))
        asked = await run_in_threadpool(self._talks.of_asker, owner(request))
        return _shown(pages.talk_list(kept, query, asked))

    async def _one(self, request: Request) -> Response:
        kept = await run_in_threadpool(self._talks.find, owner(request), request.path_params["talk"])
        return _shown(pages.talk(kept) if kept else pages.missing(), 200 if kept else 404)

    async def _file(self, request: Request) -> Response:
        kept = await run_in_threadpool(self._talks.find, owner(request), request.path_params["talk"])
        writer = _WRITERS.get(request.path_params["ending"])
        if kept is None or writer is None:
            return _shown(pages.missing(), 404)
        write, kind = writer
        report = conversation_report(title_of(kept), day_of(kept.created), list(map(asked_of, kept.parts)))
        raw = await run_in_threadpool(write, report)
        named = f'attachment; filename="gesprek-{kept.created[:10]}.{request.path_params["ending"]}"'
        return Response(raw, media_type=kind, headers={"Content-Disposition": named})

    async def _text(self, request: Request) -> Response:
        names = request.path_params
        part = await run_in_threadpool(self._talks.part, owner(request), names["talk"], names["mark"])
        answer = asked_of(part).answer if part else None
        return PlainTextResponse(answer_lines(answer) if answer else "", status_code=200 if answer else 404)

    async def _rename(self, request: Request) -> Response:
        title = " ".join((await form(request)).get("titel", "").split())[:TITLE_CHARACTERS]
        who, talk = owner(request), request.path_params["talk"]
        kept = await run_in_threadpool(self._talks.find, who, talk)
        if kept is None:
            return _shown(pages.missing(), 404)
        if await run_in_threadpool(_is_personal, title):
            return _shown(pages.talk(kept, texts.RENAME_PERSONAL))
        if title and title != title_of(kept):
            await run_in_threadpool(self._talks.rename, who, talk, title)
        return _to(TALKS_PATH)

    async def _remove(self, request: Request) -> Response:
        await run_in_threadpool(self._talks.remove, owner(request), request.path_params["talk"])
        return _to(TALKS_PATH)

    async def _judge(self, request: Request) -> Response:
        typed = await form(request)
        reason = " ".join(typed.get("reden", "").split())
        if len(reason) > REASON_CHARACTERS:
            return _told(False, texts.REASON_LONG.format(count=REASON_CHARACTERS))
        if await run_in_threadpool(_is_personal, reason):
            return _told(False, texts.REASON_PERSONAL)
        names = request.path_params
        part = await run_in_threadpool(self._talks.part, owner(request), names["talk"], names["mark"])
        if part is None:
            return _told(False, texts.ANSWER_AWAY)
        await run_in_threadpool(self._talks.judge, part, typed.get("oordeel") == "nuttig", reason)
        return _told(True, texts.JUDGED)

    async def _submit(self, request: Request) -> Response:
        names = request.path_params
        part = await run_in_threadpool(self._talks.part, owner(request), names["talk"], names["mark"])
        if part is None:
            return _told(False, texts.ANSWER_AWAY)
        await run_in_threadpool(self._talks.submit, owner(request), part)
        return _told(True, texts.SUBMITTED)

    async def _withdraw(self, request: Request) -> Response:
        identity = (await form(request)).get("id", "")
        own = await run_in_threadpool(self._talks.of_asker, owner(request))
        if any(kept.id == identity for kept in own):
            await run_in_threadpool(self._talks.drop, identity)
        return _to(TALKS_PATH)

    async def _curator(self, request: Request) -> Response:
        questions = await run_in_threadpool(self._talks.submitted)
        judgements = await run_in_threadpool(self._talks.judgements)
        return _shown(pages.curator(questions, judgements), current=DESK_PATH, title=texts.UNANSWERED)

    async def _settle(self, request: Request) -> Response:
        typed = await form(request)
        settle = self._talks.mark_answered if typed.get("doe") == "beantwoord" else self._talks.drop
        await run_in_threadpool(settle, typed.get("id", ""))
        return _to(f"{DESK_PATH}/vragen")


def _is_personal(text: str) -> bool:
    return privacy.question_problem(text) is not None or bool(privacy.find(text, names=True))


def _safely(handler: Handler) -> Handler:
    return safely(handler, _failed, texts.SERVER_FAILED)


def _failed(request: Request, sentence: str, status: int) -> Response:
    """One sentence: as a page to a reader, as JSON to the script."""
    if "text/html" in request.headers.get("accept", ""):
        return _shown(pages.failed(sentence), status)
    return _told(False, sentence)


def _shown(main: str, status: int = 200, current: str = TALKS_PATH, title: str = texts.MY_TALKS) -> Response:
    return HTMLResponse(desk_page(title, main, current), status)


def _told(done: bool, sentence: str) -> Response:
    """An answer for the script."""
    return JSONResponse({"done": done, "sentence": sentence})


def _to(address: str) -> Response:
    return RedirectResponse(address, status_code=303)
