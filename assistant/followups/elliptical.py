"""Follow-ups that leave most of the question out: en in Delft? waarom niet? geef meer voorbeelden."""

import re
from collections.abc import Sequence

from assistant.dutch.municipalities import municipalities_in
from assistant.dutch.wordlists import word_set
from assistant.dutch.words import fold, stop_words
from assistant.followups.grammar import (
    ASKING,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    VERBS,
    definite,
    lowered_first,
    noun_phrase,
    parse,
    sentence,
    without_tail,
    words_of,
)
from assistant.followups.topic import attribute, is_relational, place_named, topic_of
from assistant.followups.why import why

_OPENERS = word_set("en maar oke ok ja nee dus hmm goed mooi dank bedankt dankje duidelijk prima nou aha")
_MORE = re.compile(
    r"(?:(?:kun|kan|wil|zou) (?:je|u) )?(?:nog )?(?:(?:geef|geeft|noem|noemt|heb|zijn|weet|ken|laat)"
    r"(?: (?:je|u|er|mij|me|eens))*"
    r" )?(?:er )?(?:nog )?(?:een |wat |een paar |enkele )?(?:meer|andere|extra|concrete|concreet|paar|voorbeeld\w*|wat)"
    r"(?: (?:voorbeeld\w*|paar))?(?: (?:geven|noemen|hiervan|daarvan|zien))*(?: van (?P<of>(?:andere )?\w+))?"
)
_EXPLAIN = re.compile(
    r"(?:(?:kun|kan|wil|zou) (?:je|u) )?(?:dat|dit|het|hier|daar)? ?"
    r"(?:(?:eens|ook|even|wat|iets|nader|verder|beter|meer) )*"
    r"(?:leg(?:t)? (?:dat|dit|het)?(?: eens| nader)? ?uit|uitleggen|toelichten|verduidelijken|vertel(?:len)?"
    r"(?: (?:er|hier|daar|daarover|hierover|erover|meer|eens|over))*|wat bedoel je(?: daarmee| precies)?"
    r"|meer (?:hier|daar)over|hoe bedoel je)"
)
_LIKEWISE = re.compile(
    r"(?:hoe (?:zit|is|gaat|ligt|werkt|doet|doen|regelt|regelen) (?:dat|dit|ze dat|zij dat)|hoe zit het)(?: dan)?"
    r"(?: zit)?(?P<with> met)? (?P<other>.+)"
)


_ORDERS = word_set("noem geef schrijf vergelijk beschrijf leg vertel maak zoek toon zeg")


def completed(question: str, before: str) -> str:
    """The whole question for one that leaves its subject out; "" when it leaves nothing out."""
    own = _without_openers(question)
    words = words_of(own)
    if not words or len(words) > 12:
        return ""
    plain = fold(" ".join(words))
    if (reason := why(plain, before)) is not None:
        return reason
    if (more := _MORE.fullmatch(plain)) is not None:
        return _more(before, more["of"] or "")
    if _EXPLAIN.fullmatch(plain):
        return sentence(f"Wat houdt dit in: {lowered_first(before)}")
    leans = own != question
    if (same := _LIKEWISE.fullmatch(plain)) is not None:
        other = words[-len(same["other"].split()) :]
        return _with_other(other, before) if leans or not same["with"] or is_relational(" ".join(other)) else ""
    if fold(words[0]) in ASKING or (fold(words[0]) in PREPOSITIONS and len(words) > 1 and fold(words[1]) in ASKING):
        return _other_question(words, before, leans)
    if place := _only_a_place(words):
        return _with_place(place, before)
    if not _has_verb(words) and (leans or _is_fragment(words)):
        return _with_other(words, before)
    return ""


def _without_openers(question: str) -> str:
    words = question.replace(",", " , ").split()
    while words and (fold(words[0]).strip(".!") in _OPENERS or words[0] == "," or fold(words[0]) in {"je", "wel"}):
        if fold(words[0]) in {"je", "wel"} and len(words) == len(question.replace(",", " , ").split()):
            break
        words.pop(0)
    return " ".join(words).replace(" , ", ", ")


