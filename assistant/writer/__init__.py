"""Answers through a language model: told from the evidence, and checked against it sentence by sentence."""

from assistant.writer.checks import Checks, Verdict
from assistant.writer.opening import open_writer
from assistant.writer.telling import Writer, instead

__all__ = ["Checks", "Verdict", "Writer", "instead", "open_writer"]
