"""The user's own conversations, and what lies before the curator, as HTML; pure functions."""

from collections.abc import Sequence

from assistant.kept import Kept
from assistant.types import Filters
from assistant.web import pieces, texts
from assistant.web.foot import share_address
from assistant.web.formatted import dutch_number, escaped, one_line
from assistant.web.frame import DESK_PATH, TALKS_PATH
from assistant.web.talks.talks import day_of, question_of, state_of, title_of


def talk_list(kept: Sequence[Kept], query: str, asked: Sequence[Kept]) -> str:
    """The conversations that fit a search, and the questions that this user put before the curator."""
    shown = f'{pieces.heading(texts.MY_TALKS)}<p class="ww-zacht">{texts.MY_TALKS_TEXT}</p>'
    if not kept:
        return f"{shown}<p>{texts.NO_TALKS}</p>{_asked(asked)}"
    found = [one for one in kept if _fits(one, query)]
    rows = "".join(map(_row, found))
    none = texts.NO_TALKS_FOUND.format(query=one_line(query))
    return f"{shown}{_search(query)}{f'<ul class=ww-lijst>{rows}</ul>' if found else f'<p>{none}</p>'}{_asked(asked)}"


def talk(kept: Kept, problem: str = "") -> str:
    """One conversation: go on with it, take it along, give it a name, or let it go."""
    address = f"{TALKS_PATH}/{escaped(kept.id)}"
    files = "".join(
        f'<a class="ww-knop" download href="{address}/gesprek.{ending}" '
        f'aria-label="{texts.DOWNLOAD_NAME.format(kind=kind)}">{kind}</a>'
        for ending, kind in texts.DOWNLOADS
    )
    return (
        f"{pieces.heading(one_line(title_of(kept)))}{_back()}{pieces.alert(problem)}"
        f'<p class="ww-labels">{_labels(kept)}</p>'
        f'<p class="ww-knoppen"><a class="ww-knop ww-hoofd" href="/?gesprek={escaped(kept.id)}">'
        f"{texts.OPEN_TALK}</a></p>"
        f'<h3>{texts.SAVE_AS}</h3><p class="ww-knoppen">{files}</p>'
        f'<h3>{texts.TALK_TITLE}</h3><form method="post" action="{address}/naam">'
        f"{pieces.field('titel', texts.TALK_TITLE, title_of(kept))}"
        f'<p class="ww-knoppen"><button class="ww-knop">{texts.RENAME}</button></p></form>'
        f'<h3>{texts.DELETE_TALK}</h3><p>{texts.DELETE_TALK_TEXT}</p><form method="post" action="{address}/weg">'
        f'<p class="ww-knoppen"><button class="ww-knop ww-weg">{texts.DELETE_TALK}</button></p></form>'
    )


def missing() -> str:
    """What is shown in place of a conversation that is not there."""
    return f"{pieces.heading(texts.MY_TALKS)}<p>{texts.TALK_GONE}</p>{_back()}"


def failed(sentence: str) -> str:
    """What is shown when what was kept cannot be read."""
    return f"{pieces.heading(texts.MY_TALKS)}{pieces.alert(sentence)}"


def curator(questions: Sequence[Kept], judgements: Sequence[Kept]) -> str:
    """Questions without an answer and judgements, for whoever keeps the sources."""
    waiting, judged = "".join(map(_waiting, questions)), "".join(map(_judged, judgements))
    return (
        f"{pieces.heading(texts.UNANSWERED)}<h3>{texts.UNANSWERED_HEAD}</h3>"
        f"<p>{texts.UNANSWERED_TEXT if waiting else texts.NO_UNANSWERED}</p>{_rows(waiting)}"
        f"<h3>{texts.JUDGEMENTS_HEAD}</h3>{_rows(judged) or f'<p>{texts.NO_JUDGEMENTS}</p>'}"
    )


def _rows(rows: str) -> str:
    return f'<ul class="ww-lijst">{rows}</ul>' if rows else ""


def _fits(kept: Kept, query: str) -> bool:
    said = [title_of(kept), *(str(part.own.get("vraag") or part.quoted.get("vraag", "")) for part in kept.parts)]
    text = " ".join(said).casefold()
    return all(word in text for word in query.casefold().split())


