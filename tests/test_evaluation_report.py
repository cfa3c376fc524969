"""What a curator reads of a run: what went wrong per question, and the measures in a table."""

import json
import re

import pytest
from outcomes import (
    ADMITTED,
    DEEP_DOCUMENT,
    EVERY_KIND,
    FALSE_ANSWER,
    FALSE_REFUSAL,
    GOOD,
    NO_DOCUMENT,
    NO_PASSAGE,
    SECOND,
    WRONG_QUOTE,
    make_outcome,
    make_run,
)

from assistant.evaluation import Outcome, measures_table, report_text
from assistant.evaluation.measures import GROUPS, MEASURES, figures
from assistant.evaluation.verdicts import MEANING, Verdict, counts, failures_first, verdict
from assistant.evaluation.wording import clipped, decimal, markdown, printable, signed

DATE = "2026-01-31T12:30:00+01:00"


# Verdicts


@pytest.mark.parametrize(
    ("outcome", "kind"),
    [
        (GOOD, "goed"),
        (SECOND, "goed"),
        (ADMITTED, "goed"),
        (NO_DOCUMENT, "document niet gevonden"),
        (DEEP_DOCUMENT, "document niet gevonden"),
        (NO_PASSAGE, "passage niet gevonden"),
        (WRONG_QUOTE, "verkeerde zin geciteerd"),
        (FALSE_REFUSAL, "onterecht geweigerd"),
        (FALSE_ANSWER, "onterecht beantwoord"),
        (make_outcome(gold=(), ranks=(1, 0, 0)), "goed"),
        (make_outcome(gold=(), ranks=(1, 0, 0), quoted=("b", "b", "b", "a")), "verkeerde zin geciteerd"),
        (make_outcome(gold=(), ranks=(1, 0, 0), refused=True), "onterecht geweigerd"),
        (make_outcome(ranks=(1, 13, 0), refused=True), "passage niet gevonden"),
        (make_outcome(ranks=(1, 13, 1)), "goed"),
    ],
)
def test_the_step_that_went_wrong_first(outcome: Outcome, kind: str) -> None:
    assert verdict(outcome).value == kind


def test_failures_come_first_and_what_went_best_last() -> None:
    ordered = [outcome.question.id for outcome in failures_first(EVERY_KIND)]
    assert ordered == ["document", "passage", "zin", "geweigerd", "beantwoord", "tweede", "goed", "toegegeven"]


def test_every_kind_is_counted_and_explained() -> None:
    assert counts(EVERY_KIND) == {kind: 3 if kind is Verdict.GOOD else 1 for kind in Verdict}
    assert set(MEANING) == set(Verdict)


# The table


def test_the_table_fits_and_is_aligned() -> None:
    run = make_run(*EVERY_KIND, refused=(("map/" + "x" * 99, "Het bestand is geen UTF-8. " * 9),))
    lines = measures_table(run).splitlines()
    assert max(map(len, lines)) <= 80
    assert "\033" not in "".join(lines)
    rows = [line for line in lines if re.fullmatch(r"  \w.{22}.*(\d|%|ms|–)  \S.*", line)]
    assert len(rows) == len(MEASURES) + len(Verdict)
    assert all(re.match(r".*\S  \S", row[25:40]) and row[34] != " " and row[35:37] == "  " for row in rows)
    assert lines[-2] == "Niet gelezen: 1 bestand"


def test_the_table_says_what_was_measured() -> None:
    table = measures_table(make_run(*EVERY_KIND))
    assert table.startswith("6 vragen met een antwoord in de bronnen en 2 zonder.")
    assert re.search(r"in het eerste citaat +33,3%  Je leest het antwoord meteen\.", table)
    assert re.search(r"de helft binnen +10,0 ms  ", table)
    assert re.search(r"verkeerde zin geciteerd +1  12,5%", table)


def test_what_could_not_be_measured_says_why() -> None:
    table = measures_table(make_run(make_outcome(gold=())))
    assert "daarvoor zijn vragen nodig met en zonder antwoord" in table
    assert table.count("bij geen enkele vraag staat een tekst in ‘gold’") == 2
    assert "er zijn geen vragen met een antwoord" in measures_table(make_run(ADMITTED))


def test_every_figure_of_the_report_has_words() -> None:
    report = make_run(*EVERY_KIND).report()
    nested = {f"{group}.{key}" for group, values in report.items() if isinstance(values, dict) for key in values}
    assert set(figures(report)) == nested | {"passages_per_second"}
    assert {measure.group for measure in MEASURES} - {""} == set(GROUPS)


