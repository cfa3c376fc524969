"""Workshops to test on, without an index: readable quotes of two documents and a note."""

from dataclasses import replace
from pathlib import Path

from homes import REPOSITORY

from assistant.desks.workshop.library import Library, load
from assistant.desks.workshop.making import line_item
from assistant.desks.workshop.planning import plan
from assistant.desks.workshop.types import Choices, Item, Needs, Quote, Section, Workshop

SHIPPED = REPOSITORY / "prompts" / "werkvormen"
TEXTS = {
    "delft": "Een projectorganisatie is flexibel. Een projectorganisatie is duur.",
    "haarlem": "In Haarlem stuurt de gemeente zelf aan.",
    "notitie": "Wij gaan met zijn tweeën op huisbezoek.",
}


def library() -> Library:
    """The program's own werkvormen."""
    return load(SHIPPED)


def quote(document: str, text: str, **changes: object) -> Quote:
    """A literal piece of one of the texts."""
    start = TEXTS[document].index(text)
    made = Quote(
        document=document,
        title=document.capitalize(),
        reference=f"Boer, A. de (2016). {document.capitalize()}. Blog.",
        kind="blog",
        year="2016",
        is_note=document == "notitie",
        heading="Waarom",
        text=text,
        start=start,
        end=start + len(text),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def workshop() -> Workshop:
    """A whole workshop with one item of each section and a programme that fits."""
    choices = Choices("projectorganisatie", minutes=90, people=8)
    taken = {"bron": "ja"}
    cheap, dear = (
        quote("delft", "Een projectorganisatie is flexibel."),
        quote("delft", "Een projectorganisatie is duur."),
    )
    contrast = {"tegenover": "een voordeel en een nadeel", "vraag": "Wat weegt het zwaarst?"}
    words = {"titel": "Flexibel of duur", "kant1": "Voordeel", "kant2": "Nadeel"}
    haarlem = quote("haarlem", TEXTS["haarlem"])
    note = quote("notitie", TEXTS["notitie"])
    items = [
        Item("d1", Section.GOALS, {"tekst": "Je kunt kiezen."}),
        *[line_item(line) for line in plan(choices, library().werkvormen, tuple(Needs))],
        Item("c1", Section.QUOTES, taken, (cheap,)),
        Item("c2", Section.QUOTES, taken, (note,)),
        Item("k1", Section.CARDS, {**taken, **contrast}, (cheap, dear), words),
        Item("g1", Section.CASES, {**taken, "vraag": "Wat koos deze gemeente?"}, (haarlem,), {"titel": "Haarlem"}),
        Item("s1", Section.STATEMENTS, taken, (dear,)),
        Item("v1", Section.QUESTIONS, {"tekst": "Wat herken je?"}),
        Item("e1", Section.EVALUATION, {"tekst": "Dit helpt mij.", "vorm": "schaal"}),
        Item("e2", Section.EVALUATION, {"tekst": "Wat neem je mee?", "vorm": "open"}),
    ]
    found = {"citaten": 2, "kaarten": 1, "casussen": 1, "stellingen": 1, "vragen": 0}
    return Workshop("w1", choices, tuple(items), found=found)


def write_werkvorm(folder: Path, name: str, **changes: str) -> None:
    """A small file that is right but for the changes; an empty value leaves a field out."""
    fields = {
        "naam": "Rondje",
        "doel": "Iedereen zegt iets.",
        "minuten": "[5, 10]",
        "groep": "[3, 20]",
        "online": "ja",
        "fase": "afsluiting",
        "gebruikt": "[]",
        "materialen": "[niets]",
        "stappen": "[Vraag iets., Luister.]",
        **changes,
    }
    folder.mkdir(parents=True, exist_ok=True)
    lines = [f"{key}: {value}" for key, value in fields.items() if value]
    (folder / f"{name}.md").write_text("\n".join(["---", *lines, "---", ""]), encoding="utf-8")
