"""A written sentence is held against the evidence: true ones pass, falsified ones do not."""

from collections.abc import Sequence

import pytest

from assistant.encoder import PairReader
from assistant.grounding import Grounding
from assistant.grounding.checking import STRETCHES
from assistant.grounding.quantities import from_word
from assistant.grounding.reading import LONGEST, read
from assistant.grounding.rules import problem
from assistant.types import Evidence
from benchmarks.fit_grounding import NONSENSE, entry

SOURCES = (
    "In Zandwijk helpt het buurtteam 120 gezinnen per jaar. De gemeente betaalt de huur van het gebouw.",
    "Zandwijk koos voor een stichting, Bergveen voor een coöperatie. Dat was op 2 maart 2016.",
    "Alleen inwoners met een indicatie krijgen begeleiding. Zij betalen geen eigen bijdrage.",
)
EVIDENCE = tuple(entry(number, {"source": text, "heading": ""}) for number, text in enumerate(SOURCES, 1))


@pytest.fixture(scope="module")
def grounding(pair_reader: PairReader) -> Grounding:
    return Grounding(pair_reader)


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("Het buurtteam in Zandwijk helpt 120 gezinnen per jaar. [3]", 1),
        ("Het buurtteam in Zandwijk helpt honderdtwintig gezinnen per jaar.", 1),
        ("De huur van het gebouw wordt betaald door de gemeente.", 1),
        ("Zandwijk koos voor een stichting en Bergveen voor een coöperatie.", 2),
        ("Begeleiding is er alleen voor inwoners met een indicatie.", 3),
    ],
)
def test_a_true_sentence_is_carried_by_its_own_source(grounding: Grounding, sentence: str, number: int) -> None:
    verdict = grounding.check(sentence, EVIDENCE, (3,))
    assert verdict.supported
    assert (verdict.numbers[0], verdict.reason) == (number, "")


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Het buurtteam in Zandwijk helpt 210 gezinnen per jaar.", "number"),
        ("Het buurtteam in Zandwijk helpt 120 gezinnen per maand.", "number"),
        ("Zandwijk koos voor een stichting op 3 maart 2016.", "number"),
        ("Zandwijk koos voor een stichting op 2 april 2016.", "number"),
        ("Het buurtteam in Duinrade helpt 120 gezinnen per jaar.", "name"),
        ("Zandwijk koos voor een coöperatie, Bergveen voor een stichting.", "meaning"),
        ("De gemeente betaalt de huur van het gebouw niet.", "negation"),
        ("Zij betalen een eigen bijdrage voor begeleiding.", "negation"),
        ("De huisarts betaalt de huur van het gebouw.", "meaning"),
        ("Elke inwoner krijgt altijd begeleiding.", "meaning"),
        ("Het buurtteam is op zondag dicht.", "number"),
    ],
)
def test_a_falsified_sentence_is_refused(grounding: Grounding, sentence: str, reason: str) -> None:
    verdict = grounding.check(sentence, EVIDENCE)
    assert not verdict.supported
    assert (verdict.numbers, verdict.reason) == ((), reason)


@pytest.mark.parametrize("text", NONSENSE, ids=lambda text: text[:20])
def test_nonsense_is_refused(grounding: Grounding, text: str) -> None:
    assert not grounding.check(text, EVIDENCE).supported


def test_without_evidence_nothing_is_supported(grounding: Grounding) -> None:
    verdict = grounding.check("De gemeente betaalt de huur van het gebouw.", ())
    assert (verdict.supported, verdict.numbers, verdict.reason) == (False, (), "citation")
    assert grounding.check("[1] [2]", EVIDENCE).reason == "citation"


class Counting:
    """Keeps what it is asked to read; finds everything carried."""

    def __init__(self) -> None:
        self.prepared: list[str] = []
        self.read: list[str] = []

    def prepare(self, sources: Sequence[str]) -> None:
        self.prepared += sources

    def scores(self, claim: str, sources: Sequence[str]) -> list[float]:
        self.read += sources
        return [99.0] * len(sources)