# The report


def test_the_markdown_report_groups_failures() -> None:
    text = report_text(make_run(*EVERY_KIND), DATE, as_json=False)
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == [
        "Document niet gevonden (1)",
        "Passage niet gevonden (1)",
        "Verkeerde zin geciteerd (1)",
        "Onterecht geweigerd (1)",
        "Onterecht beantwoord (1)",
        "Goed (3)",
    ]
    refused = text[text.index("### geweigerd") :].split("###")[1]
    assert "- Vraag (regel 3): Wat ligt hier?" in refused
    assert "- Verwacht: document a, met ‘goud’" in refused
    assert "in de buurt komt: ‘Hier ligt goud.’ uit document a (en nog 1 citaat)" in refused
    assert "- Plaats: document 1, passage 1, antwoord in citaat 1" in refused
    assert "staat: 20,0%; geweigerd" in refused
    assert "- Plaats: document niet gevonden, passage niet gevonden, antwoord niet gevonden" in text
    assert "- Verwacht: geen antwoord, want het staat niet in de bronnen" in text


def test_a_report_without_quotes_or_gold() -> None:
    text = report_text(make_run(make_outcome(gold=(), quoted=(), ranks=(2, 0, 0))), DATE, as_json=False)
    assert "- Kwam: geen citaat" in text
    assert "- Plaats: document 2, passage –, citaat uit dit document niet gevonden" in text


NASTY = (
    "<script>alert(1)</script> [klik](http://x.nl) `code` **vet** | ![i](j) www.x.nl &amp;\n# Kop\n- punt\x1b[31m\u202e"
)


def test_texts_of_others_are_no_markdown_and_no_html() -> None:
    run = make_run(
        make_outcome(NASTY, question=NASTY, document=NASTY, gold=(NASTY,), first_quote=NASTY, quoted=(NASTY,))
    )
    text = report_text(run, NASTY, as_json=False)
    assert "<" not in text
    assert not re.search(r"(?<!\\)[\[`]|(?<!\\)\*\*|\]\(|http://|www\.|\x1b|\u202e", text)
    assert re.findall(r"^#+ ", text, re.MULTILINE) == ["# ", "## ", "### "]
    assert "&amp;amp;" in text


def test_the_markdown_shows_exactly_the_text() -> None:
    renderer = pytest.importorskip("markdown_it").MarkdownIt("commonmark")
    plain = printable(NASTY)
    tokens = renderer.parse(f"- Vraag: {markdown(NASTY)}")
    (inline,) = (token for token in tokens if token.type == "inline")
    assert {child.type for child in inline.children} <= {"text", "text_special"}
    assert "".join(child.content for child in inline.children) == f"Vraag: {plain}"


def test_the_json_report_has_it_all() -> None:
    run = make_run(*EVERY_KIND, make_outcome("half", question="\ud800", first_quote=NASTY))
    values = json.loads(report_text(run, DATE, as_json=True))
    assert (values["date"], values["measures"]) == (DATE, json.loads(json.dumps(run.report())))
    assert values["counts"]["verdicts"]["verkeerde zin geciteerd"] == 1
    first, last = values["questions"][0], values["questions"][-1]
    assert first == {
        "id": "document",
        "line": 3,
        "question": "Wat ligt hier?",
        "document": "a",
        "gold": ["goud"],
        "verdict": "document niet gevonden",
        "document_rank": 0,
        "document_at": 0,
        "passage_rank": 0,
        "answer_rank": 0,
        "first_quote": "Hier ligt goud.",
        "first_quote_document": "b",
        "quoted": ["b"],
        "quotes": 1,
        "literal_quotes": 1,
        "answerable": 0.9,
        "refused": False,
        "milliseconds": 10.0,
    }
    assert last["verdict"] == "goed"
    assert {entry["first_quote"] for entry in values["questions"] if entry["id"] == "half"} == {NASTY}


# Words


def test_numbers_as_dutch_writes_them() -> None:
    assert (decimal(1.25), decimal(-2.0), decimal(3.14159, 2)) == ("1,2", "−2,0", "3,14")
    assert (signed(2.55), signed(-0.1), signed(0.04), signed(-0.04)) == ("+2,5", "−0,1", "0,0", "0,0")


def test_text_for_a_terminal() -> None:
    assert printable("a\x1b[31m\tb\u200b\n c\udc80") == "a[31m b c"
    assert (clipped("lange naam", 6), clipped("kort", 6)) == ("lange…", "kort")
