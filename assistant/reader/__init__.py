"""Answers by quoting: from the passages found to literal sentences, or to "not in the sources"."""

from assistant.reader.cut_lists import with_cut_list
from assistant.reader.decision import Decision, decide, is_of_another
from assistant.reader.question import Question, QuestionType, understand
from assistant.reader.rerank import rerank
from assistant.reader.spans import Span, choose_spans, read_spans
from assistant.reader.wording import compose, wide_evidence

__all__ = [
    "Decision",
    "Question",
    "QuestionType",
    "Span",
    "choose_spans",
    "compose",
    "decide",
    "is_of_another",
    "read_spans",
    "rerank",
    "understand",
    "wide_evidence",
    "with_cut_list",
]
