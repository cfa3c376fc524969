"""The list of documents and one document, as HTML; pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from assistant.citations import display_title, labels, reference
from assistant.keeping import Entry
from assistant.types import Collection, Document
from assistant.web import pieces, texts, words
from assistant.web.curating import forms
from assistant.web.formatted import dutch_number, escaped, one_line
from assistant.web.frame import DESK_PATH
from assistant.web.sources import DOCUMENT_PATH

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Look:
    """What of the list is shown."""

    query: str = ""
    collection: str = ""
    page: int = 1


def document_list(entries: Sequence[Entry], look: Look, notice: str | None = None) -> str:
    """The documents that fit, a page at a time, under the ways to add some."""
    actions = (
        f'<p class="ww-knoppen"><a class="ww-knop ww-hoofd" href="{DESK_PATH}/toevoegen">{words.ADD_FILES}</a>'
        f'<a class="ww-knop" href="{DESK_PATH}/notitie">{words.WRITE_NOTE}</a>'
        f'<a class="ww-knop" href="{DESK_PATH}/vragen">{texts.UNANSWERED}</a></p>'
    )
    shown = f"{pieces.heading(words.DESK)}{pieces.notice(notice)}{actions}"
    if not entries:
        return f'{shown}<p class="ww-zacht">{words.COUNT_NONE}</p>'
    found = sorted(_fitting(entries, look), key=lambda entry: display_title(entry.document).casefold())
    pages = max(1, -(-len(found) // PER_PAGE))
    page = min(max(look.page, 1), pages)
    rows = "".join(_row(entry) for entry in found[(page - 1) * PER_PAGE : page * PER_PAGE])
    return (
        f"{shown}{_search(look)}<p>{_count(len(entries), len(found), look)}</p>"
        + (f'<ul class="ww-lijst">{rows}</ul>' if found else "")
        + _pager(look, page, pages)
    )


def document(entry: Entry, typed: forms.Values | None = None, problem: str = "") -> str:
    """One document: what is known of it, a form to correct that, and the way out."""
    found = entry.document
    title = one_line(display_title(found))
    name = escaped(urlencode({"naam": found.id}))
    source = f"{DOCUMENT_PATH}{quote(found.id, safe='')}"
    return (
        f"{pieces.heading(title)}{_back()}"
        f'<p class="ww-labels">{_labels(entry)}</p><p class="ww-zacht">{one_line(reference(found))}</p>'
        f'<p><a class="ww-open" href="{escaped(source)}">{words.OPEN_SOURCE}'
        f'<span class="ww-sr">: {title}</span></a></p>'
        f"<h3>{words.CHANGE}</h3>{forms.facts(found, typed, problem)}"
        f'<h3>{words.DELETE}</h3><p>{words.DELETE_EXPLAINED}</p><p class="ww-knoppen">'
        f'<a class="ww-knop ww-weg" href="{DESK_PATH}/verwijderen?{name}">{words.DELETE_OPEN}</a></p>'
    )


def delete_question(entry: Entry) -> str:
    """Asks whether this document, by its title, must really go."""
    found = entry.document
    title = one_line(display_title(found))
    name = escaped(urlencode({"naam": found.id}))
    return (
        f"{pieces.heading(words.DELETE_ASK.format(title=title))}"
        f'<p class="ww-labels">{_labels(entry)}</p><p>{words.DELETE_EXPLAINED}</p>'
        f'<form method="post" action="{DESK_PATH}/verwijderen">'
        f'<input type="hidden" name="naam" value="{escaped(found.id)}"><p class="ww-knoppen">'
        f'<button class="ww-knop ww-weg">{words.DELETE_BUTTON.format(title=title)}</button>'
        f'<a class="ww-knop" href="{DESK_PATH}/document?{name}">{words.CANCEL}</a></p></form>'
    )


def missing(sentence: str = words.MISSING) -> str:
    """What is shown instead of something that is not there."""
    return f"{pieces.heading(words.DESK)}<p>{escaped(sentence)}</p>{_back()}"


def _fitting(entries: Sequence[Entry], look: Look) -> list[Entry]:
    wanted = look.query.casefold().split()
    return [
        entry
        for entry in entries
        if (not look.collection or entry.document.collection.value == look.collection)
        and all(word in _searched(entry.document) for word in wanted)
    ]


def _searched(found: Document) -> str:
    """What a word of the search field is looked for in."""
    said = (display_title(found), found.id, found.organisation, *labels(found), *found.municipalities, *found.themes)
    return " ".join((*said, *found.authors)).casefold()


def _count(total: int, found: int, look: Look) -> str:
    if not look.query and not look.collection:
        return words.COUNT_ONE if total == 1 else words.COUNT.format(count=dutch_number(total))
    if found:
        return words.FOUND_ONE if found == 1 else words.FOUND.format(count=dutch_number(found))
    return words.FOUND_NONE.format(query=one_line(look.query)) if look.query else words.FOUND_NONE_HERE


def _search(look: Look) -> str:
    choices = (("", words.EVERYTHING), (Collection.BRONNEN, words.PUBLIC), (Collection.NOTITIES, words.NOTES))
    options = "".join(pieces.option(value, name, value == look.collection) for value, name in choices)
    return (
        f'<form class="ww-zoekrij" role="search" action="{DESK_PATH}">'
        f'<label class="ww-veld"><span>{words.SEARCH_FIELD}</span>'
        f'<input type="search" name="zoek" value="{escaped(look.query)}" autocomplete="off"></label>'
        f'<label class="ww-veld"><span>{words.COLLECTION}</span><select name="verzameling">{options}</select></label>'
        f'<button class="ww-knop">{words.SEARCH}</button></form>'
    )


def _row(entry: Entry) -> str:
    found = entry.document
    address = f"{DESK_PATH}/document?{urlencode({'naam': found.id})}"
    note = " ww-notitie" if found.collection is Collection.NOTITIES else ""
    return (
        f'<li class="ww-rij{note}"><a href="{escaped(address)}">{one_line(display_title(found))}</a>'
        f'<p class="ww-labels">{_labels(entry)}</p></li>'
    )


def _labels(entry: Entry) -> str:
    count = entry.passages
    passages = words.PASSAGES_ONE if count == 1 else words.PASSAGES.format(count=dutch_number(count))
    said = (*labels(entry.document), *entry.document.municipalities[:4], passages)
    return "".join(f'<span class="ww-label">{one_line(word)}</span> ' for word in dict.fromkeys(said) if word)


def _pager(look: Look, page: int, pages: int) -> str:
    if pages == 1:
        return ""

    def link(number: int, name: str) -> str:
        if not 1 <= number <= pages:
            return ""
        values = {"zoek": look.query, "verzameling": look.collection, "blad": number}
        return f'<a class="ww-knop" href="{DESK_PATH}?{escaped(urlencode(values))}">{name}</a>'

    place = words.PAGE_OF.format(page=page, pages=pages)
    return (
        f'<nav class="ww-bladeren" aria-label="{words.PAGES}">{link(page - 1, words.PREVIOUS)}'
        f"<span>{place}</span>{link(page + 1, words.NEXT)}</nav>"
    )


def _back() -> str:
    return f'<p><a href="{DESK_PATH}">{words.TO_LIST}</a></p>'
