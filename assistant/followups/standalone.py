"""From a question in a conversation to a question that stands alone.

Only what users asked is looked at, never an answer: what the last answer quoted
must not steer where the next one is looked for. A question that names its own
subject stays as it is, also right behind a question about something else; it is
rewritten only where it has no verb, nothing to look for, or a word that points
back to nothing within the question itself.
"""

from collections.abc import Sequence

from assistant.followups.elliptical import completed
from assistant.followups.pointing import resolved
from assistant.types import Turn

REMEMBERED = 3  # questions
CHARACTERS = 2_000


def standalone(question: str, turns: Sequence[Turn]) -> str:
    """``question`` with what it leaves to the conversation filled in; itself when it stands alone.

    Looks at the last three questions of the user, of at most 2,000 characters in all.
    """
    earlier: list[str] = []
    room = CHARACTERS
    for turn in reversed([turn for turn in turns if turn.role == "user"][-REMEMBERED:]):
        room -= len(turn.text)
        if room < 0:
            break
        earlier.insert(0, " ".join(turn.text.split()))
    before = ""
    for asked in filter(None, earlier):
        before = _after(asked, before)
    found = _after(" ".join(question.split()), before)
    return found if len(found) <= CHARACTERS else question


def _after(question: str, before: str) -> str:
    """``question`` as it is to be understood after ``before``, which stands alone; itself where that is not needed."""
    if not before or len(question) > CHARACTERS // 4:
        return question
    return completed(question, before) or resolved(question, before) or question
