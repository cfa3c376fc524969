"""Each sort of personal data, the ways it is written, and what looks like it."""

import random
import string
import unicodedata
from itertools import pairwise

import pytest

from assistant.privacy import Finding, Sort, find, masked
from assistant.privacy.numbers import mod97, passes


def seen(text: str, names: bool = False) -> list[tuple[Sort, str]]:
    return [(finding.sort, finding.text) for finding in find(text, names)]


@pytest.mark.parametrize(
    "written",
    [
        "123456782",
        "123.456.782",
        "1234.56.782",
        "123 456 782",
        "123-456-782",
        "123·456·782",
        "123_456_782",
        "123**456**782",
        "123<b>456</b>782",
        "123&#8203;456&zwnj;782",
        "1 2 3 4 5 6 7 8 2",
        "12 34 56 782",
        "１２３４５６７８２",
        "123\u00a0456\u00a0782",
        "1234\u200b56782",
        "123\u2011456\u2011782",
        "12\u00ad3456782",
        "١٢٣٤٥٦٧٨٢",
    ],
)
def test_a_bsn_however_written(written: str) -> None:
    assert seen(f"Gegevens van mevrouw: {written}, klopt dat?") == [(Sort.BSN, written)]
    assert seen(f"BSN: {written}") == [(Sort.BSN, written)]
    assert seen(f"**{written}**") == [(Sort.BSN, written)]


def test_a_bsn_that_is_announced_need_not_pass() -> None:
    for text in ("BSN 123456789", "Het burgerservicenummer van mijn cliënt is 123456789.", "123456789 is haar BSN"):
        assert seen(text) == [(Sort.BSN, "123456789")]
    assert seen("Er stond 123456789 op de doos.") == []
    assert seen("sofinummer 12345672, van vroeger") == [(Sort.BSN, "12345672")]
    assert seen("BSN 12345\n6782 van mevrouw") == [(Sort.BSN, "12345\n6782")]


@pytest.mark.parametrize(
    "text",
    [
        "Opgelost: CVE-2022-43680 en 2022-22822 (zie de lijst).",
        "Copyright 1994-1997 David, 1996-2022 anderen",
        "Date: Sat Jun 22 21:04:06 2013 -0700",
        "vlag 04010000 en snelheid 74250000",
        "| Scheefheid | 0.0152409533 | -0.2226426904 |",
        "Zie /text/simpress/01/03050000.xhp en 01-02120000.",
        "kleur 191B1D 01 050505 01 910505 00",
        "Codes: 123456782, 123456783, 123456784, 123456785, 123456786, 123456787 en 123456788.",
    ],
)
def test_numbers_of_a_manual_are_nobodys(text: str) -> None:
    assert seen(text) == []


def test_a_person_close_by_makes_such_a_number_one() -> None:
    assert seen("Nummers 111222334, 111222335, 111222336, 111222337, 111222338; cliënt: 123456782") == [
        (Sort.BSN, "123456782")
    ]
    assert seen("Van cliënte Fatima: 2022-43680, zegt ze.") == [(Sort.BSN, "2022-43680")]
    assert seen("Op bezoek bij 12345672, komt morgen.") == [(Sort.BSN, "12345672")]
    assert seen("bel 01 02 12 34 56 of 010-2123456") == [
        (Sort.TELEFOON, "01 02 12 34 56"),
        (Sort.TELEFOON, "010-2123456"),
    ]


def test_the_heading_of_a_column_announces() -> None:
    table = "| naam | BSN | team |\n|:--|---|---|\n| Jan | 123456789 | 4 |\n| Els | 987654321 | 5 |\n"
    assert seen(table) == [(Sort.BSN, "123456789"), (Sort.BSN, "987654321")]
    other = "| order | aantal |\n|---|---|\n| 123456782 | 111222333 |\n"
    assert seen(other) == []


