"""A Dutch question taken apart: what asks, the finite verb, its subject, and what follows.

No parser: the finite verb of a Dutch question stands first, or right behind
what asks. That is enough to put another place, thing or question word in.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.dutch.municipalities import municipalities_in
from assistant.dutch.wordlists import word_set
from assistant.dutch.words import fold

PREPOSITIONS = word_set(
    "aan achter als bij binnen boven buiten door in langs met na naar naast om onder op over per rond rondom sinds "
    "tegen tijdens tot tussen uit van vanaf vanuit vanwege via volgens voor zonder"
)
DETERMINERS = word_set(
    "de het een geen deze dit die dat elk elke ieder iedere alle beide sommige enkele mijn jouw je jullie ons onze "
    "hun haar zijn"
)
FILLERS = word_set("ook wel nog dan nu toch eigenlijk precies zo er daar hier al nou even eens maar")
PRONOUNS = word_set("ik je jij u we wij ze zij hij men het dat die dit deze jullie hen hem hun")
ASKING = word_set(
    "wie wat waar wanneer waarom hoe hoeveel welk welke waarmee waarvan waarvoor waardoor waarop waarin waarover "
    "waaruit waarbij waartoe waarnaar wiens hoezo"
)
_DEGREES = word_set("vaak lang groot veel snel hoog oud duur laat ver goed breed zwaar klein ziek erg actief")
VERBS = word_set("""
    is zijn was waren ben bent heb hebt heeft hebben had hadden word wordt worden werd werden kan kun kunt kunnen kon
    konden mag mogen mocht mochten moet moeten moest moesten zal zult zullen zou zouden wil wilt willen wilde wilden doe
    doet doen deed deden ga gaat gaan ging gingen kom komt komen kwam kwamen krijgt krijgen kreeg kregen werkt werken
    werkte zit zitten zat zaten staat staan stond ligt liggen blijft blijven geeft geven gaf maakt maken maakte koos
    kozen kiest kiezen zegt zeggen zei stuurt sturen regelt regelen hoort horen vindt vinden vond betekent betekenen
    kost kosten duurt duren bestaat bestaan bestond geldt gelden helpt helpen biedt bieden betaalt betalen heet heten
    gebruikt gebruiken leert leren levert leveren lukt lukken neemt nemen verandert veranderen begint beginnen ziet
    zien houdt houden hoef hoeft hoeven pakt pakken legt leggen vraagt vragen speelt spelen zorgt zorgen werkten valt
    vallen bepaalt bepalen beslist beslissen denkt denken weet weten wint won stopt loopt lopen gebeurt woont wonen
    organiseert organiseren verdeelt ontstond ontstaat ontstaan groeit steunt deelt delen schrijft leidt""")
PARTICLES = word_set("aan af op uit in mee samen toe door over terug voor bij vast om na")
_WORD = re.compile(r"[\w'’.,/:-]*\w[\w'’]*|\S")
_PARTICIPLE = re.compile(r"(?:ge|be|ver|ont|her)\w{2,}(?:d|t|en)$|\w{2,}ge\w{2,}(?:d|t|en)$")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A question in parts, each a tuple of words; ``opening`` is empty for yes or no."""

    opening: tuple[str, ...]
    verb: str
    subject: tuple[str, ...]
    rest: tuple[str, ...]

    @property
    def after(self) -> tuple[str, ...]:
        """All that follows the verb."""
        return (*self.subject, *self.rest)

    @property
    def asked_noun(self) -> tuple[str, ...]:
        """The noun that a question asks which or how many of: organisatievorm of ‘welke organisatievorm’."""
        lowered = [fold(word) for word in self.opening]
        for asking in ("welke", "welk", "hoeveel"):
            if asking in lowered:
                return self.opening[lowered.index(asking) + 1 :]
        return ()


def words_of(text: str) -> list[str]:
    """The words of a question in order, without its closing marks; names keep their capitals."""
    return [word for word in _WORD.findall(text.strip().rstrip("?!. ")) if any(map(str.isalnum, word))]


def parse(question: str) -> Parsed | None:
    """The parts of a question; None when no finite verb stands where a question has one."""
    words = words_of(question)
    lowered = [fold(word) for word in words]
    at = _verb_at(lowered)
    if at is None:
        return None
    subject = noun_phrase(words[at + 1 :])
    return Parsed(tuple(words[:at]), words[at].lower(), tuple(subject), tuple(words[at + 1 + len(subject) :]))


