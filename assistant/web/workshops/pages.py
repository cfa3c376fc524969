"""The pages of the workshop desk as HTML: the start, a whole workshop, and what is asked before one goes."""

from collections.abc import Sequence

from assistant.corpus.front_matter import dutch_date
from assistant.desks.workshop import citing, wording
from assistant.desks.workshop.types import Choices, Section, Workshop
from assistant.web.formatted import escaped, one_line
from assistant.web.pieces import alert, field, heading, notice
from assistant.web.workshops import parts, words
from assistant.web.workshops.quotes import PATH, Shown, sources


def start(form: str, mine: Sequence[Workshop], problem: str = "", said: str = "") -> str:
    """The form to make a workshop, and those that are there."""
    rows = "".join(_row(workshop) for workshop in mine)
    listed = f'<ul class="ww-lijst">{rows}</ul>' if rows else f"<p>{words.MINE_NONE}</p>"
    return (
        f"{heading(words.NEW)}<p>{words.INTRODUCTION}</p>{alert(problem)}{notice(said)}{form}"
        f"<h3>{words.MINE}</h3>{listed}"
    )


def whole(shown: Shown, problem: str = "", problems: Sequence[str] = ()) -> str:
    """A whole workshop, to read, change, print and take along."""
    workshop = shown.workshop
    title = citing.title_of(workshop)
    links = "".join(f'<li><a href="#{section}">{wording.NAMES[section]}</a></li>' for section in Section)
    lost = f'<p class="ww-melding">{words.THEME_LOST}</p>' if workshop.theme_is_lost else ""
    sections = "".join(parts.section(shown, section) for section in Section)
    return (
        f'{heading(one_line(title))}<p class="ww-zacht">{_in_short(workshop.choices)}</p>{alert(problem)}{lost}'
        + "".join(notice(said) for said in problems)
        + _files(shown)
        + f'<nav class="ww-inhoud" aria-label="{words.ON_PAGE}"><ul>{links}'
        + f'<li><a href="#bronnen">{words.SOURCES}</a></li></ul></nav>'
        + f'<div class="ww-workshop">{sections}{sources(shown)}</div>'
        + _rename(shown)
        + f'<p class="ww-scherm"><a href="{shown.path}/verwijderen">{words.REMOVE_OPEN}</a></p>{_back()}'
    )


def remove_question(workshop: Workshop) -> str:
    """Asks whether this workshop must really go."""
    path = f"{PATH}/{workshop.id}"
    return (
        f"{heading(one_line(citing.title_of(workshop)))}<p>{words.REMOVE_ASK}</p>"
        f'<form method="post" action="{path}/verwijderen"><p class="ww-knoppen">'
        f'<button class="ww-knop ww-weg">{words.REMOVE}</button>'
        f'<a class="ww-knop" href="{path}">{words.KEEP}</a></p></form>'
    )


def missing(sentence: str = words.MISSING) -> str:
    """What is shown instead of something that is not there."""
    return f"{heading(words.DESK)}<p>{escaped(sentence)}</p>{_back()}"


def _row(workshop: Workshop) -> str:
    choices = workshop.choices
    said = words.MADE.format(
        minutes=choices.minutes,
        people=choices.people,
        place=words.PLACES[choices.place],
        audience=choices.audience.value,
        date=dutch_date(workshop.changed[:10]),
    )
    return (
        f'<li class="ww-rij"><a href="{PATH}/{escaped(workshop.id)}">{one_line(citing.title_of(workshop))}</a>'
        f'<p class="ww-zacht">{escaped(said)}</p></li>'
    )


def _in_short(choices: Choices) -> str:
    return escaped(
        words.GOOD_FOR.format(
            minutes=choices.minutes,
            people=choices.people,
            place=words.PLACES[choices.place],
            audience=choices.audience.value,
        )
    )


def _files(shown: Shown) -> str:
    links = "".join(
        f'<li><a class="ww-knop ww-klein" href="{shown.path}/{name}" download="{name}">{said}</a></li>'
        for name, said in words.DOWNLOADS
    )
    return (
        f'<section class="ww-opslaan" aria-labelledby="ww-opslaan"><h3 id="ww-opslaan">{words.FILES}</h3>'
        f'<ul class="ww-knoppen">{links}</ul><p class="ww-zacht">{words.FILES_HINT}</p></section>'
    )


def _rename(shown: Shown) -> str:
    return (
        f'<form method="post" action="{shown.path}/titel" class="ww-formulier ww-scherm">'
        f"{field('titel', words.RENAME, shown.workshop.title, words.RENAME_HINT)}"
        f'<p class="ww-knoppen"><button class="ww-knop">{words.SAVE}</button></p></form>'
    )


def _back() -> str:
    return f'<p class="ww-scherm"><a href="{PATH}">{words.TO_LIST}</a></p>'