@pytest.mark.parametrize(
    "text",
    [
        "€ 123.456.782",
        "123.456.782 euro",
        "KvK 12345672",
        "ordernummer 123456782",
        "btw NL123456782B01",
        "https://doi.org/10.1007/123456782",
        "https://voorbeeld.nl/artikel/123456782",
        "ECLI:NL:CRVB:2018:1234",
        "Stb. 2014, 280",
        "BWBR0035362",
        "Kamerstukken II 2013/14, 33 841, nr. 3",
        "ISBN 978-90-313-8372-4",
        "20140123",
        "2013-2014 en 2014-2015",
        "06-12-2014 12:30",
        "OP033x1",
        "0800-2000, 0900-1234567 en 14 030",
        "Postbus 20018, 2500 EA Den Haag",
        "Kerkstraat 12 gezinnen",
        "De Kanaalstraat 2018 in beeld",
        "artikel 2.3.5 lid 3 Wmo 2015",
        "postcodegebied 3511",
        "productcodes BD-12-FG en GH-34-JK",
        "kinderen die zijn geboren op of na 1 januari 2018",
        "het besluit van 12-03-2021",
        "Delft (14) en Haarlem (9)",
        "zaaknummer 16/1234 WMO15, ECLI:NL:CRVB:2018:819",
        "versie 1.234.567.8",
        "000000000",
    ],
)
def test_what_only_looks_like_it(text: str) -> None:
    assert seen(text) == []
    assert seen(f"In de tekst staat {text}. Daarna volgt meer.") == []


@pytest.mark.parametrize(
    "written",
    [
        "NL91ABNA0417164300",
        "NL91 ABNA 0417 1643 00",
        "nl91 abna 0417 1643 00",
        "NL91.ABNA.0417.1643.00",
        "NL91\u00a0ABNA\u00a00417\u00a01643\u00a000",
        "DE89 3704 0044 0532 0130 00",
        "BE68539007547034",
        "MT84MALT011000012345MTLCAST001S",
        "NO93 8601 1117 947",
    ],
)
def test_an_account(written: str) -> None:
    assert seen(f"Stort het op {written} van de stichting.") == [(Sort.IBAN, written)]


def test_an_account_that_fails_counts_when_it_is_announced() -> None:
    assert seen("IBAN NL91ABNA0417164301") == [(Sort.IBAN, "NL91ABNA0417164301")]
    assert seen("Code NL91ABNA0417164301") == []
    assert seen("Rekeningnummer 12.34.56.789") == [(Sort.IBAN, "12.34.56.789")]


@pytest.mark.parametrize(
    "written",
    [
        "0612345678",
        "06-12345678",
        "06 12 34 56 78",
        "06 - 1234 5678",
        "(06) 12345678",
        "+31612345678",
        "+31 (0)6 1234 5678",
        "0031 6 12345678",
        "020-1234567",
        "0113 123 456",
        "(0348) 123456",
        "+31 20 123 4567",
        "020·1234567",
        "020_1234567",
        "088-1234567",
        "+48 512 345 678",
        "06\u00a012345678",
        "０６-１２３４５６７８",
    ],
)
def test_a_telephone_number(written: str) -> None:
    assert seen(f"Te bereiken onder {written}, ook 's avonds.") == [(Sort.TELEFOON, written)]


@pytest.mark.parametrize(
    "written",
    [
        "jan@voorbeeld.nl",
        "j.de-vries+wijk@mail.voorbeeld.nl",
        "info@voorbeeld.nl",
        "jan (at) voorbeeld.nl",
        "jan\\_p@voorbeeld.nl",
        "JAN@VOORBEELD.NL",
        "jan＠voorbeeld.nl",
        "jan @ voorbeeld.nl",
        "jan@café.nl",
    ],
)
def test_mail(written: str) -> None:
    assert seen(f"Mail {written}.") == [(Sort.EMAIL, written)]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("geboren op 3 mei 1990 te Breda", "3 mei 1990"),
        ("geb. 12-03-1981", "12-03-1981"),
        ("geboortedatum: 1981-03-12", "1981-03-12"),
        ("Jan de Boer (12-03-1981)", "12-03-1981"),
        ("°12/03/1981", "12/03/1981"),
        ("zij is op 3 mei 1990 geboren", "3 mei 1990"),
        ("Sanne (14) spijbelt", "14"),
        ("mevrouw De V. (83) belde", "83"),
        ("| naam | geboren |\n|---|---|\n| x | 3-5-90 |", "3-5-90"),
        ("geboren op 03\u00a0-\u00a005\u00a0-\u00a01990", "03\u00a0-\u00a005\u00a0-\u00a01990"),
    ],
)
def test_a_birth_date(text: str, date: str) -> None:
    assert seen(text) == [(Sort.GEBOORTEDATUM, date)]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Zij woont op Kerkstraat 12a.", "Kerkstraat 12a"),
        ("Kerkstraat 12, 3511 AB Utrecht, bel aan", "Kerkstraat 12, 3511 AB Utrecht"),
        ("bij Burgemeester van der Voortlaan 3 bis", "Burgemeester van der Voortlaan 3 bis"),
        ("de Laan van Meerdervoort 120", "Laan van Meerdervoort 120"),
        ("woont aan Het Anker 7", "Het Anker 7"),
        ("op 3511 AB 12", "3511 AB 12"),
        ("woont op kerkstraat 12", "kerkstraat 12"),
    ],
)
def test_an_address(text: str, address: str) -> None:
    found = find(text)
    assert [finding.sort for finding in found] == [Sort.ADRES]
    assert address.removeprefix("Het ") in found[0].text


