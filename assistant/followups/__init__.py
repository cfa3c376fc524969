"""Follow-ups: a question that leans on the one before becomes a question that stands alone, by rules."""

from assistant.followups.standalone import standalone

__all__ = ["standalone"]
