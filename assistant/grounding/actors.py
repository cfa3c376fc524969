"""People and bodies that do something: a rewording hardly ever exchanges one for another."""

from assistant.dutch.wordlists import word_set

_NAMED = word_set(
    "gemeente gemeenten provincie rijk college raad raden wethouder burgemeester directeur inspectie politie "
    "school scholen ouder ouders moeder vader kind kinderen jongere jongeren oudere ouderen senioren cliënt "
    "client cliënten clienten klant klanten inwoner inwoners bewoner bewoners buurtbewoners patiënt patient "
    "patiënten patienten leerling leerlingen student studenten arts artsen psycholoog psychologen agent "
    "agenten advocaat notaris verzekeraar verzekeraars ziekenhuis ziekenhuizen vakbond stichting bureau loket "
    "kerk werkgever werkgevers gezin gezinnen familie partner buren deelnemers docent docenten specialist "
    "regio rijk waterschap universiteit bibliotheek leraar leraren collega collega's nieuwkomer nieuwkomers omwonenden "
    "mentor mentoren tolk maatje maatjes iedereen verpleging rechtbank uwv ggd cjg svb cak ciz hogeschool huurders "
    "specialisten accountant ombudsman rechter commissie bestuur fractie corporatie minister"
)
_ENDINGS = tuple(
    """kundige kundigen arts artsen coach coaches team teams raad dienst bureau lid leden ambtenaar ambtenaren
    medewerker medewerkers werker werkers verlener verleners williger willigers leider leiders adviseur
    adviseurs agent houder houders consulent consulenten rechter kracht krachten bedrijf bedrijven organisatie
    organisaties instelling instellingen vereniging ploeg fonds loket begeleider begeleiders manager managers
    verzorger verzorgers zorgers zorger ouders chauffeur chauffeurs aanbieder aanbieders ondernemer
    ondernemers kers ners iers gers zers vers ders lers aars eurs isten logen maatje maatjes zuster zusters
    club clubs eur ist loog arbeider arbeiders cliënten clienten panel verpleging moeders vaders
    corporaties corporatie universiteit bibliotheek raden colleges fracties leraar leraren collega kinderen
    jongeren ouderen bewoner inwoner huurder bezoeker deelnemer gebruiker behandelaar behandelaren winkelier
    bewindvoerder regisseur toezichthouder""".split()  # noqa: SIM905
)


_OTHERWISE = word_set(
    "anders elders divers vers onders bijzonders eerders verders sinders winders raders kelders wonders "
    "kalenders liters meters letters gist list kist mist wist beslist vergist juist kwijtraden raden traden betraden "
    "vereist gereist geleist twist tijdschrift lijst vergunningers zomers dekkers kleur deur humeur sleur keur "
    "scheur geur favoriet folders borders vooroordeel bulders polders schouders"
)


def is_actor(word: str) -> bool:
    """Whether a folded word names people or a body that does something."""
    return word in _NAMED or (word.endswith(_ENDINGS) and word not in _OTHERWISE)
