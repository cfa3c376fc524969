"""Sources with sentences that they carry and do not carry, and more of both made from these by rule.

What is made is only for fitting. A word that source and sentence share is exchanged
for another one in both: that keeps what the sentence is, and no word stands for
an answer. A true sentence is falsified in one place, as a model that errs would.
"""

import json
import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.dutch import wordlists
from assistant.dutch.sentences import sentence_spans
from assistant.dutch.wordlists import word_set
from benchmarks.common import ROOT

FILES = ("zinnen.jsonl", "zinnen-erbij.jsonl", "beleid.jsonl", "brieven.jsonl", "verslagen.jsonl")
FOLDER = ROOT / "benchmarks" / "vragen" / "onderbouwing"
_WORD = re.compile(r"\w+(?:[-.,]\w+)*")
_DETERMINERS = word_set("de het een deze dit die dat elke ieder iedere hun haar zijn onze geen twee drie")
_VERBS = word_set(
    "is zijn was waren heeft hebben had hadden wordt worden werd werden kan kunnen kon mag mogen mocht moet moeten "
    "moest wil willen gaat gaan ging krijgt krijgen kreeg komt komen kwam helpt helpen doet doen blijft blijven "
    "vindt vinden geeft geven gaf betaalt betalen neemt nemen staat staan werkt werken zegt zeggen hoeft hoeven"
)
_TURNS = (  # what stands for what in a sentence that is falsified
    "alle/sommige, alle/de meeste, altijd/soms, elke/een enkele, iedereen/niemand, moet/mag, moeten/mogen, "
    "minstens/hoogstens, minimaal/maximaal, vaak/zelden, meer/minder, eerst/later, voor/na, wel/niet, eerder/later, "
    "binnen/buiten, per week/per maand, per jaar/per maand, per dag/per week, dagen/weken, weken/maanden, "
    "maanden/jaren, alleen/ook, meeste/minste, of/en, vanaf/tot, zonder/met, kan/moet, kunnen/moeten, "
    "de helft/een kwart, nog/niet meer, gratis/tegen betaling, samen/apart"
)
_NUMBERS = (
    "twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien twintig dertig "
    "veertig vijftig zestig"
)
_ROWS = (
    _NUMBERS,
    "januari februari maart april mei juni juli augustus september oktober november december",
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "maandagen dinsdagen woensdagen donderdagen vrijdagen",
    "eerste tweede derde vierde vijfde",
)


