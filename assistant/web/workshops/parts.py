"""The sections of a workshop as HTML, with their quotes, citations and buttons; pure functions."""

from collections.abc import Sequence

from assistant.desks.workshop import citing, editing, wording
from assistant.desks.workshop.content import in_reserve, lacking
from assistant.desks.workshop.types import Item, Place, Section, Werkvorm
from assistant.web.formatted import escaped
from assistant.web.workshops import words
from assistant.web.workshops.quotes import Shown, quotation


def section(shown: Shown, name: Section) -> str:
    """One section with its heading and the ways to change it."""
    items = shown.workshop.of(name)
    here = ' data-hier=""' if shown.here == name else ""
    title = wording.NAMES[name]
    body = {
        Section.GOALS: _goals,
        Section.PROGRAMME: _programme,
        Section.CARDS: _cards,
        Section.CASES: _cases,
    }.get(name, _listed)(shown, items)
    return (
        f'<section class="ww-deel" id="{name}" aria-labelledby="ww-{name}">'
        f'<h3 id="ww-{name}" tabindex="-1"{here}>{title}</h3>{_remark(shown, name, items)}{body}'
        f"{_buttons(shown, name)}</section>"
    )


def werkvorm(found: Werkvorm, place: Place) -> str:
    """A werkvorm with its aim, steps and materials."""
    steps = "".join(f"<li>{escaped(step)}</li>" for step in found.steps)
    online = place is Place.ONLINE and found.online_steps
    people = words.RANGE_PEOPLE.format(least=found.people[0], most=found.people[1])
    minutes = words.RANGE_MINUTES.format(least=found.minutes[0], most=found.minutes[1])
    own = f'<p class="ww-zacht">{words.FROM_LIBRARY}</p>' if found.is_own else ""
    return (
        f"<p><strong>{words.AIM}:</strong> {escaped(found.aim)}</p><ol>{steps}</ol>"
        + (f"<p><strong>{words.ONLINE_STEPS}:</strong> {escaped(found.online_steps)}</p>" if online else "")
        + f"<p><strong>{words.MATERIALS}:</strong> {escaped(', '.join(found.materials))}.</p>"
        + f'<p class="ww-zacht">{minutes}, {people}.</p>{own}'
    )


def line_name(shown: Shown, item: Item) -> str:
    """What a line of the programme is called, as plain text."""
    found = shown.library.get(item.own.get("werkvorm", ""))
    fixed = wording.FIXED_LINES.get(item.own.get("soort", ""), ("", ""))
    return item.own.get("titel") or (found.name if found else fixed[0] or item.own.get("werkvorm", ""))


def _remark(shown: Shown, name: Section, items: Sequence[Item]) -> str:
    said = lacking(shown.workshop).get(name)
    spare = wording.IN_RESERVE if name in in_reserve(shown.workshop, shown.library) else ""
    return "".join(f'<p class="ww-melding">{one}</p>' for one in (said, spare) if one)


def _goals(shown: Shown, items: Sequence[Item]) -> str:
    return "<ul>" + "".join(f"<li>{escaped(item.own.get('tekst', ''))}</li>" for item in items) + "</ul>"


def _programme(shown: Shown, items: Sequence[Item]) -> str:
    total, chosen = editing.total(shown.workshop), shown.workshop.choices.minutes
    if total == chosen:
        sum_line = f'<p class="ww-zacht ww-som">{words.TOTAL_RIGHT.format(total=total)}</p>'
    else:
        difference = (words.TOO_MUCH if total > chosen else words.TOO_LITTLE).format(count=abs(total - chosen))
        said = words.TOTAL_WRONG.format(total=total, chosen=chosen, difference=difference)
        sum_line = f'<p class="ww-melding ww-fout ww-som">{said}</p>'
    return f'<ol class="ww-programma">{"".join(_line(shown, item) for item in items)}</ol>{sum_line}'


def _line(shown: Shown, item: Item) -> str:
    found = shown.library.get(item.own.get("werkvorm", ""))
    minutes = words.MINUTES_SHORT.format(count=item.own.get("minuten", "0"))
    fixed = wording.FIXED_LINES.get(item.own.get("soort", ""), ("", ""))[1]
    own = item.own.get("toelichting") or fixed
    said = f"<p>{escaped(own)}</p>" if own else ""
    if found is not None:
        said = said or f"<p>{escaped(found.aim)}</p>"
        said += (
            f"<details><summary>{words.SHOW_STEPS}</summary>{werkvorm(found, shown.workshop.choices.place)}</details>"
        )
        said += f'<p><a href="{shown.path}/wissel/{item.id}">{words.SWAP}'
        said += f'<span class="ww-sr">: {escaped(line_name(shown, item))}</span></a></p>'
    elif item.own.get("werkvorm"):
        said += f'<p class="ww-melding">{words.WERKVORM_GONE}</p>'
        said += f'<p><a href="{shown.path}/wissel/{item.id}">{words.SWAP}</a></p>'
    phase = item.own.get("soort", "") if item.own.get("werkvorm") else ""
    label = f' <span class="ww-label">{escaped(phase)}</span>' if phase else ""
    return (
        f'<li><span class="ww-minuten">{escaped(minutes)}</span><div><h4>{escaped(line_name(shown, item))}{label}</h4>'
        f"{said}</div></li>"
    )


