"""A home with invented reports, and an engine on it with the fake encoder."""

import invented_reports as reports
import pytest
from fakes import make_fake_encoder
from homes import Build, Open
from noting import NotingEngine, OnReports

from assistant.dutch.synonyms import shipped
from assistant.settings import Settings


@pytest.fixture
def on_reports(empty_home: Settings, build: Build, opened: Open) -> OnReports:
    """Builds an index of reports in the home and gives an engine on it; again for other reports."""

    def engine(texts: dict[str, str] = reports.ALL) -> NotingEngine:
        for path in (empty_home.corpus / "bronnen").glob("*.md"):
            path.unlink()
        reports.write(empty_home.corpus, texts)
        build(empty_home)
        made = NotingEngine(opened(empty_home), make_fake_encoder(empty_home), shipped())
        made.asked = []
        return made

    return engine
