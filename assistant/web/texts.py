"""Every word that the page itself says, in one place: je-form, B1, without exclamation marks."""

NAME = "Wijkwijzer"
TAGLINE = "Vragen over sociale wijkteams, beantwoord met letterlijke citaten."
PRIVATE = "Alles blijft op deze computer."
TITLE = "Wijkwijzer: antwoorden over sociale wijkteams"
LOADING = "Wijkwijzer wordt geopend."
NO_SCRIPT = "Wijkwijzer heeft JavaScript nodig. Zet JavaScript aan voor deze pagina."

WELCOME = "Wat wil je weten?"
WELCOME_TEXT = (
    "Je krijgt zinnen die letterlijk in de bronnen staan, met de passage ernaast. "
    "Staat iets er niet in, dan lees je dat ook."
)
NO_DOCUMENTS = "Er zijn nog geen bronnen. Voeg ze toe bij ‘Bronnen beheren’."

QUESTION = "Je vraag"
PLACEHOLDER = "Stel je vraag"
ASK = "Vraag"
STOP = "Stop"
CLEAR = "Wissen"
RENEW = "Vernieuwen"

NOTHING_ASKED = "Typ eerst een vraag."

FILTERS = "Zoek alleen in…"
FILTERS_CHOSEN = "Zoek alleen in: {choices}"
FILTER_COLLECTION = "Bronnen en notities"
FILTER_KIND = "Soort"
FILTER_MUNICIPALITY = "Gemeente"
FILTER_FROM = "Vanaf jaar"
FILTER_TO = "Tot en met jaar"
ALL_COLLECTIONS = "Zoek ook in praktijknotities"
ONLY_SOURCES = "Alleen openbare bronnen"
ONLY_NOTES = "Alleen praktijknotities"
CHOSEN_SOURCES = "openbare bronnen"
CHOSEN_NOTES = "praktijknotities"
ALL_KINDS = "Alle soorten"
ALL_MUNICIPALITIES = "Alle gemeenten"
ALL_YEARS = "Alle jaren"
FILTERED = "Alleen gezocht in: {choices}."
FROM_YEAR = "vanaf {year}"
TO_YEAR = "tot en met {year}"

SEARCHING_ONE = "Ik zoek in 1 bron"
SEARCHING = "Ik zoek in {count} bronnen"
SEARCHING_FILTERED = "Ik zoek in de bronnen die je koos"
WAITING = "Er zijn nog vragen voor je. Ik begin zo"
TOO_BUSY = "Er zijn nu te veel vragen tegelijk. Wacht een minuut en stel je vraag dan opnieuw."
NOT_READY = "De bronnen zijn nog niet klaar. Wacht tot de balk vol is en stel je vraag dan opnieuw."
STOPPED = "Je hebt deze vraag gestopt."
FAILED = "Er ging iets mis bij deze vraag. Stel hem opnieuw; blijft het misgaan, start Wijkwijzer dan opnieuw."
QUERY = "Ik zoek op: {query}"
MODE_QUOTES = "Bron: letterlijke citaten"
MODE_MODEL = "Bron: een taalmodel, gecontroleerd met de bronnen"
NOT_IN_CHOSEN = "Dit staat niet in de bronnen die je koos."
NEAREST = "Dit komt het dichtst in de buurt"
NEAREST_TEXT = "Deze passages geven geen antwoord op je vraag, maar gaan over iets dat erop lijkt."

SOURCES = "Bronnen"
NO_SOURCES_YET = "Hier zie je straks de passages waar het antwoord op rust."
NO_SOURCES = "Bij deze vraag horen geen bronnen."
SOURCES_OF = "Bij: {question}"
SHOW_ONE_SOURCE = "Bekijk de bron"
SHOW_SOURCES = "Bekijk de {count} bronnen"
CITATION = "Bron"
HEADING = "Onder het kopje ‘{heading}’"
OPEN_DOCUMENT = "Open het hele document"
BACK = "Terug naar het antwoord"
NOTE = "Praktijknotitie"
NOTE_TEXT = "Ervaring uit de praktijk, geen openbare bron."
NOTE_OF = "Uit een praktijknotitie, {date}"
WITHHELD = "Je vraag is niet gesteld"
PROPOSAL = "Zo kan het wel"
ASK_PROPOSAL = "Stel deze vraag"

DOCUMENT_MISSING = "Dit document is er niet meer."
DOCUMENT_MISSING_TEXT = "Het is verwijderd of heeft een andere naam gekregen. Stel je vraag opnieuw."
DOCUMENT_BACK = "Naar Wijkwijzer"
CLOSE = "Sluiten"
OPENING = "Ik open het document"
DOCUMENT_FAILED = "Ik kan het document nu niet openen. Controleer of Wijkwijzer nog draait."

BUILDING = "Wijkwijzer leest de bronnen"
BUILDING_TEXT = "Dat gebeurt alleen de eerste keer en als er bronnen veranderd zijn. Je kunt zo beginnen."
BUILDING_STEP = "{step}: {done} van {total}"
STARTING = "Ik begin zo"
FAILURE = "Wijkwijzer kan nu geen vragen beantwoorden"

CONNECTION_LOST = "Wijkwijzer draait niet meer. Start het opnieuw; deze pagina komt dan vanzelf terug en begint leeg."
PAGE_FAILED = "Er ging iets mis op deze pagina. Laad de pagina opnieuw."

WRONG_HOST = "Wijkwijzer is alleen bereikbaar op deze computer, via 127.0.0.1 of localhost."
WRONG_ORIGIN = "Een andere pagina mag geen vragen stellen aan Wijkwijzer."
TOO_LARGE = "Dit is te groot om te versturen. Maak je vraag korter."
NOT_FOUND = "Deze pagina bestaat niet in Wijkwijzer."
SERVER_FAILED = "Er ging iets mis. Laad de pagina opnieuw; blijft het misgaan, start Wijkwijzer dan opnieuw."

PORT_TAKEN = (
    "Poort {port} is al in gebruik, misschien door een Wijkwijzer die al draait. "
    "Open http://127.0.0.1:{port}/ of kies een andere poort; met 0 kies ik zelf een vrije."
)
PORT_REFUSED = "Poort {port} mag ik niet gebruiken. Kies een poort boven 1023; met 0 kies ik zelf een vrije."


def for_script() -> dict[str, str]:
    """The words that only the script in the browser says."""
    return {
        "close": CLOSE,
        "opening": OPENING,
        "documentFailed": DOCUMENT_FAILED,
        "connectionLost": CONNECTION_LOST,
        "pageFailed": PAGE_FAILED,
    }
