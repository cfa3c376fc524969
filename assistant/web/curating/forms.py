"""The forms of the desk as HTML; pure functions that put back what was typed."""

from collections.abc import Mapping, Sequence

from assistant.ingestion.holding import Held
from assistant.keeping import EXTENSIONS, Checked
from assistant.notes import NoteDraft
from assistant.privacy import Finding
from assistant.types import Collection, Document, Kind, Visibility
from assistant.web import words
from assistant.web.curating.uploads import MAXIMUM_FILE, MAXIMUM_TOGETHER
from assistant.web.formatted import escaped
from assistant.web.frame import DESK_PATH
from assistant.web.pieces import PLACES_ID, alert, area, field, heading, labelled, notice, option, radio

Values = Mapping[str, str]


def upload(problem: str = "", collection: str = Collection.BRONNEN) -> str:
    """The form to add files."""
    kinds = (
        (Collection.BRONNEN, words.PUBLIC_EXPLAINED),
        (Collection.NOTITIES, words.NOTES_EXPLAINED),
    )
    radios = "".join(radio("verzameling", value, name, value == collection) for value, name in kinds)
    megabytes = MAXIMUM_FILE // 1_000_000
    hint = words.DROP_FILES.format(megabytes=megabytes, extensions=", ".join(EXTENSIONS))
    return (
        f"{heading(words.ADD_FILES)}{_to_list()}{alert(problem)}"
        f'<form method="post" action="{DESK_PATH}/toevoegen" enctype="multipart/form-data" class="ww-formulier" '
        f'data-grens="{MAXIMUM_FILE}" data-samen="{MAXIMUM_TOGETHER}">'
        f"<fieldset><legend>{words.WHAT_ARE_THEY}</legend>{radios}</fieldset>"
        f'<div class="ww-bestanden"><input type="file" multiple name="bestanden" id="ww-bestanden" class="ww-sr" '
        f'accept="{",".join(EXTENSIONS)}" aria-describedby="ww-bestandsuitleg">'
        f'<label for="ww-bestanden" class="ww-knop">{words.CHOOSE_FILES}</label>'
        f'<p id="ww-bestandsuitleg" class="ww-zacht">{hint}</p><div id="ww-gekozen"></div></div>'
        f'<p class="ww-knoppen"><button class="ww-knop ww-hoofd">{words.TAKE_IN}</button></p></form>'
    )


def note(draft: NoteDraft, municipalities: Sequence[str], problem: str = "") -> str:
    """The form for a practice note."""
    return (
        f"{heading(words.WRITE_NOTE)}{_to_list()}{alert(problem)}"
        f'<form method="post" action="{DESK_PATH}/notitie" class="ww-formulier" novalidate>'
        f"{_note_fields(draft, municipalities)}"
        f'<p class="ww-knoppen"><button class="ww-knop ww-hoofd">{words.CHECK_AND_SAVE}</button></p></form>'
    )


def note_choice(
    draft: NoteDraft, municipalities: Sequence[str], checked: Checked, values: Values, problem: str = ""
) -> str:
    """The note with the personal data that was found in it, and what can be done about that."""
    return (
        f"{heading(words.WRITE_NOTE)}{_to_list()}{alert(problem)}"
        f'<form method="post" action="{DESK_PATH}/notitie" class="ww-formulier" novalidate>'
        f"{choice(draft.text, checked.findings, checked.elsewhere, {'aangepast': checked.proposal.text, **values})}"
        f'<input type="hidden" name="gezien" value="ja">'
        f"<details{' open' if checked.elsewhere else ''}><summary>{words.WHOLE_NOTE}</summary>"
        f"{_note_fields(draft, municipalities)}</details></form>"
    )


def held_choice(token: str, held: Held, values: Values, problem: str = "") -> str:
    """The same choice for a note that came as a file."""
    return (
        f"{heading(words.HELD_TITLE.format(name=escaped(held.sent)))}{alert(problem)}"
        f'<form method="post" action="{DESK_PATH}/nakijken/{escaped(token)}" class="ww-formulier" novalidate>'
        f"{choice(held.text, held.findings, {}, {'aangepast': held.proposal, **values})}</form>"
    )


