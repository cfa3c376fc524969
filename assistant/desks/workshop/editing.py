"""Changes that a trainer makes: every part by form fields, a werkvorm for another, and what the minutes add up to.

A field is named ``name-item``, so that a form of an older page never changes
an item that it did not show. What is typed is checked for personal data
before it is kept; a text that is a document's own is never put into a field.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from assistant.desks.workshop.making import available, new_id, with_section
from assistant.desks.workshop.planning import alternatives
from assistant.desks.workshop.types import MINUTES, Item, Section, Werkvorm, Workshop, WorkshopError
from assistant.privacy import find

MAXIMUM_TEXT = 2000  # characters of one field
MAXIMUM_ITEMS = 40  # of one section
FIELDS = {
    Section.GOALS: ("tekst",),
    Section.PROGRAMME: ("minuten", "titel", "toelichting"),
    Section.QUOTES: ("toelichting",),
    Section.CARDS: ("titel", "vraag"),
    Section.CASES: ("titel", "vraag"),
    Section.STATEMENTS: ("tekst",),
    Section.QUESTIONS: ("tekst",),
    Section.EVALUATION: ("tekst",),
}
ADDED = frozenset({Section.GOALS, Section.STATEMENTS, Section.QUESTIONS, Section.EVALUATION})  # by typing a line
CHANGED = "Dit onderdeel is intussen veranderd. Kijk hieronder hoe het nu is."
PERSONAL = "In je tekst staat een persoonsgegeven ({sort}). Haal het weg en bewaar opnieuw."
TOO_LONG = f"Een veld mag hoogstens {MAXIMUM_TEXT} tekens hebben. Maak je tekst korter."
NO_MINUTES = "Vul bij elk onderdeel een heel aantal minuten in, van 0 tot 240."
TOO_MANY = f"Een onderdeel kan hoogstens {MAXIMUM_ITEMS} regels hebben."


def checked(text: str) -> str:
    """A typed text without needless space; WorkshopError when it is too long or holds personal data."""
    tidy = "\n".join(" ".join(line.split()) for line in text.strip().splitlines())
    tidy = tidy.encode("utf-8", "replace").decode("utf-8")
    if len(tidy) > MAXIMUM_TEXT:
        raise WorkshopError(TOO_LONG)
    findings = find(tidy)
    if findings:
        raise WorkshopError(PERSONAL.format(sort=findings[0].sort.value))
    return tidy


def edited(workshop: Workshop, section: Section, values: Mapping[str, str]) -> Workshop:
    """The workshop with what a form of one section brought; what the form did not show stays as it was."""
    kept = list(_kept(workshop, section, values))
    added = checked(values.get("nieuw", "")) if section in ADDED else ""
    if added:
        kind = {"vorm": "open"} if section is Section.EVALUATION else {}
        kept.append(Item(new_id(), section, {"tekst": added, **kind}))
    if len(kept) > MAXIMUM_ITEMS:
        raise WorkshopError(TOO_MANY)
    return with_section(workshop, section, kept)


def total(workshop: Workshop) -> int:
    """What the minutes of the programme add up to."""
    return sum(int(item.own.get("minuten", "0") or 0) for item in workshop.of(Section.PROGRAMME))


def renamed(workshop: Workshop, title: str) -> Workshop:
    """The workshop under a title of the trainer's own; an empty one gives back the theme."""
    return replace(workshop, title=checked(title)[:200])


def swapped(workshop: Workshop, library: Mapping[str, Werkvorm], identity: str, werkvorm: str) -> Workshop:
    """Another werkvorm in one line; its minutes stay, and the line's own words about the old one go."""
    line = workshop.item(identity)
    if line is None or line.section is not Section.PROGRAMME:
        raise WorkshopError(CHANGED)
    if werkvorm not in {one.id for one in options(workshop, library, line)}:
        raise WorkshopError("Deze werkvorm past hier niet. Kies een andere uit de lijst.")
    own = {"soort": line.own["soort"], "minuten": line.own["minuten"], "werkvorm": werkvorm}
    fresh = replace(line, own=own)
    return replace(workshop, items=tuple(fresh if item.id == line.id else item for item in workshop.items))


def options(workshop: Workshop, library: Mapping[str, Werkvorm], line: Item) -> list[Werkvorm]:
    """What can come in the place of a line's werkvorm, the best fit first."""
    used = {item.own.get("werkvorm", "") for item in workshop.of(Section.PROGRAMME)}
    minutes = int(line.own.get("minuten", "0") or 0)
    return alternatives(
        line.own.get("werkvorm", ""),
        line.own.get("soort", ""),
        minutes,
        workshop.choices,
        library,
        available(workshop.items),
        used,
    )


def _kept(workshop: Workshop, section: Section, values: Mapping[str, str]) -> Iterator[Item]:
    """The items of a section after a form; those that it takes out are left out."""
    ranked = sorted(enumerate(workshop.of(section)), key=lambda one: (_place(values, *one), one[0]))
    for _, item in ranked:
        if values.get(f"weg-{item.id}"):
            continue
        own = dict(item.own)
        for name in FIELDS[section]:
            typed = values.get(f"{name}-{item.id}")
            if typed is not None:
                own[name] = _minutes(typed) if name == "minuten" else checked(typed)
        is_empty = section in ADDED and not own.get("tekst") and not item.quotes and not item.is_lost
        if not is_empty:
            yield replace(item, own=own)


def _place(values: Mapping[str, str], at: int, item: Item) -> float:
    """Where an item should stand; a number that somebody typed comes just before what stood there."""
    typed = values.get(f"plaats-{item.id}", "").strip()
    if not typed.isascii() or not typed.isdigit() or len(typed) > 3 or int(typed) == at + 1:
        return float(at + 1)
    return int(typed) + (0.5 if int(typed) > at + 1 else -0.5)


def _minutes(typed: str) -> str:
    text = typed.strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 3 and int(text) <= MINUTES[1]):
        raise WorkshopError(NO_MINUTES)
    return str(int(text))
