"""Workshops from the starter corpus by the real encoder, and what stands against each other by hand-made pieces."""

from io import BytesIO

import pytest
from docx import Document
from workshops import library

from assistant.desks.workshop import citing, contrasts, editing, making, talking, wording
from assistant.desks.workshop.content import in_reserve, lacking, wanted
from assistant.desks.workshop.gathering import gather, points_back
from assistant.desks.workshop.offers import offers
from assistant.desks.workshop.parties import speaker, subject
from assistant.desks.workshop.talking import leaves_open
from assistant.desks.workshop.types import (
    NEEDED,
    TAKEN,
    Audience,
    Choices,
    Needs,
    Place,
    Section,
    Workshop,
    WorkshopError,
)
from assistant.engine import Engine
from assistant.exports import workshop_docx
from assistant.pipeline import Assistant

THEMES = (
    "dilemma’s tussen gemeente en aanbieder",
    "generalist of specialist",
    "van projectorganisatie naar definitieve organisatie",
)


@pytest.fixture(scope="module")
def engine(starter_assistant: Assistant) -> Engine:
    return starter_assistant.engine


@pytest.fixture(scope="module")
def made(engine: Engine) -> dict[str, Workshop]:
    choices = {theme: Choices(theme, Audience.ADVISERS, 150, 14) for theme in THEMES}
    return {theme: making.make(engine, library().werkvormen, one) for theme, one in choices.items()}


@pytest.mark.parametrize("theme", THEMES)
def test_every_claim_is_a_literal_quote_of_a_source(
    theme: str, made: dict[str, Workshop], starter_assistant: Assistant
) -> None:
    workshop = made[theme]
    assert editing.total(workshop) == 150 and {section for section in Section if workshop.of(section)} >= {
        Section.GOALS, Section.PROGRAMME, Section.QUOTES, Section.CARDS, Section.QUESTIONS, Section.EVALUATION,
    }  # fmt: skip
    for item in workshop.items:
        assert bool(item.quotes) == ("bron" in item.own) and (item.section in TAKEN or not item.quotes)
        for quote in item.quotes:
            document = starter_assistant.document(quote.document)
            assert document is not None and document.text[quote.start : quote.end] == quote.text
    assert {source.document for source in citing.sources(workshop)} == {
        quote.document for item in workshop.items for quote in item.quotes
    }


@pytest.mark.parametrize("theme", THEMES)
def test_the_program_itself_claims_nothing_of_a_source(theme: str, made: dict[str, Workshop]) -> None:
    names = ("Delft", "Haarlem", "Eindhoven", "Veendam", "Veuger", "Movisie")
    own = " ".join(value for item in made[theme].items for value in item.own.values())
    assert not any(name in own for name in names)


@pytest.mark.parametrize("theme", THEMES)
def test_a_card_has_two_quotes_that_differ_and_says_by_what(theme: str, made: dict[str, Workshop]) -> None:
    for card in made[theme].of(Section.CARDS):
        first, second = card.quotes
        assert first.text != second.text and card.own["tegenover"] and card.words["kant1"] != card.words["kant2"]
        assert first.document != second.document or first.end <= second.start or second.end <= first.start
        assert card.own["vraag"].endswith("?") and "{" not in card.own["vraag"]


def test_the_dilemmas_that_a_source_names_and_the_two_views_are_on_cards(made: dict[str, Workshop]) -> None:
    titles = [card.words["titel"] for card in made[THEMES[0]].of(Section.CARDS)]
    assert {"Leefwereld en systeemwereld", "Keuze 3: het dilemma van afscheid nemen van teamleden"} <= set(titles)
    asked = [citing.single(item.quotes[0]) for item in made[THEMES[0]].of(Section.QUESTIONS) if item.quotes]
    assert any(text.startswith("Organiseren of ondersteunen:") for text in asked)
    generalist = [citing.single(quote) for card in made[THEMES[1]].of(Section.CARDS) for quote in card.quotes]
    assert any("generalist bestaat" in text for text in generalist)
    assert any("juist een specialist" in text for text in generalist)
    places = {side for card in made[THEMES[2]].of(Section.CARDS) for side in (card.words["kant1"], card.words["kant2"])}
    assert {"Delft", "Eindhoven", "Voordeel", "Nadeel"} <= places


@pytest.mark.parametrize("theme", THEMES)
def test_no_side_of_a_card_is_a_piece_of_a_sentence(theme: str, made: dict[str, Workshop]) -> None:
    for card in made[theme].of(Section.CARDS):
        for quote in card.quotes:
            plain = citing.without_mark(" ".join(quote.text.split()))
            assert plain[0].isupper() and plain.endswith((".", "!", ";"))


