"""Every word of the workshop desk's pages: je-form, B1, without exclamation marks."""

from assistant.desks.workshop.types import Place, Section

DESK = "Workshop"
NEW = "Maak een workshop"
INTRODUCTION = (
    "Kies een thema of dilemma en voor wie het is. Je krijgt een programma met werkvormen, dilemmakaarten, stellingen "
    "en een hand-out. Alles wat iets beweert, is een letterlijk citaat met zijn bron. Alles kun je daarna veranderen."
)
THEME = "Thema of dilemma"
THEME_PICK = "Kies uit wat de bronnen kunnen dragen"
THEME_NONE = "Geen keuze uit de lijst"
THEME_DILEMMAS = "Dilemma’s en keuzes"
THEME_THEMES = "Thema’s"
THEME_OWN = "Of typ een eigen thema"
THEME_OWN_HINT = "Bijvoorbeeld: dilemma’s tussen gemeente en aanbieder. Wat je hier typt, gaat voor de lijst."
AUDIENCE = "Voor wie"
MINUTES = "Minuten"
MINUTES_HINT = "Van 60 tot en met 240. Boven de 120 minuten komt er een pauze bij."
PEOPLE = "Aantal deelnemers"
PEOPLE_HINT = "Van 3 tot en met 60"
PLACE = "Waar"
MAKE = "Maak de workshop"
MINE = "Jouw workshops"
MINE_NONE = "Je hebt nog geen workshops gemaakt."
MADE = "{minutes} minuten, {people} deelnemers, {place}, voor {audience}. Laatst veranderd op {date}."
NO_THEME = "Kies een thema uit de lijst, of typ er zelf een."
BAD_MINUTES = "Vul een heel aantal minuten in van 60 tot en met 240."
BAD_PEOPLE = "Vul een aantal deelnemers in van 3 tot en met 60."
THEME_TOO_LONG = "Je thema is te lang. Maak er hoogstens 200 tekens van."
NO_COOKIE = "Je browser bewaart geen cookies van deze pagina, dus kan ik je workshop niet bewaren. Sta cookies toe."
NO_SOURCES = "Er zijn nog geen bronnen. Voeg ze toe bij ‘Bronnen beheren’."
NOT_READY = "Ik bouw de index nog. Laad deze bladzijde straks opnieuw."
MISSING = "Deze workshop is er niet (meer)."
TO_LIST = "Naar alle workshops"
BROKEN = "Ik kan deze bladzijde nu niet tonen. Laad hem opnieuw."
NOT_MADE = "Ik kan dit bestand nu niet maken. Probeer het opnieuw."

FILES = "Opslaan en printen"
FILES_HINT = "De bladzijde zelf kun je ook printen."
DOWNLOADS = (
    ("draaiboek.docx", "Draaiboek (Word)"),
    ("hand-out.docx", "Hand-out (Word)"),
    ("presentatie.pptx", "Presentatie (PowerPoint)"),
    ("kaarten.pdf", "Kaarten om te knippen (PDF)"),
)
TITLE = "Titel"
RENAME = "Andere titel"
RENAME_HINT = "Laat leeg om het thema als titel te gebruiken."
SAVE = "Bewaar"
REMOVE_OPEN = "Verwijder deze workshop"
REMOVE_ASK = "Wil je deze workshop verwijderen? Dat kun je niet terugdraaien."
REMOVE = "Verwijder"
KEEP = "Laat staan"
ON_PAGE = "Op deze bladzijde"
GOOD_FOR = "{minutes} minuten, {people} deelnemers, {place}, voor {audience}."

EDIT = "Aanpassen"
AGAIN = "Maak opnieuw"
OTHER = {
    Section.QUOTES: "Ander citaat",
    Section.CARDS: "Andere kaart",
    Section.CASES: "Andere gemeente",
    Section.STATEMENTS: "Andere stelling",
    Section.QUESTIONS: "Andere vraag",
}
BACK = "Terug zonder te bewaren"
EDITING = "{section} aanpassen"
TAKE_OUT = "Haal weg"
ADD = "Voeg toe"
ADD_HINT = "Laat leeg als je niets toevoegt."
POSITION = "Plaats"
LINE = "Onderdeel {number}"
OWN_TITLE = "Eigen titel"
OWN_NOTE = "Eigen toelichting"
OWN_TEXT = "Eigen tekst"
OWN_STATEMENT = "Eigen formulering"
OWN_STATEMENT_HINT = "De stelling uit de bron blijft eronder staan."
QUESTION = "Vraag bij de kaart"
NOTE_HINT = "Laat leeg om de stappen van de werkvorm te gebruiken."
TITLE_HINT = "Laat leeg om de naam van de werkvorm of de bron te gebruiken."
LITERAL = "Citaten blijven letterlijk. Kies een ander citaat, of haal het weg."

TOTAL_RIGHT = "Samen {total} minuten."
TOTAL_WRONG = "De onderdelen zijn samen {total} minuten; je koos {chosen}. {difference}"
TOO_MUCH = "Haal er {count} af."
TOO_LITTLE = "Verdeel er nog {count}."
MINUTES_SHORT = "{count} min."
SWAP = "Wissel van werkvorm"
SWAP_TO = "Andere werkvorm bij ‘{name}’"
SWAP_DO = "Wissel"
SWAP_FITS = "{name} ({least} tot {most} min., {phase})"
WERKVORM_GONE = "Deze werkvorm staat niet meer in de bibliotheek. Kies een andere."
AIM = "Doel"
GROUP = "Groep"
TIME = "Tijd"
STEPS = "Stappen"
MATERIALS = "Nodig"
ONLINE_STEPS = "Online"
RANGE_PEOPLE = "{least} tot {most} deelnemers"
RANGE_MINUTES = "{least} tot {most} minuten"
FROM_LIBRARY = "Uit je eigen werkvormen"
SHOW_STEPS = "Werkvorm: stappen en wat je nodig hebt"

LOST = "De bron van dit onderdeel is verwijderd. Maak het opnieuw, of haal het weg."
THEME_LOST = "Het thema kwam uit een bron die is verwijderd. Wat je zelf schreef, staat er nog."
CHANGED_SOURCE = "Deze zin staat niet meer zo in de bron. De bron is daarna veranderd."
AGAINST = "Tegenover elkaar: {contrast}."
STATEMENT_FROM = "Uit de bron"
SOURCES = "Bronnen"
SOURCES_PUBLIC = "Openbare bronnen"
SOURCES_NOTES = "Praktijknotities van jullie zelf"
SOURCES_NONE = "Deze workshop citeert geen bronnen."
NOTE = "praktijknotitie"
OPEN_AT = "Open bron {number}: {title}"
FROM_SOURCE = {
    "vraag": "Vraag uit de bron",
    "dilemma": "Dilemma dat de bron noemt",
    "citaat": "Standpunt uit de bron",
}
OWN_QUESTION = "Om het gesprek te openen"
SCALE_HINT = "van helemaal oneens tot helemaal eens"
FREE = "open vraag"
SAVED = "Bewaard."

PLACES = {Place.ON_SITE: "op locatie", Place.ONLINE: "online"}