@dataclass(frozen=True, slots=True)
class Source:
    """A source with what it carries and, with the kind of each, what it does not carry."""

    name: str
    heading: str
    text: str
    true: tuple[str, ...]
    false: tuple[tuple[str, str], ...]

    @property
    def sentences(self) -> list[str]:
        """The source in sentences."""
        return [self.text[start:end] for start, end in sentence_spans(self.text)]

    def group(self) -> "Group":
        """The source under its heading, with all that is held against it."""
        claims = [Claim(text, True, "true") for text in self.true]
        claims += [Claim(text, False, kind) for kind, text in self.false]
        return Group(f"{self.heading}. {self.text}" if self.heading else self.text, tuple(claims))


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that a source carries or not; ``kind`` as in the files, or what made it."""

    text: str
    carried: bool
    kind: str


@dataclass(frozen=True, slots=True)
class Group:
    """A source with the sentences that are held against it."""

    source: str
    claims: tuple[Claim, ...]


def load(path: str, part: str) -> list[Source]:
    """The sources of one part of a file."""
    found = []
    for line in (FOLDER / path).read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        if one["part"] == part:
            false = tuple((wrong["kind"], wrong["text"]) for wrong in one["false"])
            found.append(Source(one["id"], one["heading"], one["source"], tuple(one["true"]), false))
    return found


class Maker:
    """Makes pairs of sources; the words that it puts in are from these sources."""

    def __init__(self, sources: Sequence[Source], seed: int) -> None:
        self._sources = sources
        self._random = random.Random(seed)
        text = " ".join(one.text for one in sources)
        words = _WORD.findall(text)
        after = [word for before, word in pairwise(words) if before.lower() in _DETERMINERS]
        self._nouns = sorted({w for w in after if w.islower() and len(w) > 4 and not w.endswith(("e", "ige"))})
        named = re.findall(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b", text)
        self._names = sorted(set(named))
        turns = [(one, other) for one, _, other in (turn.partition("/") for turn in _TURNS.split(", "))]
        self._opposites = [*turns, *_listed()]

    def epoch(self) -> list[Group]:
        """Every source once with its sentences and as many made ones, half of the time with exchanged words."""
        groups = [group for source in self._sources for group in self._groups(source)]
        self._random.shuffle(groups)
        return groups

    def _groups(self, source: Source) -> Iterable[Group]:
        claims = [Claim(text, True, "true") for text in source.true]
        claims += [Claim(text, False, kind) for kind, text in source.false]
        copied = self._random.choice(source.sentences)
        made = [*self._random.sample(source.true, min(2, len(source.true))), *([copied] if self._tossed() else [])]
        claims += [Claim(text, False, "made") for text in (self._falsified(one, source.text) for one in made) if text]
        if self._tossed():
            claims.append(Claim(copied, True, "copied"))
        other = self._random.choice(self._sources)
        if other is not source and other.true and self._tossed():
            claims.append(Claim(self._random.choice(other.true), False, "other"))
        text = source.text
        if self._random.random() < 0.6:
            text, claims = self._exchanged(text, claims)
        if self._random.random() < 0.2:
            extra = self._random.choice(self._random.choice(self._sources).sentences)
            text = f"{text} {extra}" if self._random.random() < 0.5 else f"{extra} {text}"
        if source.heading and self._random.random() < 0.6:
            text = f"{source.heading}. {text}"
        yield Group(text, tuple(claims))
        turned = self._toggled(copied) if self._random.random() < 0.15 else ""
        if turned:  # a denial on both sides is no difference
            both = Claim(turned, True, "made"), Claim(copied, False, "made")
            yield Group(source.text.replace(copied, turned), both)

    def _tossed(self) -> bool:
        return self._random.random() < 0.5

    def _exchanged(self, text: str, claims: list[Claim]) -> tuple[str, list[Claim]]:
        words = {w for w in _WORD.findall(text) if len(w) > 4 or w.isdigit() or w[:1].isupper()}
        both = sorted(words & {word for claim in claims for word in _WORD.findall(claim.text)})
        for word in self._random.sample(both, min(len(both), self._random.choice((1, 2, 3, 4)))):
            new = self._other(word, " ".join([text, *(claim.text for claim in claims)]))
            if new:
                text = _replaced(text, word, new)
                claims = [replace(claim, text=_replaced(claim.text, word, new)) for claim in claims]
        return text, claims

    def _other(self, word: str, text: str) -> str:
        """Another word of the same sort that the text does not have; "" when there is none."""
        pool: Sequence[str] = ()
        if word.isdigit():
            steps = (-20, -3, -2, -1, 1, 2, 3, 10, 100)
            pool = [*(str(max(1, int(word) + step)) for step in steps), word[::-1].lstrip("0")]
        elif word in self._names:
            pool = self._names
        elif word in self._nouns:
            pool = self._nouns
            ending = [noun for noun in pool if noun[-2:] == word[-2:]]
            pool = ending if len(ending) > 3 and self._random.random() < 0.7 else pool
        for row in _ROWS:
            if word.lower() in row.split():
                pool = row.split()
        known = set(_WORD.findall(text.lower()))
        fresh = [other for other in pool if other and other.lower() not in known and other != word]
        return self._random.choice(fresh) if fresh else ""

    def _falsified(self, claim: str, text: str) -> str:
        """The sentence with one thing changed; "" where no change could be made."""
        ways: list[Callable[[str], str]] = [
            lambda one: self._replaced_word(one, text),
            lambda one: self._replaced_word(one, text),
            self._toggled,
            self._opposite,
            self._opposite,
            self._swapped,
        ]
        self._random.shuffle(ways)
        for way in ways:
            wrong = way(claim)
            if wrong and wrong != claim:
                return wrong
        return ""

    def _replaced_word(self, claim: str, text: str) -> str:
        words = _WORD.findall(claim)
        self._random.shuffle(words)
        words.sort(key=lambda w: not (w.isdigit() or w.lower() in _NUMBERS.split()) or self._random.random() < 0.6)
        for word in words:
            new = self._other(word, f"{text} {claim}")
            if new:
                return _replaced(claim, word, new)
        return ""

    def _toggled(self, claim: str) -> str:
        """The sentence with a denial taken out or put in."""
        if re.search(r"\bniet\b", claim):
            return re.sub(r"\s\bniet\b(?: meer)?", "", claim, count=1)
        if re.search(r"\bgeen\b", claim):
            return re.sub(r"\bgeen\b", self._random.choice(("een", "wel")), claim, count=1)
        if " een " in claim and self._random.random() < 0.5:
            return claim.replace(" een ", " geen ", 1)
        words = claim.split(" ")
        if words[-1].rstrip(".").endswith(("en", "d", "t")) and self._random.random() < 0.6:
            return " ".join([*words[:-1], "niet", words[-1]])
        for at, word in enumerate(words[:-1]):
            if word.lower() in _VERBS and at:
                return " ".join([*words[: at + 1], "niet", *words[at + 1 :]])
        return ""

    def _opposite(self, claim: str) -> str:
        low = claim.lower()
        fits = [(a, b) for a, b in self._opposites if re.search(rf"\b{re.escape(a)}\b", low)]
        fits += [(b, a) for a, b in self._opposites if re.search(rf"\b{re.escape(b)}\b", low)]
        if not fits:
            return ""
        one, other = self._random.choice(fits)
        return _replaced(claim, one, other)

    def _swapped(self, claim: str) -> str:
        """The sentence with two of its nouns, or two of its names, in each other's place."""
        words = _WORD.findall(claim)
        after = [word for before, word in pairwise(words) if before.lower() in _DETERMINERS]
        nouns = [word for word in after if word.islower() and len(word) > 3]
        names = [w for w in words[1:] if w in self._names]
        for found in self._random.sample((nouns, names), 2):
            kinds = sorted(set(found))
            if len(kinds) > 1:
                one, other = self._random.sample(kinds, 2)
                held = _replaced(claim, one, "\0")
                return _replaced(held, other, one).replace("\0", other)
        return ""


def _listed() -> list[tuple[str, str]]:
    found = []
    for line in wordlists.read("tegenstellingen.txt"):
        sides = [[w.strip() for w in side.split(",") if w.strip()] for side in line.split("|")]
        if len(sides) == 2:
            found += [(one, other) for one in sides[0] for other in sides[1]]
    return found


def _replaced(text: str, word: str, new: str) -> str:
    def put(match: re.Match[str]) -> str:
        return new[:1].upper() + new[1:] if match.group()[:1].isupper() and not word[:1].isupper() else new

    return re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", put, text, flags=re.IGNORECASE)
