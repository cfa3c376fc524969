"""What must agree to the letter: quantities, names, and what turns a sentence round."""

from itertools import pairwise

from assistant.dutch.municipalities import municipalities_in
from assistant.dutch.synonyms import shipped
from assistant.dutch.words import stop_words
from assistant.grounding.frames import adds_to_copy
from assistant.grounding.matching import REWORDED, family, match
from assistant.grounding.measures import reckoned, told_otherwise
from assistant.grounding.quantities import Quantity
from assistant.grounding.reading import Text, Word, read

LITERAL = 0.7  # of a word: itself, or another form of it
LITERAL_SHARE = 0.4
_NO_CODE = ("e", "%", "plus", "plusser", "plussers")  # 3e, 50%, 65-plussers


def problem(sentence: Text, evidence: Text, before: str, around: str) -> str:
    """Why the evidence cannot carry the sentence: number, name or negation; "" when nothing speaks against it."""
    if not _numbers_agree(sentence, evidence):
        return "number"
    if not _names_agree(sentence, evidence, before, around):
        return "name"
    return "meaning" if _adds_words(sentence, evidence) else ""


def not_literal(sentence: Text, evidence: Text) -> float:
    """The share of a sentence's words that stays below ``LITERAL_SHARE`` of what the evidence has itself."""
    heavy = [one for one in match(sentence, evidence) if not one.word.is_light]
    literal = sum(LITERAL <= one.share != REWORDED for one in heavy) + len(sentence.quantities)
    total = len(heavy) + len(sentence.quantities)
    return max(0.0, LITERAL_SHARE - literal / total) if total else 0.0


def _adds_words(sentence: Text, evidence: Text) -> bool:
    missing = [one.at for one in match(sentence, evidence) if not one.share and not one.word.is_light]
    return bool(missing) and adds_to_copy(sentence, evidence, missing)


def _numbers_agree(sentence: Text, evidence: Text) -> bool:
    told = {quantity.key for quantity in evidence.quantities} | _shares(evidence)
    elsewhere = told_otherwise(sentence, evidence) | reckoned(sentence, evidence)
    if _shares(sentence) & told:
        parts = elsewhere | _parts(sentence).keys()
        return all(quantity.key in told or quantity.at in parts for quantity in sentence.quantities)
    rates = {quantity.key for quantity in evidence.quantities if quantity.sort == "rate"}
    words = {word.folded for word in evidence.words}
    for quantity in sentence.quantities:
        if quantity.at in elsewhere or (quantity.value == 2 and words & {"beide", "allebei"}):
            continue
        if quantity.key in told or (quantity.value == 1 and words & {"een", "eerste", "1"}):
            continue
        if quantity.sort != "rate" or rates:
            return False
    return all(one.at in elsewhere or _unit_agrees(one, evidence) for one in sentence.quantities)


def _parts(text: Text) -> dict[int, float]:
    """The places of the two numbers of ‘drie van de vier’, with the share in percent that they tell."""
    found: dict[int, float] = {}
    for one, other in pairwise(text.quantities):
        between = [word.folded for word in text.words[one.at + 1 : other.at]]
        if between in (["van", "de"], ["op", "de"]) and 0 < one.value < other.value:
            found[one.at] = found[other.at] = 100 * one.value / other.value
    return found


def _shares(text: Text) -> set[tuple[str, float]]:
    return {("number", round(share, 4)) for share in _parts(text).values()}


def _unit_agrees(quantity: Quantity, evidence: Text) -> bool:
    """Whether the evidence has the number with the same unit, or leaves the unit to what stands around it."""
    same = [other.unit for other in evidence.quantities if other.key == quantity.key]
    return not same or not quantity.unit or quantity.unit in same or ("" in same and quantity.unit not in "€%")


def names(text: Text) -> list[Word]:
    """The words that name: with a capital within the text, in capitals, or with a digit among letters."""
    found = []
    for at, word in enumerate(text.words):
        letters = [c for c in word.written if c.isalpha()]
        is_code = bool(letters) and any(c.isdigit() for c in word.written) and not word.written.endswith(_NO_CODE)
        if is_code or sum(c.isupper() for c in letters) > 1 or (at and word.is_capital) or _is_place(word, at):
            found.append(word)
    return found


def _is_place(word: Word, at: int) -> bool:
    return at == 0 and bool(municipalities_in(word.written))


def _names_agree(sentence: Text, evidence: Text, before: str, around: str) -> bool:
    said = {word.folded for word in evidence.words} | {word.stem for word in evidence.words}
    context = read(f"{around} {before}")
    near = {word.folded for word in context.words} | {word.stem for word in context.words}
    own = [word for word in names(sentence) if word.folded not in stop_words()]
    asked = [word.stem for word in sentence.content]
    alternatives = shipped().alternatives(asked)
    for word in own:
        if word.folded in said or word.stem in said or word.folded in near:
            continue
        if any(other <= said for other in alternatives.get(word.stem, ())):
            continue
        if any(w.is_capital and family(w.folded, word.folded, w.stem, word.stem) >= 0.75 for w in evidence.words):
            continue
        return False
    return True
