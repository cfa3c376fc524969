"""Words that a rewording adds or leaves out without saying anything else."""

from assistant.dutch.wordlists import word_set

LIGHT = word_set(
    "gaat gaan ging gegaan komt komen kwam gekomen krijgt krijgen kreeg kregen geeft geven gaf gegeven doet "
    "doen staat staan stond ligt liggen zit zitten zat loopt lopen liep maakt maken maakte gemaakt neemt "
    "nemen nam blijft blijven bleef houdt houden hield telt tellen telde vindt vinden vond gevonden laat "
    "laten liet brengt brengen bracht terecht mee heel erg zeer vooral bijvoorbeeld namelijk verder zelf "
    "eerst daarna nu dan bijna ongeveer ruim circa hoogste minste meest meeste keer maal gebeurt gebeuren "
    "helpt helpen hielp werkt werken werkte bestaat bestaan zegt zeggen zei horen hoort heet heten wordt wil "
    "willen wilde weet weten hoeft hoeven mogelijk nodig gewoon juist direct meteen samen eigen opnieuw weer "
    "tevens daarbij daarnaast hierbij totaal in namens volgens voortaan toch klaar geldt gelden voorbeelden "
    "voorbeeld manier geval gevallen sprake zorgt zorgen bedoeld betekent kunt zogenaamde bod vraagt vragen "
    "stelt stellen gesteld alleen slechts pas al ook mensen iemand persoon personen duurt duren gedaan voert "
    "voerde ziet zien noemt noemen betreft gebruikt gebruiken wijze onder andere betaalt betalen betaal euro "
    "procent goed goede nadeel voordeel doel reden plan voorstel"
)
