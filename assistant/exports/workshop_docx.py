"""A workshop on paper: the draaiboek for the trainer, and the hand-out for those who take part."""

from collections.abc import Mapping
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from assistant.desks.workshop import content, editing, wording
from assistant.desks.workshop.types import Item, Place, Section, Werkvorm, Workshop
from assistant.exports.docx import saved
from assistant.exports.report import on_one_line
from assistant.exports.workshop_paper import WIDTH, Paper, table

Library = Mapping[str, Werkvorm]
SCRIPT, HANDOUT = "Draaiboek", "Hand-out"
TOTAL = "Samen {total} minuten."
TOTAL_WRONG = "De onderdelen zijn samen {total} minuten; gekozen was {chosen}."
COLUMNS = ("Tijd", "Min.", "Onderdeel", "Werkvorm en doel")
WERKVORMEN, MATERIALS = "Werkvormen", "Nodig"
ONLINE = "Online"
TOGETHER = 3  # lines of the programme, and what they add up to
MISSING = "Om op te letten"
OWN_NOTES = "Eigen aantekeningen"


def script(workshop: Workshop, library: Library) -> bytes:
    """The draaiboek: programme, werkvormen with steps, and all that they need."""
    paper = Paper(workshop, SCRIPT)
    paper.goals()
    _programme(paper, library)
    _werkvormen(paper, library)
    paper.cards()
    paper.cases()
    paper.listed(Section.STATEMENTS)
    paper.listed(Section.QUESTIONS)
    paper.listed(Section.QUOTES)
    _missing(paper, library)
    _evaluation(paper)
    paper.sources()
    return saved(paper.document)


def handout(workshop: Workshop) -> bytes:
    """The hand-out: goals, quotes with their numbers, dilemmas, questions, and the list of sources."""
    paper = Paper(workshop, HANDOUT)
    paper.goals()
    paper.listed(Section.QUOTES)
    paper.cards()
    paper.cases()
    paper.listed(Section.QUESTIONS)
    paper.heading(OWN_NOTES)
    for at in range(6):
        paper.text("_" * 78, keep=at < 5)
    paper.sources()
    return saved(paper.document)


def _programme(paper: Paper, library: Library) -> None:
    items = paper.workshop.of(Section.PROGRAMME)
    paper.heading(wording.NAMES[Section.PROGRAMME])
    rows = table(paper.document, len(COLUMNS), [2.6, 1.4, 4.4, 7.8], len(items) + 1)
    for cell, name in zip(rows.rows[0].cells, COLUMNS, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    _repeat(rows.rows[0])
    start = 0
    for row, item in zip(rows.rows[1:], items, strict=True):
        minutes = int(item.own.get("minuten", "0") or 0)
        found = library.get(item.own.get("werkvorm", ""))
        values = (
            f"{_clock(start)} – {_clock(start + minutes)}",
            str(minutes),
            line_name(item, library),
            _about(item, found),
        )
        for cell, value in zip(row.cells, values, strict=True):
            cell.paragraphs[0].add_run(on_one_line(value))
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
        start += minutes
    total, chosen = editing.total(paper.workshop), paper.workshop.choices.minutes
    for row in rows.rows[-TOGETHER:]:  # no last line alone on a next page
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
    paper.soft((TOTAL if total == chosen else TOTAL_WRONG).format(total=total, chosen=chosen))
    paper.document.paragraphs[-1].paragraph_format.space_before = Pt(4)


def line_name(item: Item, library: Library) -> str:
    """What a line of the programme is called."""
    found = library.get(item.own.get("werkvorm", ""))
    fixed = wording.FIXED_LINES.get(item.own.get("soort", ""), ("", ""))[0]
    return item.own.get("titel") or (found.name if found else fixed or item.own.get("werkvorm", ""))


def _about(item: Item, found: Werkvorm | None) -> str:
    fixed = wording.FIXED_LINES.get(item.own.get("soort", ""), ("", ""))[1]
    return item.own.get("toelichting") or (f"{found.phase.value.capitalize()}. {found.aim}" if found else fixed)


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}"


def _werkvormen(paper: Paper, library: Library) -> None:
    lines = [item for item in paper.workshop.of(Section.PROGRAMME) if item.own.get("werkvorm") in library]
    if lines:
        paper.heading(WERKVORMEN)
    for item in lines:
        found = library[item.own["werkvorm"]]
        paper.heading(f"{line_name(item, library)} ({item.own.get('minuten', '0')} minuten)", 2)
        paper.text(found.aim, keep=True)
        for number, step in enumerate(found.steps, 1):
            step_line = paper.text(f"{number}. {step}")
            step_line.paragraph_format.left_indent, step_line.paragraph_format.first_line_indent = Cm(0.9), Cm(-0.6)
            step_line.paragraph_format.space_after = Pt(3)
        if paper.workshop.choices.place is Place.ONLINE and found.online_steps:
            paper.text(f"{ONLINE}: {found.online_steps}")
        paper.soft(f"{MATERIALS}: {', '.join(found.materials)}.")


def _missing(paper: Paper, library: Library) -> None:
    """Which parts hold less than was looked for, or are not used, so that the trainer knows what to do about it."""
    spare = content.in_reserve(paper.workshop, library)
    found = [*content.lacking(paper.workshop).items(), *((section, wording.IN_RESERVE) for section in spare)]
    found.sort(key=lambda pair: list(Section).index(pair[0]))
    if found:
        paper.heading(MISSING)
    for at, (section, said) in enumerate(found, 1):
        paper.text(f"{wording.NAMES[section]}: {said[:1].lower()}{said[1:]}", keep=at < len(found))


def _evaluation(paper: Paper) -> None:
    items = paper.workshop.of(Section.EVALUATION)
    if not items:
        return
    paper.document.add_page_break()
    paper.heading(wording.NAMES[Section.EVALUATION])
    scaled = [item for item in items if item.own.get("vorm") == "schaal"]
    if scaled:
        widths = [WIDTH - 5 * 1.9, *[1.9] * 5]
        rows = table(paper.document, 6, widths, len(scaled) + 1)
        for cell, name in zip(rows.rows[0].cells[1:], wording.SCALE, strict=True):
            run = cell.paragraphs[0].add_run(name)
            run.font.size = Pt(8.5)
        for row, item in zip(rows.rows[1:], scaled, strict=True):
            row.cells[0].paragraphs[0].add_run(on_one_line(item.own.get("tekst", "")))
            for cell in row.cells[1:]:
                cell.paragraphs[0].add_run("☐")
    for item in items:
        if item.own.get("vorm") != "schaal":
            paper.text(item.own.get("tekst", ""), keep=True).paragraph_format.space_before = Pt(10)
            for at in range(3):
                paper.text("_" * 78, keep=at < 2)


def _repeat(row: Any) -> None:
    """The head of a table stands on each of its pages."""
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(head)
