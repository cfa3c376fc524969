"""Taking files into the corpus: names, conversion, personal data, look-alikes, corrections.

A file is read, converted and checked in a working folder before it is moved
into the corpus by an atomic rename; every file that is refused is one line in
the report, and the batch goes on. Where a file came from is remembered, so
that taking in the same folder again also removes what is no longer there, and
keeps what a curator corrected. After that the index is built once, for all
files together.
"""

from assistant.ingestion.correcting import correct
from assistant.ingestion.report import IngestReport, Personal, PersonalReport
from assistant.ingestion.taking import ingest

__all__ = ["IngestReport", "Personal", "PersonalReport", "correct", "ingest"]
