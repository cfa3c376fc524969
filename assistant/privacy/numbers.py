"""BSN and account numbers.

A BSN has 8 or 9 digits that pass the 11-proef. One number in eleven passes it by
chance, so what is announced as something else, is money or stands in a page's
address is none; and without an announcement only the ways count in which
people write a BSN. A form that other numbers have more often (a round number, a
year with a serial number) asks for a person close by, and so does every number
of a text with many of its length that mostly fail the test: there the others
pass by chance. Where a text says that it is a BSN, one that fails the 11-proef
counts too: a typing error is still somebody's number.

An IBAN is known by its country's length and mod 97. One that fails counts only
when it is announced and has the Dutch form, for the same reason.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.privacy.context import Cue, Page
from assistant.privacy.findings import Sort
from assistant.privacy.names import known_name

Span = tuple[Sort, int, int]

_GROUP = re.compile(r"\d+")
_SEPARATOR = re.compile(r"[ \t]{1,2}| ?[./_-] ?|[ \t]*-?\n[ \t]{0,4}(?:> )?")
_SHAPES = {
    (9,),
    (3, 3, 3),
    (4, 2, 3),
    (2, 3, 4),
    (2, 2, 2, 3),
    (3, 2, 4),
    (1,) * 9,
    (3, 2, 2, 2),
    (3, 6),
    (4, 5),
    (5, 4),
    (6, 3),
}
_SHAPES_WITH_SPACE = {shape for shape in _SHAPES if len(shape) != 2} | {(4, 5), (5, 4)}
_SHORT_WITH_PERSON = {(2, 3, 3), (2, 2, 2, 2), (3, 2, 3), (4, 4)}
_SHORT_SHAPES = {(8,), (1,) * 8}
_DATE = re.compile(
    r"(?:(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])|(?:[0-2]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d)"
)
_DATE_PARTS = {(2, 2, 4), (4, 2, 2), (1, 2, 4), (2, 1, 4), (1, 1, 4)}
_PERSON = re.compile(
    r"\b(?:mevrouw|mevr|meneer|mijnheer|dhr|mw|cli(?:ë|e\u0308|e)nte?n?|inwoner|bewoner|pati(?:ë|e)nt"
    r"|geboren|geb|bsn|zij|hij|haar|hem"
    r"|moeder|vader|ouders?|zoon|dochter|kind(?:eren)?|jongen|meisje|man|vrouw|weduwe|echtgenot?e?|echtgenoot|partner"
    r"|broer|zus|oma|opa|gezin|huurder|leerling|deelnemer|melder|aanvrager|identiteit|persoons?\w{0,8})\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_NAME = re.compile(r"[^\W\d_]{3,}")
_CODE = re.compile(r"[^\W\d_]{2,}[-_#:=]$|[^\W\d_]{2,}[-_]\d{1,4}[-_]$")
_BSN_CODE = re.compile(r"bsn|nummer|nr|cli(?:ë|e)nt|sofi|id", re.IGNORECASE)
_LONG = re.compile(r"(?<![\w.,-])\d{8,9}(?!\w|[.,-]\d)")
MANY = 6  # numbers of eight or nine digits in one text
NEAR = 160  # characters in which a person must be spoken of before a broken number counts
_NAMED_AFTER = re.compile(
    r"[\"’')\]*_ ,]{0,4}(?:\(|is |= |als )?(?:(?:het|haar|zijn|mijn|een|diens) )?"
    r"(?:bsn|burgerservicenummer|sofi-?nummer)\b",
    re.I,
)


def find_bsns(page: Page) -> Iterator[Span]:
    """Every BSN."""
    groups = [match.span() for match in _GROUP.finditer(page.text)]
    first = 0
    while first < len(groups):
        last = _bsn_from(page, groups, first)
        if last is None:
            first += 1
        else:
            yield Sort.BSN, groups[first][0], groups[last][1]
            first = last + 1


def _bsn_from(page: Page, groups: list[tuple[int, int]], first: int) -> int | None:
    """The last group of a BSN that begins with group ``first``; the longest wins."""
    found, total = None, 0
    separators: list[str] = []
    for last in range(first, min(first + 9, len(groups))):
        if last > first:
            between = page.text[groups[last - 1][1] : groups[last][0]]
            if len(between) > 7 or not _SEPARATOR.fullmatch(between):
                break
            separators.append(between)
        total += groups[last][1] - groups[last][0]
        if total > 9:
            break
        if total >= 8 and _is_bsn(page, groups[first : last + 1], separators):
            found = last
    return found


def _is_bsn(page: Page, groups: list[tuple[int, int]], separators: list[str]) -> bool:
    start, end = groups[0][0], groups[-1][1]
    digits = "".join(page.text[left:right] for left, right in groups)
    if not (_stands_alone(page, start, end) or page.text[max(0, start - 3) : start].lower() == "bsn"):
        return False
    shape = tuple(right - left for left, right in groups)
    if page.text[end : end + 1].isalpha() or shape in _DATE_PARTS:
        return False
    if page.speaks_of_bsn and (page.announced(start) is Cue.BSN or _NAMED_AFTER.match(page.text, end)):
        return not _DATE.fullmatch(digits) or passes(digits)
    if not passes(digits) or len(set(digits)) == 1 or not _looks_alone(page, shape, separators, digits, start, end):
        return False
    if page.announced(start) in (Cue.NONE_OF_THEM, Cue.PHONE, Cue.ACCOUNT):
        return False
    return not page.is_amount(start, end) and not page.in_page_address(start)


def _looks_alone(page: Page, shape: tuple[int, ...], separators: list[str], digits: str, start: int, end: int) -> bool:
    """Whether a number that nothing announces is written as a BSN is."""
    kinds = {separator.strip(" \t") or " " for separator in separators}
    broken = any("\n" in kind for kind in kinds)
    if _continues(page.text, start, end, kinds) or _in_code(page.text, start):
        return False
    if shape == (4, 4) and _YEAR.match(digits):
        return False  # 1996-2022, or a year and a time zone
    if broken or (shape in _SHORT_WITH_PERSON and len(kinds) == 1):
        return _near_person(page, start, end)
    if len(kinds) > 1:
        return False
    if len(digits) == 8:
        is_form = shape in _SHORT_SHAPES and not _DATE.fullmatch(digits)
        other = digits.startswith("0") or digits.endswith("000")  # codes and round sums
    else:
        is_form = shape in (_SHAPES_WITH_SPACE if kinds == {" "} else _SHAPES)
        other = shape == (4, 5) and bool(_YEAR.match(digits))  # 2023-25815: the year and number of a publication
    return is_form and (not (other or _by_chance(page.text)) or _near_person(page, start, end))


def _near_person(page: Page, start: int, end: int) -> bool:
    around = page.text[max(0, start - NEAR) : end + NEAR]
    return bool(_PERSON.search(around)) or any(known_name(word) for word in _NAME.findall(around))


def _in_code(text: str, start: int) -> bool:
    """Whether letters are fastened to a number, as in CVE-2023-25815: then it is part of a code."""
    code = _CODE.search(text[max(0, start - 12) : start])
    return code is not None and not _BSN_CODE.search(code.group())


@lru_cache(maxsize=4)
def _by_chance(text: str) -> bool:
    """Whether a text holds many numbers of this length of which most fail: one in eleven passes by chance."""
    passing = [passes(number) for number in _LONG.findall(text)]
    return len(passing) >= MANY and sum(passing) * 3 < len(passing)


def _continues(text: str, start: int, end: int, kinds: set[str]) -> bool:
    """Whether the row of groups goes on, so that these digits are a part of something longer."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    signs = "".join(kinds) + ".,/-\n"
    return (len(before) == 2 and before[1] in signs and before[0].isdigit()) or (
        len(after) == 2 and after[0] in signs and after[1].isdigit()
    )


