"""Pieces of forms and pages that every desk shares, as HTML; pure functions."""

from math import ceil

from assistant.web import words
from assistant.web.formatted import dutch_number, escaped
from assistant.web.service import Progress

PLACES_ID = "ww-gemeenten"


def heading(inner: str) -> str:
    """The title of what is shown, which the script moves the focus to; ``inner`` is HTML."""
    return f'<h2 id="ww-bureautitel" tabindex="-1">{inner}</h2>'


def alert(sentence: str) -> str:
    """A line that says what is wrong; nothing when all is well."""
    return f'<p class="ww-melding ww-fout" role="alert">{escaped(sentence)}</p>' if sentence else ""


def notice(sentence: str | None) -> str:
    """A calm line that is good to know."""
    return f'<p class="ww-melding">{escaped(sentence)}</p>' if sentence else ""


def option(value: str, name: str, chosen: bool) -> str:
    """A choice of a list."""
    return f'<option value="{escaped(value)}"{" selected" if chosen else ""}>{escaped(name)}</option>'


def field(name: str, label: str, value: str, hint: str = "", places: bool = False) -> str:
    """One line to type in."""
    options = f' list="{PLACES_ID}"' if places else ""
    said = f'id="ww-veld-{name}" name="{name}" value="{escaped(value)}"{options}{_hinted(name, hint)}'
    return labelled(label, f'<input {said} autocomplete="off">', hint, name)


def area(name: str, label: str, value: str, hint: str = "", rows: int = 8) -> str:
    """Several lines to type in."""
    # a browser drops the first line end of a text area
    inner = (
        f'<textarea id="ww-veld-{name}" name="{name}" rows="{rows}"{_hinted(name, hint)}>\n{escaped(value)}</textarea>'
    )
    return labelled(label, inner, hint, name)


def radio(name: str, value: str, label: str, chosen: bool) -> str:
    """One of several choices, each with its own words."""
    checked = " checked" if chosen else ""
    return (
        f'<label class="ww-keuze"><input type="radio" name="{name}" value="{escaped(value)}"{checked}>'
        f"<span>{escaped(label.capitalize() if label == value else label)}</span></label>"
    )


def labelled(label: str, control: str, hint: str = "", name: str = "") -> str:
    """A control with its name in front of it and a hint below."""
    said = f'<p class="ww-zacht" id="ww-uitleg-{name}">{hint}</p>' if hint else ""
    return f'<div class="ww-veld"><label for="ww-veld-{name}">{label}</label>{control}{said}</div>'


def _hinted(name: str, hint: str) -> str:
    return f' aria-describedby="ww-uitleg-{name}"' if hint else ""


def progress(step: Progress | None) -> str:
    """A bar with the step, the file and the time left."""
    said, bar, more = words.STARTING, "<progress></progress>", ""
    if step is not None:
        said = escaped(step.step)
        if step.total > 0:
            said = words.STEP.format(step=said, done=dutch_number(step.done), total=dutch_number(step.total))
            bar = f'<progress value="{int(step.done)}" max="{int(step.total)}"></progress>'
        lines = [words.AT_FILE.format(file=escaped(step.file)) if step.file else "", time_left(step.seconds_left)]
        more = "".join(f'<p class="ww-zacht">{line}</p>' for line in lines if line)
    return f'<div class="ww-balk"><label><span class="ww-stap">{said}</span> {bar}</label>{more}</div>'


def time_left(seconds: float | None) -> str:
    """A time in words; nothing while it is unknown."""
    if seconds is None:
        return ""
    if seconds < 55:
        return words.LEFT_SECONDS.format(count=max(5, 5 * ceil(seconds / 5)))
    minutes = round(seconds / 60)
    return words.LEFT_MINUTE if minutes < 2 else words.LEFT_MINUTES.format(count=dutch_number(minutes))