@pytest.mark.parametrize("theme", THEMES)
def test_there_is_enough_to_talk_about_and_each_of_it_rests_on_a_quote(theme: str, made: dict[str, Workshop]) -> None:
    stated, asked = made[theme].of(Section.STATEMENTS), made[theme].of(Section.QUESTIONS)
    assert len(stated) >= 4 and all(item.quotes for item in stated)
    quoted = [item for item in asked if item.quotes]
    said = {(quote.document, quote.start) for item in stated for quote in item.quotes}
    again = [
        item
        for item in quoted
        if item.own["vorm"] == "citaat" and (item.quotes[0].document, item.quotes[0].start) in said
    ]
    assert len(quoted) >= 3 and (not again or len(quoted) == 3), "what is stated is asked again only to have a few"
    for item in asked:
        behind = citing.asked_behind(item)
        assert not item.quotes or item.own["vorm"] == "vraag" or (behind.endswith("?") and "{" not in behind)


@pytest.mark.parametrize("theme", THEMES)
def test_a_case_tells_of_its_own_municipality(theme: str, made: dict[str, Workshop]) -> None:
    for case in made[theme].of(Section.CASES):
        assert any(case.words["titel"] in quote.text for quote in case.quotes)


def test_where_the_corpus_is_too_thin_the_workshop_knows_it(made: dict[str, Workshop]) -> None:
    for workshop in made.values():
        for section in TAKEN:
            found = len([item for item in workshop.of(section) if item.quotes])
            assert workshop.found[section] == found <= wanted(section, workshop.choices)


@pytest.mark.parametrize(
    "theme", ["eenzaamheid", "mantelzorg", "parkeerbeleid in de binnenstad", "quantumcomputers", "de", "???", "voetbal"]
)
def test_a_theme_outside_the_corpus_gives_no_workshop(theme: str, engine: Engine) -> None:
    with pytest.raises(WorkshopError) as caught:
        making.make(engine, library().werkvormen, Choices(theme))
    assert str(caught.value) == wording.TOO_THIN


def test_one_part_is_made_again_and_the_rest_stays(engine: Engine, made: dict[str, Workshop]) -> None:
    before = made["generalist of specialist"]
    after = making.renew(engine, library().werkvormen, before, Section.QUOTES)
    old = {(quote.document, quote.start) for item in before.of(Section.QUOTES) for quote in item.quotes}
    new = {(quote.document, quote.start) for item in after.of(Section.QUOTES) for quote in item.quotes}
    assert new and old.isdisjoint(new)
    for section in set(Section) - {Section.QUOTES}:
        assert after.of(section) == before.of(section)
    programme = making.renew(engine, library().werkvormen, before, Section.PROGRAMME)
    assert editing.total(programme) == 150 and programme.of(Section.CARDS) == before.of(Section.CARDS)


def test_one_quote_is_exchanged_until_there_is_no_other(engine: Engine, made: dict[str, Workshop]) -> None:
    workshop = made["generalist of specialist"]
    seen = [workshop.of(Section.CARDS)[0].quotes]
    with pytest.raises(WorkshopError) as caught:
        for _ in range(30):
            workshop = making.renew_item(engine, workshop, workshop.of(Section.CARDS)[0].id)
            seen.append(workshop.of(Section.CARDS)[0].quotes)
            assert seen[-1] != seen[-2]
            workshop = making.with_section(workshop, Section.CARDS, workshop.of(Section.CARDS))
            if len(seen) > 3:
                raise WorkshopError(wording.NOTHING_ELSE)
    assert str(caught.value) == wording.NOTHING_ELSE
    with pytest.raises(WorkshopError, match="veranderd"):
        making.renew_item(engine, workshop, "bestaat-niet")


def test_the_smallest_group_and_the_shortest_time_work_as_well(engine: Engine) -> None:
    for choices in (
        Choices(THEMES[2], minutes=60, people=3, place=Place.ONLINE),
        Choices(THEMES[2], minutes=240, people=60),
    ):
        workshop = making.make(engine, library().werkvormen, choices)
        assert editing.total(workshop) == choices.minutes


def test_what_is_offered_can_be_made(engine: Engine) -> None:
    found = offers(engine)
    assert len(found.themes) >= 8 and len(found.dilemmas) >= 3
    texts = {offer.text for offer in found.themes}
    assert "dilemma's" not in texts and "generalist en specialist" in texts
    for offer in (found.dilemmas[0], found.themes[1]):
        assert offer.documents and found.find(offer.text.upper()) == offer
        assert making.make(engine, library().werkvormen, Choices(offer.text)).of(Section.QUOTES)


