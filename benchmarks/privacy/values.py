"""Invented values of every sort, in the ways that people write them; numbers pass their checks.

Each sort has formats for development and others, beside those, that only the test uses.
"""

import random
from collections.abc import Callable

from assistant.privacy import Sort
from assistant.privacy.numbers import mod97, passes

BANKS = ("ABNA", "INGB", "RABO", "TRIO", "SNSB", "ASNB", "KNAB", "BUNQ")
LETTERS = "BDFGHJKLNPRSTVXZ"
NBSP, FULL_WIDTH, INVISIBLE = "\u00a0", "０１２３４５６７８９", "\u200b"
STREETS = ("Kerkstraat", "Dorpsstraat", "Molenweg", "Beatrixlaan", "Lange Nieuwstraat", "Wilhelminaplein", "Oudegracht")
STREETS_TEST = (
    "Burgemeester Loeffplein",
    "Prins Hendrikkade",
    "Jan van Galenstraat",
    "Tulpensingel",
    "Zeedijk",
    "2e Vogelstraat",
)
TOWNS = ("Utrecht", "Breda", "Zwolle", "Almere", "Den Haag", "Alphen aan den Rijn", "Emmen")
MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
FIRST = ("Fatima", "Jan", "Sanne", "Mehmet", "Agnieszka", "Kees", "Aleyna", "Mohammed", "Truus", "Radjesh")
FIRST_TEST = ("Willemijn", "Youssef", "Katarzyna", "Henk", "Shanti", "Emine", "Daan", "Ingrid", "Abdirahman", "Lotte")
LAST = ("de Vries", "El Amrani", "Jansen", "van den Berg", "Yilmaz", "Kowalska", "Bakker-de Jong")
LAST_TEST = ("van der Meulen", "Bouzid", "Smit", "Özdemir", "in 't Veld", "Nowak", "ter Horst", "Ramdin")
DOMAINS = ("voorbeeld.nl", "mail.voorbeeld.nl", "voorbeeld-gemeente.nl", "example.com")

Chance = random.Random


def digits(chance: Chance, count: int) -> str:
    return "".join(str(chance.randrange(10)) for _ in range(count))


def bsn(chance: Chance, test: bool) -> str:
    while True:
        plain = str(chance.randrange(10_000_000 if chance.random() < 0.1 else 100_000_000, 999_999_999))
        if passes(plain):
            break
    if len(plain) == 8:
        return plain
    ways = [plain, plain, f"{plain[:3]}.{plain[3:6]}.{plain[6:]}", f"{plain[:4]}.{plain[4:6]}.{plain[6:]}"]
    ways += [
        f"{plain[:3]} {plain[3:6]} {plain[6:]}",
        f"{plain[:3]}-{plain[3:6]}-{plain[6:]}",
        f"{plain[:4]} {plain[4:6]} {plain[6:]}",
    ]
    if test:
        wide = "".join(FULL_WIDTH[int(digit)] for digit in plain)
        ways += [
            wide,
            NBSP.join((plain[:3], plain[3:6], plain[6:])),
            INVISIBLE.join((plain[:4], plain[4:])),
            f"**{plain}**",
        ]
        ways += [
            f"{plain[:4]}-{plain[4:6]}-{plain[6:]}",
            f"{plain[:2]} {plain[2:4]} {plain[4:6]} {plain[6:]}",
            " ".join(plain),
        ]
    return chance.choice(ways)


def iban(chance: Chance, test: bool) -> str:
    body = chance.choice(BANKS) + digits(chance, 10)
    country = "NL"
    if chance.random() < 0.25:
        country, body = chance.choice(
            (("BE", digits(chance, 12)), ("DE", digits(chance, 18)), ("PL", digits(chance, 24)))
        )
    plain = next(f"{country}{check:02}{body}" for check in range(2, 99) if mod97(f"{country}{check:02}{body}"))
    groups = [plain[at : at + 4] for at in range(0, len(plain), 4)]
    ways = [plain, " ".join(groups), " ".join(groups)]
    if test:
        ways += [
            plain.lower(),
            ".".join(groups),
            NBSP.join(groups),
            "-".join(groups),
            " ".join(groups).lower(),
            "  ".join(groups),
        ]
    return chance.choice(ways)


def telephone(chance: Chance, test: bool) -> str:
    if chance.random() < 0.6:
        rest = chance.choice("12345678") + digits(chance, 7)
        ways = [
            f"06{rest}",
            f"06-{rest}",
            f"06 {rest}",
            f"+316{rest}",
            f"06 {rest[:2]} {rest[2:4]} {rest[4:6]} {rest[6:]}",
            f"+31 6 {rest}",
        ]
        if test:
            ways += [
                f"0031 6 {rest[:4]} {rest[4:]}",
                f"+31 (0)6 {rest}",
                f"06.{rest[:4]}.{rest[4:]}",
                f"(06) {rest}",
                f"06 - {rest[:4]} {rest[4:]}",
            ]
            ways += [f"06{NBSP}{rest[:4]}{NBSP}{rest[4:]}", f"06/{rest}"]
        return chance.choice(ways)
    area = chance.choice(("020", "030", "070", "0113", "0348", "0592", "088"))
    rest = chance.choice("23456789") + digits(chance, 9 - len(area))
    ways = [f"{area}-{rest}", f"{area} {rest[:3]} {rest[3:]}", f"({area}) {rest}", f"+31 {area[1:]} {rest}"]
    if test:
        ways += [
            f"{area}{rest}",
            f"{area} - {rest[:2]} {rest[2:4]} {rest[4:]}",
            f"0031-{area[1:]}-{rest}",
            f"+31(0){area[1:]}-{rest}",
        ]
    return chance.choice(ways)


