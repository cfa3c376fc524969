"""Reports of places that do not exist as they are told here, written for the tests, each with a trap.

``front`` is the front matter of a source; the towns are real names, for only
those are in the country's list, and what is said of them is made up.
"""

from collections.abc import Sequence
from pathlib import Path


def front(title: str, date: str, kind: str, places: Sequence[str]) -> str:
    """The front matter of an invented source."""
    return (
        f'---\ntitel: "{title}"\nauteurs: [Tine Voorbeeld]\norganisatie: Bureau Verzonnen\n'
        f"datum: {date}\nsoort: {kind}\n"
        f"gemeenten: [{', '.join(places)}]\nherkomst: Verzonnen voor de tests.\n---\n\n"
    )


TWO_TOWNS = (
    front("Twee manieren van organiseren", "2019-05-02", "artikel", ["Goes", "Almelo"])
    + """
# Twee manieren van organiseren

## De gemeente Goes: een eigen stichting

De gemeente Goes bracht de wijkteams onder in een stichting. De stichting heeft 62 medewerkers in dienst.
Anders dan in Almelo zijn er geen gedetacheerde medewerkers. Inwoners van Goes kunnen zich melden bij het wijkloket.

## Almelo: medewerkers van de moederorganisatie

In Almelo blijven de medewerkers in dienst bij hun moederorganisatie. Almelo kiest niet voor een stichting.
Een knelpunt in Almelo is de wachtlijst: mensen wachten er zes weken op een eerste gesprek.
Hoeveel medewerkers de teams in Almelo hebben, staat niet in dit artikel.

## Beide plaatsen

Goes en Almelo scholen hun medewerkers samen, met intervisie en een cursus van drie dagen.
In Goes werkt dat goed, maar in Almelo is de werkdruk een probleem.
"""
)

WORDS = (
    front("Beter samenwerken in de wijk", "2018", "blog", [])
    + """
# Beter samenwerken in de wijk

## Best lastig om te kiezen

Best lastig is de keuze voor een organisatievorm. Goes is dat nooit, zegt een collega uit Zeeland.
Houten bankjes en bergen papier horen bij elk wijkteam. In best practices lees je dat een stichting goed werkt.
De Hogeschool Utrecht onderzocht dertig wijkteams. Het rapport van de Universiteit Leiden noemt wachtlijsten.
Peter van Delft is teamleider en werkt bij een stichting met twaalf medewerkers.
Vermeer, A. (2017). Teams in de wijk. Rotterdam: Uitgeverij De Kade.
"""
)

OLD = (
    front("Wijkteams in Zwolle: de start", "2015-03-01", "onderzoek", ["Zwolle"])
    + """
# Wijkteams in Zwolle: de start

Zwolle heeft vijf sociale wijkteams met samen 40 medewerkers. De medewerkers zijn gedetacheerd door acht organisaties.
De gemeente Zwolle stuurt de wijkteams zelf aan.
"""
)

NEW = (
    front("Wijkteams in Zwolle: tien jaar later", "2025-02-01", "onderzoek", ["Zwolle"])
    + """
# Wijkteams in Zwolle: tien jaar later

Zwolle heeft nu twaalf sociale wijkteams met samen 160 medewerkers. Alle medewerkers zijn in dienst bij de gemeente.
Dat werkt goed, want de lijnen zijn kort. Sinds 2021 is er een gezamenlijke opleiding.
"""
)

REGION = (
    front("Samen in de regio Vaartstreek", "2020-11", "artikel", ["Assen", "Meppel"])
    + """
# Samen in de regio Vaartstreek

De regio Vaartstreek bestaat uit deze gemeenten:

- Assen
- Meppel
- Hoogeveen

De regio Vaartstreek koos voor een gemeenschappelijke regeling. De drie gemeenten leveren samen 25 medewerkers.
In de Vaartstreek krijgen nieuwe medewerkers een training van vier dagen.
Meppel heeft daarnaast een eigen inloopspreekuur, waar inwoners zonder afspraak terecht kunnen.
"""
)

GENERAL = (
    front("Wijkteams in Nederland", "2017", "onderzoek", ["Breda"])
    + """
# Wijkteams in Nederland

De meeste gemeenten werken met een stichting. Een wijkteam heeft meestal tien medewerkers. Gemeenten sturen zelf aan.
Een deelnemer uit Breda was bij de bijeenkomst. Professionals zijn vaak gedetacheerd.
"""
)

ADVICE = (
    front("Evaluatie van het sociaal team in Gouda", "2022-06", "onderzoek", ["Gouda"])
    + """
# Evaluatie van het sociaal team in Gouda

## Opzet van het onderzoek

Wij spraken 24 professionals en 11 inwoners. In de literatuur staat dat een team van twaalf medewerkers goed werkt.

## Bevindingen

Het sociaal team bestaat uit 34 professionals. Zij zijn gedetacheerd vanuit zes organisaties.

## Aanbevelingen

Maak van het team een zelfstandige stichting. Geef elke medewerker een opleiding.
"""
)

ALL = {
    "twee-plaatsen": TWO_TOWNS,
    "beter-samenwerken": WORDS,
    "zwolle-start": OLD,
    "zwolle-later": NEW,
    "regio-vaartstreek": REGION,
    "wijkteams-nederland": GENERAL,
}


def write(folder: Path, texts: dict[str, str] = ALL) -> None:
    """Put the reports in a corpus folder, as public sources."""
    (folder / "bronnen").mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / "bronnen" / f"{name}.md").write_text(text, encoding="utf-8")
