"""A workshop from choices, and one part of it again while the rest stays.

What is made again never quotes what stood there: it takes the next candidates,
and says so when the sources give nothing else.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from assistant.citations import display_title, reference
from assistant.desks.workshop import wording
from assistant.desks.workshop.content import candidates, wanted
from assistant.desks.workshop.drafts import Draft
from assistant.desks.workshop.gathering import Material, Piece, gather
from assistant.desks.workshop.planning import Line, plan
from assistant.desks.workshop.types import (
    NEEDED,
    TAKEN,
    Choices,
    Item,
    Needs,
    Phase,
    Quote,
    Section,
    Werkvorm,
    Workshop,
    WorkshopError,
)
from assistant.engine import Engine
from assistant.types import Collection

FEW_QUESTIONS = 3  # that rest on a quote
LEAST_QUOTES = 3  # that do not overlap, for a workshop at all


def make(
    engine: Engine, library: Mapping[str, Werkvorm], choices: Choices, theme_documents: tuple[str, ...] = ()
) -> Workshop:
    """A whole workshop; WorkshopError when the sources say too little of the theme, or nothing fits the time."""
    material = gather(engine, choices.theme)
    if len(_distinct(material.pieces, LEAST_QUOTES)) < LEAST_QUOTES:
        raise WorkshopError(wording.TOO_THIN)
    items: list[Item] = []
    found: dict[str, int] = {}
    for section in (Section.CARDS, Section.CASES, Section.QUOTES, Section.STATEMENTS, Section.QUESTIONS):
        drafts = _spread(section, candidates(material, section, choices), items)[: wanted(section, choices)]
        found[section.value] = len(drafts)
        items += [_item(draft) for draft in drafts]
    items += _own_questions(choices)
    programme = _programme(choices, library, items)
    items += _goals(choices, library, programme)
    items += programme
    items += [_text(Section.EVALUATION, text, vorm=kind) for kind, text in wording.EVALUATION]
    return Workshop(new_id(), choices, _ordered(items), theme_documents=theme_documents, found=found)


def renew(engine: Engine, library: Mapping[str, Werkvorm], workshop: Workshop, section: Section) -> Workshop:
    """The workshop with one section made again; the rest is as it was."""
    if section is Section.PROGRAMME:
        fresh = _programme(workshop.choices, library, workshop.items, secrets.randbelow(1_000_000) + 1)
    elif section is Section.GOALS:
        fresh = _goals(workshop.choices, library, workshop.of(Section.PROGRAMME))
    elif section is Section.EVALUATION:
        fresh = [_text(section, text, vorm=kind) for kind, text in wording.EVALUATION]
    else:
        return _renew_taken(engine, workshop, section)
    return with_section(workshop, section, fresh)


def renew_item(engine: Engine, workshop: Workshop, identity: str) -> Workshop:
    """The workshop with another quote, card or case in the place of one."""
    item = workshop.item(identity)
    if item is None or item.section not in TAKEN:
        raise WorkshopError("Dit onderdeel is intussen veranderd. Kijk hieronder hoe het nu is.")
    fresh = _fresh(_material(engine, workshop), workshop, item.section)
    if not fresh:
        raise WorkshopError(wording.NOTHING_ELSE)
    made = replace(_item(fresh[0]), id=item.id)
    return replace(workshop, items=tuple(made if one.id == item.id else one for one in workshop.items))


def available(items: Iterable[Item]) -> set[Needs]:
    """What a werkvorm can work with, of what the workshop holds."""
    return {NEEDED[item.section] for item in items if item.section in NEEDED}


def with_section(workshop: Workshop, section: Section, fresh: Sequence[Item]) -> Workshop:
    """The workshop with other items in one section."""
    kept = [item for item in workshop.items if item.section is not section]
    return replace(workshop, items=_ordered([*kept, *fresh]))


def new_id() -> str:
    """A name that cannot be guessed and is no other's."""
    return secrets.token_hex(6)


def _renew_taken(engine: Engine, workshop: Workshop, section: Section) -> Workshop:
    material = _material(engine, workshop)
    count = wanted(section, workshop.choices)
    fresh = [_item(draft) for draft in _fresh(material, workshop, section)[:count]]
    if not fresh:
        raise WorkshopError(wording.NOTHING_ELSE)
    own = [
        item for item in workshop.of(section) if not item.quotes and not item.is_lost
    ]  # typed by the trainer, or ours
    made = with_section(workshop, section, [*fresh, *own])
    return replace(made, found={**workshop.found, section.value: len(fresh)})


def _material(engine: Engine, workshop: Workshop) -> Material:
    if not workshop.choices.theme:
        raise WorkshopError(wording.THEME_LOST)
    return gather(engine, workshop.choices.theme)