def test_case_numbers_and_plates() -> None:
    text = "zaaknummer Z/21/123456, cliëntnummer 48213, kenteken GZ-123-X en 12-GHJ-3, auto gz123x; XX-AB-12 niet"
    assert [finding.text for finding in find(text)] == ["Z/21/123456", "48213", "GZ-123-X", "12-GHJ-3", "gz123x"]
    assert seen("zaaknummer 123456782") == [(Sort.ZAAKNUMMER, "123456782")]


def test_names_are_an_option() -> None:
    text = "Mevrouw De Vries en Fatima El Amrani belden J.P. van den Berg. Later kwam Van den Berg langs in Utrecht."
    assert seen(text) == []
    names = ["De Vries", "Fatima El Amrani", "J.P. van den Berg", "Van den Berg"]
    assert seen(text, names=True) == [(Sort.NAAM, name) for name in names]
    assert seen("De gemeente Delft kiest. Bijlage A. Gemeenten. Het Wijkteam Noord, Wet en Besluit.", names=True) == []


def test_masks_keep_the_text_readable() -> None:
    text = "Bel 06-12345678 of mail jan@voorbeeld.nl; nog eens: 06-12345678."
    assert masked(text, find(text)) == "Bel [telefoonnummer] of mail [e-mailadres]; nog eens: [telefoonnummer]."
    inner = Finding(Sort.NAAM, 4, 9, text[4:9], "[naam]")
    assert masked(text, [*find(text), inner]) == masked(text, find(text))
    assert [sort.mask for sort in (Sort.BSN, Sort.IBAN, Sort.ADRES, Sort.KENTEKEN)] == [
        "[BSN]",
        "[rekeningnummer]",
        "[adres]",
        "[kenteken]",
    ]


def test_findings_stand_where_they_say_in_any_text() -> None:
    chance = random.Random(4)
    pieces = [
        "BSN ",
        "123456782",
        "06-12345678",
        "\u200b",
        "&nbsp;",
        "\\",
        "\r\n",
        "jan@voorbeeld.nl",
        "Kerkstraat 12",
        "(14)",
        "Jan ",
    ]
    pieces += [
        "|",
        "---",
        "geb. 3 mei 1990",
        "é",
        "ﬁ",
        "\U0001f600",
        "NL91 ABNA 0417 1643 00",
        " ",
        "\n\n",
        "zaaknummer Z/21/123456",
    ]
    for _ in range(300):
        text = "".join(chance.choice([*pieces, chance.choice(string.printable)]) for _ in range(chance.randrange(40)))
        found = find(text, names=True)
        assert all(text[finding.start : finding.end] == finding.text != "" for finding in found)
        assert all(first.end <= second.start for first, second in pairwise(found))
        assert masked(text, found).count("[") >= len(found)


@pytest.mark.parametrize(
    "piece", ["1 ", "0", "06-", "a@", "A. ", "Jan ", "| 1 ", "1.", "geboren op 1-1-", "(", "-", "mevrouw De "]
)
def test_a_hostile_text_is_read_to_its_end(piece: str) -> None:
    """Each once took time with the square of its length: at this size that would be hours."""
    text = piece * (150_000 // len(piece)) + "\n\nBSN 123456782"
    assert (Sort.BSN, "123456782") in seen(text, names=True)


def test_a_megabyte_of_notes() -> None:
    line = "Het wijkteam sprak op 12-03-2021 met 14 inwoners over artikel 2.3.5 en € 1.234.567 aan hulp.\n"
    text = line * (1_000_000 // len(line)) + "Bel 06-12345678"
    assert seen(text) == [(Sort.TELEFOON, "06-12345678")]


def test_the_checks_of_the_numbers() -> None:
    assert passes("111222333") and passes("12345672") and not passes("123456789")
    assert mod97("NL91ABNA0417164300") and not mod97("NL91ABNA0417164301")
    assert unicodedata.decimal("２") == 2
