"""What a text must show to answer some questions: a time, a number, a reason, money, a way to reach someone."""

import re
from collections.abc import Sequence

from assistant.dutch.words import fold
from assistant.reader.question import Question, QuestionType
from assistant.reader.signs import is_question
from assistant.types import Sentence

_NUMBER = re.compile(
    r"\d|\b(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|honderd|duizend|miljoen|helft)\b"
)
_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_DAYS = "maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag"
_TIME = re.compile(
    r"\b(?:1[0-9]|20)\d\d\b|\b\d{1,2}[:.]\d\d\b|"
    rf"\b(?:{_MONTHS}|{_DAYS}|eeuw|uur|weken|maanden|jaar|dagen|nadat|zodra|voordat)\b"
)
_REASON = re.compile(
    r"\b(?:omdat|doordat|want|daarom|daardoor|hierdoor|waardoor|vanwege|wegens|reden\w*|oorzaak|dankzij|zodat|"
    r"namelijk|immers|aangezien|gevolg)\b"
)
_PRICE = re.compile(
    r"\b(?:kost(?:en|te)?|euro|bedrag\w*|\w*tarief|betaal|betalen|prijs|duur|leges|\w*boete|geld|budget|"
    r"\w*vergoeding|\w*subsidie|\w*toeslag|\w*korting)\b"
)
_MONEY = re.compile(r"€|\beuro\b|\b\d+(?:[.,]\d+)? (?:miljoen|miljard)\b")
_SUM_ASKED = re.compile(
    r"\bwat kost|\bhoeveel (?:geld|euro|betaal|kost|subsidie|leges)|\bhoe (?:duur|hoog)\b|\b(?:bedrag|tarief|boete)\b"
)
# what is asked for in so many words, and how it looks
_ADDRESSES = (
    (
        re.compile(r"\btelefoonnummers?\b|\bnummer\b.*\bbellen\b"),
        re.compile(r"\d[\d\s()-]{6,}\d|\b1[14]\d{1,4}\b|\b14 0\d{2,3}\b"),
    ),
    (re.compile(r"\be-?mail(?:adres)?\b|\bmailadres\b"), re.compile(r"\S@\S")),
    (re.compile(r"\b(?:web)?site\b|\bwebadres\b"), re.compile(r"\bwww\.|https?:|\.nl\b")),
    (re.compile(r"\bhoeveel procent|\bpercentage\b"), re.compile(r"%|\bprocent\b|\b(?:helft|kwart|derde)\b")),
)


def expected_signs(question: Question, run: Sequence[Sentence]) -> tuple[float, float, float, float]:
    """Whether the run tells a time, a number, a reason, a sum of money, each only if the question asks for it."""
    asked = {
        _TIME: question.kind is QuestionType.TIME,
        _NUMBER: question.kind is QuestionType.NUMBER,
        _REASON: question.kind is QuestionType.REASON,
        _MONEY: bool(_PRICE.search(fold(question.text))),
    }
    if not any(asked.values()):
        return 0.0, 0.0, 0.0, 0.0
    text = fold(" ".join(sentence.text for sentence in run if not is_question(sentence)))
    time, number, reason, money = (float(wanted and bool(sign.search(text))) for sign, wanted in asked.items())
    return time, number, reason, money


def lacks_form(question: Question, texts: Sequence[str]) -> bool:
    """Whether a question asks for a time, a number, a sum of money or an address, and no text shows one."""
    asked, said = fold(question.text), fold(" ".join(texts))
    wanted = [sign for pattern, sign in _ADDRESSES if pattern.search(asked)]
    if question.kind is QuestionType.TIME:
        wanted.append(_TIME)
    if question.kind is QuestionType.NUMBER:
        wanted.append(_NUMBER)
    if _SUM_ASKED.search(asked):
        wanted.append(_MONEY)
    return any(not sign.search(said) for sign in wanted)
