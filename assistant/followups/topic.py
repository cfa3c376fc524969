"""What the question before was about: the thing and the place that a follow-up may point to."""

from dataclasses import dataclass

from assistant.dutch.municipalities import municipalities_in, official_name
from assistant.dutch.wordlists import word_set
from assistant.dutch.words import fold, stem, stop_words
from assistant.followups.grammar import (
    DETERMINERS,
    FILLERS,
    PREPOSITIONS,
    PRONOUNS,
    VERBS,
    Parsed,
    definite,
    head_of,
    is_plural,
    parse,
    without_tail,
    words_of,
)

# What something has or gives, and nothing is by itself: ‘de nadelen’ are the drawbacks of something.
RELATIONAL = frozenset(
    map(
        stem,
        word_set("""nadeel nadelen voordeel voordelen voorbeeld voorbeelden kosten kost reden redenen risico risico's
    probleem problemen gevolg gevolgen oorzaak oorzaken resultaat resultaten effect effecten ervaring ervaringen
    oplossing oplossingen alternatief alternatieven stap stappen doel doelen rol taak taken taakverdeling valkuil
    valkuilen dilemma dilemma's voorwaarde voorwaarden verschil verschillen ervaringen opdracht uitdaging uitdagingen
    visie aanpak sturing aansturing financiering succesfactor succesfactoren kans kansen les lessen tip tips regels
    afspraken deelnemers leden partners betekenis bedoeling argument argumenten knelpunt knelpunten"""),
    )
)
_ATTRIBUTE_LINKS = ("van", "voor", "bij", "aan", "in")


@dataclass(frozen=True, slots=True)
class Topic:
    """``thing``: a noun phrase; ``behind``: a phrase with a preposition; ``place``: a municipality; "" when absent."""

    thing: str
    behind: str
    place: str
    is_plural: bool

    def whole(self) -> str:
        """The thing with what stands behind it; the place alone when there is no thing; "" when there is nothing."""
        parts = [self.thing, self.behind, f"in {self.place}" if self.place else ""]
        if not self.thing:
            return self.place if self.place and not self.behind else " ".join(parts[1:]).strip()
        return " ".join(part for part in parts if part)

    def tail(self, link: str = "bij") -> str:
        """The topic to stand at the end of a question: ‘in Delft’, ‘bij een teamschouw in Veendam’."""
        place = f"in {self.place}" if self.place else ""
        if self.thing:
            return f"{link} {self.whole()}"
        return " ".join(part for part in (self.behind, place) if part)


def topic_of(question: str) -> Topic:
    """The topic of a question that stands alone."""
    parsed = parse(question)
    if parsed is None:
        places = municipalities_in(question)
        return Topic("", "", places[0] if places else "", False)
    after = [word for word in without_tail(parsed.after) if fold(word) not in FILLERS | {"niet", "geen"}]
    noun = list(parsed.asked_noun)
    place, after = _without_place(after)
    while after and fold(after[0]) in PRONOUNS and not (fold(after[0]) in DETERMINERS and len(after) > 1):
        after = after[1:]
    if noun:
        named = definite(" ".join(noun)) if fold(noun[0]) not in DETERMINERS else " ".join(noun)
        if not after:
            return Topic(named, "", place, is_plural(noun))
        link = "" if fold(after[0]) in PREPOSITIONS else "van "
        return Topic(named, link + " ".join(after), place, is_plural(noun))
    if not after or fold(after[0]) in PREPOSITIONS:
        return Topic("", " ".join(after), place, False)
    return Topic(" ".join(after), "", place, is_plural(after))


def _without_place(words: list[str]) -> tuple[str, list[str]]:
    """The municipality named among words, and the words without it; it stays where it is part of a longer name."""
    named = next(iter(municipalities_in("in " + " ".join(words))), "")
    size = len(named.split())
    for at in range(len(words) - size + 1) if named else ():
        if " ".join(words[at : at + size]) != named:
            continue
        before, behind = words[:at], words[at + size :]
        if behind and behind[0] in ("voor",) and len(behind) > 1 and behind[1][:1].isupper():
            return "", words  # Delft voor Elkaar
        if before and (fold(before[-1]) in ("regio", "van", "over", "voor") or before[-1][:1].isupper()):
            return "", words  # regio Ede, de kaart van Ede, Samen Ede
        if before and fold(before[-1]) == "gemeente":
            before = before[:-2] if len(before) > 1 and fold(before[-2]) in DETERMINERS else before[:-1]
        if before and fold(before[-1]) in PREPOSITIONS:
            before = before[:-1]
        return named, before + behind
    return "", words


def attribute(question: str) -> tuple[Parsed, int, int] | None:
    """The question ‘Wat zijn de nadelen van …’ with the span in ``after`` of what it asks of its topic."""
    parsed = parse(question)
    if parsed is None or fold(" ".join(parsed.opening)) not in ("wat", "wie") or fold(parsed.verb) not in (
        "is", "zijn", "was", "waren",
    ):  # fmt: skip
        return None
    head = head_of(parsed.after)
    if len(head) == len(parsed.after) or fold(parsed.after[len(head)]) not in _ATTRIBUTE_LINKS:
        return None
    return parsed, 0, len(head)


def is_relational(words: str) -> bool:
    """Whether a phrase only makes sense of something: de nadelen, meer voorbeelden."""
    content = [fold(word) for word in words_of(words) if fold(word) not in DETERMINERS | FILLERS | {"meer", "andere"}]
    return bool(content) and all(stem(word) in RELATIONAL for word in content)


def place_named(text: str) -> str:
    """The one municipality that a short phrase names, in any case; "" when it names none or more."""
    found = municipalities_in(f"in {text}") or municipalities_in(text)
    if len(found) == 1:
        return found[0]
    return "" if found else official_name(text) or ""


_GENERIC = frozenset(stem(word) for word in VERBS)


def content_of(words: list[str]) -> list[str]:
    """The words of a question that say what to look for, without verbs of every day and what is only of something."""
    return [w for w in map(fold, words) if w not in stop_words() | VERBS | FILLERS and stem(w) not in _GENERIC]
