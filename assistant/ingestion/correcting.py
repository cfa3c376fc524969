"""A curator's correction of what the front matter of a document says."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from assistant import index, privacy, state
from assistant.corpus.front_matter import canonical
from assistant.corpus.header import DUTCH, facts, rewritten
from assistant.dutch.municipalities import official_name
from assistant.errors import CorpusError, UsageError
from assistant.index.child import Progress
from assistant.ingestion import personal
from assistant.ingestion.placing import changing, collection_of, find_document, move, sentence, stage
from assistant.service import needs_building
from assistant.settings import Settings
from assistant.types import Collection

Change = str | Sequence[str]
_LISTS = frozenset({"authors", "municipalities", "themes", "forms", "questions"})
_FIXED = frozenset({"file", "sha256"})  # what ties a text to its original is not corrected


def correct(
    settings: Settings,
    document_id: str,
    changes: Mapping[str, Change],
    on_progress: Callable[[Progress], None] = lambda progress: None,
) -> None:
    """Write these values into the front matter of a document and bring the index up to date.

    Keys are the Dutch or English ones; an empty value says that nothing is known. Other keys and the
    text stay byte for byte; only what changes is encoded again. CorpusError when the document is not
    there or a value cannot be used; then nothing has changed.
    """
    wanted = {canonical(key): _checked(canonical(key), value) for key, value in changes.items()}
    with changing(settings) as work:
        path = find_document(settings.corpus, document_id)
        before = path.read_bytes()
        after = _corrected(before, wanted, is_note=collection_of(settings.corpus, path) is Collection.NOTITIES)
        _put(work, path, after, settings)
        if needs_building(settings):
            try:
                index.build_index(settings, settings.corpus, on_progress)
            except BaseException:
                _put(work, path, before, settings)
                raise
    state.audit(settings, "gewijzigd", document_id)


def _corrected(before: bytes, wanted: dict[str, Change], is_note: bool) -> bytes:
    try:
        text = before.decode("utf-8")
        known = facts(text).municipalities or ()
        if "municipalities" in wanted:
            wanted["municipalities"] = [
                name if name in known else municipality(name) for name in wanted["municipalities"]
            ]
        values = [item for value in wanted.values() for item in ([value] if isinstance(value, str) else value)]
        findings = [finding for value in values for finding in privacy.find(value)] if is_note else []
        if findings:
            raise CorpusError(f"daar staan persoonsgegevens in: {personal.summary(findings)}; haal ze weg")
        return rewritten(text, wanted).encode()
    except UnicodeDecodeError as error:
        raise CorpusError("Het bestand is geen UTF-8-tekst. Sla het op als UTF-8 en probeer het opnieuw.") from error
    except CorpusError as error:
        raise CorpusError(sentence(str(error))) from error


def _put(work: Path, path: Path, raw: bytes, settings: Settings) -> None:
    if path.read_bytes() != raw:
        stage(work, path.name, raw, collection_of(settings.corpus, path))
        move(work, path)


def _checked(key: str, value: Change) -> Change:
    if key not in DUTCH or key in _FIXED:
        allowed = ", ".join(name for english, name in DUTCH.items() if english not in _FIXED)
        raise UsageError(f"‘{key}’ kun je niet aanpassen; kies uit {allowed}.")
    if key not in _LISTS:
        return value if isinstance(value, str) else ", ".join(value)
    texts = value.split(",") if isinstance(value, str) else value
    return [text.strip() for text in texts if text.strip()]


def municipality(name: str) -> str:
    """The official name; CorpusError when there is no such municipality."""
    official = official_name(name)
    if official is None:
        raise CorpusError(f"‘{name}’ is geen Nederlandse gemeente. Controleer de naam.")
    return official
