"""Answers by quoting: from the passages found to literal sentences, or to "not in the sources"."""

from assistant.reader.decision import Decision, decide
from assistant.reader.question import Question, QuestionType, understand
from assistant.reader.spans import Span, rank_spans
from assistant.reader.wording import compose

__all__ = ["Decision", "Question", "QuestionType", "Span", "compose", "decide", "rank_spans", "understand"]
