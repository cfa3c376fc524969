"""Whether a piece of evidence says what a sentence says: a few signs and what each weighs."""

from dataclasses import astuple, dataclass
from math import exp

from assistant.dutch.wordlists import word_set
from assistant.grounding.alignment import Alignment, crossed, displaced, exchanged, moved, swapped, turned
from assistant.grounding.matching import coverage
from assistant.grounding.polarity import Scope, scope


NEAR_ENOUGH = 0.90  # above it the cosine of a rewording and of a sentence with one word falsified are alike
COVERED_ENOUGH = 0.8


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks against one sentence beside one piece of evidence; each is 0 where nothing does."""

    far: float  # hundredths that the cosine stays below NEAR_ENOUGH
    uncovered: float  # share of the words that stays below COVERED_ENOUGH
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
            far=100 * max(0.0, NEAR_ENOUGH - cosine),
            uncovered=max(0.0, COVERED_ENOUGH - coverage(matches)),
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


WEIGHTS = Signs(
    far=-0.93,
    uncovered=-7.81,
    missing_nouns=-2.44,
    missing_actors=-4.28,
    missing_others=0.00,
    partly=0.00,
    displaced=-1.71,
    swapped=-3.59,
    exchanged=-3.94,
    exchanged_nouns=-2.89,
    moved=0.00,
    crossed=-0.41,
    turned=-3.48,
    scope_wider=-1.89,
    scope_conflict=-5.57,
    only_left=-0.64,
    only_added=0.00,
    some_added=0.00,
    bound=-2.54,
    duty=0.00,
)
INTERCEPT = 0.36


def likelihood(signs: Signs) -> float:
    """The probability that the evidence says what the sentence says."""
    total = INTERCEPT + sum(a * b for a, b in zip(astuple(signs), astuple(WEIGHTS), strict=True))
    return 1.0 / (1.0 + exp(-max(-50.0, min(50.0, total))))


def denies(signs: Signs) -> bool:
    """Whether a sentence that is not carried turns its evidence round, widens it or narrows it."""
    return signs.turned > 0.4 or signs.scope_conflict > 0 or signs.bound > 0
