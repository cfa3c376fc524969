"""A question in another language is known by the words that hold it together; a Dutch one is never taken for one."""

import pytest

from assistant.dutch.foreign import is_foreign


@pytest.mark.parametrize(
    "text",
    [
        "Why did Delft not choose neighbourhood teams?", "What is a teamschouw?", "who pays?", "what about Delft",
        "Warum hat Delft keine Teams?", "Pourquoi Delft a une organisation de projet ?", "كم عدد فرق العمل",
        "Сколько команд",
    ],
)  # fmt: skip
def test_another_language(text: str) -> None:
    assert is_foreign(text)


@pytest.mark.parametrize(
    "text",
    [
        "Wat is de golden circle?", "teamschouw", "en in Delft?", "generalist of specialist",
        "kans of risico of plicht",
        "Community of Inclusive Practice", "wie betaalt", "Haarlem", "", "2016", "Wat zegt Simon Sinek over the why?",
    ],
)  # fmt: skip
def test_dutch_or_in_doubt(text: str) -> None:
    assert not is_foreign(text)
