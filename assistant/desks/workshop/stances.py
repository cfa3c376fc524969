"""What a piece says of a theme, and by what two pieces stand against each other."""

import re
from dataclasses import dataclass
from enum import StrEnum

from assistant.desks.workshop.gathering import Material, Piece
from assistant.desks.workshop.parties import speaker
from assistant.dutch.municipalities import municipalities_in
from assistant.dutch.words import fold, terms

SAME_SUBJECT = 0.2  # cosine, less what all the pieces share, from which two texts are on one subject
FOR_SUBJECT = 0.1  # the same for an advantage and a disadvantage: their headings say already on what they are
_FOR = re.compile(
    r"\bvoordel\w*|\bvoordeel\b|\bpluspunt\w*|\bwinst\b|\bkansen\b|\bsterke? (?:kant|punt)\w*|\bargumenten\b|"
    r"\bredenen\b"
)
_AGAINST = re.compile(
    r"\bnadel\w*|\bnadeel\b|\brisico\w*|\bgevaar\b|\bvalkuil\w*|\bbezwa\w+|\bknelpunt\w*|\bbottleneck\b|\bminpunt\w*|"
    r"\bspelbreker\b|\bkritiek\b|\bkeerzijde\b"
)
_DENIES = re.compile(r"\b(?:niet|geen|nooit|nergens|onvoldoende|te weinig|te vroeg|voorkom|misgaan)\b")
_CLAIMS = re.compile(
    r"\b(?:volgens|vindt|vinden|ziet|stelt|zegt|denkt|noemt|adviseert|pleit|gelooft|geloven|moet|moeten|nodig|"
    r"noodzaak|noodzakelijk|belangrijk\w*|onmisbaar|juist|beter|hoort|horen|kies|durf|zorg|houd|geef|begin|bestaat)\b"
)
_VOICE = re.compile(
    r"\bvolgens (?:de |het )?([\w/-]+)|\b(?:de|het) ([\w/-]+) (?:vindt|ziet|zegt|noemt|stelt|denkt|herkent|wijst)\b"
)
_CHOSE = re.compile(
    r"\b(?:koos|kiest|kiezen|gekozen|in dienst|stichting|cooperatie|netwerkorganisatie|projectorganisatie|"
    r"gemeenschappelijke regeling|stuurt|sturen|werkgever|moederorganisatie|bepalen zelf|zelf de regie|verplichte)\b"
)


class Contrast(StrEnum):
    """By what two quotes stand against each other, as the card says it."""

    NAMED = "een dilemma dat de bron zelf noemt"
    FOR_AND_AGAINST = "een voordeel en een nadeel"
    TURN = "de bron noemt twee kanten die schuren"
    PARTIES = "twee partijen, elk met een eigen blik"
    YES_AND_NO = "de ene tekst zegt ja, de andere zegt nee of waarschuwt"
    SPEAKERS = "twee sprekers, elk met een eigen standpunt"
    PLACES = "twee gemeenten, elk met een eigen keuze"


@dataclass(frozen=True, slots=True)
class Stance:
    """What a piece says of the theme; ``place`` is the one municipality whose choice it tells."""

    document: str
    words: frozenset[str]
    on_topic: frozenset[str]
    is_for: bool
    is_against: bool
    claims: bool
    denies: bool | None  # what it says of the theme; None when that is not plain
    speaker: str
    place: str
    voices: frozenset[str]  # whose view it is, in the text's own words

    @classmethod
    def of(cls, material: Material, piece: Piece) -> "Stance":
        """What can be told by the words of a piece and its headings."""
        said = fold(piece.text)
        above = fold(piece.lead or piece.heading)
        places = list(dict.fromkeys(municipalities_in(piece.text)))
        chose = tells_choice(piece.text) and len(places) == 1
        topic = material.topic
        return cls(
            document=piece.document.id,
            words=frozenset(terms(piece.text)),
            on_topic=frozenset(word.text for word in topic.subject if topic.has(word, piece.text)),
            is_for=bool(_FOR.search(above)) and not _AGAINST.search(above),
            is_against=bool(_AGAINST.search(above)) and not _FOR.search(above),
            claims=bool(_CLAIMS.search(said)) and not piece.is_list,
            denies=_denial(material, piece),
            speaker=speaker(piece.evidence.heading.split(" › ")),
            place=places[0] if chose else "",
            voices=frozenset(name for found in _VOICE.findall(said) for name in found if name),
        )


def tells_choice(text: str) -> bool:
    """Whether a text tells how something was organised, or who chose that."""
    return bool(_CHOSE.search(fold(text)))


def _denial(material: Material, piece: Piece) -> bool | None:
    """Whether each sentence on the theme denies something, or none in the piece does; None when it is mixed."""
    topic = material.topic
    on_theme = [one for one in piece.sentences if any(topic.has(word, one.text) for word in topic.words)]
    if not on_theme or len(piece.sentences) > 2:
        return None
    denying = [bool(_DENIES.search(fold(one.text))) for one in on_theme]
    if any(denying):
        return True
    return None if _DENIES.search(fold(piece.text)) else False


def contrast_of(mine: Stance, theirs: Stance, near: float) -> Contrast | None:
    """By what two pieces stand against each other; None when nothing says so. ``near`` is their cosine."""
    together = mine.on_topic & theirs.on_topic
    on_one_subject = bool(together) and near >= SAME_SUBJECT  # parties and side words of the theme do not count
    if (mine.is_for and theirs.is_against) or (theirs.is_for and mine.is_against):
        same = mine.document == theirs.document and near >= FOR_SUBJECT
        return Contrast.FOR_AND_AGAINST if on_one_subject or same else None
    if mine.place and theirs.place and mine.place != theirs.place and (mine.on_topic or theirs.on_topic):
        return Contrast.PLACES
    apart = mine.document != theirs.document or mine.speaker != theirs.speaker
    apart = apart and not mine.voices & theirs.voices
    if not (on_one_subject and apart and mine.claims and theirs.claims):
        return None
    if {mine.denies, theirs.denies} == {True, False}:
        return Contrast.YES_AND_NO
    return Contrast.SPEAKERS if mine.speaker and theirs.speaker and mine.speaker != theirs.speaker else None
