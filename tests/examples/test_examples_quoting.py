"""A quote holds the whole of its list, can be read by itself, and stays literal when something before it changes."""

import invented_reports as reports
from noting import OnReports

from assistant.desks.examples import BY_KEY, Derivation, Shown, shown
from assistant.desks.examples.aspects import forms_claimed, is_general
from assistant.desks.examples.subjects import Grade, said_in
from assistant.engine import Engine
from assistant.index import derived
from assistant.index.store import StoredPassage
from assistant.splitting import split
from assistant.types import Collection, Document, Kind

POINTS = (
    "Wachten: gezinnen wachten in de herfst vaak negen weken op een eerste gesprek met iemand van het team.",
    "Verloop: elk jaar vertrekt een kwart van de collega's, en met hen gaat de kennis van de straten weg.",
    "Huisvesting: het team zit in een schoolgebouw dat in de vakanties gesloten is, zodat spreekuren vervallen.",
    "Registratie: professionals typen hetzelfde verhaal in drie systemen en raken daar een halve dag aan kwijt.",
    "Grenzen: niemand weet wie beslist als de hulp van de ene wet overgaat in de hulp van de andere wet.",
    "Avonden: na vijf uur is er niemand bereikbaar, terwijl ouders juist dan thuis zijn en willen bellen.",
    "Taal: brieven van het team zijn zo lang en zo deftig dat buren ze naar de bibliotheek brengen om uitleg.",
    "Geld: het budget wordt per kwartaal bepaald, en dus durft niemand een traject van een jaar te beloven.",
    "Kennis: over schulden weten twee mensen alles en de anderen te weinig om zonder hen een plan te maken.",
    "Samenhang: jeugd en volwassenen hebben elk een eigen overleg en horen pas laat van elkaars huisbezoek.",
    "Rapport: de raad vraagt elk half jaar cijfers die niemand bijhoudt, en krijgt dan een schatting.",
    "Vertrouwen: na drie namen in vijf jaar weten inwoners niet meer bij welk bord op de gevel zij moeten zijn.",
)
LONG_LIST = (
    reports.front("Het team in Drimmelen", "2021", "onderzoek", ["Drimmelen"])
    + "# Het team in Drimmelen\n\n## Wat er moeilijk is in Drimmelen\n\n"
    + "De gemeente Drimmelen noemt twaalf knelpunten van het eigen team:\n\n"
    + "\n".join(f"- {point}" for point in POINTS)
    + "\n\nDaarna spraken de onderzoekers met de wethouder.\n"
)


def rows_of(engine: Engine) -> dict[str, Shown]:
    """The rows by the name of the place."""
    return {one.place.name: one for one in shown(engine.generation, Derivation(engine, {}).run().rows)}


def said(row: Shown, key: str) -> str:
    """The quotes of a cell on one line."""
    return " | ".join(quote.words for quote in row.cells.get(key, ()))


def told(on_reports: OnReports, texts: dict[str, str]) -> dict[str, Shown]:
    """The rows after a report on each of these places."""
    return rows_of(
        on_reports(
            {
                place.lower(): reports.front(f"Het team in {place}", "2022", "artikel", [place])
                + f"# Het team in {place}\n\n{text}\n"
                for place, text in texts.items()
            }
        )
    )


def test_a_list_that_a_passage_cuts_is_quoted_whole_and_literally(on_reports: OnReports) -> None:
    engine = on_reports({"drimmelen": LONG_LIST})
    assert len(engine.generation.store.passage_ids()) > 1, "the list is cut"
    for quote in rows_of(engine)["Drimmelen"].cells["dilemmas"]:
        document = engine.generation.store.document("drimmelen")
        assert document is not None and quote.text == document.text[quote.start : quote.end]
        assert "twaalf knelpunten" in quote.text
        assert [point for point in POINTS if point not in quote.text] == []
        assert "wethouder" not in quote.text


def test_what_is_kept_is_read_at_the_right_place_after_a_change_before_it(on_reports: OnReports) -> None:
    filler = "\n\n".join(
        f"## Deel {at}\n\n" + "Het is een rustig dorp met veel water en wind. " * 20 for at in range(3)
    )
    text = "## Het team\n\nDrimmelen heeft twee wijkteams met samen 24 medewerkers."
    old = LONG_LIST.replace("## Wat er moeilijk", f"{filler}\n\n{text}\n\n## Wat er moeilijk")
    before = on_reports({"drimmelen": old})
    literal = {quote.text for of in rows_of(before)["Drimmelen"].cells.values() for quote in of}
    kept = derived.read(before.generation.folder)
    after = on_reports({"drimmelen": old.replace("rustig dorp", "heel rustig dorp", 1)})
    derived.write(after.generation.folder, {**kept, derived.OWN: {}})  # as a build carries it over
    at_once = shown(after.generation, Derivation(after, {}).table.rows)
    quotes = [quote for row in at_once for of in row.cells.values() for quote in of]
    assert quotes and {quote.text for quote in quotes} <= literal
    document = after.generation.store.document("drimmelen")
    assert document is not None and all(document.text[one.start : one.end] == one.text for one in quotes)


