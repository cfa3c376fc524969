"""Whether the evidence of this turn carries a written sentence."""

from assistant.grounding.checking import Grounding, Verdict

__all__ = ["Grounding", "Verdict"]
