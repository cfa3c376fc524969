"""Mails, and web pages that a browser saved as one file: both are MIME, which the standard library reads."""

import email
import email.policy
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime
from typing import Any

from assistant.errors import CorpusError
from assistant.formats.cleaning import clean, joined, one_line
from assistant.formats.markdown import markdown
from assistant.formats.proposals import names, title
from assistant.formats.reasons import DAMAGED, NO_MAIL_TEXT
from assistant.formats.web_page import convert_page, decoded, parsed, strip

PARTS = 2_000
_ERRORS = (LookupError, ValueError, TypeError, AttributeError, RecursionError)  # of the standard library's parser


def convert_mail(raw: bytes) -> dict[str, Any]:
    """The text of a mail under its subject; the sender, the date and the names of what is attached as well."""
    try:
        message = email.message_from_bytes(raw, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        body, attached = _parts(message)
        subject = one_line(str(message.get("subject", "")))
        senders = [name for name, _ in getaddresses([str(message.get("from", ""))])]
        day = _day(str(message.get("date", "")))
    except _ERRORS as error:
        raise CorpusError(DAMAGED) from error
    if not any(character.isalnum() for character in body):
        raise CorpusError(NO_MAIL_TEXT)
    word = "bijlage is" if len(attached) == 1 else "bijlagen zijn"
    remarks = [f"{len(attached)} {word} niet gelezen: {', '.join(attached[:10])}"] if attached else []
    return {
        "text": joined([f"# {subject}" if subject else "", body]),
        "title": title(subject),
        "date": day,
        "authors": names(senders),
        "remarks": remarks,
    }


def convert_mhtml(raw: bytes) -> dict[str, Any]:
    """The page of a saved page: its first part of HTML."""
    try:
        message = email.message_from_bytes(raw, policy=email.policy.default)
        for number, part in enumerate(message.walk()):
            if number > PARTS:
                break
            if part.get_content_type() in ("text/html", "application/xhtml+xml"):
                return convert_page(_payload(part), part.get_content_charset() or "")
    except _ERRORS as error:
        raise CorpusError(DAMAGED) from error
    raise CorpusError("er staat geen pagina in; bewaar de pagina opnieuw")


def _parts(message: EmailMessage) -> tuple[str, list[str]]:
    """The text of a mail, plain where it has that, and what is attached."""
    plain, rich, attached = "", "", []
    for number, part in enumerate(message.walk()):
        if number > PARTS:
            break
        kind = part.get_content_type()
        name = one_line(part.get_filename() or "")
        if part.get_content_disposition() == "attachment" or (name and not kind.startswith("text/")):
            if not kind.startswith("image/") or part.get_content_disposition() == "attachment":
                attached.append(name[:100] or kind)
        elif kind == "text/plain" and not plain:
            plain = decoded(_payload(part), part.get_content_charset() or "")
        elif kind == "text/html" and not rich:
            rich = decoded(_payload(part), part.get_content_charset() or "")
    if any(character.isalnum() for character in plain):
        return clean(plain).strip(), attached
    if not rich.strip():
        return "", attached
    root = parsed(rich)
    strip(root)
    return markdown(root), attached


def _payload(part: Any) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _day(value: str) -> str:
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