HANGING = {
    "Ede": ("## Een dubbele baas\n\nHet gevaar van deze constructie is dat teams verweesd raken.", "dilemmas"),
    "Wierden": ("## Leiding\n\nIn Wierden was dit in het begin ook een probleem.", "dilemmas"),
    "Raalte": ("## Samenwerken\n\nEen gemeente heeft vaak het probleem dat niemand beslist.", "dilemmas"),
    "Heerde": ("## Waarom\n\nHeerde noemt deze argumenten:\n\n- Het is efficiënt.\n- De lijnen worden kort.", "succes"),
    "Epe": ("## Later\n\nDe gemeente Epe wil dat het beter gaat en hoopt op korte lijnen.", "succes"),
    "Hattem": ("## Vorm\n\nDe gemeente Hattem heeft gebiedsteams.", "organisatievorm"),
    "Olst-Wijhe": ("## Leren\n\nDe makers van de leergemeenschap Olst-Wijhe schreven een handreiking.", "kwaliteit"),
}
STANDING = {
    "Ede": (
        "## Leiding\n\nDe leiding is verdeeld. Dat is lastig: deze verdeling is een probleem.",
        "dilemmas",
        "De leid",
    ),
    "Wierden": ("## Ruimte\n\nHet team is vrij. Een nadeel is dat de taak onduidelijk is.", "dilemmas", "Het team is"),
    "Raalte": ("## De wachtlijst\n\nDeze wachtlijst is een knelpunt.", "dilemmas", "knelpunt"),
    "Heerde": ("## Wie\n\nZij blijven in dienst bij hun moederorganisatie.", "organisatievorm", "moederorganisatie"),
    "Epe": ("## Leren\n\nEpe zette met anderen een leergemeenschap op.", "kwaliteit", "leergemeenschap"),
}


def test_what_hangs_in_the_air_is_general_or_hoped_for_does_not_stand(on_reports: OnReports) -> None:
    rows = told(on_reports, {place: text for place, (text, _) in HANGING.items()})
    filled = {(place, key) for place, row in rows.items() for key in row.cells}
    assert not filled & {(place, key) for place, (_, key) in HANGING.items()}


def test_what_can_be_read_by_itself_stands(on_reports: OnReports) -> None:
    rows = told(on_reports, {place: text for place, (text, _, _) in STANDING.items()})
    for place, (_, key, words) in STANDING.items():
        assert words in said(rows[place], key), place


def test_a_place_beside_the_documents_own_does_not_take_what_follows(on_reports: OnReports) -> None:
    text = (
        "De gemeente Ede bracht de teams onder in een stichting. Ede schoolt nieuwe medewerkers vier dagen.\n\n"
        "In Wageningen, een buurgemeente, is dat anders. Zo'n stichting is daar een probleem. Het is een risico.\n\n"
        "Ook Leeuwarden doet het anders. Daar vormen de teams een coöperatie."
    )
    rows = told(on_reports, {"Ede": text})
    assert "Wageningen" not in rows
    assert "coöperatie" in said(rows["Leeuwarden"], "organisatievorm")
    assert "onder in een stichting" in said(rows["Ede"], "organisatievorm")
    assert "schoolt" in said(rows["Ede"], "kwaliteit")


def test_a_heading_or_title_that_is_a_name_counts_where_the_document_speaks_of_the_place(on_reports: OnReports) -> None:
    houten = (
        reports.front("Houten: sociaal team zonder muren", "2021", "artikel", ["Houten"])
        + "# Houten: sociaal team zonder muren\n\nHouten trappen zijn geen probleem.\n\n"
        + "De teamleider noemt twee knelpunten:\n\n- de wachttijd;\n- het verloop.\n"
    )
    goes = reports.front("Twee dorpen", "2021", "artikel", []) + (
        "# Twee dorpen\n\n## Goes\n\nProfessionals blijven in dienst bij hun moederorganisatie.\n\n"
        "## Houten vloeren\n\nProfessionals zijn gedetacheerd. De gemeente Goes is tevreden.\n"
    )
    rows = rows_of(on_reports({"houten": houten, "goes": goes}))
    assert "verloop" in said(rows["Houten"], "dilemmas") and "werkgever" not in rows["Houten"].cells
    assert "moederorganisatie" in said(rows["Goes"], "werkgever")


def test_the_one_place_of_a_title_owns_its_document_also_where_another_is_named_more_often() -> None:
    text = "Het team heeft negen medewerkers. In Lelystad is dat minder. Lelystad heeft er zes. In Urk is het gelijk."
    document = make_document("Het sociaal team van Dronten", text, ("Dronten",))
    (passage,) = split(document)
    first, *_ = said_in(document, [StoredPassage(0, passage, 0)], {}).sentences
    assert first.places == ("Dronten",) and first.grade == Grade.DOCUMENT


def make_document(title: str, text: str, places: tuple[str, ...]) -> Document:
    """A public source."""
    return Document("verslag", title, text, Kind.ONDERZOEK, "", "2022", places, (), Collection.BRONNEN, "")


def test_words_that_make_a_sentence_general() -> None:
    assert is_general("Bij de samenwerking van een gemeente met organisaties zijn er drie dilemma’s.")
    assert is_general("Elke gemeente kiest zelf.")
    assert not is_general("Het is een gemeente met 40.000 inwoners.")


def test_forms_by_employer() -> None:
    assert forms_claimed("De medewerkers blijven in dienst bij hun moederorganisatie.") == [
        "in dienst van moederorganisaties"
    ]
    assert forms_claimed("Alle medewerkers zijn in dienst bij de gemeente.") == ["in dienst van de gemeente"]
    assert forms_claimed("Zij zijn niet in dienst van de gemeente.") == []


def test_an_announcement_rules_its_items_out() -> None:
    assert BY_KEY["succes"].is_ruled_out("De wethouder noemt deze argumenten:")
    assert not BY_KEY["succes"].is_ruled_out("De wethouder noemt deze voordelen:")
