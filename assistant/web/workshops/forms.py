"""The forms of the workshop desk as HTML: choices, every section, and another werkvorm.

No field is filled with text of a document: what stands in a field comes back
as the trainer's own, and would stay when the document is erased.
"""

from collections.abc import Mapping, Sequence

from assistant.desks.workshop import citing, editing, wording
from assistant.desks.workshop.offers import Offer, Offers
from assistant.desks.workshop.types import (
    MINUTES,
    PEOPLE,
    Audience,
    Choices,
    Item,
    Place,
    Section,
    Werkvorm,
    WorkshopError,
)
from assistant.pipeline import checked
from assistant.web.formatted import escaped
from assistant.web.pieces import alert, area, field, heading, labelled, option, radio
from assistant.web.workshops import parts, words
from assistant.web.workshops.quotes import PATH, Shown, section_path

MAXIMUM_THEME = 200  # characters
Values = Mapping[str, str]
_LABELS = {
    "tekst": (words.OWN_TEXT, ""),
    "titel": (words.OWN_TITLE, words.TITLE_HINT),
    "toelichting": (words.OWN_NOTE, ""),
    "vraag": (words.QUESTION, ""),
}
_LARGE = frozenset({"tekst", "toelichting", "vraag"})


def choices(offers: Offers, typed: Values) -> str:
    """What a trainer chooses, with what was chosen before."""
    audiences = "".join(option(one, one, one == typed.get("doelgroep", Audience.PROFESSIONALS)) for one in Audience)
    places = "".join(radio("plek", one, one, one == typed.get("plek", Place.ON_SITE)) for one in Place)
    picked = typed.get("keuze", "")
    groups = "".join(
        f'<optgroup label="{name}">' + "".join(_offer(offer, picked) for offer in some) + "</optgroup>"
        for name, some in ((words.THEME_DILEMMAS, offers.dilemmas), (words.THEME_THEMES, offers.themes))
        if some
    )
    choose = f'<select id="ww-veld-keuze" name="keuze"><option value="">{words.THEME_NONE}</option>{groups}</select>'
    return (
        f'<form method="post" action="{PATH}" class="ww-formulier" novalidate>'
        f"<fieldset><legend>{words.THEME}</legend>{labelled(words.THEME_PICK, choose, name='keuze') if groups else ''}"
        f"{field('thema', words.THEME_OWN, typed.get('thema', ''), words.THEME_OWN_HINT)}</fieldset>"
        + labelled(
            words.AUDIENCE, f'<select id="ww-veld-doelgroep" name="doelgroep">{audiences}</select>', name="doelgroep"
        )
        + '<div class="ww-naast">'
        + number("minuten", words.MINUTES, typed.get("minuten", "120"), MINUTES, words.MINUTES_HINT)
        + number("groep", words.PEOPLE, typed.get("groep", "12"), PEOPLE, words.PEOPLE_HINT)
        + f"</div><fieldset><legend>{words.PLACE}</legend>{places}</fieldset>"
        f'<p class="ww-knoppen"><button class="ww-knop ww-hoofd">{words.MAKE}</button></p></form>'
    )


def chosen(typed: Values, offers: Offers) -> tuple[Choices, tuple[str, ...]]:
    """The choices of a form, and the documents that the theme was taken from.

    WorkshopError says what is missing; PersonalDataError and QuestionError as ``pipeline.checked``.
    """
    theme = " ".join((typed.get("thema", "").strip() or typed.get("keuze", "")).split())
    if not theme:
        raise WorkshopError(words.NO_THEME)
    if len(theme) > MAXIMUM_THEME:
        raise WorkshopError(words.THEME_TOO_LONG)
    offer = offers.find(theme)
    theme = offer.text if offer else checked(editing.checked(theme))
    try:
        audience, place = Audience(typed.get("doelgroep", "")), Place(typed.get("plek", ""))
    except ValueError:
        audience, place = Audience.PROFESSIONALS, Place.ON_SITE
    minutes = _whole(typed.get("minuten", ""), MINUTES, words.BAD_MINUTES)
    people = _whole(typed.get("groep", ""), PEOPLE, words.BAD_PEOPLE)
    return Choices(theme, audience, minutes, people, place), offer.documents if offer else ()


def edit(shown: Shown, section: Section, typed: Values, problem: str = "") -> str:
    """Everything of one section that can be changed."""
    title = words.EDITING.format(section=wording.NAMES[section])
    items = shown.workshop.of(section)
    entries = "".join(_entry(shown, section, item, number, typed) for number, item in enumerate(items, 1))
    added = ""
    if section in editing.ADDED:
        added = area("nieuw", words.ADD, typed.get("nieuw", ""), words.ADD_HINT, rows=2)
    literal = f'<p class="ww-zacht">{words.LITERAL}</p>' if any(item.quotes for item in items) else ""
    return (
        f"{heading(title)}{alert(problem)}{literal}"
        f'<form method="post" action="{shown.path}/aanpassen/{section}" class="ww-formulier" novalidate>'
        f'{entries}{added}<p class="ww-knoppen"><button class="ww-knop ww-hoofd">{words.SAVE}</button>'
        f'<a class="ww-knop" href="{section_path(shown, section)}">{words.BACK}</a></p></form>'
    )


