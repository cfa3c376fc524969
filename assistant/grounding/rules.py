"""What must agree to the letter: quantities, names, and what turns a sentence round."""

from collections import Counter
from collections.abc import Sequence

from assistant.dutch.municipalities import municipalities_in
from assistant.dutch.synonyms import shipped
from assistant.dutch.words import fold, stop_words, terms
from assistant.grounding.matching import family
from assistant.grounding.polarity import opposites, scope, turns
from assistant.grounding.quantities import Quantity
from assistant.grounding.reading import Text, Word, read


def problem(sentence: Text, evidence: Text, before: str, around: str) -> str:
    """Why the evidence cannot carry the sentence: number, name or negation; "" when nothing speaks against it."""
    if not _numbers_agree(sentence, evidence):
        return "number"
    if not _names_agree(sentence, evidence, before, around):
        return "name"
    if not _polarity_agrees(sentence, evidence):
        return "negation"
    return ""


def _numbers_agree(sentence: Text, evidence: Text) -> bool:
    told = {quantity.key for quantity in evidence.quantities}
    words = {word.folded for word in evidence.words}
    for quantity in sentence.quantities:
        if quantity.key not in told and not (quantity.value == 1 and words & {"een", "eerste", "1"}):
            return False
    return all(_unit_agrees(quantity, sentence, evidence) for quantity in sentence.quantities)


def _unit_agrees(quantity: Quantity, sentence: Text, evidence: Text) -> bool:
    same = [other for other in evidence.quantities if other.key == quantity.key]
    if not same or not quantity.unit:
        return True
    return any(other.unit == quantity.unit for other in same)


def names(text: Text) -> list[Word]:
    """The words that name: with a capital within the text, in capitals, or with a digit among letters."""
    found = []
    for at, word in enumerate(text.words):
        letters = [c for c in word.written if c.isalpha()]
        is_code = bool(letters) and any(c.isdigit() for c in word.written) and not word.written.endswith(("e", "%"))
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
        if any(w.is_capital and family(w.folded, word.folded) >= 0.75 for w in evidence.words):
            continue
        return False
    return True


def _polarity_agrees(sentence: Text, evidence: Text) -> bool:
    flips = turns(sentence.words) + turns(evidence.words)
    said = Counter(word.stem for word in evidence.words)
    for word in sentence.words:
        against = opposites(word.stem)
        if against and word.stem not in said and not against.isdisjoint(said):
            flips += 1
    if flips % 2:
        return False
    own, other = scope(sentence), scope(evidence)
    if own.all and not other.all and (other.some or other.most):
        return False
    return not (own.only and not other.only)


def _unused(words: Sequence[str]) -> list[str]:
    return [fold(word) for word in words if terms(word)]
