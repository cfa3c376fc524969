"""Follow-ups that point back with a word: wat zijn daar de nadelen van? wie maakt die? wat is hun visie?

A pointing word counts only where nothing before it in the question itself can
be meant. Where the topic cannot stand in its place in good Dutch, it is put
behind the question.
"""

import re

from assistant.dutch.municipalities import municipalities_in
from assistant.dutch.wordlists import word_set
from assistant.dutch.words import fold, stem
from assistant.followups.grammar import (
    ASKING,
    DETERMINERS,
    FILLERS,
    PARTICLES,
    PREPOSITIONS,
    PRONOUNS,
    VERBS,
    definite,
    lowered_first,
    parse,
    sentence,
    without_tail,
    words_of,
)
from assistant.followups.topic import RELATIONAL, Topic, content_of, is_relational, topic_of

MOST_CONTENT = 4  # content words; a question with more of its own stands alone
LONGEST_TOPIC = 10  # words; what is longer was not understood
_PERSONS = word_set("ze zij hen hem hij")
_THINGS = word_set("dat die dit deze")
_OWNERS = word_set("hun haar")
_ARTICLES = word_set("een de het mijn onze")
_ADVERB = re.compile(
    r"(?P<to>daar|hier|er)(?P<link>van|in|bij|mee|over|voor|door|aan|op|uit|naar|toe|tegen|onder|mede|tussen)"
)
_TWO_CLAUSES = re.compile(r"\w{3,}[,;:.] +\w+ +\w+")  # what comes first in the question itself is what is meant
_LINKS = {"mee": "met", "toe": "tot", "mede": "met"}
_SPLIT_LINKS = word_set("van in bij mee over voor door aan op uit naar toe tegen tussen onder")


def resolved(question: str, before: str) -> str:
    """The question with what it points to; "" when it points to nothing outside itself."""
    words = words_of(question)
    if not words or len(words) > 14:
        return ""
    while len(words) > 2 and fold(words[0]) in {"en", "maar", "ok", "oke", "ja", "dus"}:
        words = words[1:]
    content = content_of(words)
    if len(content) > MOST_CONTENT or _TWO_CLAUSES.search(question) is not None:
        return ""
    topic = topic_of(before)
    if not topic.whole() or len(topic.whole().split()) > LONGEST_TOPIC:
        return ""
    lowered = [fold(word) for word in words]
    for at, word in enumerate(lowered):
        if at and _has_antecedent(words, at):
            break
        found = _at(word, at, words, topic, before)
        if found:
            return found
    own = [word for word in content if stem(word) not in RELATIONAL]
    if not own and _asks(lowered):
        return _with_tail(words, topic, "van" if is_relational(words[-1]) else "bij")
    return _same_verb(words, before, topic) if fold(question.split()[0]) in {"en", "maar"} else ""


def _at(word: str, at: int, words: list[str], topic: Topic, before: str) -> str:
    """The question with the word at this place resolved; "" when that word points to nothing."""
    if topic.behind and not topic.thing:
        points = at and (word in _PERSONS | {"daar"} or _ADVERB.fullmatch(word) or word in ("dat", "dit"))
        said = at and word in ("dat", "dit") and _is_pronoun(words, at)
        return sentence(f"{' '.join(words)}: {lowered_first(before)}") if points and (said or word != "dat") else ""
    if (adverb := _ADVERB.fullmatch(word)) is not None and at and not _announces(words, at):
        link = _LINKS.get(adverb["link"], adverb["link"])
        return _replaced(words, at, f"{link} {topic.whole()}")
    if word in ("daar", "hier") and at:
        return _there(words, at, topic)
    if word in _THINGS and at:
        return _thing(words, at, topic, before)
    if word == "het" and at and _is_pronoun(words, at) and at >= len(words) - 2:
        return _thing(words, at, topic, before)
    if word in _OWNERS and at and at + 1 < len(words) and _is_noun(words[at + 1]):
        owned = definite(words[at + 1])
        rest = words[at + 2 :]
        if any(_is_noun(other) for other in words[2:at]):
            return ""
        return sentence(" ".join([*words[:at], owned, f"van {topic.whole()}", *rest]))
    if word in _PERSONS and at:
        return _person(word, words, at, topic)
    return ""


def _there(words: list[str], at: int, topic: Topic) -> str:
    for place in range(at + 1, len(words)):
        if fold(words[place]) in _SPLIT_LINKS and (place == len(words) - 1 or fold(words[place + 1]) in VERBS):
            link = _LINKS.get(fold(words[place]), fold(words[place]))
            return sentence(" ".join([*words[:at], *words[at + 1 : place], link, topic.whole(), *words[place + 1 :]]))
    if municipalities_in("in " + " ".join(words)):
        return ""
    return _replaced(words, at, topic.tail())


