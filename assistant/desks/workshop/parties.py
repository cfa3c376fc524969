"""Who speaks or acts in a text: the parties around a neighbourhood team, and the words for each.

The subject is what a text begins with; a heading such as ``Raadslid: …`` names
its speaker. Words for one party stand in for each other when a theme names it.
"""

import re
from collections.abc import Iterable

from assistant.dutch.words import fold

PARTIES = {
    "gemeente": r"gemeenten?|gemeentebestuur|wethouders?|ambtena(?:ar|ren)|beleidsadviseurs?|beleid|college",
    "aanbieder": (
        r"(?:zorg|welzijns|moeder|partner|hulpverlenings|maatschappelijke )?organisaties?|(?:zorg)?aanbieders?|"
        r"instellingen?|directeur-bestuurders?"
    ),
    "professional": (
        r"(?:zorg|wijk)?professionals?|\w*medewerkers?|hulpverleners?|teamleden|teamlid|teamleiders?|"
        r"wijkverpleegkundigen?|maatschappelijk werkers?|opbouwwerkers?|docent|leerrechtambtenaar|"
        r"(?:sociale?|wijk)\W?teams?|de teams?"
    ),
    "gemeenteraad": r"gemeenteraad|raadsleden|raadslid\S*",
    "vrijwilliger": r"vrijwilligers?(?:swerk)?|mantelzorgers?",
    "inwoner": r"inwoners?|burgers?|bewoners?|cliënt(?:en)?|klant(?:en)?|gezin(?:nen)?|mensen",
    "rijk": r"het rijk|rijksoverheid|minister(?:ie)?",
}
_FOLDED = {name: re.compile(rf"\b(?:{fold(pattern)})\b") for name, pattern in PARTIES.items()}
_SPEAKER = re.compile(r"^([^:.?]{3,60}):\s")
_ACCORDING = re.compile(r"\b(?:volgens|vindt|ziet|denkt|meent|stelt|pleit|adviseert)\b")
SUBJECT_WORDS = 4  # words from the start in which a subject is looked for


def party_of_word(word: str) -> str:
    """The party that a single word names; "" when it names none."""
    folded = fold(word)
    return next((name for name, pattern in _FOLDED.items() if pattern.fullmatch(folded)), "")


def names_party(party: str, folded: str) -> bool:
    """Whether a folded text names a party, by any of its words."""
    return bool(_FOLDED[party].search(folded))


def subject(text: str, whole: bool = False) -> str:
    """The party that a text begins with, or with ``whole`` the first that it names; "" when there is none."""
    said = fold(text).lstrip(" -*0123456789.").split()
    start = " ".join(said if whole else said[:SUBJECT_WORDS])
    found = [(match.start(), name) for name, pattern in _FOLDED.items() if (match := pattern.search(start))]
    return min(found)[1] if found else ""


def speaker(headings: Iterable[str]) -> str:
    """Who speaks, as one of the headings says it (``Raadslid: …``); "" when none does."""
    for heading in headings:
        match = _SPEAKER.match(heading)
        if match and subject(match.group(1)):
            return match.group(1)
    return ""


def is_opinion(text: str) -> bool:
    """Whether a text says whose view it is."""
    return bool(_ACCORDING.search(fold(text)))
