"""The program's own sentences in a workshop: goals, questions, the evaluation form. None claims a thing of a source."""

from assistant.desks.workshop.stances import Contrast
from assistant.desks.workshop.types import Audience, Section

TOO_THIN = (
    "De bronnen zeggen hier te weinig over. Kies een ander thema, zeg het met andere woorden, of voeg bronnen toe."
)
THEME_LOST = "De bron van dit thema is verwijderd, dus ik kan hier niets opnieuw zoeken. Maak een nieuwe workshop."
NOTHING_ELSE = "De bronnen geven voor dit onderdeel niets anders. Ik heb het gelaten zoals het was."
PARTIAL = "Ik zocht er {wanted} en vond er {found}. Meer zeggen de bronnen niet over dit thema. {advice}"
ADVICE = {
    Section.QUOTES: "Voeg bronnen toe als je meer wilt laten lezen.",
    Section.CARDS: (
        "Laat groepjes dezelfde kaart bespreken, of kies de werkvorm ‘Eigen dilemma’: dan schrijf je er samen bij."
    ),
    Section.CASES: "Laat groepjes dezelfde casus bespreken, of vraag deelnemers om een voorbeeld uit hun eigen werk.",
    Section.STATEMENTS: "Typ er zelf een bij, of laat deelnemers een stelling bedenken.",
    Section.QUESTIONS: "Typ er zelf een bij, of laat deelnemers een vraag bedenken.",
}
IN_RESERVE = (
    "Geen werkvorm in je programma gebruikt dit onderdeel. Houd het achter de hand, of kies een andere werkvorm."
)
NONE = "Hierover staat te weinig in de bronnen. Ik heb dit onderdeel leeg gelaten."
NOT_QUOTED = "Hierover staat te weinig in de bronnen. Wat hier staat, komt niet uit een bron."

NAMES = {
    Section.GOALS: "Leerdoelen",
    Section.PROGRAMME: "Programma",
    Section.QUOTES: "Wat de bronnen zeggen",
    Section.CARDS: "Dilemmakaarten",
    Section.CASES: "Praktijk van gemeenten",
    Section.STATEMENTS: "Stellingen",
    Section.QUESTIONS: "Gespreksvragen",
    Section.EVALUATION: "Evaluatieformulier",
}
FIXED_LINES = {
    "welkom": ("Welkom", "Heet iedereen welkom, noem het doel en loop het programma langs."),
    "pauze": ("Pauze", ""),
    "evaluatie": ("Evaluatie", "Laat iedereen het evaluatieformulier invullen en bedank de groep."),
}
OWN_WORK = {
    Audience.PROFESSIONALS: "in je eigen team",
    Audience.ADVISERS: "in je eigen gemeente",
    Audience.MANAGERS: "in je eigen organisatie",
    Audience.COUNCIL: "in je eigen gemeente",
    Audience.VOLUNTEERS: "in je eigen buurt",
    Audience.MIXED: "in je eigen praktijk",
}
CARD_QUESTIONS = {
    Contrast.NAMED: "Herken je dit dilemma {work}? Wat weegt voor jou het zwaarst, en wat kost die keuze?",
    Contrast.FOR_AND_AGAINST: "Wanneer weegt het voordeel op tegen het nadeel? Wat maakt het nadeel kleiner?",
    Contrast.TURN: "Welke kant weegt {work} het zwaarst? Kun je beide kanten recht doen?",
    Contrast.PARTIES: "Welke blik herken je {work}? Wat heeft de ene partij van de andere nodig?",
    Contrast.YES_AND_NO: "Met wie ben je het eens? Spreken ze elkaar echt tegen, of kijken ze naar iets anders?",
    Contrast.PLACES: "Welke keuze past {work}? Wat zou er dan anders moeten zijn?",
}
SIDES = {
    Contrast.NAMED: ("Enerzijds", "Anderzijds"),
    Contrast.FOR_AND_AGAINST: ("Voordeel", "Nadeel"),
    Contrast.TURN: ("Aan de ene kant", "Aan de andere kant"),
    Contrast.YES_AND_NO: ("Standpunt 1", "Standpunt 2"),
}
UNTITLED: dict[str, str] = {
    Contrast.FOR_AND_AGAINST: "Weegt het voordeel op tegen het nadeel?",
    Contrast.YES_AND_NO: "Spreken deze bronnen elkaar tegen?",
}
DILEMMA_QUESTION = "Wat zou jij doen, en wat kost dat?"
STAND_QUESTIONS = {
    "waarschuwing": (
        "Herken je dit {work}? Wat zou helpen om het anders te doen?",
        "Wanneer gaat dit {work} mis, en wie merkt dat het eerst?",
        "Hoe zou je dit {work} kunnen voorkomen?",
    ),
    "advies": (
        "Wat zou er {work} nodig zijn om dit echt te doen?",
        "Wie zou dit {work} moeten oppakken, en wat houdt het nu tegen?",
        "Lukt dit {work} al? Waaraan zie je dat?",
    ),
    "oordeel": (
        "Geldt dit ook {work}? Welk voorbeeld spreekt voor, en welk tegen?",
        "Ben je het hiermee eens? Wie zou er {work} anders over denken?",
        "Wat betekent dit {work}, als het klopt?",
    ),
}
CASE_QUESTION = "Wat koos deze gemeente, en wat zou dat {work} betekenen? Wat weet je na het lezen nog niet?"
OWN_QUESTIONS = (
    "Wat herken je {work} van wat de bronnen zeggen, en wat niet?",
    "Wie heeft {work} invloed op dit thema, en wie zit er nog niet aan tafel?",
    "Wat is er {work} veranderd sinds deze bronnen zijn geschreven?",
)
EVALUATION = (
    ("schaal", "Deze workshop helpt mij in mijn werk."),
    ("schaal", "Ik kan nu verschillende standpunten over het thema uitleggen."),
    ("schaal", "De werkvormen pasten bij de groep."),
    ("schaal", "Er was genoeg ruimte voor mijn eigen ervaring."),
    ("open", "Wat neem je mee?"),
    ("open", "Wat miste je, of wat kan beter?"),
    ("open", "Wat ga je als eerste doen?"),
)
SCALE = ("helemaal oneens", "oneens", "neutraal", "eens", "helemaal eens")

_GOAL_START = "Je kunt in je eigen woorden vertellen wat de bronnen over dit thema zeggen, en waar ze zwijgen."
_GOALS = {
    Section.CARDS: "Je kunt bij een dilemma beide standpunten uitleggen en je eigen afweging geven.",
    Section.CASES: "Je kunt de keuzes van andere gemeenten vergelijken met de situatie {work}.",
    Section.STATEMENTS: "Je neemt stelling met argumenten, en kunt zeggen welk argument van een ander je raakte.",
}
_GOAL_END = "Je noemt één stap die je {work} gaat zetten, en wie je daarbij nodig hebt."


def goals(audience: Audience, present: set[Section]) -> list[str]:
    """What participants can do afterwards, by what the workshop holds."""
    texts = [_GOAL_START, *(text for section, text in _GOALS.items() if section in present), _GOAL_END]
    return [text.format(work=OWN_WORK[audience]) for text in texts]


def for_audience(text: str, audience: Audience) -> str:
    """A question with the words for where this audience works."""
    return text.format(work=OWN_WORK[audience])
