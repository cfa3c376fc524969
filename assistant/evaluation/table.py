"""A run as Dutch tables for a terminal of 80 columns. Nothing here prints; colour only where asked for."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from textwrap import wrap

from assistant.dutch.counting import counted
from assistant.evaluation.comparison import Change, Comparison, Judgement, Move
from assistant.evaluation.measures import GROUPS, MEASURES, Evaluation, Measure, Unit, figures
from assistant.evaluation.verdicts import Verdict, answer_place, counts, verdict
from assistant.evaluation.wording import NONE, clipped, decimal, percentage, printable, signed

WIDTH = 80
LABEL = 23
FIGURE = 10
ID = 26
COLOURS = {Judgement.BETTER: "\033[32m", Judgement.WORSE: "\033[31m"}
PLAIN = "\033[0m"
SETTINGS = {
    "program": "de versie van Wijkwijzer",
    "encoder": "het taalmodel",
    "encoder_digest": "de inhoud van het taalmodel",
    "splitter": "het knippen in passages",
    "index_format": "de opbouw van de index",
    "content": "de inhoud van de index",
}


def measures_table(run: Evaluation) -> str:
    """Every measure with its meaning, and how many questions went well or wrong."""
    values = figures(run.report())
    lines = [*_wrapped(heading(run)), ""]
    for group, title in GROUPS.items():
        lines.append(title)
        shown = [measure for measure in MEASURES if group_of(measure) == group]
        if all(values[measure.name] is None for measure in shown):
            lines.append(f"  {unmeasured(group)}")
        else:
            lines += [f"  {m.label:<{LABEL}}{figure(m, values[m.name]):>{FIGURE}}  {m.meaning}".rstrip() for m in shown]
        lines.append("")
    lines += ["Hoe het per vraag ging (elke vraag telt bij wat het eerst misging)", *_verdicts(run)]
    lines += _refused(run)
    return "\n".join(lines)


def heading(run: Evaluation) -> str:
    """How many questions on how much text."""
    values = run.report()
    return (
        f"{counted(values['questions'], 'vraag', 'vragen')} met een antwoord in de bronnen en "
        f"{values['unanswerable']} zonder. De bronnen: {counted(run.documents, 'document', 'documenten')}, "
        f"{counted(run.passages, 'passage', 'passages')}."
    )


def group_of(measure: Measure) -> str:
    """The heading a measure stands under."""
    return measure.group or "milliseconds"


def unmeasured(group: str) -> str:
    """Why a whole group has no figures."""
    if group == "abstain":
        return "Niet gemeten: daarvoor zijn vragen nodig met en zonder antwoord."
    if group == "document":
        return "Niet gemeten: er zijn geen vragen met een antwoord."
    return "Niet gemeten: bij geen enkele vraag staat een tekst in ‘gold’."


def figure(measure: Measure, value: float | None) -> str:
    """A figure with its unit."""
    if value is None:
        return NONE
    if measure.unit is Unit.SHARE:
        return percentage(value)
    return decimal(value) + (" ms" if measure.unit is Unit.MILLISECONDS else "")


def _verdicts(run: Evaluation) -> list[str]:
    total = len(run.outcomes)
    found = counts(run.outcomes)
    order = (Verdict.GOOD, *(kind for kind in Verdict if kind is not Verdict.GOOD))
    return [f"  {kind.value:<{LABEL}}{found[kind]:>{FIGURE}}  {percentage(found[kind] / total)}" for kind in order]


def _refused(run: Evaluation) -> list[str]:
    if not run.refused:
        return []
    named = [f"  {clipped(name, 30)}: {clipped(reason, WIDTH - 36)}" for name, reason in run.refused]
    return ["", f"Niet gelezen: {counted(len(run.refused), 'bestand', 'bestanden')}", *named]


def comparison_table(comparison: Comparison, colour: bool = False) -> str:
    """Then and now per measure, and the questions that moved."""
    lines = [*_wrapped(f"Vergeleken met de meting van {_day(comparison.date)}"), *_made_with(comparison)]
    lines += [*_wrapped(_questions(comparison)), ""]
    lines.append(f"  {'':<{LABEL}}{'toen':>{FIGURE}}   {'nu':>{FIGURE}}{'verschil':>{FIGURE}}")
    for group, title in GROUPS.items():
        lines += [title, *(_change(c, colour) for c in comparison.changes if group_of(c.measure) == group)]
    lines.append("Het verschil bij een percentage is in procentpunten.")
    lines += _moves("Beter", comparison.better, Judgement.BETTER, colour)
    lines += _moves("Slechter", comparison.worse, Judgement.WORSE, colour)
    return "\n".join(lines)


def _change(change: Change, colour: bool) -> str:
    measure = change.measure
    factor = 100 if measure.unit is Unit.SHARE else 1
    old, new = figure(measure, change.old), figure(measure, change.new)
    difference = NONE if change.difference is None else signed(factor * change.difference)
    meaning = change.judgement.value if change.judgement else ""
    told = _coloured(f"{difference:>{FIGURE}}  {meaning}".rstrip(), change.judgement, colour)
    return f"  {measure.label:<{LABEL}}{old:>{FIGURE}} → {new:>{FIGURE}}{told}"


def _moves(title: str, moves: Sequence[Move], judgement: Judgement, colour: bool) -> Iterator[str]:
    yield ""
    yield f"{title}: {counted(len(moves), 'vraag', 'vragen')}"
    sign = "+" if judgement is Judgement.BETTER else "−"
    for move in moves:
        old, new = verdict(move.old).value, verdict(move.new).value
        if old == new:
            old, new = f"citaat {answer_place(move.old)}", f"citaat {answer_place(move.new)}"
        name = clipped(move.id, ID)
        yield "  " + _coloured(f"{sign} {name:<{min(ID, 12)}}  {old} → {new}", judgement, colour)


def _coloured(text: str, judgement: Judgement | None, colour: bool) -> str:
    if not colour or judgement not in COLOURS:
        return text
    assert judgement is not None
    return f"{COLOURS[judgement]}{text}{PLAIN}"


def _made_with(comparison: Comparison) -> list[str]:
    """What else changed, in words; of a digest only that it differs."""
    told = []
    for name, (old, new) in comparison.settings.items():
        if name == "encoder_digest" and "encoder" in comparison.settings:
            continue
        label = SETTINGS.get(name, f"de instelling ‘{clipped(name, 30)}’")
        is_digest = name in ("encoder_digest", "content")
        told.append(label if is_digest else f"{label} ({clipped(old, 40) or NONE} → {clipped(new, 40) or NONE})")
    return _wrapped(f"Dit is nu anders dan toen: {'; '.join(told)}.") if told else []


def _questions(comparison: Comparison) -> str:
    parts = [
        f"{len(names)} {word}"
        for names, word in (
            (comparison.added, "nieuw"),
            (comparison.gone, "weg"),
            (comparison.changed, "veranderd"),
        )
        if names
    ]
    if not parts:
        return "De vragen zijn dezelfde."
    return f"De vragen zijn niet dezelfde: {', '.join(parts)}. De cijfers gaan dus niet over precies hetzelfde."


def _day(date: str) -> str:
    try:
        return datetime.fromisoformat(date).strftime("%d-%m-%Y om %H:%M") + "."
    except ValueError:
        return f"{printable(date)}."


def _wrapped(text: str) -> list[str]:
    return wrap(text, WIDTH, break_on_hyphens=False)