def _stands_alone(page: Page, start: int, end: int) -> bool:
    before, after = page.text[max(0, start - 1) : start], page.text[end : end + 1]
    return not before.isalnum() and not after.isalnum()


def passes(digits: str) -> bool:
    """The 11-proef of the BSN, for 8 or 9 digits."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, digits.zfill(9))) % 11 == 0


# Lengths of the IBAN registry (ISO 13616), with the countries that use the form without being in it.
_LENGTHS = {
    country: int(length)
    for length, countries in {
        "15": "NO", "16": "BE BI", "18": "DK FI FK FO GL NL SD", "19": "MK SI", "20": "AT BA EE KZ LT LU MN XK",
        "21": "CH CR HR LI LV", "22": "BG BH DE GB GE IE ME RS VA", "23": "AE GI IL IQ OM SO TL",
        "24": "AD CZ DZ ES MD PK RO SA SE SK TN VG", "25": "AO CV GW LY MZ PT ST", "26": "IR IS TR",
        "27": "BF BJ CF CG CM DJ FR GA GR IT KM MC MG ML MR SM TD TG",
        "28": "AL AZ BY CI CY DO GT HN HU LB MA NE NI PL SN SV", "29": "BR EG PS QA UA", "30": "JO KW MU YE",
        "31": "MT SC", "32": "LC", "33": "RU",
    }.items()
    for country in countries.split()
}  # fmt: skip
_BEGIN = re.compile(r"(?<![^\W_])([A-Za-z]{2})[ .-]{0,2}\d[ .-]?\d")
_CHARACTER = re.compile(r"[ \t./_-]{0,3}(?:\n[ \t]{0,4})?([A-Za-z0-9])")
_DUTCH = re.compile(r"NL\d\d[A-Z]{4}\d{10}")
_OLD_ACCOUNT = re.compile(r"(?<![^\W_])(?:[Pp]\s?)?\d(?:[. ]?\d){5,9}(?![^\W_])(?![.,]\d)")
OLD_DISTANCE = 12


def find_accounts(page: Page) -> Iterator[Span]:
    """Every IBAN, and old account numbers right behind the word for them."""
    at = 0
    for begin in _BEGIN.finditer(page.text):
        if begin.start() >= at and (end := _iban_end(page, begin.start(), begin.group(1).upper())):
            at = end
            yield Sort.IBAN, begin.start(), end
    for match in _OLD_ACCOUNT.finditer(page.text):
        before = page.before(match.start(), 40)
        if page.announced(match.start()) is Cue.ACCOUNT and re.search(
            r"(?i)(?:nummer|nr|giro|rekening)\W{0,3}(?:is )?$", before
        ):
            yield Sort.IBAN, match.start(), match.end()


def _iban_end(page: Page, start: int, country: str) -> int | None:
    length = _LENGTHS.get(country)
    if length is None:
        return None
    found, at = "", start
    while len(found) < length and (character := _CHARACTER.match(page.text, at)):
        found += character.group(1).upper()
        at = character.end()
    if len(found) < length or page.text[at : at + 1].isalnum() or 2 * sum(map(str.isdigit, found)) < length:
        return None
    if mod97(found) or (_DUTCH.fullmatch(found) and page.announced(start) is Cue.ACCOUNT):
        return at
    return None


def mod97(iban: str) -> bool:
    """The check of an IBAN without spaces, in capitals."""
    return int("".join(str(int(sign, 36)) for sign in iban[4:] + iban[:4])) % 97 == 1
