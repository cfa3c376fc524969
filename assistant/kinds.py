"""The choices of the program: each a word that users see, or that stands in a file."""

from enum import StrEnum


class Kind(StrEnum):
    """What a reader should know of a source's weight."""

    ONDERZOEK = "onderzoek"
    ARTIKEL = "artikel"
    BLOG = "blog"
    SESSIEVERSLAG = "sessieverslag"
    DISCUSSIE = "discussie"
    PRAKTIJKNOTITIE = "praktijknotitie"


class Collection(StrEnum):
    """Public sources or local practice notes; never mixed up on screen."""

    BRONNEN = "bronnen"
    NOTITIES = "notities"


class Visibility(StrEnum):
    """Whether a practice note may leave this machine; a source that says nothing is public."""

    LOCAL = "alleen lokaal"
    MODEL = "mag naar taalmodel"


class FoundBy(StrEnum):
    """Which search found a passage."""

    LEXICAL = "lexical"
    DENSE = "dense"
    BOTH = "both"


class Status(StrEnum):
    """How a question ended; a failure is an exception, never a status."""

    ANSWERED = "answered"
    NO_EVIDENCE = "no_evidence"
    UNSUPPORTED = "unsupported"


class Mode(StrEnum):
    """How the answer was made."""

    CITAAT = "citaatmodus"
    TAALMODEL = "taalmodel"


class Audience(StrEnum):
    """For whom a language model tells the answer; quotes are the same for all."""

    PROFESSIONAL = "professional"
    TRAINER = "trainer"
    ADVISER = "beleidsadviseur"


class Confidence(StrEnum):
    """How well the sources carry the answer, in the words that users see."""

    STRONG = "goed onderbouwd"
    PARTIAL = "deels onderbouwd"
    NONE = "niet gevonden"
