"""Telephone numbers and e-mail addresses.

Numbers of services (0800, 0900, 0906, 0909, 14 030, 112, 116 000) belong to
organisations and are passed over. 085 and 088 are found: a direct number of a
professional looks the same. A general mailbox (info@…) is found for that
reason too; the user decides.
"""

import re
from collections.abc import Iterator

from assistant.privacy.context import Cue, Page
from assistant.privacy.findings import Sort

Span = tuple[Sort, int, int]

# Area codes of the numbering plan, each followed by its possible next digits; "." where there is none.
_AREAS = (
    "010:. 013:. 015:. 020:. 023:. 024:. 026:. 030:. 033:. 035:. 036:. 038:. 040:. 043:. 045:. 046:. 050:. 053:. "
    "055:. 058:. 070:. 071:. 072:. 073:. 074:. 075:. 076:. 077:. 078:. 079:. 084:. 085:. 087:. 088:. 091:. "
    "011:134578 016:1245678 017:24 018:0123467 022:2346789 025:125 029:479 031:345678 032:01 034:12345678 "
    "041:12368 047:58 048:15678 049:23579 051:123456789 052:12345789 054:1345678 056:126 057:0123578 "
    "059:123456789 "
)
_AREA = re.compile("|".join(f"{code[:3]}[{code[4:]}]" if code[4:] != "." else code[:3] for code in _AREAS.split()))
_SERVICE = re.compile(r"0(?:800|90[0-9])")
_BEGIN = re.compile(r"(?<![^\W_])(?:\( ?\+|\+|\( ?(?=0)|(?=0)) ?\d")
_STEP = re.compile(r"[ \t]{0,2}[()./_–-]?[ \t]{0,2}[()]?[ \t]?(?:\n[ \t]{0,4})?(\d)")
_DATE = re.compile(r"\d{1,2} ?[-/.] ?\d{1,2} ?[-/.] ?(?:19|20)\d\d(?!\d)")
_SHAPE = re.compile(r"\(?0\d{2}\)? ?[- /.] ?[1-9]\d{6}|\(?0\d{3}\)? ?[- /.] ?[1-9]\d{5}|\(0\d{1,3}\) ?[\d ]+")
_ABROAD = re.compile(r"[2-9]\d{7,13}|1\d{10}")
_ABROAD_WITH_ZEROS = re.compile(
    r"00(?:3[02-9]|4[0-9]|90|212|213|216|20|597|599|297|1|7|351|353|35[4-9]|38\d|42[01]|93|96\d|98|252|291|251)"
)
LONGEST = 15
_SHORT = re.compile(r"(?<![^\W_])[1-9](?:[ -]?\d){5,8}(?![^\W_])(?![.,:/-]\d)")
_RIGHT_BEFORE = re.compile(
    r"(?i)(?:\btel(?:efoon)?(?:nummer|nr)?|\bmob(?:iel)?(?:nummer)?|\bgsm|06-nummer)(?: is| luidt)?[.: ]{1,3}$"
)


def find_phones(page: Page) -> Iterator[Span]:
    """Every number on which a person can be called."""
    at = 0
    for begin in _BEGIN.finditer(page.text):
        if begin.start() >= at and (end := _phone_end(page, begin.start())):
            start = begin.start()
            at = end
            if page.text[start] == "(" and ")" not in page.text[start:end]:
                start += 1
            yield Sort.TELEFOON, start, end
    for match in _SHORT.finditer(page.text):
        if _RIGHT_BEFORE.search(page.before(match.start(), 30)) and not page.is_amount(*match.span()):
            yield Sort.TELEFOON, match.start(), match.end()


def _digits(text: str, start: int) -> tuple[str, list[int]]:
    """The digits from a place on with where each ends; a line break is passed only once."""
    found, ends = "", []
    at = start + len(re.match(r"\(? ?\+?\(? ?", text[start : start + 6]).group())  # type: ignore[union-attr]
    while len(found) < LONGEST and (step := _STEP.match(text, at)):
        found += step.group(1)
        at = step.end()
        ends.append(at)
    return found, ends