def _fresh(material: Material, workshop: Workshop, section: Section) -> list[Draft]:
    """Candidates that quote nothing that stands in the section now; those that stand nowhere come first."""
    standing = [quote for item in workshop.of(section) for quote in item.quotes]
    drafts = [
        draft for draft in candidates(material, section, workshop.choices, other=True) if not _quoted(draft, standing)
    ]
    others = [item for item in workshop.items if item.section is not section]
    return _spread(section, drafts, others)


def _spread(section: Section, drafts: Sequence[Draft], items: Sequence[Item]) -> list[Draft]:
    """What is quoted nowhere yet first; but of quotes and municipalities the best there are."""
    if section in (Section.QUOTES, Section.CASES):
        return list(drafts)
    if section is Section.QUESTIONS:
        return _not_said_again(drafts, items)
    quotes = [quote for item in items for quote in item.quotes]
    return sorted(drafts, key=lambda draft: _quoted(draft, quotes))


def _not_said_again(drafts: Sequence[Draft], items: Sequence[Item]) -> list[Draft]:
    """Questions without what is on a card, and of what is stated no more than the few that a talk needs.

    What a source asks, or calls a dilemma, is asked also where it is quoted elsewhere.
    """
    on_cards = [quote for item in items if item.section is Section.CARDS for quote in item.quotes]
    stated = [quote for item in items if item.section is Section.STATEMENTS for quote in item.quotes]
    left = [draft for draft in drafts if not _quoted(draft, on_cards)]
    again = [draft for draft in left if draft.own.get("vorm") == "citaat" and _quoted(draft, stated)]
    fresh = [draft for draft in left if draft not in again]
    return [*fresh, *again[: max(0, FEW_QUESTIONS - len(fresh))]]


def _quoted(draft: Draft, quotes: Iterable[Quote]) -> bool:
    return any(
        quote.document == piece.document.id
        and quote.start < piece.evidence.quote_end
        and piece.evidence.quote_start < quote.end
        for quote in quotes
        for piece in draft.pieces
    )


def _distinct(pieces: Sequence[Piece], most: int) -> list[Piece]:
    chosen: list[Piece] = []
    for piece in pieces:
        if len(chosen) < most and not any(piece.overlaps(one) for one in chosen):
            chosen.append(piece)
    return chosen


def _item(draft: Draft) -> Item:
    own = {**draft.own, "bron": "ja"}
    return Item(new_id(), draft.section, own, tuple(quote_of(piece) for piece in draft.pieces), draft.words)


def quote_of(piece: Piece) -> Quote:
    """A piece as it is kept and shown: all that a citation needs."""
    document, evidence = piece.document, piece.evidence
    return Quote(
        document=document.id,
        title=display_title(document),
        reference=reference(document),
        kind=document.kind.value,
        year=document.date[:4],
        is_note=document.collection is Collection.NOTITIES,
        heading=piece.heading,
        text=evidence.quote,
        start=evidence.quote_start,
        end=evidence.quote_end,
        page=evidence.page,
        lead=piece.lead,
    )


def _own_questions(choices: Choices) -> list[Item]:
    texts = (wording.for_audience(text, choices.audience) for text in wording.OWN_QUESTIONS)
    return [_text(Section.QUESTIONS, text) for text in texts]


def _programme(choices: Choices, library: Mapping[str, Werkvorm], items: Iterable[Item], seed: int = 0) -> list[Item]:
    return [line_item(line) for line in plan(choices, library, available(items), seed)]


def _goals(choices: Choices, library: Mapping[str, Werkvorm], programme: Iterable[Item]) -> list[Item]:
    """What participants can do after this programme: no more than its werkvormen work on."""
    lines = [found for item in programme if (found := library.get(item.own.get("werkvorm", "")))]
    worked_with = {section for section, need in NEEDED.items() if any(need in found.needs for found in lines)}
    weighs = any(found.phase is Phase.DILEMMA for found in lines)
    present = worked_with | ({Section.CARDS} if weighs and Section.STATEMENTS not in worked_with else set())
    return [_text(Section.GOALS, text) for text in wording.goals(choices.audience, present)]


def line_item(line: Line) -> Item:
    """A line of the programme as an item."""
    own = {"soort": line.kind, "minuten": str(line.minutes), "werkvorm": line.werkvorm}
    return Item(new_id(), Section.PROGRAMME, own)


def _text(section: Section, text: str, **own: str) -> Item:
    return Item(new_id(), section, {"tekst": text, **own})


def _ordered(items: Iterable[Item]) -> tuple[Item, ...]:
    order = list(Section)
    return tuple(sorted(items, key=lambda item: order.index(item.section)))
