"""Numbers and dates in Dutch, however they are written: 1.250, twaalfhonderdvijftig, 2-3-2016, de helft, derde.

Each becomes a value with its sort; two texts tell the same quantity when these
are equal. The article ``een`` is no number, but it may carry a written ``één``.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.dutch.wordlists import word_set
from assistant.dutch.words import fold

_ONES = {
    "nul": 0, "een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9,
    "tien": 10, "elf": 11, "twaalf": 12, "dertien": 13, "veertien": 14, "vijftien": 15, "zestien": 16,
    "zeventien": 17, "achttien": 18, "negentien": 19,
}  # fmt: skip
_TENS = {
    "twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50, "zestig": 60, "zeventig": 70, "tachtig": 80,
    "negentig": 90,
}  # fmt: skip
_ORDINALS = {"eerste": 1, "derde": 3, "achtste": 8}
_SHARES = {
    "helft": 50.0, "half": 50.0, "halve": 50.0, "halfjaar": 0.5, "kwart": 25.0, "driekwart": 75.0, "tweederde": 200 / 3,
    "eenderde": 100 / 3, "anderhalf": 1.5, "anderhalve": 1.5, "verdubbeld": 2.0, "verdubbelde": 2.0,
    "verdubbelt": 2.0, "verdubbeling": 2.0, "dubbele": 2.0, "gehalveerd": 50.0, "halveerde": 50.0,
}  # fmt: skip
_PARTS = {  # of a whole, behind ‘een’: a percentage
    "tiende": 10.0, "vijfde": 20.0, "vierde": 25.0, "kwart": 25.0, "derde": 100 / 3, "achtste": 12.5, "zesde": 100 / 6,
}  # fmt: skip
UNITS = {
    word: unit
    for unit, words in enumerate(
        (
            "minuut minuten", "uur uren", "dag dagen dagelijks dagelijkse", "werkdag werkdagen",
            "schooldag schooldagen",
            "week weken wekelijks wekelijkse", "maand maanden maandelijks maandelijkse", "kwartaal kwartalen",
            "halfjaar", "jaar jaren jaarlijks jaarlijkse", "kilometer kilometers km", "meter meters", "etmaal etmalen",
        ),
        1,
    )
    for word in words.split()
}  # fmt: skip
_OF_A_WHOLE = frozenset(("helft", "driekwart", "tweederde", "eenderde"))
_TIMES_AS_WORDS = {
    "kwartier": (15.0, "minuut"), "halfuur": (30.0, "minuut"), "halfjaar": (6.0, "maand"),
    "halfjaarlijks": (6.0, "maand"), "driemaandelijks": (3.0, "maand"), "driemaandelijkse": (3.0, "maand"),
    "tweewekelijks": (2.0, "week"), "tweewekelijkse": (2.0, "week"), "tweemaandelijks": (2.0, "maand"),
}  # fmt: skip
_EVERY_OTHER = (2.0, "")  # om de week
_RATES = frozenset(["per", "elke", "elk", "iedere", "ieder"])
_TIMES = re.compile(r"(\w+?)(?:maal|keer|voudig|voud|daags|jarig|jarige|koppig|koppige|tal|delig|delige)")
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan", "februari feb febr", "maart mrt", "april apr", "mei", "juni jun", "juli jul",
            "augustus aug", "september sept sep", "oktober okt", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
DAYS = word_set("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag")
_BIG = {"honderd": 100, "duizend": 1000, "miljoen": 1_000_000, "miljard": 1_000_000_000}
_DATE = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})")
_CLOCK = re.compile(r"(\d{1,2})[.:](\d{2})")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value with its sort (number, month, day, clock, rate) and the place of its word among the words."""

    sort: str
    value: float
    at: int
    unit: str = ""  # %, € or the number of a measure in UNITS

    @property
    def key(self) -> tuple[str, float]:
        """What must be equal for two quantities to be the same."""
        return self.sort, round(self.value, 4)


def quantities(words: list[str]) -> tuple[Quantity, ...]:
    """The quantities of a text's words (as written, marks of €, % and of dates still on them), in order."""
    found: list[Quantity] = []
    for at, written in enumerate(words):
        word = fold(written).strip(".,;:!?()[]‘’“”'\"…*_")
        following = fold(words[at + 1]).strip(".,;:!?)’”") if at + 1 < len(words) else ""
        unit = "%" if word.endswith("%") or following in ("procent", "%", "percent") else ""
        if "€" in written or (at and words[at - 1].endswith("€")) or following in ("euro", "eur"):
            unit = "€"
        before = fold(words[at - 1]) if at else ""
        if before in ("een", "eén") and word in _PARTS:
            found.append(Quantity("number", _PARTS[word], at, "%"))
            continue
        if word in UNITS and (before in _RATES or word.endswith(("lijks", "lijkse"))):
            found.append(Quantity("rate", float(UNITS[word]), at))
            continue
        if not unit and following in UNITS:
            unit = str(UNITS[following])
        if not unit and word in _OF_A_WHOLE:
            unit = "%"
        own = _TIMES_AS_WORDS.get(word) or (_EVERY_OTHER if word == "om" and following == "de" else None)
        if own is _EVERY_OTHER and at + 2 < len(words) and fold(words[at + 2]).strip(".,;:") in UNITS:
            own = (2.0, fold(words[at + 2]).strip(".,;:"))
        if own is not None and own is not _EVERY_OTHER:
            found.append(Quantity("number", own[0], at, str(UNITS[own[1]])))
            continue
        if written.lower() in ("één", "éen"):
            found.append(Quantity("number", 1.0, at, unit))
        for sort, value in _values(word, following):
            found.append(Quantity(sort, value, at, unit if sort == "number" else ""))
    return _multiplied(found, words)