def _search(query: str) -> str:
    return (
        f'<form class="ww-zoekrij" role="search" action="{TALKS_PATH}">'
        f'<label class="ww-veld"><span>{texts.SEARCH_TALKS}</span>'
        f'<input type="search" name="zoek" value="{escaped(query)}" autocomplete="off"></label>'
        f'<button class="ww-knop">{texts.SEARCH}</button></form>'
    )


def _row(kept: Kept) -> str:
    title = one_line(title_of(kept))
    name = escaped(texts.CHANGE_TALK_NAME.format(title=title_of(kept)))
    return (
        f'<li class="ww-rij"><a href="/?gesprek={escaped(kept.id)}">{title}</a>'
        f'<p class="ww-labels">{_labels(kept)}<a href="{TALKS_PATH}/{escaped(kept.id)}" aria-label="{name}">'
        f"{texts.CHANGE_TALK}</a></p></li>"
    )


def _labels(kept: Kept) -> str:
    count = len(kept.parts)
    questions = texts.ONE_QUESTION if count == 1 else texts.QUESTIONS.format(count=dutch_number(count))
    return "".join(f'<span class="ww-label">{one_line(word)}</span> ' for word in (day_of(kept.changed), questions))


def _asked(asked: Sequence[Kept]) -> str:
    rows = "".join(
        f'<li class="ww-rij">{_question(one)}<p class="ww-labels"><span class="ww-label">'
        f"{texts.IS_ANSWERED if state_of(one) else texts.WAITS}</span> {_again(one)}</p>"
        f"{_button(f'{TALKS_PATH}/vraag/weg', one, 'weg', texts.REMOVE_QUESTION)}</li>"
        for one in asked
    )
    return f'<h3>{texts.ASKED_CURATOR}</h3><ul class="ww-lijst">{rows}</ul>' if rows else ""


def _waiting(one: Kept) -> str:
    done = bool(state_of(one))
    word = f'<span class="ww-label">{texts.IS_ANSWERED}</span> ' if done else ""
    mark = "" if done else _button(f"{DESK_PATH}/vragen", one, "beantwoord", texts.MARK_ANSWERED)
    return (
        f'<li class="ww-rij">{_question(one)}<p class="ww-labels">{word}'
        f'<span class="ww-label">{day_of(one.created)}</span> {_again(one)}</p>'
        f'<div class="ww-knoppen">{mark}{_button(f"{DESK_PATH}/vragen", one, "weg", texts.DROP)}</div></li>'
    )


def _judged(one: Kept) -> str:
    own = one.parts[0].own
    word = texts.USEFUL if own.get("nuttig") else texts.NOT_USEFUL
    reason = f"<p>‘{one_line(str(own['reden']))}’</p>" if own.get("reden") else ""
    return (
        f'<li class="ww-rij">{_question(one)}{reason}<p class="ww-labels"><span class="ww-label">{word}</span> '
        f'<span class="ww-label">{day_of(one.created)}</span> {_again(one)}</p>'
        f'<div class="ww-knoppen">{_button(f"{DESK_PATH}/vragen", one, "weg", texts.DROP)}</div></li>'
    )


def _question(one: Kept) -> str:
    return f"<strong>{one_line(question_of(one) or texts.QUESTION_GONE)}</strong>"


def _again(one: Kept) -> str:
    asked = question_of(one)
    if not asked:
        return ""
    name = escaped(texts.ABOUT.format(action=texts.ASK_AGAIN, question=asked))
    return f'<a href="{escaped(share_address(asked, Filters()))}" aria-label="{name}">{texts.ASK_AGAIN}</a>'


def _button(address: str, one: Kept, action: str, word: str) -> str:
    name = escaped(texts.ABOUT.format(action=word, question=question_of(one) or texts.QUESTION_GONE))
    return (
        f'<form method="post" action="{address}"><input type="hidden" name="id" value="{escaped(one.id)}">'
        f'<button class="ww-knop" name="doe" value="{action}" aria-label="{name}">{word}</button></form>'
    )


def _back() -> str:
    return f'<p><a href="{TALKS_PATH}">{texts.TO_TALKS}</a></p>'
