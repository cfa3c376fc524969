"""Per question: did it go well, and if not, which step went wrong first."""

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum

from assistant.evaluation.measures import Outcome

FOUND = 12  # passages within which the right one counts as found: about what the reader reads
SHOWN = 3  # quotes within which the answer must be


class Verdict(StrEnum):
    """The kinds of outcome, as a curator reads them; the order is that of the report."""

    NO_DOCUMENT = "document niet gevonden"
    NO_PASSAGE = "passage niet gevonden"
    WRONG_QUOTE = "verkeerde zin geciteerd"
    FALSE_REFUSAL = "onterecht geweigerd"
    FALSE_ANSWER = "onterecht beantwoord"
    GOOD = "goed"


MEANING = {
    Verdict.NO_DOCUMENT: f"Bij de eerste {FOUND} passages was er geen uit het goede document. "
    "Kijk of de woorden uit de vraag in dat document staan.",
    Verdict.NO_PASSAGE: "Het goede document is wel gevonden, maar de passage met het antwoord staat niet "
    f"bij de eerste {FOUND}. Een duidelijke kop boven die passage helpt.",
    Verdict.WRONG_QUOTE: f"De passage is gevonden, maar het antwoord staat niet in de eerste {SHOWN} citaten.",
    Verdict.FALSE_REFUSAL: "De passage is gevonden, maar Wijkwijzer zei dat het antwoord er niet in staat.",
    Verdict.FALSE_ANSWER: "Het antwoord staat niet in de bronnen, maar Wijkwijzer gaf toch een antwoord.",
    Verdict.GOOD: f"Het antwoord staat in de eerste {SHOWN} citaten, of Wijkwijzer zei terecht dat het er niet is.",
}
_PROGRESS = {  # how far a question came on the way to its answer
    Verdict.NO_DOCUMENT: 0,
    Verdict.NO_PASSAGE: 1,
    Verdict.WRONG_QUOTE: 2,
    Verdict.FALSE_REFUSAL: 2,
    Verdict.FALSE_ANSWER: 2,
    Verdict.GOOD: 3,
}


def verdict(outcome: Outcome) -> Verdict:
    """What went wrong first; without a gold text a quote from the right document is right."""
    if outcome.question.document is None:
        return Verdict.GOOD if outcome.refused else Verdict.FALSE_ANSWER
    if not outcome.refused and 0 < answer_place(outcome) <= SHOWN:
        return Verdict.GOOD
    if not 0 < outcome.document_at <= FOUND:
        return Verdict.NO_DOCUMENT
    if outcome.question.gold and not 0 < outcome.passage_rank <= FOUND:
        return Verdict.NO_PASSAGE
    return Verdict.FALSE_REFUSAL if outcome.refused else Verdict.WRONG_QUOTE


def answer_place(outcome: Outcome) -> int:
    """Which quote holds the answer, or comes from the right document where no gold is known; 0 is none."""
    if outcome.question.gold:
        return outcome.answer_rank
    document = outcome.question.document
    return outcome.quoted.index(document) + 1 if document in outcome.quoted else 0


def standing(outcome: Outcome) -> tuple[int, int]:
    """How well a question went; more is better, and a better place counts only where it went well."""
    kind = verdict(outcome)
    return _PROGRESS[kind], -answer_place(outcome) if kind is Verdict.GOOD else 0


def failures_first(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Per kind of failure; the surest mistakes first, and what went best last."""
    order = list(Verdict)

    def place(outcome: Outcome) -> tuple[int, int, float]:
        kind = verdict(outcome)
        return order.index(kind), standing(outcome)[1], _surprise(outcome)

    return sorted(outcomes, key=place)


def _surprise(outcome: Outcome) -> float:
    """Less is more telling: a sure answer to an unanswerable question, an unsure one to another."""
    return -outcome.answerable if outcome.question.document is None else outcome.answerable


def counts(outcomes: Sequence[Outcome]) -> dict[Verdict, int]:
    """How many questions there are of each kind, also of the kinds that do not occur."""
    found = Counter(verdict(outcome) for outcome in outcomes)
    return {kind: found[kind] for kind in Verdict}
