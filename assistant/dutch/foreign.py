"""Whether a question is plainly in another language than Dutch.

Only words that hold a sentence together count, and only those that the other
language does not share with Dutch; one Dutch one and it passes. So names,
titles and the English of the field (golden circle, outreachend) never decide.
"""

import re
import unicodedata

LEAST = 2  # foreign words that hold a sentence together; one that asks counts twice where it comes first
_LATIN_SHARE = 0.5  # of the letters, below which a text is in another script
_WORD = re.compile(r"[^\W\d_]+")
_ASKING = "what how why which who whose where when pourquoi comment quel quelle warum welche"
_HOLDING = """
het een en van voor met niet wat hoe waarom welke welk wanneer waar waarmee hoeveel zijn wordt worden werd er
dat deze dit aan bij naar om op over uit kan kun kunnen moet moeten mag mogen zou heb heeft hebben ik je jij
jullie hun onze ons geen ook als maar door tot tussen zonder volgens koos kiest geef vergelijk noem leg
"""
_ELSEWHERE = """
the what how why which who whose where when are does did were with from and their there they them this that
these those has have can could should would will shall not about between into many much your you our his her
give tell explain compare it its to for by
der das und ist sind nicht ein eine einen mit von zu dem auf für wie warum welche wer sie ich haben hat gibt
le la du est sont quel quelle quels quelles comment pourquoi avec pour dans une sur qui que quoi combien
el por qué cómo cuál cuáles cuántos está
"""
_ASKS, _DUTCH, _FOREIGN = (frozenset(words.split()) for words in (_ASKING, _HOLDING, _ELSEWHERE))


def is_foreign(text: str) -> bool:
    """Whether a text is plainly not Dutch; False where that is in doubt."""
    letters = [character for character in text if character.isalpha()]
    if not letters:
        return False
    latin = sum("LATIN" in unicodedata.name(character, "") for character in letters)
    if latin < _LATIN_SHARE * len(letters):
        return True
    words = [word.casefold() for word in _WORD.findall(text)]
    if any(word in _DUTCH for word in words):
        return False
    return sum(word in _FOREIGN for word in words) + (words[:1] != [] and words[0] in _ASKS) >= LEAST
