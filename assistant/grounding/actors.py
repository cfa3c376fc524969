"""People and bodies that do something: a rewording hardly ever exchanges one for another."""

from assistant.dutch.wordlists import word_set

_NAMED = word_set(
    "gemeente gemeenten provincie rijk college raad raden wethouder burgemeester directeur inspectie politie "
    "school scholen ouder ouders moeder vader kind kinderen jongere jongeren oudere ouderen senioren cliënt "
    "client cliënten clienten klant klanten inwoner inwoners bewoner bewoners buurtbewoners patiënt patient "
    "patiënten patienten leerling leerlingen student studenten arts artsen psycholoog psychologen agent "
    "agenten advocaat notaris verzekeraar verzekeraars ziekenhuis ziekenhuizen vakbond stichting bureau loket "
    "kerk werkgever werkgevers gezin gezinnen familie partner buren deelnemers docent docenten specialist "
    "specialisten accountant ombudsman rechter commissie bestuur fractie corporatie minister"
)
_ENDINGS = tuple(
    """kundige kundigen arts artsen coach coaches team teams raad dienst bureau lid leden ambtenaar ambtenaren
    medewerker medewerkers werker werkers verlener verleners williger willigers leider leiders adviseur
    adviseurs agent houder houders consulent consulenten rechter kracht krachten bedrijf bedrijven organisatie
    organisaties instelling instellingen vereniging ploeg fonds loket begeleider begeleiders manager managers
    verzorger verzorgers zorgers zorger ouders chauffeur chauffeurs aanbieder aanbieders ondernemer
    ondernemers""".split()  # noqa: SIM905
)


def is_actor(word: str) -> bool:
    """Whether a folded word names people or a body that does something."""
    return word in _NAMED or word.endswith(_ENDINGS)
