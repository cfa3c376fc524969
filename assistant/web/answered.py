"""An answer as HTML: its pieces with the numbers of their sources, and a comparison with its places side by side.

Pure functions; see ``formatted`` for what this HTML has to be like.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from assistant.corpus.front_matter import dutch_date
from assistant.dutch.municipalities import municipalities_in
from assistant.types import Answer, AnswerSentence, Collection, Evidence
from assistant.web import texts
from assistant.web.conversation import Exchange
from assistant.web.formatted import one_line
from assistant.web.sources import card_id, title_of


def answered(exchange: Exchange, answer: Answer) -> str:
    """The pieces of an answer, those of a comparison by place; pieces that stand under one heading share it."""
    by_number = {evidence.number: evidence for evidence in answer.evidence}
    places = _compared(answer)
    if not places:
        return f'<div class="ww-citaten">{_under_headings(exchange, answer.sentences, by_number)}</div>'
    columns = "".join(_column(exchange, answer, place, by_number) for place in places)
    return f'<div class="ww-naast-elkaar">{columns}</div>'


def _compared(answer: Answer) -> tuple[str, ...]:
    """The places that an answer sets side by side, each piece of it under the name of one; empty where it does not."""
    places = tuple(dict.fromkeys(municipalities_in(answer.query or answer.question)))
    found = [_place(sentence, places) for sentence in answer.sentences]
    return places if len(places) >= 2 and found and all(found) else ()


def _place(sentence: AnswerSentence, places: Sequence[str]) -> str:
    """The place whose name a piece stands under; "" for none."""
    said = sentence.heading
    return next((place for place in places if said == place or said.startswith(f"{place}: ")), "")


def _column(exchange: Exchange, answer: Answer, place: str, by_number: dict[int, Evidence]) -> str:
    """One place: its name, and each aspect as a row that lies beside the same one of the others."""
    own = [sentence for sentence in answer.sentences if _place(sentence, [place])]
    rows = ""
    for heading, group in groupby(own, key=lambda sentence: sentence.heading):
        aspect = heading.removeprefix(place).removeprefix(": ")
        head = f'<h4 class="ww-aspect">{one_line(aspect[:1].upper() + aspect[1:])}</h4>' if aspect else ""
        rows += f'<div class="ww-citaten">{head}{_noted(exchange, group, by_number)}</div>'
    return f'<section class="ww-kolom"><h3 class="ww-tussenkop">{one_line(place)}</h3>{rows}</section>'


def _under_headings(exchange: Exchange, sentences: Iterable[AnswerSentence], by_number: dict[int, Evidence]) -> str:
    shown = ""
    for heading, group in groupby(sentences, key=lambda sentence: sentence.heading):
        shown += f'<h3 class="ww-tussenkop">{one_line(heading)}</h3>' if heading else ""
        shown += _noted(exchange, group, by_number)
    return shown


def _noted(exchange: Exchange, sentences: Iterable[AnswerSentence], by_number: dict[int, Evidence]) -> str:
    """The pieces, those of practice notes apart."""
    shown = ""
    for of_note, pieces in groupby(sentences, key=lambda sentence: _note_of(sentence, by_number)):
        inner = "".join(_sentence(exchange, sentence, by_number) for sentence in pieces)
        shown += f'<div class="ww-uit-notitie"><p class="ww-zacht">{of_note}</p>{inner}</div>' if of_note else inner
    return shown


def _note_of(sentence: AnswerSentence, by_number: dict[int, Evidence]) -> str:
    """What to say above a piece that a practice note carries, with its date; empty for public sources."""
    for number in sentence.citations:
        found = by_number[number].document if number in by_number else None
        if found is not None and found.collection is Collection.NOTITIES:
            return texts.NOTE_OF.format(date=dutch_date(found.date))
    return ""


def _sentence(exchange: Exchange, sentence: AnswerSentence, by_number: dict[int, Evidence]) -> str:
    numbers = "".join(
        _citation(exchange, by_number[number]) for number in dict.fromkeys(sentence.citations) if number in by_number
    )
    items = [one_line(item) for item in sentence.items]
    if not items:
        return f"<p>{one_line(sentence.text)}{numbers}</p>"
    if sentence.text.strip():
        lead, numbers = f"<p>{one_line(sentence.text)}{numbers}</p>", ""
    else:
        lead = ""
    items[-1] += numbers
    return f"{lead}<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def _citation(exchange: Exchange, evidence: Evidence) -> str:
    """A number to press; its accessible name is ‘Bron 2: <title>’."""
    return (
        f'<button type="button" class="ww-cijfer ww-naar-{card_id(exchange, evidence)}">'
        f'<span class="ww-sr">{texts.CITATION} </span>{evidence.number}'
        f'<span class="ww-sr">: {one_line(title_of(evidence))}</span></button>'
    )
