"""Denials, opposites, quantifiers and bounds: what turns a sentence round with one word."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.dutch import wordlists
from assistant.dutch.wordlists import word_set
from assistant.dutch.words import fold, stem
from assistant.grounding.quantities import from_word
from assistant.grounding.reading import Text, Word

NEGATORS = word_set(
    "niet geen nooit niemand niets nergens noch nauwelijks evenmin zelden niks ontbreekt ontbreken ontbrak "
    "mist missen miste misten gemist weigert weigeren weigerde weigerden geweigerd ontbraken "
    "afgeschaft schafte schaft afschaffen zonder behalve inplaatsvan geenszins zietaf"
)
OF_A_PHRASE = word_set("zonder behalve inplaatsvan")  # deny only what follows them directly
PHRASE = 4  # words
ALL = word_set(
    "alle allemaal iedereen ieder iedere elk elke altijd steeds allen alles overal volledig geheel helemaal beide "
    "allebei"
)
SOME = word_set("sommige sommigen enkele soms bepaalde paar weinig gedeeltelijk deels incidenteel misschien wellicht")
MOST = word_set(
    "meeste meestal vaak veel vele merendeel meerderheid grotendeels doorgaans gewoonlijk gemiddeld regelmatig"
)
ONLY = word_set("alleen slechts uitsluitend enkel louter")
AT_LEAST = word_set("minstens minimaal vanaf boven ruim tenminste minste ouder langer hoger")
AT_MOST = word_set("hoogstens maximaal tot onder binnen uiterlijk hoogste jonger korter lager hooguit")
BEFORE_NUMBERS = word_set("vanaf boven tot onder binnen ruim")  # are bounds only there
GRADED = word_set("vaak snel goed veel belangrijk duur zwaar lang groot hoog sterk druk ver tevreden graag last")
DUTY = word_set("moet moeten moest moesten verplicht dient dienen verplichting")
MAY = word_set("mag mogen mocht kan kunnen kunt vrijwillig")
UP = word_set(
    "stijgt stijgen steeg stegen gestegen stijging toename toenemen toegenomen groei groeit groeide groeien "
    "gegroeid hoger verhoogd verhogen verhoging verhoogde oplopen opgelopen verdubbelde verdubbeld verdubbelt "
    "uitgebreid uitbreiding toeneemt toenam toenamen oploopt opliep opliepen"
)
DOWN = word_set(
    "daalt dalen daalde daalden gedaald daling afname afnemen afgenomen krimp krimpt teruglopen teruggelopen "
    "lager verlaagd verlagen verlaging verlaagde zakte zakten gezakt halveerde gehalveerd verminderd "
    "vermindering terugbrengen inkrimpen ingekrompen afneemt afnam afnamen terugloopt terugliep zakt zakken halveert"
)
_UP_WITH = {"op": {"liep", "liepen", "loopt", "lopen"}, "toe": {"neemt", "nemen", "nam", "namen"}}
_DOWN_WITH = {"af": {"neemt", "nemen", "nam", "namen"}, "terug": {"liep", "liepen", "loopt", "lopen"}}
_TIMES = word_set(
    "dag week maand jaar keer ochtend middag avond maandag dinsdag woensdag donderdag vrijdag zaterdag zondag "
    "maandagochtend dinsdagochtend uur kwartaal weken maanden"
)


@cache
def _opposites() -> dict[str, frozenset[str]]:
    """For each stem, the stems of the words that say the opposite."""
    found: dict[str, set[str]] = {}
    for line in wordlists.read("tegenstellingen.txt"):
        sides = [[fold(word.strip()) for word in side.split(",") if word.strip()] for side in line.split("|")]
        if len(sides) != 2:
            continue
        one, other = ({stem(word) for word in side if " " not in word} for side in sides)
        for own, against in ((one, other), (other, one)):
            for word in own - against:
                found.setdefault(word, set()).update(against - own)
    return {word: frozenset(against) for word, against in found.items()}


def opposites(word: str) -> frozenset[str]:
    """The stems that say the opposite of a stem."""
    return _opposites().get(word, frozenset())


def are_opposites(one: str, other: str) -> bool:
    """Whether two stems say the opposite, by the list or by on- before one of them."""
    if other in opposites(one):
        return True
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return len(shorter) > 3 and longer == f"on{shorter}"


@dataclass(frozen=True, slots=True)
class Denials:
    """For each word of a text how often its clause is denied, and how often it is itself."""

    clause: tuple[int, ...]
    word: tuple[int, ...]

    @property
    def together(self) -> tuple[int, ...]:
        """How often each word is denied in either way."""
        return tuple(a + b for a, b in zip(self.clause, self.word, strict=True))


def denials(text: Text) -> Denials:
    """What is denied in a text; zonder and in plaats van reach a few words, minder the word behind it."""
    clause, own = [0] * len(text.words), [0] * len(text.words)
    for at, word in enumerate(text.words):
        following = text.words[at + 1] if at + 1 < len(text.words) else None
        if word.folded == "minder" and following is not None and _is_graded(following):
            own[at + 1] += 1
        elif word.folded == "inplaatsvan" and any(_is_number(w) for w in text.words[at + 3 : at + 6]):
            continue  # een dag in plaats van drie weken
        elif word.folded in OF_A_PHRASE:
            first = at + 3 if word.folded == "inplaatsvan" else at + 1
            for place in range(first, min(first + PHRASE, len(own))):
                if text.words[place].clause != text.words[first].clause:
                    break
                own[place] += 1
                if text.words[place].is_noun:
                    break
        elif word.folded in NEGATORS:
            for place, other in enumerate(text.words):
                clause[place] += other.clause == word.clause
    return Denials(tuple(clause), tuple(own))


def _is_graded(word: Word) -> bool:
    """Whether less so is meant, and not less of something."""
    return word.folded in GRADED or (word.folded.endswith(("ig", "lijk", "baar", "isch")) and not word.is_noun)


def _is_number(word: Word) -> bool:
    return word.folded[:1].isdigit() or (word.folded != "een" and from_word(word.folded) is not None)


def direction(words: Sequence[Word]) -> int:
    """1 where words say that something grows, -1 where it shrinks, 0 where neither or both."""
    said = {word.folded for word in words}
    up = bool(said & UP) or any(last in said and said & verbs for last, verbs in _UP_WITH.items())
    down = bool(said & DOWN) or any(last in said and said & verbs for last, verbs in _DOWN_WITH.items())
    return up - down


@dataclass(frozen=True, slots=True)
class Scope:
    """Which quantifiers, bounds and modals words have."""

    all: bool
    some: bool
    most: bool
    only: bool
    least: bool
    most_at: bool
    duty: bool
    may: bool


def scope(words: Sequence[Word]) -> Scope:
    """The scope of words in order; ‘elke week’ is no quantifier."""
    said = {
        word.folded
        for word, following in zip(words, [*words[1:], None], strict=False)
        if following is None or following.folded not in _TIMES
    }
    said -= {
        word.folded
        for at, word in enumerate(words)
        if word.folded in BEFORE_NUMBERS and not any(_is_number(near) for near in words[at + 1 : at + 4])
    }
    return Scope(*(not said.isdisjoint(one) for one in (ALL, SOME, MOST, ONLY, AT_LEAST, AT_MOST, DUTY, MAY)))


def compared(text: Text) -> tuple[frozenset[int], frozenset[int]]:
    """The nouns on the two sides of ‘meer … dan …’, as places; empty where nothing is compared."""
    for at, word in enumerate(text.words):
        before = [other for other in text.words[max(0, at - 7) : at] if other.sentence == word.sentence]
        if word.folded != "dan" or not any(_is_comparative(other) for other in before):
            continue
        places = [p for p, other in enumerate(text.words) if other.sentence == word.sentence and other.is_noun]
        return frozenset(p for p in places if p < at), frozenset(p for p in places if at < p < at + 7)
    return frozenset(), frozenset()


def _is_comparative(word: Word) -> bool:
    ends = word.folded.endswith("er") and not word.is_noun and len(word.folded) > 4
    return ends or word.folded in ("meer", "minder", "eerder", "liever", "anders", "later", "vaker", "beter")
