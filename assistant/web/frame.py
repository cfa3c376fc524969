"""What stands around every desk: the name of the program, the way between the desks, and a whole page."""

import html
import json

from assistant.web import texts, words

CHAT_PATH = "/"
DESK_PATH = "/bronnen"
EXAMPLES_PATH = "/voorbeelden"
TALKS_PATH = "/gesprekken"
DESK_ID = "ww-beheer"
WORKSHOP_PATH = "/workshop"
_FAILURE_STYLE = (
    "html{color-scheme:light dark;background:#faf8f3;color:#1c2427}a{color:inherit}"
    "@media(prefers-color-scheme:dark){html{background:#14191b;color:#e7e9e4}}"
    "body{max-width:60ch;margin:15vh auto 0;padding:0 24px;font:1.0625rem/1.5 system-ui,sans-serif}"
)
DESKS = (
    (CHAT_PATH, words.CHAT),
    (EXAMPLES_PATH, words.EXAMPLES),
    (WORKSHOP_PATH, words.WORKSHOP),
    (DESK_PATH, words.DESK),
)  # the one where sources are kept comes last


def header(current: str) -> str:
    """The head of every page; ``current`` is the path of the desk that is open."""
    links = "".join(f'<a href="{path}"{_current(path == current)}>{_short(name)}</a>' for path, name in DESKS)
    own = f'<a id="ww-mijn" href="{TALKS_PATH}"{_current(current == TALKS_PATH)}>{texts.MY_TALKS}</a>'
    return (
        f'<a class="ww-sla" href="#ww-begin">{words.SKIP}</a>'
        f'<header id="ww-kop"><div class="ww-kopregel"><h1>{texts.NAME}</h1><p>{texts.TAGLINE} '
        f'<span class="ww-lokaal">{texts.PRIVATE}</span></p>{own}</div>'
        f'<nav id="ww-bureaus" aria-label="{words.DESKS}">{links}</nav></header>'
        '<div id="ww-begin" tabindex="-1"></div>'
    )


def desk(main: str = "") -> str:
    """The place of every desk but the chat, hidden while it is empty, and what a screen reader hears of it."""
    hidden = "" if main else " hidden"
    return (
        f'<main id="{DESK_ID}"{hidden}>{main}</main>'
        '<div role="status" aria-live="polite" id="ww-beheermelder" class="ww-sr"></div>'
    )


def head() -> str:
    """Style and words; a script that uses them comes after."""
    # json.dumps leaves < as it is, which would end the script; \u003c says the same.
    said = json.dumps({**texts.for_script(), **words.for_script()}, ensure_ascii=False).replace("<", "\\u003c")
    return (
        '<link rel="icon" href="/wijkwijzer/icon.svg" type="image/svg+xml">'
        '<meta name="color-scheme" content="light dark">'
        '<link rel="stylesheet" href="/wijkwijzer/style.css">'
        '<link rel="stylesheet" href="/wijkwijzer/desk.css">'
        '<link rel="stylesheet" href="/wijkwijzer/voorbeelden.css">'
        '<link rel="stylesheet" href="/wijkwijzer/workshop.css">'
        f'<script type="application/json" id="ww-woorden">{said}</script>'
        '<script src="/wijkwijzer/desk.js"></script><script src="/wijkwijzer/stand.js"></script>'
        '<script src="/wijkwijzer/files.js"></script>'
    )


def desk_page(title: str, main: str, current: str = DESK_PATH) -> str:
    """A desk as a page of its own; ``title`` is plain text, ``current`` the desk's path."""
    name = f"{html.escape(title)} | {texts.NAME}"
    return (
        f'<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>{name}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"{head()}"
        f'</head><body class="ww-bureau">{header(current)}{desk(main)}</body></html>'
    )


def failure_page(sentence: str, has_way_on: bool) -> str:
    """A page for whoever comes to an address that gives none; it needs no other file, as those may be refused too."""
    way = f'<p><a href="{CHAT_PATH}">{texts.DOCUMENT_BACK}</a></p>' if has_way_on else ""
    return (
        f'<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>{texts.FAILED_TITLE} | {texts.NAME}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_FAILURE_STYLE}</style></head>'
        f"<body><main><h1>{texts.NAME}</h1><p>{html.escape(sentence)}</p>{way}</main></body></html>"
    )


def _short(name: str) -> str:
    """The name of a desk, of which only the first word is seen where there is no room for more."""
    first, _, rest = name.partition(" ")
    return f'{first}<span class="ww-vervolg"> {rest}</span>' if rest else first


def _current(is_current: bool) -> str:
    return ' aria-current="page"' if is_current else ""
