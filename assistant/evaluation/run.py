"""Asking a question set and looking up in each answer what was expected.

Text is compared with white space collapsed and case ignored. Of each quote only
its first three sentences count, so that a long list cannot win by its length.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict

from assistant import __version__
from assistant.dutch.sentences import sentence_spans
from assistant.evaluation.measures import Evaluation, Outcome
from assistant.evaluation.questions import EvaluationQuestion, unknown_document
from assistant.index import Manifest
from assistant.pipeline import Assistant
from assistant.settings import Settings
from assistant.types import Evidence, Hit, Status

DEPTH = 50  # passages looked at per question
QUOTED_SENTENCES = 3
NOT_DECIDING = ("home", "cache", "port", "threads", "encoder")  # settings; the manifest knows the encoder


def evaluate(
    assistant: Assistant,
    questions: Sequence[EvaluationQuestion],
    on_progress: Callable[[int, int], None] = lambda done, total: None,
    settings: Settings | None = None,
) -> Evaluation:
    """Ask every question; ``settings`` are only noted. EvaluationError when a question names an unknown document."""
    known = {document.id for document in assistant.documents()}
    for question in questions:
        if question.document is not None and question.document not in known:
            raise unknown_document(question)
    assistant.answer(questions[0].question)  # the first question pays for what is loaded late
    texts: dict[str, str] = {}
    outcomes = []
    for done, question in enumerate(questions, 1):
        outcomes.append(_outcome(assistant, question, texts))
        on_progress(done, len(questions))
    built = assistant.generation.manifest
    seconds = sum(built.seconds.get(name, 0.0) for name in ("read", "passages", "sentences", "index"))
    return Evaluation(
        outcomes=tuple(outcomes),
        documents=built.documents,
        passages=built.passages,
        passages_per_second=built.passages / seconds if seconds else 0.0,
        refused=built.refused,
        made_with=_made_with(built, settings),
    )


def _made_with(built: Manifest, settings: Settings | None) -> dict[str, str]:
    """What decides the answers, apart from the questions and the call."""
    chosen = asdict(settings) if settings else {}
    return {
        "program": __version__,
        "encoder": built.encoder,
        "encoder_digest": built.encoder_digest,
        "splitter": built.splitter,
        "index_format": str(built.format),
        "content": built.content,
        **{name: "" if value is None else str(value) for name, value in chosen.items() if name not in NOT_DECIDING},
    }


def _outcome(assistant: Assistant, question: EvaluationQuestion, texts: dict[str, str]) -> Outcome:
    answer = assistant.answer(question.question)
    hits = assistant.search(question.question, DEPTH)
    shown = answer.evidence or answer.nearest
    gold = [_plain(text) for text in question.gold]
    return Outcome(
        question=question,
        document_rank=_document_rank(hits, question.document),
        passage_rank=_rank([_holds(hit.passage.document_id, hit.passage.text, question, gold) for hit in hits]),
        answer_rank=_rank([_holds(e.passage.document_id, _counted(e.quote), question, gold) for e in shown]),
        quotes=len(shown),
        literal_quotes=sum(_is_literal(assistant, entry, texts) for entry in shown),
        refused=answer.status is not Status.ANSWERED,
        answerable=answer.answerable,
        milliseconds=answer.timings.total,
        first_quote=" ".join(shown[0].quote.split()) if shown else "",
        document_at=_rank([hit.passage.document_id == question.document for hit in hits]),
        quoted=tuple(entry.passage.document_id for entry in shown),
    )


def _document_rank(hits: Sequence[Hit], document: str | None) -> int:
    order = list(dict.fromkeys(hit.passage.document_id for hit in hits))
    return order.index(document) + 1 if document in order else 0


def _holds(document: str, text: str, question: EvaluationQuestion, gold: Sequence[str]) -> bool:
    plain = _plain(text)
    return document == question.document and any(wanted in plain for wanted in gold)


def _rank(found: Sequence[bool]) -> int:
    return found.index(True) + 1 if True in found else 0


def _counted(quote: str) -> str:
    """The part of a quote that counts: its first three sentences, each list item being one."""
    ends = [start + end for start, line in _lines(quote) for _, end in sentence_spans(line)]
    return quote[: ends[QUOTED_SENTENCES - 1]] if len(ends) >= QUOTED_SENTENCES else quote


def _lines(quote: str) -> list[tuple[int, str]]:
    lines, at = [], 0
    for line in quote.splitlines(keepends=True):
        lines.append((at, line))
        at += len(line)
    return lines


def _is_literal(assistant: Assistant, entry: Evidence, texts: dict[str, str]) -> bool:
    key = entry.passage.document_id
    if key not in texts:
        document = assistant.document(key)
        texts[key] = document.text if document else ""
    return texts[key][entry.quote_start : entry.quote_end] == entry.quote and bool(entry.quote)


def _plain(text: str) -> str:
    return " ".join(text.split()).lower()