def _cards(shown: Shown, items: Sequence[Item]) -> str:
    return '<div class="ww-kaarten">' + "".join(_card(shown, item) for item in items) + "</div>"


def _card(shown: Shown, item: Item) -> str:
    contrast = item.own.get("tegenover", "")
    title = citing.card_title(item)
    sides = "".join(
        f'<div class="ww-kant"><h5>{escaped(item.words.get(f"kant{number}", ""))}</h5>'
        f"{quotation(shown, quote, with_lead=False)}</div>"
        for number, quote in enumerate(item.quotes, 1)
    )
    lost = f'<p class="ww-melding">{words.LOST}</p>' if item.is_lost else ""
    against = f'<p class="ww-zacht">{escaped(words.AGAINST.format(contrast=contrast))}</p>' if sides else ""
    return (
        f'<article class="ww-kaart"><h4>{escaped(title)}</h4>{against}{lost}<div class="ww-kanten">{sides}</div>'
        f'<p class="ww-vraag">{escaped(item.own.get("vraag", ""))}</p>{_other(shown, item)}</article>'
    )


def _cases(shown: Shown, items: Sequence[Item]) -> str:
    shown_items = []
    for item in items:
        title = item.own.get("titel") or item.words.get("titel") or wording.NAMES[Section.CASES]
        quotes = "".join(quotation(shown, quote) for quote in item.quotes)
        lost = f'<p class="ww-melding">{words.LOST}</p>' if item.is_lost else ""
        shown_items.append(
            f'<article class="ww-casus"><h4>{escaped(title)}</h4>{lost}{quotes}'
            f'<p class="ww-vraag">{escaped(item.own.get("vraag", ""))}</p>{_other(shown, item)}</article>'
        )
    return "".join(shown_items)


def _listed(shown: Shown, items: Sequence[Item]) -> str:
    return '<ul class="ww-regels">' + "".join(f"<li>{_entry(shown, item)}</li>" for item in items) + "</ul>"


def _entry(shown: Shown, item: Item) -> str:
    own = item.own.get("tekst", "")
    note = item.own.get("toelichting", "")
    kind = item.own.get("vorm", "")
    said = f"<p>{escaped(own)}</p>" if own else ""
    if item.section is Section.EVALUATION:
        said += f'<p class="ww-zacht">{words.SCALE_HINT if kind == "schaal" else words.FREE}</p>'
    if item.section is Section.QUESTIONS and item.quotes:
        said += f'<p class="ww-zacht">{words.FROM_SOURCE.get(kind, words.FROM_SOURCE["vraag"])}</p>'
    said += "".join(quotation(shown, quote) for quote in item.quotes)
    behind = citing.asked_behind(item)
    said += f'<p class="ww-vraag">{escaped(behind)}</p>' if behind else ""
    said += f'<p class="ww-melding">{words.LOST}</p>' if item.is_lost else ""
    said += f"<p>{escaped(note)}</p>" if note else ""
    return said + _other(shown, item)


def _other(shown: Shown, item: Item) -> str:
    """The button for another quote in the place of this one."""
    if "bron" not in item.own:
        return ""
    return (
        f'<form method="post" action="{shown.path}/ander" class="ww-rechts">'
        f'<input type="hidden" name="deel" value="{escaped(item.id)}">'
        f'<button class="ww-knop ww-klein">{words.OTHER[item.section]}</button></form>'
    )


def _buttons(shown: Shown, name: Section) -> str:
    said = f'<span class="ww-sr">: {wording.NAMES[name]}</span>'
    return (
        f'<div class="ww-knoppen"><a class="ww-knop ww-klein" href="{shown.path}/aanpassen/{name}">'
        f"{words.EDIT}{said}</a>"
        f'<form method="post" action="{shown.path}/opnieuw"><input type="hidden" name="onderdeel" value="{name}">'
        f'<button class="ww-knop ww-klein">{words.AGAIN}{said}</button></form></div>'
    )