def mail(chance: Chance, test: bool) -> str:
    first, last = chance.choice(FIRST).lower(), chance.choice(LAST).split()[-1].lower()
    domain = chance.choice(DOMAINS)
    ways = [
        f"{first}.{last}@{domain}",
        f"{first[0]}.{last}@{domain}",
        f"{first}{chance.randrange(99)}@{domain}",
        f"info@{domain}",
    ]
    if test:
        ways += [
            f"{first}_{last}@{domain}",
            f"{first}+wijk@{domain}",
            f"{first.upper()}@{domain.upper()}",
            f"{first}-{last}@{domain}",
        ]
        ways += [f"{first} (at) {domain}", f"{first}\\_{last}@{domain}", f"{first}@café.nl"]
    return chance.choice(ways)


def birth_date(chance: Chance, test: bool) -> str:
    day, month, year = chance.randrange(1, 29), chance.randrange(1, 13), chance.randrange(1930, 2020)
    ways = [
        f"{day:02}-{month:02}-{year}",
        f"{day}-{month}-{year}",
        f"{day} {MONTHS[month - 1]} {year}",
        f"{day:02}/{month:02}/{year}",
    ]
    if test:
        ways += [
            f"{year}-{month:02}-{day:02}",
            f"{day:02}.{month:02}.{year}",
            f"{day}-{month}-{year % 100:02}",
            f"{day} {MONTHS[month - 1][:3]}. {year}",
        ]
        ways += [f"{day} - {month} - {year}", f"{day}{NBSP}{MONTHS[month - 1]}{NBSP}{year}"]
    return chance.choice(ways)


def address(chance: Chance, test: bool) -> str:
    number = f"{chance.randrange(1, 400)}{chance.choice(('', '', 'a', ' B', '-2', ' bis' if test else ''))}"
    street = chance.choice(STREETS_TEST if test else STREETS)
    code = f"{chance.randrange(1011, 9999)} {chance.choice('BCDEGHJKL')}{chance.choice('BCDEGHJKL')}"
    town = chance.choice(TOWNS)
    ways = [f"{street} {number}", f"{street} {number}, {code} {town}"]
    if test:
        ways += [
            f"{street} nr. {number}",
            f"{street} {number}, {code.replace(' ', '')} {town}",
            f"{street} {number} ({code})".replace(" (", ", ").rstrip(")"),
        ]
        ways += [f"{code} {chance.randrange(1, 300)}"]
    return chance.choice(ways)


def case(chance: Chance, test: bool) -> str:
    year = chance.randrange(2015, 2026)
    ways = [
        f"Z/{year % 100}/{digits(chance, 6)}",
        f"{year}-{digits(chance, 6)}",
        f"WMO-{year}-{digits(chance, 4)}",
        str(chance.randrange(10_000, 999_999)),
    ]
    if test:
        ways += [
            f"Z{year}-{digits(chance, 8)}",
            f"JW.{year % 100}.{digits(chance, 5)}",
            f"{year}/{digits(chance, 5)}",
            f"ZAAK-{digits(chance, 7)}",
        ]
    return chance.choice(ways)


def plate(chance: Chance, test: bool) -> str:
    def letters(count: int) -> str:
        return "".join(chance.choice(LETTERS) for _ in range(count))

    def number(count: int) -> str:
        return digits(chance, count)

    while True:
        ways = [
            f"{letters(2)}-{number(3)}-{letters(1)}",
            f"{number(1)}-{letters(3)}-{number(2)}",
            f"{number(2)}-{letters(2)}-{letters(2)}",
        ]
        ways += [f"{number(2)}-{letters(3)}-{number(1)}", f"{letters(1)}-{number(3)}-{letters(2)}"]
        if test:
            ways += [
                f"{letters(2)}-{number(2)}-{letters(2)}",
                f"{letters(3)}-{number(2)}-{letters(1)}",
                f"{letters(1)}-{number(2)}-{letters(3)}",
            ]
            ways += [f"{number(1)}-{letters(2)}-{number(3)}", f"{number(2)}-{letters(2)}-{number(2)}"]
        found = chance.choice(ways)
        if not {"GVD", "KKK", "LPF", "NSB", "PKK", "PSV", "TBS", "SS", "SD", "PVV", "SGP", "VVD", "BBB"} & set(
            found.split("-")
        ):
            return found


def name(chance: Chance, test: bool) -> str:
    first, last = chance.choice(FIRST_TEST if test else FIRST), chance.choice(LAST_TEST if test else LAST)
    ways = [f"{first} {last}", f"{first} {last}", f"{first[0]}. {last}", first]
    if test:
        ways += [f"{first[0]}.{chance.choice('ABJMW')}. {last}", f"{first} {last}-Mulder"]
    return chance.choice(ways)


def harmless(slot: str, chance: Chance) -> str:
    """Numbers that look like personal data: every second one passes the 11-proef."""
    if slot == "KVK":
        return str(chance.randrange(10_000_000, 99_999_999))
    plain = str(chance.randrange(100_000_000, 999_999_999))
    while chance.random() < 0.5 and not passes(plain):
        plain = str(chance.randrange(100_000_000, 999_999_999))
    return plain if slot == "NEGEN" else f"{plain[:3]}.{plain[3:6]}.{plain[6:]}"


MAKERS: dict[Sort, Callable[[Chance, bool], str]] = {
    Sort.BSN: bsn,
    Sort.IBAN: iban,
    Sort.TELEFOON: telephone,
    Sort.EMAIL: mail,
    Sort.GEBOORTEDATUM: birth_date,
    Sort.ADRES: address,
    Sort.ZAAKNUMMER: case,
    Sort.KENTEKEN: plate,
    Sort.NAAM: name,
}