def _verb_at(lowered: Sequence[str]) -> int | None:
    if len(lowered) < 2:
        return None
    start = 1 if lowered[0] in PREPOSITIONS and len(lowered) > 2 else 0
    asking = lowered[start]
    if asking not in ASKING:
        return 0 if not start and lowered[0] in VERBS else None
    at = start + 1
    if asking == "hoe" and at < len(lowered) and lowered[at] in _DEGREES:
        at += 1
    if asking not in ("welk", "welke", "hoeveel") and not (asking == "wat" and lowered[at] == "voor"):
        return at if at < len(lowered) and lowered[at] not in (PREPOSITIONS | DETERMINERS) - VERBS else None
    for place in range(start + 2, len(lowered)):
        if lowered[place] in VERBS:
            return place
    return next((p for p in range(start + 2, len(lowered)) if _is_verbal(lowered[p])), None)


def _is_verbal(word: str) -> bool:
    return len(word) > 3 and word.endswith(("t", "en", "de", "te")) and word not in PREPOSITIONS


def noun_phrase(words: Sequence[str]) -> list[str]:
    """The noun phrase with which words begin; empty where they begin with something else."""
    if not words:
        return []
    place = _place_at_start(words)
    if place:
        return list(words[:place])
    if fold(words[0]) in PRONOUNS and not (fold(words[0]) in DETERMINERS and _is_noun(words[1:2])):
        return [words[0]]
    if fold(words[0]) in PREPOSITIONS | FILLERS | VERBS | {"niet"}:
        return []
    found: list[str] = []
    for word in words:
        lowered = fold(word)
        if found and (lowered in PREPOSITIONS | FILLERS | VERBS | DETERMINERS | {"niet", "of", "en"}):
            break
        if found and found[-1][:1].isupper() and not word[:1].isupper():
            break
        found.append(word)
        if lowered not in DETERMINERS and not _is_adjective(lowered) and not word[:1].isupper():
            break
    return found


def _is_noun(words: Sequence[str]) -> bool:
    return bool(words) and fold(words[0]) not in PREPOSITIONS | FILLERS | VERBS | DETERMINERS | PRONOUNS | {"niet"}


def _is_adjective(word: str) -> bool:
    known = {"sociaal", "eigen", "nieuw", "lokaal", "klein", "groot", "twee", "drie", "vier", "definitief", "goed"}
    return word in known or (word.endswith("e") and len(word) > 3 and not word.endswith(("ie", "ee", "iteitie")))


def _place_at_start(words: Sequence[str]) -> int:
    """How many words the municipality has with which words begin; 0 when they begin with none."""
    if not words[0][:1].isupper():
        return 0
    for count in range(min(5, len(words)), 0, -1):
        name = " ".join(words[:count])
        if municipalities_in(f"in {name}") and words[count - 1][:1].isupper():
            shorter = " ".join(words[: count - 1])
            if count == 1 or municipalities_in(f"in {name}") != municipalities_in(f"in {shorter}"):
                return count
    return 0


def without_tail(words: Sequence[str]) -> list[str]:
    """Words without the verbs and particles that close a Dutch question (aan, gekozen, te regelen)."""
    kept = list(words)
    while kept:
        last = fold(kept[-1])
        closes = last in VERBS | FILLERS or last in PARTICLES or _PARTICIPLE.fullmatch(last) is not None
        if (
            not closes
            or (kept[-1][:1].isupper() and len(kept) > 1)
            or (len(kept) > 1 and fold(kept[-2]) in DETERMINERS)
        ):
            break
        kept.pop()
    return kept


def definite(noun: str) -> str:
    """``noun`` with its article; plural and unknown nouns take de."""
    head = fold(head_of(noun.split())[-1])
    return f"{'het' if _is_neuter(head) else 'de'} {noun}"


_NEUTER = word_set(
    "team teamoverleg plan beleid gezin budget doel onderzoek loket model netwerk convenant werk belang bestuur "
    "bedrijf project programma proces probleem effect resultaat gevolg advies aantal jaar huis huishouden kind gesprek "
    "verschil voordeel nadeel gevaar risico recht inzicht aanbod systeem verslag domein principe ontwerp spreekuur veld"
)


def _is_neuter(noun: str) -> bool:
    return noun.endswith((*_NEUTER, "je", "ment", "isme", "schap")) and not noun.endswith(("gemeenschap", "s"))


def is_plural(words: Sequence[str]) -> bool:
    """Whether a noun phrase speaks of more than one."""
    head = next((fold(word) for word in reversed(head_of(words))), "")
    return head.endswith(("en", "s")) and not head.endswith(("ss", "us", "is")) and fold(words[0]) not in {"een", "het"}


def head_of(words: Sequence[str]) -> list[str]:
    """A noun phrase without the prepositional phrases behind it."""
    found: list[str] = []
    for word in words:
        if found and fold(word) in PREPOSITIONS:
            break
        found.append(word)
    return found


def sentence(words: str) -> str:
    """Words as a question: a capital, one question mark."""
    text = " ".join(words.split()).strip(" ?.!,")
    return f"{text[:1].upper()}{text[1:]}?"


def lowered_first(question: str) -> str:
    """A question without its capital, to stand within a sentence."""
    return question[:1].lower() + question[1:] if not question[:2].isupper() else question
