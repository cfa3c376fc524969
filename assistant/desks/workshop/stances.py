"""What a piece says of a theme, and by what two pieces stand against each other."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from assistant.desks.examples.aspects import forms_claimed
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


ANY_TEAMS = "gebiedsteams of wijkteams"  # a form of which nearly every place has some kind
_EMPLOYERS = {
    "moederorganisatie": re.compile(r"\bin dienst bij (?:\w+ )?moederorganisaties?\b|\bgedetacheerd\w*"),
    "gemeente": re.compile(r"\bin dienst (?:bij|van) (?:de |een )?gemeente\b|\bgemeente als werkgever\b"),
}
_DECIDING = {
    "gemeente": re.compile(r"\bgemeente(?: [\w-]+){0,3} (?:stuurt|bepaalt)\b|\baansturing door de gemeente\b"),
    "de mensen zelf": re.compile(r"\b(?:bepalen|regelen|kiezen|beslissen) zelf\b|\bzelf de regie\b|\bzelfstur\w+"),
    "verplicht": re.compile(r"\bverplicht\w*"),
}


class Contrast(StrEnum):
    """By what two quotes stand against each other, as the card says it."""

    NAMED = "een dilemma dat de bron zelf noemt"
    FOR_AND_AGAINST = "een voordeel en een nadeel"
    TURN = "de bron noemt twee kanten die schuren"
    PARTIES = "twee partijen, elk met een eigen blik"
    YES_AND_NO = "de ene tekst zegt ja, de andere zegt nee of waarschuwt"
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
    choices: Mapping[str, frozenset[str]]  # by matter: what that place chose
    voices: frozenset[str]  # whose view it is, in the text's own words

    @classmethod
    def of(cls, material: Material, piece: Piece) -> "Stance":
        """What can be told by the words of a piece and its headings."""
        said = fold(piece.text)
        above = piece.lead or piece.heading
        places = list(dict.fromkeys(municipalities_in(piece.text)))
        chose = tells_choice(piece.text) and len(places) == 1
        topic = material.topic
        return cls(
            document=piece.document.id,
            words=frozenset(terms(piece.text)),
            on_topic=frozenset(word.text for word in topic.subject if topic.has(word, piece.text)),
            is_for=argues(above) is True,
            is_against=argues(above) is False,
            claims=bool(_CLAIMS.search(said)) and not piece.is_list,
            denies=_denial(material, piece),
            speaker=speaker(piece.evidence.heading.split(" › ")),
            place=places[0] if chose else "",
            choices=choices_told(piece.text) if chose else {},
            voices=frozenset(name for found in _VOICE.findall(said) for name in found if name),
        )


def argues(text: str) -> bool | None:
    """Whether a heading announces what speaks for something (True) or against it (False); None for neither, or both."""
    folded = fold(text)
    favours, opposes = bool(_FOR.search(folded)), bool(_AGAINST.search(folded))
    return None if favours == opposes else favours


def _chose_otherwise(mine: Mapping[str, frozenset[str]], theirs: Mapping[str, frozenset[str]]) -> bool:
    """Whether two places did one matter in different ways, and none in the same way."""
    both = [(mine[matter], theirs[matter]) for matter in mine.keys() & theirs.keys()]
    return bool(both) and all(one.isdisjoint(other) for one, other in both)


def choices_told(text: str) -> dict[str, frozenset[str]]:
    """What a text tells to have been chosen: in which form people work, and who decides."""
    folded = fold(text)
    forms = {form for form in forms_claimed(text) if form != ANY_TEAMS}
    forms |= {name for name, words in _EMPLOYERS.items() if words.search(folded)}
    deciding = {name for name, words in _DECIDING.items() if words.search(folded)}
    found = {"vorm": frozenset(forms), "sturing": frozenset(deciding)}
    return {matter: chosen for matter, chosen in found.items() if chosen}


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
        return Contrast.PLACES if _chose_otherwise(mine.choices, theirs.choices) else None
    apart = mine.document != theirs.document or mine.speaker != theirs.speaker
    apart = apart and not mine.voices & theirs.voices
    if not (on_one_subject and apart and mine.claims and theirs.claims):
        return None
    return Contrast.YES_AND_NO if {mine.denies, theirs.denies} == {True, False} else None
