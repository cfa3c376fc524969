"""Whether a piece of evidence says what a sentence says: a few signs and what each weighs."""

from dataclasses import astuple, dataclass
from math import exp

from assistant.dutch.wordlists import word_set
from assistant.grounding.alignment import Alignment, crossed, displaced, exchanged, moved, swapped, turned
from assistant.grounding.matching import coverage
from assistant.grounding.polarity import Scope, scope


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of one sentence beside one piece of evidence; shares and cosines lie between 0 and 1."""

    cosine: float
    coverage: float
    missing_nouns: float  # names of things that the evidence does not say in any form
    missing_actors: float  # people and bodies among these, which a rewording hardly ever exchanges
    missing_others: float  # other words that it does not say, the light ones left out
    partly: float  # words of which it says only a half or another form
    displaced: float
    swapped: float
    exchanged: float  # numbers that changed places
    exchanged_nouns: float
    moved: float  # nouns that act where the evidence has them behind a preposition
    crossed: float
    turned: float
    scope_wider: float  # all or always where the evidence does not say so
    scope_conflict: float  # all for some or most, or the other way round
    only_left: float  # alleen left out
    only_added: float
    some_added: float
    bound: float  # at least for at most, or the other way round
    duty: float  # must where the evidence says may

    @classmethod
    def of(cls, found: Alignment, cosine: float) -> "Signs":
        """Weigh an alignment with the cosine of its two sides."""
        matches = found.matches
        missing = [one.word for one in matches if not one.share and not one.word.is_light]
        own, other = scope(found.sentence.words), scope(found.beside)
        return cls(
            cosine=cosine,
            coverage=coverage(matches),
            missing_nouns=float(sum(word.is_noun for word in missing)),
            missing_actors=float(sum(is_actor(word.folded) for word in missing)),
            missing_others=float(sum(not word.is_noun for word in missing)),
            partly=float(sum(0 < one.share < 0.8 for one in matches)),
            displaced=float(displaced(found)),
            swapped=float(swapped(found)),
            exchanged=float(exchanged(found, counted=True)),
            exchanged_nouns=float(exchanged(found, counted=False)),
            moved=float(moved(found)),
            crossed=float(crossed(found)),
            turned=turned(found),
            scope_wider=float(own.all and not other.all),
            scope_conflict=float((own.all and (other.some or other.most)) or (own.some and (other.all or other.most))),
            only_left=float(other.only and not own.only),
            only_added=float(own.only and not other.only),
            some_added=float(own.some and not other.some),
            bound=float(_turned_bound(own, other)),
            duty=float(own.duty and not other.duty and other.may),
        )


def _turned_bound(own: Scope, other: Scope) -> bool:
    least = own.least and other.most_at and not (own.most_at or other.least)
    return least or (own.most_at and other.least and not (own.least or other.most_at))


_ACTORS = word_set(
    """gemeente gemeenten provincie rijk college raad raden wethouder burgemeester directeur inspectie politie school scholen
    ouder ouders moeder vader kind kinderen jongere jongeren oudere ouderen senioren cliënt client cliënten clienten klant
    klanten inwoner inwoners bewoner bewoners buurtbewoners patiënt patient patiënten patienten leerling leerlingen student
    studenten arts artsen psycholoog psychologen agent agenten advocaat notaris verzekeraar verzekeraars ziekenhuis
    ziekenhuizen vakbond stichting bureau loket kerk werkgever werkgevers gezin gezinnen familie partner buren deelnemers
    docent docenten specialist specialisten accountant ombudsman rechter commissie bestuur fractie corporatie minister"""
)
_ACTING = ("kundige", "kundigen", "arts", "artsen", "coach", "coaches", "team", "teams", "raad", "dienst", "bureau",
           "lid", "leden", "ambtenaar", "ambtenaren", "medewerker", "medewerkers", "werker", "werkers", "verlener",
           "verleners", "williger", "willigers", "leider", "leiders", "adviseur", "adviseurs", "agent", "houder",
           "houders", "consulent", "consulenten", "rechter", "kracht", "krachten", "bedrijf", "bedrijven", "organisatie",
           "organisaties", "instelling", "instellingen", "vereniging", "ploeg", "fonds", "loket", "begeleider",
           "begeleiders", "manager", "managers", "verzorger", "verzorgers", "zorgers", "zorger", "ouders",
           "chauffeur", "chauffeurs", "aanbieder", "aanbieders", "ondernemer", "ondernemers")  # fmt: skip


def is_actor(word: str) -> bool:
    """Whether a folded word names people or a body that does something."""
    return word in _ACTORS or word.endswith(_ACTING)


FOR = frozenset(["cosine", "coverage"])  # signs that speak for a sentence; the others speak against it
WEIGHTS = Signs(
    cosine=10.72,
    coverage=2.71,
    missing_nouns=-2.34,
    missing_actors=-4.28,
    missing_others=0.00,
    partly=0.00,
    displaced=-1.69,
    swapped=-3.63,
    exchanged=-4.20,
    exchanged_nouns=-3.13,
    moved=0.00,
    crossed=-0.27,
    turned=-3.38,
    scope_wider=-1.71,
    scope_conflict=-5.53,
    only_left=-0.54,
    only_added=0.00,
    some_added=0.00,
    bound=-2.66,
    duty=0.00,
)
INTERCEPT = -12.64


def likelihood(signs: Signs) -> float:
    """The probability that the evidence says what the sentence says."""
    total = INTERCEPT + sum(a * b for a, b in zip(astuple(signs), astuple(WEIGHTS), strict=True))
    return 1.0 / (1.0 + exp(-max(-50.0, min(50.0, total))))
