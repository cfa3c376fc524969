"""Text to vectors: the only home of torch and sentence-transformers.

Both are imported when an encoder is loaded, not before: they take seconds, and
a build that finds every vector in the old index needs neither. Questions to the
bundled encoder need torch alone (``light``), and so does the check of
written sentences (``entailment``, ``pairs``).
"""

from assistant.encoder.cross import CrossReader, load_cross_reader
from assistant.encoder.entailment import PairReader
from assistant.encoder.model import Encoder, EncoderIdentity, identify, load_encoder, load_question_encoder
from assistant.encoder.scan import similarities

__all__ = [
    "CrossReader",
    "Encoder",
    "EncoderIdentity",
    "PairReader",
    "identify",
    "load_cross_reader",
    "load_encoder",
    "load_question_encoder",
    "similarities",
]
