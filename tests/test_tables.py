"""Tables in quotes: rows that can be read."""

import pytest

from assistant.reader.tables import is_table, rows


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "| Team | Leden |\n| --- | ---: |\n| Noord | 8 |\n| Zuid | 11 |",
            ("Team: Noord, Leden: 8", "Team: Zuid, Leden: 11"),
        ),
        ("| | 2024 |\n|:-:|---|\n| Delft | 3 |\n| Haarlem | |", ("Delft, 2024: 3", "Haarlem")),
        ("| Noord | 8 |\n| Zuid | 11 |", ("Noord – 8", "Zuid – 11")),
        ("| a \\| b | c |\n| --- | --- |\n| d | e | f |", ("a | b: d, c: e, f",)),
        ("| Team | Leden |\n| --- | --- |", ("Team, Leden",)),
    ],
)
def test_rows_say_what_their_cells_are(text: str, shown: tuple[str, ...]) -> None:
    assert is_table(text)
    assert rows(text) == shown


@pytest.mark.parametrize("text", ["Een zin.", "|", "- punt | streep", ""])
def test_other_text_is_no_table(text: str) -> None:
    assert not is_table(text)