def swap(shown: Shown, item: Item, fitting: Sequence[Werkvorm], problem: str = "") -> str:
    """The werkvormen that can come in the place of one, each with what it is."""
    name = parts.line_name(shown, item)
    options = "".join(
        f'<li><label class="ww-keuze"><input type="radio" name="werkvorm" value="{escaped(one.id)}">'
        f"<span>{escaped(_fits(one))}</span></label>"
        f"<details><summary>{words.STEPS}"
        f'<span class="ww-sr">: {escaped(one.name)}</span></summary>'
        f"{parts.werkvorm(one, shown.workshop.choices.place)}</details></li>"
        for one in fitting
    )
    return (
        f"{heading(escaped(words.SWAP_TO.format(name=name)))}{alert(problem)}"
        f'<form method="post" action="{shown.path}/wissel/{escaped(item.id)}" class="ww-formulier">'
        f'<ul class="ww-lijst">{options}</ul>'
        f'<p class="ww-knoppen"><button class="ww-knop ww-hoofd">{words.SWAP_DO}</button>'
        f'<a class="ww-knop" href="{section_path(shown, Section.PROGRAMME)}">{words.BACK}</a></p></form>'
    )


def number(name: str, label: str, value: str, limits: tuple[int, int], hint: str = "") -> str:
    """A whole number to type."""
    said = f' aria-describedby="ww-uitleg-{name}"' if hint else ""
    control = (
        f'<input id="ww-veld-{name}" name="{name}" type="number" inputmode="numeric" min="{limits[0]}" '
        f'max="{limits[1]}" value="{escaped(value)}"{said}>'
    )
    return labelled(label, control, hint, name)


def _entry(shown: Shown, section: Section, item: Item, number_: int, typed: Values) -> str:
    name = words.LINE.format(number=number_)
    if section is Section.PROGRAMME:
        name = f"{name}: {parts.line_name(shown, item)}"
    elif section in (Section.CARDS, Section.CASES):
        name = f"{name}: {item.words.get('titel') or item.own.get('tegenover', '')}".rstrip(": ")
    quotes = "".join(f'<p class="ww-zacht">‘{escaped(citing.single(quote))}’</p>' for quote in item.quotes)
    fields = [_field(section, item, which, typed) for which in editing.FIELDS[section]]
    minutes = fields.pop(0) if section is Section.PROGRAMME else ""  # beside the place
    place = number(f"plaats-{item.id}", words.POSITION, typed.get(f"plaats-{item.id}", str(number_)), (1, 99))
    out = " checked" if typed.get(f"weg-{item.id}") else ""
    return (
        f'<fieldset class="ww-onderdeel"><legend>{escaped(name)}</legend>{quotes}{"".join(fields)}'
        f'<div class="ww-naast">{minutes}{place}<label class="ww-keuze">'
        f'<input type="checkbox" name="weg-{item.id}" value="ja"{out}>'
        f'<span>{words.TAKE_OUT}<span class="ww-sr">: {escaped(name)}</span></span></label></div></fieldset>'
    )


def _field(section: Section, item: Item, which: str, typed: Values) -> str:
    key = f"{which}-{item.id}"
    value = typed.get(key, item.own.get(which, ""))
    if which == "minuten":
        return number(key, words.MINUTES, value, (0, MINUTES[1]))
    label, hint = _LABELS[which]
    if section in (Section.STATEMENTS, Section.QUESTIONS) and which == "tekst" and item.quotes:
        label, hint = words.OWN_STATEMENT, words.OWN_STATEMENT_HINT
    if section is Section.PROGRAMME and which == "toelichting":
        hint = words.NOTE_HINT
    return area(key, label, value, hint, rows=2) if which in _LARGE else field(key, label, value, hint)


def _offer(offer: Offer, picked: str) -> str:
    return option(offer.text, offer.text, offer.text == picked)


def _fits(one: Werkvorm) -> str:
    return words.SWAP_FITS.format(name=one.name, least=one.minutes[0], most=one.minutes[1], phase=one.phase.value)


def _whole(typed: str, limits: tuple[int, int], sentence: str) -> int:
    text = typed.strip()
    if text.isascii() and text.isdigit() and len(text) <= 3 and limits[0] <= int(text) <= limits[1]:
        return int(text)
    raise WorkshopError(sentence)