def test_the_nearest_passages_of_another_subject_are_not_gathered(engine: Engine) -> None:
    assert gather(engine, "afvalinzameling").pieces == ()
    found = gather(engine, "privacy")
    assert found.pieces and all(
        "privacy" in (piece.text + piece.evidence.heading).lower() for piece in found.pieces[:2]
    )


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("Dit is een nadeel.", True),
        ("Volgens de ondernemer lijkt dat te komen doordat gemeenten zoeken.", True),
        ("De teamleider speelt daarbij een onmisbare rol.", True),
        ("Kies voor een sociaal team specialisten die generalistisch kijken.", False),
        ("- Gemeenten letten op rechtmatigheid.", False),
    ],
)
def test_a_text_that_needs_what_stands_before_it_is_known(text: str, points: bool) -> None:
    assert points_back(text) is points


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        ("De vraag is of een organisatie nog kritisch kan zijn.", True),
        ("De vraag blijft wie de regie heeft.", True),
        ("De vraag is ofschoon oud nog actueel.", False),
        ("De vraag is beantwoord.", False),
        ("In de sessie was de vraag hoe je met de AVG omgaat.", False),
    ],
)
def test_a_question_that_is_left_open_is_known(text: str, is_open: bool) -> None:
    assert leaves_open(text) is is_open


def test_parties_are_read_from_the_start_and_speakers_from_headings() -> None:
    assert subject("- Gemeenten letten bij zulke vraagstukken op de wet.") == "gemeente"
    assert subject("- Zorgorganisaties kijken naar de cliënt.") == "aanbieder"
    assert subject("Het regent vandaag hard in de stad, zegt de wethouder.") == ""
    assert speaker(["Raadslid/procesbegeleider: deel eerst waarden", "Drie stappen"]) == "Raadslid/procesbegeleider"
    assert speaker(["Succesfactor 4: kies specialisten"]) == ""


def test_goals_promise_what_the_programme_works_on_and_the_rest_is_said_to_be_spare(engine: Engine) -> None:
    short = making.make(engine, library().werkvormen, Choices(THEMES[0], Audience.PROFESSIONALS, 60, 8))
    used = {
        need
        for item in short.of(Section.PROGRAMME)
        if (found := library().werkvormen.get(item.own["werkvorm"]))
        for need in found.needs
    }
    goals = " ".join(item.own["tekst"] for item in short.of(Section.GOALS))
    assert ("andere gemeenten" in goals) == (Needs.CASES in used)
    assert ("neemt stelling" in goals) == (Needs.STATEMENTS in used)
    spare = in_reserve(short, library().werkvormen)
    assert {NEEDED[section] for section in spare}.isdisjoint(used) and spare
    said = "\n".join(
        paragraph.text for paragraph in Document(BytesIO(workshop_docx.script(short, library().werkvormen))).paragraphs
    )
    assert said.count("achter de hand") == len(spare)


def test_what_is_short_comes_with_what_can_be_done_about_it(made: dict[str, Workshop]) -> None:
    for workshop in made.values():
        for section, remark in lacking(workshop).items():
            assert remark in (wording.NONE, wording.NOT_QUOTED) or wording.ADVICE[section] in remark
    assert "Eigen dilemma" in {werkvorm.name for werkvorm in library().werkvormen.values()}, "it is advised by name"


def test_quotes_beside_the_theme_are_left_out(engine: Engine) -> None:
    theme = "van projectorganisatie naar definitieve organisatie"
    told = [
        quote.text
        for item in making.make(engine, library().werkvormen, Choices(theme, Audience.MANAGERS, 240, 24)).of(
            Section.QUOTES
        )
        for quote in item.quotes
    ]
    assert len(told) >= 4 and not any("heeft als functie" in text for text in told)


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        ("Het team moet breed kijken. Tegelijk moet het team specialismen kunnen onderhouden en ontwikkelen.", False),
        ("Het team moet breed kijken naar elk gezin. Tegelijk heeft het team daar niet genoeg kennis voor.", True),
        ("Het team moet breed kijken naar elk gezin. Toch blijft kennis van schulden voor iedereen onmisbaar.", True),
    ],
)  # fmt: skip
def test_at_the_same_time_is_no_turn(text: str, turns: bool) -> None:
    assert bool(contrasts.turns_at(text.partition(". ")[2])) is turns


def test_a_question_fits_the_stand_it_is_put_behind() -> None:
    assert talking.kind_of("De generalist bestaat niet.") == "oordeel"
    assert talking.kind_of("Pas op voor een valkuil: het team raakt naar binnen gericht.") == "waarschuwing"
    assert talking.kind_of("Kies specialisten die breed kijken.") == "advies"
    assert talking.kind_of("Wie alles weet, weet te weinig. Benut daarom de specialismen.") == "oordeel"
    assert talking.kind_of("De teams werden nooit van henzelf.", warned=True) == "waarschuwing"
