"""How far a job is and what came of it, as HTML; pure functions."""

from collections.abc import Sequence

from assistant.erasure import Erasure
from assistant.ingestion.holding import Held
from assistant.ingestion.personal import summary as sorts_of
from assistant.keeping import Intake
from assistant.web import pieces, words
from assistant.web.curating.jobs import Job
from assistant.web.formatted import dutch_number, escaped
from assistant.web.frame import DESK_PATH


def job(shown: Job) -> str:
    """A job: its progress while it runs, else its result, or why it failed and how to try again."""
    title = pieces.heading(escaped(shown.task.title))
    if shown.result:
        return f'<div id="ww-taak" class="ww-klaar">{title}{shown.result}{_ways_on()}</div>'
    if shown.failure:
        failed = f"{title}<h3>{words.NOT_DONE}</h3>{pieces.alert(shown.failure)}{_again(shown.token)}{_ways_on()}"
        inner = shown.task.typed(shown.failure) if shown.task.typed else failed
        return f'<div id="ww-taak" class="ww-klaar">{inner}</div>'
    return f'<div id="ww-taak" class="ww-loopt">{title}{pieces.progress(shown.progress)}<p>{words.MEANWHILE}</p></div>'


def intake(found: Intake, held: Sequence[tuple[str, Held]]) -> str:
    """What became of each file, each with its name; ``held`` are the notes that wait, by their token."""
    parts = [f"<p><strong>{summary(found)}</strong></p>"]
    parts += [_names(words.HEADS["refused"], _of_files(found.refused))]
    if held:
        links = "".join(
            f'<li><a href="{DESK_PATH}/nakijken/{escaped(token)}">'
            f"{words.HELD_LINK.format(name=escaped(note.sent))}</a> ({escaped(sorts_of(note.findings))})</li>"
            for token, note in held
        )
        parts.append(f"<h3>{words.HELD_HEAD}</h3><p>{words.HELD_TEXT}</p><ul>{links}</ul>")
    parts += [
        _names(words.HEADS["added"], found.added),
        _names(words.HEADS["changed"], found.changed),
        _names(words.HEADS["unchanged"], found.unchanged),
        _names(words.SIMILAR_HEAD, [words.SIMILAR.format(one=one, other=other) for one, other in found.similar]),
        _names(words.PERSONAL_HEAD, _of_files(found.personal), words.PERSONAL_REPORT_TEXT),
        _names(words.REMARKS_HEAD, _of_files(found.remarks)),
    ]  # fmt: skip
    return "".join(parts)


def summary(found: Intake) -> str:
    """The whole intake in one sentence: 3 documenten toegevoegd, 1 geweigerd."""
    counts = [(len(getattr(found, key)), words.REPORT[key]) for key in words.REPORT]
    counts.append((len(found.held), words.REPORT_HELD))
    said = [(count, what) for count, what in counts if count]
    if not said:
        return words.REPORT_NOTHING
    count, what = said[0]
    first = (words.ONE_DOCUMENT if count == 1 else words.DOCUMENTS).format(count=dutch_number(count), what=what)
    return ", ".join([first, *(f"{dutch_number(count)} {what}" for count, what in said[1:])]) + "."


def erased(found: Erasure) -> str:
    """The proof line."""
    return f'<p class="ww-bewijs"><strong>{escaped(found.proof)}</strong></p><p>{words.ERASED_TEXT}</p>'


def sentence(text: str) -> str:
    """A result that is one line."""
    return f"<p><strong>{escaped(text)}</strong></p>"


def _names(head: str, names: Sequence[str], text: str = "") -> str:
    if not names:
        return ""
    items = "".join(f"<li>{escaped(name)}</li>" for name in names)
    return f"<h3>{head}</h3>{_line(text)}<ul>{items}</ul>"


def _of_files(said: Sequence[tuple[str, str]]) -> list[str]:
    return [words.OF_FILE.format(name=name, said=what) for name, what in said]


def _again(token: str) -> str:
    return (
        f'<form method="post" action="{DESK_PATH}/opnieuw/{escaped(token)}"><p class="ww-knoppen">'
        f'<button class="ww-knop ww-hoofd">{words.AGAIN}</button></p></form>'
    )


def _line(text: str) -> str:
    return f'<p class="ww-zacht">{text}</p>' if text else ""


def _ways_on() -> str:
    return (
        f'<p class="ww-knoppen"><a class="ww-knop" href="{DESK_PATH}">{words.TO_LIST}</a>'
        f'<a class="ww-knop" href="/">{words.TO_CHAT}</a></p>'
    )