def test_a_sentence_is_read_beside_few_stretches_and_all_of_them_are_prepared() -> None:
    reader = Counting()
    grounding = Grounding(reader)
    long = entry(4, {"source": " ".join(f"Zin {number} gaat over de huur." for number in range(9)), "heading": "Huur"})
    grounding.prepare((*EVIDENCE, long))
    assert len(set(reader.prepared)) == len(reader.prepared)
    assert all(text.startswith("Huur. ") for text in reader.prepared[len(EVIDENCE) :])
    assert grounding.check("De huur van het gebouw wordt betaald door de gemeente.", (*EVIDENCE, long)).supported
    assert 0 < len(reader.read) <= STRETCHES
    assert set(reader.read) <= set(reader.prepared)


def test_what_a_rule_is_against_no_reading_can_mend() -> None:
    grounding = Grounding(Counting())
    assert grounding.check("Het buurtteam in Zandwijk helpt 210 gezinnen per jaar.", EVIDENCE).reason == "number"
    assert grounding.check("Het buurtteam in Duinrade helpt 120 gezinnen per jaar.", EVIDENCE).reason == "name"


@pytest.mark.parametrize(
    ("sentence", "source", "agrees"),
    [
        ("Wie een kwartier te laat is, betaalt.", "Wie vijftien minuten te laat is, betaalt.", True),
        ("Na anderhalf jaar stopt de hulp.", "Na achttien maanden stopt de hulp.", True),
        ("De helft van de inwoners komt.", "Van de inwoners komt 50 procent.", True),
        ("Je hoort binnen zeven dagen iets.", "Je hoort binnen een week iets.", True),
        ("De hulp komt binnen twee dagen.", "De hulp komt binnen 48 uur.", True),
        ("Je hoort binnen acht dagen iets.", "Je hoort binnen een week iets.", False),
        ("De hulp komt binnen twee dagen.", "De hulp komt binnen 24 uur.", False),
        ("Het team is tot negen uur open.", "Het team is tot 21.00 uur open.", True),
        ("Van de ritten was 7 procent te laat.", "Van de ritten was 93 procent op tijd.", True),
        ("Het duurt vier weken korter.", "De duur daalde van negen naar vijf weken.", True),
        ("Na anderhalf jaar stopt de hulp.", "Na zestien maanden stopt de hulp.", False),
        ("Wie een kwartier te laat is, betaalt.", "Wie vijftien dagen te laat is, betaalt.", False),
        ("De hulp duurt 12 jaar.", "De hulp duurt 1 jaar.", False),
    ],
)
def test_a_number_may_be_told_in_another_measure(sentence: str, source: str, agrees: bool) -> None:
    assert (problem(read(sentence), read(source), "", "") != "number") is agrees


def test_passages_without_sentences_and_odd_texts_are_no_trouble(grounding: Grounding) -> None:
    odd = ["", " ", "…", "\u200b", "| a | b |\n|---|---|", "x" * 3000, "7 " * 2000]
    evidence: list[Evidence] = [entry(number, {"source": text, "heading": ""}) for number, text in enumerate(odd, 1)]
    assert not grounding.check("De gemeente betaalt de huur van het gebouw.", evidence).supported


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("op 2 maart 2016", [2, 3, 2016]),
        ("02-03-2016", [2, 3, 2016]),
        ("2016-03-02", [2, 3, 2016]),
        ("€ 1.250,50", [1250.5]),
        ("1,4 miljoen euro", [1_400_000]),
        ("vijfentwintig procent", [25]),
        ("de helft", [50]),
        ("een tiende", [10]),
        ("twaalfhonderdvijftig", [1250]),
        ("drieëntwintigste", [23]),
        ("om 10.30 uur", [10, 30]),
        ("een gezin", []),
        ("één gezin", [1]),
    ],
)
def test_quantities_are_read_in_every_form(text: str, values: list[float]) -> None:
    assert [round(one.value, 2) for one in read(text).quantities] == values


def test_words_that_only_look_like_numbers_are_none() -> None:
    for word in ("vierkant", "achtergrond", "zesde-klasser", "eenzaam", "honderden", "tiener", ""):
        assert from_word(word) is None


@pytest.mark.parametrize(
    "text", ["(" * 5000, "a" * 5000, "1.2." * 2000, "niet " * 2000, "dan meer " * 1000, "-'" * 3000]
)
def test_no_pattern_blows_up(text: str) -> None:
    assert len(read(text).words) <= LONGEST