def _is_fragment(words: list[str]) -> bool:
    """Whether words are plainly a piece of a question: in Delft, voor jongeren, de nadelen, Veendam."""
    if len(words) > 4:
        return False
    return fold(words[0]) in PREPOSITIONS or bool(place_named(" ".join(words))) or is_relational(" ".join(words))


def _has_verb(words: list[str]) -> bool:
    lowered = [fold(word) for word in words]
    return lowered[0] in _ORDERS or any(word in VERBS - {"zijn", "weten", "leren", "maken"} for word in lowered)


def _only_a_place(words: list[str]) -> str:
    """The municipality of a yes/no follow-up that says nothing else: doet Haarlem dat ook?"""
    text = " ".join(words)
    places = municipalities_in(f"in {text}") or municipalities_in(text)
    if len(places) != 1 or fold(words[0]) not in VERBS:
        return ""
    name = {fold(part) for part in places[0].split()}
    light = {"gemeente", "ook", "zo", "hetzelfde", "geldt", "werkt", "gaat", "regelt", "wel", "het", "geval", "anders"}
    others = [w for w in map(fold, words) if w not in name | light | stop_words() | VERBS]
    return "" if others or not set(map(fold, words)) & {"dat", "dit", "het", "zo", "hetzelfde", "daar"} else places[0]


def _with_place(place: str, before: str) -> str:
    """The question before, about another municipality."""
    for named in municipalities_in(before):
        if named == place:
            return before
        if re.search(rf"\b{re.escape(named)}\b(?! voor [A-Z])", before):  # not within Delft voor Elkaar
            return re.sub(rf"\b{re.escape(named)}\b(?! voor [A-Z])", place, before)
    parsed = parse(before)
    if parsed is None:
        return sentence(f"{before.rstrip('?!. ')} in {place}")
    kept = without_tail(parsed.after)
    closing = parsed.after[len(kept) :]
    words = [*parsed.opening, parsed.verb, *kept, "in", place, *closing]
    return sentence(" ".join(words))


def _with_other(words: list[str], before: str) -> str:
    """The question before with another place, time, circumstance or thing in it."""
    words = [w for at, w in enumerate(words) if fold(w) not in {"dan", "ook", "eigenlijk"} or at == 0]
    phrase = " ".join(words)
    link = fold(words[0]) if fold(words[0]) in PREPOSITIONS else ""
    inner = words[1:] if link else words
    if not inner or (all(fold(word) in stop_words() for word in inner) and not any(w[:1].isdigit() for w in inner)):
        return ""
    if fold(inner[0]) in ("de", "gemeente") and len(inner) > 1:
        bare = inner[1:] if fold(inner[1]) != "gemeente" else inner[2:]
    else:
        bare = inner
    place = place_named(" ".join(bare)) if bare else ""
    if place:
        return _with_place(place, before)
    if link:
        return _with_phrase(link, phrase, before)
    return _with_thing(phrase, before)


def _with_phrase(link: str, phrase: str, before: str) -> str:
    """The question before with the phrase behind the same preposition exchanged, or with this one added."""
    parsed = parse(before)
    if parsed is None:
        return sentence(f"{before.rstrip('?!. ')} {phrase}")
    whole = attribute(before)
    if whole and link == "van" and fold(parsed.after[whole[2]]) == "van":
        place = topic_of(before).place
        return sentence(f"{parsed.opening[0]} {parsed.verb} {' '.join(parsed.after[: whole[2]])} {phrase}"
                        + (f" in {place}" if place else ""))  # fmt: skip
    kept = without_tail(parsed.after)
    closing = list(parsed.after[len(kept) :])
    for at, word in enumerate(kept):
        if fold(word) == link:
            size = len(noun_phrase(kept[at + 1 :])) or 1
            if _is_time(kept[at + 1 : at + 1 + size]) != _is_time(phrase.split()[1:]):
                continue
            kept[at : at + 1 + size] = phrase.split()
            break
    else:
        kept = [word for word in kept if fold(word) != "er"] if link == "in" else kept
        kept += phrase.split()
    return sentence(" ".join([*parsed.opening, parsed.verb, *kept, *closing]))


