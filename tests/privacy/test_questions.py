"""Questions that are stopped, how they could be asked, and the many that pass."""

import json
from pathlib import Path

import pytest

from assistant.privacy import find, question_problem

HERE = Path(__file__).resolve().parent
HARMLESS = (HERE / "onschuldig.txt").read_text(encoding="utf-8").splitlines()
HARMFUL = (HERE / "schadelijk.txt").read_text(encoding="utf-8").splitlines()
SETS = sorted((HERE.parents[2] / "shared" / "eval").glob("*/questions.jsonl"))


@pytest.mark.parametrize("question", HARMLESS)
def test_a_question_about_a_kind_of_case_passes(question: str) -> None:
    assert question_problem(question) is None


@pytest.mark.parametrize("question", HARMFUL)
def test_a_question_about_one_person_is_stopped(question: str) -> None:
    problem = question_problem(question)
    assert problem is not None
    details = [finding.text for finding in find(question, names=True) if len(finding.text) > 3]
    assert not any(detail in problem.reason + problem.proposal for detail in details)
    assert problem.proposal.endswith("?") and problem.proposal[0].isupper()
    assert problem.proposal.count(". ") <= 1 and "[" not in problem.proposal
    assert question_problem(problem.proposal) is None


def test_there_are_enough_of_both() -> None:
    assert len(set(HARMLESS)) >= 150 and len(set(HARMFUL)) >= 80


@pytest.mark.skipif(not SETS, reason="the question sets are not here")
def test_no_question_of_the_evaluation_sets_is_stopped() -> None:
    lines = [line for path in SETS for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip()]
    asked = [json.loads(line)["question"] for line in lines]
    assert [question for question in asked if question_problem(question)] == []


@pytest.mark.parametrize(
    ("question", "proposal"),
    [
        (
            "Mag ik het BSN 123456782 van mijn cliënt delen met de huisarts?",
            "Mag ik het BSN van een inwoner delen met de huisarts?",
        ),
        ("Heeft de cliënt met BSN 123456782 recht op dagbesteding?", "Heeft de cliënt recht op dagbesteding?"),
        ("Wie kan ik bellen op 06-12345678?", "Wie kan ik bellen?"),
        (
            "Hoe vraag ik hulp aan voor Jan de Boer, geboren op 3 mei 1980, wonend op Kerkstraat 12 in Delft?",
            "Hoe vraag ik hulp aan voor een inwoner?",
        ),
        (
            "Mevrouw De V. (83) woont alleen en is dementerend. Kan ik haar aanmelden voor dagbesteding?",
            "Een inwoner heeft te maken met dementie. Kan ik haar aanmelden voor dagbesteding?",
        ),
        ("BSN 123456782", "Wat kan een wijkteam doen voor een inwoner die hulp vraagt?"),
    ],
)
def test_what_is_proposed(question: str, proposal: str) -> None:
    problem = question_problem(question)
    assert problem is not None
    assert problem.proposal == proposal


def test_the_reason_names_the_sorts() -> None:
    problem = question_problem("Mag ik 06-12345678 bellen over BSN 123456782?")
    assert problem is not None
    assert problem.reason.startswith("In je vraag staan een telefoonnummer en een BSN, ")
    described = question_problem("Meneer Jansen heeft Parkinson en wil geen hulp. Wat kan ik doen?")
    assert described is not None
    assert described.reason.startswith("Je vraag gaat herkenbaar over één persoon, ")
