"""Practice notes: written down in the program itself, checked for personal data, kept as files.

A note is a Markdown file in ``corpus/notities`` like any other, so that its
writer can read and mend it without this program.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from assistant import index, privacy, state
from assistant.corpus.front_matter import iso_date
from assistant.corpus.header import block
from assistant.errors import CorpusError
from assistant.index.child import Progress
from assistant.ingestion import personal
from assistant.ingestion.correcting import municipality
from assistant.ingestion.placing import changing, move, present_files, sentence, stage
from assistant.ingestion.similar import Known
from assistant.privacy import Finding
from assistant.settings import Settings
from assistant.types import Collection, Visibility

MAXIMUM_CHARACTERS = 100_000  # of a note
MAXIMUM_FIELD = 200
_SLUG = 60


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """What the writer of a note filled in; ``date`` in any form that front matter knows, "" is today."""

    title: str
    municipality: str
    date: str
    themes: tuple[str, ...]
    role: str
    visibility: str
    text: str


def check_note(draft: NoteDraft, names: bool = False) -> tuple[Finding, ...]:
    """The personal data in every field; offsets count in the field that holds it, the text comes last."""
    place = draft.municipality
    return tuple(found for value in _fields(draft) for found in privacy.find(value, names and value is not place))


def check_fields(draft: NoteDraft) -> None:
    """CorpusError when a field of the draft cannot be used, before anything is looked for in it."""
    _checked(draft)


def masked_note(draft: NoteDraft, names: bool = False) -> NoteDraft:
    """The same note with a mask in place of each piece of personal data."""

    def clean(value: str, names: bool = names) -> str:
        return privacy.masked(value, privacy.find(value, names=names))

    return replace(
        draft,
        title=clean(draft.title),
        municipality=clean(draft.municipality, names=False),
        themes=tuple(map(clean, draft.themes)),
        role=clean(draft.role),
        text=clean(draft.text),
    )


def add_note(settings: Settings, draft: NoteDraft, on_progress: Callable[[Progress], None], reason: str = "") -> str:
    """Write a note and bring the index up to date; gives the name of its document.

    A note with personal data is refused with CorpusError, unless ``reason`` says why it must stay: that
    reason goes to the audit log. Names count only where there is such a reason: whoever calls this has asked
    about them (``check_note``). When the index cannot be built, the note is not kept either.
    """
    values, text = _checked(draft)
    findings = check_note(draft, names=bool(reason.strip()))
    if findings and not reason.strip():
        raise CorpusError(
            f"In deze notitie staan persoonsgegevens: {personal.summary(findings)}. "
            "Haal ze weg, laat ze afdekken, of geef een reden om ze te laten staan."
        )
    if findings:
        personal.checked_reason(reason)
    with changing(settings, Collection.NOTITIES) as work:
        name = _free_name(settings.corpus, f"{values['date']}-{slug(draft.title)}")
        place = settings.corpus / Collection.NOTITIES.value / f"{name}.md"
        document = stage(work, place.name, f"{block(values)}\n{text}\n".encode(), Collection.NOTITIES)
        twin = Known(settings.corpus, present_files(settings.corpus)).twin(document.text)
        if twin is not None:  # it could not be found: the index holds every text once
            raise CorpusError(f"Deze tekst staat al in ‘{twin}’. Pas die aan, of schrijf wat hier anders is.")
        move(work, place)
        try:
            index.build_index(settings, settings.corpus, on_progress)
        except BaseException:
            place.unlink(missing_ok=True)
            raise
    if findings:
        personal.record_kept(settings, name, findings, reason)
    else:
        state.audit(settings, "notitie", name)
    return name


def slug(title: str) -> str:
    """A title as part of a file name: small letters and digits with "-" between the words."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_SLUG].strip("-") or "notitie"


def _fields(draft: NoteDraft) -> tuple[str, ...]:
    return (draft.title, draft.municipality, *draft.themes, draft.role, draft.text)


def _checked(draft: NoteDraft) -> tuple[dict[str, str | list[str]], str]:
    text = draft.text.strip()
    title = " ".join(draft.title.split())
    if not title:
        raise CorpusError("Geef de notitie een titel.")
    if not any(character.isalnum() for character in text):
        raise CorpusError("Schrijf eerst de tekst van de notitie.")
    if len(text) > MAXIMUM_CHARACTERS:
        raise CorpusError("De notitie is langer dan 100.000 tekens. Maak er meer notities van.")
    if any(len(value) > MAXIMUM_FIELD for value in _fields(draft)[:-1]) or len(draft.themes) > 20:
        raise CorpusError(f"Houd de titel, de rol en elk thema korter dan {MAXIMUM_FIELD} tekens.")
    try:
        written = iso_date(draft.date) or date.today().isoformat()
        visibility = Visibility(draft.visibility.strip().lower() or Visibility.LOCAL)
    except CorpusError as error:
        raise CorpusError(sentence(str(error))) from error
    except ValueError as error:
        allowed = " of ".join(f"‘{item}’" for item in Visibility)
        raise CorpusError(f"De zichtbaarheid ‘{draft.visibility[:40]}’ bestaat niet. Kies {allowed}.") from error
    values: dict[str, str | list[str]] = {
        "title": title,
        "municipalities": [municipality(draft.municipality)] if draft.municipality.strip() else [],
        "date": written,
        "themes": [theme.strip() for theme in draft.themes if theme.strip()],
        "role": " ".join(draft.role.split()),
        "visibility": visibility.value,
    }
    return values, text


def _free_name(corpus: Path, wanted: str) -> str:
    taken = {name.casefold() for name in present_files(corpus)}
    name, number = wanted, 1
    while name.casefold() in taken:
        number += 1
        name = f"{wanted}-{number}"
    return name