def _values(word: str, following: str) -> list[tuple[str, float]]:
    if not word:
        return []
    if word in MONTHS:
        return [("month", MONTHS[word])]
    for number, day in enumerate(sorted(DAYS)):
        if word.startswith(day):  # maandagochtend, woensdags
            return [("day", float(number))]
    if any(map(str.isdigit, word)):
        return _from_digits(word, following)
    value = from_word(word)
    return [] if value is None or word == "een" else [("number", value)]


def _from_digits(word: str, following: str) -> list[tuple[str, float]]:
    date = _DATE.fullmatch(word)
    if date is not None:
        day, month, year = (date[1], date[2], date[3]) if date[1] else (date[6], date[5], date[4])
        return [("number", float(day)), ("month", float(month)), ("number", float(year))]
    clock = _CLOCK.fullmatch(word)
    if clock is not None and (":" in word or following in ("uur", "u")):
        minutes = int(clock[2])
        return [("number", float(clock[1])), *([("clock", float(minutes))] if minutes else [])]
    found: list[tuple[str, float]] = []
    for match in _NUMBER.finditer(word):
        before = word[match.start() - 1 : match.start()]
        if before.isalpha():
            continue  # part of a code; names look after those
        found.append(("number", from_digits(match.group())))
    return found


def from_digits(text: str) -> float:
    """The value of digits with Dutch points and commas: 1.250,5 is 1250.5."""
    if _THOUSANDS.fullmatch(text):
        return float(text.replace(".", "").replace(",", "."))
    if text.count(",") == 1 and "." not in text:
        return float(text.replace(",", "."))
    if text.count(".") == 1 and "," not in text:
        return float(text)
    return float(re.sub(r"\D", "", text)[:15])


@lru_cache(maxsize=20_000)
def from_word(word: str) -> float | None:
    """The value of a folded number word, ordinals included; None when it is none."""
    if word in _SHARES:
        return _SHARES[word]
    if word in _ORDINALS:
        return float(_ORDINALS[word])
    if word in ("tweemaal", "tweede"):
        return 2.0
    whole = _cardinal(word)
    if whole is not None:
        return float(whole)
    for ending in ("ste", "de"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            whole = _cardinal(word[: -len(ending)])
            if whole is not None and whole > 1:
                return float(whole)
    word = word.removesuffix("s").removesuffix("plusser")
    if word in _TENS:
        return float(_TENS[word])
    times = _TIMES.fullmatch(word)
    if times is not None:
        whole = _cardinal(times[1])
        return None if whole is None else float(whole)
    return None


def _cardinal(word: str) -> int | None:
    if len(word) > 40:
        return None
    if word in _ONES:
        return _ONES[word]
    if word in _TENS:
        return _TENS[word]
    for ten, value in _TENS.items():
        if word.endswith(ten):
            one = word.removesuffix(ten).removesuffix("en")
            one = {"tweeen": "twee", "drieen": "drie"}.get(one, one)
            if 0 < _ONES.get(one, 0) < 10:
                return value + _ONES[one]
    for big, value in (("duizend", 1000), ("honderd", 100)):
        at = word.find(big)
        if at >= 0:
            before, after = word[:at], word[at + len(big) :]
            after = after.removeprefix("en") if after != "en" else after  # honderden is no number
            times = _cardinal(before) if before else 1
            rest = _cardinal(after) if after else 0
            if times is not None and rest is not None and rest < value * 10:
                return times * value + rest
    return _BIG.get(word)


def _multiplied(found: list[Quantity], words: list[str]) -> tuple[Quantity, ...]:
    """Numbers with the word that multiplies them taken together: 1,4 miljoen, drie duizend."""
    result: list[Quantity] = []
    for one in found:
        big = _BIG.get(fold(words[one.at]).strip(".,;:"))
        if big and result and result[-1].at == one.at - 1 and result[-1].sort == "number":
            last = result.pop()
            unit = one.unit or last.unit
            result.append(Quantity("number", last.value * big, last.at, unit))
        else:
            result.append(one)
    return tuple(result)