def _is_time(words: Sequence[str]) -> bool:
    """Whether a phrase tells a year or date, and no place or thing."""
    return any(word[:1].isdigit() for word in words)


def _with_thing(phrase: str, before: str) -> str:
    """The question before about another thing: what it asks of its topic, its object, or its subject."""
    whole = attribute(before)
    topic = topic_of(before)
    if whole:
        parsed, _, end = whole
        return sentence(" ".join([*parsed.opening, parsed.verb, phrase, *parsed.after[end:]]))
    if is_relational(phrase):
        noun = phrase if fold(phrase.split()[0]) in DETERMINERS else definite(phrase)
        verb = "zijn" if noun.endswith(("en", "s")) else "is"
        return sentence(f"Wat {verb} {noun} {topic.tail('van')}")
    asked = parse(before)
    if asked is None:
        return sentence(f"Hoe zit het met {phrase} {topic.tail()}")
    subject, rest = list(asked.subject), list(asked.rest)
    thing = noun_phrase(rest)
    if thing and fold(thing[0]) not in PRONOUNS:
        return sentence(" ".join([*asked.opening, asked.verb, *subject, phrase, *rest[len(thing) :]]))
    if subject and fold(subject[0]) not in PRONOUNS | {"er"}:
        return sentence(" ".join([*asked.opening, asked.verb, phrase, *rest]))
    return sentence(f"Hoe zit het met {phrase} {topic.tail()}")


def _other_question(words: list[str], before: str, leans: bool) -> str:
    """A bare question word (wie dan? sinds wanneer?) or one without a verb, before the question before."""
    kept = [word for word in words if fold(word) not in {"dan", "eigenlijk", "precies", "wel", "niet", "ook"}]
    lowered = [fold(word) for word in kept]
    own = parse(" ".join(kept))
    if own is not None and (own.verb in VERBS or not own.asked_noun):
        return ""
    bare = [w for w in lowered if w not in ASKING | PREPOSITIONS | {"lang", "vaak", "veel", "groot", "manier", "wijze"}]
    parsed = parse(before)
    if parsed is None:
        return ""
    if bare:
        if not leans:
            return ""
        topic = topic_of(before)
        tail = f"in {topic.place}" if topic.place and not municipalities_in(" ".join(kept)) else ""
        return sentence(f"{' '.join(kept)} {tail or topic.tail()}")
    topic = topic_of(before)
    if lowered == ["wie"]:
        return sentence(" ".join(["Wie", parsed.verb, *parsed.rest]))
    if lowered[-1] in ("welke", "welk", "hoeveel", "wat") and len(lowered) == 1:
        return sentence(f"{kept[0]} precies: {lowered_first(before)}")
    if parsed.opening and fold(parsed.verb) in ("is", "zijn"):
        verb = "werkt" if lowered == ["hoe"] else f"{parsed.verb} er"
        return sentence(f"{' '.join(kept)} {verb} {topic.whole()}")
    after = list(parsed.after)
    if parsed.asked_noun:
        size = len(parsed.subject)
        after[size:size] = parsed.asked_noun
    return sentence(" ".join([*kept, parsed.verb, *after]))


def _more(before: str, of: str) -> str:
    """The question for more of the same, or for more of something in it."""
    if of:
        thing = topic_of(before).thing
        return sentence(f"Wat zijn voorbeelden van {of} {f'bij {thing}' if thing else topic_of(before).behind}")
    parsed = parse(before)
    topic = topic_of(before)
    if parsed and fold(" ".join(parsed.opening)) == "wat" and fold(parsed.verb) == "zijn":
        rest = parsed.after[1:] if fold(parsed.after[0]) in DETERMINERS else parsed.after
        return before if fold(rest[0]) == "voorbeelden" else sentence(f"Wat zijn voorbeelden van {' '.join(rest)}")
    if parsed and parsed.asked_noun and "hoeveel" not in fold(" ".join(parsed.opening)):
        return sentence(f"{before.rstrip('?!. ')} nog meer")
    return sentence(f"Wat zijn voorbeelden {topic.tail('van')}") if topic.tail() else before
