"""Numbers of sources, and quotes as they are read: without list marks and marks of emphasis.

A number belongs to a document, in the order in which the workshop first quotes
it, so that one list of sources serves page, hand-out, slides and cards.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.citations import page_label
from assistant.corpus.front_matter import UNDATED
from assistant.desks.workshop import wording
from assistant.desks.workshop.types import Item, Quote, Section, Workshop
from assistant.reader.spans import ITEM_MARK

_EMPHASIS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)|`|^#{1,6}\s+")
_NUMBERED = re.compile(r"\(?\d{1,2}[.)]\s+")


@dataclass(frozen=True, slots=True)
class Source:
    """A document that a workshop quotes."""

    number: int
    document: str
    title: str
    reference: str
    kind: str
    is_note: bool


def sources(workshop: Workshop) -> tuple[Source, ...]:
    """What a workshop quotes, numbered from 1 in the order of its parts."""
    found: dict[str, Quote] = {}
    for item in workshop.items:
        for quote in item.quotes:
            found.setdefault(quote.document, quote)
    return tuple(
        Source(number, quote.document, quote.title, quote.reference, quote.kind, quote.is_note)
        for number, quote in enumerate(found.values(), 1)
    )


def numbers(found: Iterable[Source]) -> dict[str, int]:
    """The number of each document."""
    return {source.document: source.number for source in found}


def mark(quote: Quote, known: dict[str, int]) -> str:
    """The citation behind a quote: [2] or [2, p. 3]."""
    page = f", {page_label(quote.page)}" if quote.page is not None else ""
    return f"[{known[quote.document]}{page}]"


def origin(quote: Quote) -> str:
    """Kind, year and heading of a quote, for the line under it."""
    kind = "praktijknotitie" if quote.is_note else quote.kind
    return ", ".join(part for part in (kind, quote.year or UNDATED, quote.heading and f"‘{quote.heading}’") if part)


def lines(quote: Quote) -> list[tuple[bool, str]]:
    """A quote as paragraphs and list items, each (whether it is an item, its text on one line)."""
    found: list[tuple[bool, str]] = []
    for raw in quote.text.splitlines():
        text = " ".join(_EMPHASIS.sub("", raw.strip()).split())
        if not text:
            continue
        item = ITEM_MARK.match(text)
        if item:
            found.append((True, text if _NUMBERED.match(text) else text[item.end() :]))
        elif found and found[-1][0] is False and not found[-1][1].endswith((".", ":", "?", "!")):
            found[-1] = (False, f"{found[-1][1]} {text}")
        else:
            found.append((False, text))
    if found and not found[0][0] and found[0][1][:1].islower():
        found[0] = (False, f"… {found[0][1]}")  # it was cut out of a sentence, as the sides of a dilemma are
    return [(False, without_mark(found[0][1]))] if len(found) == 1 else found


def single(quote: Quote) -> str:
    """A quote on one line, without the mark of the list that it is an item of."""
    parts = lines(quote)
    return " ".join(f"• {text}" if is_item else text for is_item, text in parts)


def without_mark(text: str) -> str:
    """A text without the list mark that it begins with."""
    found = ITEM_MARK.match(text)
    return text[found.end() :] if found else text


def card_title(item: Item) -> str:
    """What a dilemma card is called: by the trainer, by its source, or by what stands against what."""
    contrast = item.own.get("tegenover", "")
    return item.own.get("titel") or item.words.get("titel") or wording.UNTITLED.get(contrast) or contrast.capitalize()


def title_of(workshop: Workshop) -> str:
    """What a workshop is called."""
    theme = workshop.choices.theme
    return workshop.title or (theme[:1].upper() + theme[1:] if theme else "Workshop zonder thema")


def text_of(item: Item) -> str:
    """What a statement, question, goal or evaluation line says: the trainer's words, else the quote."""
    own = item.own.get("tekst", "")
    if own or not item.quotes:
        return own
    return single(item.quotes[0]) if item.section is Section.QUESTIONS else f"‘{single(item.quotes[0])}’"


def asked_behind(item: Item) -> str:
    """What the program asks behind a quote among the questions; "" where the quote is the question itself."""
    if item.section is not Section.QUESTIONS or not item.quotes:
        return ""
    return item.own.get("vraag") or (wording.DILEMMA_QUESTION if item.own.get("vorm") == "dilemma" else "")


def quoted_items(items: Sequence[Item]) -> list[Item]:
    """Those with a quote."""
    return [item for item in items if item.quotes]
