"""Words that a line's end broke: joined, unless the hyphen belongs to the word.

What the document itself writes elsewhere decides. Where it says nothing, the
hyphen stays after a capital, an abbreviation or a digit (Noord-Holland,
Wmo-consulent), before ‘en’ or ‘of’ (zorg- en welzijn), and in the compounds
that Dutch writes with one (sociaal-cultureel).
"""

import re
from collections import Counter
from collections.abc import Iterable

from assistant.formats.cleaning import words

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*", re.UNICODE)
_LAST = re.compile(r"([^\W_]+(?:-[^\W_]+)*)-$")
_FIRST = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_EQUAL = words(
    "sociaal politiek cultureel economisch juridisch financieel medisch psychisch psycho maatschappelijk "
    "christelijk technisch historisch wetenschappelijk bestuurlijk ruimtelijk algemeen formeel informeel niet "
    "non ex oud semi pro anti vice quasi pseudo bijna privaat publiek noord zuid oost west e"
)
TAIL = 100  # characters: longer than a word
_LINKS = frozenset({"en", "of", "dan", "als", "tot", "noch", "maar"})


class Words:
    """The words of a document, by which broken ones are judged."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._counts: Counter[str] = Counter()
        for line in lines:
            self._counts.update(word.casefold() for word in _WORD.findall(line))

    def joined(self, lines: list[str]) -> str:
        """Lines of one paragraph as one line."""
        parts: list[str] = []
        for line in lines:
            if parts:  # only the end of the last line counts: searching all of the text takes quadratic time
                parts[-1:] = [self._joined(parts[-1], line[:TAIL]) + line[TAIL:]]
                parts[-1:] = [parts[-1][:-TAIL], parts[-1][-TAIL:]]
            else:
                parts.append(line)
        return "".join(parts)

    def unbroken(self, text: str) -> str:
        """A text with single line ends, as one line."""
        return self.joined([line for line in text.split("\n") if line.strip()])

    def across(self, page: str, following: str) -> tuple[str, str]:
        """Two pages; the rest of a word that was broken between them goes back to the first."""
        if not _LAST.search(page[-TAIL:]) or not following[:1].islower():
            return page, following
        word = _FIRST.match(following)
        if word is None or word.group() in _LINKS:
            return page, following
        end = word.end()
        while end < len(following) and following[end] in ".,;:!?)":
            end += 1
        return self._joined(page, following[:end]), following[end:].lstrip(" ")

    def _joined(self, text: str, line: str) -> str:
        broken, following = _LAST.search(text[-TAIL:]), _FIRST.match(line)
        if broken is None or following is None:
            return f"{text} {line}"
        first, second = broken.group(1), following.group()
        if second in _LINKS:
            return f"{text} {line}"
        return f"{text if self._keeps(first, second) else text[:-1]}{line}"

    def _keeps(self, first: str, second: str) -> bool:
        whole = self._counts[f"{first}{second}".casefold()]
        hyphened = self._counts[f"{first}-{second}".casefold()]
        if whole != hyphened:
            return hyphened > whole
        last = first.rsplit("-", 1)[-1]
        if second[0].isupper() or second[0].isdigit() or last[-1].isdigit():
            return True
        if len(last) > 1 and any(letter.isupper() for letter in last[1:]):
            return True
        if last.casefold() in _EQUAL:
            return True
        return len(last) > 1 and last in ("Wmo", "Wlz", "Zvw", "Ggz", "Jgz", "Avg", "Wet")
