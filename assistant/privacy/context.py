"""What stands around a number: the word that announces it, the heading of its column, a sign of money.

The nearest announcing word before a number decides what it is: in ‘BSN
onbekend, ordernummer 123456782’ that is the order. Every look back or ahead
has a fixed length, so that the work grows with the text and not faster.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from assistant.privacy.folding import Folded

BACK = 70  # characters that are looked back over
AHEAD = 30
TOKEN = 200
ROW = 1000


class Cue(StrEnum):
    """What a word announces; NONE_OF_THEM is a number of an organisation, a book or an order."""

    BSN = "bsn"
    ACCOUNT = "account"
    PHONE = "phone"
    CASE = "case"
    NONE_OF_THEM = "none"


CLIENT = r"cli(?:ë|e\u0308|e)nt"
_BETWEEN = r"[\s_-]?"
_WORDS = {
    Cue.BSN: (
        rf"b\.?s\.?n\.?s?|(?:burger|burgen){_BETWEEN}service{_BETWEEN}(?:nummers?|nrs?)"
        rf"|bsn{_BETWEEN}(?:nummers?|nrs?)"
        rf"|sofi{_BETWEEN}(?:nummers?|nrs?)|sofi|sociaal{_BETWEEN}fiscaal{_BETWEEN}nummer"
        r"|citizen service number"
    ),
    Cue.ACCOUNT: rf"iban|(?:bank|giro|spaar)?rekening{_BETWEEN}(?:nummers?|nrs?)|giro{_BETWEEN}(?:nummer|nr)"
    rf"|bankrekening",
    Cue.PHONE: (
        rf"(?:mobiele?{_BETWEEN})?telefoon{_BETWEEN}(?:nummers?|nrs?)|(?:mobiele?|vaste?|thuis)"
        rf"{_BETWEEN}(?:nummer|nr)"
        rf"|tel(?:efoon|efonisch)?|te bellen|mobiel|mob|gsm|0?6{_BETWEEN}(?:nummer|nr)|whatsapp|sms"
        r"|bel(?:t|len|de|den)?"
        r"|gebeld|bereikbaar(?: is)?(?: op| via)?|app(?:t|en)?|fax"
    ),
    Cue.CASE: (
        rf"(?:zaak|dossier|{CLIENT}|klant|pati(?:ë|e)nt|aanvraag|melding[s]?|beschikking[s]?|registratie"
        r"|relatie|polis|cjib"
        r"|parket|v|vreemdelingen|paspoort|rijbewijs|identiteits|id|inschrijf|bezwaar|werkproces|casus"
        r"|zorg|deelnemers?"
        rf"|burger|inwoner|lidmaatschap[s]?|intake|behandel|kaart){_BETWEEN}(?:nummers?|nrs?|id|code)"
        rf"|zaak{_BETWEEN}kenmerk|(?:ons |uw |jouw )?kenmerk|zaak|dossier"
    ),
    Cue.NONE_OF_THEM: (
        r"k\.?v\.?k\.?|kamer van koophandel|handelsregister|rsin|btw|b\.t\.w\.|vat|isbn|issn|doi|ean|oin"
        r"|agb|big"
        r"|crebo|brin|ecli|bwbr?|stb|stcrt|kamerstuk(?:ken)?|kamerdossier|pmid|arxiv|orcid|isil"
        r"|vestiging[s]?|onderneming[s]?"
        r"|(?:order|factuur|bestel|artikel|product|serie|versie|model|offerte|inkoop|project|contract"
        r"|document|rapport"
        r"|publicatie|nieuwsbrief|subsidie|perceel|volg|pagina|bladzijde|referentie|transactie|tracking"
        r"|boek|barcode)"
        rf"s?{_BETWEEN}(?:nummers?|nrs?|code)|bedrag(?:en)?|totaal|som|omzet|begroting|budget|aantal"
        r"|versie|order|factuur|barcode|isni|eori|lei"
    ),
}
_CUES = re.compile(
    "(?<![^\\W_])(?:" + "|".join(f"(?P<{cue}>{words})" for cue, words in _WORDS.items()) + ")(?![^\\W\\d_])",
    re.IGNORECASE,
)
_SAYS_BSN = re.compile(r"bsn|burgerservicenummer|sofi", re.IGNORECASE)
_REACH = {Cue.BSN: 70, Cue.ACCOUNT: 60, Cue.PHONE: 45, Cue.CASE: 30, Cue.NONE_OF_THEM: 28}
_ENDS = re.compile(r"[.!?][\"’')*_]*[ \n]+(?=[A-Z])|\n[ \t]*\n|\n[ \t]*[-*•#>|]|\t\t")
_ABBREVIATED = re.compile(r"(?:nr|tel|dhr|mevr|mw|geb|mob|b\.?s\.?n|st|dr|mr)\.[ \n]+$", re.IGNORECASE)
_MONEY_BEFORE = re.compile(r"(?:€|\$|£|\beur|\beuro|\busd)[ \n]{0,2}$", re.IGNORECASE)
_MONEY_AFTER = re.compile(
    r" ?(?:,-|,\d|%|€|\+/-)|\s{1,2}(?:euro|eur|procent|promille|miljoen|mln|miljard|mld|inwoners"
    r"|personen|mensen"
    r"|huishoudens|stuks|keer|maal|woningen|kilometer|km|m2|m3|kwh|bytes|views|stemmen|aandelen"
    r"|dollar|gulden)\b",
    re.IGNORECASE,
)
_ADDRESS_OF_PAGE = re.compile(r"://|^www\.|^10\.\d{4,5}/|\bdoi\b|^ecli:|^urn:", re.IGNORECASE)
_RULER = re.compile(r"[ \t:|-]{3,}")


def _cue_in(words: str) -> Cue | None:
    """What the last of some words announces."""
    found = list(_CUES.finditer(words[-BACK:]))
    return Cue(str(found[-1].lastgroup)) if found else None


@dataclass(frozen=True)
class Page:
    """A plain text with what surrounds a place in it."""

    folded: Folded

    @property
    def text(self) -> str:
        """The plain text."""
        return self.folded.text

    def before(self, start: int, length: int = BACK) -> str:
        """What goes before in the same sentence or cell, with the heading of the cell's column before that."""
        row = self._row(start)
        left = max(0, start - length)
        if row is not None:
            left = max(left, self.text.rfind("|", left, start) + 1)
            return f"{row}: {self.text[left:start]}"
        return self._within_sentence(self.text[left:start])

    def cell_before(self, start: int) -> str:
        """The cell to the left, where a table names what it holds there; "" elsewhere."""
        line = self.text.rfind("\n", max(0, start - 400), start) + 1
        cells = self.text[line:start].split("|")
        return cells[-2] if len(cells) > 2 else ""

    @staticmethod
    def _within_sentence(piece: str) -> str:
        at = 0
        for end in _ENDS.finditer(piece):
            if not _ABBREVIATED.search(piece[max(0, end.end() - 8) : end.end()]):
                at = end.end()
        return piece[at:]

    def after(self, end: int, length: int = AHEAD) -> str:
        """What follows in the same sentence or cell."""
        piece = self.text[end : end + length]
        cut = min(
            (found.start() for found in (_ENDS.search(piece), re.search(r"\||\n\n", piece)) if found), default=length
        )
        return piece[:cut]

    def announced(self, start: int) -> Cue | None:
        """What the nearest word before says that a number at ``start`` is; in a table also its column's heading."""
        at = bisect_right(self._cue_ends, start) - 1
        if at >= 0:
            end, cue = self._cues[at]
            between = self.text[end:start] if start - end <= max(_REACH.values()) else "|"
            if "|" not in between and len(self._within_sentence(between)) == len(between):
                return cue if len(between) <= _REACH[cue] else None
        row = self._row(start)
        return _cue_in(row) or _cue_in(self.cell_before(start)) if row is not None else self._in_list(start)

    def _in_list(self, start: int) -> Cue | None:
        """What the cell to the left names, in a table without headings."""
        return _cue_in(self.cell_before(start)) if "|" in self.text[max(0, start - 4) : start] else None

    @cached_property
    def speaks_of_bsn(self) -> bool:
        """Whether the text announces a BSN anywhere."""
        return any(cue is Cue.BSN for _, cue in self._cues) or bool(_SAYS_BSN.search(self.text))

    @cached_property
    def _cues(self) -> list[tuple[int, Cue]]:
        return [(match.end(), Cue(str(match.lastgroup))) for match in _CUES.finditer(self.text)]

    @cached_property
    def _cue_ends(self) -> list[int]:
        return [end for end, _ in self._cues]

    def is_amount(self, start: int, end: int) -> bool:
        """Whether a number is money or a count."""
        return bool(_MONEY_BEFORE.search(self.text[max(0, start - 7) : start]) or _MONEY_AFTER.match(self.text, end))

    def in_page_address(self, start: int) -> bool:
        """Whether a place is within the address of a page or of a publication."""
        left = max(0, start - TOKEN)
        token = re.split(r"[\s<>()\[\]|]", self.text[left:start])[-1]
        return bool(_ADDRESS_OF_PAGE.search(token))

    def _row(self, start: int) -> str | None:
        """The heading of the column when ``start`` is in a table with one; None when it is in no table."""
        if not self._tables:
            return None
        at = bisect_right(self._tables, (start, 0, ())) - 1
        if at < 0:
            return None
        first, last, headings = self._tables[at]
        if not first <= start < last:
            return None
        line = self.text.rfind("\n", max(0, start - ROW), start) + 1
        if not line:
            return ""
        column = self.text.count("|", line, start) - (self.text[line:start].lstrip()[:1] == "|")
        return headings[column] if 0 <= column < len(headings) else ""

    @cached_property
    def _tables(self) -> list[tuple[int, int, tuple[str, ...]]]:
        return list(self._found_tables()) if "|" in self.text and "--" in self.text else []

    def _found_tables(self) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Each Markdown table's rows: where they begin and end, and the headings above them."""
        headings: tuple[str, ...] = ()
        at, above, open_from = 0, "", -1
        for line in self.text.splitlines(keepends=True):
            if open_from >= 0 and "|" not in line:
                yield open_from, at, headings
                open_from = -1
            if open_from < 0 and "|" in above and "|" in line and _RULER.fullmatch(line.rstrip("\n")):
                open_from = at + len(line)
                headings = tuple(cell.strip() for cell in above.strip().strip("|").split("|"))
            above, at = line, at + len(line)
        if open_from >= 0:
            yield open_from, at, headings
