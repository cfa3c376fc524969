"""Each cell is a literal quote about its own place that answers its own question, or empty."""

import invented_reports as reports
import pytest
from noting import OnReports

from assistant.desks.examples import ASPECTS, BY_KEY, Derivation, PlaceKind, Shown, moments, shown
from assistant.desks.examples.looking import Look, Order, fitting


def derived(on_reports: OnReports, texts: dict[str, str] = reports.ALL) -> dict[str, Shown]:
    """The rows of reports by the name of the place."""
    engine = on_reports(texts)
    table = Derivation(engine, {}).run()
    return {one.place.name: one for one in shown(engine.generation, table.rows)}


def said(row: Shown, key: str) -> str:
    """The quotes of a cell in one line."""
    return " | ".join(quote.words for quote in row.cells.get(key, ()))


def test_every_quote_is_literal_and_stands_in_its_document(on_reports: OnReports) -> None:
    engine = on_reports()
    rows = shown(engine.generation, Derivation(engine, {}).run().rows)
    quotes = [quote for row in rows for of in row.cells.values() for quote in of]
    assert len(quotes) > 10
    for quote in quotes:
        document = engine.generation.store.document(quote.document.id)
        assert document is not None and document.text[quote.start : quote.end] == quote.text != ""


def test_a_place_never_gets_the_quotes_of_another(on_reports: OnReports) -> None:
    rows = derived(on_reports)
    goes, almelo = rows["Goes"], rows["Almelo"]
    assert "stichting" in said(goes, "organisatievorm")
    assert "62 medewerkers" in said(goes, "omvang") and "omvang" not in almelo.cells
    assert "moederorganisatie" in said(almelo, "werkgever") and "moederorganisatie" not in said(goes, "werkgever")
    assert "wachtlijst" in said(almelo, "dilemmas") and "dilemmas" not in goes.cells
    assert "toegang" not in almelo.cells
    assert "stichting" not in almelo.row.forms and "stichting" in goes.row.forms


def test_words_schools_people_and_general_sentences_make_no_row(on_reports: OnReports) -> None:
    rows = derived(on_reports, {"woorden": reports.WORDS, "algemeen": reports.GENERAL})
    assert rows == {}


def test_an_old_and_a_new_report_stand_side_by_side_with_their_years(on_reports: OnReports) -> None:
    zwolle = derived(on_reports)["Zwolle"]
    assert [quote.document.year for quote in zwolle.cells["omvang"]] == [2025, 2015]
    assert "160" in zwolle.cells["omvang"][0].text and "40" in zwolle.cells["omvang"][1].text
    assert [quote.document.year for quote in zwolle.cells["werkgever"]] == [2025, 2015]


def test_a_region_is_a_row_with_its_municipalities(on_reports: OnReports) -> None:
    rows = derived(on_reports)
    region = rows["Regio Vaartstreek"]
    assert region.place.kind is PlaceKind.REGION
    assert region.place.members == ("Assen", "Meppel", "Hoogeveen")
    assert "gemeenschappelijke regeling" in said(region, "organisatievorm")
    assert "Assen" not in rows and "Hoogeveen" not in rows
    assert set(rows["Meppel"].cells) == {"toegang"}, "what only Meppel has is Meppel's"


def test_moments_are_sentences_with_a_year_in_them(on_reports: OnReports) -> None:
    engine = on_reports()
    table = Derivation(engine, {}).run()
    found = moments(engine.generation, table.rows)
    assert [(place.name, quote.year) for place, quote in found] == [("Zwolle", 2021)]
    assert found[0][1].text == "Sinds 2021 is er een gezamenlijke opleiding."


def test_an_empty_corpus_has_an_empty_whole_table(on_reports: OnReports) -> None:
    table = Derivation(on_reports({}), {}).run()
    assert table.rows == () and table.is_whole and not table.runs


def test_a_local_note_speaks_of_the_municipality_that_it_is_filed_under(on_reports: OnReports) -> None:
    engine = on_reports({})
    notes = engine.generation.folder.parent.parent / "corpus" / "notities"
    notes.mkdir(parents=True, exist_ok=True)
    head = reports.front("Ons spreekuur", "2024", "praktijknotitie", ["Tiel"])
    (notes / "spreekuur.md").write_text(head + "# Ons spreekuur\n\nInwoners lopen binnen bij ons spreekuur.\n")
    rows = derived(on_reports, {"algemeen": reports.GENERAL})
    assert set(rows) == {"Tiel"} and "spreekuur" in said(rows["Tiel"], "toegang")


def test_what_a_report_advises_or_did_itself_is_not_how_it_is(on_reports: OnReports) -> None:
    gouda = derived(on_reports, {"gouda": reports.ADVICE})["Gouda"]
    assert "34 professionals" in said(gouda, "omvang") and "24" not in said(gouda, "omvang")
    assert "gedetacheerd" in said(gouda, "werkgever")
    assert not {"organisatievorm", "kwaliteit", "succes"} & set(gouda.cells)


def test_filters_and_order(on_reports: OnReports) -> None:
    engine = on_reports()
    rows = Derivation(engine, {}).run().rows

    def names(look: Look) -> list[str]:
        return [row.place.name for row in fitting(rows, look)]

    assert names(Look()) == sorted(names(Look()), key=str.casefold)
    assert names(Look(query="hoogeveen")) == ["Regio Vaartstreek"]
    assert names(Look(form="stichting")) == ["Goes"]
    assert names(Look(kind="onderzoek")) == ["Zwolle"]
    assert names(Look(collection="notities")) == []
    assert names(Look(aspect="toegang")) == ["Goes", "Meppel"]
    assert names(Look(order=Order.YEAR))[0] == "Zwolle"
    (zwolle,) = fitting(rows, Look(query="Zwolle", year_to=2016))
    assert zwolle.years == (2015,) and all(len(of) == 1 for key, of in zwolle.cells.items() if BY_KEY[key].quotes == 1)


@pytest.mark.parametrize("aspect", ASPECTS, ids=lambda aspect: aspect.key)
def test_every_question_is_a_question_without_a_place(aspect: object) -> None:
    assert str(getattr(aspect, "question", "")).endswith("?") and "{" not in str(getattr(aspect, "question", ""))
