"""Answers through a language model: told from the evidence, and checked against it sentence by sentence."""

from assistant.writer.checks import Checks, Verdict
from assistant.writer.telling import Writer

__all__ = ["Checks", "Verdict", "Writer"]