def choice(text: str, findings: Sequence[Finding], elsewhere: Mapping[str, int], values: Values) -> str:
    """The text with its findings marked, the proposal to edit, and the three choices."""
    chosen = values.get("keuze", "")
    total = len(findings) + sum(elsewhere.values())
    count = words.PERSONAL_ONE if total == 1 else words.PERSONAL.format(count=total)
    others = ", ".join(f"{number} × {sort}" for sort, number in elsewhere.items())
    options = (("voorstel", words.TAKE_PROPOSAL), ("zelf", words.OWN_TEXT), ("laten", words.LEAVE))
    radios = "".join(radio("keuze", value, name, value == chosen) for value, name in options)
    return (
        f'<p class="ww-melding"><strong>{count}</strong> {words.PERSONAL_TEXT}</p>'
        + notice(words.PERSONAL_ELSEWHERE.format(counts=others) if others else None)
        + f"<h3>{words.MARKED_TEXT}</h3>"
        f'<div class="ww-gemarkeerd" role="group" aria-label="{words.MARKED_TEXT}">{marked(text, findings)}</div>'
        f"<fieldset><legend>{words.CHOICE}</legend>{radios}</fieldset>"
        + area("aangepast", words.PROPOSAL, values.get("aangepast", ""), words.PROPOSAL_HINT, rows=10)
        + field("reden", words.REASON, values.get("reden", ""), words.REASON_HINT)
        + f'<p class="ww-knoppen"><button class="ww-knop ww-hoofd">{words.SAVE}</button></p>'
    )


def marked(text: str, findings: Sequence[Finding]) -> str:
    """The text with each finding marked, and its sort in words behind it."""
    pieces, at = [], 0
    for found in findings:
        piece = text[found.start : found.end]
        pieces.append(escaped(text[at : found.start]))
        pieces.append(f'<mark>{escaped(piece)} <span class="ww-soort">{escaped(found.sort.value)}</span></mark>')
        at = found.end
    return "".join([*pieces, escaped(text[at:])])


def facts(found: Document, typed: Values | None, problem: str) -> str:
    """What is known of a document, to be corrected."""
    values = typed or known(found)
    is_note = found.collection is Collection.NOTITIES
    kinds = "".join(option(kind, kind, kind == values["soort"]) for kind in Kind if kind is not Kind.PRAKTIJKNOTITIE)
    specific = (
        field("rol", words.ROLE, values.get("rol", ""), words.ROLE_HINT)
        + _visibility(values.get("zichtbaarheid") or Visibility.LOCAL)
        if is_note
        else labelled(words.KIND, f'<select id="ww-veld-soort" name="soort">{kinds}</select>', name="soort")
        + area("auteurs", words.AUTHORS, values["auteurs"], words.AUTHORS_HINT, rows=3)
    )
    return (
        f'{alert(problem)}<form method="post" action="{DESK_PATH}/gegevens" class="ww-formulier" novalidate>'
        f'<input type="hidden" name="naam" value="{escaped(found.id)}">'
        + field("titel", words.TITLE, values["titel"])
        + field("datum", words.DATE, values["datum"], words.DATE_HINT)
        + field("gemeenten", words.MUNICIPALITIES, values["gemeenten"], words.THEMES_HINT)
        + field("themas", words.THEMES, values["themas"], words.THEMES_HINT)
        + specific
        + f'<p class="ww-knoppen"><button class="ww-knop ww-hoofd">{words.SAVE_CHANGES}</button></p></form>'
    )


def known(found: Document) -> dict[str, str]:
    """The values of a document as its form shows them."""
    return {
        "titel": found.title,
        "datum": found.date,
        "gemeenten": ", ".join(found.municipalities),
        "themas": ", ".join(found.themes),
        "soort": found.kind.value,
        "auteurs": "\n".join(found.authors),
        "rol": found.role,
        "zichtbaarheid": found.visibility,
    }


def _note_fields(draft: NoteDraft, municipalities: Sequence[str]) -> str:
    places = "".join(f'<option value="{escaped(name)}"></option>' for name in municipalities)
    return (
        field("titel", words.TITLE, draft.title)
        + field("gemeente", words.MUNICIPALITY, draft.municipality, places=True)
        + f'<datalist id="{PLACES_ID}">{places}</datalist>'
        + field("datum", words.DATE, draft.date, words.DATE_HINT)
        + field("themas", words.THEMES, ", ".join(draft.themes), words.THEMES_HINT)
        + field("rol", words.ROLE, draft.role, words.ROLE_HINT)
        + _visibility(draft.visibility or Visibility.LOCAL)
        + area("tekst", words.TEXT, draft.text, words.NOTE_TEXT_HINT, rows=10)
    )


def _visibility(chosen: str) -> str:
    radios = "".join(radio("zichtbaarheid", value, value, value == chosen) for value in Visibility)
    return (
        f"<fieldset><legend>{words.VISIBILITY}</legend>{radios}"
        f'<p class="ww-zacht">{words.VISIBILITY_EXPLAINED}</p></fieldset>'
    )


def _to_list() -> str:
    return f'<p><a href="{DESK_PATH}">{words.TO_LIST}</a></p>'
