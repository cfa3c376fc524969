"""What a language model reads: files with holes that must all be there."""

import pytest

from assistant import prompts
from assistant.errors import SettingsError
from assistant.prompts import HOLES, PromptName
from assistant.settings import Settings, starter_folder

WHOLE = "Antwoord kort. {{regels}}\n---\n{{merk}}\n{{bronnen}}\n{{vraag}}\n"


def write(settings: Settings, name: str, text: str) -> None:
    folder = settings.home / "prompts"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.md").write_text(text, encoding="utf-8")


def test_the_shipped_prompts_are_whole_and_dutch(empty_home: Settings) -> None:
    loaded = prompts.load(empty_home)
    assert set(loaded) == set(PromptName)
    for name, prompt in loaded.items():
        values = {hole: f"<{hole}>" for hole in HOLES[name]}
        (system, instructions), (human, given) = prompt.render(values)
        assert (system, human) == ("system", "human")
        assert "{{" not in instructions + given
        assert all(value in instructions + given for value in values.values())
        assert "Nederlands" in instructions


def test_every_shipped_file_is_used() -> None:
    names = {path.stem for path in starter_folder("prompts").glob("*.md")}
    assert {*PromptName, "regels"} <= names


def test_an_own_prompt_goes_before_the_shipped_one(empty_home: Settings) -> None:
    write(empty_home, "antwoord-trainer", WHOLE)
    loaded = prompts.load(empty_home)
    assert loaded[PromptName.TRAINER].instructions.startswith("Antwoord kort. Je krijgt bronnen.")
    assert not loaded[PromptName.PROFESSIONAL].instructions.startswith("Antwoord kort")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (WHOLE.replace("{{bronnen}}", ""), "ontbreekt {{bronnen}}"),
        (WHOLE.replace("{{merk}}", ""), "ontbreekt {{merk}}"),
        (WHOLE + "{{sleutel}}", "staat {{sleutel}}"),
        (WHOLE.replace("---", ""), "één regel met ---"),
        (WHOLE + "---\nnog iets", "één regel met ---"),
        ("---\n" + WHOLE.replace("---", ""), "één regel met ---"),
        ("x" * 30_000, "te lang"),
    ],
)
def test_a_prompt_that_is_not_whole(empty_home: Settings, text: str, said: str) -> None:
    write(empty_home, "antwoord-professional", text)
    with pytest.raises(SettingsError) as caught:
        prompts.load(empty_home)
    assert said in str(caught.value)
    assert "‘antwoord-professional’" in str(caught.value)


def test_a_prompt_that_is_no_text(empty_home: Settings) -> None:
    write(empty_home, "vergelijking", "")
    (empty_home.home / "prompts" / "vergelijking.md").write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match="vergelijking"):
        prompts.load(empty_home)


def test_what_fills_a_hole_is_not_looked_through_for_holes(empty_home: Settings) -> None:
    prompt = prompts.load(empty_home)[PromptName.PROFESSIONAL]
    _, (_, given) = prompt.render({"bronnen": "{{vraag}} {{merk}}", "vraag": "{{bronnen}}", "merk": "x"})
    assert "{{vraag}} {{merk}}" in given
    assert "Vraag: {{bronnen}}" in given