def _phone_end(page: Page, start: int) -> int | None:
    text = page.text
    digits, ends = _digits(text, start)
    abroad = "+" in text[start : start + 3]
    needed = _length(digits, abroad)
    if needed is None or len(digits) < needed:
        return None
    end = ends[needed - 1]
    if text[end : end + 1].isalnum() or re.match(r",\d", text[end : end + 2]):
        return None
    cue = page.announced(start)
    if abroad or cue is Cue.PHONE:
        return end
    if cue in (Cue.NONE_OF_THEM, Cue.BSN) or page.is_amount(start, end) or page.in_page_address(start):
        return None
    if _DATE.match(text, start) or _follows_digit(text, start):
        return None
    return end if _is_plausible(text[start:end], digits[:needed]) else None


def _follows_digit(text: str, start: int) -> bool:
    """Whether a number goes on here, as in 1.010, 21:06 or 2019/0201234567."""
    return text[max(0, start - 1) : start] in set(".,/-:") and text[max(0, start - 2) : start - 1].isdigit()


def _length(digits: str, abroad: bool) -> int | None:
    """How many of the digits make a number; None when no number begins like this."""
    international = digits if abroad else digits[2:] if digits.startswith("00") else ""
    extra = 0 if abroad else 2
    if international.startswith("31"):
        national = international[2:]
        trunk = national.startswith("0")
        if _SERVICE.match(national if trunk else "0" + national):
            return None
        return extra + 2 + trunk + 9
    if abroad:
        return len(digits) if _ABROAD.fullmatch(digits) else None
    if digits.startswith("00"):
        return len(digits) if _ABROAD_WITH_ZEROS.match(digits) and len(digits) >= 10 else None
    return None if _SERVICE.match(digits) or not digits.startswith("0") else 10


def _is_plausible(written: str, digits: str) -> bool:
    if digits.startswith("00"):  # a number abroad; 0.015 is none
        return digits.startswith("0031") or bool(re.match(r"\(? ?00", written) and re.search(r"\D", written))
    groups = re.findall(r"\d+", written)
    if len(groups[0]) < 3 and groups[0] != "06" and len(groups) > 1 and set(map(len, groups)) != {2}:
        return False  # 01-02120000: nobody writes an area code in halves
    if digits[1] == "6":
        return digits[2] != "0" or len(set(digits)) > 3
    return bool(_AREA.match(digits)) or bool(_SHAPE.fullmatch(written))


_AT = re.compile(r"(?:@\n?| @ |[ \t]?[(\[{<][ \t]?(?:at|@|apenstaartje)[ \t]?[)\]}>][ \t]?)", re.IGNORECASE)
_LABEL_END = re.compile(
    r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?(?:\.|[ ]?[(\[{][ ]?(?:dot|punt|\.)[ ]?[)\]}][ ]?)){1,6}"
    r"(?:xn--[a-z0-9-]{2,30}|[^\W\d_]{2,24})(?![^\W_])",
    re.IGNORECASE,
)
_PLAIN_LOCAL = re.compile(r"[\w.+%'~-]{1,64}$")


def find_mail(page: Page) -> Iterator[Span]:
    """Every e-mail address, also with ‘(at)’ or spaces around the sign."""
    text, passed = page.text, 0
    for sign in _AT.finditer(text):
        piece = text[max(passed, sign.start() - 64) : sign.start()]
        local = _PLAIN_LOCAL.search(piece)
        domain = _LABEL_END.match(text, sign.end())
        if local is None or domain is None:
            continue
        name = local.group().lstrip("'_.~%-") or local.group()
        if not any(map(str.isalnum, name)):
            continue
        passed = domain.end()
        yield Sort.EMAIL, sign.start() - len(name), domain.end()
