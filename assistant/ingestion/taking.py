"""A batch: every file that was given, one after the other, and then the index once."""

import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from assistant import index
from assistant.corpus import document_name
from assistant.corpus.header import facts
from assistant.errors import CorpusError, UsageError
from assistant.formats import ARCHIVES, Converter
from assistant.index.child import Progress
from assistant.ingestion import pace_of, personal
from assistant.ingestion.names import document_names, usable
from assistant.ingestion.placing import changing, move, present_files, stage
from assistant.ingestion.reading import Stored, convert, digest, is_text
from assistant.ingestion.report import IngestReport, Personal, PersonalReport
from assistant.ingestion.similar import Known
from assistant.ingestion.walk import Found, Walked, members, single, walk
from assistant.origins import Origin, read_origins, write_origins
from assistant.service import needs_building
from assistant.settings import Settings
from assistant.types import Collection, Document
