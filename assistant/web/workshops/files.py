"""A workshop as a file to take along: which name is made by what."""

import re
from collections.abc import Callable

from fastapi import Response

from assistant.desks.workshop.citing import title_of
from assistant.dutch.words import fold
from assistant.exports import cards_pdf, workshop_docx, workshop_pptx
from assistant.web.workshops.quotes import Shown

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
MAKERS: dict[str, tuple[str, Callable[[Shown], bytes]]] = {
    "draaiboek.docx": (WORD, lambda shown: workshop_docx.script(shown.workshop, shown.library)),
    "hand-out.docx": (WORD, lambda shown: workshop_docx.handout(shown.workshop)),
    "presentatie.pptx": (POWERPOINT, lambda shown: workshop_pptx.slides(shown.workshop, shown.library)),
    "kaarten.pdf": ("application/pdf", lambda shown: cards_pdf.cards(shown.workshop)),
}


def made(name: str, shown: Shown) -> Response:
    """The file of that name, as a download."""
    kind, make = MAKERS[name]
    headers = {"Content-Disposition": f'attachment; filename="{file_name(title_of(shown.workshop), name)}"'}
    return Response(make(shown), media_type=kind, headers=headers)


def file_name(title: str, name: str) -> str:
    """What a file is saved as: its kind and the workshop, in letters that every system takes."""
    words = re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-")[:60].strip("-")
    stem, _, extension = name.rpartition(".")
    return f"{stem}-{words}.{extension}" if words else name
