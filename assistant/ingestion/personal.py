"""Personal data in what is taken in: a practice note waits for a decision, a public source gets a report.

In a note also names of persons are looked for. The rules for these may err, so they are only asked about, and
not once more when its curator has looked at them (``names=False``).
"""

import re
from collections import Counter
from collections.abc import Iterable

from assistant import privacy, state
from assistant.corpus.header import DUTCH, facts, head_and_body, rewritten
from assistant.errors import CorpusError, UsageError
from assistant.ingestion.report import Personal
from assistant.privacy import Finding, Sort
from assistant.settings import Settings

MAXIMUM_REASON = 200  # characters
_NO_PERSON = frozenset({"organisation", "forms"})  # they hold names, but not of persons
_DIGEST = re.compile(r"^sha256:.*$", re.MULTILINE)
_FILE = re.compile(r"^(?:bestand|file):.*$", re.MULTILINE)
_SAYS_NUMBER = re.compile(r"bsn|burgerservice|sofi|tel|mobiel|kenteken|zaak|dossier|cli(?:ë|e)nt", re.IGNORECASE)
_NUMBERS = frozenset({Sort.BSN, Sort.TELEFOON, Sort.ZAAKNUMMER, Sort.KENTEKEN})
_READ = ("title", "organisation", "source", "role", "authors", "themes", "forms", "questions")


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """How many there are of each sort, the most frequent first."""
    return dict(Counter(finding.sort.value for finding in findings).most_common())


def summary(findings: Iterable[Finding]) -> str:
    """2 × BSN, 1 × telefoonnummer: what is shown, and never what they are."""
    return ", ".join(f"{count} × {sort}" for sort, count in counts(findings).items())


def in_file(text: str, name: str = "", public: bool = False, names: bool = False) -> tuple[Finding, ...]:
    """The personal data in the text of a file, in what its front matter says, and in its name.

    A number in a public source's name counts only where the name says what it is: a manual calls its pages
    01130200 and 01-02120000.
    """
    head, body = head_and_body(text)
    named = privacy.find(name, names)
    if public:
        head = _FILE.sub("", head)
        named = tuple(found for found in named if found.sort not in _NUMBERS or _SAYS_NUMBER.search(name))
    found = [*named, *_in_rest(head, list(_values(text)))]
    for key, value in _said(text):
        found += privacy.find(value, names and key not in _NO_PERSON)
    return (*found, *privacy.find(body, names))


def masked_file(text: str, names: bool = False) -> str:
    """The text of a file with a mask in place of each piece of personal data, also in its front matter."""
    head, body = head_and_body(text)
    clean = _masked(body, names)
    said = facts(text)
    changes: dict[str, str | list[str]] = {}
    for key in _READ:
        value, also = getattr(said, key), names and key not in _NO_PERSON
        fresh = _masked(value, also) if isinstance(value, str) else [_masked(item, also) for item in value]
        if fresh != (value if isinstance(value, str) else list(value)):
            changes[DUTCH[key]] = fresh
    fresh_head, _ = head_and_body(rewritten(head, changes) if changes else head)
    return _rest_masked(fresh_head) + clean


def decide(text: str, name: str, findings: tuple[Finding, ...], choice: Personal, names: bool = False) -> str:
    """The text as it may be stored; CorpusError tells how to go on when nothing was decided."""
    if choice is Personal.KEEP:
        return text
    if choice is Personal.MASK and not privacy.find(name, names):
        fresh = masked_file(text, names)
        if _in_rest(head_and_body(fresh)[0], list(_values(fresh))):
            raise CorpusError("het blok bovenaan bevat persoonsgegevens die ik niet kan afdekken; haal ze weg")
        return fresh
    if choice is Personal.MASK:
        raise CorpusError("de naam van het bestand bevat persoonsgegevens; geef het een andere naam")
    unsure = " misschien" if all(finding.sort is Sort.NAAM for finding in findings) else ""
    raise CorpusError(
        f"er staan{unsure} persoonsgegevens in: {summary(findings)}; haal ze weg, of neem het bestand op met "
        "--personal mask (dan komt er een aanduiding voor in de plaats) of met --personal keep --reason ‘waarom’"
    )


def checked_reason(reason: str) -> str:
    """The reason for keeping personal data, as it goes to the log; UsageError when it cannot stand there."""
    plain = " ".join(reason.split())
    if not plain:
        raise UsageError("Schrijf op waarom de persoonsgegevens blijven staan: --personal keep --reason ‘waarom’.")
    if len(plain) > MAXIMUM_REASON or privacy.find(plain):
        raise UsageError(f"Houd de reden korter dan {MAXIMUM_REASON} tekens, zonder persoonsgegevens.")
    return plain


def record_kept(settings: Settings, document: str, findings: Iterable[Finding], reason: str) -> None:
    """Note in the audit log that personal data stays in a note, and why."""
    state.audit(settings, "notitie", document, counts=counts(findings), detail=checked_reason(reason))


def _in_rest(head: str, values: list[str]) -> list[Finding]:
    """Personal data in the lines of a head that are not read: comments, other keys, places."""
    rest = _DIGEST.sub("", head)
    return [finding for finding in privacy.find(rest) if not any(finding.text in value for value in values)]


def _rest_masked(head: str) -> str:
    """The head with masks in those lines too; as it was where it could not be read with them."""
    digest = _DIGEST.search(head)
    start, end = digest.span() if digest else (len(head), len(head))
    fresh = f"{_masked(head[:start])}{head[start:end]}{_masked(head[end:])}"
    try:
        facts(fresh)
    except CorpusError:
        return head
    return fresh


def _masked(value: str, names: bool = False) -> str:
    return privacy.masked(value, privacy.find(value, names))


def _values(text: str) -> Iterable[str]:
    return (value for _, value in _said(text))


def _said(text: str) -> Iterable[tuple[str, str]]:
    said = facts(text)
    for key in _READ:
        value = getattr(said, key)
        yield from ((key, item) for item in ((value,) if isinstance(value, str) else value))
