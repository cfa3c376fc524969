"""What a question passes before anything else is done with it: it must be one, and about no person."""

from assistant.errors import PersonalDataError, QuestionError
from assistant.privacy import question_problem
from assistant.reader.question import has_words

MAXIMUM_QUESTION = 2000  # characters; a question that is longer is a document
CHECKED_FOR_PERSONS = 20_000  # characters; what is longer is refused anyway


def checked(question: str) -> str:
    """The question on one line; PersonalDataError when it is about one person, QuestionError as ``tidied`` does.

    Whatever encodes, logs, stores or sends a question calls this first.
    """
    problem = question_problem(question[:CHECKED_FOR_PERSONS])
    if problem is not None:
        raise PersonalDataError(problem.reason, problem.proposal)
    return tidied(question)


def tidied(question: str) -> str:
    """The question on one line; QuestionError when there is nothing to look for, or far too much."""
    text = " ".join(writable(question).split())
    if not has_words(text):
        raise QuestionError("Typ eerst een vraag.")
    if len(text) > MAXIMUM_QUESTION:
        long, most = (f"{number:,}".replace(",", ".") for number in (len(text), MAXIMUM_QUESTION))
        raise QuestionError(f"Je vraag is te lang: {long} tekens. Maak er hoogstens {most} tekens van.")
    return text


def writable(question: str) -> str:
    """The question with a question mark for each half character, as bytes that are no UTF-8 give."""
    return question.encode("utf-8", "replace").decode("utf-8")
