"""Whether a piece of evidence says what a sentence says: a few signs and what each weighs.

A falsified sentence mostly copies its source with something else in one place, so
some signs count by the share that is copied. Safety comes before use: what passes is
shown as fact, what is refused is only quoted instead. Of sentences that nothing was
fitted on, 3.1 % of the falsified ones pass (mostly changed roles and denials) and
70 % of the true ones are refused; figures in ``benchmarks/README.md``.
"""

from dataclasses import dataclass, fields
from math import exp
from operator import attrgetter

from assistant.grounding.actors import is_actor
from assistant.grounding.alignment import Alignment, crossed, displaced, exchanged, swapped
from assistant.grounding.denying import turned
from assistant.grounding.doers import converse, moved_actors, other_agents, other_owners, wrong_doers
from assistant.grounding.frames import copied, left_over, replaced, scattered
from assistant.grounding.matching import coverage
from assistant.grounding.measures import reckoned
from assistant.grounding.polarity import Scope, scope
from assistant.grounding.rules import not_literal
from assistant.grounding.turning import affirmed, amount_turned, order_turned

COVERED_ENOUGH = 0.8


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for and against a sentence beside a piece of evidence; all but the first are 0 where nothing does."""

    carried: float  # what the network says that reads both: the only sign that speaks for a sentence
    reworded: float  # share of the words that the evidence should have had itself
    reckoned: float  # numbers that follow from two of the evidence's
    uncovered: float  # share of the words that stays below COVERED_ENOUGH
    missing_nouns: float  # names of things that the evidence does not say in any form
    missing_actors: float  # people and bodies among these, which a rewording hardly ever exchanges
    displaced: float
    swapped: float
    exchanged: float  # numbers that changed places
    exchanged_nouns: float
    crossed: float
    turned: float
    scope_wider: float  # all or always where the evidence does not say so
    scope_conflict: float  # all for some or most, or the other way round
    only_left: float  # alleen left out
    bound: float  # at least for at most, or the other way round
    duty: float  # must where the evidence says may
    wrong_doers: float  # verbs that another actor does
    other_owners: float  # things that another actor does something with
    moved_actors: float  # actors to whom the evidence has it done
    flipped: float  # more for less, first for later, giving for receiving
    replaced: float  # missing words where the evidence has another one
    # These count by the share of the sentence that is copied: a frame kept, with something else in it.
    copied_missing: float
    copied_roles: float  # any sign of another actor
    copied_scattered: float  # words from several clauses in one
    copied_replaced: float
    copied_left: float  # words left out between those that are said

    @classmethod
    def of(cls, found: Alignment, carried: float) -> "Signs":
        """Of an alignment, with what the network says of its two sides."""
        matches = found.matches
        missing = [one.word for one in matches if not one.share and not one.word.is_light]
        own, other = scope(found.sentence.words), scope(found.beside)
        same, other_word = copied(found.sentence, found.evidence), replaced(found)
        doers, owners, elsewhere = wrong_doers(found), other_owners(found), displaced(found)
        return cls(
            carried=carried,
            reworded=not_literal(found.sentence, found.evidence),
            reckoned=float(len(reckoned(found.sentence, found.evidence))),
            uncovered=max(0.0, COVERED_ENOUGH - coverage(matches)),
            missing_nouns=float(sum(word.is_noun for word in missing)),
            missing_actors=float(sum(is_actor(word.folded) for word in missing)),
            displaced=float(elsewhere),
            swapped=float(swapped(found)),
            exchanged=float(exchanged(found, counted=True)),
            exchanged_nouns=float(exchanged(found, counted=False)),
            crossed=float(crossed(found)),
            turned=turned(found),
            scope_wider=float(own.all and not other.all),
            scope_conflict=float((own.all and (other.some or other.most)) or (own.some and (other.all or other.most))),
            only_left=float(other.only and not own.only),
            bound=float(_turned_bound(own, other)),
            duty=float(own.duty and not other.duty and other.may),
            wrong_doers=float(doers),
            other_owners=float(owners),
            moved_actors=float(moved_actors(found)),
            flipped=float(converse(found) + amount_turned(found) + order_turned(found) + affirmed(found)),
            replaced=other_word,
            copied_missing=len(missing) * same,
            copied_roles=same * bool(elsewhere or doers or owners or other_agents(found)),
            copied_scattered=same * scattered(found),
            copied_replaced=same * other_word,
            copied_left=same * left_over(found),
        )


def _turned_bound(own: Scope, other: Scope) -> bool:
    least = own.least and other.most_at and not (own.most_at or other.least)
    return least or (own.most_at and other.least and not (own.least or other.most_at))


WEIGHTS = Signs(
    carried=0.47,
    reworded=-2.65,
    reckoned=0.00,
    uncovered=-0.75,
    missing_nouns=-0.15,
    missing_actors=-0.14,
    displaced=-0.03,
    swapped=-0.47,
    exchanged=-0.51,
    exchanged_nouns=-0.31,
    crossed=-0.20,
    turned=-0.55,
    scope_wider=-0.32,
    scope_conflict=-0.69,
    only_left=-0.23,
    bound=-0.67,
    duty=-0.21,
    wrong_doers=-0.07,
    other_owners=0.00,
    moved_actors=-0.31,
    flipped=-0.66,
    replaced=-0.02,
    copied_missing=-0.06,
    copied_roles=-0.41,
    copied_scattered=-0.55,
    copied_replaced=-0.76,
    copied_left=-0.54,
)
INTERCEPT = -0.46
_values = attrgetter(*(field.name for field in fields(Signs)))  # astuple copies deeply


def likelihood(signs: Signs) -> float:
    """The probability that the evidence says what the sentence says."""
    total = INTERCEPT + sum(a * b for a, b in zip(_values(signs), _values(WEIGHTS), strict=True))
    return 1.0 / (1.0 + exp(-max(-50.0, min(50.0, total))))


def denies(signs: Signs) -> bool:
    """Whether a sentence that is not carried turns its evidence round, widens it or narrows it."""
    return signs.turned > 0.4 or signs.scope_conflict > 0 or signs.bound > 0
