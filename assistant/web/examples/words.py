"""Every word of the desk with examples, in one place: je-form, B1, without exclamation marks."""

from assistant.corpus.front_matter import UNDATED

DESK = "Voorbeelden"
INTRO = (
    "Wat schrijven de bronnen over gemeenten en initiatieven? Elke cel is een letterlijk citaat. "
    "Staat het er niet, dan lees je ‘niet in de bronnen’."
)
VIEWS = "Weergaven"
TABLE, PICTURE, TIMELINE = "Tabel", "Overzicht", "Tijdlijn"

FILTERS = "Filters"
QUERY = "Plaats"
ASPECT, FORM, KIND, COLLECTION = "Onderwerp", "Organisatievorm", "Soort bron", "Verzameling"
YEAR_FROM, YEAR_TO, ORDER = "Vanaf jaar", "Tot en met jaar", "Volgorde"
ANY = "Alles"
ORDERS = {"naam": "Op naam", "jaar": "Nieuwste bron eerst", "gevuld": "Meeste citaten eerst"}
SHOW = "Toon"
CLEAR = "Wis de filters"
COLLECTIONS = {"bronnen": "Openbare bronnen", "notities": "Praktijknotities"}

PLACE = "Plaats"
YEARS = "Jaar en soort bron"
ABSENT = "niet in de bronnen"
ABSENT_HERE = "Niet in de bronnen: {aspects}."
SOURCE_WITHOUT_DATE = UNDATED
CHOOSE = "Vergelijk"
CHOOSE_PLACE = "Kies {place} om te vergelijken"
COMPARE = "Vergelijk de gekozen plaatsen"
COMPARE_HINT = "Kies er twee, drie of vier."
COMPARE_NONE = "Kies twee, drie of vier plaatsen om te vergelijken. Je koos er {count}."
COMPARING = "{places} vergeleken"
NOT_HERE = "Over {places} staat niets in de tabel."
MEMBERS = "Hierbij horen {places}."
MEMBERS_ALSO = "met {places}"
MORE_ONE = "Nog 1 citaat"
MORE = "Nog {count} citaten"
MORE_OF = "{more} van {place}"
OPEN_QUOTE = "{label}; open de bron bij dit citaat"
WHOLE_ROW = "Alle citaten van {place}"
BACK = "Naar de tabel"
COUNT_ONE = "1 plaats, {quotes}"
COUNT = "{count} plaatsen, {quotes}"
OF_TOTAL = "{shown} van {total} plaatsen, {quotes}"
QUOTES_ONE = "1 citaat"
QUOTES = "{count} citaten"
ONLY_NAMED = "Ook genoemd in de bronnen, zonder antwoord op deze vragen: {places}."
NOTHING_FITS = "Geen plaats past bij deze filters."
NOTHING = "In de bronnen staat nog niets over gemeenten of initiatieven. Voeg bronnen toe bij ‘Bronnen beheren’."
PAGES, PAGE_OF, PREVIOUS, NEXT = "Bladzijden", "Bladzijde {page} van {pages}", "Vorige", "Volgende"
DATED = "Met een jaartal"
SOURCES = "Bronnen"
UNKNOWN_PLACE = "Deze plaats staat niet in de tabel."

EXPORT = "Neem mee als bestand"
EXPORTS = {"xlsx": "Excel", "csv": "CSV", "docx": "Word"}
FILE = "voorbeelden"

PICTURE_TEXT = (
    "Zo veel citaten geven de bronnen per plaats en onderwerp. Kies een getal om ze te lezen. "
    "Een streepje betekent: niet in de bronnen."
)
PICTURE_CELL = "{place}, {aspect}: {quotes}"
PICTURE_NONE = "{place}, {aspect}: niet in de bronnen"
TOTAL = "Samen"
TIMELINE_TEXT = "Zinnen over deze plaatsen waarin een jaartal staat. Het jaar is dat in de zin, niet dat van de bron."
TIMELINE_NONE = "Er staan geen jaartallen bij deze plaatsen."
TIMELINE_PICTURE = "Aantal zinnen per jaar, van {first} tot en met {last}. De zinnen staan hieronder."

LOOKING = "Ik zoek op welke plaatsen in de bronnen staan"
ASKING = "Ik kijk per plaats wat de bronnen zeggen"
ASKING_OF = "Ik kijk per plaats wat de bronnen zeggen: {done} van {total}"
MEANWHILE = "De tabel hieronder is nog niet af."
LOOK_AGAIN = "Toon wat er nu is"
STOP = "Stop"
NOT_WHOLE = "De tabel is nog niet af."
GO_ON = "Ga verder"
NOT_READY = "De bronnen worden klaargezet. Daarna maak ik de tabel."
BROKEN = "Ik kan de tabel nu niet tonen. Laad de bladzijde opnieuw."
EXPORT_BROKEN = "Ik kan dit bestand nu niet maken. Probeer het opnieuw."
