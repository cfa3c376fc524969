"""What a file says of itself, and what is only the mark of a program."""

import pytest

from assistant.formats.cleaning import clean, table
from assistant.formats.proposals import core_properties, iso, names, title


@pytest.mark.parametrize(
    "silly",
    [
        "Microsoft Word - rapport.doc",
        "untitled",
        "Naamloos document",
        "PowerPoint-presentatie",
        "PowerPoint Presentation",
        "Document1",
        "rapport_def_v2.docx",
        "wijkteams_2016_def",
        "Dia 1",
        "2016",
        "---",
        "",
        None,
        "Scan_20160302",
    ],
)
def test_a_title_that_a_program_filled_in_is_none(silly: str | None) -> None:
    assert title(silly, "Samen in de wijk") == "Samen in de wijk"
    assert title(silly) == ""


@pytest.mark.parametrize(
    "good",
    [
        "Samen in de wijk",
        "Wmo",
        "Document voor de raad",
        "Wijkteams 2016",
        "Test van het wijkteam",
        "Sociaal-cultureel",
    ],
)
def test_a_title_stays(good: str) -> None:
    assert title(good) == good


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2016-03-02T10:00:00Z", "2016-03-02"),
        ("2016-03", "2016-03"),
        ("2016", "2016"),
        ("D:20160302101500+01'00'", "2016-03-02"),
        ("D:2016", "2016"),
        ("2016-13-45", ""),
        ("1601-01-01T00:00:00Z", ""),
        ("9999-12-31", ""),
        ("20160302", ""),
        ("2 maart", ""),
        (None, ""),
    ],
)
def test_dates_as_metadata_state_them(stated: str | None, expected: str) -> None:
    assert iso(stated) == expected


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({"created": "2013-12-23T23:15:00Z", "modified": "2013-12-23T23:15:00Z"}, ""),  # python-docx
        ({"created": "2013-01-27T09:14:16Z", "modified": "2013-01-27T09:15:58Z"}, ""),  # python-pptx
        ({"created": "2013-12-23T23:15:00Z", "modified": "2019-05-06T10:00:00Z"}, "2019-05-06"),
        ({"created": "2018-04-01T09:00:00Z", "modified": "2013-12-23T23:15:00Z"}, "2018-04-01"),
        ({"modified": "2013-12-23T10:00:00Z"}, "2013-12-23"),  # the day is nobody's, the moment is
        ({}, ""),
    ],
)
def test_the_moment_of_a_template_is_no_date(stated: dict[str, str], expected: str) -> None:
    assert core_properties(stated)["date"] == expected


def test_names_without_programs_and_log_ins() -> None:
    stated = [
        "Anna de Boer; Bas Smit",
        "python-docx",
        "jdevries2",
        "Windows User",
        "Gemeente Utrecht",
        "Anna de Boer",
        None,
    ]
    assert names(stated) == ("Anna de Boer", "Bas Smit", "Gemeente Utrecht")
    assert names(["https://voorbeeld.nl/auteur", "a.deboer@voorbeeld.nl", "Movisie"]) == ("Movisie",)


def test_cleaning_keeps_what_means_something() -> None:
    assert (
        clean("m² ½ №\u00a0\ufb01n\u00adaal\u200b cafe\u0301\r\nregel\u2028twee\ue000\x07")
        == "m² ½ № finaal café\nregel\ntwee "
    )


def test_a_table_without_cells_is_nothing() -> None:
    assert table([["", " "], []]) == ""
    assert table([["a|b", "", ""], ["c", "d\ne", ""]]) == "| a/b |  |\n| --- | --- |\n| c | d e |"