def _thing(words: list[str], at: int, topic: Topic, before: str) -> str:
    if not _is_pronoun(words, at):
        return ""
    asked = parse(before)
    verb = fold(words[at - 1])
    about_saying = asked is None or not asked.opening or fold(asked.opening[0]) in ("hoe", "waarom", "waardoor")
    if fold(words[at]) in ("dat", "dit", "het") and about_saying:
        return sentence(f"{' '.join(words)}: {lowered_first(before)}")
    if verb in ("doet", "doen", "deed") or not topic.thing:
        return _with_tail(words, topic, "met")
    if topic.is_plural != (fold(words[at]) in ("die", "deze")) and verb in ("is", "zijn") and topic.is_plural:
        return _with_tail(words, topic, "bij")
    return _replaced(words, at, topic.whole())


def _person(word: str, words: list[str], at: int, topic: Topic) -> str:
    if word != "hen" and (municipalities_in("in " + " ".join(words)) or len(content_of(words)) > MOST_CONTENT - 1):
        return ""
    if fold(words[at - 1]) in ("bedoelen", "noemen", "zeggen"):
        return ""  # people in general
    if fold(words[at - 1]) in PREPOSITIONS:
        return _replaced(words, at, topic.whole())
    if topic.thing and topic.is_plural and word in ("ze", "zij"):
        return _replaced(words, at, topic.whole())
    return _with_tail(words, topic, "bij")


def _with_tail(words: list[str], topic: Topic, link: str) -> str:
    """The topic behind the question, before the verbs that close it."""
    kept = without_tail(words)
    return sentence(" ".join([*kept, topic.tail(link), *words[len(kept) :]])) if len(kept) > 1 else sentence(
        f"{' '.join(words)} {topic.tail(link)}"
    )  # fmt: skip


def _replaced(words: list[str], at: int, by: str) -> str:
    return sentence(" ".join([*words[:at], by, *words[at + 1 :]]))


def _is_pronoun(words: list[str], at: int) -> bool:
    """Whether dat, die, dit, deze or het stands alone, and does not open a clause or belong to a noun."""
    following = fold(words[at + 1]) if at + 1 < len(words) else ""
    if following == "soort":
        return False
    ahead = words[at - 1]
    stands = fold(ahead) in VERBS or at == 1 or _is_verb_of(words, at - 1)
    is_saying = fold(words[at]) in ("dat", "dit")
    if is_saying and (fold(ahead) in PRONOUNS or ahead[:1].isupper()) and following not in PREPOSITIONS - PARTICLES:
        stands = True
    if is_saying and at == len(words) - 2 and fold(ahead) in ("is", "was", "lijkt", "blijft", "werd", "wordt"):
        return True
    ends = at == len(words) - 2 and not _is_noun(words[at + 1])
    return stands and (not following or following in PREPOSITIONS | FILLERS | VERBS | {"niet"} or ends)


def _is_verb_of(words: list[str], at: int) -> bool:
    parsed = parse(" ".join(words))
    return parsed is not None and len(parsed.opening) == at


def _is_noun(word: str) -> bool:
    lowered = fold(word)
    return len(lowered) > 2 and lowered not in PREPOSITIONS | FILLERS | VERBS | DETERMINERS | ASKING | {
        "niet",
        "anders",
    }


def _announces(words: list[str], at: int) -> bool:
    """Whether the word only announces a clause: ervoor zorgen dat, daarvoor om."""
    return any(fold(word) in ("dat", "om", "of") for word in words[at + 1 :])


def _has_antecedent(words: list[str], at: int) -> bool:
    """Whether something before this place in the question itself can be meant: a name, or a noun with its article."""
    for place in range(at):
        if words[place][:1].isupper() and fold(words[place]) not in ASKING and (place or words[0].isupper()):
            return True
        if place and fold(words[place - 1]) in _ARTICLES and _is_noun(words[place]):
            return len(content_of(words)) > 2 or fold(words[place - 1]) in ("mijn", "onze")
    return False


def _asks(lowered: list[str]) -> bool:
    """Whether the words are a question or an order, and no remark."""
    first = lowered[0] in ASKING | VERBS | PREPOSITIONS
    return first and len(lowered) > 1 and "ik" not in lowered and not any(word[:1].isdigit() for word in lowered)


def _same_verb(words: list[str], before: str, topic: Topic) -> str:
    """‘En wat koos Eindhoven?’: the same said of another place, with what the question before said it about."""
    asked, earlier = parse(" ".join(words)), parse(before)
    places = municipalities_in("in " + " ".join(words))
    if asked is None or earlier is None or len(places) != 1 or stem(fold(asked.verb)) != stem(fold(earlier.verb)):
        return ""
    if set(content_of(words)) - {fold(part) for part in places[0].split()}:
        return ""
    behind = topic.behind or topic.thing
    return sentence(f"{' '.join(words)} {behind}") if behind else ""
