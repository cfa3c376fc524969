"""What went wrong, question by question, as Markdown or JSON. Texts of others are escaped."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from assistant.dutch.counting import counted
from assistant.evaluation.measures import GROUPS, MEASURES, Evaluation, Outcome, figures
from assistant.evaluation.stored import dumped, outcome_json, run_json
from assistant.evaluation.table import figure, group_of, heading
from assistant.evaluation.verdicts import MEANING, answer_place, counts, failures_first, verdict
from assistant.evaluation.wording import NONE, clipped, markdown, percentage

NOWHERE = "niet gevonden"
LONGEST_QUOTE = 600  # characters in Markdown; JSON has all of it


def report_text(run: Evaluation, date: str, as_json: bool) -> str:
    """The file of ``--report``, failures first."""
    return dumped(_json(run, date)) if as_json else "\n".join(_markdown(run, date)) + "\n"


def _json(run: Evaluation, date: str) -> dict[str, Any]:
    questions = [_with_document(outcome) for outcome in failures_first(run.outcomes)]
    return run_json(run, date) | {"questions": questions}


def _with_document(outcome: Outcome) -> dict[str, Any]:
    values = outcome_json(outcome)
    return values | {"first_quote_document": outcome.quoted[0] if outcome.quoted else None}


def _markdown(run: Evaluation, date: str) -> Iterator[str]:
    yield "# Hoe de vragen werden beantwoord"
    yield ""
    yield f"Gemeten op {markdown(date)}. {heading(run)}"
    yield ""
    yield from _counts(run)
    yield from _measures(run)
    for kind, outcomes in groupby(failures_first(run.outcomes), verdict):
        listed = list(outcomes)
        yield f"## {kind.value.capitalize()} ({len(listed)})"
        yield ""
        yield MEANING[kind]
        yield ""
        for outcome in listed:
            yield from _question(outcome)


def _counts(run: Evaluation) -> Iterator[str]:
    yield "| hoe het ging | vragen |"
    yield "|---|---:|"
    for kind, count in counts(run.outcomes).items():
        yield f"| {kind.value} | {count} |"
    yield ""
    yield "Elke vraag telt bij de stap die het eerst misging."
    yield ""


def _measures(run: Evaluation) -> Iterator[str]:
    values = figures(run.report())
    yield "| maat | uitslag | wat dit zegt |"
    yield "|---|---:|---|"
    for measure in MEASURES:
        group = GROUPS[group_of(measure)].split(":")[0]
        yield f"| {group}: {measure.label} | {figure(measure, values[measure.name])} | {measure.meaning} |"
    yield ""


def _question(outcome: Outcome) -> Iterator[str]:
    question = outcome.question
    yield f"### {markdown(question.id)}"
    yield ""
    yield f"- Vraag (regel {question.line}): {markdown(question.question)}"
    yield f"- Verwacht: {_expected(outcome)}"
    yield f"- Kwam: {_came(outcome)}"
    if question.document is not None:
        yield f"- Plaats: {_places(outcome)}"
    given = "geweigerd" if outcome.refused else "beantwoord"
    yield f"- Kans dat het antwoord in de bronnen staat: {percentage(outcome.answerable)}; {given}"
    yield ""


def _expected(outcome: Outcome) -> str:
    question = outcome.question
    if question.document is None:
        return "geen antwoord, want het staat niet in de bronnen"
    gold = " of ".join(f"‘{markdown(text)}’" for text in question.gold)
    return f"document {markdown(question.document)}" + (f", met {gold}" if gold else "")


def _came(outcome: Outcome) -> str:
    if not outcome.quoted:
        return "geen citaat"
    quote = f"‘{markdown(clipped(outcome.first_quote, LONGEST_QUOTE))}’ uit document {markdown(outcome.quoted[0])}"
    more = len(outcome.quoted) - 1
    shown = "als passage die het dichtst in de buurt komt: " if outcome.refused else ""
    return shown + quote + (f" (en nog {counted(more, 'citaat', 'citaten')})" if more else "")


def _places(outcome: Outcome) -> str:
    gold = outcome.question.gold
    place = answer_place(outcome)
    parts = [
        f"document {outcome.document_rank or NOWHERE}",
        f"passage {outcome.passage_rank or NOWHERE if gold else NONE}",
        f"{'antwoord' if gold else 'citaat uit dit document'} {f'in citaat {place}' if place else NOWHERE}",
    ]
    return ", ".join(parts)
