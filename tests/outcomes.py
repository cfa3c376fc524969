"""Outcomes and runs that are known, for the tests of what is made of them."""

from assistant.evaluation import Evaluation, EvaluationQuestion, Outcome

MADE_WITH = {"program": "1", "encoder": "namaak", "encoder_digest": "e1", "splitter": "s1", "content": "c1"}


def make_outcome(
    id: str = "v1",
    *,
    document: str | None = "a",
    gold: tuple[str, ...] = ("goud",),
    question: str = "Wat ligt hier?",
    ranks: tuple[int, int, int] = (1, 1, 1),
    document_at: int = 1,
    refused: bool = False,
    answerable: float = 0.9,
    milliseconds: float = 10.0,
    first_quote: str = "Hier ligt goud.",
    quoted: tuple[str, ...] = ("a", "b"),
) -> Outcome:
    """A question that went well, but for what is given."""
    asked = EvaluationQuestion(id, question, document, gold if document else (), 3)
    return Outcome(
        asked, *ranks, len(quoted), len(quoted), refused, answerable, milliseconds, first_quote, document_at, quoted
    )


def make_run(*outcomes: Outcome, speed: float = 100.0, refused: tuple[tuple[str, str], ...] = ()) -> Evaluation:
    """A run with these outcomes."""
    return Evaluation(outcomes, 5, 50, speed, refused, MADE_WITH)


GOOD = make_outcome("goed")
SECOND = make_outcome("tweede", ranks=(1, 1, 2))
NO_DOCUMENT = make_outcome("document", ranks=(0, 0, 0), document_at=0, quoted=("b",))
DEEP_DOCUMENT = make_outcome("diep", ranks=(4, 20, 0), document_at=13)
NO_PASSAGE = make_outcome("passage", ranks=(1, 13, 0))
WRONG_QUOTE = make_outcome("zin", ranks=(1, 2, 4))
FALSE_REFUSAL = make_outcome("geweigerd", refused=True, answerable=0.2)
FALSE_ANSWER = make_outcome("beantwoord", document=None)
ADMITTED = make_outcome("toegegeven", document=None, refused=True, answerable=0.1)
EVERY_KIND = (GOOD, FALSE_ANSWER, FALSE_REFUSAL, WRONG_QUOTE, NO_PASSAGE, NO_DOCUMENT, ADMITTED, SECOND)
