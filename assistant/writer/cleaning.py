"""Model text as plain text, and other people's text as plain data.

What a model writes is shown as text and nothing else: no markup, no link, no
picture, no character that hides or turns text. What a document or user wrote
may not look like the marks around it, nor like the marks of a chat format,
which some servers would take for real.
"""

import re
import unicodedata

_URL = re.compile(
    r"(?:\b[a-z][a-z0-9+.-]{1,15}://|\b(?:https?|javascript|vbscript|mailto):|\b(?:data|file):(?=[\w/;,])|\bwww\.|(?<![\w/])//(?=\w))[^\s<>\]]*",
    re.I,
)
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]\d][^\]]*|\d+[^\]\d\s,;–-][^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
_ELEMENT = re.compile(r"<(script|style)\b.*?</\1\s*>", re.I | re.S)
_TAG = re.compile(r"</?[a-zA-Z!][^<>]*>?")
_MARKS = re.compile(r"[*`<>\[\]{}|\\^~]+|(?<!\w)_+|_+(?!\w)|^#{1,6}\s+|^>+\s*")
_CHAT_MARKS = re.compile(r"\[/?\s*(?:INST|SYS|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS)\s*\]", re.I)
_ANGLES = str.maketrans({"<": "(", ">": ")", "‹": "'", "›": "'", "＜": "(", "＞": ")", "｜": "/"})
_ALLOWED_CONTROLS = "\n\t"
_HIDING = ("Cf", "Co", "Cs", "Cn", "Cc")  # zero-width, bidi, tags, private, half and control characters


def visible(text: str) -> str:
    """The text without the characters that no reader sees."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        character
        for character in text
        if character in _ALLOWED_CONTROLS
        or (unicodedata.category(character) not in _HIDING and not 0xFE00 <= ord(character) <= 0xFE0F)
    )


def plain(text: str) -> str:
    """What a model wrote as one line of plain text; numbers of sources are taken out before."""
    text = _LINK.sub(r"\1", _IMAGE.sub(" ", _ELEMENT.sub(" ", visible(text))))
    text = _MARKS.sub("", _TAG.sub(" ", _URL.sub(" ", text)).strip())
    text = re.sub(r"\(\s*\)", "", text)
    return re.sub(r"\s+([.,;:!?])", r"\1", " ".join(text.split()))


def as_data(text: str) -> str:
    """Someone else's text for in a prompt: it can look like no mark of ours and of no chat format."""
    return _CHAT_MARKS.sub(" ", visible(text).translate(_ANGLES))


def on_one_line(text: str, most: int) -> str:
    """Someone else's title or heading for in a prompt."""
    return " ".join(as_data(text).split())[:most]
